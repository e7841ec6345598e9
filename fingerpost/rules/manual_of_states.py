"""The manual page of the states: diagrams and tables of what may follow what, made from the tables themselves."""

from __future__ import annotations

from fingerpost.rules.changes import ALLOWED_MOVES, DECIDED, ENDS_THE_ACTION
from fingerpost.rules.dates.ledger import IN_LEDGER, MOVING
from fingerpost.rules.decisions import ChangeKind


def manual_of_states() -> str:
    """The states of a change request, and what each kind does to the action, as Markdown."""
    parts = [
        "# Change requests: states and kinds",
        "What may follow each state of a request. A diagram and a table say the same.",
        diagram(),
        table(),
        "Approving and rejecting bring a decision with its day, authority, meeting and minute reference: "
        + ", ".join(f"*{each}*" for each in sorted(DECIDED))
        + ".",
        "## What an approval does",
        "| Kind | Entry in the ledger | Needs a new date | Ends the action |\n|---|---|---|---|\n"
        + "\n".join(_kind(each) for each in ChangeKind),
    ]
    return "\n\n".join(parts) + "\n"


def diagram() -> str:
    """The states as a Mermaid diagram; the first of the table is where everything begins."""
    first = next(iter(ALLOWED_MOVES))
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {first}"]
    lines += [f"    {state} --> {each}" for state, moves in ALLOWED_MOVES.items() for each in sorted(moves)]
    lines += [f"    {state} --> [*]" for state, moves in ALLOWED_MOVES.items() if not moves]
    return "\n".join([*lines, "```"])


def table() -> str:
    """The states as a table."""
    rows = [
        f"| {state} | {', '.join(sorted(moves)) or 'nothing: it is final'} |"
        for state, moves in ALLOWED_MOVES.items()
    ]
    return "\n".join(["| State | May become |", "|---|---|", *rows])


def _kind(kind: ChangeKind) -> str:
    ends = kind in ENDS_THE_ACTION
    entry = "withdraw" if ends else str(kind) if kind in IN_LEDGER else "none: no date changes"
    return f"| {kind} | {entry} | {'yes' if kind in MOVING else 'no'} | {'yes' if ends else 'no'} |"
