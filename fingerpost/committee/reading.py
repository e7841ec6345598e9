"""A report in hand as it reads now: every part filled in, what differs from the record, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from fingerpost.committee.before_meetings import NOT_NAMED
from fingerpost.committee.differences import Difference, differences_in, of_part
from fingerpost.committee.documents import digest_of, filled_whole, part_document
from fingerpost.committee.models import CommitteeReport, Part
from fingerpost.committee.standards import OF_CLEARANCE
from fingerpost.committee.text import paragraphs_of
from fingerpost.committee.values import sources_of
from fingerpost.reports.renderers.html import render_fragment
from fingerpost.rules.committee.exempt import Exemption
from fingerpost.rules.committee.field_forms import Sources
from fingerpost.rules.committee.fields import FieldProblem, field_problems
from fingerpost.rules.committee.report import CommitteeReport as Value
from fingerpost.rules.committee.report import ReportPart, with_part

if TYPE_CHECKING:
    from fingerpost.reports.document import Document


@dataclass(frozen=True)  # without slots: what is found is kept
class Looked:
    """What differs from the record in a whole report, looked for once, when first asked for."""

    sources: Sources
    accepted: frozenset[str]

    @cached_property
    def found(self) -> tuple[Difference, ...]:
        """Every difference, accepted or not."""
        return differences_in(self.sources)


@dataclass(frozen=True)  # without slots: its page is made once, when first asked for
class PartNow:
    """A part as it reads now.

    `value` is it as typed, `whole` the report as filled. `holds` tells that other parts stand within it. `digest` is that of its filled text, None while it has none or a
    field in it has no value.
    """

    row: Part
    value: ReportPart
    whole: Value
    looked: Looked
    number: str = ""
    holds: bool = False
    exemption: Exemption | None = None
    problems: tuple[FieldProblem, ...] = ()

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What differs from the record and was neither mended nor accepted."""
        return tuple(each for each in self._found if each.key not in self.looked.accepted)

    @cached_property
    def accepted(self) -> tuple[Difference, ...]:
        """What differs from the record and was accepted with a reason."""
        return tuple(each for each in self._found if each.key in self.looked.accepted)

    @property
    def _found(self) -> tuple[Difference, ...]:
        return of_part(self.looked.found, self.value.key)

    @property
    def text(self) -> bool:
        """Whether it says anything."""
        return bool(self.value.paragraphs)

    @cached_property
    def digest(self) -> str | None:
        """The digest of the heading and text as filled."""
        return None if self.problems or not self.text else digest_of(self.document)

    @cached_property
    def document(self) -> Document:
        """The part by itself, filled."""
        return part_document(self.value.key, self.whole, self.looked.sources)

    @property
    def is_signed(self) -> bool:
        """Whether the text as it reads now is the one that was signed."""
        return bool(self.row.signed_digest) and self.row.signed_digest == self.digest

    @cached_property
    def body(self) -> str:
        """The part as a piece of a page."""
        return render_fragment(self.document) if self.text else ""


