"""The manual page of the states: diagrams and tables of what may follow what, made from the tables themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from fingerpost.rules.changes import ALLOWED_MOVES, DECIDED, ENDS_THE_ACTION
from fingerpost.rules.dates.ledger import IN_LEDGER, MOVING
from fingerpost.rules.decisions import ChangeKind
from fingerpost.rules.scrutiny import ACT_OF, LIVES, WAITING, Party, ScrutinyKind

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

S = TypeVar("S", bound=str)


def manual_of_states() -> str:
    """The states of a change request, and what each kind does to the action, as Markdown."""
    parts = [
        "# Change requests: states and kinds",
        "What may follow each state of a request. A diagram and a table say the same.",
        diagram(ALLOWED_MOVES),
        table(),
        "Approving and rejecting bring a decision with its day, authority, meeting and minute reference: "
        + ", ".join(f"*{each}*" for each in sorted(DECIDED))
        + ".",
        "## What an approval does",
        "| Kind | Entry in the ledger | Needs a new date | Ends the action |\n|---|---|---|---|\n"
        + "\n".join(_kind(each) for each in ChangeKind),
    ]
    return "\n\n".join(parts) + "\n"


def diagram(moves: Mapping[S, Collection[S]]) -> str:
    """The states as a Mermaid diagram; the first of the table is where everything begins."""
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {_id(next(iter(moves)))}"]
    lines += [f"    {_id(state)}: {state}" for state in moves if " " in state]
    lines += [f"    {_id(state)} --> {_id(each)}" for state, after in moves.items() for each in sorted(after)]
    lines += [f"    {_id(state)} --> [*]" for state, after in moves.items() if not after]
    return "\n".join([*lines, "```"])


def _id(state: str) -> str:
    return state.replace(" ", "_")


def table() -> str:
    """The states of a change request as a table."""
    rows = [
        f"| {state} | {', '.join(sorted(moves)) or 'nothing: it is final'} |"
        for state, moves in ALLOWED_MOVES.items()
    ]
    return "\n".join(["| State | May become |", "|---|---|", *rows])


def manual_of_requests() -> str:
    """The kinds of what Members ask, with the states of each and who may move it, as Markdown."""
    parts = [
        "# What Members ask: kinds and states",
        (
            "What may follow each state of each kind, and who may say so. A state in italics waits: what is in it is "
            "printed at the front of every report until it leaves it."
        ),
        "| Who | Must be allowed to |\n|---|---|\n"
        + "\n".join(f"| {each} | {ACT_OF[each]} |" for each in Party),
    ]
    for kind in ScrutinyKind:
        parts += [f"## {kind.capitalize()}", diagram(LIVES[kind]), _life(kind)]
    return "\n\n".join(parts) + "\n"


def _life(kind: ScrutinyKind) -> str:
    rows = ["| State | May become | Moved by |", "|---|---|---|"]
    for state, moves in LIVES[kind].items():
        name = f"*{state}*" if state in WAITING[kind] else str(state)
        if not moves:
            rows.append(f"| {name} | nothing: it is final | |")
        rows += [f"| {name} | {to} | {', '.join(sorted(who))} |" for to, who in moves.items()]
    return "\n".join(rows)


def _kind(kind: ChangeKind) -> str:
    ends = kind in ENDS_THE_ACTION
    entry = "withdraw" if ends else str(kind) if kind in IN_LEDGER else "none: no date changes"
    return f"| {kind} | {entry} | {'yes' if kind in MOVING else 'no'} | {'yes' if ends else 'no'} |"
