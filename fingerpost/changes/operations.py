"""The only code that writes change requests: asking, submitting, taking back, deciding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import prefetch_related_objects

from fingerpost.changes.carrying_out import carry_out
from fingerpost.changes.models import ChangeRequest, NewAction, NewLead
from fingerpost.changes.values import (
    Wanted,
    asked_of,
    basis_now,
    leads_in_words,
    mark_of,
    request_value,
    words_of,
)
from fingerpost.history.record import record
from fingerpost.plans.models import Action, Plan, PlanState
from fingerpost.rules import changes
from fingerpost.rules.changes import Asked, RequestState
from fingerpost.rules.decisions import Authority, ChangeKind
from fingerpost.rules.plain import to_plain
from fingerpost.rules.schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from fingerpost.changes.values import Ruling
    from fingerpost.people.models import Person


class PlanNotLive(ValueError):
    """Only a live plan takes change requests."""


class OfAnotherPlan(ValueError):
    """An action or a section belongs to another plan."""


class NotThisAction(ValueError):
    """The request names an action that it cannot: one to merge with that is itself, or a ref that is taken."""


class AskedInTheFuture(ValueError):
    """The request is dated after today."""


class NoLongerADraft(ValueError):
    """Only a draft may be edited."""


class ChangedMeanwhile(ValueError):
    """Somebody else has saved or decided the request since it was read; `now` is the request as it stands."""

    def __init__(self, now: ChangeRequest) -> None:
        super().__init__("Somebody else has changed or decided this request since you opened it.")
        self.now = now


class AskedAlready(ValueError):
    """The same person has asked exactly this, and it is not decided; `now` is that request. A form sent twice."""

    def __init__(self, now: ChangeRequest) -> None:
        super().__init__("You have asked exactly this already.")
        self.now = now


class OwnRequest(ValueError):
    """Whoever asks does not decide, but for delegated authority."""


class NotOfAMeeting(ValueError):
    """The decision lacks the meeting or the minute reference that its authority needs."""


class NotYetDecided(ValueError):
    """The decision is dated after the day on which it is recorded."""


class NotInForce(ValueError):
    """A meeting has decided on the request, and its decision is not in force: nothing else decides it."""


class SomeRefused(ValueError):
    """Of several requests some cannot be decided, or asked; `problems` says why, by the key of the request or action."""

    def __init__(self, problems: Mapping[int, ValueError]) -> None:
        super().__init__("Nothing was done, because some of these requests cannot be.")
        self.problems = dict(problems)


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
        label=_label(request),
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
        label=_label(request),
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
    _move(request, value)
    record(by=by, at=at, event="submitted a change request", of=request, label=_label(request))
    return request


@transaction.atomic
def cancel(
    *, request: ChangeRequest, by: Person, at: datetime, why: str = "", version: int | None = None
) -> ChangeRequest:
    """Take a request back before it is decided. What was asked stays on record."""
    request = locked_request(request, version)
    _refuse_held(request)
    _move(request, changes.cancel(request_value(request)))
    record(by=by, at=at, event="took back a change request", of=request, label=_label(request), why=why)
    return request


@transaction.atomic
def approve(
    *,
    request: ChangeRequest,
    ruling: Ruling,
    by: Person,
    at: datetime,
    words: str = "",
    seen: str | None = None,
    version: int | None = None,
) -> ChangeRequest:
    """Approve a request, and do to the plan what it asks.

    `seen` is the mark (`values.mark_of`) of the action as whoever decides has seen it. Refuses a stale request
    unless it is the action as it is now; a decision without its meeting; one by whoever asked, but under
    delegated authority; and whatever the rules or the plan refuse.
    """
    request = locked_request(request, version)
    check_ruling(request, ruling, by, at)
    decision = ruling.decision
    approved = approved_value(request, ruling, seen)
    carry_out(request, asked_of(request), decision, by=by, at=at)
    _decide(request, approved.request, ruling, by=by, at=at, words=words)
    return request


def approved_value(request: ChangeRequest, ruling: Ruling, seen: str | None) -> changes.Approved:
    """What an approval would leave. Refuses what the rules refuse, and a stale request that was not seen."""
    now = basis_now(request.kind, request.action)
    mark = now if seen == mark_of(now) else None
    return changes.approve(request_value(request), ruling.decision, now=now, seen=mark)


@transaction.atomic
def reject(
    *,
    request: ChangeRequest,
    ruling: Ruling,
    by: Person,
    at: datetime,
    words: str = "",
    version: int | None = None,
) -> ChangeRequest:
    """Refuse a request; what it asked for stays on record. Refusals as for `approve`, but for stale requests."""
    request = locked_request(request, version)
    check_ruling(request, ruling, by, at)
    _decide(
        request, changes.reject(request_value(request), ruling.decision), ruling, by=by, at=at, words=words
    )
    return request


@transaction.atomic
def decide_together(
    *,
    requests: Collection[ChangeRequest],
    ruling: Ruling,
    approved: bool,
    by: Person,
    at: datetime,
    words: str = "",
    seen: Mapping[int, str] | None = None,
) -> list[ChangeRequest]:
    """Decide several requests in one go, under one minute reference: all of them, or none.

    `seen` are the marks of the actions as seen, by request. Refuses with every problem at once.
    """
    problems: dict[int, ValueError] = {}
    decided = []
    plans = Plan.objects.select_for_update().filter(pk__in={each.plan_id for each in requests})
    list(plans.order_by("pk"))
    for request in sorted(requests, key=lambda each: each.pk):
        try:
            with transaction.atomic():
                if approved:
                    mark = (seen or {}).get(request.pk)
                    decided.append(
                        approve(request=request, ruling=ruling, by=by, at=at, words=words, seen=mark)
                    )
                else:
                    decided.append(reject(request=request, ruling=ruling, by=by, at=at, words=words))
        except ValueError as refusal:
            problems[request.pk] = refusal
    if problems:
        raise SomeRefused(problems)
    return decided


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


def locked_request(request: ChangeRequest, version: int | None) -> ChangeRequest:
    """The request as it is now, locked together with its plan and action. Refuses a version that was saved over.

    The plan comes first, as in `plans.operations`, so that no two decisions wait for each other.
    """
    Plan.objects.select_for_update().get(pk=request.plan_id)
    request = (
        ChangeRequest.objects.select_for_update(of=("self",))
        .select_related("plan__council", "asked_by", "meeting__body")
        .get(pk=request.pk)
    )
    if version is not None and request.version != version:
        raise ChangedMeanwhile(request)
    if request.action_id is not None:
        request.action = (
            Action.objects.select_for_update(of=("self",))
            .prefetch_related("ledger_entries", "milestones", "people__person")
            .get(pk=request.action_id)
        )
    return request


def check_ruling(request: ChangeRequest, ruling: Ruling, by: Person, at: datetime) -> None:
    """Refuse a decision that its authority, its day or whoever takes it does not allow."""
    _refuse_held(request)
    if ruling.decided_on > at.date():
        raise NotYetDecided("The decision is dated in the future; record it when it has been taken.")
    if ruling.authority is Authority.CABINET and (ruling.meeting is None or not ruling.minute):
        raise NotOfAMeeting("A decision of Cabinet needs its meeting and the minute reference.")
    if ruling.meeting is not None and not ruling.minute:
        raise NotOfAMeeting("A decision taken at a meeting needs its minute reference.")
    if ruling.meeting is not None and ruling.meeting.body.council_id != request.plan.council_id:
        raise NotOfAMeeting("The meeting is not one of this council.")
    if ruling.authority is Authority.CMT and ruling.meeting is None and by.pk == request.asked_by_id:
        raise OwnRequest("You asked for this yourself, so somebody else has to decide it.")


def _refuse_held(request: ChangeRequest) -> None:
    held = request.held_decisions.filter(ended_at=None).first()
    if held is not None:
        raise NotInForce(f"A meeting has decided on this request; the decision {held.waits_for}.")


def _move(request: ChangeRequest, value: changes.ChangeRequest) -> None:
    request.state = value.state
    request.version += 1
    request.save()


def _decide(
    request: ChangeRequest,
    value: changes.ChangeRequest,
    ruling: Ruling,
    *,
    by: Person,
    at: datetime,
    words: str,
) -> None:
    request.decision = to_plain(value.decision)
    request.decided_on = ruling.decided_on
    request.decided_at = at
    request.recorded_by = by
    request.meeting = ruling.meeting
    request.words = words.strip()
    _move(request, value)
    record(
        by=by,
        at=at,
        event=f"{value.state} a change request",
        of=request,
        label=_label(request),
        after={"decision": request.decision},
        why=request.words,
    )


def _label(request: ChangeRequest) -> str:
    return f"Request to {request.kind} action {request.asked['ref']}"
