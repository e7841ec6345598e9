"""The formats in which an edition is handed out, one line each. A format enters here and is then made whenever a
report is published, listed on the month's page, served, written by `fingerpost publish` and verified.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fingerpost.issuing.documents import file_name, file_of, zipped
from fingerpost.publication.models import Publication
from fingerpost.publication.open_data import open_month_of, told_of
from fingerpost.reports.document import Document
from fingerpost.reports.formats import MEDIA_TYPES
from fingerpost.reports.open_data.csvw import csv_files
from fingerpost.reports.open_data.months import OpenMonth, to_json
from fingerpost.reports.open_data.stratml import stratml
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


def _open_data(
    key: str, label: Promise, use: Promise, make: Callable[[OpenMonth], bytes], *, ending: str
) -> PublicFormat:
    return PublicFormat(
        key,
        label,
        use,
        _MEDIA_TYPES[ending.rpartition(".")[2]],
        lambda given: make(open_month_of(told_of(given.publication))),
        lambda stem: f"{stem}-{ending}",
    )


_MEDIA_TYPES = {"zip": "application/zip", "json": "application/json", "xml": "application/xml"}
OPEN_DATA: tuple[PublicFormat, ...] = (
    _open_data(
        "open-csv",
        _("Open data: CSV (zip)"),
        _("described tables (CSVW), for other programs"),
        lambda month: zipped(csv_files(month)),
        ending="open-data.zip",
    ),
    _open_data(
        "open-json",
        _("Open data: JSON"),
        _("the month as data with permanent addresses, for other programs"),
        to_json,
        ending="open-data.json",
    ),
    _open_data(
        "stratml",
        _("StratML"),
        _("the international standard for plans and performance reports"),
        stratml,
        ending="stratml.xml",
    ),
)
"""The open data of an edition; `open_data.OPEN_FORMATS` holds their keys."""

FORMATS: tuple[PublicFormat, ...] = (
    _report("pdf", _("PDF"), _("to print or keep")),
    _report("docx", _("Word"), _("to read and quote")),
    _report("xlsx", _("Excel"), _("every table as a sheet")),
    _report("html", _("Web page in one file"), _("to read without a connection")),
    _report("csv", _("CSV (zip)"), _("every table, for other programs")),
    _report("json", _("JSON"), _("the whole public record, for other programs")),
    *OPEN_DATA,
)
FORMAT_OF = {each.key: each for each in FORMATS}
