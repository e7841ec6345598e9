"""The sentences that give the reason for a status, fit for the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.rules.dates.approximate import ApproximateDate, is_later, on_day
from fingerpost.rules.numbers import number_in_words
from fingerpost.rules.said import Said, said, said_n, together

if TYPE_CHECKING:
    from datetime import date

    from fingerpost.rules.classes import Status
    from fingerpost.rules.dates.ledger import DateLedger, Revision
    from fingerpost.rules.months import Period
    from fingerpost.rules.updates import Declared


def withdrawn(withdrawal: Revision) -> Said:
    """Who withdrew the action, and when."""
    return said("Withdrawn {by}.", by=_by(withdrawal))


def suspended(suspension: Revision) -> Said:
    """Who suspended the action, when, and until when."""
    by = _by(suspension)
    if suspension.resume_month is not None:
        return said("Suspended {by}, until the start of {month}.", by=by, month=suspension.resume_month)
    assert suspension.review_month is not None, "a suspension has either month"
    return said("Suspended {by}, to be reviewed in {month}.", by=by, month=suspension.review_month)


def review_overdue(suspension: Revision) -> Said:
    """That a suspension went past its review without a decision."""
    return said(
        "Suspended {by}; the review due in {month} has brought no decision.",
        by=_by(suspension),
        month=suspension.review_month,
    )


def _by(revision: Revision) -> Said:
    decision = revision.decision
    if decision is None:
        return said("before the plan was taken over")
    who, day = decision.by, decision.decided_on
    if decision.minute:
        return said("by {who} on {day} (minute {minute})", who=who, day=day, minute=decision.minute)
    return said("by {who} on {day}", who=who, day=day)


def completed(day: date, current: ApproximateDate | None) -> Said:
    """When the action was completed, and how that stands against its current date."""
    done = on_day(day)
    if current is None:
        return said("Completed on {day}.", day=day)
    if not is_later(done, current):
        return said("Completed on {day}; due {due}.", day=day, due=current)
    late = _late_by(done, current)
    return said("Completed on {day}, {late}; due {due}.", day=day, late=late, due=current)


def reprogrammed(ledger: DateLedger, period: Period) -> Said:
    """From when to when the action was moved by approval."""
    return said("{due}; not yet due at the end of {month}.", due=_due(ledger), month=period.last)


def ongoing(period: Period) -> Said:
    """That an action without a date has nothing to be late by."""
    return said("Ongoing, without a date; nothing was late at the end of {month}.", month=period.last)


def on_target(ledger: DateLedger, expected: ApproximateDate | None) -> Said:
    """By when the action is due, and expected if that is another date."""
    if expected is None:
        return said("{due}; on course.", due=_due(ledger))
    return said("{due}; expected {expected}.", due=_due(ledger), expected=expected)


def late(
    ledger: DateLedger, period: Period, due: ApproximateDate, expected: ApproximateDate, *, given: bool
) -> Said:
    """How far behind its current date the action is; `given` is False where no lead said when to expect it."""
    clause, awaited = _due(ledger), _expected(expected, due)
    if due.latest is not None and due.latest > period.last:
        warning = _warning(due.latest - period.last)
        return said("{due}; {expected}, {warning}.", due=clause, expected=awaited, warning=warning)
    state = _not_complete(period, due)
    if given:
        return said("{due}, {state}; {expected}.", due=clause, state=state, expected=awaited)
    return said(
        "{due}, {state}; no later date given, so {expected}.", due=clause, state=state, expected=awaited
    )


def late_milestone(title: str, due: ApproximateDate, expected: ApproximateDate, period: Period) -> Said:
    """How far behind its date a milestone is that makes the action late."""
    return said(
        "Milestone “{title}” was due {due}, {state}; {expected}.",
        title=title,
        due=due,
        state=_not_complete(period, due),
        expected=_expected(expected, due),
    )


def declared(declared: Declared, calculated: Status, reason: str, *, better: bool) -> Said:
    """What the lead declared against the dates, why, and what the dates give."""
    status, why = declared.status, declared.reason.rstrip(".") if declared.reason else ""
    if better:
        agreed = declared.agreed_by
        stated = said(
            "Declared {status}, better than the dates give, as agreed by {who}: {why}.",
            status=status,
            who=agreed,
            why=why,
        )
    elif declared.reason:
        stated = said("Declared {status}: {why}.", status=status, why=why)
    else:
        stated = said("Declared {status}.", status=status)
    by_dates = said("By the dates {status}: {reason}", status=calculated, reason=reason)
    return together((stated, by_dates))


def no_update(period: Period) -> Said:
    """That nothing was sent for the period."""
    return said("No update was sent for {period}.", period=period)


def not_updated(current: ApproximateDate | None, period: Period) -> Said:
    """That an update was called for and none came."""
    if current is None:
        return said(
            "No update was sent for {period}, though one was called for; ongoing, without a date.",
            period=period,
        )
    return said(
        "No update was sent for {period}, though one was called for; due {due}.", period=period, due=current
    )


def not_due(current: ApproximateDate | None, period: Period) -> Said:
    """That no update was called for."""
    if current is None:
        return said("Nothing was called for in {period}; ongoing, without a date.", period=period)
    return said("Nothing was called for in {period}; due {due}.", period=period, due=current)


def _due(ledger: DateLedger) -> Said:
    original, due = ledger.original, ledger.current or said("without a date")
    if not ledger.times_moved or original is None:
        return said("Due {due}", due=due)
    return said("Due {original} at first, moved by approval to {due}", original=original, due=due)


def _not_complete(period: Period, due: ApproximateDate) -> Said:
    """That it was not complete at the end of the period, whose year is not said again where the date has it."""
    last = period.last
    if due.latest == last:
        return said("not complete at the end of {month}", month=last.name_alone)
    return said("not complete at the end of {month}", month=last)


def _expected(expected: ApproximateDate, due: ApproximateDate) -> Said:
    if not expected.is_known:
        return said("expected date not known (“{words}”)", words=expected.text)
    return said("expected {date}, {behind}", date=expected, behind=_behind(expected, due))


def _warning(months: int) -> Said:
    words = number_in_words(months)
    return said_n("{words} month’s warning", "{words} months’ warning", months, words=words)


def _behind(expected: ApproximateDate, due: ApproximateDate) -> Said:
    if expected.day is not None and due.day is not None:
        days = (expected.day - due.day).days
        return said_n("{words} day behind", "{words} days behind", days, words=number_in_words(days))
    if expected.latest is None or due.latest is None:
        return said("with no end given")
    months = expected.latest - due.latest
    return said_n("{words} month behind", "{words} months behind", months, words=number_in_words(months))


def _late_by(done: ApproximateDate, due: ApproximateDate) -> Said:
    """How much later a day came than the date; the day is later, so both ends are known."""
    if done.day is not None and due.day is not None:
        days = (done.day - due.day).days
        return said_n("{words} day late", "{words} days late", days, words=number_in_words(days))
    assert done.latest is not None
    assert due.latest is not None
    months = done.latest - due.latest
    return said_n("{words} month late", "{words} months late", months, words=number_in_words(months))
