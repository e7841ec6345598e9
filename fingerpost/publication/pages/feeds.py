"""Feeds: what was published, for feed readers (Atom); what falls due and when bodies meet, for calendars (iCalendar)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from fingerpost.meetings.models import Meeting
from fingerpost.people.council_settings import settings_of
from fingerpost.publication.made import Made
from fingerpost.publication.models import Why
from fingerpost.publication.open_data import months_with_data, open_month_of, told_of
from fingerpost.publication.pages.council import figures_of
from fingerpost.publication.pages.frame import absolute, address
from fingerpost.publication.pages.month import edition_address, file_address
from fingerpost.publication.site import load
from fingerpost.reports.open_data import atom, calendar_feed
from fingerpost.reports.open_data.calendar_feed import CalendarMeeting
from fingerpost.reports.open_data.publishing import PublishedFile, Publisher
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.meetings.bodies import TRAITS, BodyKind
from fingerpost.rules.numbers import count_words
from fingerpost.rules.wording import CLASS_WORDS

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from django.db.models import QuerySet

    from fingerpost.publication.models import Publication
    from fingerpost.publication.site import PublicPlan, PublicSite

LANGUAGE = "en-GB"
CALENDAR = f"{calendar_feed.MEDIA_TYPE}; charset=utf-8"


def plan_feed(site: PublicSite, plan: str) -> Made | None:
    """What was published, corrected and withdrawn of a plan?"""
    found = site.plan(plan)
    if found is None:
        return None
    return _feed(
        site,
        _("%(plan)s of %(council)s") % {"plan": found.title, "council": site.council.name},
        found.editions,
        page=address("plan", site, plan=plan),
        own=address("plan_feed", site, plan=plan),
    )


def council_feed(site: PublicSite) -> Made:
    """What was published, corrected and withdrawn of every plan?"""
    return _feed(
        site,
        _("Improvement plans of %(council)s") % {"council": site.council.name},
        site.editions,
        page=address("council", site),
        own=address("feed", site),
    )


def _feed(site: PublicSite, title: str, editions: Iterable[Publication], *, page: str, own: str) -> Made:
    council = site.council
    feed = atom.Feed(
        absolute(own),
        absolute(page),
        title,
        Publisher(council.name, absolute(address("council", site))),
        settings_of(council).licence,
        LANGUAGE,
    )
    return Made(atom.atom(feed, (_entry(site, each) for each in editions)), atom.MEDIA_TYPE)


def _entry(site: PublicSite, edition: Publication) -> atom.Entry:
    title = _("%(plan)s: %(month)s") % {"plan": edition.plan_title, "month": edition.period}
    if edition.is_withdrawn:
        title, summary = _("%(title)s, withdrawn") % {"title": title}, edition.withdrawn_why
    elif edition.kind == Why.CORRECTION:
        title, summary = _("%(title)s, corrected") % {"title": title}, edition.why
    elif edition.kind == Why.REDACTION:
        title, summary = _("%(title)s, words taken out") % {"title": title}, edition.why
    elif edition.kind == Why.AGAIN:
        title, summary = _("%(title)s, published again") % {"title": title}, edition.why
    else:
        summary = _figures(edition)
    files = () if edition.is_withdrawn else tuple(_files(site, edition))
    return atom.Entry(
        absolute(edition_address(site, edition)),
        title,
        summary,
        published_at=edition.public_from,
        updated_at=edition.withdrawn_at or edition.public_from,
        plan=edition.plan_title,
        files=files,
    )


def _figures(edition: Publication) -> str:
    figures = figures_of(edition)
    classes = ", ".join(
        f"{CLASS_WORDS[each].lower()} {count}" for each in StatusClass if (count := figures.counts.get(each))
    )
    counted = count_words(figures.n, "action")
    return f"{counted} counted: {classes}." if classes else f"{counted} counted."


def _files(site: PublicSite, edition: Publication) -> Iterator[PublishedFile]:
    for each in site.files.get(edition.pk, ()):
        if not each.withdrawn_at:
            file = each.file
            media_type = file.media_type.partition(";")[0]
            at = absolute(file_address(site, each))
            yield PublishedFile(file.name, at, media_type, file.sha256, file.size)


def due_dates_calendar(site: PublicSite, plan: str) -> Made | None:
    """When does each action of a plan fall due?"""
    found = site.plan(plan)
    if found is None or not months_with_data(site, found):
        return None
    name = _("%(plan)s: due dates") % {"plan": found.title}
    return _calendar(name, _due(site, found), address("due_dates", site, plan=plan))


def council_calendar(site: PublicSite) -> Made:
    """When does any action fall due, and when does each body meet in public?"""
    events = [each for plan in site.plans for each in _due(site, plan)]
    events += calendar_feed.meetings(
        (_meeting(each) for each in public_meetings(site.council.slug)),
        host=urlsplit(settings.SITE_ADDRESS).hostname or "localhost",
        at=site.changed_at,
    )
    name = _("%(council)s: due dates and meetings") % {"council": site.council.name}
    return _calendar(name, events, address("calendar", site))


def _calendar(name: str, events: Iterable[calendar_feed.Event], own: str) -> Made:
    made = calendar_feed.calendar(name, events, address=absolute(own), language=LANGUAGE)
    return Made(made, CALENDAR)


def _due(site: PublicSite, plan: PublicPlan) -> Iterator[calendar_feed.Event]:
    """What falls due by the last standing month of the plan."""
    months = months_with_data(site, plan)
    if months:
        last = months[-1].last
        load([last])
        yield from calendar_feed.due_dates(open_month_of(told_of(last)), at=last.public_from)


def public_meetings(slug: str) -> QuerySet[Meeting]:
    """The meetings of a council to which the public may come, the first first."""
    kinds = [str(each) for each in BodyKind if TRAITS[each].public]
    of = Meeting.objects.filter(body__council__slug=slug, body__kind__in=kinds)
    return of.select_related("body").order_by("day", "pk")


def meetings_state(slug: str) -> Hashable:
    """What the calendar says of meetings, in short."""
    return tuple(public_meetings(slug).values_list("pk", "day", "starts_at", "place", "body__name"))


def _meeting(meeting: Meeting) -> CalendarMeeting:
    starts: Any = meeting.starts_at
    return CalendarMeeting(
        str(meeting.pk),
        meeting.body.name,
        meeting.day,
        starts=f"{starts:%H:%M}" if starts else None,
        place=meeting.place or None,
    )
