"""What moved between two months, as text, data and a page: closed months by their movement, documents by what they print."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fingerpost.reports.compose.building import Builder, cell, class_cell, table
from fingerpost.reports.compose.snapshot_movement import movement_part
from fingerpost.reports.document import Bullets, Document, Emphasis, Text
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import Draft
from fingerpost.rules.draft_comparison import Basis, Change, DraftComparison, NotComparable, compare_drafts
from fingerpost.rules.movement import Movement, movement
from fingerpost.rules.numbers import count_words
from fingerpost.rules.plain import to_plain
from fingerpost.rules.snapshot import Snapshot
from fingerpost.rules.wording import CLASS_WORDS, NOT_STATED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fingerpost.reports.document import DocumentCell, DocumentTable
    from fingerpost.rules.draft_comparison import Compared, Side
    from fingerpost.rules.months import Month

FORMAT = "fingerpost-comparison/1"
EXCEPTIONS_ONLY = (
    "Exception reports name their exceptions only: an action that left may be complete, on target or re-dated, "
    "and the reports do not say which."
)
_HEADINGS = {
    Change.JOINED: "Joined",
    Change.CHANGED: "Changed",
    Change.LEFT: "Left",
    Change.SAME: "The same in both",
}


def compare(before: Draft | Snapshot, after: Draft | Snapshot) -> Movement | DraftComparison:
    """What moved from the one to the other.

    Refuses the later month before the earlier, a snapshot before a draft, and what holds nothing to compare.
    """
    first, second = _last_month(before), _last_month(after)
    if first and second and first > second:
        raise NotComparable(f"{first.name} comes after {second.name}: give the earlier month first.")
    if isinstance(after, Snapshot):
        if isinstance(before, Snapshot):
            return movement(before, after)
        if before.figures and before.figures.current:
            return movement(before.figures.current, after)
    elif isinstance(before, Draft):
        return compare_drafts(before, after)
    raise NotComparable(
        "A closed month is compared with another closed month, or with an earlier published report."
    )


def comparison_text(before: Draft | Snapshot, after: Draft | Snapshot) -> str:
    """The comparison for a terminal; refuses what `compare` refuses."""
    found = compare(before, after)
    if isinstance(found, DraftComparison):
        return _drafts_text(found)
    if found.figures_only:
        return "\n".join([found.figures_only, *_figures_lines(before, after)])
    return _movement_text(found)


def comparison_json(before: Draft | Snapshot, after: Draft | Snapshot) -> str:
    """The comparison as `fingerpost-comparison/1`: over what it goes, and every action with what became of it.

    Refuses what `compare` refuses.
    """
    found = compare(before, after)
    plain: dict[str, Any] = {"format": FORMAT}
    if isinstance(found, Movement):
        balances = {each.value: to_plain(found.balance(each)) for each in StatusClass} if found.moves else {}
        plain |= {"basis": "highlighted", "balances": balances, **to_plain(found)}
    else:
        note = EXCEPTIONS_ONLY if found.basis is Basis.EXCEPTIONS else None
        plain |= {"note": note, **to_plain(found)}
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def comparison_document(before: Draft | Snapshot, after: Draft | Snapshot) -> Document:
    """The comparison as a document; refuses what `compare` refuses."""
    found = compare(before, after)
    builder = Builder()
    if isinstance(found, DraftComparison):
        _add_drafts(builder, found)
    elif isinstance(after, Snapshot) and isinstance(before, Snapshot):
        movement_part(builder, after, before)
    else:
        builder.add(
            Text(found.figures_only or "", emphasis=Emphasis.LEAD), Bullets(_figures_lines(before, after))
        )
    months = [each.name for each in (_last_month(before), _last_month(after)) if each]
    return Document(
        title=f"What moved from {months[0]} to {months[1]}" if len(months) == 2 else "What moved",
        council=after.council,
        language="en-GB",
        dated=None,
        blocks=tuple(builder.blocks),
        sheets=(),
    )


def _last_month(record: Draft | Snapshot) -> Month | None:
    return record.period if isinstance(record, Draft) else record.period.last


def _figures_lines(before: Draft | Snapshot, after: Draft | Snapshot) -> tuple[str, ...]:
    first, second = _counts(before), _counts(after)
    return tuple(
        f"{CLASS_WORDS[each]}: {first.get(each, 'not printed')} → {second.get(each, 'not printed')}"
        for each in StatusClass
        if each in first or second.get(each)
    )


def _counts(record: Draft | Snapshot) -> Mapping[StatusClass, int]:
    if isinstance(record, Snapshot):
        return record.figures.whole.counts
    return record.figures.current.counts if record.figures and record.figures.current else {}


def _movement_text(found: Movement) -> str:
    lines = [
        f"From {found.previous.name} to {found.period.name}:"
        if found.previous
        else f"To {found.period.name}:"
    ]
    lines += [f"  {found.sentence(each)}" for each in StatusClass if _is_in_movement(found, each)]
    moved = [each for each in found.moves if each.before is not each.now]
    for each in moved:
        words = [CLASS_WORDS[of] if of else "not counted" for of in (each.before, each.now)]
        why = each.joined or each.left
        lines.append(f"  {each.ref}: {' → '.join(words)}{f' ({why})' if why else ''}: {each.title}")
    stayed = len(found.moves) - len(moved)
    lines.append(f"  {count_words(stayed, 'action')} stayed in the same class.")
    return "\n".join(lines)


def _is_in_movement(found: Movement, class_: StatusClass) -> bool:
    balance = found.balance(class_)
    return bool(balance.before or balance.now)


def _drafts_text(found: DraftComparison) -> str:
    lines = [_drafts_sentence(found)]
    if found.basis is Basis.EXCEPTIONS:
        lines.append(EXCEPTIONS_ONLY)
    for change, heading in _HEADINGS.items():
        those = found.those(change)
        if those:
            lines += ["", f"{heading} ({len(those)})", *(f"  {_line(each)}" for each in those)]
    if found.repeated:
        lines += ["", f"Used more than once, so told apart by title: {', '.join(found.repeated)}."]
    return "\n".join(lines)


def _drafts_sentence(found: DraftComparison) -> str:
    months = [each.name if each else "a month not stated" for each in (found.before, found.after)]
    counts = ", ".join(f"{len(found.those(change))} {change.value}" for change in _HEADINGS)
    return f"From {months[0]} to {months[1]}, over the {found.basis}: {counts}."


def _line(each: Compared) -> str:
    side = each.after or each.before
    title = (side.title if side else None) or "no title"
    changed = "; ".join(
        f"{name} {_said(each.before, name)} → {_said(each.after, name)}" for name in each.differences
    )
    status = _said(side, "status")
    return f"{each.ref or 'no ref'} {title}: {changed or status}"


def _said(side: Side | None, what: str) -> str:
    if side is None:
        return "–"
    if what == "status":
        return CLASS_WORDS[side.status] if side.status else NOT_STATED
    if what == "date":
        return side.date.text if side.date else "no date"
    return f"“{side.title}”" if side.title else "no title"


def _add_drafts(builder: Builder, found: DraftComparison) -> None:
    builder.add(Text(_drafts_sentence(found), emphasis=Emphasis.LEAD))
    if found.basis is Basis.EXCEPTIONS:
        builder.add(Text(EXCEPTIONS_ONLY, emphasis=Emphasis.NOTE))
    for change, heading in _HEADINGS.items():
        those = found.those(change)
        builder.table_part(1, f"{heading} ({len(those)})", _table(heading, those))
    if found.repeated:
        builder.add(Text(f"Used more than once, so told apart by title: {', '.join(found.repeated)}."))


def _status_cell(side: Side | None) -> DocumentCell:
    return class_cell(side.status) if side and side.status else cell(_said(side, "status"))


def _table(heading: str, those: Sequence[Compared]) -> DocumentTable | None:
    return table(
        heading,
        ("Ref", "Action", "Status before", "Status now", "Date before", "Date now"),
        [
            (
                cell(each.ref or "no ref"),
                cell(
                    " → ".join(
                        dict.fromkeys(side.title or "no title" for side in (each.before, each.after) if side)
                    )
                ),
                _status_cell(each.before),
                _status_cell(each.after),
                cell(_said(each.before, "date")),
                cell(_said(each.after, "date")),
            )
            for each in those
        ],
        widths=(8, 40, 13, 13, 13, 13),
    )
