"""The permanent public addresses, each with the page that answers. No sign-in, no cookie."""

from __future__ import annotations

from django.urls import path, re_path, register_converter

from fingerpost.publication.pages.all import PAGE_OF
from fingerpost.publication.views import public


class MonthConverter:
    """A month written YYYY-MM; a quarter is found by its last."""

    regex = r"\d{4}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> str:
        """The month as it stands in the address."""
        return value

    def to_url(self, value: object) -> str:
        """The month written YYYY-MM."""
        return str(value)


class HexConverter:
    """Digits of a digest."""

    regex = "[0-9a-f]+"

    def to_python(self, value: str) -> str:
        """The digits."""
        return value

    def to_url(self, value: str) -> str:
        """The digits."""
        return value


class IconConverter(HexConverter):
    """A format of the icon."""

    regex = "svg|png"


register_converter(IconConverter, "icon")
register_converter(MonthConverter, "month")
register_converter(HexConverter, "hex")

app_name = "publication"
urlpatterns = [
    path("", public.councils, name="councils"),
    path("style/<hex:digits>.css", public.plain_style, name="plain_style"),
    path("icon.<icon:kind>", public.plain_icon, name="plain_icon"),
    path("<slug:slug>/", PAGE_OF["council"], name="council"),
    path("<slug:slug>/about/", PAGE_OF["about"], name="about"),
    path("<slug:slug>/corrections/", PAGE_OF["corrections"], name="corrections"),
    path("<slug:slug>/sitemap.xml", PAGE_OF["sitemap"], name="sitemap"),
    path("<slug:slug>/feed.atom", PAGE_OF["feed"], name="feed"),
    path("<slug:slug>/calendar.ics", PAGE_OF["calendar"], name="calendar"),
    path("<slug:slug>/style/<hex:digits>.css", PAGE_OF["style"], name="style"),
    path("<slug:slug>/icon.<icon:kind>", PAGE_OF["icon"], name="icon"),
    path("<slug:slug>/files/<hex:sha256>/<str:name>", PAGE_OF["file"], name="file"),
    path("<slug:slug>/reports/", PAGE_OF["papers"], name="papers"),
    path("<slug:slug>/reports/<int:number>/", PAGE_OF["paper"], name="paper"),
    path("<slug:slug>/<slug:plan>/", PAGE_OF["plan"], name="plan"),
    path("<slug:slug>/<slug:plan>/feed.atom", PAGE_OF["plan_feed"], name="plan_feed"),
    path("<slug:slug>/<slug:plan>/due-dates.ics", PAGE_OF["due_dates"], name="due_dates"),
    path("<slug:slug>/<slug:plan>/data/", PAGE_OF["data"], name="data"),
    path("<slug:slug>/<slug:plan>/data/<str:name>", PAGE_OF["plan_data"], name="plan_data"),
    path("<slug:slug>/<slug:plan>/key/", PAGE_OF["key"], name="key"),
    path("<slug:slug>/<slug:plan>/re-dated/", PAGE_OF["redated"], name="redated"),
    path("<slug:slug>/<slug:plan>/section/<str:code>/", PAGE_OF["section"], name="section"),
    path("<slug:slug>/<slug:plan>/action/<str:ref>/", PAGE_OF["action"], name="action"),
    path("<slug:slug>/<slug:plan>/<month:month>/", PAGE_OF["month"], name="month"),
    path("<slug:slug>/<slug:plan>/<month:month>/data/<str:name>", PAGE_OF["month_data"], name="month_data"),
    path("<slug:slug>/<slug:plan>/<month:month>/edition/<int:edition>/", PAGE_OF["edition"], name="edition"),
    re_path(r"^(?P<rest>.+)$", public.elsewhere, name="elsewhere"),
]
