"""The open data of a closed month as one value, from which every format is made.

Its field names are promises to other people's programs: they are added to, never renamed.
docs/reference/open-data.md and open-month.schema.json describe them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fingerpost.reports.open_data.publishing import Licence, Publisher, Publishing
from fingerpost.rules.classes import Status, StatusClass
from fingerpost.rules.decisions import Authority, ChangeKind, ReasonCode
from fingerpost.rules.figures import AllFigures
from fingerpost.rules.highlight import HighlightReason
from fingerpost.rules.months import Month, Period
from fingerpost.rules.plain import to_plain
from fingerpost.rules.policies import Policies
from fingerpost.rules.snapshot import Risk, digest
from fingerpost.rules.wording import status_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fingerpost.rules.dates.approximate import ApproximateDate
    from fingerpost.rules.dates.ledger import Revision
    from fingerpost.rules.snapshot import ActionRecord, Section, Snapshot

MONTH_FORMAT = "fingerpost-open-month/1"
YEAR_FORMAT = "fingerpost-open-year/1"


class NotOneYear(ValueError):
    """The months are not of one plan, or there are none."""


@dataclass(frozen=True, slots=True)
class OpenDate:
    """A date in its words, as exact as it was given.

    `edtf` is its value in EDTF (ISO 8601-2), null where the words hold no date. `earliest` and `latest` are the
    months in which it can fall, `latest` null where its end is open; `latest_day` is the last day on which it can
    fall, by which lateness is judged. `exact` tells that it is one day.
    """

    words: str
    edtf: str | None
    earliest: Month | None
    latest: Month | None
    latest_day: date | None
    exact: bool


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """The plan: its code, title and first and last month, the names of the levels of its sections, its page."""

    code: str
    title: str
    first_month: Month
    last_month: Month
    level_names: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class OpenSection:
    """A heading of the plan. `parent` is the code of the section above it; `risks` are codes of corporate risks."""

    code: str
    title: str
    number: str | None
    level: int
    level_name: str | None
    parent: str | None
    outcome: str | None
    head_of_service: str | None
    portfolio: str | None
    risks: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class OpenRevision:
    """An approved decision on an action's date.

    `counts` is false for one that was approved after the period and is outside its figures; `opening` is true
    for what is only known from before the plan was taken over.
    """

    number: int
    change: ChangeKind
    new_date: OpenDate | None
    resume_month: Month | None
    review_month: Month | None
    decided_on: date | None
    decided_by: str | None
    authority: Authority | None
    meeting: str | None
    minute: str | None
    reason: ReasonCode | None
    words: str | None
    opening: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class OpenMilestone:
    """A dated step of an action."""

    title: str
    due: OpenDate
    completed_on: date | None


@dataclass(frozen=True, slots=True)
class OpenStripMonth:
    """A month of an action's strip: what was promised for it, and the status with which it was closed."""

    month: Month
    programmed: bool
    reprogrammed: bool
    status: Status | None


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An action as it stood when the period closed.

    `status` is the code that counts and `status_words` the plan's own words for it; `calculated` is the status
    that the dates alone give, and `why` the sentence that explains it. `class` and `highlight` are null where the
    action is not counted in the period. `status_without_update` tells that the status stands although no update
    was sent. `original` is the date promised first, `current` the last one approved, `expected` when it is
    expected. `slippage_reason`, `corrective_action`, `comment` and `evidence` are as reported for the period.
    """

    ref: str
    title: str
    section: str
    address: str
    leads: tuple[str, ...]
    service: str | None
    priority: str | None
    resources: str | None
    outside_bodies: tuple[str, ...]
    predecessors: tuple[str, ...]
    status: Status
    status_words: str
    calculated: Status
    why: str
    class_: StatusClass | None
    highlight: HighlightReason | None
    updated: bool
    status_without_update: bool
    original: OpenDate | None
    current: OpenDate | None
    expected: OpenDate | None
    completed_on: date | None
    times_moved: int
    months_moved: int | None
    ongoing: bool
    recurring: bool
    added_on: date | None
    slippage_reason: str | None
    slippage_code: ReasonCode | None
    corrective_action: str | None
    comment: str | None
    evidence: str | None
    programmed: tuple[Month, ...]
    milestones: tuple[OpenMilestone, ...]
    revisions: tuple[OpenRevision, ...]
    months: tuple[OpenStripMonth, ...]


@dataclass(frozen=True, slots=True)
class OpenCorrection:
    """Why this version was made, and the digest of the version that it corrects."""

    reason: str
    corrects: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMonth:
    """A closed month as open data. Actions, sections and risks stand in the order of the plan.

    `version` counts the versions of the closed month, `edition` what was published of it (null where that is not
    counted); `address` is the permanent address of this edition's page. `digest` is the SHA-256 digest of the closed
    month's record, printed in its report; `previous_digest` that of the month before. `figures` and `policies` are as in
    the snapshot format; shares are text, in per cent.
    """

    format: str = MONTH_FORMAT
    council: str
    publisher: Publisher
    licence: Licence
    language: str
    address: str
    plan: OpenPlan
    period: Period
    version: int
    edition: int | None
    correction: OpenCorrection | None
    closed_on: date
    digest: str
    previous_digest: str | None
    policies: Policies
    figures: AllFigures
    sections: tuple[OpenSection, ...]
    risks: tuple[Risk, ...]
    actions: tuple[OpenAction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenYear:
    """The published months of a plan year, in order, each in its latest version."""

    format: str = YEAR_FORMAT
    council: str
    publisher: Publisher
    licence: Licence
    language: str
    plan: OpenPlan
    months: tuple[OpenMonth, ...]


def open_month(
    snapshot: Snapshot, publishing: Publishing, *, edition: int | None = None, record: str | None = None
) -> OpenMonth:
    """A closed month as open data, from what is public of its snapshot.

    `record` is the digest of the whole snapshot, where `snapshot` was made from it by leaving something out;
    without it, that of `snapshot` itself.
    """
    addresses = publishing.addresses
    plan = snapshot.plan
    correction = snapshot.correction
    return OpenMonth(
        council=snapshot.council,
        publisher=publishing.publisher,
        licence=publishing.licence,
        language=publishing.language,
        address=addresses.month(snapshot.period, edition),
        plan=OpenPlan(
            plan.code, plan.title, plan.year.first, plan.year.last, plan.level_names, addresses.plan
        ),
        period=snapshot.period,
        version=snapshot.version,
        edition=edition,
        correction=None if correction is None else OpenCorrection(correction.reason, correction.corrects),
        closed_on=snapshot.closed_on,
        digest=record or digest(snapshot),
        previous_digest=snapshot.previous_digest,
        policies=snapshot.policies,
        figures=snapshot.figures,
        sections=tuple(_section(each, snapshot, publishing) for each in snapshot.sections),
        risks=snapshot.risks,
        actions=tuple(_action(each, snapshot, publishing) for each in snapshot.actions),
    )


def open_year(months: Iterable[OpenMonth]) -> OpenYear:
    """The months of one plan together, in order, each period in its latest version.

    The plan is as in the last of them. Refuses none, and months of several plans.
    """
    given = tuple(months)
    if not given:
        raise NotOneYear("There is no published month.")
    if len({(each.council, each.plan.code) for each in given}) > 1:
        raise NotOneYear("The months are of several plans.")
    latest: dict[Period, OpenMonth] = {}
    for month in given:
        known = latest.get(month.period)
        if known is None or known.version < month.version:
            latest[month.period] = month
    ordered = tuple(latest[period] for period in sorted(latest))
    last = ordered[-1]
    return OpenYear(
        council=last.council,
        publisher=last.publisher,
        licence=last.licence,
        language=last.language,
        plan=last.plan,
        months=ordered,
    )


def to_json(value: OpenMonth | OpenYear) -> bytes:
    """The month or year as JSON in UTF-8, fields in their documented order, with a newline at its end."""
    text = json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode(errors="replace")


def open_date(given: ApproximateDate) -> OpenDate:
    """An approximate date with what follows from it."""
    latest = given.latest
    day = given.day or (latest.last_day if latest is not None else None)
    return OpenDate(given.text, given.edtf, given.earliest, latest, day, exact=given.is_day)


def _section(section: Section, snapshot: Snapshot, publishing: Publishing) -> OpenSection:
    names = snapshot.plan.level_names
    return OpenSection(
        code=section.code,
        title=section.title,
        number=section.number,
        level=section.level,
        level_name=names[section.level] if section.level < len(names) else None,
        parent=section.parent,
        outcome=section.outcome,
        head_of_service=section.head_of_service,
        portfolio=section.portfolio,
        risks=section.risks,
        address=publishing.addresses.section(section.code),
    )


def _action(action: ActionRecord, snapshot: Snapshot, publishing: Publishing) -> OpenAction:
    update = action.update
    return OpenAction(
        ref=action.ref,
        title=action.title,
        section=action.section,
        address=publishing.addresses.action(action.ref),
        leads=tuple(each.name for each in action.leads),
        service=action.service,
        priority=action.priority,
        resources=action.resources,
        outside_bodies=action.outside_bodies,
        predecessors=action.predecessors,
        status=action.status,
        status_words=status_word(action.status, snapshot.plan.status_words),
        calculated=action.calculated,
        why=action.reason,
        class_=action.class_,
        highlight=action.highlight,
        updated=update is not None,
        status_without_update=action.no_update,
        original=_date(action.ledger.original),
        current=_date(action.ledger.current),
        expected=_date(action.expected),
        completed_on=action.standing.completed_on if action.status is Status.COMPLETE else None,
        times_moved=action.ledger.times_moved,
        months_moved=action.ledger.months_moved,
        ongoing=action.schedule.ongoing,
        recurring=action.schedule.recurring,
        added_on=None if action.added is None else action.added.decided_on,
        slippage_reason=update.reason if update else None,
        slippage_code=update.reason_code if update else None,
        corrective_action=update.corrective_action if update else None,
        comment=update.comment if update else None,
        evidence=update.evidence if update else None,
        programmed=action.schedule.programmed,
        milestones=tuple(
            OpenMilestone(each.title, open_date(each.due), each.completed_on)
            for each in action.schedule.milestones
        ),
        revisions=tuple(_revisions(action)),
        months=tuple(
            OpenStripMonth(month, at.original, at.reprogrammed, at.status)
            for month, at in sorted(action.months.items())
        ),
    )


def _revisions(action: ActionRecord) -> Iterator[OpenRevision]:
    counted = action.ledger.revisions
    for number, each in enumerate((*counted, *action.approved_since), start=1):
        yield _revision(number, each, counts=number <= len(counted))


def _revision(number: int, revision: Revision, *, counts: bool) -> OpenRevision:
    decision = revision.decision
    return OpenRevision(
        number=number,
        change=revision.kind,
        new_date=_date(revision.new_date),
        resume_month=revision.resume_month,
        review_month=revision.review_month,
        decided_on=revision.decided_on,
        decided_by=decision.by if decision else None,
        authority=decision.authority if decision else None,
        meeting=decision.meeting if decision else None,
        minute=decision.minute if decision else None,
        reason=revision.reason,
        words=revision.words,
        opening=revision.opening,
        counts=counts,
    )


def _date(given: ApproximateDate | None) -> OpenDate | None:
    return None if given is None else open_date(given)
