"""From the rows of a report to its value and the record that it rests on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fingerpost.committee.before_meetings import is_key_decision, meetings_of
from fingerpost.committee.standards import OF_CLEARANCE
from fingerpost.committee.text import paragraphs_of
from fingerpost.monitoring.closing import value_of
from fingerpost.monitoring.rows import section_values
from fingerpost.people.public_choices import choices_of
from fingerpost.plans.values import ledger_if_any
from fingerpost.rules.committee.exempt import Exemption
from fingerpost.rules.committee.field_forms import Sources
from fingerpost.rules.committee.new_plan import DraftPlan, PlannedAction, draft_plan_digest
from fingerpost.rules.committee.report import (
    AcceptedDifference,
    Appendix,
    AttachedFile,
    Clearance,
    PortfolioHolder,
    ReportPart,
    SignOff,
    report_from_json,
)
from fingerpost.rules.committee.report import CommitteeReport as Value
from fingerpost.rules.committee.standard import ReportKind
from fingerpost.rules.draft import Consultee, Contact, Responsible
from fingerpost.rules.plain import from_plain
from fingerpost.rules.publishing import PublicChoices
from fingerpost.rules.snapshot import Risk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.committee.models import Acceptance, CommitteeReport, FurtherAppendix, Part
    from fingerpost.people.models import Council, Person
    from fingerpost.plans.models import Action, Plan
    from fingerpost.rules.snapshot import Snapshot

APPENDIX = {
    ReportKind.EXCEPTION: "Exception report",
    ReportKind.NEW_PLAN: "The plan",
}
"""The title of the appendix that is made of the record, by kind of report."""


def draft_plan(plan: Plan) -> DraftPlan:
    """A plan that is not live yet, as a report brings it to a meeting."""
    rows = plan.actions.select_related("section").prefetch_related(
        "people__person", "milestones", "ledger_entries"
    )
    return DraftPlan(
        council=plan.council.name,
        title=plan.title,
        year=plan.year,
        sections=section_values(plan),
        actions=tuple(_planned(each) for each in rows),
        risks=tuple(Risk(each.code, each.title) for each in plan.council.risks.filter(merged_into=None)),
    )


def merged_risks(council: Council) -> dict[str, str]:
    """The code of each corporate risk that was merged into another, with the code of that one."""
    rows = council.risks.filter(merged_into__isnull=False)
    return dict(rows.values_list("code", "merged_into__code"))


def _planned(action: Action) -> PlannedAction:
    ledger = ledger_if_any(action)
    return PlannedAction(
        ref=action.ref,
        title=action.title,
        section=action.section.code,
        due=None if ledger is None else ledger.current,
        leads=tuple(each.person.shown for each in action.people.all() if not each.deputy),
        resources=action.resources or None,
        outside_bodies=tuple(action.outside_bodies),
    )


def record_of(report: CommitteeReport) -> Snapshot | DraftPlan:
    """The record that a report in hand rests on: the closed month, or the plan as it stands."""
    return draft_plan(report.plan) if report.snapshot is None else value_of(report.snapshot)


def sources_of(report: CommitteeReport, parts: Sequence[Part], acceptances: Sequence[Acceptance]) -> Sources:
    """The value of a report in hand with the record that its fields are filled from.

    Select `plan__council`, `snapshot__previous`, `officer`, `portfolio_holder` and `contact`, and of the parts
    `owner` and `signed_by`. Sign-offs are given as the rows have them, whether or not the text still is the same.
    """
    record = record_of(report)
    previous = None
    if report.snapshot is not None and report.snapshot.previous is not None:
        previous = value_of(report.snapshot.previous)
    digest = draft_plan_digest(record) if isinstance(record, DraftPlan) else report.snapshot.digest  # type: ignore[union-attr]  # a report of a month has one
    kind = ReportKind(report.kind)
    merged = merged_risks(report.plan.council)
    value = Value(
        kind=kind,
        council=report.plan.council.name,
        title=report.title,
        plan=report.plan.title,
        period=report.period.value if report.period else None,
        meetings=meetings_of(report, record, merged),
        portfolio_holder=_holder(report),
        responsible=_responsible(report.officer),
        wards=report.wards or None,
        decision_type=report.decision_type or None,
        key_decision=is_key_decision(report),
        clearances=tuple(
            Clearance(OF_CLEARANCE[each.clearance], sign_off_of(each)) for each in parts if each.clearance
        ),
        parts=tuple(part_value(each) for each in parts),
        consultees=tuple(Consultee(each.name, each.answer or None) for each in report.consultees.all()),
        appendices=(
            Appendix(APPENDIX[kind], generated=True),
            *(appendix_value(each) for each in report.further.select_related("file").defer("file__content")),
        ),
        background_papers=tuple(report.background_papers),
        contact=_contact(report),
        accepted=tuple(_accepted(each) for each in acceptances),
        record_digest=digest,
        merged_risks=merged,
        previous_digest=report.snapshot.previous.digest
        if report.snapshot is not None and report.snapshot.previous is not None
        else None,
    )
    return Sources(value, record, previous)


def sources_now(report: CommitteeReport) -> Sources:
    """The sources of a report in hand, its parts and acceptances read anew."""
    parts = list(report.parts.select_related("owner", "signed_by"))
    return sources_of(report, parts, list(report.acceptances.select_related("by")))


def frozen_sources(report: CommitteeReport) -> Sources:
    """The sources of an issued report: its frozen value with the record that it rests on."""
    record: Snapshot | DraftPlan
    previous = None
    if report.snapshot is None:
        record = from_plain(DraftPlan, json.loads(report.record))
    else:
        record = value_of(report.snapshot)
        previous = None if report.snapshot.previous is None else value_of(report.snapshot.previous)
    return Sources(report_from_json(report.json), record, previous)


def public_choices_now(report: CommitteeReport) -> PublicChoices:
    """How officers stand in its public files if it is issued now, and which words were taken out of its month."""
    taken_out = () if report.period is None else tuple(report.period.redacted)
    return choices_of(report.plan.council, redacted=taken_out)


def frozen_choices(report: CommitteeReport) -> PublicChoices | None:
    """How officers stand in the public files of an issued report; None where it was issued before that was kept."""
    return None if report.public_choices is None else from_plain(PublicChoices, report.public_choices)


def appendix_value(appendix: FurtherAppendix) -> Appendix:
    """An appendix as the rules know it."""
    file = appendix.file
    return Appendix(
        appendix.title,
        exempt=None if appendix.exempt is None else from_plain(Exemption, appendix.exempt),
        file=None if file is None else AttachedFile(file.name, file.sha256),
    )


def part_value(part: Part) -> ReportPart:
    """A part as the rules know it."""
    return ReportPart(
        key=part.key,
        heading=part.heading,
        paragraphs=paragraphs_of(part.text),
        within=part.within or None,
        numbered=part.numbered,
        owner=part.owner.shown if part.owner else None,
        signed=sign_off_of(part),
        exempt=None if part.exempt is None else from_plain(Exemption, part.exempt),
    )


def sign_off_of(part: Part) -> SignOff | None:
    """Who signed a part, in name and post, and when."""
    if part.signed_by is None or part.signed_at is None:
        return None
    return SignOff(_with_post(part.signed_by), part.signed_at.date())


def _with_post(person: Person) -> str:
    return person.shown if not person.post or person.name_retired else f"{person.shown}, {person.post}"


def _holder(report: CommitteeReport) -> PortfolioHolder | None:
    holder = report.portfolio_holder
    if holder is None:
        return None
    return PortfolioHolder(holder.shown, holder.portfolio or holder.post or None, report.holder_consulted)


def _responsible(officer: Person | None) -> tuple[Responsible, ...]:
    return () if officer is None else (Responsible(officer.post or "Responsible officer", officer.shown),)


def _contact(report: CommitteeReport) -> Contact | None:
    contact = report.contact
    if contact is None:
        return None
    return Contact(contact.shown, contact.email or None, report.telephone or None)


def _accepted(row: Acceptance) -> AcceptedDifference:
    return AcceptedDifference(
        check=row.check_id,
        part=row.part,
        words=row.words,
        message=row.message,
        reason=row.reason,
        by=row.by.shown,
        on=row.at.date(),
    )
