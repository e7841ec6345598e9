"""Who asks, meetings, what Members asked, and the record."""

from datetime import date, datetime, time
from typing import Any

from pydantic import Field

from fingerpost.api.shapes.common import Key, Paging, PersonShape, Shape, Taken
from fingerpost.rules.meetings.bodies import BodyKind
from fingerpost.rules.roles import Act, Reach, Role
from fingerpost.rules.scrutiny import ScrutinyKind, ScrutinyState


class CouncilShape(Shape):
    """The council."""

    slug: str = Field(examples=["harrowmere"])
    name: str


class TokenShape(Shape):
    """The token that was sent."""

    name: str
    prefix: str
    may_write: bool
    expires_on: date


class MeShape(Shape):
    """Who asks, with which token, and what they may do."""

    person: PersonShape
    council: CouncilShape
    roles: list[Role]
    may: dict[Act, Reach] = Field(description="What the token allows, and how far.")
    token: TokenShape


class BodyShape(Shape):
    """A body that meets."""

    id: int
    name: str = Field(examples=["Cabinet"])
    kind: BodyKind
    authority: str = Field(description="Under which it decides on changes; empty where it does not.")


class MeetingShape(Shape):
    """A meeting of a body."""

    id: int
    body: BodyShape
    day: date
    starts_at: time | None
    place: str
    agenda_published_on: date | None
    decisions_published_on: date | None


class MeetingFilters(Paging):
    """Which meetings."""

    body: Key | None = Field(None, description="Of this body, by its id.")
    first_day: date | None = Field(None, description="On this day or later.")
    last_day: date | None = Field(None, description="On this day or earlier.")


class RequestShape(Shape):
    """What a Member or a body asked, recommended or was promised."""

    id: int
    number: int
    kind: ScrutinyKind
    state: ScrutinyState
    words: str
    asked_by: str
    asked_on: date
    about: str = Field(description="What it is about, in words.")
    plan: int | None
    action: int | None
    section: int | None
    period: int | None
    owner: PersonShape | None = Field(description="Who is to answer.")
    due_on: date
    overdue: bool


class RequestFilters(Paging):
    """Which requests."""

    kind: ScrutinyKind | None = Field(None, description="Of this kind.")
    state: ScrutinyState | None = Field(None, description="In this state.")
    owner: Key | None = Field(None, description="To be answered by this person, by id.")


class EntryShape(Shape):
    """One write, as the record keeps it."""

    id: int
    at: datetime
    by: str
    on_behalf_of: str
    event: str = Field(examples=["sent an update"])
    subject: str = Field(description="The thing’s table and key.", examples=["plans.action:12"])
    label: str = Field(examples=["Action 16.4.1, February 2026"])
    before: dict[str, Any]
    after: dict[str, Any]
    why: str


class EntriesShape(Shape):
    """A piece of the record, newest first."""

    items: list[EntryShape]
    next: str | None = Field(
        description="The address of what came before; none at the beginning of the record."
    )


class EntryFilters(Taken):
    """Which entries."""

    before: Key | None = Field(
        None,
        ge=1,
        le=2**63 - 1,
        description="Only older ones than the entry with this id: how `next` goes on.",
    )
    size: int = Field(50, ge=1, le=200, description="Entries in an answer.")
    who: str = Field("", max_length=100, description="Part of the name of whoever did it, or for whom.")
    what: str = Field("", max_length=100, description="Part of what was done, or of the thing’s name.")
    thing: str = Field(
        "",
        max_length=60,
        description="The table of the thing, such as plans.action.",
        examples=["plans.action"],
    )
    first_day: date | None = Field(None, description="On this day or later.")
    last_day: date | None = Field(None, description="On this day or earlier.")
