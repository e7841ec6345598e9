"""Periods, updates, closed months, and the story of an action."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field

from fingerpost.api.shapes.common import (
    DateShape,
    Key,
    MonthText,
    Paging,
    PersonShape,
    Shape,
    Taken,
    date_or_none,
)
from fingerpost.api.shapes.plans import PromiseShape, StandingShape
from fingerpost.monitoring.models import UpdateState
from fingerpost.monitoring.operations.review import RemarkKind
from fingerpost.monitoring.story import Kind
from fingerpost.rules.classes import Status
from fingerpost.rules.decisions import ReasonCode
from fingerpost.rules.updates import Progress, Update


class PeriodState(StrEnum):
    """Whether updates are still taken."""

    OPEN = "open"
    CLOSED = "closed"


class PeriodShape(Shape):
    """A period of a plan, with its days."""

    id: int
    plan: int
    name: str = Field(examples=["February 2026"])
    first_month: MonthText
    last_month: MonthText
    state: PeriodState
    opened_at: datetime
    due_on: date = Field(description="The day by which updates are due.")
    close_on: date = Field(description="The day on which it is to be closed.")
    closed_at: datetime | None
    versions: int = Field(description="How many versions of it were closed; each correction makes one.")
    report: str = Field(description="The address of the month’s report, for people who are signed in.")


class PeriodFilters(Paging):
    """Which periods."""

    plan: Key | None = Field(None, description="Of this plan, by its id.")
    state: PeriodState | None = Field(None, description="In this state.")


class SnapshotShape(Shape):
    """A version of a closed period: its digest, and where its stored bytes are."""

    period: int
    version: int
    digest: str = Field(description="SHA-256 of the stored bytes, as every report of the month prints it.")
    previous_digest: str | None = Field(description="That of the closed period on which this one stands.")
    closed_at: datetime
    closed_by: str
    address: str = Field(description="The address of the value itself.")


class SnapshotsShape(Shape):
    """The versions of a closed period, the first first."""

    items: list[SnapshotShape]


class DeclaredShape(Shape):
    """A status that the lead declared instead of the one that the dates give."""

    status: Status
    reason: str | None
    agreed_by: str | None = Field(description="Who agreed to a better one for the performance team.")


class UpdateShape(Shape):
    """What was sent on an action for a period."""

    month: MonthText = Field(description="The last month of the period.")
    progress: Progress
    completed_on: date | None
    expected: DateShape | None
    comment: str | None
    reason: str | None = Field(description="The reason for slippage.")
    reason_code: ReasonCode | None
    corrective_action: str | None
    taken_back: str | None = Field(description="Why an earlier completion was taken back.")
    declared: DeclaredShape | None
    sent_by: str | None
    sent_on: date | None

    @classmethod
    def of(cls, value: Update) -> Self:
        """An update as the rules have it."""
        declared = value.declared
        return cls(
            month=str(value.period.last),
            progress=value.progress,
            completed_on=value.completed_on,
            expected=date_or_none(value.expected),
            comment=value.comment,
            reason=value.reason,
            reason_code=value.reason_code,
            corrective_action=value.corrective_action,
            taken_back=value.taken_back,
            declared=None
            if declared is None
            else DeclaredShape(status=declared.status, reason=declared.reason, agreed_by=declared.agreed_by),
            sent_by=value.sent_by,
            sent_on=value.sent_on,
        )


class EvidenceShape(Shape):
    """A link or a file that shows what an update says."""

    words: str
    link: str = Field(description="Empty where it is a file.")
    file: str | None = Field(description="The name of the file.")
    address: str | None = Field(description="Where a person who is signed in gets the file.")


class RemarkShape(Shape):
    """A turn in the conversation on an update."""

    kind: RemarkKind
    by: PersonShape
    at: datetime
    words: str


class Answers(Taken):
    """The answers of the update form, under its names. What is left out counts as not answered."""

    complete: str = Field("", description="`yes` or `no`.", examples=["no"], max_length=10)
    completed_on: str = Field("", description="The day on which it was completed.", max_length=40)
    expected: str = Field(
        "",
        description="If not complete: `as promised`, `another date` or `not known`.",
        examples=["another date"],
        max_length=20,
    )
    expected_words: str = Field(
        "",
        description="Which other date: a day, a month, or words such as “autumn 2026”.",
        examples=["April 2026"],
        max_length=200,
    )
    reason_code: str = Field(
        "", description="If late: the kind of reason.", examples=["procurement"], max_length=40
    )
    reason: str = Field(
        "", description="If late: why.", examples=["The framework was re-let."], max_length=10_000
    )
    corrective_action: str = Field(
        "",
        description="If late: what is being done about it, by whom and by when.",
        examples=["A direct award by the Housing Manager by 20 March."],
        max_length=10_000,
    )
    comment: str = Field(
        "", description="What has happened since last time.", examples=["Bids are in."], max_length=10_000
    )
    taken_back: str = Field(
        "",
        description="If it was reported complete before and is not: why.",
        max_length=10_000,
    )
    declared: str = Field(
        "",
        description="A status to show instead of the one that the dates give: `on target`, `amber` or `red`.",
        max_length=40,
    )
    declared_reason: str = Field("", description="Why it should show as that.", max_length=10_000)
    milestones: dict[str, Annotated[str, Field(max_length=40)]] = Field(
        {},
        max_length=100,
        description="On which day each milestone was reached, by its id; empty words take a day back. Those that are left out stay.",
    )


class UpdateIn(Answers):
    """The answers of the update form, and the version of the update that was read."""

    version: int = Field(
        ge=0, le=2**31 - 1, description="The version that you read; 0 where there was none.", examples=[0]
    )


class UpdateRowShape(Shape):
    """The update of an action for an open period: what was sent, where it stands, and what it gives."""

    id: int | None = Field(description="None where nobody has saved anything.")
    action: int
    ref: str
    title: str
    period: int
    state: UpdateState | None = Field(description="None where nothing was sent yet.")
    called_for: bool = Field(description="Whether an update is called for in this period.")
    version: int = Field(description="0 where nobody has saved anything.")
    sent: UpdateShape | None
    standing: StandingShape = Field(description="How the action would stand if the period closed today.")


class OneUpdateShape(UpdateRowShape):
    """The update of one action, with the conversation on it and, for those who may send it, what is typed."""

    draft: dict[str, str | dict[str, str]] | None = Field(
        description="The answers as last saved, for those who may send it; None for others, and where nothing is."
    )
    unsent: bool = Field(
        description="Whether answers were saved that are not what was sent; for those who may send."
    )
    evidence: list[EvidenceShape]
    remarks: list[RemarkShape]


class UpdateStateAsked(StrEnum):
    """How far an update has come."""

    MISSING = "missing"
    SENT = "sent"
    SENT_BACK = "sent back"
    ACCEPTED = "accepted"


class UpdateFilters(Paging):
    """Which updates."""

    state: UpdateStateAsked | None = Field(None, description="That have come so far.")
    called_for: bool | None = Field(None, description="Only those that the period calls for, or only others.")


class WordsIn(Taken):
    """An answer in words."""

    words: str = Field(max_length=4000, examples=["The panel met on 2 March; the minutes are attached."])


class AcceptIn(Taken):
    """Words beside an acceptance, if any."""

    words: str = Field("", max_length=4000)


class QuestionIn(Taken):
    """What is asked of the lead."""

    question: str = Field(max_length=4000, examples=["Which contractor, and from when?"])


class StoryFilters(Taken):
    """Up to which day."""

    on: date | None = Field(None, description="A past day; today where it is left out.")


class EventShape(Shape):
    """Something that happened to an action."""

    at: datetime
    kind: Kind
    by: str
    title: str = Field(description="What happened, in a few words.")
    words: str = Field(description="What was said, if anything.")
    period: int | None = Field(description="The period that it is about.")
    status: Status | None
    update: UpdateShape | None
    request: int | None = Field(description="The change request that was made or decided.")


class StoryShape(Shape):
    """The whole story of an action up to a day: its words, dates, and what happened, newest first."""

    action: int
    on: date
    title: str
    section: str
    leads: list[str]
    deputies: list[str]
    promises: list[PromiseShape]
    times_moved: int
    months_moved: int | None
    events: list[EventShape]
