"""Trackers: tables of actions in whatever layout a council keeps them.

Each table is searched for its headings, each column is understood by its heading and its content, and each row
is told to be an action, a section heading, a continuation or neither. Works on tables of any format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fingerpost.importer.readers.source import Block, Cell, Paragraph, Row, SourceDocument, Table
from fingerpost.importer.recognition.columns import DATES, Field, MappedColumn, is_heading_word
from fingerpost.importer.recognition.refs import split_ref
from fingerpost.importer.recognition.statuses import Key, class_of_fill, key_of
from fingerpost.importer.recognition.tracker import reported
from fingerpost.importer.recognition.tracker.cells import CellReader
from fingerpost.importer.recognition.tracker.front import (
    Front,
    front_of,
    key_entries,
    key_in_rows,
    key_in_text,
    month_in,
    plan_year_of,
)
from fingerpost.importer.recognition.tracker.headers import (
    Given,
    Header,
    find_header,
    header_at,
    may_be_header,
)
from fingerpost.importer.recognition.tracker.layout import Layout, layout_of
from fingerpost.importer.recognition.tracker.mapping import given as given_mapping
from fingerpost.importer.recognition.tracker.problems import findings_of, mapping_findings
from fingerpost.importer.recognition.tracker.rows import RowReader
from fingerpost.importer.recognition.tracker.samples import SAMPLED, Samples, asks_whether_complete
from fingerpost.importer.recognition.tracker.strips import month_heading
from fingerpost.rules.draft import Draft, DraftAction, KeyEntry, Kind, PlanYear, Source
from fingerpost.rules.months import Month, Period

if TYPE_CHECKING:
    from fingerpost.rules.findings import Finding

__all__ = ["columns_of", "is_tracker_table", "recognise_tracker"]

_SEVERAL_TITLES = 2
_BOLD_LEVEL = 9
_BRAG = re.compile(r"\b(?:bragg?|ragb)\b", re.IGNORECASE)
_KEY_NAME = re.compile(r"(?:(?:b?rag|status|colour) )*(?:key|legend)\b", re.IGNORECASE)


@dataclass
class _Stretch:
    """Rows of a table under one heading."""

    table: Table
    header: Header
    rows: Sequence[Row]
    prefix: tuple[str, ...]
    headings: set[tuple[str, ...]]
    layout: Layout | None = None
    reader: RowReader | None = None
    columns: list[MappedColumn] = field(default_factory=list)


def recognise_tracker(source: SourceDocument, mapping: Mapping[str, str] | None = None) -> Draft:
    """The actions of every table of actions in the document, with findings on all that was not understood.

    `mapping` gives fields for headings (see `mapping`); one that names no field is refused (`NotAMapping`).
    A document without a table of actions gives a draft without actions and an error among its findings.
    """
    return _recognise(source, given_mapping(mapping))[0]


def columns_of(source: SourceDocument, mapping: Mapping[str, str] | None = None) -> tuple[MappedColumn, ...]:
    """How each column of each table of actions is understood, with samples of what stands in it."""
    return _recognise(source, given_mapping(mapping))[1]


def is_tracker_table(table: Table) -> bool:
    """Whether a table has headings of a table of actions."""
    return find_header(table.rows, 0, {}) is not None


def _recognise(source: SourceDocument, given: Given) -> tuple[Draft, tuple[MappedColumn, ...]]:
    stretches, left_out, texts = _stretches(source, given)
    stretches, earlier = _latest_of_months(stretches)
    sheets = list(dict.fromkeys(each.table.name for each in stretches if each.table.name))
    front = front_of(texts, sheets)
    key = _key(source, stretches, texts, left_out)
    classes = key_of(key)
    front = _with_strip_year(front, stretches)
    actions: list[DraftAction] = []
    findings: list[Finding] = list(source.findings)
    layouts = _layouts(stretches, given, front, classes)
    told: set[int] = set()
    for each in _with_sheet_names(stretches):
        reader = CellReader(each.table, classes, front.plan_year)
        layout = layouts[_form(each)]
        rows = RowReader(each.table, layout, reader, each.prefix)
        reader.learn(
            _sampled(each, layout, Field.PERCENT),
            _sampled(each, layout, Field.LEAD),
            each.rows[:2_000],
            frozenset(column.column for column in layout.columns if column.month is not None),
        )
        status = layout.of(Field.STATUS)
        reader.says_complete = status is not None and asks_whether_complete(status.printed)
        reader.brag = status is not None and _is_brag(status.printed, classes)
        reader.learn_dates([cell.text for wanted in DATES for cell in _sampled(each, layout, wanted)])
        rows.read(each.rows, each.headings)
        each.layout, each.reader = layout, rows
        each.columns = list(_mapped(each, layout))
        actions.extend(_with_refs_from_titles(rows.actions, layout))
        # A table that goes on over pages has its columns told once.
        findings.extend(
            findings_of(each.table, None if id(layout) in told else layout, rows, reader, each.columns)
        )
        told.add(id(layout))
    trailing = [row for each in stretches if each.reader for row in each.reader.notes.key_rows]
    if not key:
        key = key_entries(key_in_rows(trailing))
    columns = tuple(column for each in stretches for column in each.columns)
    findings.extend(mapping_findings(given, columns))
    findings.extend(_about_tables(source, stretches, left_out, earlier, front))
    draft = Draft(
        kind=Kind.TRACKER,
        source=Source(source.name, source.sha256, source.reader),
        council=front.council,
        title=front.title,
        period=front.period,
        period_months=front.period_months,
        plan_year=plan_year_of(front) or _year_of_strip(stretches),
        key=key,
        actions=tuple(actions),
        findings=tuple(findings),
    )
    return draft, columns


def _is_brag(heading: str, key: Key) -> bool:
    """Whether a heading names a scale with blue that the document's own key does not explain."""
    return _BRAG.search(heading) is not None and not key.keys() & {"b", "blue"}


