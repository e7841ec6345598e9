"""What has been late for how many months in a row, up to the end of the series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.rules.classes import Status
from fingerpost.rules.dates.approximate import ApproximateDate
from fingerpost.rules.insight.english import Named, named, some_listed
from fingerpost.rules.insight.series import follows
from fingerpost.rules.months import Period
from fingerpost.rules.said import said, said_n

if TYPE_CHECKING:
    from fingerpost.rules.insight.series import Series
    from fingerpost.rules.snapshot import ActionRecord, Snapshot

LATE = frozenset({Status.AMBER, Status.RED})
LONG = 2
"""From how many months on lateness is long, unless another number is asked for."""


@dataclass(frozen=True, slots=True)
class LateRun:
    """An action that is late, and since when without a break. `months` are those of the run; `red` those in red.

    `at_least` tells that there is no record of the month before the run, so that it may have begun earlier.
    `path` is how the action stood in every period of the plan that has a record of it.
    """

    action: Named
    section: str
    leads: tuple[str, ...]
    service: str | None
    status: Status
    months: int
    red: int
    since: Period
    at_least: bool
    path: tuple[tuple[Period, Status], ...]
    original: ApproximateDate | None
    current: ApproximateDate | None
    expected: ApproximateDate | None
    why: str | None
    corrective_action: str | None

    @property
    def months_words(self) -> str:
        """“3 months”, or “at least 3 months”."""
        if self.at_least:
            return said_n("at least {count} month", "at least {count} months", self.months)
        return said_n("{count} month", "{count} months", self.months)


@dataclass(frozen=True, slots=True)
class Lateness:
    """The actions that are late at the end of the series, the longest first."""

    period: Period | None
    runs: tuple[LateRun, ...] = ()

    def for_at_least(self, months: int) -> tuple[LateRun, ...]:
        """Those late for at least so many months in a row."""
        return tuple(each for each in self.runs if each.months >= months)

    def sentence(self, months: int = LONG) -> str:
        """How many are late, how many for long, and which the longest."""
        if self.period is None:
            return said("No month is closed yet, so nothing is late.")
        count = len(self.runs)
        if not count:
            return said("Nothing was late at the end of {period}.", period=self.period)
        long = self.for_at_least(months)
        stated = said_n(
            "At the end of {period} {count} action was late",
            "At the end of {period} {count} actions were late",
            count,
            period=self.period,
        )
        if not long:
            return said_n(
                "{stated}, none of them for {count} month or more.",
                "{stated}, none of them for {count} months or more.",
                months,
                stated=stated,
            )
        longest = [each for each in self.runs if each.months == self.runs[0].months]
        names = some_listed([str(each.action) for each in longest], "action")
        return said_n(
            "{stated}; {count2} of them had been late for {count} month or more in a row. Longest, for {months_words}: {names}.",
            "{stated}; {count2} of them had been late for {count} months or more in a row. Longest, for {months_words}: {names}.",
            months,
            stated=stated,
            count2=len(long),
            months_words=longest[0].months_words,
            names=names,
        )


def lateness_of(series: Series) -> Lateness:
    """The late actions of the last plan."""
    last = series.last
    if last is None:
        return Lateness(None)
    runs = [_run(series, last, each) for each in last.actions if each.status in LATE]
    return Lateness(last.period, tuple(sorted(runs, key=lambda each: (-each.months, -each.red))))


def _run(series: Series, last: Snapshot, action: ActionRecord) -> LateRun:
    records = list(series.records(action.ref))
    run = [last]
    red = len(last.period) if action.status is Status.RED else 0
    for snapshot, each in reversed(records[:-1]):
        if each.status not in LATE or not follows(snapshot, run[0]):
            break
        run.insert(0, snapshot)
        red += len(snapshot.period) if each.status is Status.RED else 0
    began = run[0]
    stated = action.update
    return LateRun(
        action=named(action),
        section=action.section,
        leads=tuple(each.name for each in action.leads),
        service=action.service,
        status=action.status,
        months=last.period.last - began.period.first + 1,
        red=red,
        since=began.period,
        at_least=began.period.first > began.plan.year.first
        and not any(follows(each, began) for each in series.own),
        path=tuple((snapshot.period, each.status) for snapshot, each in records),
        original=action.ledger.original,
        current=action.ledger.current,
        expected=action.expected,
        why=stated.reason if stated else None,
        corrective_action=stated.corrective_action if stated else None,
    )
