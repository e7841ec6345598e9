"""A validator of CSV files against their CSVW metadata, written from the recommendations and not from our writer.

Metadata Vocabulary for Tabular Data and Model for Tabular Data, W3C, 17 December 2015. It knows the part that is
used: table groups, built-in datatypes, `required`, `separator`, `titles`, primary and foreign keys, dialects.
"""

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

GROUP = {
    "@context",
    "@id",
    "@type",
    "dialect",
    "notes",
    "tableDirection",
    "tableSchema",
    "tables",
    "transformations",
}
TABLE = {
    "@id",
    "@type",
    "url",
    "dialect",
    "notes",
    "suppressOutput",
    "tableDirection",
    "tableSchema",
    "transformations",
}
SCHEMA = {"@id", "@type", "columns", "foreignKeys", "primaryKey", "rowTitles"}
COLUMN = {
    "@id",
    "@type",
    "name",
    "suppressOutput",
    "titles",
    "virtual",
    "datatype",
    "required",
    "separator",
    "null",
}
DIALECT = {
    "@id", "@type", "commentPrefix", "delimiter", "doubleQuote", "encoding", "header", "headerRowCount",
    "lineTerminators", "quoteChar", "skipBlankRows", "skipColumns", "skipInitialSpace", "skipRows", "trim",
}  # fmt: skip
COMMON = re.compile(r"(dc|schema|foaf|dcat):\w+")
NAME = re.compile(r"(?:[A-Za-z0-9]|%[0-9A-F]{2})(?:[A-Za-z0-9_.]|%[0-9A-F]{2})*")
YEAR_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def _day(text):
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _whole(text):
    if not re.fullmatch(r"[-+]?\d+", text):
        raise ValueError(text)
    return int(text)


def _month(text):
    if not YEAR_MONTH.fullmatch(text):
        raise ValueError(text)
    return text


def _address(text):
    if not urlsplit(text).scheme or re.search(r"[\s<>\"{}|\\^`]", text):
        raise ValueError(text)
    return text


def _truth(text, words="true|false"):
    yes, _, no = words.partition("|")
    return {yes: True, no: False}[text]


READERS = {
    "string": str,
    "integer": _whole,
    "decimal": Decimal,
    "date": _day,
    "gYearMonth": _month,
    "anyURI": _address,
    "boolean": _truth,
}


def problems_of_metadata(metadata):
    """What the metadata say that the vocabulary does not allow."""
    yield from _unknown("the group", metadata, GROUP)
    context = metadata["@context"]
    if context != "http://www.w3.org/ns/csvw" and context[0] != "http://www.w3.org/ns/csvw":
        yield "the context is not that of CSVW"
    yield from _unknown("the dialect", metadata.get("dialect", {}), DIALECT)
    addresses = [each["url"] for each in metadata["tables"]]
    for table in metadata["tables"]:
        yield from _unknown(table["url"], table, TABLE)
        schema = table["tableSchema"]
        yield from _unknown(f"the schema of {table['url']}", schema, SCHEMA)
        names = [each["name"] for each in schema["columns"]]
        if len(set(names)) < len(names):
            yield f"{table['url']} has two columns of one name"
        for column in schema["columns"]:
            yield from _unknown(f"{table['url']}, {column.get('name')}", column, COLUMN)
            if not NAME.fullmatch(column["name"]):
                yield f"{column['name']} cannot be the name of a column"
            if _base(column) not in READERS:
                yield f"{column['name']} has no built-in datatype"
        for name in schema.get("primaryKey", []):
            if name not in names:
                yield f"{table['url']} has no column {name} for its key"
        for key in schema.get("foreignKeys", []):
            resource = key["reference"]["resource"]
            if resource not in addresses:
                yield f"{table['url']} refers to {resource}, which is not described"
                continue
            there = metadata["tables"][addresses.index(resource)]["tableSchema"]["columns"]
            if not set(key["columnReference"]) <= set(names) or not set(
                key["reference"]["columnReference"]
            ) <= {each["name"] for each in there}:
                yield f"{table['url']} refers by columns that are not there"


def _unknown(where, plain, known):
    for name in plain:
        if name not in known and not COMMON.fullmatch(name):
            yield f"{where} has an unknown property {name}"


def _base(column):
    kind = column.get("datatype", "string")
    return kind["base"] if isinstance(kind, dict) else kind


def validate(files):
    """Everything in which the files differ from their metadata."""
    metadata = json.loads(files["csv-metadata.json"])
    problems = list(problems_of_metadata(metadata))
    if problems:
        return problems
    described = {table["url"]: table for table in metadata["tables"]}
    problems += [
        f"{name} is not described" for name in files if name not in {*described, "csv-metadata.json"}
    ]
    rows = {}
    for url, table in described.items():
        if url not in files:
            problems.append(f"{url} is described and missing")
            continue
        rows[url] = read_table(files[url], table, metadata["dialect"], problems)
    for url, table in described.items():
        for key in table["tableSchema"].get("foreignKeys", []):
            there = key["reference"]
            known = {_key(row, there["columnReference"]) for row in rows[there["resource"]]}
            problems += [
                f"{url} refers to {_key(row, key['columnReference'])}, which {there['resource']} lacks"
                for row in rows[url]
                if _key(row, key["columnReference"]) not in known
            ]
    return problems


def read_table(data, table, dialect, problems):
    """The rows of a CSV file, each value as its datatype says; adds to the problems."""
    text = data.decode(dialect["encoding"]).removeprefix("\ufeff")
    header, *lines = csv.reader(io.StringIO(text, newline=""), delimiter=dialect["delimiter"], strict=True)
    columns = table["tableSchema"]["columns"]
    for cell, column in zip(header, columns, strict=True):
        if cell not in [column["name"], *column.get("titles", [])]:
            problems.append(f"{table['url']}: the column {cell} is not {column['name']}")
    rows = []
    seen = set()
    for number, line in enumerate(lines, start=2):
        if len(line) != len(columns):
            problems.append(f"{table['url']}, line {number} has {len(line)} cells")
            continue
        row = {}
        for cell, column in zip(line, columns, strict=True):
            try:
                row[column["name"]] = value_of(cell, column)
            except (ValueError, KeyError, InvalidOperation):
                problems.append(f"{table['url']}, line {number}: {cell!r} is no {column['name']}")
                row[column["name"]] = cell
        key = _key(row, table["tableSchema"]["primaryKey"])
        if key in seen:
            problems.append(f"{table['url']}, line {number} repeats the key {key}")
        seen.add(key)
        rows.append(row)
    return rows


def value_of(cell, column):
    if cell == column.get("null", ""):
        if column.get("required"):
            raise ValueError("required")
        return () if "separator" in column else None
    kind = column.get("datatype", "string")
    form = {"words": kind["format"]} if isinstance(kind, dict) and "format" in kind else {}
    read = READERS[_base(column)]
    if "separator" in column:
        return tuple(read(each, **form) for each in cell.split(column["separator"]))
    return read(cell, **form)


def _key(row, names):
    return tuple(row[name] for name in names)
