"""Month checks on the plan as a whole: its leads, sections, corporate risks, and the months to come."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from fingerpost.rules.checks.month_to_close import MonthToClose, open_actions, place_of
from fingerpost.rules.checks.registry import Found, check
from fingerpost.rules.findings import Severity
from fingerpost.rules.said import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fingerpost.rules.months import Month
    from fingerpost.rules.snapshot import ActionRecord, Section, Snapshot


@check("M16", Severity.WARNING, said("A lead has no account, or has left."))
def lead_without_account(month: MonthToClose) -> Iterator[Found]:
    """An open action whose leads cannot sign in gets no update of their own.
    Source: rules, Checks on a month before it closes.
    """
    for action in open_actions(month.snapshot):
        if not action.leads:
            yield Found((place_of(action.ref),), said("Action {action} has no lead.", action=action.ref))
        for lead in action.leads:
            if not lead.has_account:
                yield Found(
                    (place_of(action.ref),),
                    said(
                        "{lead}, who leads on action {action}, has no account or has left.",
                        lead=lead.name,
                        action=action.ref,
                    ),
                    {"lead": lead.name},
                )


@check("M17", Severity.WARNING, said("A section has no actions."))
def section_without_actions(month: MonthToClose) -> Iterator[Found]:
    """Neither in itself nor below. Found for the highest such section only.
    Source: rules, Checks on a month before it closes.
    """
    filled = {code for each in month.snapshot.actions for code in _path(each.section, month.snapshot)}
    yield from _highest(
        month.snapshot,
        (each for each in month.snapshot.sections if each.code not in filled),
        said("has no actions"),
    )


@check("M18", Severity.WARNING, said("A section is mapped to no corporate risk."))
def section_without_risk(month: MonthToClose) -> Iterator[Found]:
    """Neither itself, nor a section above or below it. Found for the highest such section only, and only where
    the plan records corporate risks at all. Source: rules, Checks on a month before it closes.
    """
    if not month.snapshot.risks:
        return
    mapped = {each.code for each in month.snapshot.sections if each.risks}
    above_or_below = {code for each in mapped for code in _path(each, month.snapshot)} | {
        each.code for each in month.snapshot.sections if mapped.intersection(_path(each.code, month.snapshot))
    }
    yield from _highest(
        month.snapshot,
        (each for each in month.snapshot.sections if each.code not in above_or_below),
        said("is mapped to no corporate risk"),
    )


@check("M19", Severity.WARNING, said("A corporate risk has no live action."))
def risk_without_live_action(month: MonthToClose) -> Iterator[Found]:
    """No open action stands in a section that is mapped to it, or below one: nothing is being done about it.
    Source: rules, Checks on a month before it closes.
    """
    sections = {each.code: each for each in month.snapshot.sections}
    live = {
        risk
        for action in open_actions(month.snapshot)
        for code in _path(action.section, month.snapshot)
        for risk in sections[code].risks
    }
    for risk in month.snapshot.risks:
        if risk.code not in live:
            yield Found(
                (said("risk {risk}", risk=risk.code),),
                said("Corporate risk {risk}, {title}, has no live action.", risk=risk.code, title=risk.title),
            )


@check("M20", Severity.NOTE, said("Many actions of one lead are due in one month."))
def bunching_of_one_lead(month: MonthToClose) -> Iterator[Found]:
    """More open actions of one lead than the plan's policy allows fall due in one month to come.
    Source: rules, Checks on a month before it closes (bunching).
    """
    limit = month.snapshot.policies.bunching_of_one_lead
    by_lead: defaultdict[tuple[Month, str], list[str]] = defaultdict(list)
    for due, action in _due_ahead(month.snapshot):
        for lead in action.leads:
            by_lead[due, lead.name].append(action.ref)
    for (due, name), refs in sorted(by_lead.items()):
        if len(refs) > limit:
            yield Found(
                tuple(map(place_of, refs)),
                said("{count} actions led by {name} are due in {due}.", count=len(refs), name=name, due=due),
                {"lead": name, "month": str(due), "actions": len(refs), "limit": limit},
            )


@check("M21", Severity.NOTE, said("A large part of the plan is due in one month."))
def bunching_of_the_plan(month: MonthToClose) -> Iterator[Found]:
    """At least the share of all actions that the plan's policy names falls due in one month to come.
    Source: rules, Checks on a month before it closes (bunching).
    """
    percent, whole = month.snapshot.policies.bunching_percent, len(month.snapshot.actions)
    by_month: defaultdict[Month, list[str]] = defaultdict(list)
    for due, action in _due_ahead(month.snapshot):
        by_month[due].append(action.ref)
    for due, refs in sorted(by_month.items()):
        if len(refs) * 100 >= percent * whole:
            yield Found(
                (due.name,),
                said(
                    "{count} of the plan’s {whole} actions are due in {due}, {percent} per cent or more.",
                    count=len(refs),
                    whole=whole,
                    due=due,
                    percent=percent,
                ),
                {"month": str(due), "actions": len(refs), "of": whole},
            )


def _due_ahead(snapshot: Snapshot) -> Iterator[tuple[Month, ActionRecord]]:
    """The open actions with the month in which each falls due, so far as that is still to come."""
    for action in open_actions(snapshot):
        due = action.ledger.current.latest if action.ledger.current else None
        if due is not None and due > snapshot.period.last:
            yield due, action


def _path(code: str, snapshot: Snapshot) -> tuple[str, ...]:
    """The code of a section and of all above it."""
    path: list[str] = []
    at = snapshot.section(code)
    while at is not None:
        path.append(at.code)
        at = snapshot.section(at.parent)
    return tuple(path)


def _highest(snapshot: Snapshot, sections: Iterable[Section], what: str) -> Iterator[Found]:
    """A finding for each of these sections that stands in none other of them."""
    listed = {each.code: each for each in sections}
    for section in listed.values():
        if not set(_path(section.code, snapshot)[1:]) & set(listed):
            yield Found(
                (said("section {section}", section=section.code),),
                said(
                    "Section {section}, {title}, {what}.",
                    section=section.code,
                    title=section.title,
                    what=what,
                ),
            )
