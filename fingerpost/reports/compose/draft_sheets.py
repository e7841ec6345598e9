"""The data of a draft as tidy tables, one for each kind of thing, for spreadsheets and CSV.

Together they hold everything that the draft holds, apart from places; blank is nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.about import about_facts, source_facts
from fingerpost.reports.compose.building import cell, class_cell, facts, number_cell, table
from fingerpost.reports.compose.checked import findings_table
from fingerpost.reports.compose.draft_figures import figures_table, lines_table
from fingerpost.reports.compose.marks import cells_of
from fingerpost.reports.compose.month_grid import draft_grid, with_grid
from fingerpost.reports.compose.risks import risks_table
from fingerpost.reports.document import DocumentCell, Sheet
from fingerpost.rules.dates import ApproximateDate, NotEdtf
from fingerpost.rules.draft import StatusSource
from fingerpost.rules.labels import Label
from fingerpost.rules.wording import (
    ACTION_ENTRY,
    LEARNT_WORDS,
    MARK_WORDS,
    Part,
    names_words,
    other_label,
    path_words,
    share_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.classes import StatusClass
    from fingerpost.rules.draft import Draft, PrintedDate
    from fingerpost.rules.findings import Finding


def draft_sheets(draft: Draft, findings: Sequence[Finding]) -> tuple[Sheet, ...]:
    """The sheets of a draft that have anything in them, the one about the report always first."""
    found: list[tuple[str, DocumentTable | None]] = [
        ("Report", _report(draft)),
        (
            "Responsible",
            _two(Part.RESPONSIBLE, Label.ROLE, Label.NAME, [(e.role, e.name) for e in draft.responsible]),
        ),
        ("Figures", figures_table(draft)),
        ("Figure lines", lines_table(draft)),
        ("Key", _two(Part.KEY, Label.MARK, Label.MEANING, [(e.mark, e.meaning) for e in draft.key])),
        ("Changes", _two(Part.CHANGES, Label.REF, Label.ACTION, [(e.ref, e.title) for e in draft.changes])),
        ("Exceptions", _exceptions(draft)),
        ("Actions", _actions(draft)),
        ("Milestones", _milestones(draft)),
        ("Months", _months(draft)),
        ("Risks", risks_table(draft)),
        ("Risk links", _risk_links(draft)),
        ("Paragraphs", _paragraphs(draft)),
        (
            "Consulted",
            _two(
                Part.CONSULTEES, Label.CONSULTEE, Label.ANSWER, [(e.who, e.answer) for e in draft.consultees]
            ),
        ),
        (
            "Implications",
            _two(
                Part.IMPLICATIONS,
                Label.IMPLICATION,
                Label.TEXT,
                [(e.title, e.text) for e in draft.implications],
            ),
        ),
        ("Papers", _papers(draft)),
        ("Findings", findings_table(findings)),
    ]
    data = tuple(Sheet(name, table.caption, table) for name, table in found if table is not None)
    return with_grid(data, draft_grid(draft))


def _two(
    caption: str, first: str, second: str, rows: list[tuple[str | None, str | None]]
) -> DocumentTable | None:
    return table(
        caption, (first, second), ((cell(one), cell(other)) for one, other in rows), row_headers=False
    )


def _report(draft: Draft) -> DocumentTable | None:
    stated = draft.changes_stated
    pairs = [
        *about_facts(draft).pairs,
        *facts(
            Part.CHANGES,
            [
                (
                    Label.CHANGES_COUNT,
                    number_cell(stated.count) if stated and stated.count is not None else None,
                ),
                (
                    Label.CHANGES_SHARE,
                    share_words(stated.share) if stated and stated.share is not None else None,
                ),
            ],
        ).pairs,
        *source_facts(draft).pairs,
    ]
    return table(
        Part.ABOUT,
        (Label.FIELD, Label.VALUE),
        ((cell(label), value) for label, value in pairs),
    )


def _paragraphs(draft: Draft) -> DocumentTable | None:
    """A row for each paragraph with its section; a section without paragraphs has a row of its own."""
    rows = []
    for section in draft.sections:
        front = (cell(section.number), cell(section.title))
        rows += [(*front, cell(each.number), cell(each.text)) for each in section.paragraphs]
        if not section.paragraphs:
            rows.append((*front, cell(None), cell(None)))
    return table(
        Part.COVERING,
        (Label.SECTION_NUMBER, Label.SECTION, Label.PARAGRAPH, Label.TEXT),
        rows,
        row_headers=False,
    )


def _papers(draft: Draft) -> DocumentTable | None:
    rows = [
        (cell(part), cell(each))
        for part, items in (
            (Part.APPENDICES, draft.appendices),
            (Part.BACKGROUND_PAPERS, draft.background_papers),
        )
        for each in items
    ]
    return table(
        "Appendices and background papers", (Label.KIND_OF_PAPER, Label.TEXT), rows, row_headers=False
    )


def _date_columns(label: str) -> tuple[str, str, str]:
    return label, f"{label}: {Label.EDTF}", f"{label}: {Label.LATEST_DAY}"


def _date_cells(date: PrintedDate | None) -> tuple[DocumentCell, DocumentCell, DocumentCell]:
    """A date as printed, its EDTF value, and the last day on which it can fall, to sort and filter by."""
    if date is None:
        return cell(None), cell(None), cell(None)
    try:
        known = ApproximateDate(date.text, date.edtf)
    except NotEdtf:
        # A draft corrected by hand may hold any text here: it is shown, and has no day.
        return cell(date.text), cell(date.edtf), cell(None)
    day = known.day or (known.latest.last_day if known.latest else None)
    return cell(date.text), cell(date.edtf), DocumentCell(day.isoformat(), value=day) if day else cell(None)


def _status_cells(
    status: StatusClass | None, source: StatusSource, printed: str | None
) -> tuple[DocumentCell, DocumentCell, DocumentCell]:
    learnt = None if source is StatusSource.NONE else LEARNT_WORDS[source]
    return class_cell(status), cell(learnt), cell(printed)


def _exceptions(draft: Draft) -> DocumentTable | None:
    header = (
        Label.REF,
        Label.ACTION,
        Label.SECTION_CODE,
        Label.SECTION,
        Label.PART_OF_REF,
        Label.PART_OF,
        Label.STATUS,
        Label.LEARNT,
        Label.PRINTED,
        Label.REASON,
        Label.CORRECTIVE_ACTION,
        Label.WHO,
        *_date_columns(Label.ORIGINAL),
        *_date_columns(Label.REVISED),
        Label.PLAN_ROW,
        Label.PLAN_ACTION,
        Label.PLAN_LEAD,
        Label.PLAN_TEXT,
    )
    rows = []
    for each in draft.exceptions:
        row = each.plan_row
        rows.append(
            (
                cell(each.ref),
                cell(each.action),
                cell(each.section.code if each.section else None),
                cell(each.section.title if each.section else None),
                cell(each.parent.ref if each.parent else None),
                cell(each.parent.title if each.parent else None),
                *_status_cells(each.status, each.status_source, each.printed),
                cell(each.reason),
                cell(each.corrective_action),
                cell(names_words(each.who)),
                *_date_cells(each.original),
                *_date_cells(each.revised),
                cell("yes" if row else None),
                cell(row.action if row else None),
                cell(names_words(row.lead) if row else None),
                cell(row.corrective_action if row else None),
            )
        )
    return table(Part.EXCEPTIONS, header, rows)


def _actions(draft: Draft) -> DocumentTable | None:
    """The rows of a tracker; columns of the source's own follow ours, marked as such."""
    others = list(dict.fromkeys(name for each in draft.actions for name in each.other))
    header = (
        Label.SECTION,
        Label.REF,
        Label.ACTION,
        Label.LEAD,
        Label.STATUS,
        Label.LEARNT,
        Label.PRINTED,
        *_date_columns(Label.START),
        *_date_columns(Label.DUE),
        *_date_columns(Label.REVISED),
        *_date_columns(Label.COMPLETED),
        Label.PERCENT,
        Label.COMMENT,
        *(other_label(name) for name in others),
    )
    return table(
        Part.ACTIONS,
        header,
        (
            (
                cell(path_words(each.path) if each.path else None),
                cell(each.ref),
                cell(each.title),
                cell(names_words(each.lead)),
                *_status_cells(each.status, each.status_source, each.printed),
                *_date_cells(each.start),
                *_date_cells(each.due),
                *_date_cells(each.revised),
                *_date_cells(each.completed),
                number_cell(each.percent),
                cell(each.comment),
                *(cell(each.other.get(name)) for name in others),
            )
            for each in draft.actions
        ),
        row_headers=False,
    )


