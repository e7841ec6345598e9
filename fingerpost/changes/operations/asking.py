"""Asking for a change: drafting, editing, submitting, taking back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import prefetch_related_objects

from fingerpost.changes.models import ChangeRequest, NewAction, NewLead
from fingerpost.changes.operations.locking import SomeRefused, label_of, locked_request, move, refuse_held
from fingerpost.changes.values import Wanted, basis_now, leads_in_words, request_value, words_of
from fingerpost.history.record import record
from fingerpost.plans.models import Plan, PlanState
from fingerpost.rules import changes
from fingerpost.rules.changes import Asked, RequestState
from fingerpost.rules.decisions import ChangeKind
from fingerpost.rules.months import Month
from fingerpost.rules.plain import to_plain
from fingerpost.rules.schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from fingerpost.people.models import Person
    from fingerpost.plans.models import Action
    from fingerpost.rules.dates.approximate import ApproximateDate


class PlanNotLive(ValueError):
    """Only a live plan takes change requests."""


class OfAnotherPlan(ValueError):
    """An action or a section belongs to another plan."""


class NotThisAction(ValueError):
    """The request names an action that it cannot: one to merge with that is itself, or a ref that is taken."""


class WrongWay(ValueError):
    """The dates contradict what is asked: an extension that ends earlier, a suspension that is over."""


class AskedInTheFuture(ValueError):
    """The request is dated after today."""


class NoLongerADraft(ValueError):
    """Only a draft may be edited."""


class AskedAlready(ValueError):
    """The same person has asked exactly this, and it is not decided; `now` is that request. A form sent twice."""

    def __init__(self, now: ChangeRequest) -> None:
        super().__init__("You have asked exactly this already.")
        self.now = now


@transaction.atomic
def ask(
    *,
    plan: Plan,
    action: Action | None,
    wanted: Wanted,
    by: Person,
    at: datetime,
    asked_on: date | None = None,
    and_submit: bool = False,
) -> ChangeRequest:
    """Draft a change request, and submit it if so asked. `asked_on` is the day of the letter or form where somebody enters it later.

    Refuses a plan that is not live, what could never be approved as it is asked, and the same thing twice.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != PlanState.LIVE:
        raise PlanNotLive(f"{plan.title} is {plan.state}; change requests are made in a live plan.")
    request = ChangeRequest(plan=plan, action=action, asked_by=by)
    _write(request, wanted, on=_asked_on(asked_on, at))
    waiting = ChangeRequest.objects.filter(
        plan=plan, action=action, asked_by=by, state__in=[RequestState.DRAFT, RequestState.SUBMITTED]
    )
    same = next((each for each in waiting.exclude(pk=request.pk) if each.asked == request.asked), None)
    if same is not None:
        raise AskedAlready(same)
    record(
        by=by,
        at=at,
        event="drafted a change request",
        of=request,
        label=label_of(request),
        after=request.asked,
        why=wanted.why,
    )
    return submit(request=request, by=by, at=at) if and_submit else request


@transaction.atomic
def ask_together(
    *, wanted: Mapping[Action, Wanted], by: Person, at: datetime, asked_on: date | None = None
) -> list[ChangeRequest]:
    """Ask for a change of several actions in one go, and submit each: all of them, or none.

    Refuses with every problem at once, by the action's key.
    """
    plans = Plan.objects.select_for_update().filter(pk__in={each.plan_id for each in wanted})
    live = {each.pk: each for each in plans.order_by("pk")}
    problems: dict[int, ValueError] = {}
    made = []
    for action, each in wanted.items():
        try:
            with transaction.atomic():
                made.append(
                    ask(
                        plan=live[action.plan_id],
                        action=action,
                        wanted=each,
                        by=by,
                        at=at,
                        asked_on=asked_on,
                        and_submit=True,
                    )
                )
        except ValueError as refusal:
            problems[action.pk] = refusal
    if problems:
        raise SomeRefused(problems)
    return made


@transaction.atomic
def edit(
    *,
    request: ChangeRequest,
    wanted: Wanted,
    by: Person,
    at: datetime,
    asked_on: date | None = None,
    version: int | None = None,
    and_submit: bool = False,
) -> ChangeRequest:
    """Put other words or dates in a draft, and submit it if so asked. Refuses what was submitted, and a version that was saved over."""
    request = locked_request(request, version)
    if request.state != RequestState.DRAFT:
        raise NoLongerADraft(f"This request is {request.state}; only a draft can be edited.")
    before = request.asked
    _write(request, wanted, on=_asked_on(asked_on, at))
    record(
        by=by,
        at=at,
        event="edited a change request",
        of=request,
        label=label_of(request),
        before=before,
        after=request.asked,
    )
    return submit(request=request, by=by, at=at) if and_submit else request


@transaction.atomic
def submit(*, request: ChangeRequest, by: Person, at: datetime, version: int | None = None) -> ChangeRequest:
    """Put a draft before whoever decides. It rests on the action as it is now, and is kept so for ever."""
    request = locked_request(request, version)
    value = changes.submit(request_value(request))
    value = replace(value, asked=replace(value.asked, basis=basis_now(request.kind, request.action)))
    changes.foreseen(value.asked)
    request.asked = to_plain(value.asked)
    move(request, value)
    record(by=by, at=at, event="submitted a change request", of=request, label=label_of(request))
    return request


