"""Checks on the rows of a tracker."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fingerpost.rules.checks.passages import action_place, listed, named, read
from fingerpost.rules.checks.registry import Found, check
from fingerpost.rules.classes import LATE_CLASSES, StatusClass
from fingerpost.rules.dates import is_later
from fingerpost.rules.draft import StatusSource
from fingerpost.rules.findings import Severity
from fingerpost.rules.numbers import count_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fingerpost.rules.dates import ApproximateDate
    from fingerpost.rules.draft import Draft, DraftAction

_SAYS_COMPLETE = re.compile(
    r"(?:fully |action |task |now )?(?:complete|completed|done|finished|closed|achieved|delivered|implemented|100% complete)\b"
    r"(?! (?:to|by|in part|except|apart|bar)\b)",
    re.IGNORECASE,
)
_SAYS_ON_COURSE = re.compile(
    r"\b(?:on (?:target|track|schedule|course|time|plan)|in progress)\b", re.IGNORECASE
)
_ONGOING = re.compile(r"\b(?:on-?going|continuous|recurring|rolling)\b", re.IGNORECASE)


@check("D70", Severity.WARNING, "Actions have no status.")
def row_without_status(draft: Draft) -> Iterator[Found]:
    """Looked at only where other rows of the tracker have one, so that it has a column for it. Source: rules,
    Checks on a document (status missing).
    """
    yield from _lacking(
        draft,
        lambda each: each.status is not None or bool(each.printed) or bool(each.months),
        "no status",
    )


@check("D71", Severity.WARNING, "Actions have no lead.")
def row_without_lead(draft: Draft) -> Iterator[Found]:
    """Looked at only where other rows of the tracker name one. Source: rules, Checks (without who)."""
    yield from _lacking(draft, lambda each: any(who.strip() for who in each.lead), "no lead")


@check("D72", Severity.WARNING, "Actions have no due date.")
def row_without_due_date(draft: Draft) -> Iterator[Found]:
    """An action without any date is refused when a plan goes live unless it is marked ongoing, in whatever column.
    Looked at only where other rows have a date. Source: rules, Dates.
    """
    yield from _lacking(draft, lambda each: _has_date(each) or _is_ongoing(each), "no due date")


@check("D73", Severity.WARNING, "Amber or red actions have no comment.")
def late_without_comment(draft: Draft) -> Iterator[Found]:
    """Each exception must carry a reason for slippage and a corrective action. Looked at only where other rows
    have a comment. Source: rules, Exceptions and the exception report.
    """
    if any(each.comment for each in draft.actions):
        without = [each for each in draft.actions if each.status in LATE_CLASSES and not each.comment]
        yield from _together(without, f"amber or red and {_has(without)} no comment")


@check("D74", Severity.WARNING, "Complete actions have no completion date.")
def complete_without_date(draft: Draft) -> Iterator[Found]:
    """Looked at only where other rows have a completion date. Source: rules, Status of an action in a period
    (complete on a date).
    """
    if any(each.completed and each.completed.text for each in draft.actions):
        without = [each for each in draft.actions if _says_complete(each) and read(each.completed) is None]
        yield from _together(without, f"complete and {_has(without)} no completion date")


@check("D75", Severity.ERROR, "A completion date lies after the period.")
def completed_in_the_future(draft: Draft) -> Iterator[Found]:
    """Nothing can have been completed after the period's end; such a date is an expected one. Looked at only
    where the period is known. Source: rules, Status of an action in a period.
    """
    for each in draft.actions if draft.period is not None else ():
        completed = read(each.completed)
        earliest = None if completed is None else completed.earliest
        if (
            completed is not None
            and earliest is not None
            and draft.period is not None
            and earliest > draft.period
        ):
            yield Found(
                (action_place(each),),
                f"{named(each)} has the completion date {completed.text}, after the period ({draft.period.name}).",
                {"ref": each.ref or "", "completed": completed.text, "period": str(draft.period)},
            )


@check("D76", Severity.ERROR, "An action is said to be complete, and not to be.")
def complete_and_not(draft: Draft) -> Iterator[Found]:
    """The words of the status, the completion date, and the per cent complete are one fact told three times.
    A completion date after the period is a finding of its own. Source: rules, Checks on a document.
    """
    for each in draft.actions:
        against = None
        if _says_complete(each) and each.percent is not None and each.percent < 100:
            against = f"is marked {each.printed} but {each.percent}% complete"
        elif (
            each.percent == 100
            and each.status is not None
            and not _says_complete(each)
            and _is_unfinished(each)
        ):
            against = f"is 100% complete but marked {each.printed or each.status}"
        elif _is_unfinished(each) and _completed_within(draft, each):
            date = each.completed.text if each.completed else ""
            against = f"has the completion date {date} but is marked {each.printed or each.status}"
        if against is not None:
            yield Found(
                (action_place(each),),
                f"{named(each)} {against}.",
                {"ref": each.ref or "", "status": each.printed or str(each.status)},
            )


@check("D77", Severity.ERROR, "An action is due before it starts.")
def due_before_start(draft: Draft) -> Iterator[Found]:
    """Compared by day only if both are days, else by month. Source: rules, Dates."""
    for each in draft.actions:
        start, due = read(each.start), read(each.due)
        if _is_before(due, start):
            yield Found(
                (action_place(each),),
                f"{named(each)} is due {_text(due)}, before it starts ({_text(start)}).",
                {"ref": each.ref or "", "start": _text(start), "due": _text(due)},
            )


@check("D78", Severity.NOTE, "A revised date is earlier than the due date.")
def revised_before_due(draft: Draft) -> Iterator[Found]:
    """An action may be brought forward; otherwise one of the dates is a slip, or the columns are swapped. Where
    the action is late it is an error of its own (D48).
    Source: rules, Dates (the date ledger).
    """
    for each in draft.actions:
        due, revised = read(each.due), read(each.revised)
        if each.status not in LATE_CLASSES and _is_before(revised, due):
            yield Found(
                (action_place(each),),
                f"The revised date of {named(each)}, {_text(revised)}, is earlier than its due date, {_text(due)}.",
                {"ref": each.ref or "", "due": _text(due), "revised": _text(revised)},
            )


@check("D79", Severity.ERROR, "An action is overdue at the period's end, yet said to be on course.")
def overdue_but_on_course(draft: Draft) -> Iterator[Found]:
    """An action whose latest date lies before the period's month is late unless it is complete. Found only
    where the status says in words that the work goes on as planned, or where it is green, not said to be
    complete, and the tracker records completion elsewhere. Source: rules, Status of an action in a period.
    """
    if draft.period is None:
        return
    records = any((each.completed and each.completed.text) or _says_complete(each) for each in draft.actions)
    for each in draft.actions:
        date = read(each.revised) or read(each.due)
        latest = None if date is None else date.latest
        if latest is None or latest >= draft.period or each.status is not StatusClass.GREEN:
            continue
        complete = _says_complete(each) or each.percent == 100 or bool(each.completed and each.completed.text)
        if not complete and (records or _SAYS_ON_COURSE.search(each.printed or "")):
            yield Found(
                (action_place(each),),
                f"{named(each)} was due {_text(date)} and is not said to be complete, yet is marked "
                f"{each.printed or each.status} in a tracker for {draft.period.name}.",
                {"ref": each.ref or "", "due": _text(date), "status": each.printed or str(each.status)},
            )


@check("D80", Severity.NOTE, "Actions have no ref.")
def row_without_ref(draft: Draft) -> Iterator[Found]:
    """Looked at only where other rows have one. Without a ref an action cannot be followed from month to month.
    Source: rules, Words (action).
    """
    yield from _lacking(draft, lambda each: bool(each.ref), "no ref")


@check("D81", Severity.NOTE, "Only a colour gives the status of actions.")
def row_colour_alone(draft: Draft) -> Iterator[Found]:
    """A status that stands in no words is lost in a black and white print, in a text copy and to a reader who
    does not see the colour (WCAG 2.2, 1.4.1 Use of Color). Source: rules, Checks on a document.
    """
    coloured = [
        each
        for each in draft.actions
        if each.status_source in (StatusSource.FILL, StatusSource.PATTERN, StatusSource.FORMAT)
        and not each.printed
    ]
    if coloured:
        yield Found(
            tuple(map(action_place, coloured)),
            f"Only a colour or pattern gives the status of {count_words(len(coloured), 'action')} "
            f"({listed(map(named, coloured))}); write it in words as well.",
            {"by colour": len(coloured), "actions": len(draft.actions)},
        )


def _lacking(draft: Draft, has: Callable[[DraftAction], bool], what: str) -> Iterator[Found]:
    """The rows without something, in one finding, where at least one row has it."""
    without = [each for each in draft.actions if not has(each)]
    if without and len(without) < len(draft.actions):
        yield Found(
            tuple(map(action_place, without)),
            f"{count_words(len(without), 'action')} of {len(draft.actions)} "
            f"{_has(without)} {what}: {listed(map(named, without))}.",
            {"without": len(without), "actions": len(draft.actions)},
        )


def _together(rows: list[DraftAction], are: str) -> Iterator[Found]:
    if rows:
        verb = "is" if len(rows) == 1 else "are"
        yield Found(
            tuple(map(action_place, rows)),
            f"{count_words(len(rows), 'action')} {verb} {are}: {listed(map(named, rows))}.",
            {"actions": len(rows)},
        )


def _has_date(each: DraftAction) -> bool:
    return bool((each.due and each.due.text) or (each.revised and each.revised.text))


def _is_ongoing(each: DraftAction) -> bool:
    """Whether any words of a row say that the action goes on."""
    return any(
        _ONGOING.search(words) for words in (each.printed or "", each.comment or "", *each.other.values())
    )


def _has(rows: list[DraftAction]) -> str:
    return "has" if len(rows) == 1 else "have"


def _says_complete(each: DraftAction) -> bool:
    return _SAYS_COMPLETE.match((each.printed or "").strip()) is not None


def _is_unfinished(each: DraftAction) -> bool:
    """Whether the status can only be that of an action that is not complete."""
    on_course = _SAYS_ON_COURSE.search(each.printed or "") is not None
    return not _says_complete(each) and (each.status in LATE_CLASSES or on_course)


def _completed_within(draft: Draft, each: DraftAction) -> bool:
    completed = read(each.completed)
    latest = None if completed is None else completed.latest
    return latest is not None and draft.period is not None and latest <= draft.period


def _is_before(one: ApproximateDate | None, other: ApproximateDate | None) -> bool:
    """Whether one known date lies before another, each taken at its best: its latest against the earliest."""
    if one is None or other is None or one.latest is None or other.earliest is None:
        return False
    if one.day is not None and other.day is not None:
        return is_later(other, one)
    return one.latest < other.earliest


def _text(date: ApproximateDate | None) -> str:
    return "" if date is None else date.text


TRACKER_CHECKS = (
    row_without_status,
    row_without_lead,
    row_without_due_date,
    late_without_comment,
    complete_without_date,
    completed_in_the_future,
    complete_and_not,
    due_before_start,
    revised_before_due,
    overdue_but_on_course,
    row_without_ref,
    row_colour_alone,
)
