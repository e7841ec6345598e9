"""What Members asked, on the start pages of those who asked, are to answer, or keep track; a portfolio's briefing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fingerpost.govuk.filters import day
from fingerpost.reports.compose.further_reports import Further
from fingerpost.rules.roles import Act, Role
from fingerpost.rules.scrutiny import ScrutinyState
from fingerpost.scrutiny.models import Request
from fingerpost.scrutiny.values import meeting_words
from fingerpost.scrutiny.views.statements import lines_of
from fingerpost.scrutiny.watched import watch_list
from fingerpost.scrutiny.wording import STATES
from fingerpost.start.parts import Job, Line, Lines, Part
from fingerpost.start.pieces import address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fingerpost.people.models import Person
    from fingerpost.start.parts import Stand

SHORT = 5
"""How many lines a short list has."""
LONGEST = 140


def to_answer(stand: Stand) -> Iterable[Part]:
    """Whoever is to answer: what waits for them, the next due first."""
    ids = stand.access.person_ids
    mine = [each for each in stand.asked if each.owner_id in ids]
    if not mine:
        return
    today = stand.access.at.date()
    late = sum(each.is_overdue(today) for each in mine)
    yield Part(
        _("What Members ask you"),
        (
            ngettext(
                "%(number)s request waits for your answer.",
                "%(number)s requests wait for your answer.",
                len(mine),
            )
            % {"number": len(mine)}
        )
        + (" " + _("%(late)s overdue.") % {"late": late} if late else ""),
        (_("Answer the next"), _page(stand, mine[0])),
        lists=(Lines(_("The next due first"), tuple(_line(stand, each) for each in mine[:SHORT]), ""),),
    )


def keeping_track(stand: Stand) -> Iterable[Part]:
    """The performance officer and democratic services: what waits in all, what is overdue, what nobody is to answer."""
    if not stand.access.may(Act.RECORD_REQUEST) or not stand.asked:
        return
    today = stand.access.at.date()
    at = reverse("scrutiny:list", kwargs={"council": stand.access.council.slug})
    late = sum(each.is_overdue(today) for each in stand.asked)
    nobody = sum(each.owner is None or not each.owner.is_here(today) for each in stand.asked)
    jobs = (
        Job(late, _("overdue"), f"{at}?show=overdue", pressing=True),
        Job(nobody, _("with nobody to answer"), f"{at}?show=unowned", pressing=True),
        Job(len(stand.asked), _("waiting for an answer"), at),
    )
    yield Part(_("What Members asked"), jobs=tuple(each for each in jobs if each.count))


def asked_and_watched(stand: Stand) -> Iterable[Part]:
    """A Member: what they asked and the answer, what moved on what they watch, and what slipped in their portfolio."""
    access = stand.access
    if not access.may(Act.ASK):
        return
    slug = access.council.slug
    rows = Request.objects.filter(asked_by=access.person).select_related("due_meeting__body")
    yield Part(
        _("What you asked"),
        button=(_("Ask something"), reverse("scrutiny:ask", kwargs={"council": slug})),
        lists=(
            Lines(
                _("The latest first"),
                tuple(_answered(stand, each) for each in rows.prefetch_related("turns")[:SHORT]),
                _("You have asked nothing yet. You can ask from the page of every action, too."),
            ),
        ),
    )
    watched = watch_list(access.person)
    everything = Line(
        _("All that you watch") if watched.actions else _("Choose what to watch"),
        reverse("scrutiny:watch", kwargs={"council": slug}),
    )
    moved = (
        Line(
            str(each.action),
            reverse("monitoring:action", kwargs={"council": slug, "pk": each.action.pk}),
            each.now.status if each.now else "",
            " ".join(each.moved),
        )
        for each in watched.moved[:SHORT]
    )
    if not watched.actions:
        sentence = _("You watch nothing yet.")
    else:
        sentence = "" if watched.moved else _("Nothing has moved on what you watch.")
    yield Part(_("Your watch list"), sentence, lists=(Lines(_("What has moved"), (*moved, everything), ""),))


def statements(stand: Stand) -> Iterable[Part]:
    """A portfolio holder: what slipped in their portfolio and has no statement yet."""
    if not stand.access.may(Act.MAKE_STATEMENT):
        return
    without = [each for each in lines_of(stand.access) if each.said is None and _holds(stand, each.holders)]
    if not without:
        return
    slug = stand.access.council.slug
    yield Part(
        _("Slipped in your portfolio"),
        ngettext(
            "%(number)s action slipped, without a statement of yours. You need not make one.",
            "%(number)s actions slipped, without a statement of yours. You need not make one.",
            len(without),
        )
        % {"number": len(without)},
        lists=(
            Lines(
                _("State what you have to say"),
                tuple(
                    Line(
                        str(each.stood.action),
                        reverse("scrutiny:statement", kwargs={"council": slug, "pk": each.stood.action_id}),
                        each.stood.status,
                    )
                    for each in without[:SHORT]
                ),
                "",
            ),
        ),
    )


def _holds(stand: Stand, holders: Iterable[Person]) -> bool:
    return any(each.pk in stand.access.person_ids for each in holders)


def _page(stand: Stand, row: Request) -> str:
    return reverse("scrutiny:request", kwargs={"council": stand.access.council.slug, "pk": row.pk})


def _short(row: Request) -> str:
    return row.words if len(row.words) <= LONGEST else f"{row.words[: LONGEST - 1].rstrip()}…"


def _line(stand: Stand, row: Request) -> Line:
    due = meeting_words(row.due_meeting) if row.due_meeting else day(row.due_day)
    late = row.is_overdue(stand.access.at.date())
    words = _("Overdue: was due %(due)s") if late else _("Due: %(due)s")
    return Line(_short(row), _page(stand, row), words=words % {"due": due})


def _answered(stand: Stand, row: Request) -> Line:
    """What somebody asked, with its state and what was said last."""
    if row.waits:
        return _line(stand, row)
    said = [each.words for each in row.turns.all() if each.words]
    state = STATES[ScrutinyState(row.state)]
    return Line(_short(row), _page(stand, row), words=f"{state}: {said[-1]}" if said else str(state))


def briefing(stand: Stand) -> Iterable[Part]:
    """A portfolio holder: the briefing sheet of their portfolio, of the last closed month."""
    portfolio = stand.access.person.portfolio
    if Role.PORTFOLIO_HOLDER not in stand.access.roles or not portfolio or not stand.closed:
        return
    last = stand.closed[0]
    yield Part(
        _("Your portfolio: %(portfolio)s") % {"portfolio": portfolio},
        button=(
            _("Read the briefing for %(month)s") % {"month": last.period},
            address(stand, "issuing:further", pk=last.period_id, kind=Further.BRIEFING),
        ),
    )