def _with_refs_from_titles(actions: list[DraftAction], layout: Layout) -> list[DraftAction]:
    """Where no column has refs and nearly every title begins with one ("1.1 Publish …"), the two are parted."""
    if layout.of(Field.REF) is not None or any(each.ref for each in actions):
        return actions
    parted = [split_ref(each.title or "") for each in actions]
    refs = [each.ref for each in parted if each.ref is not None]
    if len(refs) < 2 or len(refs) * 10 < len(actions) * 8 or len(set(refs)) < len(refs):
        return actions
    return [
        replace(action, ref=each.ref, title=each.title) if each.ref is not None else action
        for action, each in zip(actions, parted, strict=True)
    ]


def _stretches(source: SourceDocument, given: Given) -> tuple[list[_Stretch], list[Table], list[str]]:
    """The stretches of all tables, the tables that are none, and the texts outside them."""
    stretches: list[_Stretch] = []
    left_out: list[Table] = []
    texts: list[str] = []
    headings: list[tuple[int, str]] = []
    for at, block in enumerate(source.blocks):
        if isinstance(block, Paragraph):
            level = block.level or _level_of_bold(block, source.blocks[at + 1 : at + 2])
            if level:
                headings = [each for each in headings if each[0] < level]
                headings.append((level, block.text))
            if not stretches:
                texts.append(block.text)
            continue
        found = list(_in_table(block, given, tuple(text for _, text in headings), texts, first=not stretches))
        if found:
            stretches.extend(found)
        elif stretches and source.reader not in ("excel", "csv") and _goes_on(stretches[-1], block):
            before = stretches[-1]
            stretches.append(
                _Stretch(
                    block, before.header, block.rows, tuple(text for _, text in headings), before.headings
                )
            )
        else:
            left_out.append(block)
            if not stretches:
                texts.extend(row.texts[0] for row in block.rows[:8] if len(row.texts) == 1)
    if source.reader not in ("excel", "csv"):
        _take_titles_above(stretches)
    return _without_common_prefix(stretches), left_out, texts


def _level_of_bold(paragraph: Paragraph, following: Sequence[Block]) -> int:
    """The level of a bold line right above a table, which heads it though nothing says that it is a heading."""
    heads = paragraph.bold and len(paragraph.text) < 100 and not is_heading_word(paragraph.text)
    return _BOLD_LEVEL if heads and isinstance(next(iter(following), None), Table) else 0


def _in_table(
    table: Table, given: Given, prefix: tuple[str, ...], texts: list[str], *, first: bool
) -> Iterator[_Stretch]:
    header = find_header(table.rows, 0, given)
    if header is None:
        return
    headers = [header]
    headings = {row.texts for row in table.rows[header.at : header.at + header.depth]}
    for index in range(header.at + header.depth, len(table.rows)):
        row = table.rows[index]
        if row.texts in headings or not may_be_header(row) or index < headers[-1].at + headers[-1].depth:
            continue
        later = header_at(table.rows, index, given)
        if later is None:
            continue
        headings.update(each.texts for each in table.rows[index : index + later.depth])
        if later.words != headers[-1].words:
            headers.append(later)
    ends = [each.at for each in headers[1:]] + [len(table.rows)]
    again = [
        at for at in range(header.at + header.depth, len(table.rows)) if table.rows[at].texts in headings
    ]
    titled = any(_is_title(table.rows[at - 1]) for at in again)
    if first:
        above = header.at - 1 if titled and header.at and _is_title(table.rows[header.at - 1]) else header.at
        texts.extend(text for row in table.rows[:above] for text in row.texts)
    for each, end in zip(headers, ends, strict=True):
        body = list(table.rows[each.at + each.depth : end])
        if each is not headers[-1] and body and _is_title(body[-1]):
            body.pop()  # the title of the next stretch
        if titled and each.at and _is_title(table.rows[each.at - 1]):
            body.insert(0, table.rows[each.at - 1])
        yield _Stretch(table, each, body, prefix, headings)


