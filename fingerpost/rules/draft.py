"""What a reader found in a document: the draft, as printed, before any person has accepted it.

Codes, refs and words are kept as printed. Whatever the document does not hold is None or empty; nothing
is worked out here. `to_json` and `from_json` are the format `fingerpost-draft/1`, documented in
docs/reference/draft.md.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.findings import Finding
from fingerpost.rules.months import Month
from fingerpost.rules.plain import from_plain, to_plain

FORMAT = "fingerpost-draft/1"


class Kind(StrEnum):
    """The two kinds of document: a report to a committee, or a table of actions."""

    REPORT = "report"
    TRACKER = "tracker"


class StatusSource(StrEnum):
    """How a status was learnt: from words, a conditional format, a fill, a fill's pattern, or not at all."""

    WORDS = "words"
    FORMAT = "format"
    FILL = "fill"
    PATTERN = "pattern"
    NONE = "none"


class Mark(StrEnum):
    """What a cell of a twelve-month strip marks besides a status."""

    ORIGINAL = "original"
    REPROGRAMMED = "reprogrammed"


class CountSource(StrEnum):
    """Where the number of highlighted actions comes from: printed, or summed from the table."""

    PRINTED = "printed"
    SUM = "sum"


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read: its name, the SHA-256 of its bytes in hexadecimal, and the reader's name."""

    name: str
    sha256: str
    reader: str


@dataclass(frozen=True, slots=True)
class PlanYear:
    """The first and last month of the plan."""

    first: Month | None = None
    last: Month | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """The body to which the report goes, and the day of its meeting."""

    body: str | None = None
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Responsible:
    """A person responsible for the report, with the role as printed."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class ReportParagraph:
    """A paragraph of the covering report; the number is as printed, None where it has none."""

    number: str | None
    text: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A numbered section of the covering report."""

    number: str | None
    title: str
    paragraphs: tuple[ReportParagraph, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A line of the key: the mark (a colour or pattern, None where the copy lost it) and its meaning."""

    mark: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class PrintedClass:
    """A line of the figures as printed: its words, the class they mean, count and share in per cent."""

    printed: str
    class_: StatusClass | None
    count: int | None = None
    share: str | None = None


@dataclass(frozen=True, slots=True)
class PrintedFigures:
    """The figures of one period as printed. `n` is the number of highlighted actions."""

    period: Month | None = None
    n: int | None = None
    n_source: CountSource | None = None
    counts: Mapping[StatusClass, int] = field(default_factory=dict)
    printed_shares: Mapping[StatusClass, str] = field(default_factory=dict)
    classes: tuple[PrintedClass, ...] = ()


@dataclass(frozen=True, slots=True)
class FiguresPair:
    """The two-period table."""

    current: PrintedFigures | None = None
    previous: PrintedFigures | None = None


@dataclass(frozen=True, slots=True)
class RefTitle:
    """A ref with the title printed beside it."""

    ref: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class ChangesStated:
    """How many actions the text says were re-dated, suspended or withdrawn, and their share in per cent."""

    count: int | None = None
    share: str | None = None


@dataclass(frozen=True, slots=True)
class CodeTitle:
    """A section's code and title."""

    code: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed, and its EDTF value where it has one."""

    text: str
    edtf: str | None = None


@dataclass(frozen=True, slots=True)
class MonthCell:
    """A cell of a twelve-month strip: what it marks, the status it shows, and how that was learnt."""

    mark: Mark | None = None
    status: StatusClass | None = None
    printed: str | None = None
    status_source: StatusSource = StatusSource.NONE


@dataclass(frozen=True, slots=True)
class PlanRow:
    """The lower text of an exception: the action's row in the plan."""

    action: str | None = None
    lead: tuple[str, ...] = ()
    months: Mapping[Month, MonthCell] = field(default_factory=dict)
    corrective_action: str | None = None


@dataclass(frozen=True, slots=True)
class DraftException:
    """One exception block, as printed."""

    ref: str | None
    action: str | None = None
    section: CodeTitle | None = None
    status: StatusClass | None = None
    status_source: StatusSource = StatusSource.NONE
    printed: str | None = None
    reason: str | None = None
    corrective_action: str | None = None
    who: tuple[str, ...] = ()
    original: PrintedDate | None = None
    revised: PrintedDate | None = None
    parent: RefTitle | None = None
    plan_row: PlanRow | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class DraftMilestone:
    """A dated step of an action, as printed. `completed` may be words without a date, such as "done"."""

    title: str
    due: PrintedDate | None = None
    completed: PrintedDate | None = None


@dataclass(frozen=True, slots=True)
class DraftAction:
    """One row of a tracker, as printed. `percent` runs from 0 to 100; `other` keeps unknown columns."""

    ref: str | None
    title: str | None = None
    path: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    status: StatusClass | None = None
    status_source: StatusSource = StatusSource.NONE
    printed: str | None = None
    start: PrintedDate | None = None
    due: PrintedDate | None = None
    revised: PrintedDate | None = None
    completed: PrintedDate | None = None
    percent: int | float | None = None
    comment: str | None = None
    months: Mapping[Month, MonthCell] = field(default_factory=dict)
    milestones: tuple[DraftMilestone, ...] = ()
    other: Mapping[str, str] = field(default_factory=dict)
    place: str | None = None


@dataclass(frozen=True, slots=True)
class RiskLink:
    """A link from a corporate risk to a section: its code, and the words as printed."""

    code: str | None
    printed: str


@dataclass(frozen=True, slots=True)
class DraftRisk:
    """A corporate risk with the sections that it is mapped to and the risks merged with it."""

    code: str
    title: str
    sections: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    links: tuple[RiskLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Consultee:
    """Someone consulted on the report, with the answer as printed."""

    who: str
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Implication:
    """An implication of the report, with its text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Contact:
    """The contact officer."""

    name: str | None = None
    email: str | None = None
    telephone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Everything that a reader found in one document. `period` is the last month of the period reported."""

    format: str = FORMAT
    kind: Kind
    source: Source
    council: str | None = None
    title: str | None = None
    period: Month | None = None
    period_months: int | None = None
    plan_year: PlanYear | None = None
    decision_type: str | None = None
    meeting: Meeting | None = None
    responsible: tuple[Responsible, ...] = ()
    sections: tuple[ReportSection, ...] = ()
    key: tuple[KeyEntry, ...] = ()
    figures: FiguresPair | None = None
    changes: tuple[RefTitle, ...] = ()
    changes_stated: ChangesStated | None = None
    exceptions: tuple[DraftException, ...] = ()
    actions: tuple[DraftAction, ...] = ()
    risks: tuple[DraftRisk, ...] = ()
    consultees: tuple[Consultee, ...] = ()
    implications: tuple[Implication, ...] = ()
    wards: str | None = None
    appendices: tuple[str, ...] = ()
    background_papers: tuple[str, ...] = ()
    contact: Contact | None = None
    findings: tuple[Finding, ...] = ()

    def __post_init__(self) -> None:
        if self.format != FORMAT:
            raise ValueError(f"its format is {self.format!r}; this version reads {FORMAT!r}")


def to_json(draft: Draft) -> str:
    """The draft as `fingerpost-draft/1`: UTF-8 text, indented, with a newline at its end."""
    return json.dumps(to_plain(draft), ensure_ascii=False, indent=2) + "\n"


def from_json(text: str) -> Draft:
    """The draft that a `fingerpost-draft/1` text holds; refuses it with all problems at once."""
    return from_plain(Draft, json.loads(text))
