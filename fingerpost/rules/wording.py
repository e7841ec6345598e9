"""The words of a report, once each: its parts, labels and statuses, and how values are put into words.

What `compose` prints, recognition of our own layout reads back, so every `…_words` function here has a
reader beside it, named `read_…`, that gives the value again. An empty value is not printed at all; a value
that is there but says nothing is printed as a dash.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from fingerpost.rules.classes import LETTER_OF_CLASS, Status, StatusClass
from fingerpost.rules.dates import parse_date
from fingerpost.rules.draft import (
    CountSource,
    FiguresPair,
    Kind,
    Mark,
    MonthCell,
    PlanYear,
    PrintedDate,
    PrintedFigures,
    StatusSource,
)
from fingerpost.rules.months import MONTH_NAMES, MONTH_NUMBERS, Month, Period, day_name
from fingerpost.rules.said import Said, said, said_n

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

LAYOUT = "Fingerpost report, layout 1"
NOTHING = "–"


class Part(StrEnum):
    """The parts of a report, as headings."""

    ABOUT = said("About this report")
    RESPONSIBLE = said("Responsible for the report")
    FIGURES = said("Figures")
    KEY = said("Key")
    CHANGES = said("Actions re-dated, suspended or withdrawn")
    MOVEMENT = said("Movement since the previous period")
    COMPLETED = said("Completed in the period")
    EXCEPTIONS = said("Exceptions")
    SCHEDULE = said("Schedule of re-dated, suspended and withdrawn actions")
    NO_UPDATE = said("Services without an update")
    OUTSIDE_BODIES = said("Outside bodies named")
    ACTIONS = said("Actions")
    RISKS = said("Corporate risks")
    RISK_LINKS = said("Links from corporate risks to sections, as printed")
    COVERING = said("Covering report")
    CONSULTEES = said("Consulted on the report")
    IMPLICATIONS = said("Implications")
    APPENDICES = said("Appendices")
    BACKGROUND_PAPERS = said("Background papers")
    FINDINGS = said("Findings of the checks")
    METHOD = said("Notes on method")
    MONTH_GRID = said("The months of every action")
    FIGURES_READ = said("The figures as read")
    LINES_READ = said("The lines of the figures as printed")
    STATUSES_READ = said("How the statuses of the actions were read")
    MARKS_READ = said("How the marks in the months were read")
    MARKS_DIFFERING = said("Months read otherwise")
    OTHER_COLUMNS = said("Other columns of the source")
    MILESTONES = said("Milestones")
    SOURCE = said("Source")
    RECORD = said("The closed record")
    FIGURES_BY = said("Figures by section, service, portfolio and priority")
    APPROVED_SINCE = said("Approved since the period ended")


class Which(StrEnum):
    """The two periods of the figures."""

    CURRENT = said("This period")
    PREVIOUS = said("Previous period")


CLASS_WORDS: dict[StatusClass, Said] = {
    StatusClass.GREEN: said("Green"),
    StatusClass.AMBER: said("Amber"),
    StatusClass.RED: said("Red"),
    StatusClass.REPROGRAMMED: said("Reprogrammed"),
    StatusClass.NOT_UPDATED: said("Not updated"),
}
CLASS_OF_WORDS: dict[str, StatusClass] = {words: class_ for class_, words in CLASS_WORDS.items()}

STATUS_WORDS: dict[Status, Said] = {
    Status.COMPLETE: said("Complete"),
    Status.ON_TARGET: said("On target"),
    Status.NOT_DUE: said("Not due"),
    Status.NOT_UPDATED: said("Not updated"),
    Status.REPROGRAMMED: said("Reprogrammed"),
    Status.AMBER: said("Amber"),
    Status.RED: said("Red"),
    Status.SUSPENDED: said("Suspended"),
    Status.WITHDRAWN: said("Withdrawn"),
}


def sides_of(pair: FiguresPair) -> dict[Which, tuple[PrintedFigures, str]]:
    """The periods of a two-period table that have figures, the previous one first, each with the words that head it:
    its month, and which it is where the month is not known, or is that of both.
    """
    both = {Which.PREVIOUS: pair.previous, Which.CURRENT: pair.current}
    months = [None if each is None else each.period for each in both.values()]
    found: dict[Which, tuple[PrintedFigures, str]] = {}
    for which, figures in both.items():
        if figures is not None:
            month = figures.period.name if figures.period else None
            same = months[0] == months[1]
            found[which] = (
                figures,
                (
                    said("{month} ({which})", month=figures.period, which=which)
                    if month and same
                    else month or which
                ),
            )
    return found


def status_word(status: Status, of_plan: Mapping[Status, str]) -> str:
    """A status in the words of its plan, or else in our own."""
    return of_plan.get(status, STATUS_WORDS[status])


def meaning_of(class_: StatusClass, amber_up_to: int) -> str:
    """What a class means, with the plan's tolerance in months between amber and red."""
    return {
        StatusClass.GREEN: said("Complete, or on target"),
        StatusClass.AMBER: said_n("Up to {count} month behind", "Up to {count} months behind", amber_up_to),
        StatusClass.RED: said_n("Over {count} month behind", "Over {count} months behind", amber_up_to),
        StatusClass.REPROGRAMMED: said("Reprogrammed, suspended or withdrawn by a decision"),
        StatusClass.NOT_UPDATED: said("No update was sent"),
    }[class_]


