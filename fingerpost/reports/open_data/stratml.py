"""A closed month, or a plan's published year, as StratML Part 2: strictly what the standard's content model allows.

Every section is a goal, in the order of the plan, and every action an objective of its section with one indicator,
which has a measurement for each month. Leads, services and outside bodies are stakeholders. What the standard has no
element for stands in lines of further information (rules/stratml/terms.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.open_data.months import OpenMonth, OpenYear
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.stratml.model import PART_2
from fingerpost.rules.stratml.terms import DIMENSION, EDTF, UNIT, Described, Line, RoleName
from fingerpost.rules.stratml.tree import Element, arranged, as_id, to_xml
from fingerpost.rules.wording import CLASS_WORDS, share_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from fingerpost.reports.open_data.months import OpenAction, OpenDate, OpenRevision, OpenSection
    from fingerpost.rules.figures import Figures

MEDIA_TYPE = "application/xml"


def stratml(data: OpenMonth | OpenYear, *, published_on: date | None = None) -> bytes:
    """The month or year as a StratML Part 2 file, valid or not written at all.

    `published_on` is the day of its publication; without it, the last day of closing. A plan without sections has one
    goal that says so, since StratML asks for one.
    """
    months = data.months if isinstance(data, OpenYear) else (data,)
    last = months[-1]
    whole = isinstance(data, OpenYear)
    plan = data.plan
    root = _made(
        "PerformancePlanOrReport",
        _text("Name", plan.title or plan.code),
        _text("Description", _described(months)),
        _text("OtherInformation", _lines(_about(data, months))),
        _made(
            "StrategicPlanCore",
            _made(
                "Organization",
                _text("Name", last.council),
                _text("Identifier", as_id("council", last.council)),
            ),
            *(_goal(section, months) for section in last.sections),
            None if last.sections else _no_goal(last),
        ),
        _made(
            "AdministrativeInformation",
            _text("Identifier", _document_id(months, whole=whole)),
            _text("StartDate", plan.first_month.first_day.isoformat()),
            _text("EndDate", plan.last_month.last_day.isoformat()),
            _text("PublicationDate", (published_on or max(each.closed_on for each in months)).isoformat()),
            _text("Source", plan.address if whole else last.address),
        ),
        _made("Submitter", _text("EmailAddress", data.publisher.email)) if data.publisher.email else None,
        Type="Performance_Report",
    )
    return to_xml(root, PART_2)


def _document_id(months: tuple[OpenMonth, ...], *, whole: bool) -> str:
    last = months[-1]
    name = "months" if whole else f"{last.period.last}.version.{last.version}"
    return as_id("plan", f"{last.plan.code}.{name}")


def _described(months: tuple[OpenMonth, ...]) -> str:
    names = ", ".join(each.period.name for each in months)
    return f"How the actions of {months[-1].plan.title} of {months[-1].council} stood in {names}."


def _about(data: OpenMonth | OpenYear, months: tuple[OpenMonth, ...]) -> Iterator[tuple[Line, str | None]]:
    for each in months:
        yield Line.PERIOD, each.period.name
        yield Line.VERSION, str(each.version) if each.correction else None
        yield Line.CORRECTION, each.correction.reason if each.correction else None
        yield Line.CLOSED_ON, each.closed_on.isoformat()
        yield Line.DIGEST, each.digest
        yield Line.FIGURES, _figures(each.figures.whole)
    for risk in months[-1].risks:
        yield Line.RISK, f"{risk.code}, {risk.title}"
    yield Line.LICENCE, f"{data.licence.name}, {data.licence.address}"


def _figures(figures: Figures) -> str:
    classes = (
        f"{figures.counts.get(each, 0)} {CLASS_WORDS[each].lower()}"
        + (f" ({share_words(figures.shares[each])})" if each in figures.shares else "")
        for each in StatusClass
    )
    return f"{figures.n} actions highlighted: {', '.join(classes)}"


def _no_goal(month: OpenMonth) -> Element:
    name = month.plan.title or month.plan.code
    return _made("Goal", _text("Name", name), _text("Description", "The plan has no sections."))


def _goal(section: OpenSection, months: tuple[OpenMonth, ...]) -> Element:
    last = months[-1]
    return _made(
        "Goal",
        _text("Name", section.title or section.code),
        Element("Description", section.outcome or ""),
        _text("Identifier", as_id("section", section.code)),
        _text("SequenceIndicator", section.number or section.code),
        _stakeholder(section.head_of_service, RoleName.HEAD, performs=True),
        _stakeholder(section.portfolio, RoleName.PORTFOLIO),
        _text(
            "OtherInformation",
            _lines(
                (
                    (Line.CODE, section.code if section.number != section.code else None),
                    (Line.LEVEL, section.level_name),
                    (Line.PART_OF, section.parent),
                    (Line.RISKS, ", ".join(section.risks)),
                )
            ),
        ),
        *(_objective(action, months) for action in last.actions if action.section == section.code),
    )


def _objective(action: OpenAction, months: tuple[OpenMonth, ...]) -> Element:
    return _made(
        "Objective",
        _text("Name", action.title),
        _text("Identifier", as_id("action", action.ref)),
        _text("SequenceIndicator", action.ref),
        *(_stakeholder(each, RoleName.LEAD, performs=True) for each in action.leads),
        _stakeholder(action.service, RoleName.SERVICE, kind="Organization", performs=True),
        *(_stakeholder(each, RoleName.OUTSIDE, kind="Organization") for each in action.outside_bodies),
        _text(
            "OtherInformation",
            _lines(
                (
                    (Line.PROGRAMMED, ", ".join(str(each) for each in action.programmed)),
                    (Line.ONGOING, "yes" if action.ongoing else None),
                    (Line.PRIORITY, action.priority),
                    (Line.RESOURCES, action.resources),
                    (Line.WAITS_FOR, ", ".join(action.predecessors)),
                )
            ),
        ),
        _made(
            "PerformanceIndicator",
            _text("MeasurementDimension", DIMENSION),
            _text("UnitOfMeasurement", UNIT),
            _text("Identifier", as_id("completion", action.ref)),
            *(_measured(each, month) for month in months for each in month.actions if each.ref == action.ref),
            PerformanceIndicatorType="Qualitative",
        ),
    )


def _measured(action: OpenAction, month: OpenMonth) -> Element:
    moved = action.current is not None and action.current != action.original
    return _made(
        "MeasurementInstance",
        _dated("TargetResult", Described.ORIGINAL, action.original),
        *(_approved(each) for each in action.revisions if each.counts),
        _dated("TargetResult", Described.CURRENT, action.current) if moved else None,
        _made(
            "ActualResult",
            _text("StartDate", month.period.first.first_day.isoformat()),
            _text("EndDate", month.period.last.last_day.isoformat()),
            _descriptor(Described.STATUS, action.status_words),
            _text("Description", action.why),
        ),
        _said(Described.CLASS, None if action.class_ is None else CLASS_WORDS[action.class_]),
        _dated("ActualResult", Described.EXPECTED, action.expected),
        _made(
            "ActualResult",
            _text("EndDate", action.completed_on.isoformat()),
            _descriptor(Described.COMPLETED, action.completed_on.isoformat()),
        )
        if action.completed_on
        else None,
        _said(Described.REASON, action.slippage_reason),
        _said(Described.CORRECTIVE, action.corrective_action),
        _said(Described.COMMENT, action.comment),
    )


def _approved(revision: OpenRevision) -> Element | None:
    """A decision that gave a new date, with what was decided and where."""
    date = revision.new_date
    if date is None:
        return None
    said = [f"{EDTF}{date.edtf}"] if date.edtf and not date.exact else []
    decided = [str(revision.change)]
    if revision.decided_on:
        decided.append(f"decided on {revision.decided_on.isoformat()}")
    decided += [each for each in (revision.decided_by, revision.minute) if each]
    said.append(", ".join(decided) + (f": {revision.words}" if revision.words else ""))
    return _dated("TargetResult", Described.APPROVED, date, "\n".join(said))


def _dated(
    name: str, described: Described, date: OpenDate | None, description: str | None = None
) -> Element | None:
    if date is None:
        return None
    if description is None and date.edtf is not None and not date.exact:
        description = f"{EDTF}{date.edtf}"
    starts = None if date.exact or date.earliest is None else date.earliest.first_day.isoformat()
    return _made(
        name,
        _text("StartDate", starts),
        _text("EndDate", date.latest_day.isoformat() if date.latest_day else None),
        _descriptor(described, date.words),
        _text("Description", description),
    )


def _said(described: Described, words: str | None) -> Element | None:
    return None if words is None else _made("ActualResult", _descriptor(described, words))


def _descriptor(described: Described, words: str) -> Element:
    return _made("Descriptor", _text("DescriptorName", described), _text("DescriptorValue", words))


def _stakeholder(
    name: str | None, role: RoleName, *, kind: str | None = None, performs: bool = False
) -> Element | None:
    """A stakeholder in a role. Whether a lead is a person or a post is not known, so no type is given for one."""
    if not name:
        return None
    return _made(
        "Stakeholder",
        _text("Name", name),
        _made("Role", _text("Name", role), _text("RoleType", "Performer") if performs else None),
        StakeholderTypeType=kind,
    )


def _lines(pairs: Iterable[tuple[Line, str | None]]) -> str | None:
    return "\n".join(f"{line}: {' '.join(value.split())}" for line, value in pairs if value) or None


def _text(name: str, words: str | None) -> Element | None:
    return Element(name, words) if words else None


def _made(name: str, *children: Element | None, **attributes: str | None) -> Element:
    return arranged(name, children, PART_2, attributes)
