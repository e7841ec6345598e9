"""The page of a month, its editions, and what is said in place of one that was withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fingerpost.publication.formats import FORMAT_OF
from fingerpost.publication.making import document_of_edition, public_value_of
from fingerpost.publication.open_data import months_with_data
from fingerpost.publication.pages.data import dataset_of_month
from fingerpost.publication.pages.frame import Crumb, address, fragment, framed
from fingerpost.publication.pages.linking import action_addresses, linked
from fingerpost.publication.pages.plan import plan_crumb, trend
from fingerpost.publication.site import load
from fingerpost.reports.document import Heading
from fingerpost.reports.open_data.dataset import for_a_script
from fingerpost.rules.wording import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fingerpost.publication.made import Made
    from fingerpost.publication.models import Publication, PublishedFile
    from fingerpost.publication.site import PublicMonth, PublicSite
    from fingerpost.reports.document import Block


def every_month(site: PublicSite) -> Iterator[Mapping[str, Any]]:
    """The keys of every month: of one that was withdrawn, the page that says so."""
    for plan in site.plans:
        for each in plan.months:
            yield {"plan": plan.slug, "month": each.month}


def every_edition(site: PublicSite) -> Iterator[Mapping[str, Any]]:
    """The keys of every edition of every month."""
    for each in site.editions:
        yield {"plan": each.plan_slug, "month": each.month, "edition": each.edition}


def month_page(site: PublicSite, plan: str, month: str) -> Made | None:
    """What does the report of the month say, as it stands?"""
    found = _month(site, plan, month)
    return None if found is None else _page(site, found, found.last)


def edition_page(site: PublicSite, plan: str, month: str, edition: int) -> Made | None:
    """What did this edition say?"""
    found = _month(site, plan, month)
    shown = next((each for each in found.editions if each.edition == edition), None) if found else None
    return None if found is None or shown is None else _page(site, found, shown)


def _month(site: PublicSite, plan: str, month: str) -> PublicMonth | None:
    of = site.plan(plan)
    return None if of is None else of.month(str(month))


def _page(site: PublicSite, month: PublicMonth, shown: Publication) -> Made:
    crumbs = [
        plan_crumb(site, month.plan),
        Crumb(str(shown.period), address("month", site, plan=month.plan.slug, month=month.month)),
    ]
    frame: dict[str, Any] = {
        "month": month,
        "shown": shown,
        "editions": [(each, edition_address(site, each)) for each in month.editions],
        "now": address("month", site, plan=month.plan.slug, month=month.month),
        "before": _beside(site, month, -1),
        "after": _beside(site, month, 1),
    }
    if shown.is_withdrawn:
        return framed("withdrawn.html", site, crumbs=crumbs, status=410, **frame)
    load([shown])
    value = public_value_of(shown)
    document = document_of_edition(shown)
    earlier = [each.last for each in month.plan.standing if each.month < month.month]
    chart = trend(site, [*earlier, shown], _("Classes by month"))
    addresses = action_addresses(site, month.plan, value)
    return framed(
        "month.html",
        site,
        crumbs=crumbs,
        value=value,
        body=fragment(
            document.title,
            list(linked(_with_chart(document.blocks, chart), site, month.plan, value)),
            contents=True,
        ),
        actions=[(each, addresses[each.ref]) for each in value.actions],
        files=_files(site, shown),
        has_data=not site.preview and month in months_with_data(site, month.plan),
        dataset="" if site.preview else for_a_script(dataset_of_month(site, shown)),
        **frame,
    )


def _with_chart(blocks: Iterable[Block], chart: Block | None) -> Iterator[Block]:
    """The blocks with the picture of the months behind the figures."""
    for each in blocks:
        if chart is not None and isinstance(each, Heading) and each.text == Part.CHANGES:
            yield Heading(1, "Month by month", "month-by-month")
            yield chart
        yield each


def edition_address(site: PublicSite, edition: Publication) -> str:
    """The permanent address of an edition."""
    return address("edition", site, plan=edition.plan_slug, month=edition.month, edition=edition.edition)


def file_address(site: PublicSite, file: PublishedFile) -> str:
    """The permanent address of a file, which holds its digest."""
    return address("file", site, sha256=file.file.sha256, name=file.file.name)


def _files(site: PublicSite, shown: Publication) -> list[dict[str, Any]]:
    return [
        {
            "file": each,
            "format": FORMAT_OF.get(each.format),
            "address": file_address(site, each),
        }
        for each in site.files.get(shown.pk, [])
    ]


def _beside(site: PublicSite, month: PublicMonth, step: int) -> tuple[PublicMonth, str] | None:
    """The month before or after that is public."""
    months = month.plan.months
    place = months.index(month) + step
    if not 0 <= place < len(months):
        return None
    return months[place], address("month", site, plan=month.plan.slug, month=months[place].month)