KIND_WORDS: dict[Kind, Said] = {
    Kind.REPORT: said("Report to a committee"),
    Kind.TRACKER: said("Table of actions"),
}
KIND_OF_WORDS: dict[str, Kind] = {words: kind for kind, words in KIND_WORDS.items()}

LEARNT_WORDS: dict[StatusSource, Said] = {
    StatusSource.WORDS: said("from the words"),
    StatusSource.FORMAT: said("from a conditional format"),
    StatusSource.FILL: said("from the cell’s colour"),
    StatusSource.PATTERN: said("from the cell’s pattern"),
    StatusSource.NONE: said("printed"),
}
LEARNT_OF_WORDS: dict[str, StatusSource] = {words: source for source, words in LEARNT_WORDS.items()}

MARK_WORDS: dict[Mark, Said] = {
    Mark.ORIGINAL: said("original month"),
    Mark.REPROGRAMMED: said("reprogrammed month"),
}
MARK_OF_WORDS: dict[str, Mark] = {words: mark for mark, words in MARK_WORDS.items()}
ORIGINAL_LETTER = "O"
OTHER_LETTER = "*"

JOINED, LEFT = said("Joined"), said("Left")
NOT_GIVEN = said("Not given")
NOT_STATED = said("Not stated")
_NOT_SAID_HOW = said("not said how")
_STATUS = re.compile(r"(?P<word>[^(]+?)(?: \((?P<how>[^:“]*?)(?:: “(?P<printed>.*)”)?\))?", re.DOTALL)


def status_words(status: StatusClass | None, source: StatusSource, printed: str | None) -> str:
    """A status in words, with how it was learnt: “Amber”, “Amber (from the cell’s colour: “orange”)”.

    The bare word means that the source prints just that word.
    """
    word = CLASS_WORDS[status] if status else NOT_STATED
    if printed is None:
        if source is StatusSource.NONE:
            return said("{status} ({how})", status=word, how=_NOT_SAID_HOW) if status else word
        return said("{status} ({how})", status=word, how=LEARNT_WORDS[source])
    if status and source is StatusSource.WORDS and printed == word:
        return word
    return said("{status} ({how}: “{words}”)", status=word, how=LEARNT_WORDS[source], words=printed)


def read_status(words: str) -> tuple[StatusClass | None, StatusSource, str | None] | None:
    """The status, how it was learnt and what was printed, from `status_words`; None for other words."""
    match = _STATUS.fullmatch(words.strip())
    if match is None or (match["word"] != NOT_STATED and match["word"] not in CLASS_OF_WORDS):
        return None
    status = CLASS_OF_WORDS.get(match["word"])
    if match["how"] is None:
        return (status, StatusSource.WORDS, match["word"]) if status else (None, StatusSource.NONE, None)
    if match["how"] == _NOT_SAID_HOW:
        return status, StatusSource.NONE, None
    source = LEARNT_OF_WORDS.get(match["how"])
    return None if source is None else (status, source, match["printed"])


_EDTF = re.compile(r"(?P<text>.*?) \[(?:EDTF (?P<edtf>\S+)|no date)\]", re.DOTALL)


def date_words(printed: PrintedDate, plan_year: Period | None) -> str:
    """A date as printed; its EDTF value beside it only where the words alone would not give that value."""
    text, edtf = printed.text, printed.edtf
    if parse_date(text, plan_year=plan_year).edtf == edtf and not _EDTF.fullmatch(text):
        return text
    return f"{text} [EDTF {edtf}]" if edtf else f"{text} [no date]"


def read_date(words: str, plan_year: Period | None) -> PrintedDate:
    """The date that `date_words` prints."""
    match = _EDTF.fullmatch(words)
    if match:
        return PrintedDate(match["text"], match["edtf"])
    return PrintedDate(words, parse_date(words, plan_year=plan_year).edtf)


def plan_period(plan_year: PlanYear | None) -> Period | None:
    """The plan year as a period, where both of its ends are known and in order."""
    if plan_year is None or plan_year.first is None or plan_year.last is None:
        return None
    return Period(plan_year.first, plan_year.last) if plan_year.first <= plan_year.last else None


