"""The states of a committee report and what may follow each."""

from __future__ import annotations

from fingerpost.committee.models import ReportState

ALLOWED_MOVES: dict[ReportState, frozenset[ReportState]] = {
    ReportState.DRAFT: frozenset({ReportState.IN_SIGN_OFF}),
    ReportState.IN_SIGN_OFF: frozenset({ReportState.DRAFT, ReportState.APPROVED}),
    ReportState.APPROVED: frozenset({ReportState.IN_SIGN_OFF, ReportState.ISSUED}),
    ReportState.ISSUED: frozenset(),
}
"""The states that may follow each state of a report."""

IN_HAND = frozenset({ReportState.DRAFT, ReportState.IN_SIGN_OFF})
"""The states in which the text is written."""


class NotInThisState(ValueError):
    """The report's state does not allow what was asked."""


def refuse_move(now: str, to: ReportState) -> None:
    """Refuse a move that is not in the table."""
    if to not in ALLOWED_MOVES[ReportState(now)]:
        raise NotInThisState(f"A report that is {now} cannot become {to}.")
