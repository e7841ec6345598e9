"""Every kind of public page, one line each: what is here is served, written by `fingerpost publish`, and verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from fingerpost.publication.made import Made
from fingerpost.publication.pages import assets, council, data, feeds, month, papers, plan, story
from fingerpost.publication.serving import PublicPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.publication.site import PublicSite


def sitemap(site: PublicSite) -> Made:
    """The addresses of every page, for search engines."""
    found = (
        f"<url><loc>{settings.SITE_ADDRESS}{each}</loc></url>" for each in addresses_of(site, only_pages=True)
    )
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{''.join(found)}</urlset>\n"
    )
    return Made(body.encode(), "application/xml")


PAGES: tuple[PublicPage, ...] = (
    PublicPage("style", assets.style, assets.every_style, is_page=False),
    PublicPage("icon", assets.icon, assets.every_icon, is_page=False),
    PublicPage("file", assets.file, assets.every_file, is_page=False),
    PublicPage("month_data", data.month_file, data.every_month_file, is_page=False),
    PublicPage("plan_data", data.plan_file, data.every_plan_file, is_page=False),
    PublicPage("plan_feed", feeds.plan_feed, plan.every_plan, is_page=False),
    PublicPage("feed", feeds.council_feed, council.one_page, is_page=False),
    PublicPage("due_dates", feeds.due_dates_calendar, data.plans_with_data, is_page=False),
    PublicPage(
        "calendar", feeds.council_calendar, council.one_page, is_page=False, beside=feeds.meetings_state
    ),
    PublicPage("data", data.data_page, data.plans_with_data),
    PublicPage("edition", month.edition_page, month.every_edition),
    PublicPage("action", story.action_page, story.every_action),
    PublicPage("section", story.section_page, story.every_section),
    PublicPage("month", month.month_page, month.every_month),
    PublicPage("redated", plan.redated_page, plan.plans_with_months),
    PublicPage("key", plan.key_page, plan.plans_with_months),
    PublicPage("plan", plan.plan_page, plan.every_plan),
    PublicPage("paper", papers.paper_page, papers.every_paper),
    PublicPage("papers", papers.papers_page, papers.with_papers),
    PublicPage("corrections", council.corrections_page, council.one_page),
    PublicPage("about", council.about_page, council.one_page),
    PublicPage("council", council.council_page, council.one_page),
    PublicPage("sitemap", sitemap, council.one_page, is_page=False),
)
"""In the order in which a static site needs them: what is linked to before what links to it."""
PAGE_OF = {each.name: each for each in PAGES}


def addresses_of(site: PublicSite, *, only_pages: bool = False) -> Iterator[str]:
    """The address of everything that stands on the site."""
    for page in PAGES:
        if page.is_page or not only_pages:
            for keys in page.keys(site):
                yield reverse(f"publication:{page.name}", kwargs={"slug": site.council.slug, **keys})


def everything(site: PublicSite) -> Iterator[tuple[str, Made]]:
    """The address and the answer of everything that stands on the site."""
    for page in PAGES:
        for keys in page.keys(site):
            made = page.make(site, **keys)
            assert made is not None, f"{page.name} names {dict(keys)}, which it cannot make"
            yield reverse(f"publication:{page.name}", kwargs={"slug": site.council.slug, **keys}), made
