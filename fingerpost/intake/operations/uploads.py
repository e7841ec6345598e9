"""Uploads: kept, read, corrected, chosen about, discarded. Nothing here touches a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from fingerpost.files.keeping import keep_file
from fingerpost.history.record import record
from fingerpost.intake.choices import plain_of
from fingerpost.intake.models import OPEN, Upload, UploadState
from fingerpost.intake.reading import draft_of
from fingerpost.rules.checks import check_record
from fingerpost.rules.plain import to_plain

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from fingerpost.importer.apart import ReadApart
    from fingerpost.intake.choices import Choices
    from fingerpost.people.models import Council, Person
    from fingerpost.rules.draft import Draft


class SettledAlready(ValueError):
    """The upload was accepted or discarded, or changed by somebody else."""


class NothingRead(ValueError):
    """Nothing was read of the upload, so there is nothing to correct."""


@transaction.atomic
def keep_upload(*, council: Council, name: str, content: bytes, by: Person, at: datetime) -> Upload:
    """Keep a file that somebody uploaded, before anything is made of it: whatever the reader does, the file is there."""
    file = keep_file(
        council=council, name=name, media_type="application/octet-stream", content=content, at=at
    )
    upload = Upload.objects.create(council=council, by=by, at=at, file=file, state=UploadState.KEPT)
    record(by=by, at=at, event="uploaded", of=upload, label=file.name, after={"sha256": file.sha256})
    return upload


@transaction.atomic
def store_reading(
    *,
    upload: Upload,
    read: ReadApart,
    mapping: Mapping[str, str] | None = None,
    version: int,
    by: Person,
    at: datetime,
) -> Upload:
    """Store what was read of a file, its columns taken for what `mapping` says. It takes the place of what was read and
    corrected before; choices about its actions go with it, those about names and columns stay.
    """
    held = held_upload(upload, version)
    before, held.mapping = held.mapping, dict(mapping or {})
    held.state = UploadState.READ if read.draft else UploadState.FAILED
    held.draft = to_plain(read.draft) if read.draft else None
    held.findings = [to_plain(each) for each in read.findings]
    held.columns = [to_plain(each) for each in read.columns]
    held.problem = read.problem
    held.choices = {**held.choices, "then": {}, "approved": []} if held.choices else {}
    held.version += 1
    held.save()
    record(
        by=by, at=at, event="read", of=held, label=held.file.name,
        before=before, after={"columns": held.mapping, "state": str(held.state)},
    )  # fmt: skip
    return held


@transaction.atomic
def correct_draft(
    *,
    upload: Upload,
    draft: Draft,
    what: str,
    before: Any,
    after: Any,
    version: int,
    by: Person,
    at: datetime,
) -> Upload:
    """Put a corrected draft in the place of the one read, and check it anew. `what` names what was corrected
    ("action 3.1.1"), `before` and `after` are its plain forms, for the record.

    What the reader found stays; what the checks found is found again.
    """
    held = held_upload(upload, version)
    was = draft_of(held)
    if was is None:
        raise NothingRead(f"Nothing was read of {held.file.name}, so there is nothing to correct.")
    held.draft = to_plain(draft)
    held.findings = [to_plain(each) for each in check_record(draft)]
    held.version += 1
    held.save()
    record(
        by=by, at=at, event="corrected what was read", of=held, label=f"{held.file.name}: {what}",
        before={what: before}, after={what: after},
    )  # fmt: skip
    return held


@transaction.atomic
def choose(*, upload: Upload, choices: Choices, version: int, by: Person, at: datetime) -> Upload:
    """Keep what somebody chose about the draft; nothing is done with it before it is accepted."""
    held = held_upload(upload, version)
    before, held.choices = held.choices, plain_of(choices)
    held.version += 1
    held.save(update_fields=["choices", "version"])
    record(
        by=by, at=at, event="chose what is to become of", of=held, label=held.file.name,
        before=before, after=held.choices,
    )  # fmt: skip
    return held


@transaction.atomic
def discard(*, upload: Upload, version: int, by: Person, at: datetime) -> None:
    """Discard an upload; nothing of it is in a plan."""
    held = held_upload(upload, version)
    settle(held, UploadState.DISCARDED)
    record(by=by, at=at, event="discarded", of=held, label=held.file.name)


def held_upload(upload: Upload, version: int) -> Upload:
    """The upload, held; of two people who settle or change it at once the second is refused."""
    held = Upload.objects.select_for_update(of=("self",)).select_related("file", "council").get(pk=upload.pk)
    if held.state not in OPEN:
        raise SettledAlready(f"{held.file.name} was {held.state} already.")
    if held.version != version:
        raise SettledAlready("Somebody else has changed this since you opened it; look at it again.")
    return held


def settle(held: Upload, state: UploadState) -> None:
    """Write where a held upload stands now; for use within an operation."""
    held.state, held.version = state, held.version + 1
    held.save()
