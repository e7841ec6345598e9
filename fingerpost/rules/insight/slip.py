"""How far each action has slipped: its original date, every revision, and what was expected month by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fingerpost.rules.classes import Status
from fingerpost.rules.dates.approximate import ApproximateDate, is_later, on_day
from fingerpost.rules.dates.ledger import Revision
from fingerpost.rules.insight.english import Named, named, some_listed, times_words, was_or_were
from fingerpost.rules.months import Period
from fingerpost.rules.numbers import count_words
from fingerpost.rules.schedule import Milestone

if TYPE_CHECKING:
    from fingerpost.rules.insight.series import Series
    from fingerpost.rules.snapshot import ActionRecord


@dataclass(frozen=True, slots=True)
class SlipPoint:
    """What was promised and expected at the end of a period, and how the action then stood."""

    period: Period
    current: ApproximateDate | None
    expected: ApproximateDate | None
    status: Status

    @property
    def ahead(self) -> ApproximateDate | None:
        """The date to be counted on: the expected one, or else the current."""
        return self.expected or self.current


@dataclass(frozen=True, slots=True)
class Slip:
    """The dates of one action. `ends` is the last of them: completed, expected, or the current date.

    `months` is that date minus the original, negative if earlier; None where either is unknown, and for an
    action that was withdrawn. `open_ended` tells that the action is expected on no date that is known.
    """

    action: Named
    section: str
    service: str | None
    leads: tuple[str, ...]
    status: Status
    original: ApproximateDate | None
    revisions: tuple[Revision, ...]
    current: ApproximateDate | None
    expected: ApproximateDate | None
    completed_on: date | None
    ends: ApproximateDate | None
    months: int | None
    times_moved: int
    open_ended: bool
    points: tuple[SlipPoint, ...]
    milestones: tuple[Milestone, ...] = ()

    def sentence(self) -> str:
        """Where the action stands against what was promised first."""
        name = str(self.action)
        if self.status is Status.WITHDRAWN:
            return f"{name} is withdrawn."
        if self.original is None or self.ends is None:
            return f"{name} was never given a date."
        promised = f"{name} was promised for {self.original.spoken}"
        moved = f", and {_moved(self.times_moved)}" if self.times_moved else ""
        if self.status is Status.SUSPENDED:
            return f"{promised}{moved}. It is suspended."
        if self.completed_on is not None:
            return f"{promised}{moved}. It was completed on {self.ends.spoken}{self._distance()}."
        if self.open_ended:
            return f"{promised}{moved}. Nobody can say when it will be done: “{self.ends.text}”."
        verb = "expected" if self.expected is not None else "due"
        joint = "on" if self.ends.is_day else "in"
        return f"{promised}{moved}. It is {verb} {joint} {self.ends.spoken}{self._distance()}."

    def _distance(self) -> str:
        if self.months is None:
            return ""
        if self.months == 0:
            return ", in the month promised"
        return f", {count_words(abs(self.months), 'month')} {'later' if self.months > 0 else 'earlier'}"


@dataclass(frozen=True, slots=True)
class Slips:
    """The actions that have slipped or are expected to, the furthest first, of all the plan's `whole`.

    Also those that are suspended, and those whose date was moved at all.
    """

    period: Period | None
    slips: tuple[Slip, ...]
    whole: int

    @property
    def later(self) -> tuple[Slip, ...]:
        """Those that end later than first promised, or at no date that is known."""
        return tuple(each for each in self.slips if each.open_ended or (each.months or 0) > 0)

    def sentence(self) -> str:
        """How many have slipped, and which the furthest."""
        if self.period is None:
            return "No month is closed yet, so no date has slipped."
        by = f"By the end of {self.period.name}"
        if not self.later:
            return f"{by} none of the plan’s {count_words(self.whole, 'action')} ends in a later month than it was first promised for."
        count = len(self.later)
        said = (
            f"{by} {count} of the plan’s {count_words(self.whole, 'action')} had slipped into a later month "
            f"than first promised, or {was_or_were(count)} expected to."
        )
        most = max((each.months or 0 for each in self.later), default=0)
        if most:
            names = [str(each.action) for each in self.later if each.months == most]
            said += f" Furthest, by {count_words(most, 'month')}: {some_listed(names, 'action')}."
        unknown = sum(each.open_ended for each in self.later)
        if unknown:
            said += f" Of {unknown} nobody can say when {'it' if unknown == 1 else 'they'} will be done."
        return said


def slips_of(series: Series) -> Slips:
    """The slips of the last plan, as they stood at the end of the series."""
    last = series.last
    if last is None:
        return Slips(None, (), 0)
    found = [slip for action in last.actions if _is_worth_showing(slip := _slip(series, action))]
    found.sort(key=lambda each: (not each.open_ended, -(each.months or 0)))
    return Slips(last.period, tuple(found), len(last.actions))


def slip_of(series: Series, ref: str) -> Slip | None:
    """The dates of one action of the last plan; None where the last record does not hold it."""
    last = series.last
    action = None if last is None else last.action(ref)
    return None if action is None else _slip(series, action)


def _slip(series: Series, action: ActionRecord) -> Slip:
    ledger, done = action.ledger, action.standing.completed_on
    done = done if action.status is Status.COMPLETE else None
    expected = action.expected if done is None else None
    ends = on_day(done) if done else expected or ledger.current
    withdrawn = action.status is Status.WITHDRAWN
    months = None
    if not withdrawn and ends and ledger.original and ends.latest and ledger.original.latest:
        months = ends.latest - ledger.original.latest
    return Slip(
        action=named(action),
        section=action.section,
        service=action.service,
        leads=tuple(each.name for each in action.leads),
        status=action.status,
        original=ledger.original,
        revisions=ledger.revisions,
        current=ledger.current,
        expected=expected,
        completed_on=done,
        ends=ends,
        months=months,
        times_moved=ledger.times_moved,
        open_ended=not withdrawn and expected is not None and expected.latest is None,
        points=tuple(
            SlipPoint(snapshot.period, each.ledger.current, each.expected, each.status)
            for snapshot, each in series.records(action.ref)
        ),
        milestones=action.schedule.milestones,
    )


def _is_worth_showing(slip: Slip) -> bool:
    """Whether it was moved, suspended or withdrawn, or ends later than promised, be it only by days."""
    later = slip.ends is not None and slip.original is not None and is_later(slip.ends, slip.original)
    return later or slip.open_ended or bool(slip.revisions)


def _moved(times: int) -> str:
    return f"moved {times_words(times)}"
