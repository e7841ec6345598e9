"""The rows of a table under its headings: which are actions, which are section headings, and which neither.

A section heading stands between rows: merged across, bold, coloured, or alone in its row; headings of several
kinds nest. An action may run over several rows. Totals and notes are left out and reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from fingerpost.importer.readers.source import Row
from fingerpost.importer.recognition.columns import Field
from fingerpost.importer.recognition.tracker.steps import STEPS, StepReader, StepsRead
from fingerpost.rules.draft import DraftAction, MonthCell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fingerpost.importer.readers.source import Cell, Table
    from fingerpost.importer.recognition.tracker.cells import CellReader
    from fingerpost.importer.recognition.tracker.layout import Layout, PlacedColumn
    from fingerpost.rules.months import Month

_TOTAL = re.compile(
    r"(?:grand |sub[- ]?|overall )?totals?\b|.{1,60}\btotals?\s*:?$|(?:count|average|sum)\b(?: of)?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:notes?\b|nb\b|n\.b\.|source\s*:|(?:rag |status |colour )*(?:key|legend)\b|[*†‡§]|(?:date )?last updated|updated\s*:|printed\b"
    r"|page \d|produced by|report (?:run|date)|end of\b|for (?:further|more) information|prepared by|version\b)",
    re.IGNORECASE,
)
_OF_SECTION = re.compile(
    r"(?:expected |desired |intended )?outcomes?\s*:|measures? of success\s*:|success (?:measure|criteri)\w*\s*:"
    r"|head of service\s*:|portfolio holder\s*:|(?:lead|responsible) (?:member|officer|director)\s*:|resources?\s*:",
    re.IGNORECASE,
)
_CODE_TITLE = re.compile(
    r"(?:[A-Z]{1,6}\s?\d+(?:\.\d+)*|(?:theme|section|priority|objective|goal|aim|part|pillar|workstream|outcome|strand|project"
    r"|programme|area)\b\s*[\dA-Z]{0,3}|\d+(?:\.\d+)*\.?)\s*[:.–—-]?\s+\S",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[\d.,%£ -]+")
_REF_LIKE = re.compile(r"[A-Za-z]{0,6}[-./ ]?\d+(?:[-./]\d+)*[a-z]?\.?|[ivxIVX]{1,5}\.?|[A-Za-z]\)?\.?")


@dataclass
class RowNotes:
    """Which rows were left out, joined to the action above, or not understood, by place."""

    left_out: list[tuple[str, str]] = field(default_factory=list)
    continued: list[str] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    key_rows: list[Row] = field(default_factory=list)


class GridRow(NamedTuple):
    """A row with the cells that begin in it and those merged into it from above, by column."""

    row: Row
    own: dict[int, Cell]
    carried: dict[int, Cell]


def grid(rows: Sequence[Row]) -> Iterator[GridRow]:
    """The rows with merged cells carried down."""
    active: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        own = {cell.column: cell for cell in row.cells}
        carried: dict[int, Cell] = {}
        for column, (cell, last) in list(active.items()):
            if row.number > last:
                del active[column]
            elif column not in own or not own[column].text:
                carried[column] = cell
        yield GridRow(row, own, carried)
        for cell in row.cells:
            if cell.rows > 1:
                active[cell.column] = (cell, row.number + cell.rows - 1)


class _Values(NamedTuple):
    """The cells of a row by field; `own` says which fields have words of this very row."""

    cells: dict[Field, Cell]
    own: frozenset[Field]


class RowReader:
    """Reads the rows of one stretch of a table, in order, into actions."""

    def __init__(self, table: Table, layout: Layout, cells: CellReader, prefix: tuple[str, ...]) -> None:
        self.table, self.layout, self.cells, self.prefix = table, layout, cells, prefix
        self.notes = RowNotes()
        self.actions: list[DraftAction] = []
        self.single = [each for each in layout.columns if each.field not in _SEVERAL]
        self.groups = [each for each in layout.columns if each.field is Field.GROUP]
        self.others = [each for each in layout.columns if each.field is Field.OTHER]
        self.months = [each for each in layout.columns if each.month is not None]
        self.first = min((each.column for each in layout.columns), default=0)
        self.width = max((each.column + each.columns for each in layout.columns), default=1) - self.first
        self.field_at = {
            column: each.field
            for each in layout.columns
            for column in range(each.column, each.column + each.columns)
        }
        self.stack: list[tuple[object, str]] = []
        self.levels: dict[object, int] = {}
        self.after_group = False
        self.group_values: dict[int, str] = {}
        self.refs = 0
        self.last_number = -1
        self.adjacent = False
        self.steps = StepReader(layout.columns, cells)
        self.latest_quarter = bool(layout.strip and layout.strip.quarters and not layout.of(Field.STATUS))

    def read(self, rows: Sequence[Row], headings: set[tuple[str, ...]]) -> None:
        """Read all rows; those that repeat the headings are passed over."""
        gridded = [each for each in grid(rows) if each.row.texts and each.row.texts not in headings]
        values = [self._values(each) for each in gridded]
        last = max((at for at, each in enumerate(values) if self._is_action(each)), default=-1)
        self.refs = sum(Field.REF in each.own for each in values)
        self.dense = self.refs * 2 > sum(self._is_action(each) for each in values)
        filled = {column.column: 0 for column in self.groups}
        for each in gridded:
            for column in filled:
                filled[column] += column in each.own and bool(each.own[column].text)
        self.fills_down = {column for column, count in filled.items() if count * 10 < 7 * max(1, last + 1)}
        for at, (each, value) in enumerate(zip(gridded, values, strict=True)):
            following = next(
                (
                    later
                    for later in values[at + 1 : at + 4]
                    if Field.REF in later.own or Field.TITLE in later.own
                ),
                None,
            )
            self._read(each, value, is_last=at > last, following=following)

    def _values(self, row: GridRow) -> _Values:
        cells: dict[Field, Cell] = {}
        own: set[Field] = set()
        for each in self.single:
            cell = self._at(row, each)
            if cell is not None:
                cells[each.field] = cell
                if cell.text and row.own.get(cell.column) is not None:
                    own.add(each.field)
        status = cells.get(Field.STATUS)
        if status is not None and status.fill and not _one_fill(row.row):
            own.add(Field.STATUS)
        return _Values(cells, frozenset(own))

    @staticmethod
    def _at(row: GridRow, column: PlacedColumn) -> Cell | None:
        cell = row.own.get(column.column)
        if cell is not None and (cell.text or column.columns == 1):
            return cell if cell.text or column.column not in row.carried else row.carried[column.column]
        if column.columns > 1:
            found = [
                row.own[at] for at in range(column.column, column.column + column.columns) if at in row.own
            ]
            worded = [each for each in found if each.text]
            if len(worded) > 1:
                return worded[0]._replace(text="\n".join(each.text for each in worded))
            if found:
                return worded[0] if worded else found[0]
        return row.carried.get(column.column)

    @staticmethod
    def _is_action(values: _Values) -> bool:
        return Field.TITLE in values.own and len(values.own) > 1

    def _read(self, row: GridRow, values: _Values, *, is_last: bool, following: _Values | None) -> None:
        texts = [cell for cell in row.row.cells if cell.text]
        first = texts[0]
        self.adjacent = row.row.number == self.last_number + 1
        place = self.table.place_of(row.row, None)
        if self._is_left_out(texts, values, is_last=is_last):
            self.notes.left_out.append((place, first.text))
            self.notes.key_rows.append(row.row)
        elif self._is_group(row, texts, values, following):
            self._group(texts)
        elif self._is_step(values):
            step = self.steps.of_step(values.cells, row.row, place)
            self.actions[-1] = replace(self.actions[-1], milestones=(*self.actions[-1].milestones, step))
            self.last_number = row.row.number
        elif self._continues(row, texts, values):
            self._continue(row, values)
            self.notes.continued.append(place)
            self.last_number = row.row.number
        elif Field.TITLE in values.own or Field.REF in values.own:
            self.actions.append(self._action(row, values, place))
            self.last_number = row.row.number
            self.after_group = False
        elif any(cell.column in self.field_at for cell in texts):
            self.notes.unknown.append((place, first.text))

    def _is_left_out(self, texts: list[Cell], values: _Values, *, is_last: bool) -> bool:
        first = texts[0].text
        if len(texts) == 1 and _OF_SECTION.match(first):
            return True
        if (
            is_last
            and self.adjacent
            and texts[0].column > self.first
            and not (texts[0].bold or _NOTE.match(first))
        ):
            return False
        worded = {
            each
            for each in values.own
            if values.cells[each].text and not _NUMBER.fullmatch(values.cells[each].text)
        }
        bare = not worded & {Field.LEAD, Field.DUE, Field.START} and (
            not {Field.REF, Field.TITLE} <= values.own
            or (values.cells[Field.REF] is texts[0] and not _is_ref(first))
        )
        if (
            bare
            and (_TOTAL.match(first) or _NOTE.match(first))
            and (len(texts) > 1 or is_last or not texts[0].bold)
        ):
            return True
        return (
            is_last
            and not self._is_action(values)
            and (len(texts) == 1 or not values.own & {Field.TITLE, Field.REF})
        )

    def _is_group(self, row: GridRow, texts: list[Cell], values: _Values, following: _Values | None) -> bool:
        first = texts[0]
        if any(at in row.own and row.own[at].fill for at in (each.column for each in self.months)) and not (
            _one_fill(row.row)
        ):
            return False
        if len(texts) == 1 and Field.STATUS not in values.own:
            return self._is_lone_group(first, values, following)
        if len({cell.text for cell in texts}) == 1 and len(texts) > 2:
            return True  # a merged heading that a copy repeated in every cell
        if len(texts) == 2 and values.own == {Field.REF, Field.TITLE} and len(self.layout.columns) > 2:
            ref = values.cells[Field.REF].text.rstrip(". ")
            later = following.cells[Field.REF].text if following and Field.REF in following.own else ""
            if later.startswith(ref) and later[len(ref) : len(ref) + 1] in (".", "/", "-") and ref:
                return True
            return all(cell.bold or cell.fill for cell in texts) or any(cell.columns > 2 for cell in texts)
        return False

    def _is_lone_group(self, cell: Cell, values: _Values, following: _Values | None) -> bool:
        wide = cell.columns >= max(3, self.width // 2)
        where = self.field_at.get(cell.column)
        if wide and not self._is_long(cell):
            return True
        if cell.column > self.first and where not in (Field.TITLE, Field.GROUP, Field.REF):
            return False
        if (
            where is Field.GROUP
            and self.groups
            and cell.column != self.first
            and Field.TITLE not in values.own
        ):
            return cell.bold
        if self._is_long(cell):
            return False
        if where is Field.REF:
            return not _is_ref(cell.text)
        if cell.bold or cell.fill or cell.column == self.first or not self.actions:
            return following is not None
        begins = cell.text[:1]
        return (
            following is not None
            and Field.REF in following.own
            and begins.isupper()
            and len(cell.text) < 60
            and not cell.text.endswith((".", ";", ","))
            and bool(_CODE_TITLE.match(cell.text))
        )

    @staticmethod
    def _is_long(cell: Cell) -> bool:
        return len(cell.text) > 200

    def _group(self, texts: list[Cell]) -> None:
        first = texts[0]
        words = " ".join(dict.fromkeys(" ".join(cell.text.split()) for cell in texts))
        kind = (first.fill, first.bold, first.columns > 1, first.column, _form(words))
        level = self.levels.get(kind)
        if level is None or level > len(self.stack):
            level = len(self.stack) if self.after_group or not self.stack else len(self.stack) - 1
            self.levels[kind] = level
        self.stack = [*self.stack[:level], (kind, words)]
        self.after_group = True
        self.group_values.clear()

    def _continues(self, row: GridRow, texts: list[Cell], values: _Values) -> bool:
        if not self.actions or self.after_group:
            return False
        own = values.own
        dated = own & {Field.DUE, Field.STATUS, Field.LEAD, Field.START, Field.PERCENT}
        if Field.REF in own:
            return False
        if Field.TITLE in own:
            carried_ref = self.layout.of(Field.REF)
            merged = carried_ref is not None and carried_ref.column in row.carried
            return (merged or (self.layout.of(Field.REF) is not None and self.dense)) and not dated
        return any(cell.column in self.field_at for cell in texts)

    def _is_step(self, values: _Values) -> bool:
        if not self.actions or self.after_group:
            return False
        has_refs = self.layout.of(Field.REF) is not None
        return self.steps.is_step(values.cells, values.own, self.actions[-1], has_refs=has_refs)

    def _milestones(self, row: GridRow, place: str) -> StepsRead:
        """The milestones in the columns of a row; words merged from above were read with the row above."""
        own = {
            column.column: cell
            for column in self.steps.all
            if (cell := self._at(row, column)) is not None and column.column in row.own
        }
        return self.steps.of_row(own, row.row, place) if own else StepsRead((), {})

    def _continue(self, row: GridRow, values: _Values) -> None:
        last = self.actions[-1]
        changed: dict[str, Any] = {}
        if Field.TITLE in values.own:
            changed["title"] = _joined(last.title, values.cells[Field.TITLE].text, " ")
        if Field.COMMENT in values.own:
            changed["comment"] = _joined(last.comment, values.cells[Field.COMMENT].text, "\n")
        if Field.LEAD in values.own:
            changed["lead"] = tuple(dict.fromkeys((*last.lead, *self.cells.lead(values.cells[Field.LEAD]))))
        for name, date_field in (
            ("due", Field.DUE),
            ("revised", Field.REVISED),
            ("completed", Field.COMPLETED),
            ("start", Field.START),
        ):
            if date_field in values.own and getattr(last, name) is None:
                changed[name] = self.cells.dated(values.cells[date_field], date_field, row.row)
        if Field.STATUS in values.own and last.printed is None:
            status = self.cells.status(values.cells[Field.STATUS], row.row)
            changed.update(status=status.class_, status_source=status.source, printed=status.printed)
        other = dict(last.other)
        for column in self.others:
            cell = self._at(row, column)
            if cell is not None and cell.text and column.column in row.own:
                other[column.printed] = _joined(other.get(column.printed), cell.text, "\n")
        months = dict(last.months)
        months.update({month: cell for month, cell in self._months(row, None).items() if month not in months})
        steps = self._milestones(row, self.table.place_of(row.row, None))
        milestones = (*last.milestones, *steps.milestones)
        other.update({name: _joined(other.get(name), words, "\n") for name, words in steps.left.items()})
        self.actions[-1] = replace(last, other=other, months=months, milestones=milestones, **changed)

    def _action(self, row: GridRow, values: _Values, place: str) -> DraftAction:
        cells, reader = values.cells, self.cells
        get = cells.get
        title, ref = get(Field.TITLE), get(Field.REF)
        status = (
            reader.status(get(Field.STATUS), row.row)
            if self.layout.of(Field.STATUS)
            else reader.row_status(row.row, ref, title)
        )
        months = self._months(row, title) if self.months else {}
        if (
            status.class_ is None
            and self.latest_quarter
            and (latest := max(months, default=None)) is not None
        ):
            status = reader.quarter_status(months[latest])
        due, revised = get(Field.DUE), get(Field.REVISED)
        if due is not None and (revised is None or not revised.text) and (both := reader.two_dates(due)):
            cells = {**cells, Field.DUE: both[0], Field.REVISED: both[1]}
        dates = {each: reader.dated(cells[each], each, row.row) if each in cells else None for each in _DATES}
        steps = self._milestones(row, place)
        percent = get(Field.PERCENT)
        lead = get(Field.LEAD)
        comment = get(Field.COMMENT)
        return DraftAction(
            ref=(ref.text or None) if ref else None,
            title=(title.text or None) if title else None,
            path=(*self.prefix, *(words for _, words in self.stack), *self._group_values(row)),
            lead=reader.lead(lead) if lead else (),
            status=status.class_,
            status_source=status.source,
            printed=status.printed,
            start=dates[Field.START],
            due=dates[Field.DUE],
            revised=dates[Field.REVISED],
            completed=dates[Field.COMPLETED],
            percent=reader.percent(percent) if percent else None,
            comment=(comment.text or None) if comment else None,
            months=months,
            milestones=steps.milestones,
            other={
                column.printed: cell.text
                for column in self.others
                if (cell := self._at(row, column)) is not None and cell.text
            }
            | steps.left,
            place=place,
        )

    def _group_values(self, row: GridRow) -> tuple[str, ...]:
        for column in self.groups:
            cell = self._at(row, column)
            if cell is not None and cell.text:
                text = " ".join(cell.text.split())
                if self.group_values.get(column.column) != text:
                    for later in self.groups:
                        if later.column > column.column:
                            self.group_values.pop(later.column, None)
                self.group_values[column.column] = text
            elif column.column not in self.fills_down:
                self.group_values.pop(column.column, None)
        return tuple(
            self.group_values[column.column] for column in self.groups if column.column in self.group_values
        )

    def _months(self, row: GridRow, title: Cell | None) -> dict[Month, MonthCell]:
        found: dict[Month, MonthCell] = {}
        banding = title.fill if title is not None else None
        for column in self.months:
            cell = row.own.get(column.column)
            if cell is None:
                cell = next(
                    (
                        each
                        for each in row.own.values()
                        if each.column < column.column < each.column + each.columns
                    ),
                    None,
                )
                if cell is None or self.field_at.get(cell.column) is not Field.MONTH:
                    continue
            if not cell.text and (cell.fill is None or cell.fill == banding):
                continue
            read = self.cells.month(cell)
            if read is not None and column.month is not None:
                found[column.month] = read
        return found


_SEVERAL = frozenset({Field.GROUP, Field.MONTH, Field.OTHER, Field.IGNORE}) | STEPS
_DATES = (Field.START, Field.DUE, Field.REVISED, Field.COMPLETED)


def _joined(before: str | None, after: str, by: str) -> str:
    return f"{before}{by}{after}" if before else after


def _is_ref(text: str) -> bool:
    return len(text) <= 14 and bool(_REF_LIKE.fullmatch(text.strip()))


def _one_fill(row: Row) -> bool:
    """Whether all cells of a row share one fill, as a coloured heading does."""
    return len({cell.fill for cell in row.cells}) == 1


def _form(words: str) -> str:
    """The form of a heading, by which headings of one level are told: its first word, or how its code is built."""
    first = words.split(maxsplit=1)[0] if words.split() else ""
    if any(letter.isdigit() for letter in first):
        return re.sub(r"[A-Za-z]+", "a", re.sub(r"\d+", "1", first)).rstrip(":.-–")
    match = re.match(
        r"(theme|section|priority|objective|goal|aim|part|pillar|workstream|outcome|strand|project|programme|area)\b",
        words,
        re.IGNORECASE,
    )
    return match[1].lower() if match else ""
