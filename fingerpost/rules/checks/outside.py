"""Checks on dates: before the plan, beyond it, in the wrong order, or no dates at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.rules.checks.named_months import just_before, months_named, year_about
from fingerpost.rules.checks.passages import (
    action_place,
    exception_place,
    exception_texts,
    listed,
    named,
    read,
)
from fingerpost.rules.checks.registry import Found, check
from fingerpost.rules.classes import LATE_CLASSES
from fingerpost.rules.dates import is_later
from fingerpost.rules.findings import Severity
from fingerpost.rules.numbers import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.dates import ApproximateDate
    from fingerpost.rules.draft import Draft, PrintedDate
    from fingerpost.rules.months import Month

_EXACT = re.compile(r"\d{4}-(?:0\d|1[0-2])(?:-\d\d)?[?~%]?", re.ASCII)
_NO_DATE_MEANT = re.compile(
    r"\W*|n/?a|not applicable|on-?going|continuous|rolling|recurring|monthly|quarterly|annual(?:ly)?|none",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:re-?schedul|revis|re-?programm|extend|amend|re-?dat)\w* "
    r"(?:target |completion |end |finish |delivery |due )?(?:date|deadline|timescale)s? (?:of |was |had been )?(?:the end of |end of )?$",
    re.IGNORECASE,
)
_MOVED_TO = re.compile(
    r"\b(?:extended|re-?scheduled|revised|moved|deferred|put back|postponed|re-?programmed|slipped)(?: \w+)? "
    r"(?:to|until|till) (?:the )?(?:end of |beginning of |start of )?$",
    re.IGNORECASE,
)


class _Dated(NamedTuple):
    """A date of an action or exception, with its place and its name."""

    place: str
    whose: str
    kind: str
    date: ApproximateDate


def _dates(draft: Draft) -> Iterator[_Dated]:
    """Every date that stands in a column of its own."""
    yield from _exception_dates(draft)
    yield from _row_dates(draft)


def _exception_dates(draft: Draft) -> Iterator[_Dated]:
    for each in draft.exceptions:
        columns = {"original date": each.original, "revised date": each.revised}
        yield from _of(columns, exception_place(each), named(each))


def _row_dates(draft: Draft) -> Iterator[_Dated]:
    for action in draft.actions:
        columns = {
            "start date": action.start,
            "due date": action.due,
            "revised date": action.revised,
            "completion date": action.completed,
        }
        yield from _of(columns, action_place(action), named(action))


def _of(columns: dict[str, PrintedDate | None], place: str, whose: str) -> Iterator[_Dated]:
    for kind, printed in columns.items():
        date = read(printed)
        if date is not None:
            yield _Dated(f"{place}, {kind}", whose, kind, date)


@check("D40", Severity.ERROR, "A date lies before the plan begins.")
def before_the_plan(draft: Draft) -> Iterator[Found]:
    """An action's original date is its last programmed month, which the plan fixes when it goes live; a date
    before its first month is a slip, or belongs to an earlier plan. Source: rules, Dates; Checks on
    a document (dates outside the plan).
    """
    first = draft.plan_year.first if draft.plan_year else None
    for each in _exception_dates(draft) if first is not None else ():
        latest = each.date.latest
        if latest is not None and first is not None and latest < first:
            yield Found(
                (each.place,),
                f"The {each.kind} of {each.whose}, {each.date.text}, lies before the plan begins ({first.name}).",
                {"whose": each.whose, "date": each.date.text, "plan begins": str(first)},
            )


@check("D41", Severity.WARNING, "A date lies beyond the plan's end.")
def beyond_the_plan(draft: Draft) -> Iterator[Found]:
    """What is put off beyond the plan's last month leaves the plan, and somebody must carry it to the next.
    Looked at are the dates of exceptions, and dates with a year in what is written about them. Source: rules,
    Checks on a document (dates outside the plan).
    """
    last = draft.plan_year.last if draft.plan_year else None
    if last is None:
        return
    for each in _exception_dates(draft):
        earliest, latest = each.date.earliest, each.date.latest
        if earliest is not None and (latest is None or latest > last):
            whole = "lies" if earliest > last else "runs"
            yield Found(
                (each.place,),
                f"The {each.kind} of {each.whose}, {each.date.text}, {whole} beyond the plan's end ({last.name}).",
                {"whose": each.whose, "date": each.date.text, "plan ends": str(last)},
            )
    about = year_about(draft)
    for texts in exception_texts(draft):
        for passage in (texts.box, texts.row):
            for month in months_named(passage.text, about):
                if month.month is not None and month.month > last:
                    yield Found(
                        (passage.place,),
                        f"The text of {texts.ref} speaks of {month.words}, which lies beyond the plan's end "
                        f"({last.name}).",
                        {"whose": texts.ref, "date": month.words, "plan ends": str(last)},
                    )


@check("D49", Severity.NOTE, "Rows of the tracker are due outside the plan year.")
def rows_outside_the_plan(draft: Draft) -> Iterator[Found]:
    """A tracker may run over several years; but a due date before the plan year, of an action that is not
    complete, or beyond its end, may be a slip. Source: rules, Checks on a document (dates outside the plan).
    """
    first, last = (draft.plan_year.first, draft.plan_year.last) if draft.plan_year else (None, None)
    kinds = ("due date", "revised date")
    outside = [
        each
        for each in _row_dates(draft)
        if each.kind in kinds and (_ends_before(each.date, first) or _begins_after(each.date, last))
    ]
    if outside:
        whose = dict.fromkeys(each.whose for each in outside)
        within = " to ".join(month.name for month in (first, last) if month is not None)
        yield Found(
            tuple(each.place for each in outside),
            f"{count_words(len(whose), 'action is', 'actions are')} due outside the plan year ({within}): {listed(whose)}.",
            {"actions": len(whose)},
        )


@check("D42", Severity.WARNING, "What stands for a date is no date.")
def no_date(draft: Draft) -> Iterator[Found]:
    """Words without a date leave open when an action will be done; rather than re-dated to “unknown” it should
    be suspended, with a month in which that is reviewed. “Ongoing” and the like, and empty cells, are left
    alone. The same words in several rows are one finding. Source: rules, Dates; Status of an action in a
    period; Checks on a document (revised dates that are not dates).
    """
    same: dict[tuple[str, str], list[_Dated]] = {}
    for each in _dates(draft):
        if not each.date.is_known and not _NO_DATE_MEANT.fullmatch(each.date.text.strip()):
            same.setdefault((each.kind, each.date.text), []).append(each)
    for (kind, text), dates in same.items():
        yield Found(
            tuple(each.place for each in dates),
            f"The {kind} {_whose(dates)} is not a date: “{text}”.",
            {"words": text, "times": len(dates)},
        )


@check("D43", Severity.NOTE, "A date is only approximate.")
def approximate_date(draft: Draft) -> Iterator[Found]:
    """A season, a quarter or a year is no month: lateness is worked out by its last month. The same words in
    several rows are one finding. Source: rules, Dates (approximate dates).
    """
    same: dict[tuple[str, str], list[_Dated]] = {}
    for each in _dates(draft):
        if each.date.edtf is not None and not _EXACT.fullmatch(each.date.edtf):
            same.setdefault((each.kind, each.date.text), []).append(each)
    for (kind, text), dates in same.items():
        earliest, latest = dates[0].date.earliest, dates[0].date.latest
        span = (
            f"{earliest.name} to {latest.name}"
            if earliest is not None and latest is not None
            else "open at its end"
        )
        yield Found(
            tuple(each.place for each in dates),
            f"The {kind} {_whose(dates)} is not a month but a longer time: “{text}” ({span}).",
            {"date": text, "EDTF": dates[0].date.edtf or "", "times": len(dates)},
        )


@check("D46", Severity.WARNING, "The text moves an action to another date than the revised date.")
def moved_elsewhere(draft: Draft) -> Iterator[Found]:
    """Where the text says that the action was extended or moved to a month, the revised date should be that
    month. Source: rules, Checks on a document (two texts of one action that disagree).
    """
    about = year_about(draft)
    for each, texts in zip(draft.exceptions, exception_texts(draft), strict=True):
        revised = read(each.revised)
        if revised is None or revised.earliest is None or revised.latest is None:
            continue
        possible = [revised.earliest + step for step in range(min(24, revised.latest - revised.earliest + 1))]
        for passage in (texts.box, texts.row):
            moved = [
                month
                for month in months_named(passage.text, about)
                if _MOVED_TO.search(just_before(passage.text, month.start))
            ]
            if moved and not any(month.may_be(known) for month in moved for known in possible):
                yield Found(
                    (passage.place,),
                    f"The text of {texts.ref} moves it to {moved[-1].words}; the revised date is {revised.text}.",
                    {"ref": each.ref or "", "text": moved[-1].words, "revised": revised.text},
                )


@check("D47", Severity.WARNING, "The text names an earlier revised date that has no place in the form.")
def earlier_revised_date(draft: Draft) -> Iterator[Found]:
    """An action moved twice has an original date and two revised ones. A form with room for the last only
    hides that a revised date was missed. Source: rules, Dates (the date ledger); Checks on a document.
    """
    about = year_about(draft)
    for each, texts in zip(draft.exceptions, exception_texts(draft), strict=True):
        shown = [date for date in (read(each.original), read(each.revised)) if date is not None]
        for passage in (texts.box, texts.row):
            for month in months_named(passage.text, about):
                if _MOVED.search(just_before(passage.text, month.start)) and not any(
                    date.earliest is not None
                    and date.latest is not None
                    and (month.may_be(date.earliest) or month.may_be(date.latest))
                    for date in shown
                ):
                    yield Found(
                        (passage.place,),
                        f"The text of {texts.ref} speaks of an earlier revised date, {month.words}; the form shows only "
                        f"{' and '.join(date.text for date in shown) or 'none'}.",
                        {"ref": each.ref or "", "date": month.words},
                    )


@check("D48", Severity.ERROR, "A late action's revised date is earlier than its original date.")
def revised_before_original(draft: Draft) -> Iterator[Found]:
    """An exception, or a tracker's amber or red row, is late, so its revised date cannot come before the
    original one: one of them is a slip. Source: rules, Dates; Checks on a document.
    """
    late = [
        *((exception_place(each), named(each), each.original, each.revised) for each in draft.exceptions),
        *(
            (action_place(each), named(each), each.due, each.revised)
            for each in draft.actions
            if each.status in LATE_CLASSES
        ),
    ]
    for place, name, printed, printed_again in late:
        original, revised = read(printed), read(printed_again)
        if original is not None and revised is not None and original.is_known and is_later(original, revised):
            yield Found(
                (place,),
                f"The revised date of {name}, {revised.text}, is earlier than its original date, {original.text}.",
                {"whose": name, "original": original.text, "revised": revised.text},
            )


def _whose(dates: list[_Dated]) -> str:
    return f"of {dates[0].whose}" if len(dates) == 1 else f"of {count_words(len(dates), 'action')}"


def _ends_before(date: ApproximateDate, month: Month | None) -> bool:
    return month is not None and date.latest is not None and date.latest < month


def _begins_after(date: ApproximateDate, month: Month | None) -> bool:
    return month is not None and date.earliest is not None and date.earliest > month


DATE_CHECKS = (
    before_the_plan,
    beyond_the_plan,
    rows_outside_the_plan,
    no_date,
    approximate_date,
    moved_elsewhere,
    earlier_revised_date,
    revised_before_original,
)
