"""The formats in which an edition is handed out, one line each. A format enters here and is then made whenever a
report is published, listed on the month's page, served, written by `fingerpost publish` and verified.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fingerpost.issuing.documents import file_name, file_of
from fingerpost.publication.models import Publication
from fingerpost.reports.document import Document
from fingerpost.reports.formats import MEDIA_TYPES
from fingerpost.rules.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ToMake:
    """What the files of an edition are made of: the edition, its document and value, and the stem of their names."""

    publication: Publication
    document: Document
    value: Snapshot
    stem: str


@dataclass(frozen=True, slots=True)
class PublicFormat:
    """A format: its key, what people call it and what it is for, its media type, and how it is made.

    `make` gives the bytes of a file of an edition. `name` gives the file's name from its stem.
    """

    key: str
    label: Promise
    use: Promise
    media_type: str
    make: Callable[[ToMake], bytes]
    name: Callable[[str], str]


def _report(key: str, label: Promise, use: Promise) -> PublicFormat:
    return PublicFormat(
        key,
        label,
        use,
        MEDIA_TYPES[key],
        lambda given: file_of(given.document, key, stem=given.stem),
        partial(file_name, to=key),
    )


FORMATS: tuple[PublicFormat, ...] = (
    _report("pdf", _("PDF"), _("to print or keep")),
    _report("docx", _("Word"), _("to read and quote")),
    _report("xlsx", _("Excel"), _("every table as a sheet")),
    _report("html", _("Web page in one file"), _("to read without a connection")),
    _report("csv", _("CSV (zip)"), _("every table, for other programs")),
    _report("json", _("JSON"), _("the whole public record, for other programs")),
)
FORMAT_OF = {each.key: each for each in FORMATS}
