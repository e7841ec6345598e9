"""Publishing a report, and withdrawing or redacting it after a mistake. Nothing that was published is deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from fingerpost import __version__
from fingerpost.files.keeping import keep_file
from fingerpost.history.record import record
from fingerpost.issuing.models import Report
from fingerpost.monitoring.models import Period
from fingerpost.monitoring.operations.taking_out import take_out
from fingerpost.people.operations.locking import SomebodyElseChangedIt
from fingerpost.people.public_choices import choices_of
from fingerpost.publication.formats import FORMAT_OF
from fingerpost.publication.making import files_of, fill, public_value_of, stem_of
from fingerpost.publication.models import Publication, PublishedFile, Why
from fingerpost.publication.states import STATES
from fingerpost.rules.publishing import PublicChoices, says, to_redact

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from fingerpost.people.models import Person
    from fingerpost.plans.models import Plan

RESERVED = frozenset({"about", "corrections", "files", "reports", "style", "sitemap", "withdrawn"})
"""Words that stand in public addresses where the name of a plan does."""


class SupersededReport(ValueError):
    """A later report of the month was issued, which is the one to publish."""


class PublishedAlready(ValueError):
    """The report is published, or waits to be."""


class AnotherWaits(ValueError):
    """An edition of the month waits for its time."""


class NotAnEmbargo(ValueError):
    """The time until which the report is held back is past, or no whole minute."""


class PublicAlready(ValueError):
    """Its time has come: it can be withdrawn, and no longer held back."""


class ComparedWith(ValueError):
    """Another edition speaks of this one, so that it would be public in part."""


class NoReasonGiven(ValueError):
    """Residents are told why; the reason is missing."""


class WithdrawnAlready(ValueError):
    """It was withdrawn before."""


@transaction.atomic
def publish_report(
    *, report: Report, by: Person, at: datetime, embargo_until: datetime | None = None, why: str = ""
) -> Publication:
    """Publish an issued report, now or from the end of an embargo: freeze what is public of it, and keep every file.

    `why` tells residents what an edition puts right in the one before. Refuses a report that a later one superseded
    or that is published already, an embargo that is past or no whole minute, another edition while one waits, and
    another edition without its reason.
    """
    held = (
        Period.objects.select_for_update(of=("self",))
        .select_related("plan__council")
        .get(pk=report.snapshot.period_id)
    )
    if Report.objects.filter(snapshot__period=held, pk__gt=report.pk).exists():
        raise SupersededReport(f"A later report of {held} was issued; publish that one.")
    if Publication.objects.filter(report=report, withdrawn_at=None).exists():
        raise PublishedAlready(f"This report of {held} is published already, or waits to be.")
    public_from = when_public(embargo_until, at)
    before = Publication.objects.filter(period=held).order_by("-edition").first()
    kept: tuple[str, ...] = ()
    if before is not None:
        if before.withdrawn_at is None and before.public_from > at:
            raise AnotherWaits(f"{before} waits for its time; withdraw it first, or change its time.")
        kept = before.choices.redacted
    kind = _kind(_seen(before), report)
    made = _publish(
        period=held,
        report=report,
        choices=choices_of(held.plan.council, redacted=kept),
        kind=kind,
        why="" if kind is Why.FIRST else reason_given(why),
        public_from=public_from,
        by=by,
        at=at,
    )
    _record("published", made, by=by, at=at)
    return made


@transaction.atomic
def change_embargo(
    *, publication: Publication, until: datetime | None, by: Person, at: datetime, version: int | None = None
) -> Publication:
    """Hold an edition back until another time, or publish it now (None). Refuses what is public or withdrawn already,
    and a time at which an edition would speak of a month that is not public.
    """
    held = _held(publication, version)
    if held.withdrawn_at is not None:
        raise WithdrawnAlready(f"{held} was withdrawn.")
    if held.public_from <= at:
        raise PublicAlready(f"{held} is public already. It can be withdrawn, or words taken out of it.")
    before = held.public_from
    held.public_from = when_public(until, at)
    other = held.compared_with
    if other is not None and other.public_from > held.public_from:
        raise ComparedWith(f"It speaks of {other}, which is public later. Change that one first.")
    later = held.compared_by.filter(withdrawn_at=None, public_from__lt=held.public_from).first()
    if later is not None:
        raise ComparedWith(f"{later} speaks of it and would be public before it. Change that one first.")
    held.save()
    _record("changed the embargo of", held, by=by, at=at, public_from_before=before.isoformat())
    return held


@transaction.atomic
def withdraw(
    *, publication: Publication, why: str, by: Person, at: datetime, version: int | None = None
) -> Publication:
    """Withdraw an edition: its page says why, its files are kept and nobody outside gets them.

    Refuses one that was withdrawn before, a missing reason, and one that waits for its time while another that speaks
    of it stands.
    """
    held = _held(publication, version)
    _withdraw(held, why, by=by, at=at)
    _record("withdrew", held, by=by, at=at, why=held.withdrawn_why)
    return held


@transaction.atomic
def withdraw_file(*, file: PublishedFile, why: str, by: Person, at: datetime) -> PublishedFile:
    """Withdraw one file of an edition; the page says why where it stood. Refuses what `withdraw` refuses."""
    publication = _held(file.publication, None)
    held = PublishedFile.objects.select_for_update(of=("self",)).select_related("file").get(pk=file.pk)
    if held.withdrawn_at is not None or publication.withdrawn_at is not None:
        raise WithdrawnAlready(f"{held.file.name} was withdrawn.")
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_why = at, by, reason_given(why)
    held.save()
    publication.save()
    _record(
        "withdrew a file of", publication, by=by, at=at, why=held.withdrawn_why, withdrawn_file=held.file.name
    )
    return held


@transaction.atomic
def redact(
    *,
    publication: Publication,
    phrases: Iterable[str],
    why: str,
    by: Person,
    at: datetime,
    version: int | None = None,
) -> Publication:
    """Take words out of what is public: the edition is withdrawn, and another without them takes its place.

    Earlier editions of the month in which the words stand are withdrawn as well. The closed record stands as it is. Refuses an edition that is not the last of its month or was withdrawn, a missing
    reason, and words that are too short or do not stand in it.
    """
    held = _held(publication, version)
    if Publication.objects.filter(period=held.period_id, edition__gt=held.edition).exists():
        raise SupersededReport(f"A later edition of {held.period} stands; take the words out of that one.")
    choices = held.choices
    taken_out = to_redact(phrases, public_value_of(held), held.notes, held.asked)
    take_out(held.period, taken_out)
    public_from = max(held.public_from, at)
    was_public = held.public_from <= at
    _withdraw(held, why, by=by, at=at, replaced=True)
    for earlier in Publication.objects.filter(period=held.period_id, withdrawn_at=None):
        if any(says(each, public_value_of(earlier), earlier.notes, earlier.asked) for each in taken_out):
            earlier.version += 1
            _withdraw(earlier, why, by=by, at=at, replaced=True)
    made = _publish(
        period=held.period,
        report=held.report,
        choices=replace(choices, redacted=(*choices.redacted, *taken_out)),
        kind=Why.REDACTION if was_public else Why(held.kind),
        why=reason_given(why) if was_public else held.why,
        public_from=public_from,
        by=by,
        at=at,
    )
    _record("redacted", made, by=by, at=at, why=why.strip(), words_taken_out=len(taken_out))
    return made


def _publish(
    *,
    period: Period,
    report: Report,
    choices: PublicChoices,
    kind: Why,
    why: str,
    public_from: datetime,
    by: Person,
    at: datetime,
) -> Publication:
    """Make the next edition of a month with its files."""
    made = edition_of(period, report, choices, public_from=public_from)
    made.kind, made.why = kind, why
    made.published_by, made.published_at = by, at
    made.save()
    for key, content in files_of(made).items():
        file = keep_file(
            council=period.plan.council,
            name=FORMAT_OF[key].name(stem_of(made)),
            media_type=FORMAT_OF[key].media_type,
            content=content,
            at=at,
        )
        PublishedFile.objects.create(publication=made, format=key, file=file)
    return made


def next_edition(report: Report, *, at: datetime) -> Publication:
    """The edition that would be published of a report at this moment, with what the council chose; nothing is saved."""
    period = report.snapshot.period
    before = Publication.objects.filter(period=period).order_by("-edition").first()
    kept = () if before is None else before.choices.redacted
    made = edition_of(period, report, choices_of(period.plan.council, redacted=kept), public_from=at)
    made.kind = _kind(_seen(before), report)
    return made


def edition_of(
    period: Period, report: Report, choices: PublicChoices, *, public_from: datetime
) -> Publication:
    """The next edition of a month as it would be, its place, value and address; nothing is saved."""
    last = Publication.objects.filter(period=period).aggregate(last=Max("edition"))["last"] or 0
    made = Publication(
        council=period.plan.council,
        period=period,
        plan_slug=_slug_of(period.plan),
        month=period.last,
        edition=last + 1,
        release=__version__,
        site_address=settings.SITE_ADDRESS,
        public_from=public_from,
    )
    fill(made, report, choices)
    made.compared_with = compared_with(report, public_from)
    return made


def compared_with(report: Report, public_from: datetime) -> Publication | None:
    """The standing edition of the month before, if it is public no later: nothing speaks of what is not public."""
    if report.previous is None:
        return None
    same = Publication.objects.filter(
        record_digest=report.previous.digest,
        council=report.previous.period.plan.council_id,
        withdrawn_at=None,
        public_from__lte=public_from,
    )
    return same.order_by("-edition").first()


def _withdraw(held: Publication, why: str, *, by: Person, at: datetime, replaced: bool = False) -> None:
    if held.withdrawn_at is not None:
        raise WithdrawnAlready(f"{held} was withdrawn.")
    speaks = held.compared_by.filter(withdrawn_at=None).first() if held.public_from > at else None
    if speaks is not None and not replaced:
        raise ComparedWith(f"{speaks} speaks of it; withdraw that one first.")
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_why = at, by, reason_given(why)
    held.save()


def _held(publication: Publication, version: int | None) -> Publication:
    """The edition as it stands, locked with its month. Refuses where somebody changed it since it was read."""
    Period.objects.select_for_update(of=("self",)).get(pk=publication.period_id)
    held = (
        Publication.objects.select_for_update(of=("self",))
        .select_related("period__plan__council", "report__snapshot", "report__previous", "compared_with")
        .get(pk=publication.pk)
    )
    if version is not None and held.version != version:
        raise SomebodyElseChangedIt(f"Somebody else has changed {held} since you opened this page.")
    held.version += 1
    return held


def when_public(until: datetime | None, at: datetime) -> datetime:
    """When something is public: now, or at the end of its embargo.

    Embargoes end on whole minutes, as everything that caches keep does: so nothing tells that there is one.
    """
    if until is None:
        return at
    if until <= at:
        raise NotAnEmbargo("The time until which it is held back is past. Publish it now instead.")
    if until.second or until.microsecond:
        raise NotAnEmbargo("An embargo ends on a whole minute.")
    return until


def _slug_of(plan: Plan) -> str:
    """The name of the plan in addresses: as it was first published, or else made from its code."""
    first = Publication.objects.filter(period__plan=plan).order_by("pk").first()
    if first is not None:
        return first.plan_slug
    slug = slugify(plan.code)
    taken = Publication.objects.filter(council=plan.council_id, plan_slug=slug).exists()
    return f"plan-{slug}-{plan.pk}" if taken or not slug or slug in RESERVED else slug


def _seen(before: Publication | None) -> Publication | None:
    """The edition before, if the public ever knew of it."""
    return None if before is None or before.was_never_public else before


def _kind(before: Publication | None, report: Report) -> Why:
    if before is None:
        return Why.FIRST
    return Why.AGAIN if before.record_digest == report.snapshot.digest else Why.CORRECTION


def reason_given(why: str) -> str:
    """The reason for residents. Refuses a missing one."""
    if not why.strip():
        raise NoReasonGiven("Say why, in words for residents: the page shows them.")
    return why.strip()


def _record(
    event: str, publication: Publication, *, by: Person, at: datetime, why: str = "", **more: object
) -> None:
    STATES.forget(publication.council.slug)
    files = publication.files.select_related("file").defer("file__content")
    record(
        by=by,
        at=at,
        event=event,
        of=publication,
        label=f"Report of {publication}",
        after={
            "public_from": publication.public_from.isoformat(),
            "record": publication.record_digest,
            "public_record": publication.digest,
            "files": {each.format: each.file.sha256 for each in files},
            **more,
        },
        why=why or publication.why,
    )
