"""Boxes: an upper row with reason and dates, the parent's row and the row of the plan with its months.

Copies lose headings, repeat them and change their order; the rows tell themselves by their refs: the
exception's, its parent's, the exception's again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from fingerpost.importer.readers.source import Table
from fingerpost.importer.recognition.exceptions.header import Header
from fingerpost.importer.recognition.exceptions.rows import Setting, read_plan_row, read_row
from fingerpost.importer.recognition.items import Item
from fingerpost.importer.recognition.refs import clean_ref, is_ref
from fingerpost.importer.recognition.reported import NO_HEADER, PLAN_ROWS_KEPT, UPPER_MISSING
from fingerpost.rules.draft import DraftAction, DraftException, RefTitle
from fingerpost.rules.findings import Finding
from fingerpost.rules.numbers import count_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PARENT = 2
"""A parent's row has its ref and its title and nothing more."""


@dataclass(slots=True)
class Found:
    """What the walk found, the items that it used, and the findings that it made."""

    exceptions: list[DraftException] = field(default_factory=list)
    actions: list[DraftAction] = field(default_factory=list)
    headers: list[Header] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """A header and the rows under it; with a strip header it is a box: `before` stand above that, `after` below."""

    upper: Header
    table: Table | None
    place: str
    setting: Setting
    strip: Header | None = None
    before: list[Item] = field(default_factory=list)
    after: list[Item] = field(default_factory=list)


def read_box(block: Block, found: Found, headers: Callable[[], Sequence[Header]]) -> None:
    """Read the exceptions of a box into what was found, each with its parent and its row of the plan."""
    strip = block.strip
    assert strip is not None
    uppers, lowers = list(block.before), list(block.after)
    alone = block.upper is strip
    if alone and not uppers and _comes_again(lowers) and (upper := heading_of_box(headers())) is not None:
        block.upper, alone = upper, False
        found.findings.append(
            NO_HEADER.finding(
                (block.place,),
                f"The upper row at {lowers[0].place} has no headings; its columns were read as those of the boxes "
                "before it.",
            )
        )
    if not uppers and not alone and lowers and not _lacks_upper(lowers):
        uppers.append(lowers.pop(0))
    if not uppers:
        _read_without_upper(block, found, strip, lowers, alone=alone)
        return
    read = [_read(block.upper, item, block.setting) for item in uppers]
    refs = [exception.ref for exception, _ in read]
    parent: RefTitle | None = None
    rows: dict[int, tuple[DraftException, RefTitle | None]] = {}
    for position, item in enumerate(lowers):
        plan, printed, findings = read_plan_row(strip, item, block.setting.calendar)
        is_last = position == len(lowers) - 1
        holds = bool(plan.lead or plan.months or plan.corrective_action)
        target = _target(refs, printed.ref, rows, is_last=is_last)
        if target is not None and (holds or is_last) and (holds or printed.ref in refs):
            exception = read[target][0]
            rows[target] = (replace(exception, plan_row=plan), parent)
            found.findings.extend(findings)
        else:
            parent = printed
    for position, (exception, doubts) in enumerate(read):
        with_row, above = rows.get(position, (exception, parent if len(read) == 1 else None))
        _keep_box(found, replace(with_row, parent=above or exception.parent), doubts)


def repeats_heading(block: Block, header: Header) -> bool:
    """Whether a header only repeats one of the open block's, as at the top of a page, with no row between."""
    labels = [column.label for column in header.columns]
    if block.strip is not None and labels == [column.label for column in block.strip.columns]:
        return not block.after or len(block.after[-1].texts) <= _PARENT
    return not block.before and block.strip is None and labels == [each.label for each in block.upper.columns]


def heading_of_box(headers: Sequence[Header]) -> Header | None:
    """The upper header of the last box that had one, for boxes that lost theirs; None where there was no box."""
    if not any(header.is_strip for header in headers):
        return None
    return next((each for each in reversed(headers) if each.is_of_exceptions and not each.is_strip), None)


def strip_lost(block: Block, headers: Sequence[Header]) -> Header | None:
    """The strip header of the boxes before, where the rows of a block are a box's and only that is missing."""
    if not _comes_again(block.before) or block.upper.months:
        return None
    return next((header for header in reversed(headers) if header.is_strip), None)


