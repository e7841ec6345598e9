"""What is no page: style sheets, files and the map of the site."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.utils.http import content_disposition_header

from fingerpost.publication.made import Made
from fingerpost.publication.models import PublishedFile
from fingerpost.publication.pages.frame import CSS, DIGITS, address, framed, style_of
from fingerpost.publication.pages.month import edition_address
from fingerpost.publication.pages.papers import public_files, standing_files

ICONS = {"svg": "image/svg+xml", "png": "image/png"}
"""The formats of the icon, with their media types."""

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.db.models import QuerySet

    from fingerpost.publication.site import PublicSite


def every_style(site: PublicSite) -> Iterator[Mapping[str, Any]]:
    """The style sheet that the council's pages ask for."""
    yield {"digits": style_of(site.council.colour)[1]}


def style(site: PublicSite, digits: str) -> Made:
    """The style sheet of the council's pages: for ever where it is the one asked for."""
    css, now = style_of(site.council.colour)
    return Made(css.encode(), CSS, for_ever=digits == now and len(digits) == DIGITS)


def icon(_site: PublicSite | None, kind: str) -> Made:
    """The icon of the pages, of a council's or of none: drawn by us, and no crown."""
    content = files("fingerpost.govuk").joinpath(f"static/fingerpost/icon.{kind}").read_bytes()
    return Made(content, ICONS[kind])


def every_icon(_site: PublicSite) -> Iterator[Mapping[str, Any]]:
    """The icon in each of its formats."""
    for kind in ICONS:
        yield {"kind": kind}


def _known(site: PublicSite) -> QuerySet[PublishedFile]:
    """The files of which the public may know, those that were withdrawn included."""
    return PublishedFile.objects.filter(
        Q(publication__withdrawn_at=None) | Q(publication__withdrawn_at__gte=F("publication__public_from")),
        publication__council=site.council,
        publication__public_from__lte=site.at,
    )


def every_file(site: PublicSite) -> Iterator[Mapping[str, Any]]:
    """The keys of every file that stands."""
    rows = _known(site).filter(withdrawn_at=None, publication__withdrawn_at=None)
    papers = standing_files(site).order_by("pk").values_list("file__sha256", "file__name")
    months = rows.order_by("pk").values_list("file__sha256", "file__name")
    for digest, name in dict.fromkeys((*months, *papers)):
        yield {"sha256": digest, "name": name}


def file(site: PublicSite, sha256: str, name: str) -> Made | None:
    """A file as published; what is said in its place where it was withdrawn."""
    rows = _known(site).filter(file__sha256=sha256, file__name=name).select_related("file", "publication")
    found = rows.filter(withdrawn_at=None, publication__withdrawn_at=None).first()
    paper = standing_files(site).filter(file__sha256=sha256, file__name=name).select_related("file").first()
    stands = found or paper
    if stands is not None:
        disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
        return Made(
            bytes(stands.file.content),
            stands.file.media_type,
            for_ever=True,
            changed_at=stands.file.stored_at if found is None else found.publication.public_from,
            headers=(
                ("Content-Disposition", disposition),
                (
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
                ),
            ),
        )
    gone = rows.defer("file__content").order_by("-pk").first()
    if gone is None:
        return _withdrawn_paper_file(site, sha256, name)
    whole = gone.publication.is_withdrawn
    return framed(
        "withdrawn_file.html",
        site,
        status=410,
        name=name,
        when=gone.publication.withdrawn_at if whole else gone.withdrawn_at,
        why=gone.publication.withdrawn_why if whole else gone.withdrawn_why,
        edition=gone.publication,
        edition_address=edition_address(site, gone.publication),
    )


def _withdrawn_paper_file(site: PublicSite, sha256: str, name: str) -> Made | None:
    """What is said in place of a file of a report to committee that was withdrawn."""
    gone = public_files(site).filter(file__sha256=sha256, file__name=name).defer("report__json").first()
    if gone is None:
        return None
    shown = next(each for each in site.papers if each.paper_id == gone.report_id)
    return framed(
        "withdrawn_file.html",
        site,
        status=410,
        name=name,
        when=shown.withdrawn_at,
        why=shown.withdrawn_why,
        edition=shown,
        edition_address=address("paper", site, number=shown.number),
    )
