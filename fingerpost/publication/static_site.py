"""The public site as files that any web server can hold: the same bytes as are served, each at the same address."""

from __future__ import annotations

import re
from enum import StrEnum
from html import unescape
from posixpath import relpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from django.urls import reverse

from fingerpost.govuk.colour import DEFAULT
from fingerpost.people.models import Council
from fingerpost.publication.models import Publication
from fingerpost.publication.pages.all import everything
from fingerpost.publication.pages.assets import ICONS, icon
from fingerpost.publication.pages.frame import style_of
from fingerpost.publication.site import site_of
from fingerpost.publication.views.public import home, plain_style_made

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from fingerpost.publication.made import Made

_LINK = re.compile(rb'\b(href|src)="(/[^"]*)"')


class Links(StrEnum):
    """How pages lead to each other: from the root of the site, or from the page itself, for a site below a folder."""

    ROOT = "root"
    RELATIVE = "relative"


class NotPublished(ValueError):
    """Nothing of the council is public."""


def answers(at: datetime, *, council: str | None = None) -> Iterator[tuple[str, Made]]:
    """The address and the answer of everything that is public at a moment, of one council or of all.

    What stands for something that was withdrawn is among these where it has a page. Refuses a council of which
    nothing is public.
    """
    keys = Publication.objects.public(at).values("council")
    slugs = list(Council.objects.filter(pk__in=keys).order_by("slug").values_list("slug", flat=True))
    if council is not None and council not in slugs:
        raise NotPublished(f"Nothing of a council with the short name {council} is public.")
    for slug in slugs if council is None else [council]:
        site = site_of(slug, at)
        assert site is not None, "something of it is public"
        yield from everything(site)
    yield reverse("publication:plain_style", kwargs={"digits": style_of(DEFAULT)[1]}), plain_style_made()
    for kind in ICONS:
        yield reverse("publication:plain_icon", kwargs={"kind": kind}), icon(None, kind)
    yield reverse("publication:councils"), home(at)


def files(
    at: datetime, *, council: str | None = None, links: Links = Links.ROOT
) -> Iterator[tuple[str, bytes]]:
    """The path and the bytes of every file of the static site, what is linked to before what links to it."""
    for address, made in answers(at, council=council):
        body = made.body
        if links is Links.RELATIVE and made.media_type.startswith("text/html") and not made.for_ever:
            body = _relative(body, address)
        yield path_of(address), body


def path_of(address: str) -> str:
    """Where in the folder the answer of an address stands: a page is the index of a folder."""
    path = unquote(address).lstrip("/")
    return f"{path}index.html" if path.endswith("/") or not path else path


def _relative(page: bytes, address: str) -> bytes:
    """The page with its links made relative to where it stands."""
    here = path_of(address).rpartition("/")[0]

    def changed(link: re.Match[bytes]) -> bytes:
        at, hash_, anchor = unescape(link[2].decode()).partition("#")
        target = relpath(path_of(at), here or ".")
        return b'%s="%s"' % (link[1], f"{target}{hash_}{anchor}".encode())

    return _LINK.sub(changed, page)
