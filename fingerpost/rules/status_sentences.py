"""The sentences that give the reason for a status, fit for the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.rules.dates.approximate import ApproximateDate, is_later, on_day
from fingerpost.rules.numbers import NUMBER_WORDS

if TYPE_CHECKING:
    from datetime import date

    from fingerpost.rules.classes import Status
    from fingerpost.rules.dates.ledger import DateLedger, Revision
    from fingerpost.rules.months import Period
    from fingerpost.rules.updates import Declared

_LARGEST_IN_WORDS = 12


def number(count: int) -> str:
    """A count in words up to twelve, in figures beyond."""
    return NUMBER_WORDS[count] if count <= _LARGEST_IN_WORDS else str(count)


def months(count: int) -> str:
    """So many months: one month, two months."""
    return f"{number(count)} month{'' if count == 1 else 's'}"


def days(count: int) -> str:
    """So many days: one day, two days."""
    return f"{number(count)} day{'' if count == 1 else 's'}"


def withdrawn(withdrawal: Revision) -> str:
    """Who withdrew the action, and when."""
    return f"Withdrawn {_by(withdrawal)}."


def suspended(suspension: Revision) -> str:
    """Who suspended the action, when, and until when."""
    if suspension.resume_month is not None:
        return f"Suspended {_by(suspension)}, until the start of {suspension.resume_month.name}."
    review = suspension.review_month
    return f"Suspended {_by(suspension)}{f', to be reviewed in {review.name}' if review else ''}."


def review_overdue(suspension: Revision) -> str:
    """That a suspension went past its review without a decision."""
    review = suspension.review_month
    named = f" in {review.name}" if review else ""
    return f"Suspended {_by(suspension)}; the review due{named} has brought no decision."


def _by(revision: Revision) -> str:
    decision = revision.decision
    if decision is None:
        return "before the plan was taken over"
    minute = f" (minute {decision.minute})" if decision.minute else ""
    return f"by {decision.by} on {on_day(decision.decided_on).text}{minute}"


def completed(day: date, current: ApproximateDate | None) -> str:
    """When the action was completed, and how that stands against its current date."""
    done = on_day(day)
    if current is None:
        return f"Completed on {done.text}."
    if not is_later(done, current):
        return f"Completed on {done.text}; due {current.spoken}."
    return f"Completed on {done.text}, {_behind(done, current, 'late')}; due {current.spoken}."


def reprogrammed(ledger: DateLedger, period: Period) -> str:
    """From when to when the action was moved by approval."""
    return f"{_due(ledger)}; not yet due at the end of {period.last.name}."


def ongoing(period: Period) -> str:
    """That an action without a date has nothing to be late by."""
    return f"Ongoing, without a date; nothing was late at the end of {period.last.name}."


def on_target(ledger: DateLedger, expected: ApproximateDate | None) -> str:
    """By when the action is due, and expected if that is another date."""
    return f"{_due(ledger)}; {'on course' if expected is None else f'expected {expected.spoken}'}."


def late(
    ledger: DateLedger, period: Period, due: ApproximateDate, expected: ApproximateDate, *, given: bool
) -> str:
    """How far behind its current date the action is; `given` is False where no lead said when to expect it."""
    if due.latest is not None and due.latest > period.last:
        warning = months(due.latest - period.last)
        apostrophe = "’" if warning.endswith("s") else "’s"
        return f"{_due(ledger)}; {_expected(expected, due)}, {warning}{apostrophe} warning."
    state = f"not complete at the end of {_end(period, due)}"
    said = _expected(expected, due) if given else f"no later date given, so {_expected(expected, due)}"
    return f"{_due(ledger)}, {state}; {said}."


def late_milestone(title: str, due: ApproximateDate, expected: ApproximateDate, period: Period) -> str:
    """How far behind its date a milestone is that makes the action late."""
    return (
        f"Milestone “{title}” was due {due.spoken}, not complete at the end of {_end(period, due)}; "
        f"{_expected(expected, due)}."
    )


def declared(declared: Declared, calculated: Status, reason: str, *, better: bool) -> str:
    """What the lead declared against the dates, why, and what the dates give."""
    why = f": {declared.reason.rstrip('.')}" if declared.reason else ""
    agreed = f", better than the dates give, as agreed by {declared.agreed_by}" if better else ""
    return f"Declared {declared.status}{agreed}{why}. By the dates {calculated}: {reason}"


def no_update(period: Period) -> str:
    """That nothing was sent for the period."""
    return f"No update was sent for {period.name}."


def not_updated(current: ApproximateDate | None, period: Period) -> str:
    """That an update was called for and none came."""
    return f"{no_update(period)[:-1]}, though one was called for; {_falls_due(current)}."


def not_due(current: ApproximateDate | None, period: Period) -> str:
    """That no update was called for."""
    return f"Nothing was called for in {period.name}; {_falls_due(current)}."


def _falls_due(current: ApproximateDate | None) -> str:
    return "ongoing, without a date" if current is None else f"due {current.spoken}"


def _due(ledger: DateLedger) -> str:
    original, current = ledger.original, ledger.current
    due = current.spoken if current else "without a date"
    if not ledger.times_moved or original is None:
        return f"Due {due}"
    return f"Due {original.spoken} at first, moved by approval to {due}"


def _end(period: Period, due: ApproximateDate) -> str:
    last = period.last
    return last.name.split()[0] if due.latest == last else last.name


def _expected(expected: ApproximateDate, due: ApproximateDate) -> str:
    if not expected.is_known:
        return f"expected date not known (“{expected.text}”)"
    return f"expected {expected.spoken}, {_behind(expected, due, 'behind')}"


def _behind(expected: ApproximateDate, due: ApproximateDate, word: str) -> str:
    if expected.day is not None and due.day is not None:
        return f"{days((expected.day - due.day).days)} {word}"
    if expected.latest is None or due.latest is None:
        return "with no end given"
    return f"{months(expected.latest - due.latest)} {word}"
