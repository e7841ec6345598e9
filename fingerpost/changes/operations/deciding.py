"""Deciding on change requests: one, or several under one minute reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.changes.carrying_out import carry_out
from fingerpost.changes.operations.locking import SomeRefused, label_of, locked_request, move, refuse_held
from fingerpost.changes.values import asked_of, basis_now, mark_of, request_value
from fingerpost.history.record import record
from fingerpost.plans.models import Plan
from fingerpost.rules import changes
from fingerpost.rules.decisions import Authority
from fingerpost.rules.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from fingerpost.changes.models import ChangeRequest
    from fingerpost.changes.values import Ruling
    from fingerpost.people.models import Person


class OwnRequest(ValueError):
    """Whoever asks does not decide, but for delegated authority."""


class NotOfAMeeting(ValueError):
    """The decision lacks the meeting or the minute reference that its authority needs."""


class NotYetDecided(ValueError):
    """The decision is dated after the day on which it is recorded."""


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


def check_ruling(request: ChangeRequest, ruling: Ruling, by: Person, at: datetime) -> None:
    """Refuse a decision that its authority, its day or whoever takes it does not allow."""
    refuse_held(request)
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
    move(request, value)
    record(
        by=by,
        at=at,
        event=f"{value.state} a change request",
        of=request,
        label=label_of(request),
        after={"decision": request.decision},
        why=request.words,
    )
