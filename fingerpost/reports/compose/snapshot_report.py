"""The exception report of a closed period, from its snapshot (rules: Exceptions and the exception report)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import Builder, facts
from fingerpost.reports.compose.checked import findings_part
from fingerpost.reports.compose.requests import requests_parts, requests_sheets
from fingerpost.reports.compose.snapshot_exceptions import exceptions_part
from fingerpost.reports.compose.snapshot_figures import (
    changes_part,
    figures_by_part,
    figures_part,
    in_a_sentence,
    without_redated,
)
from fingerpost.reports.compose.snapshot_lists import (
    approved_since_part,
    completed_part,
    no_update_part,
    outside_bodies_part,
    schedule_part,
)
from fingerpost.reports.compose.snapshot_movement import movement_part, movement_sentence
from fingerpost.reports.compose.snapshot_sheets import snapshot_sheets
from fingerpost.reports.document import Bullets, Document, Emphasis, Text
from fingerpost.rules.exceptions_report import declared_better
from fingerpost.rules.labels import Label
from fingerpost.rules.policies import MilestonesCount, Rounding
from fingerpost.rules.said import said, said_n, together
from fingerpost.rules.snapshot import digest
from fingerpost.rules.wording import Part, day_words, status_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fingerpost.rules.findings import Finding
    from fingerpost.rules.scrutiny import AtIssue
    from fingerpost.rules.snapshot import ActionRecord, Snapshot


class NotThePreviousPeriod(ValueError):
    """The snapshot given as the previous one is not of an earlier period of the same council."""


def compose_snapshot(
    snapshot: Snapshot,
    previous: Snapshot | None,
    findings: Sequence[Finding],
    requests: AtIssue | None = None,
    closed_digest: str | None = None,
) -> Document:
    """The exception report; movement where the previous snapshot is given, and a line where it is not.

    What Members asked stands in front, and statements of portfolio holders with their exceptions, where
    `requests` says what there was at issue. The digest printed is that of the snapshot, or `closed_digest` where the
    snapshot is what is public of a closed record.

    Refuses a previous snapshot of another council, or of the same period or a later one.
    """
    if previous is not None and (
        previous.council != snapshot.council or previous.period.last >= snapshot.period.first
    ):
        raise NotThePreviousPeriod(
            said(
                "{period} of {council} does not come before {period2} of {council2}.",
                period=previous.period,
                council=previous.council,
                period2=snapshot.period,
                council2=snapshot.council,
            )
        )
    fingerprint = closed_digest or digest(snapshot)
    builder = Builder()
    builder.add(Text(in_a_sentence(snapshot), emphasis=Emphasis.LEAD))
    builder.add(Text(" ".join((*without_redated(snapshot), *movement_sentence(snapshot, previous)))))
    if requests is not None:
        requests_parts(builder, requests, snapshot.plan.status_words)
    figures_part(builder, snapshot, previous)
    changes_part(builder, snapshot)
    exceptions_part(builder, snapshot, requests)
    movement_part(builder, snapshot, previous)
    completed_part(builder, snapshot)
    schedule_part(builder, snapshot)
    approved_since_part(builder, snapshot)
    no_update_part(builder, snapshot)
    outside_bodies_part(builder, snapshot)
    figures_by_part(builder, snapshot)
    findings_part(builder, findings)
    builder.part(Part.METHOD, Bullets(tuple(_notes(snapshot, requests))))
    _record(builder, snapshot, fingerprint)
    return Document(
        title=said("{plan}: exception report for {period}", plan=snapshot.plan.title, period=snapshot.period),
        council=snapshot.council,
        language="en-GB",
        dated=snapshot.closed_on,
        blocks=tuple(builder.blocks),
        sheets=(*snapshot_sheets(snapshot, previous, findings, fingerprint), *requests_sheets(requests)),
        record=snapshot,
        properties={
            "period": snapshot.period.name,
            "plan_year": snapshot.plan.year.name,
            "kind": "Exception report",
            "digest": fingerprint,
        },
    )


def _notes(snapshot: Snapshot, requests: AtIssue | None) -> Iterator[str]:
    policies = snapshot.policies
    yield (
        said(
            "Counted: {counted}. Each action is in exactly one class, so the counts add to the number of actions counted. That number differs between periods.",
            counted=policies.counted,
        )
    )
    behind = said_n("{count} month", "{count} months", policies.amber_up_to)
    yield (
        said(
            "Amber is up to {behind} behind the current date, red is more. The current date is the original date or the last one that was approved; an action that misses a revised date is late again.",
            behind=behind,
        )
    )
    yield (
        said(
            "Shares are {rounding}, so they need not add to 100. Decisions count {decisions_count}; later ones are listed as approved since, outside the figures.",
            rounding=policies.rounding,
            decisions_count=policies.decisions_count,
        )
        if policies.rounding is Rounding.HALF_UP
        else said(
            "Shares are {rounding} by the largest remainder. Decisions count {decisions_count}; later ones are listed as approved since, outside the figures.",
            rounding=policies.rounding,
            decisions_count=policies.decisions_count,
        )
    )
    if policies.milestones_count is not MilestonesCount.NONE:
        yield said(
            "Milestones count {milestones_count}: a late one makes its action late.",
            milestones_count=policies.milestones_count,
        )
    declared = [each for each in snapshot.highlighted if each.status is not each.calculated]
    better = declared_better(snapshot)
    if better:
        are = "status is" if len(better) == 1 else "statuses are"
        named = together([_declared(each, snapshot) for each in better], "; ")
        yield said(
            "{count} {are} declared better than the dates give, with a reason and agreed: {named}.",
            count=len(better),
            are=are,
            named=named,
        )
    else:
        yield "No status is declared better than the dates give."
    worse = len(declared) - len(better)
    if worse:
        yield said_n(
            "{count} status declared worse than the dates give.",
            "{count} statuses declared worse than the dates give.",
            worse,
        )
    yield "An action without an update is never green."
    yield (
        "What Members asked is kept apart from the closed record of the period and is not known here."
        if requests is None
        else "What Members asked, and the statements of portfolio holders, are kept apart from the closed record of the "
        "period; they stand here as they were when this report was made, and count in no figure."
    )


def _declared(action: ActionRecord, snapshot: Snapshot) -> str:
    words = snapshot.plan.status_words
    declared = action.standing.declared
    why = said(", because {reason}", reason=declared.reason) if declared and declared.reason else ""
    by = (
        said(", agreed by {agreed_by}", agreed_by=declared.agreed_by)
        if declared and declared.agreed_by
        else ""
    )
    return said(
        "{action} {title} ({status_word}, by the dates {status_word2}{why}{by})",
        action=action.ref,
        title=action.title,
        status_word=status_word(action.status, words),
        status_word2=status_word(action.calculated, words),
        why=why,
        by=by,
    )


def _record(builder: Builder, snapshot: Snapshot, fingerprint: str) -> None:
    """What the report was made from, so that a published copy shows whether the record was altered."""
    correction = snapshot.correction
    builder.part(
        Part.RECORD,
        Text(
            "The digest below is that of the closed record. If the record is altered, its digest no longer matches.",
            emphasis=Emphasis.SMALL,
        ),
        facts(
            Part.RECORD,
            [
                (Label.COUNCIL, snapshot.council),
                (Label.PLAN, snapshot.plan.title),
                (Label.PLAN_YEAR, snapshot.plan.year.name),
                (Label.PERIOD, snapshot.period.name),
                (Label.CLOSED_ON, day_words(snapshot.closed_on)),
                (Label.VERSION, str(snapshot.version)),
                (Label.CORRECTION, f"{correction.reason} ({correction.author})" if correction else None),
                (Label.CORRECTS, correction.corrects if correction else None),
                (Label.DIGEST, fingerprint),
                (Label.PREVIOUS_DIGEST, snapshot.previous_digest),
            ],
        ),
        level=2,
    )
