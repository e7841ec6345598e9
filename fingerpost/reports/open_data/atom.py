"""Atom feeds (RFC 4287) of published months and corrections, for a plan and for a whole council."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lxml import etree

from fingerpost.reports.open_data.publishing import Licence, PublishedFile, Publisher
from fingerpost.reports.renderers.texts import xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable


NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"


class EmptyFeed(ValueError):
    """A feed without entries has no moment at which it last changed, unless one is given."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was published: a month, or a correction of one.

    `address` is its permanent page, which is also its id. `published_at` is when it first came out, `updated_at`
    when it last changed; both need a time zone. `files` are linked as enclosures; `plan` is its category.
    """

    address: str
    title: str
    summary: str
    published_at: datetime
    updated_at: datetime
    plan: str | None = None
    files: tuple[PublishedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its own address (also its id), the page that it belongs to, and what stands above its entries."""

    address: str
    page: str
    title: str
    publisher: Publisher
    licence: Licence
    language: str
    subtitle: str | None = None
    begun_at: datetime | None = None
    """When it began, which a feed without entries gives as its last change."""


def atom(feed: Feed, entries: Iterable[Entry]) -> bytes:
    """The feed as XML, the newest entry first. Refuses a feed that is empty and gives no beginning."""
    newest_first = sorted(entries, key=lambda each: (each.updated_at, each.address), reverse=True)
    updated = max((each.updated_at for each in newest_first), default=feed.begun_at)
    if updated is None:
        raise EmptyFeed("A feed without entries needs the moment at which it began.")
    root = etree.fromstring(f'<feed xmlns="{NAMESPACE}"/>')
    root.set("{http://www.w3.org/XML/1998/namespace}lang", feed.language)
    _text(root, "id", feed.address)
    _text(root, "title", feed.title)
    if feed.subtitle:
        _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _moment(updated))
    _link(root, "self", feed.address, MEDIA_TYPE)
    _link(root, "alternate", feed.page, "text/html")
    _link(root, "license", feed.licence.address)
    author = etree.SubElement(root, _name("author"))
    _text(author, "name", feed.publisher.name)
    if feed.publisher.address:
        _text(author, "uri", feed.publisher.address)
    if feed.publisher.email:
        _text(author, "email", feed.publisher.email)
    _text(root, "rights", feed.licence.attribution or feed.licence.name)
    _text(root, "generator", "Fingerpost")
    for each in newest_first:
        _entry(root, each)
    etree.indent(root, space=" ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _entry(root: etree._Element, entry: Entry) -> None:
    made = etree.SubElement(root, _name("entry"))
    _text(made, "id", entry.address)
    _text(made, "title", entry.title)
    _text(made, "published", _moment(entry.published_at))
    _text(made, "updated", _moment(entry.updated_at))
    _link(made, "alternate", entry.address, "text/html")
    for each in entry.files:
        _link(made, "enclosure", each.address, each.media_type, length=str(each.size), title=each.name)
    if entry.plan:
        etree.SubElement(made, _name("category"), term=xml_text(entry.plan))
    _text(made, "summary", entry.summary)


def _text(parent: etree._Element, name: str, words: str) -> None:
    etree.SubElement(parent, _name(name)).text = xml_text(words)


def _link(parent: etree._Element, rel: str, href: str, media_type: str | None = None, **more: str) -> None:
    link = etree.SubElement(parent, _name("link"), rel=rel, href=xml_text(href))
    if media_type:
        link.set("type", media_type)
    for name, value in more.items():
        link.set(name, xml_text(value))


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _moment(at: datetime) -> str:
    """A moment as RFC 3339 writes it, in universal time, to the second."""
    return at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
