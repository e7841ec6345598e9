"""The other reports of a period, from the same snapshot as its exception report."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import Builder, cell, table
from fingerpost.reports.compose.snapshot_exceptions import date_text, exceptions_part, status_cell
from fingerpost.reports.compose.snapshot_figures import figures_by_part, figures_part, in_a_sentence
from fingerpost.reports.compose.snapshot_lists import completed_part, no_update_part, schedule_part
from fingerpost.reports.document import Document, DocumentTable, Emphasis, Sheet, Text
from fingerpost.rules.figures import all_figures
from fingerpost.rules.labels import Label
from fingerpost.rules.months import day_name
from fingerpost.rules.numbers import count_words
from fingerpost.rules.said import said
from fingerpost.rules.snapshot import digest
from fingerpost.rules.wording import NOT_STATED, Part, names_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fingerpost.rules.snapshot import ActionRecord, Snapshot


class Further(StrEnum):
    """The other reports of a period; the value is the name in an address."""

    PLAN = "full-plan"
    REDATED = "re-dated"
    COMPLETED = "completed"
    FIGURES = "figures"
    BRIEFING = "briefing"
    SERVICE = "service"

    @property
    def of_one(self) -> bool:
        """Whether it is about one portfolio or one service."""
        return self in {Further.BRIEFING, Further.SERVICE}


class NothingOfThatName(ValueError):
    """The period has no portfolio or service of this name."""


_TITLES = {
    Further.PLAN: "full plan report",
    Further.REDATED: "schedule of re-dated actions",
    Further.COMPLETED: "what was completed",
    Further.FIGURES: "figures by section, service, portfolio and priority",
    Further.BRIEFING: "briefing for the portfolio",
    Further.SERVICE: "actions of",
}


def names_for(snapshot: Snapshot, kind: Further) -> tuple[str, ...]:
    """The portfolios or services of which there is such a report; empty for a report of the whole plan."""
    if kind is Further.SERVICE:
        return tuple(sorted({each.service for each in snapshot.actions if each.service}))
    if kind is Further.BRIEFING:
        return tuple(sorted({name for each in snapshot.actions if (name := _portfolio(snapshot, each))}))
    return ()


def compose_further(
    snapshot: Snapshot, kind: Further, *, of: str | None = None, previous: Snapshot | None = None
) -> Document:
    """One of the other reports. `of` is the portfolio or service of a report about one of them; refuses another."""
    if kind.of_one and of not in names_for(snapshot, kind):
        raise NothingOfThatName(
            said(
                "{period} has no {kind} report of {what}.",
                period=snapshot.period,
                kind=kind,
                what=of or "nothing",
            )
        )
    shown = _only(snapshot, kind, of) if kind.of_one else snapshot
    builder = Builder()
    builder.add(Text(in_a_sentence(shown), emphasis=Emphasis.LEAD))
    if kind is Further.REDATED:
        schedule_part(builder, snapshot)
    elif kind is Further.COMPLETED:
        completed_part(builder, snapshot)
    elif kind is Further.FIGURES:
        figures_part(builder, snapshot, previous)
        figures_by_part(builder, snapshot)
    else:
        if kind.of_one:
            figures_part(builder, shown, _only(previous, kind, of) if previous else None)
            exceptions_part(builder, shown)
            completed_part(builder, shown)
            no_update_part(builder, shown)
        _actions_by_section(builder, shown)
    name = f" {of}" if kind.of_one else ""
    tables = _tables(builder)
    return Document(
        title=said(
            "{plan}: {titles}{name} for {period}",
            plan=snapshot.plan.title,
            titles=_TITLES[kind],
            name=name,
            period=snapshot.period,
        ),
        council=snapshot.council,
        language="en-GB",
        dated=snapshot.closed_on,
        blocks=tuple(builder.blocks),
        sheets=tuple(
            Sheet(f"{number} {each.caption}"[:28], each.caption, each)
            for number, each in enumerate(tables, start=1)
        ),
        record=snapshot,
        properties={"period": snapshot.period.name, "kind": _TITLES[kind], "digest": digest(snapshot)},
    )


def _tables(builder: Builder) -> list[DocumentTable]:
    return [each for each in builder.blocks if isinstance(each, DocumentTable)]


def _portfolio(snapshot: Snapshot, action: ActionRecord) -> str | None:
    at = snapshot.section(action.section)
    while at is not None:
        if at.portfolio:
            return at.portfolio
        at = snapshot.section(at.parent)
    return None


def _only(snapshot: Snapshot, kind: Further, of: str | None) -> Snapshot:
    """The part of a snapshot that concerns one portfolio or service, with figures of its own."""
    actions = tuple(
        each
        for each in snapshot.actions
        if (each.service if kind is Further.SERVICE else _portfolio(snapshot, each)) == of
    )
    return replace(
        snapshot,
        actions=actions,
        figures=all_figures(actions, snapshot.sections, snapshot.policies.rounding),
    )


def _actions_by_section(builder: Builder, snapshot: Snapshot) -> None:
    """Every action, under the section in which it stands."""
    builder.part(Part.ACTIONS, Text(f"{count_words(len(snapshot.actions), 'action')}."))
    for section in snapshot.sections:
        own = [each for each in snapshot.actions if each.section == section.code]
        title = f"{section.number or section.code} {section.title}"
        builder.table_part(2, title, _actions(title, own, snapshot))
        builder.table_part(3, f"{Part.MILESTONES}: {title}", _milestones(own))


def _milestones(actions: Iterable[ActionRecord]) -> DocumentTable | None:
    """The milestones of actions, with the day on which each was reached."""
    return table(
        Part.MILESTONES,
        (Label.REF, Label.MILESTONE, Label.DUE, Label.COMPLETED),
        (
            (
                cell(action.ref),
                cell(each.title),
                cell(date_text(each.due)),
                cell(day_name(each.completed_on) if each.completed_on else None),
            )
            for action in actions
            for each in action.schedule.milestones
        ),
        widths=(2, 10, 4, 4),
    )


def _actions(caption: str, actions: Iterable[ActionRecord], snapshot: Snapshot) -> DocumentTable | None:
    return table(
        caption,
        (
            Label.REF,
            Label.ACTION,
            Label.LEAD,
            Label.STATUS,
            Label.ORIGINAL,
            Label.CURRENT,
            Label.EXPECTED,
            Label.WHY_STATUS,
        ),
        (
            (
                cell(each.ref),
                cell(each.title),
                cell(names_words(lead.name for lead in each.leads) or NOT_STATED),
                status_cell(each, snapshot),
                cell(date_text(each.ledger.original)),
                cell(date_text(each.ledger.current)),
                cell(date_text(each.expected)),
                cell(each.reason),
            )
            for each in actions
        ),
        widths=(2, 7, 4, 3, 4, 4, 4, 8),
        wide=True,
    )
