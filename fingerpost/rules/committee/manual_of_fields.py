"""The reference page of fields and standard parts, from the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.rules.committee.field_forms import PLACEHOLDERS, field_forms
from fingerpost.rules.committee.fields import BLOCK_SAYS
from fingerpost.rules.committee.standard import STANDARD_PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

INTRODUCTION = """\
# Fields of a committee report

Words in braces in the text of a report take their value from the closed record of the period, from the record of
the period before, or from the draft of a new plan; so they cannot be wrong, and they follow a correction. A field
that has no value is refused, with the place where it stands. Small and capital letters are the same in a field,
except in refs and codes.

This page is written from the code by `make reference`.
"""
ALSO = """
Where “Also” says so, `previous` before the words asks for the period before, and `in CODE` behind them for one
section of the plan; or both.
"""
TABLES = """
## Tables and lists

Each stands alone in its paragraph.

"""
PARTS = """
## The standard parts

Every report begins with these, unless the council has a list of its own. The key is what a cross-reference names:
`{part financial}`. A dash before a heading says that it stands within the part above.
"""


def manual_of_fields() -> str:
    """The page in Markdown: the fields, what varies in them, tables and lists, and the standard parts."""
    return "".join(_parts())


def _parts() -> Iterator[str]:
    yield INTRODUCTION
    yield "\n## In a sentence\n\n"
    yield _table(
        ("Field", "What it says", "Example", "Also"),
        (
            (f"`{{{each.form}}}`", each.says, f"`{{{each.example}}}`", ", ".join(_variants(each.form)))
            for each in field_forms()
            if each.variant_of is None
        ),
    )
    yield ALSO
    yield "\nThe words in capitals stand for:\n\n"
    yield _table(("Word", "What to write"), ((f"`{word}`", says) for word, (_, says) in PLACEHOLDERS.items()))
    yield TABLES
    yield _table(("Field", "What it shows"), ((f"`{{{each}}}`", says) for each, says in BLOCK_SAYS.items()))
    yield PARTS
    for kind, parts in STANDARD_PARTS.items():
        yield f"\n### {kind.capitalize()}\n\n"
        yield _table(
            ("Key", "Heading", "What belongs in it"),
            ((f"`{each.key}`", f"{'– ' if each.within else ''}{each.heading}", each.hint) for each in parts),
        )


def _variants(form: str) -> Iterator[str]:
    """What a form may also have before it or behind it."""
    variants = [each.form for each in field_forms() if each.variant_of == form]
    if f"previous {form}" in variants:
        yield "`previous`"
    if f"{form} in CODE" in variants:
        yield "`in CODE`"


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
