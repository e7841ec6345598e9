"""The lists of an exception report: completed, re-dated, silent services, outside bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import cell, number_cell, table
from fingerpost.reports.compose.snapshot_exceptions import date_text, status_cell
from fingerpost.reports.document import Text
from fingerpost.rules.exceptions_report import (
    completed,
    outside_bodies,
    schedule_of_changes,
    service_updates,
)
from fingerpost.rules.labels import Label
from fingerpost.rules.said import said, said_n, together
from fingerpost.rules.wording import NOTHING, Part, day_words, months_moved_words, names_words

if TYPE_CHECKING:
    from fingerpost.reports.compose.building import Builder
    from fingerpost.rules.dates.ledger import Revision
    from fingerpost.rules.snapshot import ActionRecord, Snapshot


def completed_part(builder: Builder, snapshot: Snapshot) -> None:
    """Add what was completed in the period."""
    found = completed(snapshot)
    if not found:
        builder.part(Part.COMPLETED, Text("No action was completed in this period."))
        return
    builder.table_part(
        1,
        Part.COMPLETED,
        table(
            Part.COMPLETED,
            (Label.REF, Label.ACTION, Label.LEAD, Label.COMPLETED, Label.ORIGINAL, Label.TIMES_MOVED),
            (
                (
                    cell(each.ref),
                    cell(each.title),
                    cell(names_words(lead.name for lead in each.leads)),
                    cell(day_words(each.standing.completed_on) if each.standing.completed_on else None),
                    cell(date_text(each.ledger.original)),
                    number_cell(each.ledger.times_moved),
                )
                for each in found
            ),
            widths=(2, 8, 4, 4, 4, 2),
        ),
        intro=said_n(
            "{count} action counted as completed for the first time.",
            "{count} actions counted as completed for the first time.",
            len(found),
        ),
    )


def revision_words(revision: Revision) -> str:
    """One entry of a date ledger in words: what was decided, to when, by whom, where it is minuted, and why."""
    stated = [str(revision.kind)]
    if revision.new_date:
        stated.append(said("to {new_date}", new_date=revision.new_date.text))
    if revision.resume_month:
        stated.append(said("until {resume_month}", resume_month=revision.resume_month))
    elif revision.review_month:
        stated.append(said("with a review in {review_month}", review_month=revision.review_month))
    words = begun(together(stated))
    decision = revision.decision
    if decision:
        minute = said(", minute {minute}", minute=decision.minute) if decision.minute else ""
        words += f", {day_words(decision.decided_on)}, {decision.meeting or decision.by}{minute}"
    elif revision.opening:
        words += ", before the plan was taken over"
    why = together([str(each) for each in (revision.reason, revision.words) if each], "; ")
    return f"{words}. {begun(why)}" if why else f"{words}."


def begun(words: str) -> str:
    """Words as the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def schedule_part(builder: Builder, snapshot: Snapshot) -> None:
    """Add every action that was ever re-dated, suspended or withdrawn, with every revision of its date."""
    found = schedule_of_changes(snapshot)
    if not found:
        builder.part(Part.SCHEDULE, Text("No action was ever re-dated, suspended or withdrawn."))
        return
    builder.table_part(
        1,
        Part.SCHEDULE,
        table(
            Part.SCHEDULE,
            (
                Label.REF,
                Label.ACTION,
                Label.STATUS,
                Label.ORIGINAL,
                Label.REVISIONS,
                Label.CURRENT,
                Label.TIMES_MOVED,
                Label.MONTHS_MOVED,
            ),
            (
                (
                    cell(each.ref),
                    cell(each.title),
                    status_cell(each, snapshot),
                    cell(date_text(each.ledger.original)),
                    cell("\n".join(map(revision_words, each.ledger.revisions))),
                    cell(date_text(each.ledger.current)),
                    number_cell(each.ledger.times_moved),
                    number_cell(each.ledger.months_moved),
                )
                for each in found
            ),
            widths=(2, 7, 3, 3, 12, 3, 2, 2),
            wide=True,
        ),
        intro=(
            said_n(
                "{count} action of the plan’s {count2}, whether counted in this period or not. Together their dates moved {months_moved_words}.",
                "{count} actions of the plan’s {count2}, whether counted in this period or not. Together their dates moved {months_moved_words}.",
                len(found),
                count2=len(snapshot.actions),
                months_moved_words=months_moved_words(_total_moved(found)),
            )
        ),
    )


def _total_moved(found: tuple[ActionRecord, ...]) -> int:
    return sum(each.ledger.months_moved or 0 for each in found)


def approved_since_part(builder: Builder, snapshot: Snapshot) -> None:
    """Add what was approved after the period and before its closing: outside the figures."""
    builder.table_part(
        1,
        Part.APPROVED_SINCE,
        table(
            Part.APPROVED_SINCE,
            (Label.REF, Label.ACTION, Label.KIND_OF_CHANGE),
            (
                (cell(each.ref), cell(each.title), cell(revision_words(revision)))
                for each in snapshot.actions
                for revision in each.approved_since
            ),
            widths=(2, 8, 10),
        ),
        intro="These decisions came after the end of the period. They are not in its figures.",
    )


def no_update_part(builder: Builder, snapshot: Snapshot) -> None:
    """Add the services of which an update is missing, those that said nothing first."""
    found = sorted(service_updates(snapshot), key=lambda each: not each.said_nothing)
    if not found:
        builder.part(Part.NO_UPDATE, Text("Every service sent an update on each of its actions."))
        return
    builder.table_part(
        1,
        Part.NO_UPDATE,
        table(
            Part.NO_UPDATE,
            (Label.SERVICE, Label.ASKED, Label.WITHOUT_UPDATE, Label.ACTIONS),
            (
                (
                    cell(each.service or "No service named"),
                    number_cell(len(each.asked)),
                    number_cell(len(each.silent)),
                    cell(together(each.silent, ", ")),
                )
                for each in found
            ),
            widths=(5, 2, 2, 8),
        ),
        intro="What nobody reported on cannot be verified, and is never green.",
    )


def outside_bodies_part(builder: Builder, snapshot: Snapshot) -> None:
    """Add the outside bodies that actions of the period name: whoever sits on one declares an interest."""
    builder.table_part(
        1,
        Part.OUTSIDE_BODIES,
        table(
            Part.OUTSIDE_BODIES,
            (Label.BODY, Label.ACTIONS),
            (
                (cell(each.name), cell(together(each.refs, ", ") or NOTHING))
                for each in outside_bodies(snapshot)
            ),
            widths=(2, 3),
        ),
        intro="Members who sit on one of these bodies may have an interest to declare.",
    )
