"""The life of the plan, performed: schedules, ledgers and updates as the rules want them, up to any month.

Nothing here gives a status. What a lead did not say in `year.txt` is worked out only so far as a plain
"on course" for each open action that was programmed in the month, unless nothing was heard of it.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from fingerpost.rules.dates import ApproximateDate, in_month, on_day, parse_date
from fingerpost.rules.dates.ledger import IN_LEDGER, DateLedger, Revision
from fingerpost.rules.decisions import Authority, ChangeKind, Decision, ReasonCode
from fingerpost.rules.months import Month, Period
from fingerpost.rules.schedule import Milestone, Schedule, added_schedule
from fingerpost.rules.updates import Declared, Progress, Update
from fingerpost.sample.council.changes import CHANGES
from fingerpost.sample.council.people import OFFICER_OF
from fingerpost.sample.council.plan import PLAN_YEAR, PlannedAction, months_of
from fingerpost.sample.council.year import MonthData, Report, year_data

if TYPE_CHECKING:
    from fingerpost.sample.council.changes import Asked, Decided

LAST_CLOSED = Month(2026, 2)
"""The last month that is closed; March 2026 is open and half reported."""

AUTHORITIES = {"Cabinet": Authority.CABINET, "Corporate Management Team": Authority.CMT}
"""The bodies that decide, and under which authority."""
_DAYS_TO_REPORT = 4
"""Leads report by the fourth of the next month."""


def approved(ref: str) -> tuple[Asked, ...]:
    """The approved changes of an action, in the order of their decisions."""
    found = [
        each for each in CHANGES if each.ref == ref and each.decided is not None and each.decided.approved
    ]
    return tuple(sorted(found, key=lambda each: _decided(each).on))


def _decided(asked: Asked) -> Decided:
    if asked.decided is None:
        raise ValueError(f"The change of {asked.ref} asked for on {asked.on} is not decided.")
    return asked.decided


def decision_of(asked: Asked) -> Decision:
    """The decision on a change."""
    decided = _decided(asked)
    return Decision(decided.on, decided.by, AUTHORITIES[decided.by], decided.by, decided.minute)


def added_by(action: PlannedAction) -> Decision | None:
    """The decision that added an action to the plan; None if it was there when the plan went live."""
    return next((decision_of(each) for each in approved(action.ref) if each.kind == ChangeKind.ADD), None)


def schedule_of(action: PlannedAction, up_to: Month) -> Schedule:
    """What was promised for an action, with its milestones as reached by the end of a month."""
    milestones = tuple(
        Milestone(
            each.title,
            in_month(each.month),
            each.reached if each.reached is not None and each.reached <= up_to.last_day else None,
        )
        for each in action.milestones
    )
    schedule = Schedule(action.months, action.due_day, action.ongoing, action.recurring, milestones)
    decision = added_by(action)
    return schedule if decision is None else added_schedule(schedule, decision.decided_on)


@cache
def ledger_of(action: PlannedAction) -> DateLedger:
    """The original date of an action and every approved revision."""
    ledger = DateLedger(None if action.ongoing else Schedule(action.months, action.due_day).original)
    for asked in approved(action.ref):
        kind = ChangeKind(asked.kind)
        if kind in IN_LEDGER:
            ledger = ledger.with_revision(_revision(kind, asked))
    return ledger


def _revision(kind: ChangeKind, asked: Asked) -> Revision:
    suspended = kind is ChangeKind.SUSPEND
    return Revision(
        kind,
        decision_of(asked),
        new_date=when(asked.to) if asked.to and not suspended else None,
        months=months_of(asked.months) if asked.months else (),
        review_month=Month.parse(asked.to) if asked.to and suspended else None,
        reason=ReasonCode(asked.reason),
        words=asked.why,
    )


@cache
def updates_of(action: PlannedAction) -> tuple[Update, ...]:
    """Every update sent for an action, in order, up to the open month."""
    sent: list[Update] = []
    for month_data in year_data():
        said = month_data.reports.get(action.ref)
        if said is not None:
            sent.append(_update(action, month_data.month, said))
        elif _says_on_course(action, month_data, sent):
            sent.append(_update(action, month_data.month, Report(action.ref)))
    return tuple(sent)


def _says_on_course(action: PlannedAction, month_data: MonthData, sent: list[Update]) -> bool:
    """Whether the lead says "on course" without more: an open action with a month of work, not silent."""
    if {action.service, action.ref} & month_data.silent:
        return False
    if sent and sent[-1].progress is Progress.COMPLETE:
        return False
    ledger = ledger_of(action).as_decided_by(month_data.month.last_day)
    if ledger.suspension is not None or ledger.withdrawal is not None:
        return False
    return month_data.month in {*action.months, *ledger.reprogrammed_months}


def _update(action: PlannedAction, month: Month, said: Report) -> Update:
    progress = Progress.ON_COURSE
    if said.completed is not None:
        progress = Progress.COMPLETE
    elif said.expected is not None:
        progress = Progress.NOT_COMPLETE
    return Update(
        Period(month, month),
        progress,
        sent_by=OFFICER_OF[action.leads[0]].name,
        sent_on=_sent_on(month, action),
        completed_on=said.completed,
        expected=when(said.expected) if said.expected else None,
        comment=said.comment,
        reason=said.reason or (said.why if said.declared is not None and not said.agreed_by else None),
        corrective_action=said.corrective_action,
        declared=Declared(said.declared, said.why, said.agreed_by and OFFICER_OF[said.agreed_by].name)
        if said.declared
        else None,
    )


def when(words: str) -> ApproximateDate:
    """A date of the data files: a month YYYY-MM or a day YYYY-MM-DD, worded as councils do, or words."""
    if re.fullmatch(r"\d{4}-\d\d", words):
        return in_month(Month.parse(words))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", words):
        return on_day(date.fromisoformat(words))
    return parse_date(words, plan_year=PLAN_YEAR)


def _sent_on(month: Month, action: PlannedAction) -> date:
    """Leads answer over the first days of the next month, those of one service on the same day."""
    services = sorted({each.service for each in OFFICER_OF.values()})
    return (month + 1).first_day.replace(day=1 + services.index(action.service) % _DAYS_TO_REPORT)
