"""What is typed by hand, held against the record: numbers, shares, months, refs, colours, statuses and dates.

A finding is true, whatever the sentence meant; what speaks of another time, of a part of the plan or of what
may come is left alone. Differences stay findings until the words are mended or a person accepts them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fingerpost.rules.committee.fields import Block, block_of, field_problems, fill, place_of
from fingerpost.rules.committee.free_text import actions as _actions  # noqa: F401  (registers its checks)
from fingerpost.rules.committee.free_text import figures as _figures  # noqa: F401  (registers its checks)
from fingerpost.rules.committee.free_text.typed import Typed, text_checks
from fingerpost.rules.committee.report import AcceptedDifference
from fingerpost.rules.findings import Finding, gravest_first

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from fingerpost.rules.committee.field_forms import Sources
    from fingerpost.rules.committee.report import CommitteeReport

_FIELD = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Difference:
    """A finding in a part of the report, by the key of the part, and the number of the paragraph as typed."""

    part: str
    paragraph: int
    finding: Finding

    @property
    def words(self) -> str:
        """The words that differ."""
        return str(self.finding.values["words"])


def check_text(text: str, sources: Sources, *, place: str = "text") -> tuple[Finding, ...]:
    """Everything in a typed paragraph that the record contradicts, errors first.

    Fields in it are filled first, and what they give is not looked at; a field without a value is left standing,
    being refused elsewhere. The words that differ are in each finding's values under `words`.
    """
    if block_of(text) is not None:
        return ()
    typed = _typed(text, sources)
    found = []
    for check in text_checks():
        for said in check.look(typed):
            if not typed.is_given(said.start, said.start + len(said.words)):
                values = {**said.values, "words": said.words}
                found.append(check.description.finding((place,), said.message, values))
    return gravest_first(each for number, each in enumerate(found) if each not in found[:number])


def check_report(sources: Sources) -> tuple[Difference, ...]:
    """What differs from the record in all parts of a report, in their order.

    What meetings are recommended is looked at as words of the part that shows it.
    """
    return tuple(
        Difference(key, number, finding)
        for key, number, text, place in _typed_texts(sources.report)
        for finding in check_text(text, sources, place=place)
    )


def _typed_texts(report: CommitteeReport) -> Iterator[tuple[str, int, str, str]]:
    """Every text that was typed: the key of its part, the number of the paragraph, the text, and its place."""
    for part in report.parts:
        for number, paragraph in enumerate(part.paragraphs, start=1):
            if block_of(paragraph) is not Block.RECOMMENDATIONS:
                yield part.key, number, paragraph, place_of(report, part.key, number)
                continue
            for meeting in report.meetings:
                for each, recommendation in enumerate(meeting.recommendations, start=1):
                    yield part.key, number, recommendation.text, f"recommendation {each} to {meeting.body}"


def unaccepted(sources: Sources) -> tuple[Difference, ...]:
    """What differs and was not accepted: it must be mended, or accepted with a reason, before the report goes on."""
    accepted = {(each.check, each.part, each.words) for each in sources.report.accepted}
    return tuple(
        each for each in check_report(sources) if (each.finding.id, each.part, each.words) not in accepted
    )


def accept(
    report: CommitteeReport, difference: Difference, *, reason: str, by: str, on: date
) -> CommitteeReport:
    """The report with a difference accepted. It holds while the words are the same. Refuses an empty reason."""
    if not reason.strip():
        raise WithoutReason(
            "Say why the difference is right; the reason is printed in the record of the file."
        )
    taken = AcceptedDifference(
        difference.finding.id,
        difference.part,
        difference.words,
        difference.finding.message,
        reason.strip(),
        by,
        on,
    )
    return replace(report, accepted=(*report.accepted, taken))


class WithoutReason(ValueError):
    """A difference is accepted only with a reason."""


def _typed(text: str, sources: Sources) -> Typed:
    """The text with its fields filled, and the stretches that they gave."""
    given, made, at = [], "", 0
    for match in _FIELD.finditer(text):
        made += text[at : match.start()]
        at = match.end()
        if field_problems(match[0], sources) or block_of(match[0]):
            made += match[0]
            continue
        value = fill(match[0], sources)
        given.append((len(made), len(made) + len(value)))
        made += value
    return Typed(made + text[at:], tuple(given), sources)
