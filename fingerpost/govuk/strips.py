"""A strip of months: what was programmed, what was reprogrammed, and how each month turned out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fingerpost.govuk.filters import HasStatusWords, status_word
from fingerpost.rules.months import Month

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from fingerpost.rules.months import Period


@dataclass(frozen=True, slots=True)
class Cell:
    """A month of a strip. `status` is that of the closed period, "" where there is none; `original` marks a
    programmed month, `moved` a reprogrammed one, `now` the period that the page is about.
    """

    month: Month
    status: str = ""
    original: bool = False
    moved: bool = False
    now: bool = False

    def words(self, plan: HasStatusWords | None = None) -> str:
        """All that the cell shows, for who cannot see it: "Amber, programmed month, this period"."""
        parts = [
            status_word(self.status, plan) if self.status else "",
            _("programmed month") if self.original else "",
            _("reprogrammed month") if self.moved else "",
            _("this period") if self.now else "",
        ]
        return ", ".join(filter(None, parts)) or _("nothing programmed")


def cells(
    months: Iterable[Month],
    *,
    programmed: Collection[Month] = (),
    reprogrammed: Collection[Month] = (),
    statuses: Mapping[Month, str] | None = None,
    now: Period | None = None,
) -> tuple[Cell, ...]:
    """The strip of these months."""
    known = statuses or {}
    return tuple(
        Cell(
            month,
            status=known.get(month, ""),
            original=month in programmed,
            moved=month in reprogrammed,
            now=now is not None and month in now,
        )
        for month in months
    )
