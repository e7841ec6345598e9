"""What Members asked, as part of a report: what waits for an answer, and what was answered since the last report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import cell, number_cell, table
from fingerpost.reports.document import DocumentCell, Sheet, Text
from fingerpost.rules.labels import Label
from fingerpost.rules.request_words import RequestLabel, RequestPart
from fingerpost.rules.said import said, said_n
from fingerpost.rules.wording import NOTHING, day_words, status_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from fingerpost.reports.compose.building import Builder
    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.classes import Status
    from fingerpost.rules.scrutiny import AtIssue, Printed, Statement


def requests_parts(builder: Builder, requests: AtIssue, status_words: Mapping[Status, str]) -> None:
    """Add who asked what and waits for the answer, and what was answered since the last report, where anything was."""
    waiting, answered = requests.waiting, requests.answered
    if not waiting:
        builder.part(RequestPart.WAITING, Text("Nothing that a Member asked waits for an answer."))
    else:
        builder.table_part(
            1, RequestPart.WAITING, waiting_table(waiting, status_words), intro=_waiting(waiting)
        )
    builder.table_part(
        2,
        RequestPart.ANSWERED,
        table(
            RequestPart.ANSWERED,
            (Label.NUMBER, RequestLabel.ASKED_BY, RequestLabel.WORDS, RequestLabel.ANSWER),
            (
                (
                    number_cell(each.number),
                    cell(asked_words(each)),
                    cell(what_words(each, status_words)),
                    cell(answer_words(each)),
                )
                for each in answered
            ),
            widths=(1, 4, 8, 8),
        ),
    )


def waiting_table(
    waiting: Iterable[Printed], status_words: Mapping[Status, str], caption: str = RequestPart.WAITING
) -> DocumentTable | None:
    """Who asked what, who is to answer, and by when."""
    return table(
        caption,
        (Label.NUMBER, RequestLabel.ASKED_BY, RequestLabel.WORDS, RequestLabel.TO_ANSWER, RequestLabel.DUE),
        (
            (
                number_cell(each.number),
                cell(asked_words(each)),
                cell(what_words(each, status_words) + _so_far(each)),
                cell(each.owner or "Nobody yet"),
                cell(due_words(each)),
            )
            for each in waiting
        ),
        widths=(1, 4, 8, 3, 4),
    )


def _waiting(waiting: tuple[Printed, ...]) -> str:
    late = sum(each.overdue for each in waiting)
    waits = "waits" if len(waiting) == 1 else "wait"
    overdue = said(", {late} of them overdue", late=late) if late else ", none of them overdue"
    return said_n(
        "{count} matter {waits} for an answer{overdue}.",
        "{count} matters {waits} for an answer{overdue}.",
        len(waiting),
        waits=waits,
        overdue=overdue,
    )


def asked_words(each: Printed) -> str:
    """Who asked, where and when: Councillor Ruth Kestle, Cabinet, 11 February 2026, minute 104/26."""
    where = each.where or day_words(each.asked_on)
    minute = said(", minute {minute}", minute=each.minute) if each.minute else ""
    if where.startswith(f"{each.asked_by}, "):  # the body itself asked, at its own meeting
        return f"{where}{minute}"
    return f"{each.asked_by}, {where}{minute}"


def what_words(each: Printed, status_words: Mapping[Status, str]) -> str:
    """What was asked and about what, and of a dispute both ratings."""
    about = said(" on {about}", about=each.about) if each.about else ""
    rating = ""
    if each.status_printed and each.status_claimed:
        printed, claimed = (
            status_word(say, status_words) for say in (each.status_printed, each.status_claimed)
        )
        rating = said(
            " Printed as {printed}; {asked_by} says {claimed}.",
            printed=printed,
            asked_by=each.asked_by,
            claimed=claimed,
        )
    return f"{each.kind.capitalize()}{about}: {each.words}{rating}"


def _so_far(each: Printed) -> str:
    """What was answered to something that waits all the same: an answer that did not satisfy, say."""
    return f"\n{each.state.capitalize()}: {each.answer}" if each.answer else ""


def due_words(each: Printed) -> str:
    """At which meeting or by when the answer is due, and whether that has passed."""
    due = each.due_meeting or day_words(each.due_on)
    return said("{due}. Overdue", due=due) if each.overdue else due


def answer_words(each: Printed) -> str:
    """What became of it, in whose words, and when."""
    stated = f": {each.answer}" if each.answer else ""
    if each.response:
        who = f" ({each.response})"
    elif each.answered_by and each.answered_on:
        who = f" ({each.answered_by}, {day_words(each.answered_on)})"
    else:
        who = ""
    return f"{each.state.capitalize()}{stated}{who}"


def statement_words(statements: Iterable[Statement]) -> str | None:
    """What portfolio holders state of one action; None where they stated nothing."""
    stated = [
        f"{each.words} ({each.by}{f', {each.portfolio}' if each.portfolio else ''}, {day_words(each.on)})"
        for each in statements
    ]
    return "\n".join(stated) or None


def requests_sheets(requests: AtIssue | None) -> tuple[Sheet, ...]:
    """What Members asked and what was stated, as tidy tables; none where there is nothing."""
    if requests is None:
        return ()
    found = (
        ("Requests", _all_requests((*requests.waiting, *requests.answered))),
        ("Statements", _all_statements(requests.statements)),
    )
    return tuple(Sheet(name, made.caption, made) for name, made in found if made is not None)


def _all_requests(those: Iterable[Printed]) -> DocumentTable | None:
    return table(
        RequestPart.WAITING,
        (
            Label.NUMBER,
            RequestLabel.KIND,
            RequestLabel.STATE,
            RequestLabel.WORDS,
            RequestLabel.ASKED_BY,
            RequestLabel.ASKED_ON,
            RequestLabel.ASKED_AT,
            Label.MINUTE,
            Label.REF,
            RequestLabel.ABOUT,
            RequestLabel.TO_ANSWER,
            RequestLabel.DUE,
            RequestLabel.OVERDUE,
            RequestLabel.ANSWER,
            RequestLabel.ANSWERED_BY,
            RequestLabel.ANSWERED_ON,
        ),
        (
            (
                number_cell(each.number),
                cell(each.kind),
                cell(each.state),
                cell(each.words),
                cell(each.asked_by),
                _day(each.asked_on),
                cell(each.where),
                cell(each.minute),
                cell(each.ref),
                cell(each.about),
                cell(each.owner),
                _day(each.due_on),
                cell("yes" if each.overdue else "no"),
                cell(each.answer),
                cell(each.response or each.answered_by),
                _day(each.answered_on),
            )
            for each in those
        ),
        row_headers=False,
    )


def _all_statements(those: Iterable[Statement]) -> DocumentTable | None:
    return table(
        RequestPart.STATEMENTS,
        (Label.REF, Label.NAME, Label.PORTFOLIO, RequestLabel.STATEMENT, RequestLabel.STATED_ON),
        (
            (cell(each.ref), cell(each.by), cell(each.portfolio or NOTHING), cell(each.words), _day(each.on))
            for each in those
        ),
        row_headers=False,
    )


def _day(day: date | None) -> DocumentCell:
    return DocumentCell(day_words(day), value=day) if day else cell(None)
