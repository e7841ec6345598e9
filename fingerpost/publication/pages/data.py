"""The open data of a plan's months: each file at its own address, and a page that lists them."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.publication.made import Made
from fingerpost.publication.open_data import (
    JSON_NAME,
    STRATML_NAME,
    Told,
    files_of_month,
    files_of_year,
    months_with_data,
    open_month_of,
    open_year_of,
    told_of,
)
from fingerpost.publication.pages.frame import Crumb, absolute, address, framed
from fingerpost.publication.pages.plan import plan_crumb
from fingerpost.publication.site import load
from fingerpost.reports.open_data import dataset as datasets
from fingerpost.reports.open_data.csvw import METADATA
from fingerpost.reports.open_data.publishing import PublishedFile
from fingerpost.reports.open_data.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.utils.functional import Promise

    from fingerpost.publication.models import Publication
    from fingerpost.publication.site import PublicMonth, PublicPlan, PublicSite

DATASET_NAME = "dataset.jsonld"
MONTH_NAMES = (*(each.file_name for each in TABLES), METADATA, JSON_NAME, STRATML_NAME)
"""The files of the open data of a month."""
PLAN_NAMES = (*MONTH_NAMES, DATASET_NAME)
"""The files of the open data of a plan."""
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
    "jsonld": datasets.MEDIA_TYPE,
    "xml": "application/xml",
}
USES: dict[str, Promise] = {
    METADATA: gettext_lazy("describes the CSV files: every column, its type and its meaning (CSVW)"),
    JSON_NAME: gettext_lazy("everything as one file, for other programs"),
    STRATML_NAME: gettext_lazy("the international standard for plans and performance reports"),
    DATASET_NAME: gettext_lazy("describes this data for catalogues and search engines (schema.org)"),
}
_MEANINGS = {each.file_name: each.meaning for each in TABLES}
_OPEN = ("Access-Control-Allow-Origin", "*")
"""Scripts of other sites may read open data."""


def plans_with_data(site: PublicSite) -> Iterator[Mapping[str, Any]]:
    """The keys of a page of which each plan with open data has one."""
    for each in site.plans:
        if months_with_data(site, each):
            yield {"plan": each.slug}


def every_plan_file(site: PublicSite) -> Iterator[Mapping[str, Any]]:
    """The keys of every file of every plan's months together."""
    for keys in plans_with_data(site):
        for name in PLAN_NAMES:
            yield {**keys, "name": name}


def every_month_file(site: PublicSite) -> Iterator[Mapping[str, Any]]:
    """The keys of every file of every month."""
    for plan in site.plans:
        for month in months_with_data(site, plan):
            for name in MONTH_NAMES:
                yield {"plan": plan.slug, "month": month.month, "name": name}


def plan_file(site: PublicSite, plan: str, name: str) -> Made | None:
    """A file of all published months of a plan."""
    found = site.plan(plan)
    months = months_with_data(site, found) if found else ()
    if found is None or not months or name not in PLAN_NAMES:
        return None
    return _file(months, name, _all_files(site, found, months))


def month_file(site: PublicSite, plan: str, month: str, name: str) -> Made | None:
    """A file of one month, of the edition that counts."""
    found = site.plan(plan)
    months = months_with_data(site, found) if found else ()
    wanted = tuple(each for each in months if str(each.month) == str(month))
    if not wanted or name not in MONTH_NAMES:
        return None
    return _file(wanted, name, files_of_month(*_editions(wanted)))


def _file(months: tuple[PublicMonth, ...], name: str, files: Mapping[str, bytes]) -> Made:
    described = ("Link", f'<{METADATA}>; rel="describedby"; type="application/csvm+json"')
    return Made(
        files[name],
        MEDIA_TYPES[name.rpartition(".")[2]],
        changed_at=max(each.last.public_from for each in months),
        headers=(_OPEN, described) if name.endswith(".csv") else (_OPEN,),
    )


def _editions(months: tuple[PublicMonth, ...]) -> tuple[Told, ...]:
    load(each.last for each in months)
    return tuple(told_of(each.last) for each in months)


def _all_files(site: PublicSite, plan: PublicPlan, months: tuple[PublicMonth, ...]) -> dict[str, bytes]:
    """The files of the months together, with the description of them all."""
    files = files_of_year(_editions(months))
    described = datasets.to_json_ld(dataset_of_plan(site, plan, months))
    return {**files, DATASET_NAME: described}


def dataset_of_plan(site: PublicSite, plan: PublicPlan, months: tuple[PublicMonth, ...]) -> dict[str, Any]:
    """The description of a plan's data with its files, for search engines."""
    editions = _editions(months)
    files = [_published(name, data, site, plan) for name, data in files_of_year(editions).items()]
    return datasets.dataset(open_year_of(editions), files)


def _published(name: str, data: bytes, site: PublicSite, plan: PublicPlan) -> PublishedFile:
    at = absolute(address("plan_data", site, plan=plan.slug, name=name))
    return PublishedFile(name, at, _media_type(name), sha256(data).hexdigest(), len(data))


def _media_type(name: str) -> str:
    return MEDIA_TYPES[name.rpartition(".")[2]].partition(";")[0]


def dataset_of_month(site: PublicSite, edition: Publication) -> dict[str, Any]:
    """The description of an edition with its files, for search engines. Its value must have been loaded."""
    files = [
        PublishedFile(
            each.file.name,
            absolute(address("file", site, sha256=each.file.sha256, name=each.file.name)),
            each.file.media_type.partition(";")[0],
            each.file.sha256,
            each.file.size,
        )
        for each in site.files.get(edition.pk, ())
        if not each.withdrawn_at
    ]
    return datasets.dataset(open_month_of(told_of(edition)), files)


def data_page(site: PublicSite, plan: str) -> Made | None:
    """Which data is there, in which formats, and how is it kept up with?"""
    found = site.plan(plan)
    months = months_with_data(site, found) if found else ()
    if found is None or not months:
        return None
    files = _all_files(site, found, months)
    return framed(
        "data.html",
        site,
        crumbs=[plan_crumb(site, found), Crumb(_("Open data"), address("data", site, plan=plan))],
        plan=found,
        months=months,
        missing=[each for each in found.standing if each not in months],
        rows=[
            {
                "name": name,
                "use": USES.get(name) or _MEANINGS[name],
                "address": address("plan_data", site, plan=plan, name=name),
                "size": len(files[name]),
                "sha256": sha256(files[name]).hexdigest(),
            }
            for name in PLAN_NAMES
        ],
        month_files=[
            (
                each,
                [
                    (name, address("month_data", site, plan=plan, month=each.month, name=name))
                    for name in ("actions.csv", METADATA, JSON_NAME, STRATML_NAME)
                ],
            )
            for each in months
        ],
        dataset=datasets.for_a_script(dataset_of_plan(site, found, months)),
        feed=address("plan_feed", site, plan=plan),
        calendar=address("due_dates", site, plan=plan),
    )
