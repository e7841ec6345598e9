"""A plan written as an Excel workbook. Text stays text: no cell is a formula, a link or a number made of words."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import xlsxwriter

from fingerpost.people.models import Person
from fingerpost.plans.details import ACTION_PARTS, action_details, plan_details, section_details
from fingerpost.plans.workbook import layout
from fingerpost.reports.renderers.stamp import stamp
from fingerpost.reports.renderers.texts import xml_text
from fingerpost.rules.dates import parse_date
from fingerpost.rules.dates.ledger import Revision
from fingerpost.rules.plain import from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fingerpost.plans.details import ActionDetails, PlanDetails
    from fingerpost.plans.models import Action, Plan, Section
    from fingerpost.rules.schedule import Milestone

_NARROW, _WIDE, _WIDEST = 5, 16, 60


def write_workbook(plan: Plan, *, on: date) -> bytes:
    """The workbook of a plan as it stands; the same bytes for the same plan and day. Thirteen queries."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(
        written,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "d mmm yyyy",
        },
    )
    book.set_properties({"title": xml_text(plan.title), "created": stamp(on)})
    looks = {
        "heading": book.add_format({"bold": True, "bg_color": "#E8EDF0", "border": 1, "text_wrap": True}),
        "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "day": book.add_format({"num_format": "d mmm yyyy", "align": "left", "valign": "top"}),
    }
    people = layout.people_labels(Person.objects.filter(council_id=plan.council_id))
    sections = list(
        plan.sections.select_related("head", "portfolio_holder", "parent").prefetch_related(
            "aims", "risks", "measures"
        )
    )
    actions = list(
        plan.actions.select_related("service", "section").prefetch_related(*ACTION_PARTS, "ledger_entries")
    )
    written_actions = [(each, action_details(each)) for each in actions]
    months = [layout.month_heading(each) for each in plan.year]
    sheets: list[tuple[str, Sequence[str], Iterable[Sequence[Any]]]] = [
        (layout.SETTINGS, layout.SETTINGS_HEADINGS, settings_rows(plan_details(plan))),
        (layout.SECTIONS, layout.SECTION_HEADINGS, (_section_row(each, people) for each in sections)),
        (
            layout.ACTIONS,
            (*layout.ACTION_HEADINGS, *months, *layout.ACTION_HEADINGS_AFTER),
            (_action_row(plan, action, details, people) for action, details in written_actions),
        ),
        (layout.MILESTONES, layout.MILESTONE_HEADINGS, _milestone_rows(plan, written_actions)),
        (layout.MEASURES, layout.MEASURE_HEADINGS, _measure_rows(sections, written_actions)),
        (layout.LEDGER, layout.LEDGER_HEADINGS, _ledger_rows(actions)),
    ]
    for name, headings, rows in sheets:
        _write_sheet(book, name, headings, rows, looks)
    book.close()
    return written.getvalue()


def _write_sheet(
    book: Any, name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]], looks: dict[str, Any]
) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    widths = [len(each) if len(each) <= len("Jul 2026") else _WIDE for each in headings]
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, heading, looks["heading"])
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, stamp(value).replace(tzinfo=None), looks["day"])
            elif value:
                text = xml_text(str(value))
                sheet.write_string(number, column, text, looks["text"])
                widths[column] = max(widths[column], min(len(text), _WIDEST))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, max(_NARROW, width), looks["text"])
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def settings_rows(details: PlanDetails) -> Iterator[tuple[str, str]]:
    """The settings by name; the code is that of the plan that reads them, so it is told and never read."""
    yield "Code", details.code
    yield "Title", details.title
    yield "First month", str(details.year.first)
    yield "Last month", str(details.year.last)
    for number, name in enumerate(details.level_names, start=1):
        yield f"Level {number}", name
    yield "Months in a period", str(details.cycle_months)
    yield "Taken over in mid-year", layout.TICK if details.opening else ""
    for name, value in to_plain(details.policies).items():
        yield f"Policy {name}", layout.LIST_JOINT.join(value) if isinstance(value, list) else str(value)
    for status, words in details.status_words.items():
        yield f"Word for {status.value}", words
    for status, colour in details.colours.items():
        yield f"Colour of {status.value}", colour


def _section_row(section: Section, people: dict[int, str]) -> tuple[Any, ...]:
    details = section_details(section)
    return (
        details.code,
        section.parent.code if section.parent else "",
        details.number,
        details.title,
        details.outcome,
        people[details.head.pk] if details.head else "",
        people[details.portfolio_holder.pk] if details.portfolio_holder else "",
        layout.LIST_JOINT.join(each.code for each in details.aims),
        layout.LIST_JOINT.join(each.code for each in details.risks),
    )


def _action_row(
    plan: Plan, action: Action, details: ActionDetails, people: dict[int, str]
) -> tuple[Any, ...]:
    return (
        details.ref,
        action.section.code,
        details.title,
        layout.LIST_JOINT.join(people[each.pk] for each in details.leads),
        layout.LIST_JOINT.join(people[each.pk] for each in details.deputies),
        details.service.code if details.service else "",
        details.resources,
        details.priority,
        "\n".join(details.outside_bodies),
        *(layout.TICK if month in details.programmed else "" for month in plan.year),
        layout.LIST_JOINT.join(str(month) for month in details.programmed if month not in plan.year),
        details.original_day,
        layout.TICK if details.ongoing else "",
        layout.TICK if details.recurring else "",
        layout.LIST_JOINT.join(each.ref for each in details.predecessors),
        layout.LIST_JOINT.join(each.code for each in details.aims),
        layout.LIST_JOINT.join(each.code for each in details.risks),
    )


def _milestone_rows(plan: Plan, actions: Iterable[tuple[Action, ActionDetails]]) -> Iterator[tuple[Any, ...]]:
    for action, details in actions:
        for each in details.milestones:
            yield action.ref, each.title, each.due.text, _edtf_beside(plan, each), each.completed_on


def _edtf_beside(plan: Plan, milestone: Milestone) -> str:
    """The EDTF value, only where the words alone would not give it: so that changed words change the date."""
    read = parse_date(milestone.due.text, plan_year=plan.year)
    return "" if read.edtf == milestone.due.edtf else milestone.due.edtf or ""


def _measure_rows(
    sections: Iterable[Section], actions: Iterable[tuple[Action, ActionDetails]]
) -> Iterator[tuple[str, ...]]:
    for section in sections:
        for each in section.measures.all():
            yield section.code, "", each.title, each.target, each.actual
    for action, details in actions:
        for measure in details.measures:
            yield "", action.ref, measure.title, measure.target, measure.actual


def _ledger_rows(actions: Iterable[Action]) -> Iterator[tuple[Any, ...]]:
    for action in actions:
        for entry in action.ledger_entries.all():
            revision = from_plain(Revision, entry.revision)
            decision = revision.decision
            yield (
                action.ref,
                str(entry.number),
                revision.kind.value,
                revision.new_date.text if revision.new_date else "",
                decision.decided_on if decision else None,
                decision.by if decision else "",
                (decision.minute or "") if decision else "",
                revision.words or "",
                layout.TICK if revision.opening else "",
            )
