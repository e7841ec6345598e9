"""CSV files with their metadata as the W3C describes them: CSV on the Web (Metadata Vocabulary for Tabular Data).

`csv-metadata.json` stands in the folder of the files, where programs look for it. The files are written as
docs/reference/csv.md says; texts are guarded against spreadsheets that would run them as formulas, and the
metadata say so.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from fingerpost.reports.open_data.columns import Datatype
from fingerpost.reports.open_data.months import OpenMonth, OpenYear
from fingerpost.reports.open_data.tables import TABLES
from fingerpost.rules.formula_guard import guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.reports.open_data.columns import Column, Table, Value

METADATA = "csv-metadata.json"
SEPARATOR = ";"
FORMULAS = (
    "Spreadsheets run a cell that begins with =, +, - or @ as a formula. A text that begins with one of these, with "
    "white space before it or with an apostrophe has one more apostrophe before it: take one off to have the text "
    "again. Numbers, dates and addresses are never changed."
)


def csv_files(data: OpenMonth | OpenYear) -> dict[str, bytes]:
    """The CSV files of a month, or of all months of a year together, with their metadata, by file name."""
    months = data.months if isinstance(data, OpenYear) else (data,)
    files = {table.file_name: _csv(table, months) for table in TABLES}
    return {**files, METADATA: _json(metadata(data))}


def metadata(data: OpenMonth | OpenYear) -> dict[str, Any]:
    """The metadata of the CSV files: a table group with every table, its columns and its keys."""
    year = isinstance(data, OpenYear)
    months = data.months if isinstance(data, OpenYear) else (data,)
    first, last = months[0].period.first, months[-1].period.last
    of = "all published months" if year else months[0].period.name
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": data.language}],
        "@type": "TableGroup",
        "dc:title": f"{data.plan.title}: {of}",
        "dc:description": FORMULAS,
        "dc:identifier": data.plan.address if year else months[0].address,
        "dc:license": {"@id": data.licence.address},
        "dc:rights": data.licence.attribution or data.licence.name,
        "dc:publisher": {
            "schema:name": data.publisher.name,
            **({"schema:url": {"@id": data.publisher.address}} if data.publisher.address else {}),
        },
        "dc:language": data.language,
        "dc:temporal": f"{first.first_day.isoformat()}/{last.last_day.isoformat()}",
        "dc:modified": {
            "@value": max(each.closed_on for each in months).isoformat(),
            "@type": "xsd:date",
        },
        "dialect": {
            "encoding": "utf-8",
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
            "headerRowCount": 1,
            "lineTerminators": ["\r\n", "\n"],
        },
        "tables": [_table(table) for table in TABLES],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "@type": "Table",
        "url": table.file_name,
        "dc:title": table.title,
        "dc:description": table.meaning,
        "tableSchema": {
            "@type": "Schema",
            "columns": [_column(each) for each in table.all_columns],
            "primaryKey": list(table.key),
            **({"foreignKeys": keys} if (keys := _foreign_keys(table)) else {}),
        },
    }


def _column(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "@type": "Column",
        "name": column.name,
        "titles": [column.name, column.title],
        "dc:description": column.meaning,
        "datatype": _datatype(column.datatype),
    }
    if column.required:
        described["required"] = True
    if column.several:
        described["separator"] = SEPARATOR
    return described


def _datatype(datatype: Datatype) -> str | dict[str, str]:
    return {"base": "boolean", "format": "true|false"} if datatype is Datatype.TRUTH else datatype.value


def _foreign_keys(table: Table) -> list[dict[str, Any]]:
    files = {each.name: each.file_name for each in TABLES}
    return [
        {
            "columnReference": list(each.columns),
            "reference": {"resource": files[each.table], "columnReference": list(each.referenced)},
        }
        for each in table.foreign_keys
    ]


def _csv(table: Table, months: Sequence[OpenMonth]) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    columns = table.all_columns
    writer.writerow([each.name for each in columns])
    writer.writerows(
        [_cell(value, column) for value, column in zip(row, columns, strict=True)]
        for row in table.values(months)
    )
    return written.getvalue().encode("utf-8-sig", errors="replace")


def _cell(value: Value, column: Column) -> str:
    if isinstance(value, tuple):
        # A name that held the separator would be read as two.
        return _guarded(SEPARATOR.join(str(each).replace(SEPARATOR, ",") for each in value), column)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else _guarded(str(value), column)


def _guarded(words: str, column: Column) -> str:
    return guarded(words) if column.datatype is Datatype.TEXT else words


def _json(plain: dict[str, Any]) -> bytes:
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")