def plan_year_words(plan_year: PlanYear) -> str:
    """A plan year: “July 2007 to June 2008”, “from July 2007”, “to June 2008”, or a dash."""
    first, last = plan_year.first, plan_year.last
    if first and last:
        return said("{first} to {last}", first=first, last=last)
    if first:
        return said("from {month}", month=first)
    return said("to {month}", month=last) if last else NOTHING


def read_plan_year(words: str) -> PlanYear:
    """The plan year that `plan_year_words` prints."""
    if words.startswith("from "):
        return PlanYear(read_month(words.removeprefix("from ")), None)
    first, _, last = words.partition("to ")
    return PlanYear(read_month(first), read_month(last))


_MONTH = re.compile(r"([A-Z][a-z]{2,8}) (\d{4})", re.ASCII)


def read_month(words: str) -> Month | None:
    """The month written “February 2008” or “Feb 2008”; None for other words."""
    match = _MONTH.fullmatch(words.strip())
    number = MONTH_NUMBERS.get(match[1][:3].lower()) if match else None
    if (
        match is None
        or number is None
        or match[1] not in (MONTH_NAMES[number - 1], MONTH_NAMES[number - 1][:3])
    ):
        return None
    return Month(int(match[2]), number)


_NO_CODE, _NO_TITLE = "(no code)", "(no title)"


def coded_words(code: str | None, title: str | None) -> str:
    """A code or ref with its title: “CP3: Homes”; “CP3: (no title)”; “Homes” without a code."""
    if code is not None:
        return f"{code}: {_NO_TITLE if title is None else title}"
    if title is None:
        return NOTHING
    return f"{_NO_CODE}: {title}" if ": " in title or title == NOTHING else title


def read_coded(words: str) -> tuple[str | None, str | None]:
    """The code and title that `coded_words` prints."""
    if words == NOTHING:
        return None, None
    if ": " not in words:
        return None, words
    code, _, title = words.partition(": ")
    return (None if code == _NO_CODE else code), (None if title == _NO_TITLE else title)


def other_label(name: str) -> str:
    """The column of a sheet that holds a column of the source's own."""
    return f"In the source: {name}"


def day_words(day: date) -> str:
    """A day as councils write it: 30 April 2008."""
    return day_name(day)


def read_day(words: str) -> date | None:
    """The day written as `day_words` does; None for other words."""
    number, _, month_words = words.partition(" ")
    month = read_month(month_words)
    if month is None or not number.isdecimal() or not 1 <= int(number) <= month.last_day.day:
        return None
    return month.first_day.replace(day=int(number))


N_SOURCE_WORDS: dict[CountSource, Said] = {
    CountSource.PRINTED: said("as printed"),
    CountSource.SUM: said("the sum of the table"),
}
N_SOURCE_OF_WORDS: dict[str, CountSource] = {words: source for source, words in N_SOURCE_WORDS.items()}
UNDERLINED = said("underlined")
NONE_MARKED = said("none marked")
UNMARKED = "·"
EXCEPTION_ENTRY = said("Exception")
ACTION_ENTRY = said("Action")
NO_SECTION = said("Actions without a section")


def letter_of_month(cell: MonthCell) -> str:
    """What a month shows: the letter of its class, else P for reprogrammed, O for original, * for anything else printed."""
    if cell.status:
        return LETTER_OF_CLASS[cell.status]
    if cell.mark is Mark.REPROGRAMMED:
        return LETTER_OF_CLASS[StatusClass.REPROGRAMMED]
    if cell.mark is Mark.ORIGINAL:
        return ORIGINAL_LETTER
    return "" if cell == MonthCell() else OTHER_LETTER


def path_words(path: Iterable[str]) -> str:
    """The sections above an action, the outermost first: “CP3: Homes › 3.2 Empty homes”."""
    return " › ".join(path) or NO_SECTION


def read_path(words: str) -> tuple[str, ...]:
    """The sections that `path_words` joins."""
    return () if words == NO_SECTION else tuple(words.split(" › "))


def names_words(names: Iterable[str]) -> str:
    """Several names, codes or texts in one field."""
    return "; ".join(names)


def read_names(words: str) -> tuple[str, ...]:
    """The names that `names_words` joins."""
    return tuple(each.strip() for each in words.split(";") if each.strip())


def share_words(share: str) -> str:
    """A share as printed in per cent, with its sign."""
    return f"{share}%"


def months_moved_words(months: int) -> str:
    """How far dates moved: “3 months later”, “1 month earlier”, “not at all”."""
    if months == 0:
        return said("not at all")
    if months > 0:
        return said_n("{count} month later", "{count} months later", months)
    return said_n("{count} month earlier", "{count} months earlier", -months)
