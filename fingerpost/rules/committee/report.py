"""The committee report: one value with everything that is typed, decided and signed off; figures are fields in it.

Its canonical JSON has a digest, as a snapshot's has. A report of either kind rests on one record, by its
digest: the snapshot of the period, or the draft of the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from fingerpost.rules.canonical import NotCanonical, exact_json, sha256_of
from fingerpost.rules.canonical_values import canonical_json_of
from fingerpost.rules.committee.exempt import Exemption
from fingerpost.rules.committee.standard import NotStandardParts, ReportKind, StandardPart
from fingerpost.rules.draft import Consultee, Contact, Responsible
from fingerpost.rules.months import Period
from fingerpost.rules.plain import UNLESS_NONE, NotThisValue, from_plain
from fingerpost.rules.said import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FORMAT = "fingerpost-committee-report/1"


class NotACommitteeReport(ValueError):
    """The text is not the JSON of a committee report; `problems` names everything that is wrong with it."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("This is not a committee report: " + "; ".join(problems) + ".")
        self.problems = tuple(problems)


class Purpose(StrEnum):
    """What a meeting is asked to do with what a recommendation says."""

    APPROVE = said("approve")
    NOTE = said("note")
    REFER = said("refer")
    CONSIDER = said("consider")


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What a meeting is recommended to do, in text with fields, such that “That …” can stand before it."""

    purpose: Purpose
    text: str


@dataclass(frozen=True, slots=True)
class ReportMeeting:
    """A meeting that the report goes to, with what is recommended to it. `date` is None until it is called."""

    body: str
    date: date | None = None
    recommendations: tuple[Recommendation, ...] = ()


@dataclass(frozen=True, slots=True)
class PortfolioHolder:
    """The Member responsible, and whether they were consulted; None where that is not known."""

    name: str
    role: str | None = None
    consulted: bool | None = None


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who agreed that something is right, in name and capacity, and on which day."""

    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Clearance:
    """Whose clearance the report needs (“Finance”, “Legal”), and who gave it; None while it is awaited."""

    of: str
    given: SignOff | None = None


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that is an appendix, by its name and the SHA-256 digest of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix by its title. `generated` marks the one that is made of the record: the first, if any.

    `file` is attached to one that is not.
    """

    title: str
    generated: bool = False
    exempt: Exemption | None = None
    file: AttachedFile | None = field(default=None, metadata={UNLESS_NONE: True})


@dataclass(frozen=True, slots=True)
class AcceptedDifference:
    """A difference between typed text and the record that a person accepted, with the reason.

    `check` is the id of the finding, `part` the key of the part, and `words` the words that differ, so that it
    is the same difference only while the words are the same. `message` is what the finding said.
    """

    check: str
    part: str
    words: str
    message: str
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A part of the report: its heading, and its paragraphs as typed, with fields.

    A paragraph that is a field for a table or list alone is that table; one of which every line begins with “- ” is
    a list. `within` is the key of the part that it
    is a heading of. `owner` is who writes it; `signed` that its owner has signed it off.
    """

    key: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    within: str | None = None
    numbered: bool = True
    owner: str | None = None
    signed: SignOff | None = None
    exempt: Exemption | None = None