@dataclass(frozen=True)  # without slots: what is worked out of it is worked out once
class Reading:
    """A report as it reads now. `problems` and `differences` are those of all its parts and its title."""

    report: CommitteeReport
    looked: Looked
    parts: tuple[PartNow, ...]
    others: tuple[FieldProblem, ...] = ()

    @property
    def sources(self) -> Sources:
        """The value of the report with the record that it rests on."""
        return self.looked.sources

    def part(self, pk: int) -> PartNow:
        """The part whose row has this key."""
        return next(each for each in self.parts if each.row.pk == pk)

    @cached_property
    def problems(self) -> tuple[FieldProblem, ...]:
        """The fields that have no value."""
        return (*self.others, *(problem for each in self.parts for problem in each.problems))

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """The differences that were neither mended nor accepted."""
        return tuple(each for part in self.parts for each in part.differences)

    @cached_property
    def to_write(self) -> tuple[PartNow, ...]:
        """The parts that say nothing yet."""
        return tuple(each for each in self.parts if not each.text and not each.holds)

    @cached_property
    def to_sign(self) -> tuple[PartNow, ...]:
        """The parts whose text is not signed as it reads now."""
        return tuple(each for each in self.parts if each.text and not each.is_signed)

    @cached_property
    def hindrances(self) -> tuple[str, ...]:
        """Everything that stands in the way of approval and issue, in sentences."""
        unnamed = self.sources.report.meetings[0].body == NOT_NAMED
        return (
            *([gettext("The report goes to no meeting yet: put it on an agenda.")] if unnamed else ()),
            *(
                gettext("“%(part)s” says nothing yet: write it, or leave it out.")
                % {"part": each.value.heading}
                for each in self.to_write
            ),
            *(str(each) for each in self.problems),
            *(
                gettext("Neither mended nor accepted: %(difference)s") % {"difference": each.message}
                for each in self.differences
            ),
            *(_unsigned(each) for each in self.to_sign),
        )


def _unsigned(part: PartNow) -> str:
    said = {"part": part.value.heading, "clearance": OF_CLEARANCE.get(part.row.clearance, "")}
    if part.row.clearance:
        return gettext("“%(part)s” is not cleared: %(clearance)s has to sign it off.") % said
    if part.row.signed_by is not None:
        return gettext("“%(part)s” reads otherwise than it was signed; it has to be signed again.") % said
    return gettext("“%(part)s” is not signed off.") % said


def reading_of(report: CommitteeReport) -> Reading:
    """The report as it reads now (select what `values.sources_of` asks for)."""
    rows = list(report.parts.select_related("owner", "signed_by"))
    for each in rows:
        each.report = report
    acceptances = list(report.acceptances.select_related("by"))
    sources = sources_of(report, rows, acceptances)
    looked = Looked(sources, frozenset(each.finding for each in acceptances))
    holding = {each.within for each in rows}
    whole = filled_whole(sources)
    parts = []
    for row in rows:
        value = sources.report.part(row.key)
        assert value is not None
        parts.append(
            PartNow(
                row=row,
                value=value,
                whole=whole,
                looked=looked,
                number=sources.report.numbers.get(row.key, ""),
                holds=row.key in holding,
                exemption=sources.report.exemption_of(value),
                problems=problems_in(value, sources),
            )
        )
    return Reading(report, looked, tuple(parts), _other_problems(sources))


def trial_of(reading: Reading, part: Part, *, heading: str, text: str) -> PartNow:
    """How a part would read with another heading and text."""
    now = reading.part(part.pk)
    value = replace(now.value, heading=heading or now.value.heading, paragraphs=paragraphs_of(text))
    sources = replace(reading.sources, report=with_part(reading.sources.report, value))
    return replace(
        now,
        value=value,
        whole=filled_whole(sources),
        looked=Looked(sources, reading.looked.accepted),
        problems=problems_in(value, sources),
    )


def problems_in(part: ReportPart, sources: Sources) -> tuple[FieldProblem, ...]:
    """The fields of a part that have no value."""
    heading = field_problems(part.heading, sources, place=gettext("heading"))
    return (
        *heading,
        *(
            problem
            for number, each in enumerate(part.paragraphs, start=1)
            for problem in field_problems(
                each,
                sources,
                place=gettext("%(part)s, paragraph %(number)s") % {"part": part.heading, "number": number},
            )
        ),
    )


def _other_problems(sources: Sources) -> tuple[FieldProblem, ...]:
    """The fields without a value outside the parts: in the title, the appendices and the recommendations."""
    report = sources.report
    texts = [
        (report.title, gettext("title")),
        *((each.title, gettext("title of an appendix")) for each in report.appendices),
        *(
            (each.text, gettext("recommendation to %(body)s") % {"body": meeting.body})
            for meeting in report.meetings
            for each in meeting.recommendations
        ),
    ]
    return tuple(problem for text, place in texts for problem in field_problems(text, sources, place=place))
