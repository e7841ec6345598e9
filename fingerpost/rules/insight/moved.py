"""How often dates were moved by a decision, and how far: by action, section, service and reason."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.rules.dates.approximate import ApproximateDate
from fingerpost.rules.dates.ledger import Revision
from fingerpost.rules.insight.english import Named, is_or_are, named, some_listed, times_words
from fingerpost.rules.insight.series import shown_sections
from fingerpost.rules.months import Period
from fingerpost.rules.said import said, said_n
from fingerpost.rules.wording import coded_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fingerpost.rules.decisions import ReasonCode
    from fingerpost.rules.insight.series import Series
    from fingerpost.rules.snapshot import ActionRecord


@dataclass(frozen=True, slots=True)
class Move:
    """One date moved: from where to where, by how many months (None where either is not known), and by which decision."""

    action: Named
    section: str
    service: str | None
    from_date: ApproximateDate | None
    to_date: ApproximateDate
    months: int | None
    revision: Revision

    @property
    def reason(self) -> ReasonCode | None:
        """The reason given, as a code; None where none was."""
        return self.revision.reason


@dataclass(frozen=True, slots=True)
class MovedActions:
    """Moves taken together. `name` is None for those without a service or a reason."""

    name: str | None
    moves: tuple[Move, ...]

    @property
    def actions(self) -> tuple[Named, ...]:
        """The actions whose dates were moved, each once."""
        return tuple(dict.fromkeys(each.action for each in self.moves))

    @property
    def times(self) -> int:
        """How often a date was moved."""
        return len(self.moves)

    @property
    def months(self) -> int:
        """By how many months together, so far as they are known; dates brought forward count against it."""
        return sum(each.months or 0 for each in self.moves)


@dataclass(frozen=True, slots=True)
class Moves:
    """Every move of a date in the plan, and the same by action, section, service and reason: the most often first."""

    period: Period | None
    whole: int
    all: MovedActions
    by_action: tuple[MovedActions, ...] = ()
    by_section: tuple[MovedActions, ...] = ()
    by_service: tuple[MovedActions, ...] = ()
    by_reason: tuple[MovedActions, ...] = ()

    def sentence(self) -> str:
        """How many dates were moved, how far, and what was given as the reason most often."""
        if self.period is None:
            return said("No month is closed yet, so no date was moved.")
        by = said("By the end of {period}", period=self.period)
        if not self.all.moves:
            return said_n(
                "{by} no date of the plan’s {count} action had been moved by a decision.",
                "{by} no date of the plan’s {count} actions had been moved by a decision.",
                self.whole,
                by=by,
            )
        count = len(self.all.actions)
        dates = said_n("the date of {count}", "the dates of {count}", count)
        months = self.all.months
        far = (
            said_n(", by {count} month together", ", by {count} months together", months)
            if months > 0
            else said_n(", {count} month earlier together", ", {count} months earlier together", -months)
            if months < 0
            else ""
        )
        stated = said_n(
            "{by} {dates} of the plan’s {count} action had been moved by a decision, {times_words} in all{far}.",
            "{by} {dates} of the plan’s {count} actions had been moved by a decision, {times_words} in all{far}.",
            self.whole,
            by=by,
            dates=dates,
            times_words=times_words(self.all.times),
            far=far,
        )
        given = [each for each in self.by_reason if each.name is not None]
        if given:
            most = [str(each.name) for each in given if each.times == given[0].times]
            reasons = "The reason" if len(most) == 1 else "The reasons"
            stated += said(
                " {reasons} most often given {is_or_are} {most} ({times_words}{count}).",
                reasons=reasons,
                is_or_are=is_or_are(len(most)),
                most=some_listed(most, "reason"),
                times_words=times_words(given[0].times),
                count=(said(" each") if len(most) > 1 else ""),
            )
        return stated


def moves_of(series: Series) -> Moves:
    """Every move of a date in the last plan, as decided by the end of the series."""
    last = series.last
    if last is None:
        return Moves(None, 0, MovedActions(None, ()))
    moves = tuple(move for action in last.actions for move in _moves(action))
    sections = {code: coded_words(each.code, each.title) for code, each in shown_sections(last).items()}
    return Moves(
        period=last.period,
        whole=len(last.actions),
        all=MovedActions(None, moves),
        by_action=_groups(moves, lambda each: str(each.action)),
        by_section=_groups(moves, lambda each: sections[each.section]),
        by_service=_groups(moves, lambda each: each.service),
        by_reason=_groups(moves, lambda each: None if each.reason is None else each.reason.value),
    )


def _moves(action: ActionRecord) -> Iterator[Move]:
    at = action.ledger.original
    moved = action.ledger.moves
    for revision in action.ledger.revisions:
        to = revision.new_date
        if to is None:
            continue
        if any(each is revision for each in moved):
            known = at is not None and at.latest is not None and to.latest is not None
            months = to.latest - at.latest if known else None  # type: ignore[union-attr,operator]  # `known` says so
            yield Move(named(action), action.section, action.service, at, to, months, revision)
        at = to


def _groups(moves: tuple[Move, ...], name_of: Callable[[Move], str | None]) -> tuple[MovedActions, ...]:
    """The moves by a name of theirs: the most often moved first, then the furthest, then as they come."""
    groups: defaultdict[str | None, list[Move]] = defaultdict(list)
    for each in moves:
        groups[name_of(each)].append(each)
    made = [MovedActions(name, tuple(those)) for name, those in groups.items()]
    return tuple(sorted(made, key=lambda each: (-each.times, -each.months)))
