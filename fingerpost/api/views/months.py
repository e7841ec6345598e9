"""Periods, the versions of closed ones, the updates of an open one, and the story of an action."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Max
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from ninja import Query, Router

from fingerpost.api.door import ApiRequest, Token, given, reads
from fingerpost.api.paging import page_of
from fingerpost.api.problems import Invalid, Refused
from fingerpost.api.shapes.common import DateShape, Key, Page
from fingerpost.api.shapes.months import (
    EventShape,
    PeriodFilters,
    PeriodShape,
    PeriodState,
    SnapshotShape,
    SnapshotsShape,
    StoryFilters,
    StoryShape,
    UpdateFilters,
    UpdateRowShape,
    UpdateShape,
    UpdateStateAsked,
)
from fingerpost.api.shapes.plans import PromiseKind, PromiseShape, StandingShape
from fingerpost.api.standings import open_plan, standing_of
from fingerpost.monitoring.challenge import REMARK_WORDS
from fingerpost.monitoring.mine import whole_period
from fingerpost.monitoring.models import Period, Snapshot, UpdateState
from fingerpost.monitoring.operations.review import RemarkKind
from fingerpost.monitoring.story import Kind, story
from fingerpost.people.access import found
from fingerpost.plans.models import Action
from fingerpost.rules.classes import Status
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from fingerpost.monitoring.mine import Mine
    from fingerpost.monitoring.story import Event, Promise
    from fingerpost.people.access import Access

router = Router(tags=["Months"])


@router.get("/periods", auth=Token(Act.READ_PLAN), response=reads(Page[PeriodShape]), operation_id="periods")
def periods(request: ApiRequest, filters: Query[PeriodFilters]) -> HttpResponse:
    """The periods of the council’s plans, the latest first."""
    rows = _periods(request.access)
    if filters.plan is not None:
        rows = rows.filter(plan=filters.plan)
    if filters.state is not None:
        rows = rows.filter(closed_at__isnull=filters.state is PeriodState.OPEN)
    return given(page_of(request, rows, filters, lambda some: [period_shape(each) for each in some]))


@router.get(
    "/periods/{period}", auth=Token(Act.READ_PLAN), response=reads(PeriodShape), operation_id="period"
)
def period(request: ApiRequest, period: Key) -> HttpResponse:
    """One period."""
    return given(period_shape(found(_periods(request.access), pk=period)))


@router.get(
    "/periods/{period}/updates",
    auth=Token(Act.READ_PLAN),
    response=reads(Page[UpdateRowShape], conflicts=True),
    operation_id="updates",
)
def updates(request: ApiRequest, period: Key, filters: Query[UpdateFilters]) -> HttpResponse:
    """Every action of an open period in the order of the plan: what was sent, and how it would stand if it closed today.

    Refused (409) for a closed period, which is read as its snapshots.
    """
    access = request.access
    chosen = found(_periods(access), pk=period)
    if not chosen.is_open:
        raise Refused(_("The period is closed. What stands of it is in its snapshots."))
    on = access.at.date()
    rows = [
        each
        for each in whole_period(chosen, on=on)
        if filters.state in (None, _how_far(each)) and filters.called_for in (None, each.called_for)
    ]
    known = open_plan(chosen, on=on)
    return given(
        page_of(
            request,
            rows,
            filters,
            lambda some: [row_shape(each, known[each.action.pk].standing) for each in some],
        )
    )


@router.get(
    "/periods/{period}/snapshots",
    auth=Token(Act.READ_PLAN),
    response=reads(SnapshotsShape),
    operation_id="snapshots",
)
def snapshots(request: ApiRequest, period: Key) -> HttpResponse:
    """The versions of a closed period with their digests; none for an open one."""
    chosen = found(_periods(request.access), pk=period)
    rows = chosen.snapshots.select_related("closed_by", "previous").defer("json", "previous__json")
    return given(
        SnapshotsShape(
            items=[
                SnapshotShape(
                    period=chosen.pk,
                    version=each.version,
                    digest=each.digest,
                    previous_digest=each.previous.digest if each.previous else None,
                    closed_at=each.closed_at,
                    closed_by=each.closed_by.shown,
                    address=f"{settings.SITE_ADDRESS}{request.path}/{each.version}",
                )
                for each in rows.order_by("version")
            ]
        )
    )


@router.get(
    "/periods/{period}/snapshots/{version}",
    auth=Token(Act.READ_PLAN),
    response=reads(dict, unchanged=True),
    operation_id="snapshot",
)
def snapshot(request: ApiRequest, period: Key, version: Key) -> HttpResponse:
    """A version of a closed period, byte for byte as it was stored: its SHA-256 is its digest, and its ETag.

    docs/reference/snapshot.md describes the value. With the digest in If-None-Match the answer is 304, without a body.
    """
    rows = Snapshot.objects.filter(
        period__plan__council=request.access.council, period=period, version=version
    )
    digest = quote_etag(found(rows.only("digest")).digest)
    kept = {"ETag": digest, "Cache-Control": "private, no-cache"}
    if digest in [each.strip() for each in request.headers.get("If-None-Match", "").split(",")]:
        return HttpResponse(status=304, headers=kept)
    return HttpResponse(found(rows).json, content_type="application/json", headers=kept)


@router.get(
    "/actions/{action}/story", auth=Token(Act.READ_PLAN), response=reads(StoryShape), operation_id="story"
)
def action_story(request: ApiRequest, action: Key, filters: Query[StoryFilters]) -> HttpResponse:
    """The whole story of an action; with `on`, as it was at the end of a past day."""
    access = request.access
    today = access.at.date()
    on = filters.on or today
    if on > today:
        raise Invalid([("on", _("The day is still to come."))])
    rows = Action.objects.filter(plan__council=access.council).select_related(
        "plan__council", "section", "carried_from__plan", "carried_from__carried_from__plan"
    )
    chosen = found(rows.prefetch_related("people__person", "milestones", "ledger_entries"), pk=action)
    return given(_story_shape(chosen, on))


def _story_shape(action: Action, on: "date") -> StoryShape:
    told = story(action, on=on)
    return StoryShape(
        action=action.pk,
        on=on,
        title=told.words.title,
        section=told.words.section,
        leads=list(told.words.leads),
        deputies=list(told.words.deputies),
        promises=[_promise_shape(each) for each in told.promises],
        times_moved=told.times_moved,
        months_moved=told.months_moved,
        events=[_event_shape(each) for each in told.events],
    )


def _promise_shape(promise: "Promise") -> PromiseShape:
    kind = PromiseKind.REVISED if promise.label.startswith("revision") else PromiseKind(promise.label)
    return PromiseShape(
        kind=kind, when=DateShape.of(promise.when), minute=promise.minute, months=promise.months
    )


def _event_shape(event: "Event") -> EventShape:
    """An event in the words of the action's page."""
    thing, value = event.of, event.value
    title, words = "", ""
    period: int | None = None
    status: Status | None = None
    update: UpdateShape | None = None
    request: int | None = None
    match event.kind:
        case Kind.STATUS:
            title, words = _("%(month)s closed") % {"month": thing.period}, thing.reason
            period, status = thing.period.pk, Status(thing.status)
        case Kind.UPDATE:
            title, update = _("Update for %(month)s") % {"month": thing.name}, UpdateShape.of(value)
        case Kind.REQUEST:
            title, words, request = _("Asked to %(kind)s") % {"kind": thing.kind}, value.why, thing.pk
        case Kind.DECISION:
            title = _("Decided: to %(kind)s is %(state)s") % {"kind": thing.kind, "state": thing.state}
            words = ", ".join(filter(None, (str(value.authority), value.meeting, value.minute)))
            request = thing.pk
        case Kind.REVISION:
            when = thing.new_date.spoken if thing.new_date else thing.kind
            title = _("Moved to %(when)s, known from before the plan was taken over") % {"when": when}
            words = thing.words or ""
        case Kind.REMARK:
            title = _("%(name)s %(did)s") % {"name": event.by, "did": REMARK_WORDS[RemarkKind(thing.kind)]}
            words, period = thing.words, thing.update.period_id
        case Kind.NOTE:
            title = _("Since %(month)s was closed") % {"month": thing.period}
            words, period = thing.words, thing.period_id
        case Kind.TOLD:
            title, words = str(thing.title), thing.words
    return EventShape(
        at=event.at, kind=event.kind, by=event.by, title=title, words=words,
        period=period, status=status, update=update, request=request,
    )  # fmt: skip


