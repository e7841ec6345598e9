"""Bank holidays as data, for each calendar of the United Kingdom and each year that is covered.

Source: the list on https://www.gov.uk/bank-holidays (the days of the Banking and Financial Dealings Act 1971, with
substitute days, and those appointed by proclamation: for Scotland also 15 June 2026). A year that stands here is whole.
A year that does not is not guessed: whoever counts over it is refused with its number.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from fingerpost.rules.nations import Nation
from fingerpost.rules.said import said

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE = "https://www.gov.uk/bank-holidays"
"""Where the days were taken from."""


class YearNotCovered(ValueError):
    """The bank holidays of this year are not known here; `year` says which."""

    def __init__(self, year: int, nation: Nation) -> None:
        super().__init__(
            said(
                "The bank holidays of {year} are not known here for {nation}, so days in it cannot be counted.",
                year=year,
                nation=nation,
            )
        )
        self.year = year


_NEW_YEAR, _GOOD_FRIDAY, _EASTER = said("New Year’s Day"), said("Good Friday"), said("Easter Monday")
_EARLY_MAY, _SPRING, _SUMMER = (
    said("Early May bank holiday"),
    said("Spring bank holiday"),
    said("Summer bank holiday"),
)
_CHRISTMAS, _BOXING = said("Christmas Day"), said("Boxing Day")
_SECOND, _ANDREW = said("2nd January"), said("St Andrew’s Day")
_PATRICK, _BOYNE = said("St Patrick’s Day"), said("Battle of the Boyne (Orangemen’s Day)")


def _instead(holiday: str) -> str:
    return said("{holiday} (substitute day)", holiday=holiday)


_ENGLAND_AND_WALES = (
    ("2024-01-01", _NEW_YEAR),
    ("2024-03-29", _GOOD_FRIDAY),
    ("2024-04-01", _EASTER),
    ("2024-05-06", _EARLY_MAY),
    ("2024-05-27", _SPRING),
    ("2024-08-26", _SUMMER),
    ("2024-12-25", _CHRISTMAS),
    ("2024-12-26", _BOXING),
    ("2025-01-01", _NEW_YEAR),
    ("2025-04-18", _GOOD_FRIDAY),
    ("2025-04-21", _EASTER),
    ("2025-05-05", _EARLY_MAY),
    ("2025-05-26", _SPRING),
    ("2025-08-25", _SUMMER),
    ("2025-12-25", _CHRISTMAS),
    ("2025-12-26", _BOXING),
    ("2026-01-01", _NEW_YEAR),
    ("2026-04-03", _GOOD_FRIDAY),
    ("2026-04-06", _EASTER),
    ("2026-05-04", _EARLY_MAY),
    ("2026-05-25", _SPRING),
    ("2026-08-31", _SUMMER),
    ("2026-12-25", _CHRISTMAS),
    ("2026-12-28", _instead(_BOXING)),
    ("2027-01-01", _NEW_YEAR),
    ("2027-03-26", _GOOD_FRIDAY),
    ("2027-03-29", _EASTER),
    ("2027-05-03", _EARLY_MAY),
    ("2027-05-31", _SPRING),
    ("2027-08-30", _SUMMER),
    ("2027-12-27", _instead(_CHRISTMAS)),
    ("2027-12-28", _instead(_BOXING)),
)
_SCOTLAND = (
    ("2024-01-01", _NEW_YEAR),
    ("2024-01-02", _SECOND),
    ("2024-03-29", _GOOD_FRIDAY),
    ("2024-05-06", _EARLY_MAY),
    ("2024-05-27", _SPRING),
    ("2024-08-05", _SUMMER),
    ("2024-12-02", _instead(_ANDREW)),
    ("2024-12-25", _CHRISTMAS),
    ("2024-12-26", _BOXING),
    ("2025-01-01", _NEW_YEAR),
    ("2025-01-02", _SECOND),
    ("2025-04-18", _GOOD_FRIDAY),
    ("2025-05-05", _EARLY_MAY),
    ("2025-05-26", _SPRING),
    ("2025-08-04", _SUMMER),
    ("2025-12-01", _instead(_ANDREW)),
    ("2025-12-25", _CHRISTMAS),
    ("2025-12-26", _BOXING),
    ("2026-01-01", _NEW_YEAR),
    ("2026-01-02", _SECOND),
    ("2026-04-03", _GOOD_FRIDAY),
    ("2026-05-04", _EARLY_MAY),
    ("2026-05-25", _SPRING),
    ("2026-06-15", said("World Cup bank holiday")),
    ("2026-08-03", _SUMMER),
    ("2026-11-30", _ANDREW),
    ("2026-12-25", _CHRISTMAS),
    ("2026-12-28", _instead(_BOXING)),
    ("2027-01-01", _NEW_YEAR),
    ("2027-01-04", _instead(_SECOND)),
    ("2027-03-26", _GOOD_FRIDAY),
    ("2027-05-03", _EARLY_MAY),
    ("2027-05-31", _SPRING),
    ("2027-08-02", _SUMMER),
    ("2027-11-30", _ANDREW),
    ("2027-12-27", _instead(_CHRISTMAS)),
    ("2027-12-28", _instead(_BOXING)),
)
_OF_NORTHERN_IRELAND = (
    ("2024-03-18", _instead(_PATRICK)),
    ("2024-07-12", _BOYNE),
    ("2025-03-17", _PATRICK),
    ("2025-07-14", _instead(_BOYNE)),
    ("2026-03-17", _PATRICK),
    ("2026-07-13", _instead(_BOYNE)),
    ("2027-03-17", _PATRICK),
    ("2027-07-12", _BOYNE),
)
"""Northern Ireland keeps the days of England and Wales and these."""


def _days(rows: tuple[tuple[str, str], ...]) -> Mapping[date, str]:
    return MappingProxyType({date.fromisoformat(day): name for day, name in sorted(rows)})


BANK_HOLIDAYS: Mapping[Nation, Mapping[date, str]] = MappingProxyType(
    {
        Nation.ENGLAND: _days(_ENGLAND_AND_WALES),
        Nation.WALES: _days(_ENGLAND_AND_WALES),
        Nation.SCOTLAND: _days(_SCOTLAND),
        Nation.NORTHERN_IRELAND: _days((*_ENGLAND_AND_WALES, *_OF_NORTHERN_IRELAND)),
    }
)
"""Every bank holiday of the years covered, with its name, for each nation."""

YEARS = (2024, 2025, 2026, 2027)
"""The years that are covered, for every nation."""
