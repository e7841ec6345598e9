"""Further appendices of a report: their titles, files and order, and what of them is exempt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Sum

from fingerpost.committee.models import CommitteeReport, FurtherAppendix
from fingerpost.committee.operations.holding import held_report, touched
from fingerpost.committee.operations.voiding import voiding
from fingerpost.files.keeping import keep_file
from fingerpost.history.record import record
from fingerpost.rules.plain import to_plain

if TYPE_CHECKING:
    from datetime import datetime

    from fingerpost.people.models import Person
    from fingerpost.rules.committee.exempt import Exemption

LARGEST_TOGETHER = 8 * 2**20
"""The most bytes of all files that are attached to a report, so that its pack can be kept as one file."""


class TooMuch(ValueError):
    """The files of the appendices are larger together than they may be."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file as it was given: its name, what it is, and its bytes."""

    name: str
    media_type: str
    content: bytes


@transaction.atomic
def add_appendix(
    *,
    report: CommitteeReport,
    title: str,
    exempt: Exemption | None,
    file: NewFile | None,
    by: Person,
    at: datetime,
) -> FurtherAppendix:
    """Add an appendix at the end. Refuses a report that is not in hand, and more than may be attached (`TooMuch`)."""
    held = held_report(report.pk, by=by)
    made = FurtherAppendix(report=held, place=held.further.count(), title=title.strip())
    with voiding(held, by=by, at=at):
        _fill(made, exempt, file, at=at)
        touched(held)
    record(by=by, at=at, event="added an appendix to", of=held, label=held.title, after=_shown(made))
    return made


@transaction.atomic
def edit_appendix(
    *,
    appendix: FurtherAppendix,
    title: str,
    exempt: Exemption | None,
    file: NewFile | None,
    without_file: bool = False,
    by: Person,
    at: datetime,
) -> FurtherAppendix:
    """Put an appendix right; a new file takes the place of the old. Refuses as `add_appendix`."""
    report = held_report(appendix.report_id, by=by)
    held = FurtherAppendix.objects.select_for_update(of=("self",)).select_related("file").get(pk=appendix.pk)
    before = _shown(held)
    held.title = title.strip()
    if without_file:
        held.file = None
    with voiding(report, by=by, at=at):
        _fill(held, exempt, file, at=at)
        touched(report)
    record(
        by=by,
        at=at,
        event="edited an appendix of",
        of=report,
        label=report.title,
        before=before,
        after=_shown(held),
    )
    return held


@transaction.atomic
def move_up(*, appendix: FurtherAppendix, by: Person, at: datetime) -> None:
    """Put an appendix before the one that it follows; the first stays."""
    report = held_report(appendix.report_id, by=by)
    rows = list(report.further.select_for_update())
    at_place = next(number for number, each in enumerate(rows) if each.pk == appendix.pk)
    if at_place == 0:
        return
    rows.insert(at_place - 1, rows.pop(at_place))
    with voiding(report, by=by, at=at):
        for place, each in enumerate(rows):
            each.place = place
        FurtherAppendix.objects.bulk_update(rows, ["place"])
        touched(report)
    record(
        by=by,
        at=at,
        event="put the appendices in another order of",
        of=report,
        label=report.title,
        after={"appendices": [each.title for each in rows]},
    )


@transaction.atomic
def remove_appendix(*, appendix: FurtherAppendix, by: Person, at: datetime) -> None:
    """Take an appendix off a report in hand."""
    report = held_report(appendix.report_id, by=by)
    record(
        by=by, at=at, event="removed an appendix of", of=report, label=report.title, before=_shown(appendix)
    )
    with voiding(report, by=by, at=at):
        FurtherAppendix.objects.filter(pk=appendix.pk).delete()
        touched(report)


def _fill(appendix: FurtherAppendix, exempt: Exemption | None, file: NewFile | None, *, at: datetime) -> None:
    appendix.exempt = None if exempt is None else to_plain(exempt)
    if file is not None:
        others = (
            appendix.report.further.exclude(pk=appendix.pk).aggregate(size=Sum("file__size"))["size"] or 0
        )
        if others + len(file.content) > LARGEST_TOGETHER:
            raise TooMuch(
                f"The files of the appendices may be {LARGEST_TOGETHER // 2**20} MB together. Make this one smaller."
            )
        appendix.file = keep_file(
            council=appendix.report.plan.council,
            name=file.name,
            media_type=file.media_type,
            content=file.content,
            at=at,
        )
    appendix.save()


def _shown(appendix: FurtherAppendix) -> dict[str, object]:
    file = appendix.file
    return {
        "title": appendix.title,
        "file": file.name if file else "",
        "sha256": file.sha256 if file else "",
        "exempt": appendix.exempt or "",
    }
