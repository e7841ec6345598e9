"""The words in which a report prints what Members asked: its parts and labels, once each."""

from __future__ import annotations

from enum import StrEnum

from fingerpost.rules.said import said


class RequestPart(StrEnum):
    """The parts of a report about what Members asked, as headings."""

    WAITING = said("What Members asked, and what waits for an answer")
    ANSWERED = said("Answered since the last report")
    STATEMENTS = said("Statements of portfolio holders")


class RequestLabel(StrEnum):
    """The labels of what was asked, answered and stated."""

    KIND = said("Kind")
    STATE = said("State")
    WORDS = said("What was asked")
    ASKED_BY = said("Asked by")
    ASKED_ON = said("Asked on")
    ASKED_AT = said("Asked at")
    ABOUT = said("About")
    TO_ANSWER = said("To answer")
    DUE = said("Due")
    OVERDUE = said("Overdue")
    ANSWER = said("What was answered")
    ANSWERED_BY = said("Answered by")
    ANSWERED_ON = said("Answered on")
    STATEMENT = said("Portfolio holder’s statement")
    STATED_ON = said("Stated on")
