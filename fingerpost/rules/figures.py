"""The figures of a period: counts, shares and their rounding (rules: Classes and figures)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fingerpost.rules.classes import StatusClass

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
