"""The council's first page, what was corrected or withdrawn, and about the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from fingerpost.people.council_settings import settings_of
from fingerpost.people.public_choices import choices_of
from fingerpost.publication.formats import FORMATS
from fingerpost.publication.models import Why
from fingerpost.publication.pages.frame import Crumb, address, framed
from fingerpost.rules.figures import Figures
from fingerpost.rules.plain import from_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fingerpost.publication.made import Made
    from fingerpost.publication.models import Publication
    from fingerpost.publication.site import PublicMonth, PublicSite


def figures_of(publication: Publication) -> Figures:
    """The figures of an edition, from the row beside its value."""
    return from_plain(Figures, publication.figures)


def one_page(_site: PublicSite) -> Iterator[Mapping[str, Any]]:
    """The keys of a page of which each council has one."""
    yield {}


def council_page(site: PublicSite) -> Made:
    """Which plans are there, and how does the latest month of each stand?"""
    plans = [(each, _latest(site, each.standing)) for each in site.plans]
    return framed("council.html", site, plans=plans)


def _latest(site: PublicSite, standing: tuple[PublicMonth, ...]) -> dict[str, Any] | None:
    if not standing:
        return None
    month = standing[-1]
    return {
        "month": month,
        "figures": figures_of(month.last),
        "address": address("month", site, plan=month.plan.slug, month=month.month),
    }


def corrections_page(site: PublicSite) -> Made:
    """What was put right, redacted or withdrawn since it was published?"""
    changed = [
        each
        for each in site.editions
        if each.is_withdrawn
        or each.kind != Why.FIRST
        or any(file.withdrawn_at for file in site.files.get(each.pk, ()))
    ]
    changed.sort(key=lambda each: each.withdrawn_at or each.public_from, reverse=True)
    rows = [(each, site.files.get(each.pk, [])) for each in changed]
    return framed(
        "corrections.html",
        site,
        crumbs=[Crumb(_("Corrections and withdrawals"), address("corrections", site))],
        rows=rows,
        papers=[
            (each, address("paper", site, number=each.number)) for each in site.papers if each.is_withdrawn
        ],
    )


def about_page(site: PublicSite) -> Made:
    """What is published, what is not, how is it checked, and who may use it how?"""
    choices = site.editions[-1].choices if site.editions else choices_of(site.council)
    return framed(
        "about.html",
        site,
        crumbs=[Crumb(_("About this data"), address("about", site))],
        contact=settings_of(site.council).public_contact,
        choices=choices,
        formats=FORMATS,
    )
