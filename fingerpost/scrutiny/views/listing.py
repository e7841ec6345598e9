"""The list of what Members asked, and the tracker of recommendations with Cabinet's responses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.shortcuts import render
from django.utils.translation import gettext as _

from fingerpost.govuk.lists import Choice, Column, Search, listing
from fingerpost.meetings.models import Meeting
from fingerpost.people.access import page
from fingerpost.people.models import Person
from fingerpost.plans.models import Plan
from fingerpost.rules.roles import Act
from fingerpost.rules.scrutiny import RESPONSES, ScrutinyKind, ScrutinyState
from fingerpost.scrutiny.models import Request, waits
from fingerpost.scrutiny.values import WITH, about_words, meeting_words
from fingerpost.scrutiny.wording import KINDS, STATE_COLOURS, STATES

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from fingerpost.people.access import Access, CouncilRequest

WAITING, OVERDUE, TO_ANSWER, ASKED, UNOWNED = "waiting", "overdue", "to-answer", "asked", "unowned"
"""The choices of what the list shows."""


def shown_by(access: Access, chosen: str) -> Q:
    """The requests of one of these choices."""
    today = access.at.date()
    late = Q(due_meeting__day__lt=today) | Q(due_on__lt=today)
    return {
        WAITING: waits(),
        OVERDUE: waits() & late,
        TO_ANSWER: waits() & Q(owner__in=access.person_ids),
        ASKED: Q(asked_by=access.person),
        UNOWNED: waits() & (Q(owner=None) | Q(owner__left_on__lt=today)),
    }[chosen]


@page(Act.READ_PLAN)
def requests(request: CouncilRequest) -> HttpResponse:
    """What did Members ask, and what waits for an answer? Without filters, what waits, the next due first."""
    access = request.access
    council = access.council
    own = Request.objects.filter(council=council)
    owners = Person.objects.filter(requests_owned__council=council).distinct()
    meetings = Meeting.objects.filter(body__council=council).select_related("body").order_by("-day")
    plans = [(str(each.pk), each.title) for each in Plan.objects.filter(council=council)]
    found = listing(
        own.with_due().select_related(*WITH),
        request.GET,
        filters=(
            Choice(
                "show",
                _("Show"),
                [
                    (WAITING, _("Waiting")),
                    (OVERDUE, _("Overdue")),
                    (TO_ANSWER, _("For me to answer")),
                    (ASKED, _("Asked by me")),
                    (UNOWNED, _("With nobody to answer")),
                ],
                lambda chosen: shown_by(access, chosen),
                default=WAITING,
            ),
            Choice("kind", _("Kind"), [(str(each), words) for each, words in KINDS.items()], "kind"),
            Choice("state", _("State"), [(str(each), words) for each, words in STATES.items()], "state"),
            Choice("owner", _("To answer"), [(str(each.pk), each.shown) for each in owners], "owner_id"),
            Choice(
                "meeting",
                _("Asked at"),
                _options(meetings.filter(requests__isnull=False)),
                "meeting_id",
            ),
            Choice(
                "due_at",
                _("Due at"),
                _options(meetings.filter(answers_due__isnull=False)),
                "due_meeting_id",
            ),
            Choice("plan", _("Plan"), plans, "plan_id") if len(plans) > 1 else None,
            Search(
                _("Words or names"),
                ("words", "action__ref", "action__title", "asked_by__name", "asked_by_name"),
            ),
        ),
        columns=(
            Column("number", _("What was asked"), ("number",)),
            Column("by", _("Asked by"), ("asked_by__name", "asked_by_name")),
            Column("owner", _("To answer"), ("owner__name",)),
            Column("due", _("Due"), ("due",)),
            Column("state", _("State"), ("state",)),
        ),
        sort="due",
    )
    shown = {"found": found, "today": access.at.date(), "about": about_words} | words_shown()
    return render(request, "scrutiny/list.html", shown)


def _options(meetings: QuerySet[Meeting]) -> list[tuple[str, str]]:
    return [(str(each.pk), meeting_words(each)) for each in meetings.distinct()]


def words_shown() -> dict[str, object]:
    """The words that every page of requests needs."""
    return {
        "kinds": KINDS,
        "states": STATES,
        "state_colours": STATE_COLOURS,
        "meeting_words": meeting_words,
    }


@page(Act.READ_PLAN)
def tracker(request: CouncilRequest) -> HttpResponse:
    """What did Members recommend, how did Cabinet respond, and was it carried out?"""
    access = request.access
    rows = Request.objects.filter(council=access.council, kind=ScrutinyKind.RECOMMENDATION)
    found = listing(
        rows.with_due().select_related(*WITH).prefetch_related("turns__meeting__body"),
        request.GET,
        filters=(
            Choice(
                "state",
                _("State"),
                [
                    (str(each), STATES[each])
                    for each in (
                        ScrutinyState.MADE,
                        *sorted(RESPONSES),
                        ScrutinyState.IMPLEMENTED,
                        ScrutinyState.NOT_IMPLEMENTED,
                        ScrutinyState.WITHDRAWN,
                    )
                ],
                "state",
            ),
            Search(_("Words or names"), ("words", "asked_by__name", "asked_by_name")),
        ),
        columns=(
            Column("number", _("Recommendation"), ("number",)),
            Column("by", _("Made by"), ("asked_by_name", "asked_by__name")),
            Column("response", _("Cabinet’s response")),
            Column("owner", _("To carry out"), ("owner__name",)),
            Column("state", _("State"), ("state",)),
        ),
        sort="-number",
    )
    lines = [
        (row, next((each for each in reversed(row.turns.all()) if each.state in RESPONSES), None))
        for row in found
    ]
    shown = {"found": found, "lines": lines, "today": access.at.date()} | words_shown()
    return render(request, "scrutiny/tracker.html", shown)
