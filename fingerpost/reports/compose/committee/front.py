"""The front of a committee report: who meets when, who answers for it, and what is not for the public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import facts
from fingerpost.reports.document import Emphasis, Text
from fingerpost.rules.committee.report import exempt_line
from fingerpost.rules.committee.risks import bodies_named
from fingerpost.rules.draft import Draft
from fingerpost.rules.labels import Label
from fingerpost.rules.said import said, together
from fingerpost.rules.snapshot import Snapshot
from fingerpost.rules.wording import Part, day_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.reports.compose.building import Builder
    from fingerpost.rules.committee.new_plan import DraftPlan
    from fingerpost.rules.committee.report import CommitteeReport

YES_OR_NO = {True: "Yes", False: "No"}
NAMES_BODIES = "Members who sit on one of these bodies may have an interest to declare:"


def front_lines(report: CommitteeReport) -> tuple[str, ...]:
    """The lines above the title: each meeting with its day."""
    return tuple(
        f"{each.body}, {day_words(each.date)}" if each.date else each.body for each in report.meetings
    )


def add_front(
    builder: Builder, report: CommitteeReport, record: Snapshot | DraftPlan | Draft, *, public: bool
) -> None:
    """Add the box at the front, what is exempt in the report, and the outside bodies that it names."""
    holder = report.portfolio_holder
    consulted = holder.consulted if holder else None
    key = report.key_decision
    builder.add(
        facts(
            Part.ABOUT,
            [
                (Label.PORTFOLIO_HOLDER, _named(holder.name, holder.role) if holder else None),
                *((each.role, each.name) for each in report.responsible),
                (Label.PORTFOLIO_HOLDER_CONSULTED, None if consulted is None else YES_OR_NO[consulted]),
                (Label.WARDS, report.wards),
                (Label.DECISION_TYPE, report.decision_type),
                (Label.KEY_DECISION, None if key is None else YES_OR_NO[key]),
                (Label.FORWARD_PLAN, report.forward_plan_ref),
                (Label.CLEARED_BY, together(_clearances(report), "; ") or None),
            ],
            beside=(
                Label.PORTFOLIO_HOLDER_CONSULTED,
                Label.WARDS,
                Label.DECISION_TYPE,
                Label.KEY_DECISION,
                Label.FORWARD_PLAN,
            ),
        )
    )
    if report.is_exempt:
        builder.add(_exempt_notice(report, public=public))
    if not isinstance(record, Draft) and (bodies := bodies_named(record)):
        named = "; ".join(f"{each.name} ({', '.join(each.refs)})" for each in bodies)
        builder.add(Text(f"{NAMES_BODIES} {named}.", emphasis=Emphasis.NOTE))


def properties_of(report: CommitteeReport, record: Snapshot | DraftPlan | Draft) -> dict[str, str]:
    """What a template's named fields and a file's properties may say."""
    meetings = [each for each in report.meetings if each.date] or list(report.meetings)
    first = meetings[0] if meetings else None
    holder = report.portfolio_holder
    year = record.plan.year.name if isinstance(record, Snapshot) else None
    named = {
        "title": report.title,
        "council": report.council,
        "period": report.period.name if report.period else None,
        "plan_year": year,
        "meeting": together([each.body for each in report.meetings], "; "),
        "meeting_date": day_words(first.date) if first and first.date else None,
        "decision_type": report.decision_type,
        "contact": report.contact.name if report.contact else None,
        "kind": "Report to a committee",
        "wards": report.wards,
        "digest": report.record_digest,
        "portfolio_holder": _named(holder.name, holder.role) if holder else None,
        "responsible_officer": together([each.name for each in report.responsible], "; "),
        "key_decision": None if report.key_decision is None else YES_OR_NO[report.key_decision],
        "forward_plan_ref": report.forward_plan_ref,
        "cleared_by": together(_clearances(report), "; "),
    }
    return {name: words for name, words in named.items() if words}


def _named(name: str, role: str | None) -> str:
    return f"{name}, {role}" if role else name


def _clearances(report: CommitteeReport) -> Iterator[str]:
    for each in report.clearances:
        given = each.given
        yield f"{each.of}: {given.by}, {day_words(given.on)}" if given else said("{of}: awaited", of=each.of)


def _exempt_notice(report: CommitteeReport, *, public: bool) -> Text:
    """What is exempt, and that it is not in this file, or that this file is not for the public."""
    lines = []
    for part in report.parts:
        if part.exempt:
            number = report.numbers.get(part.key)
            what = (
                "A section"
                if number is None
                else said("Part of section {number}", number=number)
                if part.within
                else said("Section {number}", number=number)
            )
            lines.append(exempt_line(what, part.exempt))
    lines += [
        exempt_line(said("Appendix {number}", number=number), each.exempt)
        for number, each in enumerate(report.appendices, start=1)
        if each.exempt
    ]
    stated = "It is not in this file." if len(lines) == 1 else "They are not in this file."
    if public:
        return Text(f"{' '.join(lines)} {stated}", emphasis=Emphasis.NOTE)
    return Text(said("Not for publication. {join}", join=together(lines)), emphasis=Emphasis.WARNING)
