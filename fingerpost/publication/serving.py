"""Answering for public pages: made once and kept by what they are made of, conditional, and without any cookie.

Nothing here looks at who asks. The moment decides what is public; everything expires at the next whole minute, at which
embargoes end, so that no cache shows a page of before, and no number tells that something is to come.
"""

from __future__ import annotations

import gzip
from base64 import b32encode
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseNotAllowed
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date

from fingerpost.people.clock import now
from fingerpost.publication.made import Made
from fingerpost.publication.pages.frame import not_found_page
from fingerpost.publication.site import PublicSite, site_of
from fingerpost.publication.states import STATES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.http import HttpRequest


FOR_EVER = "public, max-age=31536000, immutable"
MOST_KEPT = 64 * 2**20
"""Of how many bytes pages are kept in each process."""
_SMALLEST_PACKED = 1000


@dataclass(frozen=True, slots=True)
class PublicPage:
    """A kind of public page: how one is made from the site and the keys in its address, and which there are.

    `make` gives None where there is no such page. `keys` gives the keys of every page that stands, for the static
    site. `is_page` is False for style sheets and files. `beside` gives in short what else of the council the page is
    made of, so that it is made again when that changes.
    """

    name: str
    make: Callable[..., Made | None]
    keys: Callable[[PublicSite], Iterable[Mapping[str, Any]]]
    is_page: bool = True
    beside: Callable[[str], Hashable] | None = None

    def __call__(self, request: HttpRequest, slug: str, **keys: Any) -> HttpResponse:
        """Answer a request, as a view."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        at = now()
        state = STATES.get(slug, at)
        if state is None:
            return answer(request, not_found_page(), at)
        made_of = (state, self.beside(slug) if self.beside else None)
        made = KEPT.get_or_make(
            (self.name, tuple(sorted(keys.items())), made_of), lambda: self._made(slug, at, keys)
        )
        return answer(request, made, at)

    def _made(self, slug: str, at: datetime, keys: Mapping[str, Any]) -> Made:
        site = site_of(slug, at)
        made = self.make(site, **keys) if site is not None else None
        if site is None or made is None:
            return finished(not_found_page())
        return finished(made if made.changed_at else replace(made, changed_at=site.changed_at))


def finished(made: Made) -> Made:
    """The answer with its tag, and packed where that is worth it."""
    digest = b32encode(sha256(made.body).digest()[:15]).decode().lower()
    packed = None
    if len(made.body) >= _SMALLEST_PACKED and made.media_type.startswith(
        ("text/", "application/xml", "application/json", "application/atom", "application/ld", "image/svg")
    ):
        packed = gzip.compress(made.body, 6, mtime=0)
    return replace(made, tag=digest, packed=packed)


def answer(request: HttpRequest, made: Made, at: datetime) -> HttpResponse:
    """The answer to a request: 304 where the browser has it, packed where it takes that."""
    if not made.tag:
        made = finished(made)
    packed = made.packed is not None and "gzip" in request.headers.get("Accept-Encoding", "")
    tag = f'"{made.tag}{"-gzip" if packed else ""}"'
    if made.status == 200 and _has(request, tag, made):
        reply = HttpResponse(status=304)
    else:
        body = made.packed if packed and made.packed is not None else made.body
        reply = HttpResponse(body, status=made.status, content_type=made.media_type)
        if packed:
            reply["Content-Encoding"] = "gzip"
    for name, value in made.headers:
        reply[name] = value
    if made.status == 200:
        reply["ETag"] = tag
        if made.changed_at is not None:
            reply["Last-Modified"] = http_date(made.changed_at.timestamp())
    reply["Cache-Control"] = (
        FOR_EVER if made.for_ever and made.status == 200 else f"public, max-age={59 - at.second}"
    )
    if made.packed is not None:
        patch_vary_headers(reply, ["Accept-Encoding"])
    return reply


def _has(request: HttpRequest, tag: str, made: Made) -> bool:
    """Whether the browser has these bytes. A day alone does not tell for a page: a new release may change its words."""
    given = request.headers.get("If-None-Match")
    if given is not None:
        return given.strip() == "*" or tag in {each.strip().removeprefix("W/") for each in given.split(",")}
    since = request.headers.get("If-Modified-Since")
    return made.for_ever and made.changed_at is not None and since == http_date(made.changed_at.timestamp())


class _Kept:
    """Answers of this process by what they are made of, the least used given up first."""

    def __init__(self) -> None:
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get_or_make(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """The answer kept under this key, or a new one."""
        with self._lock:
            found = self._made.get(key)
            if found is not None:
                self._made.move_to_end(key)
                return found
        made = make()
        if made.status == 404:  # whoever tries addresses must not push out what others read
            return made
        with self._lock:
            if key not in self._made:
                self._made[key] = made
                self._size += _size(made)
                for old in self._over():
                    self._size -= _size(self._made.pop(old))
        return made

    def forget(self) -> None:
        """Keep nothing: another database is looked at."""
        with self._lock:
            self._made.clear()
            self._size = 0

    def _over(self) -> Iterator[Hashable]:
        """The oldest answers, until the rest is small enough."""
        while self._size > MOST_KEPT and len(self._made) > 1:
            yield next(iter(self._made))


def _size(made: Made) -> int:
    return len(made.body) + len(made.packed or b"")


KEPT = _Kept()
"""The answers that this process keeps."""
