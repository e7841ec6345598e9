"""A request's own page, and deciding: one request, or several under one minute reference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fingerpost.changes.comparison import compare
from fingerpost.changes.decide_form import DecideForm, Way, ways_of
from fingerpost.changes.operations.deciding import approve, decide_together, reject
from fingerpost.changes.operations.locking import ChangedMeanwhile, SomeRefused
from fingerpost.changes.rows import risks_touched, shown_to
from fingerpost.changes.values import asked_of, request_value
from fingerpost.changes.wording import AUTHORITIES, KINDS, REASONS, STATE_COLOURS, STATES, phrase
from fingerpost.govuk.lists import ticked
from fingerpost.meetings.forms import posted
from fingerpost.meetings.models import Meeting
from fingerpost.people.access import found, page
from fingerpost.plans.values import ledger_of
from fingerpost.rules.changes import DECIDED, MoveNotAllowed, RequestState
from fingerpost.rules.dates.approximate import is_later
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import HttpResponse

    from fingerpost.changes.models import ChangeRequest
    from fingerpost.people.access import Access, CouncilRequest
    from fingerpost.plans.models import Action

MEETINGS_OFFERED = 40
"""How many of the latest meetings the form offers."""
MOST_TOGETHER = 100
"""How many requests one minute may decide."""


@page(Act.READ_PLAN)
def request_page(request: CouncilRequest, pk: int) -> HttpResponse:
    """Should this be changed?"""
    row = found(shown_to(request.access), pk=pk)
    form = None
    held = row.held_decisions.filter(ended_at=None).exists()
    comparison = compare(row, decided=row.state not in (RequestState.DRAFT, RequestState.SUBMITTED))
    if row.state == RequestState.SUBMITTED and not held and (ways := ways_of(request.access, [row])):
        form = _form(request.access, ways, stale=comparison.stale, initial={"version": row.version})
    return _page(request, row, form)


@page(Act.READ_PLAN, methods=("POST",))
def decide(request: CouncilRequest, pk: int) -> HttpResponse:
    """Decide on a request."""
    access = request.access
    row = found(shown_to(access), pk=pk)
    ways = ways_of(access, [row])
    if not ways:
        raise PermissionDenied("You may not decide on this request.")
    comparison = compare(row, decided=row.state != RequestState.SUBMITTED)
    form = _form(access, ways, stale=comparison.stale, data=request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    given = form.cleaned_data
    ruling, words, version = form.ruling(), given["words"], given["version"]
    try:
        if form.approved:
            approve(
                request=row,
                ruling=ruling,
                by=access.person,
                at=access.at,
                words=words,
                seen=given["mark"] if given.get("seen") else None,
                version=version,
            )
        else:
            reject(request=row, ruling=ruling, by=access.person, at=access.at, words=words, version=version)
    except (ChangedMeanwhile, MoveNotAllowed) as refusal:
        return _page(request, found(shown_to(access), pk=pk), None, problem=str(refusal))
    except ValueError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, row, form)
    messages.success(
        request, _("The request is approved.") if form.approved else _("The request is rejected.")
    )
    return redirect("changes:request", council=access.council.slug, pk=pk)


@page(Act.READ_PLAN, methods=("GET", "POST"))
def together(request: CouncilRequest) -> HttpResponse:
    """Several requests, one decision: what was decided, under which minute?"""
    access = request.access
    asked = request.POST if request.method == "POST" else request.GET
    keys = set(sorted(ticked(asked, "pk"))[:MOST_TOGETHER])
    rows = list(shown_to(access).filter(pk__in=keys, state=RequestState.SUBMITTED))
    ways = ways_of(access, rows)
    if not ways:
        raise PermissionDenied("You may not decide on these requests.")
    compared = [(row, asked_of(row), compare(row)) for row in rows]
    stale = any(comparison.stale for _row, _asked, comparison in compared)
    form = _form(access, ways, stale=stale, data=posted(request))
    problems: dict[int, str] = {}
    if request.method == "POST" and form.is_valid() and len(rows) != len(keys):
        form.add_error(None, _("Some of these requests were decided meanwhile. Look at those that are left."))
    elif request.method == "POST" and form.is_valid() and rows:
        marks = {row.pk: request.POST.get(f"mark_{row.pk}", "") for row in rows}
        try:
            decided = decide_together(
                requests=rows,
                ruling=form.ruling(),
                approved=form.approved,
                by=access.person,
                at=access.at,
                words=form.cleaned_data["words"],
                seen=marks if form.cleaned_data.get("seen") else None,
            )
        except SomeRefused as refusal:
            problems = {pk: str(why) for pk, why in refusal.problems.items()}
            form.add_error(None, str(refusal))
        else:
            number = len(decided)
            messages.success(
                request,
                ngettext("%(number)s request is decided.", "%(number)s requests are decided.", number)
                % {"number": number},
            )
            return redirect("changes:list", council=access.council.slug)
    shown = {
        "form": form,
        "compared": [
            (row, value, comparison, phrase(value), problems.get(row.pk))
            for row, value, comparison in compared
        ],
    }
    return render(request, "changes/together.html", shown | _words())


def _form(access: Access, ways: Sequence[Way], *, stale: bool, **options: Any) -> DecideForm:
    meetings: Iterable[Meeting] = ()
    if Way.MEETING in ways:
        meetings = (
            Meeting.objects.filter(body__council=access.council, day__lte=access.at.date())
            .exclude(body__authority="")
            .select_related("body__council")
            .order_by("-day")[:MEETINGS_OFFERED]
        )
    return DecideForm(
        ways=ways, meetings=meetings, access=access, today=access.at.date(), stale=stale, **options
    )


def _words() -> dict[str, Any]:
    return {
        "kinds": KINDS,
        "states": STATES,
        "state_colours": STATE_COLOURS,
        "reasons": REASONS,
        "authorities": AUTHORITIES,
    }


def _page(
    request: CouncilRequest, row: ChangeRequest, form: DecideForm | None, *, problem: str | None = None
) -> HttpResponse:
    """The request's page, with the form where there is something to decide."""
    access = request.access
    value = request_value(row)
    decided = row.state not in (RequestState.DRAFT, RequestState.SUBMITTED)
    shown: dict[str, Any] = {
        "row": row,
        "asked": value.asked,
        "phrase": phrase(value.asked),
        "decision": value.decision,
        "decided": row.state in DECIDED,
        "comparison": compare(row, decided=decided),
        "form": form,
        "problem": problem,
        "agendas": row.hearings.select_related("meeting__body").order_by("meeting__day"),
        "held": row.held_decisions.select_related("meeting__body", "recorded_by"),
        "waiting_on": [],
        "waits_for": [],
        "risks": [],
        "moves": (),
        "may_edit": row.state == RequestState.DRAFT and access.may_to(Act.REQUEST_CHANGE, row),
        "may_cancel": row.state in (RequestState.DRAFT, RequestState.SUBMITTED)
        and access.may_to(Act.CANCEL_REQUEST, row),
        "last_closed": _last_closed(row) if form is not None else None,
    }
    if row.action is not None:
        shown |= {
            "waiting_on": [
                _dependent(each, value.asked.to_date) for each in _with_dates(row.action.dependents)
            ],
            "waits_for": [_dependent(each, None) for each in _with_dates(row.action.predecessors)],
            "risks": risks_touched(row.action),
            "moves": ledger_of(row.action).revisions,
        }
    return render(request, "changes/request.html", shown | _words(), status=409 if problem else None)


def _with_dates(actions: Any) -> Sequence[Action]:
    rows: Sequence[Action] = actions.prefetch_related("ledger_entries", "milestones")
    return rows


def _dependent(action: Action, to: Any) -> tuple[Action, str, bool]:
    """An action, its current date in words, and whether it is due before the date that is asked for."""
    current = ledger_of(action).current
    due = current.spoken if current is not None else ""
    return action, due, to is not None and current is not None and is_later(to, current)


def _last_closed(row: ChangeRequest) -> Any:
    """The plan's last closed period: a decision dated before its end counts in the next one."""
    return row.plan.periods.exclude(closed_at=None).order_by("-last").first()
