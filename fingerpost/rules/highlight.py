"""Who is counted: the actions highlighted for a period, each with the first reason that fits."""

from __future__ import annotations

from enum import StrEnum


class HighlightReason(StrEnum):
    """Why an action is counted in a period (rules: Who is counted, (a) to (e), and the other policies)."""

    PROGRAMMED = "programmed in the period"
    REPROGRAMMED_INTO = "reprogrammed into the period"
    LATE = "late"
    COMPLETED = "completed in the period"
    DECIDED = "decided on in the period"
    DUE = "due in the period"
    OPEN = "open"
