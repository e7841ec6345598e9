"""Verifying what is published: against the closed months from which it was made, and a folder against what is public."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from fingerpost import __version__
from fingerpost.committee.models import Audience, ReportFile
from fingerpost.history.models import Entry
from fingerpost.history.record import subject_of
from fingerpost.monitoring.closing import value_of
from fingerpost.monitoring.models import Snapshot
from fingerpost.publication.making import files_of
from fingerpost.publication.models import Publication, PublishedFile, PublishedPaper
from fingerpost.publication.static_site import Links, files
from fingerpost.publication.writing import MANIFEST, manifest_of
from fingerpost.rules.canonical import sha256_of
from fingerpost.rules.plain import NotThisValue, to_plain
from fingerpost.rules.publishing import public_value, public_words
from fingerpost.rules.snapshot import NotASnapshot, to_canonical_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from fingerpost.people.models import Council


def faults_of_council(council: Council, *, made_again: bool = False) -> Iterator[str]:
    """Whatever of a council's editions, withdrawn ones included, is not as it was published.

    With `made_again` the files of this release are made again from the editions, and held against those kept.
    """
    snapshots = {each.digest: each for each in Snapshot.objects.filter(period__plan__council=council)}
    rows = Publication.objects.filter(council=council).select_related("report", "compared_with", "period")
    for edition in rows.order_by("pk"):
        yield from _value(edition, snapshots.get(edition.record_digest))
        yield from _told(edition)
        kept = list(edition.files.select_related("file"))
        yield from _files(edition, kept, made_again=made_again)
    for paper in PublishedPaper.objects.filter(council=council).order_by("pk"):
        yield from _paper(paper)


def _value(edition: Publication, stored: Snapshot | None) -> Iterator[str]:
    """Whether what is public follows from the closed month."""
    if sha256_of(edition.json.encode()) != edition.digest:
        yield f"The public record of {edition} was altered: its digest is not the one stored with it."
    if stored is None:
        yield f"The closed record from which {edition} was made is missing or was altered."
        return
    try:
        choices = edition.choices
        value = public_value(value_of(stored), choices)
        asked = to_plain(public_words(edition.report.asked, choices))
    except (NotASnapshot, NotThisValue):
        yield f"The closed record from which {edition} was made can no longer be read."
        return
    if to_canonical_json(value) != edition.json.encode():
        yield f"The public record of {edition} is not what is public of its closed record."
    if to_plain(value.figures.whole) != edition.figures:
        yield f"The figures kept beside {edition} are not those of its record."
    if public_words(edition.report.notes, choices) != edition.notes or asked != edition.requests:
        yield f"The notes or requests of {edition} are not those of the report as issued."


def _told(edition: Publication) -> Iterator[str]:
    """Whether the history tells of the same digests: an edition replaced together with its digest shows here."""
    entry = (
        Entry.objects.filter(subject=subject_of(edition), event__in=("published", "redacted"))
        .order_by("pk")
        .first()
    )
    if entry is None:
        yield f"The history does not tell of {edition}."
        return
    kept = {
        each.format: each.file.sha256 for each in edition.files.select_related("file").defer("file__content")
    }
    if entry.after.get("files") != kept or entry.after.get("public_record") != edition.digest:
        yield f"The history tells of other digests of {edition} than those stored."


def _files(edition: Publication, kept: list[PublishedFile], *, made_again: bool) -> Iterator[str]:
    made = files_of(edition) if made_again and edition.release == __version__ else {}
    for each in kept:
        content = bytes(each.file.content)
        if sha256(content).hexdigest() != each.file.sha256 or len(content) != each.file.size:
            yield f"{each.file.name} was altered: its digest is not the one published."
        elif made and made.get(each.format) != content:
            yield f"{each.file.name} is not what this release makes of {edition}."


def _paper(paper: PublishedPaper) -> Iterator[str]:
    """Whether the files for the public of a report to committee are those that were published."""
    told = Entry.objects.filter(subject=subject_of(paper), event="published").order_by("pk").first()
    kept = {}
    rows = ReportFile.objects.filter(report=paper.paper_id, audience=Audience.PUBLIC).select_related("file")
    for each in rows:
        kept[f"{each.kind} {each.format}"] = each.file.sha256
        if sha256(bytes(each.file.content)).hexdigest() != each.file.sha256:
            yield f"{each.file.name} was altered: its digest is not the one published."
    if told is None or told.after.get("files") != kept:
        yield f"The history tells of other files of “{paper.title}” than those stored."


def faults_of_folder(folder: Path, *, at: datetime) -> Iterator[str]:
    """Whatever in a folder is not what is public at this moment, file by file.

    What was altered after it was written is told from what only is out of date. Refuses a folder that no publication
    wrote.
    """
    noted = manifest_of(folder)
    if noted is None:
        yield f"{folder} is empty."
        return
    listed = noted["files"]
    wanted = dict(files(at, council=noted.get("council"), links=Links(noted["links"])))
    there = {
        each.relative_to(folder).as_posix()
        for each in folder.rglob("*")
        if each.is_file() or each.is_symlink()
    }
    for path in sorted(there - {MANIFEST}):
        digest = sha256((folder / path).read_bytes()).hexdigest()
        was_written = listed.get(path, {}).get("sha256") == digest
        if path not in wanted:
            yield (
                f"{path} is no longer public; publish again."
                if was_written
                else f"{path} is nothing that was published."
            )
        elif digest != sha256(wanted[path]).hexdigest():
            yield (
                f"{path} is out of date, or was altered together with the manifest; publish again."
                if was_written
                else f"{path} was altered after it was written."
            )
    for path in sorted(wanted.keys() - there):
        yield f"{path} is missing." if path in listed else f"{path} is not written yet; publish again."