def _milestones(draft: Draft) -> DocumentTable | None:
    """A row for each milestone, with the row of its action."""
    return table(
        "Milestones",
        (
            Label.ROW,
            Label.REF,
            Label.MILESTONE,
            *_date_columns(Label.DUE),
            *_date_columns(Label.COMPLETED),
        ),
        (
            (
                cell(f"{ACTION_ENTRY} {number}"),
                cell(action.ref),
                cell(each.title),
                *_date_cells(each.due),
                *_date_cells(each.completed),
            )
            for number, action in enumerate(draft.actions, start=1)
            for each in action.milestones
        ),
        row_headers=False,
    )


def _months(draft: Draft) -> DocumentTable | None:
    """A row for each cell of each strip, blank ones too."""
    return table(
        "Months",
        (Label.ROW, Label.REF, Label.MONTH, Label.STATUS, Label.LEARNT, Label.PRINTED, Label.MARK),
        (
            (
                cell(each.row),
                cell(each.ref),
                DocumentCell(each.month.short_name, value=each.month.first_day),
                *_status_cells(each.cell.status, each.cell.status_source, each.cell.printed),
                cell(MARK_WORDS[each.cell.mark] if each.cell.mark else None),
            )
            for each in cells_of(draft)
        ),
        row_headers=False,
    )


def _risk_links(draft: Draft) -> DocumentTable | None:
    return table(
        Part.RISK_LINKS,
        (Label.RISK, Label.CODE, Label.PRINTED),
        (
            (cell(risk.code), cell(link.code), cell(link.printed))
            for risk in draft.risks
            for link in risk.links
        ),
        row_headers=False,
    )
