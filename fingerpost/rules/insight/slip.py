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
from fingerpost.rules.said import said, said_n
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
            return said("{name} is withdrawn.", name=name)
        if self.original is None or self.ends is None:
            return said("{name} was never given a date.", name=name)
        promised = said("{name} was promised for {original}", name=name, original=self.original)
        moved = said(", and {moved}", moved=_moved(self.times_moved)) if self.times_moved else ""
        if self.status is Status.SUSPENDED:
            return said("{promised}{moved}. It is suspended.", promised=promised, moved=moved)
        if self.completed_on is not None:
            return said(
                "{promised}{moved}. It was completed on {ends}{distance}.",
                promised=promised,
                moved=moved,
                ends=self.ends,
                distance=self._distance(),
            )
        if self.open_ended:
            return said(
                "{promised}{moved}. Nobody can say when it will be done: “{ends}”.",
                promised=promised,
                moved=moved,
                ends=self.ends.text,
            )
        verb = "expected" if self.expected is not None else "due"
        joint = "on" if self.ends.is_day else "in"
        return said(
            "{promised}{moved}. It is {verb} {joint} {ends}{distance}.",
            promised=promised,
            moved=moved,
            verb=verb,
            joint=joint,
            ends=self.ends,
            distance=self._distance(),
        )

    def _distance(self) -> str:
        if self.months is None:
            return ""
        if self.months == 0:
            return said(", in the month promised")
        if self.months > 0:
            return said_n(", {count} month later", ", {count} months later", self.months)
        return said_n(", {count} month earlier", ", {count} months earlier", -self.months)


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
            return said("No month is closed yet, so no date has slipped.")
        by = said("By the end of {period}", period=self.period)
        if not self.later:
            return said_n(
                "{by} none of the plan’s {count} action ends in a later month than it was first promised for.",
                "{by} none of the plan’s {count} actions ends in a later month than it was first promised for.",
                self.whole,
                by=by,
            )
        count = len(self.later)
        stated = said_n(
            "{by} {count2} of the plan’s {count} action had slipped into a later month than first promised, or {was_or_were} expected to.",
            "{by} {count2} of the plan’s {count} actions had slipped into a later month than first promised, or {was_or_were} expected to.",
            self.whole,
            by=by,
            count2=count,
            was_or_were=was_or_were(count),
        )
        most = max((each.months or 0 for each in self.later), default=0)
        if most:
            names = [str(each.action) for each in self.later if each.months == most]
            stated += said_n(
                " Furthest, by {count} month: {names}.",
                " Furthest, by {count} months: {names}.",
                most,
                names=some_listed(names, "action"),
            )
        unknown = sum(each.open_ended for each in self.later)
        if unknown:
            stated += said(
                " Of {unknown} nobody can say when {unknown2} will be done.",
                unknown=unknown,
                unknown2=("it" if unknown == 1 else said("they")),
            )
        return stated


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
    return said("moved {times_words}", times_words=times_words(times))
