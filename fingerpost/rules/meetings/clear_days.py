"""Clear days' notice of a meeting: neither the day of publication nor the day of the meeting counts.

The statutes say how many; that only working days count follows practice and case law (R v Swansea City Council, ex
parte Elitestone Ltd, 1993). A council's own constitution may ask for more, so a council confirms its number and kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from fingerpost.rules.meetings.working_days import DayKind
from fingerpost.rules.nations import Nation
from fingerpost.rules.said import said, said_n

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from fingerpost.rules.meetings.working_days import Calendar


@dataclass(frozen=True, slots=True)
class Notice:
    """So many clear days of a kind."""

    days: int
    kind: DayKind = DayKind.WORKING

    def __str__(self) -> str:
        """In words: 5 clear working days."""
        if self.kind is DayKind.WORKING:
            return said_n("{count} clear working day", "{count} clear working days", self.days)
        return said_n("{count} clear day", "{count} clear days", self.days)


@dataclass(frozen=True, slots=True)
class Statute:
    """The notice that the law of a nation asks for before a meeting that is open to the public, and where it says so."""

    notice: Notice
    source: str


AGENDA_NOTICE: Mapping[Nation, Statute] = MappingProxyType(
    {
        Nation.ENGLAND: Statute(
            Notice(5),
            said(
                "Local Government Act 1972, sections 100A(6) and 100B(3), as amended by SI 2002/715: five clear days"
            ),
        ),
        Nation.WALES: Statute(
            Notice(3),
            said(
                "Local Government Act 1972, sections 100A(6)(aa) and 100B(3); Local Government and Elections (Wales) Act "
                "2021, Schedule 4: three clear days, published electronically"
            ),
        ),
        Nation.SCOTLAND: Statute(
            Notice(3),
            said("Local Government (Scotland) Act 1973, sections 50A(6) and 50B(3): three clear days"),
        ),
        Nation.NORTHERN_IRELAND: Statute(
            Notice(5),
            said(
                "Local Government Act (Northern Ireland) 2014, Part 8 (five days’ public notice) and Schedule 5, paragraph "
                "5 (three days for the summons); counted here as five clear working days, the most careful reading"
            ),
        ),
    }
)
"""The notice of agenda and reports, by nation. Each council confirms its own."""

KEY_DECISION_NOTICE = Statute(
    Notice(28, DayKind.CALENDAR),
    said(
        "Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England) Regulations 2012 "
        "(SI 2012/2089), regulation 9: 28 clear days"
    ),
)
"""The notice of a key decision of an executive in England."""


def last_day_to_publish(meeting: date, notice: Notice, calendar: Calendar) -> date:
    """The last working day on which publishing still gives this notice before a meeting."""
    first_clear = calendar.move(meeting, -notice.days, notice.kind)
    return calendar.working_day_before(first_clear - timedelta(days=1))


def clear_days_between(published: date, meeting: date, kind: DayKind, calendar: Calendar) -> int:
    """How many clear days of a kind lie between publication and a meeting; 0 where there is none."""
    between = (published + timedelta(days=each) for each in range(1, (meeting - published).days))
    return sum(calendar.counts(day, kind) for day in between)
