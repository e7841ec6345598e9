"""The months of a council's plans in a row, so far as they are known: closed, published only, draft, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from fingerpost.rules.draft import PrintedFigures
from fingerpost.rules.figures import all_figures
from fingerpost.rules.months import Period
from fingerpost.rules.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from fingerpost.rules.months import Month
    from fingerpost.rules.snapshot import ActionRecord, Section

MOST_SECTIONS = 30
"""How many sections may stand beside each other before a level of them is too many to take in."""


class Known(StrEnum):
    """What is known of a period: the whole record, its figures as once printed, how it stands today, or nothing."""

    CLOSED = "closed"
    PUBLISHED = "as published"
    DRAFT = "draft"
    MISSING = "no record"


@dataclass(frozen=True, slots=True)
class SeriesMonth:
    """One period of the series. `snapshot` is that of a closed or open one, `printed` that of a published one.

    A run of months without any record is one period of its own.
    """

    period: Period
    known: Known
    snapshot: Snapshot | None = None
    printed: PrintedFigures | None = None


@dataclass(frozen=True)  # without slots: what is worked out of it is kept
class Series:
    """The periods in order. Those of earlier plans come first; `own` are those of the plan that the last is of."""

    months: tuple[SeriesMonth, ...] = ()

    @cached_property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """The records, of every plan, the draft of the open period included."""
        return tuple(each.snapshot for each in self.months if each.snapshot is not None)

    @cached_property
    def own(self) -> tuple[Snapshot, ...]:
        """The records of the last plan: refs belong to one plan, so an action is followed in these only."""
        last = self.last
        return () if last is None else tuple(each for each in self.snapshots if _plan(each) == _plan(last))

    @property
    def last(self) -> Snapshot | None:
        """The record of the last period, if there is any record."""
        return self.snapshots[-1] if self.snapshots else None

    @property
    def is_draft(self) -> bool:
        """Whether the last period is open, so that what is said of it may change."""
        return bool(self.months) and self.months[-1].known is Known.DRAFT

    def records(self, ref: str) -> Iterator[tuple[Snapshot, ActionRecord]]:
        """An action of the last plan in every period that holds it, in order."""
        for each in self.own:
            action = each.action(ref)
            if action is not None:
                yield each, action

    def only(self, wanted: Callable[[Snapshot, ActionRecord], bool]) -> Series:
        """The series of some of the actions, with figures of their own. What was only printed has none, and is left out."""
        return Series(
            tuple(
                replace(each, snapshot=None if each.snapshot is None else _only(each.snapshot, wanted))
                for each in self.months
                if each.known is not Known.PUBLISHED
            )
        )


def series_of(
    snapshots: Iterable[Snapshot],
    *,
    printed: Iterable[PrintedFigures] = (),
    draft: Snapshot | None = None,
    up_to: Month | None = None,
) -> Series:
    """The series of these records: of each period of a plan its last version, none that ends after `up_to`.

    `printed` are months known from old reports; one of which there is a record is left out, and so is one
    that names no month. `draft` is the open period as it stands; it is left out once its period is closed.
    """
    closed: dict[tuple[str, Period], Snapshot] = {}
    for each in sorted(snapshots, key=lambda one: one.version):
        closed[_plan(each), each.period] = each
    months = [SeriesMonth(each.period, Known.CLOSED, each) for each in closed.values()]
    if draft is not None and (_plan(draft), draft.period) not in closed:
        months.append(SeriesMonth(draft.period, Known.DRAFT, draft))
    recorded = {month for each in months for month in each.period}
    as_printed = {each.period: each for each in printed if each.period is not None}
    months += [
        SeriesMonth(Period(month, month), Known.PUBLISHED, printed=each)
        for month, each in as_printed.items()
        if month not in recorded
    ]
    kept = [each for each in months if up_to is None or each.period.last <= up_to]
    return Series(tuple(_without_gaps(sorted(kept, key=_place))))


def _plan(snapshot: Snapshot) -> str:
    return snapshot.plan.code


def _place(month: SeriesMonth) -> tuple[Month, Month, str]:
    """Periods in order of time; where two plans report on one, that of the older plan first."""
    plan = None if month.snapshot is None else month.snapshot.plan
    return month.period.last, plan.year.first if plan else month.period.first, plan.code if plan else ""


def _without_gaps(months: Iterable[SeriesMonth]) -> Iterator[SeriesMonth]:
    """The periods, and between them one for each run of months that has no record."""
    reached: Month | None = None
    for each in months:
        if reached is not None and each.period.first > reached + 1:
            yield SeriesMonth(Period(reached + 1, each.period.first + -1), Known.MISSING)
        reached = each.period.last if reached is None else max(reached, each.period.last)
        yield each


def follows(earlier: Snapshot, later: Snapshot) -> bool:
    """Whether one period comes just after the other, in the same plan."""
    return _plan(earlier) == _plan(later) and earlier.period.last + 1 == later.period.first


def _only(snapshot: Snapshot, wanted: Callable[[Snapshot, ActionRecord], bool]) -> Snapshot:
    actions = tuple(each for each in snapshot.actions if wanted(snapshot, each))
    return replace(
        snapshot,
        actions=actions,
        figures=all_figures(actions, snapshot.sections, snapshot.policies.rounding),
    )


def path(snapshot: Snapshot, code: str) -> tuple[Section, ...]:
    """A section and those above it, the outermost first; none for a code that is not there."""
    return _upwards(snapshot.section(code), snapshot.section)


def _upwards(at: Section | None, section: Callable[[str | None], Section | None]) -> tuple[Section, ...]:
    found: list[Section] = []
    while at is not None:
        found.insert(0, at)
        at = section(at.parent)
    return tuple(found)


def within(code: str) -> Callable[[Snapshot, ActionRecord], bool]:
    """Whether an action stands in this section, or in one below it: for `Series.only`."""

    def stands_there(snapshot: Snapshot, action: ActionRecord) -> bool:
        return any(each.code == code for each in path(snapshot, action.section))

    return stands_there


def shown_sections(snapshot: Snapshot) -> Mapping[str, Section]:
    """For each section the one under which it is summed up: of the deepest level of which there are few enough."""
    return summed_up(snapshot.sections)


def summed_up(sections: Sequence[Section]) -> Mapping[str, Section]:
    """The same of sections that stand in no snapshot."""
    levels = sorted({each.level for each in sections})
    few = [level for level in levels if sum(each.level <= level for each in sections) <= MOST_SECTIONS]
    deepest = few[-1] if few else 0
    by_code: dict[str | None, Section] = {each.code: each for each in sections}
    return {
        each.code: next(
            (above for above in reversed(_upwards(each, by_code.get)) if above.level <= deepest), each
        )
        for each in sections
    }
