"""The frame of every public page: the council's name and colour, the way back, and the style sheet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from fingerpost.govuk.colour import DEFAULT, paper_and_ink
from fingerpost.people.council_settings import settings_of
from fingerpost.publication.made import Made
from fingerpost.reports.document import Document, Heading
from fingerpost.reports.renderers.html import render_fragment, whole_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.publication.site import PublicSite
    from fingerpost.reports.document import Block

CSS = "text/css; charset=utf-8"
DIGITS = 16
"""How many digits of its digest name a style sheet."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way back to the council's first page."""

    words: str
    address: str


def address(page: str, site: PublicSite, /, **keys: object) -> str:
    """The address of a public page of the council."""
    return reverse(f"publication:{page}", kwargs={"slug": site.council.slug, **keys})


def absolute(path: str) -> str:
    """An address as other sites, feeds and files must give it."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}{path}"


@lru_cache(maxsize=64)
def style_of(colour: str) -> tuple[str, str]:
    """The style sheet in a council's colour, and the digits that name it."""
    paper, ink = paper_and_ink(colour)
    own = files("fingerpost.publication").joinpath("styles/public.css").read_text("utf-8")
    css = f"{whole_style()}:root {{ --council-colour: {paper}; --council-ink: {ink}; }}\n{own}"
    return css, sha256(css.encode()).hexdigest()[:DIGITS]


def framed(
    template: str,
    site: PublicSite,
    *,
    crumbs: Sequence[Crumb] = (),
    status: int = 200,
    **shown: Any,
) -> Made:
    """A page of the council in its frame."""
    _, digits = style_of(site.council.colour)
    body = render_to_string(
        f"publication/public/{template}",
        {
            "site": site,
            "council": site.council,
            "style": reverse("publishing:preview_style", kwargs={"council": site.council.slug})
            if site.preview
            else address("style", site, digits=digits),
            "sign_in": absolute(reverse("start:start", kwargs={"council": site.council.slug})),
            "licence": settings_of(site.council).licence,
            "crumbs": [
                Crumb(site.council.name, address("council", site)),
                *crumbs,
            ],
            **shown,
        },
    )
    return Made(body.encode(), status=status)


def not_found_page() -> Made:
    """What is said where there is nothing, or nothing public."""
    return plain_page("not_found.html", status=404)


def plain_page(template: str, *, status: int = 200, **shown: Any) -> Made:
    """A page that is no council's."""
    _, digits = style_of(DEFAULT)
    style = reverse("publication:plain_style", kwargs={"digits": digits})
    body = render_to_string(
        f"publication/public/{template}", {"style": style, "site": None, "crumbs": [], **shown}
    )
    return Made(body.encode(), status=status)


def fragment(title: str, blocks: Sequence[Block], *, contents: bool = False) -> str:
    """Blocks as the middle of a page, with a list of contents only where it is asked for."""
    made = Document(title=title, council=None, language="en-GB", dated=None, blocks=tuple(blocks), sheets=())
    headings = sum(isinstance(each, Heading) and each.level == 1 for each in blocks)
    if contents or headings < 2:
        return render_fragment(made)
    parts = [render_fragment(_part(made, each)) for each in _parts(blocks)]
    return "".join(parts)


def _part(whole: Document, blocks: Sequence[Block]) -> Document:
    return Document(whole.title, None, whole.language, None, tuple(blocks), ())


def _parts(blocks: Sequence[Block]) -> list[list[Block]]:
    runs: list[list[Block]] = [[]]
    for each in blocks:
        if isinstance(each, Heading) and each.level == 1 and runs[-1]:
            runs.append([])
        runs[-1].append(each)
    return runs