def _take_titles_above(stretches: list[_Stretch]) -> None:
    """Where each of several tables has a title of its own above its headings, it names the section of its rows."""
    titles: dict[int, str] = {}
    for each in stretches:
        row = each.table.rows[each.header.at - 1] if each.header.at else None
        if row is not None and _is_title(row) and not (each.rows and each.rows[0] is row):
            titles[id(each)] = row.texts[0]
    if len(titles) < len(stretches) or len(set(titles.values())) < _SEVERAL_TITLES:
        return
    for each in stretches:
        each.prefix = (*each.prefix, titles[id(each)])


def _is_title(row: Row) -> bool:
    """A lone text: right above headings that come again it is the section of what follows."""
    return len(row.texts) == 1 and len(row.texts[0]) < 100


def _goes_on(before: _Stretch, table: Table) -> bool:
    """Whether a table without headings goes on with the columns of the one before it."""
    width = max((each.column + each.columns for each in before.header.columns), default=0)
    return bool(table.rows) and width * 0.6 <= table.width <= width + 1 and width > 2


def _without_common_prefix(stretches: list[_Stretch]) -> list[_Stretch]:
    """Headings above all tables say nothing of an action's section; they are the document's."""
    prefixes = [each.prefix for each in stretches]
    common = 0
    while prefixes and all(
        len(prefix) > common and prefix[common] == prefixes[0][common] for prefix in prefixes
    ):
        common += 1
    for each in stretches:
        each.prefix = each.prefix[common:]
    return stretches


def _latest_of_months(stretches: list[_Stretch]) -> tuple[list[_Stretch], list[str]]:
    """Of sheets that hold the same actions for several months, the latest month's; and the names of the others."""
    dated = {
        each.table.name: month
        for each in stretches
        if each.table.name and (month := _month_of(each.table.name))
    }
    if len(dated) < 2 or len(set(dated.values())) < len(dated):
        return stretches, []
    latest = max(dated, key=lambda name: dated[name])
    words = {each.table.name: each.header.words for each in stretches if each.table.name in dated}
    if any(len(set(each) & set(words[latest])) * 2 < len(each) for each in words.values()):
        return stretches, []
    refs = {name: _first_texts(stretches, name) for name in dated}
    others = [
        name for name in dated if name != latest and len(refs[name] & refs[latest]) * 2 >= len(refs[name])
    ]
    return [each for each in stretches if each.table.name not in others], others


def _month_of(name: str) -> Month | None:
    """The month or the quarter that a sheet is named after, to put the sheets in order."""
    heading = month_heading(name)
    if heading is not None and heading.quarter and heading.year:
        return Month(heading.year, heading.quarter * 3)
    return month_in(name)


def _first_texts(stretches: list[_Stretch], name: str) -> set[str]:
    return {
        row.cells[0].text for each in stretches if each.table.name == name for row in each.rows if row.texts
    }


def _with_sheet_names(stretches: list[_Stretch]) -> list[_Stretch]:
    """Where actions stand on several named sheets, the sheet's name is the first step of the path."""
    names = {each.table.name for each in stretches}
    if len(names) > 1:
        for each in stretches:
            name = each.table.name
            if name and not re.fullmatch(r"(?:sheet|table|tab)\s*\d*", name, re.IGNORECASE):
                each.prefix = (name, *each.prefix)
    return stretches


def _key(
    source: SourceDocument, stretches: list[_Stretch], texts: list[str], left_out: list[Table]
) -> tuple[KeyEntry, ...]:
    entries: list[KeyEntry] = []
    for each in stretches:
        entries.extend(key_in_rows(each.table.rows[: each.header.at]))
        entries.extend(key_in_rows(_trailing(each.rows)))
    for table in left_out:
        if len(table.rows) <= 40:
            entries.extend(key_in_rows(table.rows))
    for paragraph in source.paragraphs:
        entries.extend(key_in_text(paragraph.text))
    for text in texts:
        entries.extend(key_in_text(text))
    return key_entries(entries)


def _trailing(rows: Sequence[Row]) -> Sequence[Row]:
    """The last rows, after all that have three or more words side by side or begin a key."""
    end = len(rows)
    while end and len(rows) - end < 25:
        row = rows[end - 1]
        if len(row.texts) > 2 and not _KEY_NAME.search(row.texts[0]):
            break
        end -= 1
    return rows[end:]