def _periods(access: "Access") -> "QuerySet[Period]":
    rows = Period.objects.filter(plan__council=access.council).select_related("plan__council")
    return rows.annotate(versions=Max("snapshots__version")).order_by("-first", "plan__code", "pk")


def period_shape(period: Period) -> PeriodShape:
    """A period as the API gives it, with `versions` as `_periods` counts them."""
    return PeriodShape(
        id=period.pk,
        plan=period.plan_id,
        name=period.value.name,
        first_month=str(period.first),
        last_month=str(period.last),
        state=PeriodState.OPEN if period.is_open else PeriodState.CLOSED,
        opened_at=period.opened_at,
        due_on=period.due_on,
        close_on=period.close_on,
        closed_at=period.closed_at,
        versions=getattr(period, "versions", 0) or 0,
        report=settings.SITE_ADDRESS
        + reverse("issuing:month", kwargs={"council": period.plan.council.slug, "pk": period.pk}),
    )


def _how_far(mine: "Mine") -> UpdateStateAsked:
    """How far an update has come; what is typed and not sent is nobody's business but its author's."""
    if not mine.state or mine.state == UpdateState.DRAFT:
        return UpdateStateAsked.MISSING
    return UpdateStateAsked(mine.state)


def row_shape(mine: "Mine", standing: StandingShape | None = None) -> UpdateRowShape:
    """The update of an action as a list shows it; `standing` where it is known already."""
    state = _how_far(mine)
    sent = mine.case.sent
    return UpdateRowShape(
        id=mine.update.pk if mine.update else None,
        action=mine.action.pk,
        ref=mine.action.ref,
        title=mine.action.title,
        period=mine.period.pk,
        state=None if state is UpdateStateAsked.MISSING else UpdateState(state),
        called_for=mine.called_for,
        version=mine.update.version if mine.update else 0,
        sent=None if sent is None else UpdateShape.of(sent),
        standing=standing or standing_of(mine.record, mine.period),
    )
