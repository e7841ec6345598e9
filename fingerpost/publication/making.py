"""How an edition is made from an issued report: its value, its document and its files."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from fingerpost.issuing.documents import document_of
from fingerpost.monitoring.closing import value_of
from fingerpost.publication.formats import FORMATS, ToMake
from fingerpost.rules.canonical import sha256_of
from fingerpost.rules.plain import to_plain
from fingerpost.rules.publishing import PublicChoices, public_value, public_words
from fingerpost.rules.snapshot import snapshot_from_json, to_canonical_json

if TYPE_CHECKING:
    from fingerpost.issuing.models import Report
    from fingerpost.publication.models import Publication
    from fingerpost.reports.document import Document
    from fingerpost.rules.snapshot import Snapshot


def fill(publication: Publication, report: Report, choices: PublicChoices) -> None:
    """Give an edition what it is made of; nothing is saved."""
    value = public_value(value_of(report.snapshot), choices)
    text = to_canonical_json(value)
    publication.report = report
    publication.json = text.decode()
    publication.digest = sha256_of(text)
    publication.record_digest = report.snapshot.digest
    publication.plan_title = value.plan.title
    publication.figures = to_plain(value.figures.whole)
    publication.made_with = to_plain(choices)
    publication.notes = public_words(report.notes, choices)
    publication.requests = to_plain(public_words(report.asked, choices))


def public_value_of(publication: Publication) -> Snapshot:
    """What is public of the month, as a value."""
    return _read(publication.json)


@lru_cache(maxsize=32)
def _read(text: str) -> Snapshot:
    """A public month from its text: the same text is always the same value, and reading it takes a while."""
    return snapshot_from_json(text)


def document_of_edition(publication: Publication) -> Document:
    """The report of the edition as a document; every page and file of it is made from this."""
    before = publication.compared_with
    return document_of(
        public_value_of(publication),
        None if before is None else public_value_of(before),
        publication.notes,
        requests=publication.asked,
        closed_digest=publication.record_digest,
    )


def files_of(publication: Publication) -> dict[str, bytes]:
    """Every file of an edition by its format: the same edition and release give the same bytes."""
    given = ToMake(
        publication, document_of_edition(publication), public_value_of(publication), stem_of(publication)
    )
    return {each.key: each.make(given) for each in FORMATS}


def stem_of(publication: Publication) -> str:
    """What the files of an edition are called before their format."""
    return f"{publication.plan_slug}-{publication.month}-edition-{publication.edition}"
