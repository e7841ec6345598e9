"""The reference page of the open data, made from the tables and terms themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.open_data.csvw import FORMULAS, METADATA, SEPARATOR
from fingerpost.reports.open_data.months import MONTH_FORMAT, YEAR_FORMAT, OpenYear
from fingerpost.reports.open_data.tables import TABLES
from fingerpost.rules.schema import described_in_words
from fingerpost.rules.stratml.terms import DIMENSION, UNIT, Described, Line, RoleName

if TYPE_CHECKING:
    from fingerpost.reports.open_data.columns import Column, Table


_BEGINNING = """\
# Open data

What is public of a closed month, and of all published months of a plan, as data. The names of columns and fields are
promises: some may be added, none is renamed. Every file comes from the same value, so all say the same. How to begin:
[use our open data](../how-to/use-our-open-data.md).
"""
_CSV = f"""\
## CSV

UTF-8 with a byte-order mark; commas; lines end in CR LF (RFC 4180). `{METADATA}` stands in the folder of the files and
describes them as the W3C’s CSV on the Web has it: datatypes, keys, licence. Months are `YYYY-MM`, days `YYYY-MM-DD`,
shares in per cent without a sign, lists parted by `{SEPARATOR}`. {FORMULAS}

The files of one month and of a year have the same columns; every row names its month. **Bold** columns are never empty,
and columns marked *key* tell the rows apart.
"""
_STRATML = f"""\
## StratML

StratML Part 2 (Performance Plan or Report, schema of 16 February 2016), of type Performance_Report. Each section of the
plan is a Goal, each action an Objective of its section with one PerformanceIndicator: dimension *{DIMENSION}*, unit
*{UNIT}*, and a MeasurementInstance for each month.

Dates are its TargetResults, everything reported its ActualResults, told apart by the DescriptorName: {{described}}. A
date that is not one day spans the days on which it can fall, and its Description begins with its EDTF value.

Stakeholders have one of these Roles: {{roles}}.

What StratML has no element for stands in lines of OtherInformation, each beginning with one of these and a colon:
{{lines}}.
"""
_JSON = f"""\
## JSON

One object of format `{MONTH_FORMAT}` for a month and `{YEAR_FORMAT}` for a year, described by
[open-month.schema.json](open-month.schema.json) and [open-year.schema.json](open-year.schema.json).
"""


def manual_of_open_data() -> str:
    """Every table with its columns, how StratML is written, and the JSON, as Markdown."""
    stratml = _STRATML.format(
        described=", ".join(f"*{each}*" for each in Described),
        roles=", ".join(f"*{each}*" for each in RoleName),
        lines=", ".join(f"*{each}*" for each in Line),
    )
    tables = "\n".join(_table(each) for each in TABLES)
    fields = described_in_words(OpenYear).replace("## ", "### ")
    return f"{_BEGINNING}\n{_CSV}\n{tables}\n{stratml}\n{_JSON}\n{fields}"


def _table(table: Table) -> str:
    columns = "\n".join(_column(each, table) for each in table.all_columns)
    return f"### {table.file_name}\n\n{table.meaning}\n\n| Column | Datatype | Meaning |\n|---|---|---|\n{columns}\n"


def _column(column: Column, table: Table) -> str:
    name = f"**`{column.name}`**" if column.required else f"`{column.name}`"
    datatype = f"list of {column.datatype}" if column.several else str(column.datatype)
    key = "*key* " if column.name in table.key else ""
    return f"| {name} | {datatype} | {key}{column.meaning} |"
