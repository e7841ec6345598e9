"""What the start page is made of, and what is asked of the database for it, once however many roles ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fingerpost.changes.models import ChangeRequest
from fingerpost.committee.mine import Waiting, waiting_for
from fingerpost.monitoring.mine import Mine, MyActions, grouped, my_actions, open_periods, whole_period
from fingerpost.monitoring.models import Period, Snapshot
from fingerpost.monitoring.progress import Progress, progress_of
from fingerpost.people.access import Access
from fingerpost.plans.models import Plan
from fingerpost.rules.changes import RequestState
from fingerpost.rules.figures import Figures, figures_of
from fingerpost.rules.plain import from_plain
from fingerpost.rules.roles import Role
from fingerpost.scrutiny.models import Request

if TYPE_CHECKING:
    from collections.abc import Iterable

LOOK_AT_ALL = frozenset({Role.PERFORMANCE_OFFICER, Role.HEAD_OF_SERVICE, Role.CMT})
"""The roles whose parts look at every action of the open months."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do: how many of it, in words, where, and whether it presses."""

    count: int
    words: str
    address: str = ""
    pressing: bool = False
    more: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a month. `state` is "done", "now" or "to come"."""

    title: str
    words: str
    state: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """The figures of a period as a picture."""

    label: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a short list: what it is, where it leads, a status, and words beside it."""

    title: str
    address: str = ""
    status: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """A short list with its heading and what stands there when it is empty."""

    title: str
    lines: tuple[Line, ...]
    otherwise: str


@dataclass(frozen=True, slots=True)
class Part:
    """What one role finds on the start page: a sentence, the next step as a button, jobs, then pictures."""

    title: str
    sentence: str = ""
    button: tuple[str, str] | None = None
    jobs: tuple[Job, ...] = ()
    steps: tuple[Step, ...] = ()
    bars: tuple[Bar, ...] = ()
    lists: tuple[Lines, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """An open period with all its actions as they stand."""

    period: Period
    everything: tuple[Mine, ...]
    progress: Progress

    def figures(self, those: Iterable[Mine] | None = None) -> Figures:
        """The figures so far, of all its actions or of some."""
        return figures_of(each.record for each in (self.everything if those is None else those))


@dataclass
class Stand:
    """Where the council stands, as the parts of the page need it. Each question is asked at most once."""

    access: Access

    @cached_property
    def periods(self) -> list[Period]:
        """The open periods."""
        return open_periods(self.access.council)

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """The open periods with every action judged as it stands today."""
        found = []
        for period in self.periods:
            everything = whole_period(period, on=self.access.at.date())
            found.append(Month(period, tuple(everything), progress_of(everything)))
        return tuple(found)

    @cached_property
    def mine(self) -> MyActions:
        """The person's own actions, and those of whoever they act for; picked from all where all are judged."""
        if not LOOK_AT_ALL.isdisjoint(self.access.roles):
            everything = (each for month in self.months for each in month.everything)
            ids = self.access.person_ids
            return grouped(each for each in everything if not ids.isdisjoint(each.action.owner_ids))
        return my_actions(self.access.council, self.access.person_ids, on=self.access.at.date())

    @cached_property
    def plans(self) -> list[Plan]:
        """The plans that are not closed."""
        return list(Plan.objects.filter(council=self.access.council).exclude(state="closed"))

    @cached_property
    def waiting(self) -> list[ChangeRequest]:
        """The change requests that wait for a decision."""
        rows = ChangeRequest.objects.filter(plan__council=self.access.council, state=RequestState.SUBMITTED)
        return list(rows.select_related("action").prefetch_related("action__people"))

    @cached_property
    def of_reports(self) -> Waiting:
        """The parts of committee reports that wait for the person, and the reports."""
        return waiting_for(self.access)

    @cached_property
    def asked(self) -> list[Request]:
        """What Members asked and waits for an answer, the next due first."""
        rows = Request.objects.filter(council=self.access.council).waiting()
        return list(rows.select_related("due_meeting__body", "owner").soonest())

    @cached_property
    def closed(self) -> list[Snapshot]:
        """The last closed periods, newest first: for each the version that stands. Without the frozen values."""
        rows = (
            Snapshot.objects.filter(period__plan__council=self.access.council)
            .select_related("period__plan")
            .defer("json", "accepted")
            .order_by("-period__last", "period_id", "-version")[:24]
        )
        latest: dict[int, Snapshot] = {}
        for each in rows:
            latest.setdefault(each.period_id, each)
        return list(latest.values())

    def last_bar(self, label: str, plan: Plan | None = None) -> Bar | None:
        """The figures of the last closed period, of one plan or of any, labelled with its name in `label`."""
        last = next((each for each in self.closed if plan is None or each.period.plan_id == plan.pk), None)
        return (
            None if last is None else Bar(label % {"month": last.period}, from_plain(Figures, last.figures))
        )
