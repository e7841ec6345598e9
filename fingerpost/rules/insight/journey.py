"""Movement between any two months of a plan, step by step: from which class to which, action by action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import PrintedFigures
from fingerpost.rules.insight.english import Named, named
from fingerpost.rules.insight.series import follows
from fingerpost.rules.months import Period
from fingerpost.rules.movement import Movement, movement
from fingerpost.rules.said import said, said_n

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.insight.series import Series
    from fingerpost.rules.snapshot import Snapshot


class NotInOrder(ValueError):
    """The two months do not come one after the other, or there is no record of one of them."""


@dataclass(frozen=True, slots=True)
class Path:
    """The class of one action in each period, None where it was not counted (or did not exist yet)."""

    action: Named
    classes: tuple[StatusClass | None, ...]

    @property
    def changes(self) -> int:
        """How often its class changed, joining and leaving the count included."""
        return sum(one is not other for one, other in pairwise(self.classes))


@dataclass(frozen=True, slots=True)
class Journey:
    """The movement from the first of these periods to the last, and each step between.

    `paths` are the actions counted in any of the periods. `broken` tells that a period between has no record.
    `counts` and `ns` are the numbers of actions in each class and in all, at the beginning and at the end; None
    where an old report does not say. Where no action can be followed, `whole.figures_only` says why and there are
    no steps and no paths.
    """

    periods: tuple[Period, ...]
    whole: Movement
    counts: tuple[Mapping[StatusClass, int], Mapping[StatusClass, int]]
    ns: tuple[int | None, int | None]
    steps: tuple[Movement, ...] = ()
    paths: tuple[Path, ...] = ()
    broken: bool = False

    @property
    def changed(self) -> tuple[Path, ...]:
        """The actions whose class changed at any step, those that changed most often first."""
        return tuple(sorted((each for each in self.paths if each.changes), key=lambda each: -each.changes))

    def sentences(self) -> Iterator[str]:
        """How each class rose or fell from the first period to the last, then how many changed on the way."""
        if self.whole.figures_only:
            yield self.whole.figures_only
            return
        for class_ in StatusClass:
            balance = self.whole.balance(class_)
            if balance.before or balance.now:
                yield self.whole.sentence(class_)
        changed = len(self.changed)
        often = sum(each.changes > 1 for each in self.paths)
        if len(self.steps) > 1 and changed:
            yield (
                said(
                    "Over {count} {count2} changed class, joined or left; {often} did so more than once.",
                    count=said_n("{count} step", "{count} steps", len(self.steps)),
                    count2=said_n("{count} action", "{count} actions", changed),
                    often=often,
                )
            )
        if self.broken:
            yield "A month between has no record, so what happened in it is not known."


def journey(series: Series, first: Period, last: Period) -> Journey:
    """The movement between two periods, the last of the series' last plan.

    The first may be of an earlier plan, or known from an old report only: then the figures alone are compared.
    Refuses periods out of order or without a record.
    """
    known = {each.period: each for each in series.own}
    end = known.get(last)
    if end is None:
        raise NotInOrder(said("There is no record of {last} in this plan.", last=last))
    if first >= last:
        raise NotInOrder(said("{first} does not come before {last}.", first=first, last=last))
    begin = known.get(first) or next(
        (each.snapshot or each.printed for each in series.months if each.period == first), None
    )
    if begin is None:
        raise NotInOrder(said("There is no record of {first}.", first=first))
    whole = movement(begin, end)
    figures = end.figures.whole
    if isinstance(begin, PrintedFigures):
        before, n = begin.counts, begin.n
    else:
        before, n = begin.figures.whole.counts, begin.figures.whole.n
    counts, ns = (before, figures.counts), (n, figures.n)
    if whole.figures_only:
        return Journey((first, last), whole, counts, ns)
    between = [each for each in series.own if first <= each.period <= last]
    return Journey(
        periods=tuple(each.period for each in between),
        whole=whole,
        counts=counts,
        ns=ns,
        steps=tuple(movement(one, other) for one, other in pairwise(between)),
        paths=tuple(_paths(between)),
        broken=not all(follows(one, other) for one, other in pairwise(between)),
    )


def _paths(between: list[Snapshot]) -> Iterator[Path]:
    names = {each.ref: named(each) for snapshot in between for each in snapshot.actions}
    for ref, name in names.items():
        records = [snapshot.action(ref) for snapshot in between]
        classes = tuple(each.class_ if each and each.highlight is not None else None for each in records)
        if any(each is not None for each in classes):
            yield Path(name, classes)
