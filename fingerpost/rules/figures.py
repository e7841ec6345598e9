"""The figures of a period: counts, shares and their rounding (rules: Classes and figures)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.policies import Rounding
from fingerpost.rules.said import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from fingerpost.rules.snapshot import ActionRecord, Section

_HUNDRED = 1000
"""A hundred per cent, in tenths."""


class NoShare(ValueError):
    """There is no share of nothing, and none beyond the whole."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one group of highlighted actions, N of them. Shares are text, in per cent.

    `shares` is empty where N is 0. `green_share_not_reprogrammed` is green/(N − class reprogrammed), with
    that basis in `n_not_reprogrammed`; it is None where the basis is 0. `green_ever_redated` counts the
    green actions whose date was ever moved.
    """

    n: int
    counts: Mapping[StatusClass, int] = field(default_factory=dict)
    shares: Mapping[StatusClass, str] = field(default_factory=dict)
    n_not_reprogrammed: int = 0
    green_share_not_reprogrammed: str | None = None
    green_ever_redated: int = 0


@dataclass(frozen=True, slots=True)
class FiguresOf:
    """The figures of one section (by its code), service, portfolio or priority; None where none is named."""

    name: str | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class AllFigures:
    """The figures of a period, whole and split. A section's figures include those of its sub-sections."""

    whole: Figures
    by_section: tuple[FiguresOf, ...] = ()
    by_service: tuple[FiguresOf, ...] = ()
    by_portfolio: tuple[FiguresOf, ...] = ()
    by_priority: tuple[FiguresOf, ...] = ()


def share(count: int, n: int, places: int = 1) -> str:
    """The share count/n in per cent, rounded half up to so many decimals. Refuses N below 1 and counts beyond N."""
    if not 0 <= count <= n or n == 0:
        raise NoShare(said("There is no share of {count} in {n}.", count=count, n=n))
    whole = 100 * 10**places
    return _decimal((2 * whole * count + n) // (2 * n), places)


def adjusted_shares(counts: Mapping[StatusClass, int]) -> dict[StatusClass, str]:
    """The shares of all classes, adjusted to add to 100.0 by the largest remainder.

    Of equal remainders the earlier class comes first. Refuses counts that add to nothing.
    """
    n = sum(counts.values())
    if n == 0:
        raise NoShare(said("There are no shares of nothing."))
    tenths = {each: _HUNDRED * count // n for each, count in counts.items()}
    by_remainder = sorted(counts, key=lambda each: -(_HUNDRED * counts[each] % n))
    for each in by_remainder[: _HUNDRED - sum(tenths.values())]:
        tenths[each] += 1
    return {each: _decimal(value, 1) for each, value in tenths.items()}


def figures_of(actions: Iterable[ActionRecord], rounding: Rounding = Rounding.HALF_UP) -> Figures:
    """The figures of these actions, so far as they are highlighted."""
    counted = [(each.class_, each.ledger.times_moved) for each in actions if each.highlight is not None]
    counts = {each: sum(class_ is each for class_, _ in counted) for each in StatusClass}
    n = len(counted)
    green = counts[StatusClass.GREEN]
    settled = n - counts[StatusClass.REPROGRAMMED]
    if n == 0:
        shares: dict[StatusClass, str] = {}
    elif rounding is Rounding.ADJUSTED:
        shares = adjusted_shares(counts)
    else:
        shares = {each: share(count, n) for each, count in counts.items()}
    return Figures(
        n=n,
        counts=counts,
        shares=shares,
        n_not_reprogrammed=settled,
        green_share_not_reprogrammed=share(green, settled) if settled else None,
        green_ever_redated=sum(class_ is StatusClass.GREEN and moved > 0 for class_, moved in counted),
    )


def all_figures(
    actions: tuple[ActionRecord, ...], sections: tuple[Section, ...], rounding: Rounding = Rounding.HALF_UP
) -> AllFigures:
    """The figures of a period, whole, and by section, service, portfolio and priority."""
    by_code = {each.code: each for each in sections}
    above = {each.code: tuple(_upwards(each, by_code)) for each in sections}
    within: defaultdict[str, list[ActionRecord]] = defaultdict(list)
    for action in actions:
        for code in {each.code for each in above[action.section]}:
            within[code].append(action)

    def portfolio_of(action: ActionRecord) -> str | None:
        return next((each.portfolio for each in above[action.section] if each.portfolio), None)

    def split(name_of: Callable[[ActionRecord], str | None]) -> tuple[FiguresOf, ...]:
        groups: defaultdict[str | None, list[ActionRecord]] = defaultdict(list)
        for action in actions:
            groups[name_of(action)].append(action)
        names = sorted(groups, key=lambda name: (name is None, name or ""))
        return tuple(FiguresOf(name, figures_of(groups[name], rounding)) for name in names)

    return AllFigures(
        whole=figures_of(actions, rounding),
        by_section=tuple(
            FiguresOf(section.code, figures_of(within[section.code], rounding)) for section in sections
        ),
        by_service=split(lambda action: action.service),
        by_portfolio=split(portfolio_of),
        by_priority=split(lambda action: action.priority),
    )


def _upwards(section: Section, by_code: Mapping[str, Section]) -> Iterator[Section]:
    """The section, then the one above it, to the top."""
    at: Section | None = section
    for _ in by_code:  # no chain of sections is longer than all of them, even one that runs in a circle
        if at is not None:
            yield at
            at = by_code.get(at.parent or "")


def _decimal(units: int, places: int) -> str:
    """Units of the last place as a decimal number: 884 and 1 give 88.4."""
    digits = str(units).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits
