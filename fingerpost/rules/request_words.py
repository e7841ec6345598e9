"""The words in which a report prints what Members asked: its parts and labels, once each."""

from __future__ import annotations

from enum import StrEnum


class RequestPart(StrEnum):
    """The parts of a report about what Members asked, as headings."""

    WAITING = "What Members asked, and what waits for an answer"
    ANSWERED = "Answered since the last report"
    STATEMENTS = "Statements of portfolio holders"


class RequestLabel(StrEnum):
    """The labels of what was asked, answered and stated."""

    KIND = "Kind"
    STATE = "State"
    WORDS = "What was asked"
    ASKED_BY = "Asked by"
    ASKED_ON = "Asked on"
    ASKED_AT = "Asked at"
    ABOUT = "About"
    TO_ANSWER = "To answer"
    DUE = "Due"
    OVERDUE = "Overdue"
    ANSWER = "What was answered"
    ANSWERED_BY = "Answered by"
    ANSWERED_ON = "Answered on"
    STATEMENT = "Portfolio holder’s statement"
    STATED_ON = "Stated on"
