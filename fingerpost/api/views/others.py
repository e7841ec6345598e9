"""Who asks, meetings, what Members asked, and the record of every write."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from ninja import Query, Router

from fingerpost.api.door import ApiRequest, Token, given, reads
from fingerpost.api.paging import address_with, only_known, page_of
from fingerpost.api.shapes.common import Key, Page, PersonShape, person_or_none
from fingerpost.api.shapes.others import (
    BodyShape,
    CouncilShape,
    EntriesShape,
    EntryFilters,
    EntryShape,
    MeetingFilters,
    MeetingShape,
    MeShape,
    RequestFilters,
    RequestShape,
    TokenShape,
)
from fingerpost.history.of import entries_where
from fingerpost.meetings.models import Meeting
from fingerpost.people.access import found
from fingerpost.rules.meetings.bodies import BodyKind
from fingerpost.rules.roles import Act, Role, reach_of
from fingerpost.rules.scrutiny import ScrutinyKind, ScrutinyState
from fingerpost.scrutiny.models import Request
from fingerpost.scrutiny.values import WITH, about_words

if TYPE_CHECKING:
    from datetime import date

router = Router()


@router.get("/me", auth=Token(Act.READ_PLAN), response=reads(MeShape), operation_id="me", tags=["Who asks"])
def me(request: ApiRequest) -> HttpResponse:
    """Whose token this is, for which council, and what it allows: the first thing to try."""
    access, token = request.access, request.token
    reaches = {act: reach for act in Act if (reach := reach_of(access.roles, act)) is not None}
    return given(
        MeShape(
            person=PersonShape.of(access.person),
            council=CouncilShape(slug=access.council.slug, name=access.council.name),
            roles=[each for each in Role if each in access.roles],
            may=reaches,
            token=TokenShape(
                name=token.name, prefix=token.prefix, may_write=token.may_write, expires_on=token.expires_on
            ),
        )
    )


@router.get(
    "/meetings",
    auth=Token(Act.READ_PLAN),
    response=reads(Page[MeetingShape]),
    operation_id="meetings",
    tags=["Meetings"],
)
def meetings(request: ApiRequest, filters: Query[MeetingFilters]) -> HttpResponse:
    """The meetings of the council’s bodies, the latest first."""
    rows = Meeting.objects.filter(body__council=request.access.council).select_related("body")
    if filters.body is not None:
        rows = rows.filter(body=filters.body)
    if filters.first_day is not None:
        rows = rows.filter(day__gte=filters.first_day)
    if filters.last_day is not None:
        rows = rows.filter(day__lte=filters.last_day)
    ordered = rows.order_by("-day", "body__name", "pk")
    return given(page_of(request, ordered, filters, lambda some: [_meeting_shape(each) for each in some]))


@router.get(
    "/requests",
    auth=Token(Act.READ_PLAN),
    response=reads(Page[RequestShape]),
    operation_id="requests",
    tags=["Scrutiny"],
)
def requests(request: ApiRequest, filters: Query[RequestFilters]) -> HttpResponse:
    """What Members and bodies asked, recommended and were promised, the latest first."""
    access = request.access
    today = access.at.date()
    rows = Request.objects.filter(council=access.council).select_related(*WITH)
    for name in ("kind", "state", "owner"):
        wanted = getattr(filters, name)
        if wanted is not None:
            rows = rows.filter(**{name: wanted})
    ordered = rows.order_by("-asked_on", "-number")
    return given(
        page_of(request, ordered, filters, lambda some: [_request_shape(each, today) for each in some])
    )


@router.get(
    "/requests/{number}",
    auth=Token(Act.READ_PLAN),
    response=reads(RequestShape),
    operation_id="request",
    tags=["Scrutiny"],
)
def one_request(request: ApiRequest, number: Key) -> HttpResponse:
    """One request, by its number."""
    access = request.access
    rows = Request.objects.filter(council=access.council).select_related(*WITH)
    return given(_request_shape(found(rows, number=number), access.at.date()))


@router.get(
    "/history",
    auth=Token(Act.READ_HISTORY),
    response=reads(EntriesShape),
    operation_id="history",
    tags=["History"],
)
def history(request: ApiRequest, filters: Query[EntryFilters]) -> HttpResponse:
    """The record of every write in the council, newest first, for those who may read it.

    It grows at the top while it is read, so its pages follow one another by `before`, and `next` goes on from there.
    """
    only_known(request, filters)
    rows = entries_where(
        request.access.council.pk, **filters.model_dump(exclude={"before", "size"})
    ).order_by("-pk")
    if filters.before is not None:
        rows = rows.filter(pk__lt=filters.before)
    shown = list(rows[: filters.size + 1])
    items = shown[: filters.size]
    return given(
        EntriesShape(
            items=[
                EntryShape(
                    id=each.pk, at=each.at, by=each.by, on_behalf_of=each.on_behalf_of, event=each.event,
                    subject=each.subject, label=each.label, before=each.before, after=each.after, why=each.why,
                )
                for each in items
            ],
            next=address_with(request, before=items[-1].pk) if len(shown) > len(items) else None,
        )
    )  # fmt: skip


def _meeting_shape(meeting: Meeting) -> MeetingShape:
    body = meeting.body
    return MeetingShape(
        id=meeting.pk,
        body=BodyShape(id=body.pk, name=body.name, kind=BodyKind(body.kind), authority=body.authority),
        day=meeting.day,
        starts_at=meeting.starts_at,
        place=meeting.place,
        agenda_published_on=meeting.agenda_published_on,
        decisions_published_on=meeting.decisions_published_on,
    )


def _request_shape(row: Request, today: "date") -> RequestShape:
    return RequestShape(
        id=row.pk,
        number=row.number,
        kind=ScrutinyKind(row.kind),
        state=ScrutinyState(row.state),
        words=row.words,
        asked_by=row.asker,
        asked_on=row.asked_on,
        about=about_words(row),
        plan=row.plan_id,
        action=row.action_id,
        section=row.section_id,
        period=row.period_id,
        owner=person_or_none(row.owner),
        due_on=row.due_day,
        overdue=row.is_overdue(today),
    )