@dataclass(frozen=True, kw_only=True)  # without slots: its numbers are worked out once, when first asked for
class CommitteeReport:
    """A committee report. `period` is None for a new plan; `plan` is the plan's title.

    `record_digest` is that of the snapshot or draft plan on which the report rests, `previous_digest` that of
    the snapshot of the period before. `merged_risks` are the corporate risks that were merged into others: the code
    of each, and of the one that remains. Refuses a format it does not know, a key used twice, and a part within one
    that does not stand before it or is within another itself.
    """

    kind: ReportKind
    council: str
    title: str
    plan: str
    period: Period | None = None
    meetings: tuple[ReportMeeting, ...] = ()
    portfolio_holder: PortfolioHolder | None = None
    responsible: tuple[Responsible, ...] = ()
    wards: str | None = None
    decision_type: str | None = None
    key_decision: bool | None = None
    forward_plan_ref: str | None = None
    clearances: tuple[Clearance, ...] = ()
    parts: tuple[ReportPart, ...] = ()
    consultees: tuple[Consultee, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    background_papers: tuple[str, ...] = ()
    contact: Contact | None = None
    merged_risks: Mapping[str, str] = field(default_factory=dict)
    accepted: tuple[AcceptedDifference, ...] = ()
    record_digest: str | None = None
    previous_digest: str | None = None
    format: str = FORMAT

    def __post_init__(self) -> None:
        problems: list[str] = (
            []
            if self.format == FORMAT
            else [
                said(
                    "its format is {format}; this version reads {format2}",
                    format=repr(self.format),
                    format2=repr(FORMAT),
                )
            ]
        )
        problems += problems_of(self.parts)
        if problems:
            raise NotACommitteeReport(problems)

    def part(self, key: str) -> ReportPart | None:
        """The part with this key, if there is one."""
        return self._by_key.get(key)

    @cached_property
    def _by_key(self) -> Mapping[str, ReportPart]:
        return {each.key: each for each in self.parts}

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The number of each numbered part by its key; a heading within a part has the number of that part."""
        numbers: dict[str, str] = {}
        last = 0
        for part in self.parts:
            if part.within is not None:
                if part.within in numbers:
                    numbers[part.key] = numbers[part.within]
            elif part.numbered:
                last += 1
                numbers[part.key] = str(last)
        return numbers

    def exemption_of(self, part: ReportPart) -> Exemption | None:
        """Why a part is exempt: by itself, or by the part that it stands within."""
        above = self.part(part.within) if part.within is not None else None
        return part.exempt or (above.exempt if above else None)

    @property
    def is_exempt(self) -> bool:
        """Whether anything in the report is exempt, so that the public gets another file."""
        return any(each.exempt for each in self.parts) or any(each.exempt for each in self.appendices)


def problems_of(parts: Iterable[StandardPart | ReportPart]) -> list[str]:
    """What keeps these parts from standing in one report, in this order."""
    problems: list[str] = []
    top: set[str] = set()
    seen: set[str] = set()
    for part in parts:
        if part.key in seen:
            problems.append(said("the key {key} is used twice", key=part.key))
        seen.add(part.key)
        if part.within is None:
            top.add(part.key)
        elif part.within not in top:
            problems.append(
                said(
                    "{key} stands within {within}, which does not stand before it as a part of its own",
                    key=part.key,
                    within=part.within,
                )
            )
    return problems


def new_parts(
    standard: Sequence[StandardPart], *, carried_from: CommitteeReport | None = None
) -> tuple[ReportPart, ...]:
    """The parts of a new report, in the order of the list, not signed off by anyone.

    Their words and owners are those of last month's report where it has the part, else those of the list. An
    exemption is not carried: it is decided anew. Refuses a list whose parts cannot stand in one report.
    """
    problems = problems_of(standard)
    if problems:
        raise NotStandardParts(problems)
    parts = []
    for each in standard:
        last = carried_from.part(each.key) if carried_from else None
        parts.append(
            ReportPart(
                each.key,
                each.heading,
                last.paragraphs if last else each.wording,
                each.within,
                each.numbered,
                last.owner if last else None,
            )
        )
    return tuple(parts)


def with_part(report: CommitteeReport, part: ReportPart) -> CommitteeReport:
    """The report with this part in the place of the one with its key. Refuses a key that is not there."""
    if report.part(part.key) is None:
        raise NotACommitteeReport([said("it has no part {key}", key=part.key)])
    return replace(report, parts=tuple(part if each.key == part.key else each for each in report.parts))


def to_canonical_json(report: CommitteeReport) -> bytes:
    """The report as canonical JSON (RFC 8785), in UTF-8: the same bytes for the same value, always."""
    return canonical_json_of(report)


def digest(report: CommitteeReport) -> str:
    """The SHA-256 digest of the report's canonical JSON, as 64 hexadecimal digits."""
    return sha256_of(to_canonical_json(report))


def report_from_json(text: str | bytes) -> CommitteeReport:
    """The report that a JSON text holds; refuses it with all problems at once."""
    try:
        return from_plain(CommitteeReport, exact_json(text))
    except NotThisValue as refusal:
        raise NotACommitteeReport(refusal.problems) from refusal
    except NotCanonical as refusal:
        raise NotACommitteeReport([said("it has no digest: {refusal}", refusal=refusal)]) from refusal
    except (ValueError, RecursionError) as refusal:
        raise NotACommitteeReport([said("it is not JSON ({refusal})", refusal=refusal)]) from refusal


_WITHHELD = "Exempt information"


def public_version(report: CommitteeReport) -> CommitteeReport:
    """The report as the public gets it: exempt parts are absent, with a line that says so in their place.

    Gone with the words are the heading, the owner, the sign-off, the accepted differences of the part, and what
    it would have listed: consultees, background papers, recommendations. Numbers stay as they are, so that the
    public file and the other agree.
    """
    absent = {part.key for part in report.parts if report.exemption_of(part)}
    return replace(
        report,
        parts=tuple(_public_part(report, part) for part in report.parts if part.within not in absent),
        appendices=tuple(
            Appendix(
                exempt_line(said("Appendix {number}", number=number), each.exempt),
                exempt=without_reasons(each.exempt),
            )
            if each.exempt
            else each
            for number, each in enumerate(report.appendices, start=1)
        ),
        accepted=tuple(each for each in report.accepted if each.part not in absent),
        meetings=tuple(
            replace(each, recommendations=()) if _lists(report, absent, "{recommendations}") else each
            for each in report.meetings
        ),
        consultees=() if _lists(report, absent, "{table of consultees}") else report.consultees,
        background_papers=()
        if _lists(report, absent, "{list of background papers}")
        else report.background_papers,
    )


def exempt_line(what: str, exemption: Exemption) -> str:
    """The line in the place of what is exempt: “Part 5 is exempt under paragraph 3 of …”."""
    return said("{what} is exempt under {citation}.", what=what, citation=exemption.citation)


def without_reasons(exemption: Exemption) -> Exemption:
    """The exemption without the words on the public interest, which may say what is kept back."""
    return replace(exemption, public_interest=None)


def _public_part(report: CommitteeReport, part: ReportPart) -> ReportPart:
    exemption = report.exemption_of(part)
    if exemption is None:
        return part
    number = report.numbers.get(part.key)
    what = (
        said("Part of section {number}", number=number)
        if part.within
        else said("Section {number}", number=number)
        if number
        else "This section"
    )
    return ReportPart(
        part.key,
        _WITHHELD,
        (exempt_line(what, exemption),),
        part.within,
        part.numbered,
        exempt=without_reasons(exemption),
    )


def _lists(report: CommitteeReport, absent: set[str], field: str) -> bool:
    """Whether what a field lists is shown by exempt parts alone."""
    showing = [each.key for each in report.parts if any(text.strip() == field for text in each.paragraphs)]
    return bool(showing) and absent.issuperset(showing)
