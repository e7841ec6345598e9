"""Month checks on what was reported, declared and decided for each action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.rules.checks.month_to_close import (
    OVER,
    RESTING,
    MonthToClose,
    is_past,
    late_actions,
    place_of,
)
from fingerpost.rules.checks.registry import Found, check
from fingerpost.rules.checks.tenses import stated_as_done
from fingerpost.rules.classes import Status
from fingerpost.rules.dates.approximate import is_later
from fingerpost.rules.exceptions_report import is_declared_better, service_updates
from fingerpost.rules.findings import Severity
from fingerpost.rules.said import said
from fingerpost.rules.status import BEST_TO_WORST, is_in_future, is_suspension_overdue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.snapshot import ActionRecord


@check("M01", Severity.WARNING, said("A service sent no update for an action that is counted."))
def no_update(month: MonthToClose) -> Iterator[Found]:
    """Without an update an action is never green, and a service that says nothing cannot be verified. Asked for
    are the counted actions that are neither complete nor suspended nor withdrawn.
    Source: rules, Status of an action in a period, rule 5.
    """
    for service in service_updates(month.snapshot):
        named = service.service or said("No service")
        for ref in service.silent:
            yield Found(
                (place_of(ref),),
                said(
                    "{named} sent no update for action {ref} for {period}.",
                    named=named,
                    ref=ref,
                    period=month.snapshot.period,
                ),
                {"service": named},
            )


@check("M02", Severity.ERROR, said("A late action has no reason for slippage."))
def late_without_reason(month: MonthToClose) -> Iterator[Found]:
    """Every exception carries the reason why it slipped, apart from what is done about it.
    Source: rules, Exceptions and the exception report.
    """
    for action in late_actions(month.snapshot):
        if not (action.update and _said(action.update.reason)):
            yield Found(
                (place_of(action.ref),),
                said(
                    "Action {action} is {status} without a reason for slippage.",
                    action=action.ref,
                    status=action.status,
                ),
                {"status": action.status},
            )


@check("M03", Severity.ERROR, said("A late action has no corrective action."))
def late_without_corrective_action(month: MonthToClose) -> Iterator[Found]:
    """Every exception carries what is done about it, apart from why it slipped.
    Source: rules, Exceptions and the exception report.
    """
    for action in late_actions(month.snapshot):
        if not (action.update and _said(action.update.corrective_action)):
            yield Found(
                (place_of(action.ref),),
                said(
                    "Action {action} is {status} without a corrective action.",
                    action=action.ref,
                    status=action.status,
                ),
                {"status": action.status},
            )


@check("M04", Severity.NOTE, said("A status better than the dates give is counted, as agreed."))
def better_as_agreed(month: MonthToClose) -> Iterator[Found]:
    """It is counted because a reason was given and the performance team agreed; the report prints the calculated
    status beside it and the number of such cases. Source: rules, Status of an action in a period.
    """
    for action in month.snapshot.highlighted:
        if is_declared_better(action):
            yield _declared(action, said("counts as {status}, as agreed", status=action.status))


@check("M05", Severity.WARNING, said("A status better than the dates give was declared, and is not agreed."))
def better_not_agreed(month: MonthToClose) -> Iterator[Found]:
    """It needs a reason and the agreement of the performance team; until then the calculated status counts.
    Source: rules, Status of an action in a period.
    """
    for action in month.snapshot.actions:
        declared = action.update.declared if action.update else None
        if declared is None or is_declared_better(action) or action.calculated not in BEST_TO_WORST:
            continue
        if BEST_TO_WORST.index(declared.status) < BEST_TO_WORST.index(action.calculated):
            lacks = said("agreement") if declared.reason else said("a reason")
            yield _declared(
                action,
                said("was declared {status}, which lacks {lacks}", status=declared.status, lacks=lacks),
            )


@check(
    "M06", Severity.WARNING, said("An action is expected later than its date, and no new date is requested.")
)
def later_without_request(month: MonthToClose) -> Iterator[Found]:
    """A lead who expects to miss the current date asks for a new one, or says how it will be met after all.
    Source: rules, Checks on a month before it closes; Change requests.
    """
    for action in month.snapshot.actions:
        current, expected = action.ledger.current, action.expected
        if action.ref in month.requested or current is None or expected is None:
            continue
        if is_later(expected, current):
            yield Found(
                (place_of(action.ref),),
                said(
                    "Action {action} is expected {expected}, after its date of {current}, and no new date has been requested.",
                    action=action.ref,
                    expected=expected,
                    current=current,
                ),
                {"expected": expected.text, "current": current.text},
            )


@check("M07", Severity.WARNING, said("A revised date was missed."))
def revised_date_missed(month: MonthToClose) -> Iterator[Found]:
    """An action that misses a date approved after the first is late again, not re-dated still.
    Source: rules, Status of an action in a period, rule 3.
    """
    for action in late_actions(month.snapshot):
        current = action.ledger.current
        if action.ledger.times_moved and current is not None and is_past(current, month.snapshot.period.last):
            times = action.ledger.times_moved
            yield Found(
                (place_of(action.ref),),
                said(
                    "Action {action} missed its revised date of {current}; its date has been moved {times}.",
                    action=action.ref,
                    current=current,
                    times=(said("once") if times == 1 else said("{times} times", times=times)),
                ),
                {"current": current.text, "times_moved": times},
            )


@check("M08", Severity.WARNING, said("A suspension is past its review."))
def suspension_past_review(month: MonthToClose) -> Iterator[Found]:
    """A suspended action whose review has passed without a decision counts as red.
    Source: rules, Status of an action in a period, rule 1.
    """
    for action in month.snapshot.actions:
        suspension = action.ledger.suspension
        if suspension is None or suspension.review_month is None or suspension.resume_month is not None:
            continue
        if is_suspension_overdue(suspension, month.snapshot.period):
            review = suspension.review_month
            yield Found(
                (place_of(action.ref),),
                said(
                    "The suspension of action {action} was to be reviewed in {review}, and no decision has been taken.",
                    action=action.ref,
                    review=review,
                ),
                {"review": str(review)},
            )


@check("M09", Severity.WARNING, said("A date lies before the plan begins, or beyond its end."))
def date_outside_plan(month: MonthToClose) -> Iterator[Found]:
    """Original, current and expected dates of open actions are compared with the months of the plan; an
    approximate date lies outside only as a whole. Source: rules, Checks on a month before it closes.
    """
    year = month.snapshot.plan.year
    for action in month.snapshot.actions:
        if action.status in OVER:
            continue
        dates = {"original": action.ledger.original, "current": action.ledger.current}
        for name, when in {**dates, "expected": action.standing.expected}.items():
            if when is None or (name == "current" and when == action.ledger.original):
                continue
            early = when.latest is not None and when.latest < year.first
            if early or (when.earliest is not None and when.earliest > year.last):
                where = said("before the plan begins") if early else said("beyond the plan’s end")
                edge = year.first if early else year.last
                yield Found(
                    (place_of(action.ref),),
                    said(
                        "The {which} date of action {action}, {when}, lies {where} ({edge}).",
                        which=_WHICH_DATE[name],
                        action=action.ref,
                        when=when,
                        where=where,
                        edge=edge,
                    ),
                    {name: when.text, "edge": str(edge)},
                )


@check("M10", Severity.ERROR, said("A completion is dated after the period."))
def completion_in_future(month: MonthToClose) -> Iterator[Found]:
    """What will be completed later is not complete; the day is taken as an expected date.
    Source: rules, Status of an action in a period.
    """
    for action in month.snapshot.actions:
        day = action.standing.completed_on
        if day is not None and is_in_future(day, month.snapshot.period):
            yield Found(
                (place_of(action.ref),),
                said(
                    "Action {action} is reported complete on {on_day}, after the end of {period}; the day counts as an expected date.",
                    action=action.ref,
                    on_day=day,
                    period=month.snapshot.period,
                ),
                {"completed_on": day.isoformat()},
            )


@check("M11", Severity.WARNING, said("A completion is taken back."))
def completion_taken_back(month: MonthToClose) -> Iterator[Found]:
    """A closed month stands as it is; its completion is not counted again. The later report gives a reason.
    Source: rules, Status of an action in a period.
    """
    for action in month.snapshot.actions:
        before = month.before(action.ref)
        if before is None or before.status is not Status.COMPLETE or action.status in OVER:
            continue
        reason = action.update.taken_back if action.update else None
        why = (
            f": {reason.strip().rstrip('.')}"
            if reason and reason.strip()
            else said(", and no reason is given")
        )
        yield Found(
            (place_of(action.ref),),
            said(
                "Action {action} was complete in {previous_name} and is {status} now{why}.",
                action=action.ref,
                previous_name=month.previous_name,
                status=action.status,
                why=why,
            ),
            {"reason": reason or ""},
        )


@check("M12", Severity.WARNING, said("An expected date lies within the period, or before it."))
def expected_in_the_past(month: MonthToClose) -> Iterator[Found]:
    """An action that is not complete at the period's end cannot be expected earlier; the date counts for nothing.
    Source: rules, Status of an action in a period.
    """
    for action in month.snapshot.actions:
        stated = action.update.expected if action.update else None
        if stated is not None and is_past(stated, month.snapshot.period.last):
            yield Found(
                (place_of(action.ref),),
                said(
                    "Action {action} is reported not complete, but expected {stated}, which is not after {period}.",
                    action=action.ref,
                    stated=stated,
                    period=month.snapshot.period,
                ),
                {"expected": stated.text},
            )


@check("M13", Severity.NOTE, said("The comment is the same as last month's."))
def comment_the_same(month: MonthToClose) -> Iterator[Found]:
    """A comment copied forward may no longer be true. Capitals, spaces and full stops do not matter.
    Source: rules, Checks on a month before it closes.
    """
    for action in month.snapshot.actions:
        before = month.before(action.ref)
        if before is None or before.update is None or action.update is None:
            continue
        now, then = _folded(action.update.comment), _folded(before.update.comment)
        if now and now == then:
            yield Found(
                (place_of(action.ref),),
                said(
                    "The comment on action {action} is the same as in {previous_name}.",
                    action=action.ref,
                    previous_name=month.previous_name,
                ),
                {"comment": action.update.comment or ""},
            )


@check("M14", Severity.WARNING, said("Something is stated as done in a month after the period."))
def done_after_the_period(month: MonthToClose) -> Iterator[Found]:
    """A forecast is fine; what is stated as done must have been done by the period's end. Only months with their
    year are looked at. Source: rules, Checks on a month before it closes.
    """
    period = month.snapshot.period
    for action in month.snapshot.actions:
        update = action.update
        texts = (update.comment, update.reason, update.corrective_action) if update else ()
        for text in filter(None, texts):
            for words, named in stated_as_done(text, period.last.year):
                if named > period.last:
                    yield Found(
                        (place_of(action.ref),),
                        said(
                            "The update on action {action} says “{words}”, which is after {period}.",
                            action=action.ref,
                            words=words,
                            period=period,
                        ),
                        {"words": words, "month": str(named)},
                    )


@check(
    "M15", Severity.WARNING, said("A predecessor is late, and the action that depends on it says nothing.")
)
def dependent_silent(month: MonthToClose) -> Iterator[Found]:
    """Whoever waits for a late action says what that means for their own.
    Source: rules, Checks on a month before it closes.
    """
    late = {action.ref: action for action in late_actions(month.snapshot)}
    for action in month.snapshot.actions:
        if action.update is not None or action.status in RESTING:
            continue
        for ref in action.predecessors:
            if ref in late:
                yield Found(
                    (place_of(action.ref), place_of(ref)),
                    said(
                        "Action {action} depends on {ref}, which is {status}, and has no update.",
                        action=action.ref,
                        ref=ref,
                        status=late[ref].status,
                    ),
                    {"predecessor": ref},
                )


_WHICH_DATE = {"original": said("original"), "current": said("current"), "expected": said("expected")}


def _declared(action: ActionRecord, what: str) -> Found:
    return Found(
        (place_of(action.ref),),
        said(
            "Action {action} {what}; by its dates it is {calculated}.",
            action=action.ref,
            what=what,
            calculated=action.calculated,
        ),
        {"status": action.status, "calculated": action.calculated},
    )


def _said(text: str | None) -> bool:
    return bool(text and text.strip())


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().replace(".", " ").split())