def _samples(stretch: _Stretch) -> dict[int, Samples]:
    samples = {each.column: Samples() for each in stretch.header.columns}
    samples.update({column: Samples() for column in _unheaded(stretch)})
    start = {column: column for column in samples} | {
        column: each.column
        for each in stretch.header.columns
        for column in range(each.column, each.column + each.columns)
    }
    count = 0
    for row in stretch.rows:
        if len(row.texts) < 2 or row.texts in stretch.headings:
            continue
        count += 1
        for cell in row.cells:
            if cell.column in start:
                samples[start[cell.column]].cells.append(cell)
        if count >= SAMPLED:
            break
    return samples


def _sampled(stretch: _Stretch, layout: Layout, wanted: Field) -> list[Cell]:
    column = layout.of(wanted)
    if column is None:
        return []
    return [
        cell
        for row in stretch.rows[:2_000]
        for cell in row.cells
        if cell.column == column.column and cell.text
    ]


_Form = tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]


def _form(stretch: _Stretch) -> _Form:
    """What stretches have in common that are pages of one table, or sheets of one kind."""
    columns = tuple(each.column for each in stretch.header.columns)
    return stretch.header.words, columns, tuple(_unheaded(stretch))


def _layouts(stretches: list[_Stretch], given: Given, front: Front, key: Key) -> dict[_Form, Layout]:
    """The layout of each form, worked out from its longest stretch."""
    longest: dict[_Form, _Stretch] = {}
    for each in stretches:
        form = _form(each)
        if form not in longest or len(each.rows) > len(longest[form].rows):
            longest[form] = each
    return {form: _layout(each, given, front, key) for form, each in longest.items()}


def _layout(stretch: _Stretch, given: Given, front: Front, key: Key) -> Layout:
    return layout_of(
        stretch.header,
        _samples(stretch),
        given,
        unheaded=_unheaded(stretch),
        plan_year=front.plan_year,
        key=key,
    )


def _unheaded(stretch: _Stretch) -> list[int]:
    """Columns without a heading in which several rows have words, or a colour that is a status's."""
    headed = {
        column for each in stretch.header.columns for column in range(each.column, each.column + each.columns)
    }
    count: dict[int, int] = {}
    for row in stretch.rows[:2_000]:
        if len(row.texts) > 1:
            for cell in row.cells:
                if cell.column not in headed and (cell.text or _has_class(cell)):
                    count[cell.column] = count.get(cell.column, 0) + 1
    return sorted(count)


def _has_class(cell: Cell) -> bool:
    return cell.fill is not None and class_of_fill(cell.fill).class_ is not None


def _mapped(stretch: _Stretch, layout: Layout) -> Iterator[MappedColumn]:
    samples = _samples(stretch)
    for each in layout.columns:
        texts = tuple(dict.fromkeys(samples[each.column].texts))[:3] if each.column in samples else ()
        yield MappedColumn(
            stretch.table.place, each.column, each.printed, each.field, each.by, each.month, texts
        )


def _with_strip_year(front: Front, stretches: list[_Stretch]) -> Front:
    """A year of two numbers, "2007/08", begins with the first month of the strip if it has twelve months."""
    if front.plan_year is None or front.year_assumed is None:
        return front
    for each in stretches:
        months = [
            column.month.number for column in each.header.columns if column.month and column.month.number
        ]
        if len(months) == 12 and months[0] != 4:
            first = front.plan_year.first
            start = Month(first.year, months[0])
            plan_year = Period(start, start + 11)
            return replace(front, plan_year=plan_year, year_assumed=None)
    return front


def _year_of_strip(stretches: list[_Stretch]) -> PlanYear | None:
    for each in stretches:
        strip = each.layout.strip if each.layout else None
        if strip is not None and len(strip.months) == 12 and not strip.quarters:
            return PlanYear(min(strip.months.values()), max(strip.months.values()))
    return None


def _about_tables(
    source: SourceDocument, stretches: list[_Stretch], left_out: list[Table], earlier: list[str], front: Front
) -> Iterator[Finding]:
    if not stretches:
        yield reported.NO_TABLE.finding(
            tuple(table.place for table in left_out)[:5],
            f"No table of actions was found in {source.name}: no row has headings such as Ref, Action, Lead, Due and Status.",
            {"tables": len(left_out)},
        )
    else:
        for table in left_out:
            if table.rows:
                yield reported.TABLE_LEFT_OUT.finding(
                    (table.place,),
                    f"{table.place[:1].upper()}{table.place[1:]} is no table of actions and was left out.",
                )
    if earlier:
        yield reported.EARLIER_SHEETS.finding(
            tuple(f"sheet {name}" for name in earlier),
            f"The sheets {', '.join(earlier)} hold the same actions for other months and were left out.",
        )
    if front.year_assumed and front.plan_year:
        yield reported.YEAR_INFERRED.finding(
            (),
            f"“{front.year_assumed}” was read as the year from {front.plan_year.first.name} to {front.plan_year.last.name}.",
        )
