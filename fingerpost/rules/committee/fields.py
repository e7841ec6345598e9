"""Fields in typed text, which take their values from the closed record: `{amber count}`, `{title of 3.2.4}`.

What is a field cannot be wrong, and follows a correction of the month. A field is words in braces; small and
capital letters are the same in them, refs and codes excepted. `docs/reference/fields.md` is made from
`field_forms()`. A field for a table or a list (`Block`) stands alone in its paragraph, and is filled when the
document is made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING

from fingerpost.rules.committee import field_values as _values  # noqa: F401  (registers the kinds of field)
from fingerpost.rules.committee.field_forms import Asked, NoValue, Sources, field_forms
from fingerpost.rules.said import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fingerpost.rules.committee.report import CommitteeReport

_FIELD = re.compile(r"\{([^{}]*)\}|[{}]")


class CannotFill(ValueError):
    """Fields in the text have no value; `problems` names all of them, each with its place."""

    def __init__(self, problems: Iterable[FieldProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(str(each) for each in self.problems))


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A field that has no value: where it stands, the field as typed, and why, in a sentence."""

    place: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class Block(StrEnum):
    """The fields that are a table or a list, alone in their paragraph."""

    RECOMMENDATIONS = "recommendations"
    FIGURES = "table of figures"
    KEY = "key"
    RISKS = "table of risks"
    CONSULTEES = "table of consultees"
    CHANGES = "table of re-dated actions"
    EXCEPTIONS = "table of exceptions"
    COMPLETED = "table of completed actions"
    OUTSIDE_BODIES = "list of outside bodies"
    APPENDICES = "list of appendices"
    BACKGROUND_PAPERS = "list of background papers"
    CONTACT = "contact"


BLOCK_SAYS: dict[Block, str] = {
    Block.RECOMMENDATIONS: "What each meeting is recommended to do, numbered.",
    Block.FIGURES: "Counts and shares of every class, of this period and the one before.",
    Block.KEY: "What each class means.",
    Block.RISKS: "The corporate risks, each with the sections of the plan mapped to it, merges and gaps.",
    Block.CONSULTEES: "Who was consulted, with the answer.",
    Block.CHANGES: "The actions counted as re-dated, suspended or withdrawn, with their dates.",
    Block.EXCEPTIONS: "The exceptions: ref, action, status and dates.",
    Block.COMPLETED: "What was completed in the period.",
    Block.OUTSIDE_BODIES: "The outside bodies that actions name, for declarations of interest.",
    Block.APPENDICES: "The appendices by number and title.",
    Block.BACKGROUND_PAPERS: "The background papers; “None” where there are none.",
    Block.CONTACT: "Name, e-mail and telephone of the contact officer.",
}

_BLOCKS = {each.value: each for each in Block}


def block_of(paragraph: str) -> Block | None:
    """The table or list that a paragraph is, where it is nothing but the field for one."""
    match = _FIELD.fullmatch(paragraph.strip())
    return _BLOCKS.get(_plain(match[1])) if match and match[1] is not None else None


def fill(text: str, sources: Sources, *, place: str = "") -> str:
    """The text with the value of each field in its place. Refuses with all fields that have none at once."""
    problems: list[FieldProblem] = []
    filled = _filled(text, sources, place, problems)
    if problems:
        raise CannotFill(problems)
    return filled


def field_problems(text: str, sources: Sources, *, place: str = "") -> tuple[FieldProblem, ...]:
    """The fields of a paragraph that have no value, all of them. A table or list alone is no problem."""
    problems: list[FieldProblem] = []
    if block_of(text) is None:
        _filled(text, sources, place, problems)
    return tuple(problems)


def fill_report(sources: Sources) -> CommitteeReport:
    """The report with every field filled, save for tables and lists, which the document makes.

    Refuses with all fields that have no value, wherever they stand, at once.
    """
    report = sources.report
    problems: list[FieldProblem] = []

    def filled(text: str, place: str) -> str:
        return text if block_of(text) else _filled(text, sources, place, problems)

    done = replace(
        report,
        title=filled(report.title, "title"),
        parts=tuple(
            replace(
                part,
                heading=filled(part.heading, said("heading of {key}", key=part.key)),
                paragraphs=tuple(
                    filled(text, place_of(report, part.key, number))
                    for number, text in enumerate(part.paragraphs, start=1)
                ),
            )
            for part in report.parts
        ),
        meetings=tuple(
            replace(
                meeting,
                recommendations=tuple(
                    replace(
                        each,
                        text=filled(
                            each.text,
                            said("recommendation {number} to {body}", number=number, body=meeting.body),
                        ),
                    )
                    for number, each in enumerate(meeting.recommendations, start=1)
                ),
            )
            for meeting in report.meetings
        ),
        appendices=tuple(
            replace(each, title=filled(each.title, said("appendix {number}", number=number)))
            for number, each in enumerate(report.appendices, start=1)
        ),
    )
    if problems:
        raise CannotFill(problems)
    return done


def place_of(report: CommitteeReport, key: str, number: int) -> str:
    """Where a paragraph stands, for people: “section 4 (Progress), paragraph 2”."""
    part = report.part(key)
    heading = part.heading if part else key
    numbered = report.numbers.get(key)
    return (
        said(
            "section {numbered} ({heading}), paragraph {number}",
            numbered=numbered,
            heading=heading,
            number=number,
        )
        if numbered
        else said("{heading}, paragraph {number}", heading=heading, number=number)
    )


def fields_in(text: str) -> Iterator[str]:
    """The fields of a text as typed, without their braces."""
    return (match[1] for match in _FIELD.finditer(text) if match[1] is not None)


def _filled(text: str, sources: Sources, place: str, problems: list[FieldProblem]) -> str:
    def value(match: re.Match[str]) -> str:
        try:
            return _value(match, sources)
        except NoValue as refusal:
            problems.append(FieldProblem(place, match[0], f"{match[0]} {refusal}."))
            return match[0]

    return _FIELD.sub(value, text)


def _value(match: re.Match[str], sources: Sources) -> str:
    if match[1] is None:
        raise NoValue(said("stands alone; a field has a brace at either end, like {amber count}"))
    words = " ".join(match[1].split())
    for each in field_forms():
        found = each.pattern.fullmatch(words)
        if found is not None:
            return each.value(Asked(sources, found.groupdict()))
    if _plain(words) in _BLOCKS:
        raise NoValue(said("is a table or list, and must stand alone in its paragraph"))
    near = get_close_matches(_plain(words), [*_BLOCKS, *(each.example for each in field_forms())], n=1)
    raise NoValue("is not a field" + (said("; perhaps {{{near}}} is meant", near=near[0]) if near else ""))


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
