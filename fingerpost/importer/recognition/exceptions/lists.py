"""Lists: one header and one row for each exception, with headings of sections or statuses between the rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.exceptions.above import (
    is_continuation,
    section_of_row,
    status_of_heading,
)
from fingerpost.importer.recognition.exceptions.align import place_cells
from fingerpost.importer.recognition.exceptions.rows import (
    is_kept_as_exception,
    joined,
    read_row,
)
from fingerpost.importer.recognition.fields import Field
from fingerpost.importer.recognition.refs import (
    is_structured_ref,
)
from fingerpost.importer.recognition.reported import (
    COLUMN_NOT_KEPT,
    NOT_AN_EXCEPTION,
    ROW_JOINED,
    STATUS_FROM_HEADING,
)
from fingerpost.rules.draft import DraftAction, DraftException, RefTitle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.recognition.exceptions.boxes import (
        Block,
        Found,
    )
    from fingerpost.importer.recognition.exceptions.header import Header
    from fingerpost.importer.recognition.items import Item
    from fingerpost.rules.findings import Finding


_SPOKEN = {Field.REF, Field.ACTION, Field.STATUS, Field.REASON, Field.CORRECTIVE, Field.WHO, Field.COMMENT}


def read_list(block: Block, found: Found) -> None:
    """Read the rows of a list into what was found, each with the section, parent or status that headings give it."""
    unknown = [
        column.label for column in block.upper.columns if column.field is Field.OTHER and column.label.strip()
    ]
    kept_before = len(found.exceptions)
    rows = 0
    last_kept = False
    parent: RefTitle | None = None
    for item in block.before:
        if item.is_row and rows and last_kept and _continues(found, block.upper, item):
            continue
        section = section_of_row(item)
        if section is not None:
            if (status := status_of_heading(item.text)) is not None:
                block.setting = replace(block.setting, status=status)
            elif section.code and "." in section.code:
                parent = RefTitle(section.code, section.title)
            else:
                block.setting, parent = replace(block.setting, section=section), None
            continue
        if not _says_something(block.upper, item):
            found.taken.discard(item.index)
            continue
        read = read_row(block.upper, item, block.setting)
        exception, findings = read.exception, read.findings
        if parent is not None and (exception.ref or "").startswith(f"{parent.ref}."):
            exception = replace(exception, parent=exception.parent or parent)
        last_kept = keep(found, exception, findings)
        rows += 1
    if rows and unknown:
        shown = ", ".join(f"“{label}”" for label in unknown)
        found.findings.append(
            COLUMN_NOT_KEPT.finding(
                (block.place,),
                f"In the table at {block.place}, {shown} has no place among the exceptions.",
            )
        )
    if block.setting.status is not None and len(found.exceptions) > kept_before:
        printed = block.setting.status.printed or ""
        if any(each.printed == printed for each in found.exceptions[kept_before:]):
            found.findings.append(
                STATUS_FROM_HEADING.finding(
                    (block.place,),
                    f"The table at {block.place} stands under “{printed}”, which gives its status.",
                )
            )


def keep(found: Found, exception: DraftException, findings: Sequence[Finding]) -> bool:
    """Put a row among the exceptions, or among the actions where it is none; whether it was kept."""
    found.findings.extend(findings)
    if is_kept_as_exception(exception):
        found.exceptions.append(exception)
        return True
    found.actions.append(
        DraftAction(
            ref=exception.ref,
            title=exception.action,
            path=tuple(
                f"{each.code}: {each.title}" if each.code else each.title or ""
                for each in (exception.section,)
                if each is not None
            ),
            lead=exception.who,
            status=exception.status,
            status_source=exception.status_source,
            printed=exception.printed,
            due=exception.original,
            revised=exception.revised,
            comment=exception.corrective_action or exception.reason,
            months=exception.plan_row.months if exception.plan_row else {},
            place=exception.place,
        )
    )
    found.findings.append(
        NOT_AN_EXCEPTION.finding(
            (exception.place or "",),
            f"The row at {exception.place} is “{exception.printed}”, so it is kept as an action, not as an exception.",
        )
    )
    return False


def _continues(found: Found, header: Header, item: Item) -> bool:
    """Join a row without ref and action to the exception before it; whether that was done."""
    placed = place_cells(header, item.cells)
    has_ref = placed.text(Field.REF) is not None
    if has_ref or any(is_structured_ref(cell.text) for cell in item.cells):
        return False
    typed = (Field.STATUS, Field.ORIGINAL, Field.REVISED, Field.WHO)
    if any(placed.text(each) for each in typed):
        return False
    if Field.REF not in header.fields and placed.text(Field.ACTION) is not None:
        return False
    if section_of_row(item) is not None and not is_continuation(item):
        return False
    found.exceptions[-1] = joined(found.exceptions[-1], placed)
    found.findings.append(
        ROW_JOINED.finding(
            (item.place,), f"The row at {item.place} was read as going on with the row before it."
        )
    )
    return True


def _says_something(header: Header, item: Item) -> bool:
    placed = place_cells(header, item.cells)
    spoken = [each for each in header.fields & _SPOKEN if placed.text(each)]
    if placed.text(Field.REF) is None and placed.text(Field.ACTION) is None:
        return False
    if (
        (placed.text(Field.REF) or placed.text(Field.ACTION) or "")
        .lower()
        .startswith(("total", "key:", "note"))
    ):
        return False
    return len(spoken) >= 2 or len(placed.cells) >= 2
