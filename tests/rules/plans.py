"""Builders of the smallest plan that shows a rule: one July to June year, a few actions, February 2008."""

from datetime import date

from fingerpost.rules.closing import ActionRow, close
from fingerpost.rules.dates import ApproximateDate, parse_date
from fingerpost.rules.dates.ledger import DateLedger, Revision
from fingerpost.rules.decisions import Authority, ChangeKind, Decision
from fingerpost.rules.months import Month, Period
from fingerpost.rules.schedule import Schedule
from fingerpost.rules.snapshot import Lead, Plan, Section, Snapshot
from fingerpost.rules.updates import Progress, Update

JANUARY = Period.ending(Month(2008, 1))
FEBRUARY = Period.ending(Month(2008, 2))
MARCH = Period.ending(Month(2008, 3))
PLAN = Plan("IP07", "Improvement Plan 2007/08", Period(Month(2007, 7), Month(2008, 6)))
SECTIONS = (Section("CP1", "Town centre", portfolio="Economy"),)


def when(words):
    """A date in words as the examples write it: Feb-08, 29 Feb 2008."""
    return None if words is None else parse_date(words)


def month(words):
    return parse_date(words).latest


def decision(day, by="Cabinet"):
    return Decision(date.fromisoformat(day), by, Authority.CABINET, minute="45/07")


def revision(kind, day, **given):
    return Revision(kind, decision(day), **given)


def reprogrammed(day, to, **given):
    return revision(ChangeKind.REPROGRAMME, day, new_date=when(to), **given)


def withdrawn(day):
    return revision(ChangeKind.WITHDRAW, day)


def suspended(day, *, resume=None, review=None, **given):
    return revision(
        ChangeKind.SUSPEND,
        day,
        resume_month=month(resume) if resume else None,
        review_month=month(review) if review else None,
        **given,
    )


def resumed(day, to=None):
    return revision(ChangeKind.RESUME, day, new_date=when(to))


def schedule_of(due, programmed=None, **given):
    """Programmed in these months, the last of which is the original date unless `due` is a day."""
    original: ApproximateDate = parse_date(due)
    months = tuple(month(each) for each in programmed or (due,))
    return Schedule(tuple(sorted({*months, original.latest})), original_day=original.day, **given)


def update(period=FEBRUARY, *, done=None, expected=None, on_course=False, **given):
    if done is not None:
        return Update(period, Progress.COMPLETE, completed_on=date.fromisoformat(done), **given)
    progress = Progress.ON_COURSE if on_course else Progress.NOT_COMPLETE
    return Update(period, progress, expected=when(expected), **given)


def row(ref="1.1.1", due="Feb-08", *, programmed=None, revisions=(), updates=(), schedule=None, **given):
    schedule = schedule or schedule_of(due, programmed)
    return ActionRow(
        ref=ref,
        title=given.pop("title", f"Action {ref}"),
        section=given.pop("section", "CP1"),
        schedule=schedule,
        ledger=DateLedger(given.pop("original", schedule.original), tuple(revisions)),
        updates=tuple(updates),
        leads=given.pop("leads", (Lead("Ada Brook"),)),
        service=given.pop("service", "Planning"),
        **given,
    )


def closed(*rows, period=FEBRUARY, previous=None, **given) -> Snapshot:
    return close(
        council=given.pop("council", "Borrowdale District Council"),
        plan=given.pop("plan", PLAN),
        period=period,
        closed_on=given.pop("closed_on", (period.last + 1).first_day),
        sections=given.pop("sections", SECTIONS),
        rows=rows,
        previous=previous,
        **given,
    )


def only(row, **given):
    """The record of the only action of a closed period."""
    return closed(row, **given).actions[0]
