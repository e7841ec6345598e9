"""Excel workbooks (.xlsx, .xlsm): every visible sheet as a table with words, spans, fills and typed values.

The XML is read directly (decision 0030). Hidden sheets are left out, since a reader of the workbook does not see
them, and a note names them; hidden rows and columns are read, since a filter hides finished actions. Comments
on cells are not read; a note says where there are any.
"""

from __future__ import annotations

import posixpath
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from lxml import etree

from fingerpost.importer.limits import Package, open_package, refuse_document_type
from fingerpost.importer.readers.excel.sheet import SheetNotes, folded, read_sheet, rich_text
from fingerpost.importer.readers.excel.styles import child, children, local, read_styles
from fingerpost.importer.readers.source import Row, SourceDocument, Table, Unreadable
from fingerpost.rules.checks.registry import describe
from fingerpost.rules.findings import Severity
from fingerpost.rules.numbers import count_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fingerpost.rules.findings import Finding

MOST_SHEETS = 200

HIDDEN_SHEET = describe(
    "R111",
    Severity.NOTE,
    "A hidden sheet was left out.",
    "A person who opens the workbook does not see it. Unhide it in Excel if its actions belong to the plan.",
)
FORMULA_WITHOUT_VALUE = describe(
    "R112",
    Severity.WARNING,
    "A formula has no stored value.",
    "The workbook was written by a program that does not calculate. Open it in Excel or LibreOffice, save it, and "
    "read it again.",
)
ERROR_VALUE = describe(
    "R113",
    Severity.WARNING,
    "A cell shows an error, such as #REF!.",
    "The formula behind it failed when the workbook was last saved. What it should say is not known here.",
)
FORMAT_NOT_EVALUATED = describe(
    "R114",
    Severity.NOTE,
    "A conditional format was not evaluated.",
    "It depends on today's date, another sheet or a function outside the few that are understood. Cells that it "
    "colours were read by their words and their own fill.",
)
HIDDEN_CELLS = describe(
    "R115",
    Severity.NOTE,
    "Hidden rows or columns were read.",
    "A filter usually hides finished actions, which still belong to the plan.",
)
COMMENTS_LEFT_OUT = describe(
    "R116",
    Severity.NOTE,
    "Comments on cells were not read.",
    "Comments are remarks between colleagues and not part of the table.",
)
SHEET_UNREAD = describe(
    "R117",
    Severity.WARNING,
    "A sheet could not be read, or only in part.",
    "The workbook names a sheet that it does not hold, or holds more than is read.",
)


