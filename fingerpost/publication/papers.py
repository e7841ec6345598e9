"""Publishing a report to committee: its files for the public, as issued, from which everything exempt is absent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from fingerpost.committee.models import Audience, CommitteeReport, ReportState
from fingerpost.history.record import record
from fingerpost.people.models import Council
from fingerpost.people.operations.locking import SomebodyElseChangedIt
from fingerpost.publication.models import PublishedPaper
from fingerpost.publication.operations import (
    PublicAlready,
    PublishedAlready,
    WithdrawnAlready,
    reason_given,
    when_public,
)
from fingerpost.publication.states import STATES

if TYPE_CHECKING:
    from datetime import datetime

    from fingerpost.people.models import Person


class NotIssued(ValueError):
    """The report to committee is not issued, so there is nothing for the public yet."""


@transaction.atomic
def publish_paper(
    *, paper: CommitteeReport, by: Person, at: datetime, embargo_until: datetime | None = None
) -> PublishedPaper:
    """Publish an issued report to committee, now or from the end of an embargo: its files for the public, as issued.

    Refuses one that is not issued, or is published already or waits to be, and an embargo that is past or no whole
    minute.
    """
    held = CommitteeReport.objects.select_for_update(of=("self",)).select_related("plan").get(pk=paper.pk)
    if held.state != ReportState.ISSUED:
        raise NotIssued(f"“{held.title}” is not issued yet.")
    if PublishedPaper.objects.filter(paper=held, withdrawn_at=None).exists():
        raise PublishedAlready(f"“{held.title}” is published already, or waits to be.")
    council = Council.objects.select_for_update().get(pk=held.plan.council_id)
    last = PublishedPaper.objects.filter(council=council).aggregate(last=Max("number"))["last"] or 0
    made = PublishedPaper.objects.create(
        council=council,
        paper=held,
        number=last + 1,
        title=held.title,
        public_from=when_public(embargo_until, at),
        published_by=by,
        published_at=at,
    )
    _record("published", made, by=by, at=at)
    return made


@transaction.atomic
def change_paper_embargo(
    *, paper: PublishedPaper, until: datetime | None, by: Person, at: datetime, version: int | None = None
) -> PublishedPaper:
    """Hold a report to committee back until another time, or publish it now (None). Refuses what is public already."""
    held = _held(paper, version)
    if held.withdrawn_at is not None:
        raise WithdrawnAlready(f"“{held.title}” was withdrawn.")
    if held.public_from <= at:
        raise PublicAlready(f"“{held.title}” is public already. It can be withdrawn.")
    held.public_from = when_public(until, at)
    held.save()
    _record("changed the embargo of", held, by=by, at=at)
    return held


@transaction.atomic
def withdraw_paper(
    *, paper: PublishedPaper, why: str, by: Person, at: datetime, version: int | None = None
) -> PublishedPaper:
    """Withdraw a report to committee: its page says why, its files are kept. Refuses a missing reason."""
    held = _held(paper, version)
    if held.withdrawn_at is not None:
        raise WithdrawnAlready(f"“{held.title}” was withdrawn.")
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_why = at, by, reason_given(why)
    held.save()
    _record("withdrew", held, by=by, at=at)
    return held


def _held(paper: PublishedPaper, version: int | None) -> PublishedPaper:
    held = PublishedPaper.objects.select_for_update(of=("self",)).select_related("council").get(pk=paper.pk)
    if version is not None and held.version != version:
        raise SomebodyElseChangedIt(f"Somebody else has changed “{held.title}” since you opened this page.")
    held.version += 1
    return held


def _record(event: str, paper: PublishedPaper, *, by: Person, at: datetime) -> None:
    STATES.forget(paper.council.slug)
    files = paper.paper.files.filter(audience=Audience.PUBLIC).select_related("file").defer("file__content")
    record(
        by=by,
        at=at,
        event=event,
        of=paper,
        label=paper.title,
        after={
            "public_from": paper.public_from.isoformat(),
            "files": {f"{each.kind} {each.format}": each.file.sha256 for each in files},
        },
        why=paper.withdrawn_why,
    )
