"""The open data of editions: what is public of a month, with the permanent addresses of its pages."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.urls import reverse

from fingerpost.publication.keys import keys_of
from fingerpost.reports.open_data.csvw import csv_files
from fingerpost.reports.open_data.months import OpenMonth, OpenYear, open_month, open_year, to_json
from fingerpost.reports.open_data.publishing import Addresses, Publisher, Publishing, licence_of
from fingerpost.reports.open_data.stratml import stratml
from fingerpost.rules.snapshot import snapshot_from_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fingerpost.publication.models import Publication
    from fingerpost.publication.site import PublicMonth, PublicPlan, PublicSite

JSON_NAME = "data.json"
STRATML_NAME = "stratml.xml"
OPEN_FORMATS = frozenset({"open-csv", "open-json", "stratml"})
"""The formats of an edition that are open data, by their keys."""


class Told(NamedTuple):
    """All that the open data of an edition is made of, so that the same is never made twice.

    The public record as text, the number of the edition, the digest of the closed record, the plan's address, and the
    title and address of a licence of the council's own.
    """

    record: str
    edition: int
    record_digest: str
    plan: str
    licence_title: str = ""
    licence_address: str = ""


def told_of(edition: Publication) -> Told:
    """What the open data of an edition is made of, under the address at which it was published."""
    path = reverse("publication:plan", kwargs={"slug": edition.council.slug, "plan": edition.plan_slug})
    site = (edition.site_address or settings.SITE_ADDRESS).rstrip("/")
    return Told(
        edition.json,
        edition.edition,
        edition.record_digest,
        f"{site}{path}",
        edition.made_with.get("licence_title", ""),
        edition.made_with.get("licence_address", ""),
    )


@lru_cache(maxsize=32)
def open_month_of(told: Told) -> OpenMonth:
    """What is public of an edition's month as open data."""
    value = snapshot_from_json(told.record)
    addresses = Addresses(
        told.plan,
        keys_of(each.code for each in value.sections),
        keys_of(each.ref for each in value.actions),
    )
    licence = licence_of(told.licence_title, told.licence_address)
    publishing = Publishing(Publisher(value.council), addresses, licence)
    return open_month(value, publishing, edition=told.edition, record=told.record_digest)


def open_year_of(editions: Iterable[Told]) -> OpenYear:
    """The months of a plan together."""
    return open_year(open_month_of(each) for each in editions)


@lru_cache(maxsize=4)
def files_of_month(told: Told) -> Mapping[str, bytes]:
    """The files of a month by name: each CSV file with the metadata, the JSON, and the StratML."""
    return _files(open_month_of(told))


@lru_cache(maxsize=2)
def files_of_year(editions: tuple[Told, ...]) -> Mapping[str, bytes]:
    """The files of the months of a plan together, by name."""
    return _files(open_year_of(editions))


def _files(data: OpenMonth | OpenYear) -> Mapping[str, bytes]:
    return {**csv_files(data), JSON_NAME: to_json(data), STRATML_NAME: stratml(data)}


def months_with_data(site: PublicSite, plan: PublicPlan) -> tuple[PublicMonth, ...]:
    """The standing months of which no file of open data was withdrawn: what such a file held is nowhere else either."""
    return tuple(
        month
        for month in plan.standing
        if not any(
            file.withdrawn_at and file.format in OPEN_FORMATS for file in site.files.get(month.last.pk, ())
        )
    )