class _Entry(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    hidden: bool
    part: str | None


def read_excel(name: str, data: bytes) -> SourceDocument:
    """The sheets of a workbook as tables, and findings on what was left out.

    Refuses what is no workbook, is damaged, encrypted or too big (`Unreadable` and its kinds), with the reason.
    """
    package = open_package(name, data)
    main = _main_part(package)
    workbook = package.xml(main)
    if workbook is None or local(workbook) != "workbook":
        raise Unreadable(f"{name} is not an Excel workbook. Save it from Excel as .xlsx and read that.")
    relations = _relations(package, main)
    properties = child(workbook, "workbookPr")
    since_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    styles = read_styles(_related(package, relations, "styles"), _related(package, relations, "theme"))
    strings = _shared_strings(package, relations)
    entries = list(_entries(workbook, relations))
    tables: list[Table] = []
    findings = list(_hidden(entries))
    if len(entries) > MOST_SHEETS:
        findings.append(
            SHEET_UNREAD.finding(
                (),
                f"The workbook has {len(entries)} sheets; the first {MOST_SHEETS} were read.",
                {"sheets": len(entries)},
            )
        )
    for entry in entries[:MOST_SHEETS]:
        if entry.hidden:
            continue
        sheet = package.part(entry.part) if entry.part else None
        if sheet is None:
            findings.append(
                SHEET_UNREAD.finding(
                    (f"sheet {entry.name}",),
                    f"The workbook lists a sheet “{entry.name}” that it does not hold.",
                )
            )
            continue
        if b"sheetData" not in sheet:
            continue  # a sheet that is a chart or an old dialogue
        rows, notes = read_sheet(name, entry.name, sheet, styles, strings, since_1904=since_1904)
        has_comments = any("comments" in kind for kind in _relations(package, entry.part or ""))
        findings.extend(_findings(entry.name, notes, has_comments=has_comments))
        if rows:
            tables.append(Table(rows, f"sheet {entry.name}", place_in(entry.name), entry.name))
    return SourceDocument(name, sha256(data).hexdigest(), "excel", tuple(tables), tuple(findings))


def place_in(sheet: str) -> Callable[[Row, int | None], str]:
    """How places of a sheet are worded: "sheet Actions, row 7" or "sheet Actions, cell C7"."""

    def place(row: Row, column: int | None) -> str:
        if column is None:
            return f"sheet {sheet}, row {row.number}"
        return f"sheet {sheet}, cell {column_letters(column)}{row.number}"

    return place


def column_letters(column: int) -> str:
    """The letters of a column counted from 0: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _main_part(package: Package) -> str:
    """The workbook part: as the package's relations say, or where it usually is."""
    main = next(iter(_relations(package, "").get("officeDocument", ())), "xl/workbook.xml")
    if main.endswith(".bin") or "xl/workbook.bin" in package.members:
        raise Unreadable(
            f"{package.name} is a binary workbook (.xlsb). Open it in Excel, save it as .xlsx and read that."
        )
    return main


def _relations(package: Package, part: str) -> dict[str, list[str]]:
    """What a part refers to: by kind the parts, and by id (with # before it) the part."""
    folder, file = posixpath.split(part)
    root = package.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
    found: dict[str, list[str]] = {}
    for each in children(root, "Relationship"):
        if each.get("TargetMode") == "External":
            continue
        target = unquote(each.get("Target") or "")
        path = (
            target.lstrip("/")
            if target.startswith("/")
            else posixpath.normpath(posixpath.join(folder, target))
        )
        found.setdefault((each.get("Type") or "").rpartition("/")[2], []).append(path)
        found.setdefault("#" + (each.get("Id") or ""), []).append(path)
    return found


def _related(package: Package, relations: dict[str, list[str]], kind: str) -> etree._Element | None:
    return next((package.xml(part) for part in relations.get(kind, ())), None)


def _entries(workbook: etree._Element, relations: dict[str, list[str]]) -> Iterator[_Entry]:
    for index, sheet in enumerate(children(workbook, "sheets", "sheet"), start=1):
        identity = next((str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        part = next(iter(relations.get(f"#{identity}", ())), None)
        hidden = sheet.get("state") in ("hidden", "veryHidden")
        yield _Entry(folded(sheet.get("name") or "") or f"Sheet {index}", hidden, part)


def _shared_strings(package: Package, relations: dict[str, list[str]]) -> list[str]:
    """The texts that cells refer to by number, each folded once."""
    data = next((package.part(part) for part in relations.get("sharedStrings", ())), None)
    if data is None:
        return []
    refuse_document_type(package.name, data)
    strings: list[str] = []
    try:
        for _, item in etree.iterparse(
            BytesIO(data), events=("end",), tag="{*}si", resolve_entities=False, no_network=True, load_dtd=False,
            remove_comments=True, remove_pis=True,
        ):  # fmt: skip
            strings.append(folded(rich_text(item)))
            item.clear()
            parent = item.getparent()
            while parent is not None and item.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise Unreadable(
            f"{package.name} is damaged: the XML of its texts is broken ({error}). Open it in Excel or LibreOffice, save "
            "it under a new name and read that."
        ) from error
    return strings


def _hidden(entries: list[_Entry]) -> Iterator[Finding]:
    for entry in entries:
        if entry.hidden:
            yield HIDDEN_SHEET.finding(
                (f"sheet {entry.name}",), f"The sheet “{entry.name}” is hidden and was left out."
            )


def _findings(sheet: str, notes: SheetNotes, *, has_comments: bool) -> Iterator[Finding]:
    here = f"sheet {sheet}"
    if notes.formulas_without_value:
        count = len(notes.formulas_without_value)
        yield FORMULA_WITHOUT_VALUE.finding(
            _cells(sheet, notes.formulas_without_value),
            f"{count_words(count, 'formula has', 'formulas have')} no stored value in the sheet “{sheet}”; read as empty.",
            {"formulas": count},
        )
    if notes.error_values:
        count = len(notes.error_values)
        yield ERROR_VALUE.finding(
            _cells(sheet, notes.error_values),
            f"{count_words(count, 'cell shows', 'cells show')} an error in the sheet “{sheet}”.",
            {"cells": count},
        )
    if notes.rules_not_evaluated:
        count = notes.rules_not_evaluated
        yield FORMAT_NOT_EVALUATED.finding(
            (here,),
            f"{count_words(count, 'conditional format was', 'conditional formats were')} not evaluated in the sheet “{sheet}”.",
            {"formats": count},
        )
    if notes.hidden_rows or notes.hidden_columns:
        parts = [
            count_words(number, one, many)
            for number, one, many in (
                (notes.hidden_rows, "hidden row", "hidden rows"),
                (notes.hidden_columns, "run of hidden columns", "runs of hidden columns"),
            )
            if number
        ]
        yield HIDDEN_CELLS.finding(
            (here,),
            f"The sheet “{sheet}” has {' and '.join(parts)}; what they hold was read.",
            {"rows": notes.hidden_rows, "columns": notes.hidden_columns},
        )
    if notes.merges_left_out:
        yield SHEET_UNREAD.finding(
            (here,), f"The sheet “{sheet}” merges more cells than are read; some spans were left out."
        )
    if has_comments:
        yield COMMENTS_LEFT_OUT.finding(
            (here,), f"The sheet “{sheet}” has comments on cells; they were not read."
        )


def _cells(sheet: str, places: list[str]) -> tuple[str, ...]:
    named = tuple(f"sheet {sheet}, cell {place}" for place in places if place)
    return (*named, f"and {len(places) - len(named)} more") if len(places) > len(named) else named
