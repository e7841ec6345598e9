"""Change requests: read, asked for, submitted, taken back. Deciding stays with the pages, where both sides are seen."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from fingerpost.api.door import ApiRequest, Token, given, reads, writes
from fingerpost.api.paging import page_of
from fingerpost.api.problems import Invalid, Kind, Refused, problems_of
from fingerpost.api.shapes.changes import (
    AskIn,
    CancelIn,
    ChangeFilters,
    ChangeShape,
    DecisionShape,
    VersionIn,
)
from fingerpost.api.shapes.common import Key, Page, PersonShape, date_or_none, month_or_none
from fingerpost.changes.comparison import is_stale_now
from fingerpost.changes.models import ChangeRequest
from fingerpost.changes.operations.asking import AskedAlready, ask, cancel, submit
from fingerpost.changes.operations.locking import ChangedMeanwhile
from fingerpost.changes.rows import requests_of, shown_to
from fingerpost.changes.values import asked_of
from fingerpost.changes.views.asking import action_to_change, ask_form, kinds_for
from fingerpost.changes.wording import phrase
from fingerpost.people.access import found
from fingerpost.plans.models import Plan, PlanState
from fingerpost.rules.changes import RequestState
from fingerpost.rules.decisions import ChangeKind, Decision
from fingerpost.rules.plain import from_plain
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.people.access import Access

router = Router(tags=["Changes"])


@router.get("/changes", auth=Token(Act.READ_PLAN), response=reads(Page[ChangeShape]), operation_id="changes")
def changes(request: ApiRequest, filters: Query[ChangeFilters]) -> HttpResponse:
    """The change requests of the council, the latest asked first; of drafts, those that you could edit."""
    rows = shown_to(request.access).order_by("-asked_on", "-pk")
    for name in ("plan", "action", "state", "kind"):
        wanted = getattr(filters, name)
        if wanted is not None:
            rows = rows.filter(**{name: wanted})
    return given(page_of(request, rows, filters, lambda some: [change_shape(each) for each in some]))


@router.get(
    "/changes/{change}", auth=Token(Act.READ_PLAN), response=reads(ChangeShape), operation_id="change"
)
def change(request: ApiRequest, change: Key) -> HttpResponse:
    """One change request."""
    return given(change_shape(found(shown_to(request.access), pk=change)))


@router.post(
    "/changes",
    auth=Token(Act.REQUEST_CHANGE, writes=True),
    response=writes(ChangeShape, made=True),
    operation_id="ask_for_a_change",
)
def ask_for(request: ApiRequest, body: AskIn) -> HttpResponse:
    """Ask for a change, and submit it or keep a draft. Asking exactly the same again gives the request that there is (200)."""
    access = request.access
    action = action_to_change(access, str(body.action)) if body.action is not None else None
    if body.kind not in (kinds_for(action) if action else [ChangeKind.ADD]):
        raise Invalid(
            [("kind", _("This cannot be asked of the action.") if action else _("Name the action."))]
        )
    plan = action.plan if action else _live_plan(access, body.plan)
    answers, names = _answers(body)
    form = ask_form(access, body.kind, plan, action, data=answers)
    unknown = [
        (names.get(name, name), _("This kind does not ask for it."))
        for name in answers
        if name not in form.fields
    ]
    if not form.is_valid() or unknown:
        raise Invalid([*problems_of(form, names).problems, *unknown])
    try:
        made = ask(
            plan=plan,
            action=action,
            wanted=form.wanted(),
            by=access.person,
            at=access.at,
            asked_on=form.cleaned_data.get("asked_on"),
            and_submit=body.submit,
        )
    except AskedAlready as refusal:
        return given(_anew(access, refusal.now))
    except ValueError as refusal:
        raise Refused(str(refusal)) from refusal
    return given(_anew(access, made), status=201)


@router.post(
    "/changes/{change}/submit",
    auth=Token(Act.REQUEST_CHANGE, writes=True),
    response=writes(ChangeShape),
    operation_id="submit_change",
)
def submit_one(request: ApiRequest, change: Key, body: VersionIn) -> HttpResponse:
    """Put a draft before whoever decides."""
    access = request.access
    row = found(shown_to(access), pk=change)
    access.require(Act.REQUEST_CHANGE, row)
    with _refusals(access):
        made = submit(request=row, by=access.person, at=access.at, version=body.version)
    return given(_anew(access, made))


@router.post(
    "/changes/{change}/cancel",
    auth=Token(Act.CANCEL_REQUEST, writes=True),
    response=writes(ChangeShape),
    operation_id="cancel_change",
)
def cancel_one(request: ApiRequest, change: Key, body: CancelIn) -> HttpResponse:
    """Take a request back before it is decided. What was asked stays on record."""
    access = request.access
    row = found(shown_to(access), pk=change)
    access.require(Act.CANCEL_REQUEST, row)
    with _refusals(access):
        made = cancel(request=row, by=access.person, at=access.at, why=body.why, version=body.version)
    return given(_anew(access, made))


@contextmanager
def _refusals(access: "Access") -> "Iterator[None]":
    """Answer 409 where the operation refuses; with the request that stands where somebody else was quicker."""
    try:
        yield
    except ChangedMeanwhile as clash:
        stands = _anew(access, clash.now).model_dump(mode="json")
        raise Refused(str(clash), kind=Kind.SAVED_MEANWHILE, stands=stands) from clash
    except ValueError as refusal:
        raise Refused(str(refusal)) from refusal


def _live_plan(access: "Access", key: int | None) -> Plan:
    """The live plan of that key; the only one where none is named."""
    live = Plan.objects.filter(council=access.council, state=PlanState.LIVE)
    if key is not None:
        return found(live, pk=key)
    if len(live) != 1:
        raise Invalid([("plan", _("Name the plan."))])
    return live[0]


def _answers(body: AskIn) -> tuple[dict[str, str], dict[str, str]]:
    """The answers under the names of the form's fields, and the API's names for these."""
    typed = {
        name: str(value)
        for name, value in body.model_dump(
            include={
                "why",
                "reason",
                "to_date",
                "months",
                "resume_month",
                "review_month",
                "title",
                "into",
                "section",
                "asked_on",
            }
        ).items()
        if value not in (None, "")
    }
    names: dict[str, str] = {}
    for number, lead in enumerate(body.leads, start=1):
        typed[f"lead_{number}"], names[f"lead_{number}"] = str(lead), f"leads.{number - 1}"
    for number, each in enumerate(body.new_actions, start=1):
        for part, value in each.model_dump().items():
            names[f"{part}_{number}"] = f"new_actions.{number - 1}.{part}"
            if value not in (None, ""):
                typed[f"{part}_{number}"] = str(value)
    return typed, names


def _anew(access: "Access", row: ChangeRequest) -> ChangeShape:
    """A request as it stands after an operation."""
    return change_shape(found(requests_of(access.council), pk=row.pk))


def change_shape(row: ChangeRequest) -> ChangeShape:
    """A change request as the API gives it (as `rows.requests_of` loads it)."""
    asked = asked_of(row)
    return ChangeShape(
        id=row.pk,
        plan=row.plan_id,
        action=row.action_id,
        ref=asked.ref,
        kind=asked.kind,
        state=RequestState(row.state),
        phrase=phrase(asked),
        why=asked.why,
        reason=asked.reason,
        to_date=date_or_none(asked.to_date),
        months=[str(each) for each in asked.months],
        resume_month=month_or_none(asked.resume_month),
        review_month=month_or_none(asked.review_month),
        to_words=asked.to_words,
        asked_by=PersonShape.of(row.asked_by),
        asked_on=row.asked_on,
        stale=row.state == RequestState.SUBMITTED and is_stale_now(row),
        decision=_decision_shape(row),
        version=row.version,
    )


def _decision_shape(row: ChangeRequest) -> DecisionShape | None:
    if row.decision is None:
        return None
    decision = from_plain(Decision, row.decision)
    return DecisionShape(
        decided_on=decision.decided_on,
        by=decision.by,
        authority=decision.authority,
        meeting=decision.meeting,
        minute=decision.minute,
        words=row.words,
    )