@transaction.atomic
def cancel(
    *, request: ChangeRequest, by: Person, at: datetime, why: str = "", version: int | None = None
) -> ChangeRequest:
    """Take a request back before it is decided. What was asked stays on record."""
    request = locked_request(request, version)
    refuse_held(request)
    move(request, changes.cancel(request_value(request)))
    record(by=by, at=at, event="took back a change request", of=request, label=label_of(request), why=why)
    return request


def _write(request: ChangeRequest, wanted: Wanted, *, on: date) -> None:
    """Write what is wanted to a draft, with the rows that carry it out."""
    action = request.action
    if action is not None:
        if action.plan_id != request.plan_id:
            raise OfAnotherPlan("The action belongs to another plan.")
        prefetch_related_objects([action], "ledger_entries", "milestones", "people__person")
    asked = Asked(
        kind=wanted.kind,
        ref=action.ref if action else _new_ref(wanted),
        basis=basis_now(wanted.kind, action),
        asked_by=request.asked_by.shown,
        asked_on=on,
        reason=wanted.reason,
        why=wanted.why.strip(),
        to_date=wanted.to_date,
        months=wanted.months,
        resume_month=wanted.resume_month,
        review_month=wanted.review_month,
        to_words=_to_words(wanted, action),
        refs=_refs(wanted),
    )
    changes.foreseen(asked)
    _check_dates(asked)
    _check_others(request, wanted)
    request.kind, request.asked, request.asked_on = wanted.kind, to_plain(asked), on
    request.into, request.new_title = wanted.into, wanted.title.strip()
    if request.pk is not None:
        request.version += 1
    request.save()
    request.new_leads.all().delete()
    request.new_actions.all().delete()
    NewLead.objects.bulk_create(
        NewLead(request=request, person=person, place=place) for place, person in enumerate(wanted.leads)
    )
    NewAction.objects.bulk_create(
        NewAction(
            request=request,
            section=each.section,
            ref=each.ref,
            title=each.title,
            programmed=each.programmed,
            lead=each.lead,
            resources=each.resources,
            place=place,
        )
        for place, each in enumerate(wanted.new_actions)
    )


def _asked_on(given: date | None, at: datetime) -> date:
    """The day of the request. Refuses one that is yet to come."""
    if given is not None and given > at.date():
        raise AskedInTheFuture("A request cannot be dated in the future.")
    return given or at.date()


def _check_dates(asked: Asked) -> None:
    """Refuse dates that contradict what is asked: an extension that ends earlier, a suspension that is over."""
    current = asked.basis.ledger.current if asked.basis.ledger else None
    if asked.kind is ChangeKind.EXTEND and current and asked.to_date and _is_before(asked.to_date, current):
        raise WrongWay(
            f"The date of action {asked.ref} is {current.spoken}; an extension ends later. To bring it forward, ask to "
            "reprogramme it."
        )
    month = Month.of(asked.asked_on)
    if asked.kind is ChangeKind.SUSPEND:
        if asked.resume_month is not None and asked.resume_month <= month:
            raise WrongWay(f"Work is to resume after {month.name}, since it is suspended from then on.")
        if asked.review_month is not None and asked.review_month < month:
            raise WrongWay(f"The suspension is to be reviewed in {month.name} or later.")


def _is_before(new: ApproximateDate, current: ApproximateDate) -> bool:
    """Whether one date is before another: by day if both are days, else by their latest months."""
    if new.day is not None and current.day is not None:
        return new.day < current.day
    return new.latest is not None and current.latest is not None and new.latest < current.latest


def _check_others(request: ChangeRequest, wanted: Wanted) -> None:
    """Refuse other actions that the request names and that cannot be what it says."""
    into = wanted.into
    if into is not None and into.pk == request.action_id:
        raise NotThisAction("An action cannot be merged into itself.")
    if {each.plan_id for each in (into, *(new.section for new in wanted.new_actions)) if each} - {
        request.plan_id
    }:
        raise OfAnotherPlan("The action that is named belongs to another plan.")
    refs = [each.ref for each in wanted.new_actions]
    taken = set(request.plan.actions.filter(ref__in=refs).values_list("ref", flat=True))
    taken |= {ref for ref in refs if refs.count(ref) > 1}
    if taken:
        raise NotThisAction(f"There is an action {min(taken)} already; give the new action another ref.")
    for each in wanted.new_actions:
        Schedule(each.programmed)


def _new_ref(wanted: Wanted) -> str:
    if wanted.kind is not ChangeKind.ADD or not wanted.new_actions:
        raise changes.NotARequest(f"A request to {wanted.kind} names the action.")
    return wanted.new_actions[0].ref


def _to_words(wanted: Wanted, action: Action | None) -> str | None:
    """The new words for the record: title and leads, or the new actions."""
    if wanted.new_actions:
        return "\n".join(each.in_words for each in wanted.new_actions)
    if action is None or not (wanted.title.strip() or wanted.leads):
        return None
    leads = ", ".join(each.shown for each in wanted.leads) or leads_in_words(action)
    return words_of(wanted.title.strip() or action.title, leads)


def _refs(wanted: Wanted) -> tuple[str, ...]:
    if wanted.kind is ChangeKind.SPLIT:
        return tuple(each.ref for each in wanted.new_actions)
    return (wanted.into.ref,) if wanted.into is not None else ()
