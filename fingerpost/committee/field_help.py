"""Every field that may stand in a report, with what it says and what it would say now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.rules.committee.field_forms import PLACEHOLDERS, field_forms
from fingerpost.rules.committee.fields import BLOCK_SAYS, CannotFill, fill

if TYPE_CHECKING:
    from fingerpost.rules.committee.field_forms import Sources


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field: how it is typed, what it says, and its present value (of its example, where it varies)."""

    typed: str
    says: str
    now: str = ""
    example: str = ""


def field_help(sources: Sources | None) -> tuple[FieldLine, ...]:
    """Every field; without sources what they say only. A field that has no value in this report is left out."""
    lines = []
    for each in field_forms():
        varies = any(name in each.form for name in PLACEHOLDERS)
        typed = "{" + each.form + "}"
        example = "{" + each.example + "}"
        if sources is None:
            lines.append(FieldLine(typed, each.says, example=example if varies else ""))
            continue
        try:
            now = fill(example, sources)
        except CannotFill:
            if not varies:
                continue
            now = ""
        lines.append(FieldLine(typed, each.says, now, example if varies and now else ""))
    lines += [FieldLine("{" + block.value + "}", says) for block, says in BLOCK_SAYS.items()]
    return tuple(lines)
