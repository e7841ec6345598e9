"""The snapshot: one value for each closed period, with everything that a report of it needs.

`docs/reference/snapshot.md` describes its JSON. A snapshot is made by `closing.close`, never changed, and
found again by its digest, which is printed in the report (rules: Snapshot).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from fingerpost.rules.canonical import NotCanonical, exact_json, sha256_of
from fingerpost.rules.canonical_values import canonical_json_of
from fingerpost.rules.classes import Status, StatusClass
from fingerpost.rules.dates.approximate import ApproximateDate
from fingerpost.rules.dates.ledger import DateLedger, Revision
from fingerpost.rules.decisions import Decision
from fingerpost.rules.figures import AllFigures
from fingerpost.rules.highlight import HighlightReason
from fingerpost.rules.months import Month, Period
from fingerpost.rules.plain import NotThisValue, from_plain
from fingerpost.rules.policies import Policies
from fingerpost.rules.said import said
from fingerpost.rules.schedule import Schedule
from fingerpost.rules.updates import Standing, Update

FORMAT = "fingerpost-snapshot/1"
OPEN_MONTH = "fingerpost-open-month/1"
"""What holds an open month as it stood when it was looked at: a draft, marked as such, and no snapshot."""


class NotASnapshot(ValueError):
    """The text is not the JSON of a snapshot; `problems` names everything that is wrong with it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("This is not a snapshot: " + "; ".join(problems) + ".")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the plan. Sections nest: `parent` is the code of the section above, `level` counts from 0.

    `code` is unique within the plan ("CP2", "16.4"); `number` is printed ("2"). `risks` are the codes of
    corporate risks mapped to it.
    """

    code: str
    title: str
    number: str | None = None
    level: int = 0
    parent: str | None = None
    outcome: str | None = None
    head_of_service: str | None = None
    portfolio: str | None = None
    risks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Risk:
    """A corporate risk of the council, by its code (KO1)."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Plan:
    """An improvement plan. Its names for levels, words and colours for statuses are data, not rules.

    `level_names` name the levels of sections from the top ("perspective", "theme", "deliverable").
    `status_words` and `colours` hold only what differs from the product's own.
    """

    code: str
    title: str
    year: Period
    level_names: tuple[str, ...] = ("section",)
    cycle_months: int = 1
    status_words: Mapping[Status, str] = field(default_factory=dict)
    colours: Mapping[Status, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads on an action. `has_account` is False for a lead who cannot sign in, or has left."""

    name: str
    has_account: bool = True


@dataclass(frozen=True, slots=True)
class StripMonth:
    """A month of an action's strip: whether it was programmed at first, whether reprogrammed, and the
    status with which a period ending in it was closed, if one was.
    """

    original: bool = False
    reprogrammed: bool = False
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """An action as it stood when the period closed.

    `section` is the code of the section it stands in; `service` is that of its lead. `update` is the one
    sent for this period, `standing` what stands of all reports. `status` is the one that counts, `calculated`
    the one that the dates give, and `reason` the sentence that explains it. `expected` is the expected date
    as worked out. `class_` and `highlight` are None where the action is not counted. `no_update` flags a
    status that stands without an update. `approved_since` are decisions of after the period's end, outside
    the figures. `completed_now` and `decided_now` tell that the completion, or a decision to add, reprogramme,
    extend, suspend, resume or withdraw, counts for the first time in this period. `months` is the strip of
    the plan year.
    """

    ref: str
    title: str
    section: str
    schedule: Schedule
    ledger: DateLedger
    status: Status
    calculated: Status
    reason: str
    class_: StatusClass | None = None
    highlight: HighlightReason | None = None
    no_update: bool = False
    expected: ApproximateDate | None = None
    update: Update | None = None
    standing: Standing = field(default_factory=Standing)
    leads: tuple[Lead, ...] = ()
    service: str | None = None
    resources: str | None = None
    priority: str | None = None
    outside_bodies: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    added: Decision | None = None
    approved_since: tuple[Revision, ...] = ()
    completed_now: bool = False
    decided_now: bool = False
    months: Mapping[Month, StripMonth] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Correction:
    """Why a period has another version, who made it, and the digest of the version that it corrects."""

    reason: str
    author: str
    corrects: str


@dataclass(frozen=True)  # without slots: its indexes are worked out once, when first asked for
class Snapshot:
    """One closed period. `previous_digest` is that of the previous period's snapshot; None for the first.

    Actions and sections stand in the order of the plan. Refuses a format it does not know, a version beyond
    the first without its correction, a ref or code used twice, and an action in a section that is not there.
    """

    council: str
    plan: Plan
    period: Period
    closed_on: date
    sections: tuple[Section, ...]
    actions: tuple[ActionRecord, ...]
    figures: AllFigures
    policies: Policies = field(default_factory=Policies)
    risks: tuple[Risk, ...] = ()
    previous_digest: str | None = None
    version: int = 1
    correction: Correction | None = None
    format: str = FORMAT

    def __post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise NotASnapshot(problems)

    def action(self, ref: str) -> ActionRecord | None:
        """The action with this ref, if there is one."""
        return self._by_ref.get(ref)

    def section(self, code: str | None) -> Section | None:
        """The section with this code, if there is one."""
        return None if code is None else self._by_code.get(code)

    @cached_property
    def _by_ref(self) -> Mapping[str, ActionRecord]:
        return {each.ref: each for each in self.actions}

    @cached_property
    def _by_code(self) -> Mapping[str, Section]:
        return {each.code: each for each in self.sections}

    @cached_property
    def canonical_digest(self) -> str:
        """What `digest` gives: worked out once, since the next month and its checks ask again."""
        return sha256_of(to_canonical_json(self))

    @property
    def highlighted(self) -> tuple[ActionRecord, ...]:
        """The actions counted in this period, N of them."""
        return tuple(each for each in self.actions if each.highlight is not None)


def to_canonical_json(snapshot: Snapshot) -> bytes:
    """The snapshot as canonical JSON (RFC 8785), in UTF-8: the same bytes for the same value, always."""
    return canonical_json_of(snapshot)


def digest(snapshot: Snapshot) -> str:
    """The SHA-256 digest of the snapshot's canonical JSON, as 64 hexadecimal digits."""
    return snapshot.canonical_digest


def snapshot_from_json(text: str | bytes) -> Snapshot:
    """The snapshot that a JSON text holds; refuses it with all problems at once."""
    try:
        plain = exact_json(text)
    except NotCanonical as refusal:
        raise NotASnapshot([said("it has no digest: {refusal}", refusal=refusal)]) from refusal
    except (ValueError, RecursionError) as refusal:
        raise NotASnapshot([said("it is not JSON ({refusal})", refusal=refusal)]) from refusal
    try:
        return from_plain(Snapshot, plain)
    except NotThisValue as refusal:
        raise NotASnapshot(refusal.problems) from refusal


def _problems(snapshot: Snapshot) -> list[str]:
    problems: list[str] = []
    if snapshot.format != FORMAT:
        problems.append(
            said(
                "its format is {format}; this version reads {format2}",
                format=repr(snapshot.format),
                format2=repr(FORMAT),
            )
        )
    if snapshot.version < 1 or (snapshot.version == 1) != (snapshot.correction is None):
        problems.append(
            "version 1 is the first closing, and every later version is a correction with its reason"
        )
    return problems + structure_problems(
        snapshot.sections, [(each.ref, each.section) for each in snapshot.actions]
    )


def structure_problems(sections: Iterable[Section], actions: Iterable[tuple[str, str]]) -> list[str]:
    """What keeps sections and actions, given as ref and code of the section, from being one plan."""
    sections, actions = list(sections), list(actions)
    codes = Counter(each.code for each in sections)
    refs = Counter(ref for ref, _ in actions)
    problems: list[str] = [
        said("the section code {code} is used twice", code=code) for code, times in codes.items() if times > 1
    ]
    problems += [said("the ref {ref} is used twice", ref=ref) for ref, times in refs.items() if times > 1]
    place = {code: number for number, code in enumerate(codes)}
    problems += [
        said(
            "section {code} stands within {parent}, which does not stand before it",
            code=each.code,
            parent=each.parent,
        )
        for each in sections
        if each.parent is not None and place.get(each.parent, len(place)) >= place[each.code]
    ]
    problems += [
        said("action {ref} stands in section {section}, which is not there", ref=ref, section=section)
        for ref, section in actions
        if section not in codes
    ]
    return problems
