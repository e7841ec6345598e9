"""Issuing a report: its value is frozen, and every file kept as issued, for the public and whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost import __version__
from fingerpost.committee.documents import APPENDIX, MEDIA_TYPES, attached_to, files_of
from fingerpost.committee.models import Audience, CommitteeReport, ReportFile, ReportState
from fingerpost.committee.operations.approving import NotReady
from fingerpost.committee.operations.holding import held_report, touched
from fingerpost.committee.reading import reading_of
from fingerpost.committee.standards import standard_of
from fingerpost.committee.states import refuse_move
from fingerpost.committee.values import public_choices_now
from fingerpost.files.keeping import keep_file
from fingerpost.history.record import record
from fingerpost.monitoring.closing import latest_snapshot
from fingerpost.rules.canonical import canonical_json
from fingerpost.rules.committee.new_plan import DraftPlan
from fingerpost.rules.committee.report import digest, to_canonical_json
from fingerpost.rules.plain import to_plain

if TYPE_CHECKING:
    from datetime import datetime

    from fingerpost.people.models import Person


class Corrected(ValueError):
    """The month was corrected since: the report rests on a version that no longer stands."""


@transaction.atomic
def issue_report(*, report: CommitteeReport, by: Person, at: datetime) -> CommitteeReport:
    """Issue an approved report: freeze its value, set it in the council's template, and keep every file.

    The files for the public are made of a value in which nothing exempt is left, and officers stand as the council chose. Refuses while anything stands in the
    way (`NotReady` names all), and a report of a month that was corrected since (`Corrected`).
    """
    held = held_report(report.pk, by=by, states=frozenset(ReportState))
    refuse_move(held.state, ReportState.ISSUED)
    newest = None if held.period is None else latest_snapshot(held.period)
    if newest is not None and newest.pk != held.snapshot_id:
        raise Corrected(
            f"{held.period} was corrected: version {newest.version} stands. Send the report back, and take it to that."
        )
    reading = reading_of(held)
    if reading.hindrances:
        raise NotReady(reading.hindrances)
    value = reading.sources.report
    held.json = to_canonical_json(value).decode()
    held.digest = digest(value)
    if isinstance(reading.sources.record, DraftPlan):
        held.record = canonical_json(to_plain(reading.sources.record)).decode()
    held.public_choices = to_plain(public_choices_now(held))
    held.template = standard_of(held.plan.council).template
    held.release = __version__
    held.issued_by, held.issued_at = by, at
    held.state = str(ReportState.ISSUED)
    touched(
        held,
        "json",
        "digest",
        "record",
        "public_choices",
        "template",
        "release",
        "issued_by",
        "issued_at",
        "state",
    )
    digests = {}
    attached = {
        f"{APPENDIX} {number}": each.file for number, each in attached_to(held, Audience.FULL).items()
    }
    for (audience, kind, to), (name, content) in files_of(held).items():
        file = attached.get(kind) or keep_file(
            council=held.plan.council, name=name, media_type=MEDIA_TYPES[to], content=content, at=at
        )
        ReportFile.objects.create(report=held, audience=audience, kind=kind, format=to, file=file)
        digests[name] = file.sha256
    record(
        by=by,
        at=at,
        event="issued the report",
        of=held,
        label=held.title,
        after={"digest": held.digest, "release": held.release, "files": digests},
    )
    return held
