"""Movement between two periods: a sentence, the matrix, and every action behind each of its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import cell, class_cell, number_cell, table
from fingerpost.reports.document import DocumentCell, Text
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.labels import Label
from fingerpost.rules.movement import LeaveReason, Movement, movement
from fingerpost.rules.said import said, together
from fingerpost.rules.wording import CLASS_WORDS, JOINED, LEFT, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.reports.compose.building import Builder
    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.movement import Move
    from fingerpost.rules.snapshot import Snapshot


def movement_sentence(snapshot: Snapshot, previous: Snapshot | None) -> Iterator[str]:
    """One sentence of movement, where there is something to compare."""
    found = movement(previous, snapshot) if previous else None
    if found and not found.figures_only:
        yield found.sentence()


def movement_part(builder: Builder, snapshot: Snapshot, previous: Snapshot | None) -> None:
    """Add the movement; where no action can be followed, a line that says why."""
    if previous is None and snapshot.previous_digest is not None:
        # The record says that there was a period before; it was only not given here.
        builder.part(
            Part.MOVEMENT,
            Text(
                said(
                    "The closed record of the period before was not given when this report was made, so movement is left out. Its digest is under “{record}”.",
                    record=Part.RECORD,
                )
            ),
        )
        return
    found = movement(previous, snapshot)
    if found.figures_only:
        builder.part(Part.MOVEMENT, Text(found.figures_only))
        return
    sentences = [
        found.sentence(class_)
        for class_ in StatusClass
        if (balance := found.balance(class_)).before or balance.now
    ]
    builder.part(Part.MOVEMENT, Text(together(sentences)))
    for made in (matrix_table(found), moves_table(found)):
        builder.add(*([made] if made else []))


def matrix_table(found: Movement) -> DocumentTable | None:
    """From the class before, down, to the class now, across."""
    rows: list[list[DocumentCell]] = []
    for before in (*StatusClass, None):
        cells = [number_cell(len(found.cell(before, now)) or None) for now in (*StatusClass, None)]
        total = sum(each.before is before for each in found.moves) if before else None
        rows.append([class_cell(before) if before else cell(JOINED), *cells, number_cell(total)])
    totals = [number_cell(found.balance(class_).now) for class_ in StatusClass]
    rows.append([cell(Label.NOW), *totals, cell(None), cell(None)])
    return table(
        "From the class before (down) to the class now (across)",
        (Label.BEFORE, *(CLASS_WORDS[each] for each in StatusClass), LEFT, Label.BEFORE_TOTAL),
        rows,
        widths=(4, 3, 3, 3, 3, 3, 3, 3),
        shown_caption=True,
    )


def moves_table(found: Movement) -> DocumentTable | None:
    """Every cell of the matrix with its actions: joiners and leavers by reason, those that stayed by ref only."""
    groups: dict[tuple[str, str, str], list[Move]] = {}
    for move in sorted(found.moves, key=lambda each: each.before is each.now):
        groups.setdefault(
            (
                CLASS_WORDS[move.before] if move.before else JOINED,
                CLASS_WORDS[move.now] if move.now else LEFT,
                str(move.joined or move.left or ""),
            ),
            [],
        ).append(move)
    return table(
        "The actions behind the numbers",
        (Label.FROM, Label.TO, Label.WHY, Label.COUNT, Label.ACTIONS),
        (
            (
                cell(before),
                cell(now),
                cell(why),
                number_cell(len(moves)),
                cell(
                    together([each.ref for each in moves], ", ")
                    if before == now
                    else together(map(_named, moves), "; ")
                ),
            )
            for (before, now, why), moves in groups.items()
        ),
        widths=(3, 3, 4, 2, 14),
        shown_caption=True,
    )


def _named(move: Move) -> str:
    following = (
        said(", next: {next_month}", next_month=move.next_month)
        if move.left is LeaveReason.NOT_PROGRAMMED and move.next_month
        else ""
    )
    return f"{move.title} ({move.ref}{following})"


def move_rows(found: Movement) -> Iterator[tuple[DocumentCell, ...]]:
    """The movement as data: a row for each action highlighted in either period."""
    for move in found.moves:
        yield (
            cell(move.ref),
            cell(move.title),
            class_cell(move.before),
            class_cell(move.now),
            cell(move.joined),
            cell(move.left),
            DocumentCell(move.next_month.short_name, value=move.next_month.first_day)
            if move.next_month
            else cell(None),
        )