def _comes_again(rows: Sequence[Item]) -> bool:
    """Whether rows are an exception's, its parent's and the exception's again, by their refs."""
    refs = [clean_ref(item.texts[0]) for item in rows if item.texts and is_ref(item.texts[0])]
    if len(refs) != len(rows) or not _PARENT <= len(refs) <= _PARENT + 1:
        return False
    return refs[0] == refs[-1] and all(
        len(item.texts) <= _PARENT and f"{refs[0]}.".startswith(f"{clean_ref(item.texts[0])}.")
        for item in rows[1:-1]
    )


def _keep_box(found: Found, exception: DraftException, findings: Sequence[Finding]) -> None:
    found.findings.extend(findings)
    found.exceptions.append(exception)


def _read_without_upper(
    block: Block, found: Found, strip: Header, lowers: list[Item], *, alone: bool
) -> None:
    """A block that has only plan rows: an exception where boxes lost their upper row, else nothing."""
    if alone or not lowers:
        _keep_as_actions(block, found, strip, lowers)
        return
    parent: RefTitle | None = None
    for position, item in enumerate(lowers):
        plan, printed, findings = read_plan_row(strip, item, block.setting.calendar)
        found.findings.extend(findings)
        if position < len(lowers) - 1 and not (plan.lead or plan.months or plan.corrective_action):
            parent = printed
            continue
        found.exceptions.append(
            DraftException(
                ref=printed.ref,
                action=printed.title,
                section=block.setting.section,
                parent=parent,
                plan_row=plan,
                place=item.place,
            )
        )
        found.findings.append(
            UPPER_MISSING.finding(
                (item.place,),
                f"The box at {block.place} lacks its upper row; {printed.ref} was read from {item.place}.",
            )
        )


def _keep_as_actions(block: Block, found: Found, strip: Header, rows: Sequence[Item]) -> None:
    """Rows of the plan without exceptions are actions; those with a title and nothing more are their parents."""
    section = block.setting.section
    heading = () if section is None else (": ".join(filter(None, (section.code, section.title))),)
    parent: RefTitle | None = None
    kept = []
    for item in rows:
        plan, printed, findings = read_plan_row(strip, item, block.setting.calendar)
        if not (plan.lead or plan.months or plan.corrective_action):
            parent = printed
            continue
        if printed.ref is None and printed.title is None:
            found.taken.discard(item.index)
            continue
        above = () if parent is None else (" ".join(filter(None, (parent.ref, parent.title))),)
        found.findings.extend(findings)
        found.actions.append(
            DraftAction(
                ref=printed.ref,
                title=printed.title,
                path=(*heading, *above),
                lead=plan.lead,
                comment=plan.corrective_action,
                months=plan.months,
                place=item.place,
            )
        )
        kept.append(item.place)
    if kept:
        found.findings.append(
            PLAN_ROWS_KEPT.finding(
                (kept[0],),
                f"{count_words(len(kept), 'row')} of the plan under the heading at {block.place} "
                "have no exception above them and are kept as actions."
                if len(kept) > 1
                else f"The row of the plan at {kept[0]} has no exception above it and is kept as an action.",
                {"rows": len(kept)},
            )
        )


def _read(header: Header, item: Item, setting: Setting) -> tuple[DraftException, tuple[Finding, ...]]:
    read = read_row(header, item, setting)
    return read.exception, read.findings


def _target(
    refs: list[str | None],
    ref: str | None,
    rows: dict[int, tuple[DraftException, RefTitle | None]],
    *,
    is_last: bool,
) -> int | None:
    """The exception to which a plan row belongs: the one with its ref, or the only one where the refs differ."""
    for position, each in enumerate(refs):
        if each == ref and position not in rows:
            return position
    return 0 if is_last and len(refs) == 1 and 0 not in rows else None


def _lacks_upper(lowers: list[Item]) -> bool:
    """Whether the first of the rows under both headers is already the parent's: "3.2", then "3.2.4"."""
    if len(lowers) != 2:
        return False
    first, last = (item.texts[0] if item.texts else "" for item in lowers)
    if not (is_ref(first) and is_ref(last)):
        return False
    return clean_ref(last).startswith(clean_ref(first) + ".") and len(lowers[0].texts) == 2
