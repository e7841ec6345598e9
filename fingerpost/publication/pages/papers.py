"""Reports to committee as published, and what is said in place of one that was withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.committee.documents import APPENDICES, REPORT, document_of
from fingerpost.committee.models import Audience, ReportFile
from fingerpost.publication.pages.frame import Crumb, address, fragment, framed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.db.models import QuerySet

    from fingerpost.publication.made import Made
    from fingerpost.publication.models import PublishedPaper
    from fingerpost.publication.site import PublicSite

FORMATS = {
    "pdf": gettext_lazy("PDF"),
    "docx": gettext_lazy("Word"),
    "xlsx": gettext_lazy("Excel"),
    "html": gettext_lazy("Web page in one file"),
}


def with_papers(site: PublicSite) -> Iterator[Mapping[str, Any]]:
    """The keys of a page of which a council with published reports to committee has one."""
    if site.papers:
        yield {}


def every_paper(site: PublicSite) -> Iterator[Mapping[str, Any]]:
    """The keys of every report to committee: of one that was withdrawn, the page that says so."""
    for each in site.papers:
        yield {"number": each.number}


def public_files(site: PublicSite) -> QuerySet[ReportFile]:
    """The files for the public of the reports to committee of which the public may know."""
    keys = [each.paper_id for each in site.papers]
    return ReportFile.objects.filter(report__in=keys, audience=Audience.PUBLIC)


def standing_files(site: PublicSite) -> QuerySet[ReportFile]:
    """Those of them that anybody may have: of a report of which a publication stands."""
    keys = [each.paper_id for each in site.papers if not each.is_withdrawn]
    return public_files(site).filter(report__in=keys)


def papers_page(site: PublicSite) -> Made | None:
    """Which reports went before committees?"""
    if not site.papers:
        return None
    rows = [(each, address("paper", site, number=each.number)) for each in site.papers]
    return framed("papers.html", site, crumbs=[_first(site)], rows=rows)


def paper_page(site: PublicSite, number: int) -> Made | None:
    """What did the report to committee say?"""
    shown = next((each for each in site.papers if each.number == number), None)
    if shown is None:
        return None
    crumbs = [_first(site), Crumb(shown.title, address("paper", site, number=number))]
    if shown.is_withdrawn:
        return framed("withdrawn_paper.html", site, crumbs=crumbs, status=410, shown=shown)
    document = document_of(shown.paper, Audience.PUBLIC)
    return framed(
        "paper.html",
        site,
        crumbs=crumbs,
        shown=shown,
        body=fragment(document.title, document.blocks, contents=True),
        files=_files(site, shown),
    )


def _first(site: PublicSite) -> Crumb:
    return Crumb(_("Reports to committees"), address("papers", site))


def _files(site: PublicSite, shown: PublishedPaper) -> list[dict[str, Any]]:
    rows = public_files(site).filter(report=shown.paper_id).select_related("file").defer("file__content")
    return [
        {
            "file": each.file,
            "words": FORMATS.get(each.format, each.format)
            if each.kind == REPORT
            else _("Appendices, %(format)s") % {"format": FORMATS.get(each.format, each.format)}
            if each.kind == APPENDICES
            else _("Appendix %(number)s, %(format)s")
            % {"number": each.kind.split()[-1], "format": FORMATS.get(each.format, each.format)},
            "address": address("file", site, sha256=each.file.sha256, name=each.file.name),
        }
        for each in rows
    ]
