"""Change requests: as they were asked, and what became of them."""

from datetime import date

from pydantic import Field

from fingerpost.api.shapes.common import DateShape, Key, MonthText, Paging, PersonShape, Shape, Taken
from fingerpost.rules.changes import RequestState
from fingerpost.rules.decisions import Authority, ChangeKind, ReasonCode

LARGEST_VERSION = 2**31 - 1


class DecisionShape(Shape):
    """Who decided, when, under which authority, and where the minutes say so."""

    decided_on: date
    by: str
    authority: Authority
    meeting: str | None
    minute: str | None
    words: str = Field(description="What whoever decided wants the lead to know.")


class ChangeShape(Shape):
    """A change request."""

    id: int
    plan: int
    action: int | None = Field(description="None while the action is yet to be added.")
    ref: str
    kind: ChangeKind
    state: RequestState
    phrase: str = Field(description="What is asked, in one phrase.")
    why: str
    reason: ReasonCode
    to_date: DateShape | None
    months: list[MonthText]
    resume_month: MonthText | None
    review_month: MonthText | None
    to_words: str | None = Field(description="The new title and leads, or the new actions.")
    asked_by: PersonShape
    asked_on: date
    stale: bool = Field(description="Whether what it rests on has changed since it was asked.")
    decision: DecisionShape | None
    version: int


class ChangeFilters(Paging):
    """Which requests."""

    plan: Key | None = Field(None, description="Of this plan, by its id.")
    action: Key | None = Field(None, description="About this action, by its id.")
    state: RequestState | None = Field(None, description="In this state.")
    kind: ChangeKind | None = Field(None, description="Of this kind.")


class NewActionIn(Taken):
    """An action that is asked for, by adding it or by a split."""

    ref: str = Field("", max_length=40, examples=["3.1.12"])
    title: str = Field("", max_length=800)
    months: str = Field("", max_length=400, description="Its programmed months, in words.")
    lead: Key | None = None
    resources: str = Field("", max_length=600, description="For an action that is added.")


class AskIn(Taken):
    """What is asked and why; which answers are needed follows from the kind, as on the form."""

    kind: ChangeKind
    action: Key | None = Field(None, description="Every kind but `add` names the action.")
    plan: Key | None = Field(None, description="For `add`: the plan, by its id.")
    submit: bool = Field(True, description="Whether to submit it at once, or to keep a draft.")
    why: str = Field("", max_length=8000, examples=["The framework was re-let."])
    reason: str = Field(
        "", max_length=40, examples=["procurement"], description="The code of the main reason."
    )
    to_date: str = Field("", max_length=200, examples=["June 2026"], description="The new date, in words.")
    months: str = Field(
        "", max_length=400, examples=["April 2026 to June 2026"], description="To reprogramme: the months."
    )
    resume_month: str = Field("", max_length=80, description="To suspend: when work resumes.")
    review_month: str = Field("", max_length=80, description="To suspend: when it is reviewed, if not known.")
    title: str = Field("", max_length=800, description="To amend or re-scope: the new title.")
    leads: list[Key] = Field([], max_length=3, description="To amend: who is to lead, in order.")
    into: Key | None = Field(None, description="To merge: the action that this one becomes part of.")
    section: Key | None = Field(None, description="To add: the section.")
    new_actions: list[NewActionIn] = Field(
        [], max_length=4, description="To add: one; to split: at least two."
    )
    asked_on: str = Field(
        "",
        max_length=80,
        description="For the performance team: the day of the letter or form, if not today.",
    )


class VersionIn(Taken):
    """The version that was read."""

    version: int = Field(ge=0, le=LARGEST_VERSION, examples=[1])


class CancelIn(VersionIn):
    """Why a request is taken back."""

    why: str = Field("", max_length=2000)
