"""Who publishes, under which licence and at which permanent addresses: given to every format as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from fingerpost.rules.months import Period


class NotAnAddress(ValueError):
    """Permanent addresses must be absolute, so that a file that was carried away still leads back."""


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence under which the data may be used: its name, where its text stands, and how to attribute it."""

    name: str
    address: str
    attribution: str | None = None


OPEN_GOVERNMENT_LICENCE = Licence(
    "Open Government Licence v3.0",
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "Contains public sector information licensed under the Open Government Licence v3.0.",
)


def licence_of(title: str, address: str) -> Licence:
    """A licence of the council's own, or the Open Government Licence where it has none."""
    return Licence(title, address) if title else OPEN_GOVERNMENT_LICENCE


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes: a name, the address of a page of its own, and an e-mail address for questions."""

    name: str
    address: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Addresses:
    """The permanent addresses of one plan's public pages, all below `plan`, which ends in a slash.

    `sections` and `actions` give what stands in an address for a code or a ref where that is not the thing itself.
    Refuses an address that is not absolute.
    """

    plan: str
    sections: Mapping[str, str] = field(default_factory=dict)
    actions: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        parts = urlsplit(self.plan)
        if parts.scheme not in {"http", "https"} or not parts.netloc or not self.plan.endswith("/"):
            raise NotAnAddress(
                f"{self.plan!r} is not an absolute address of a folder; write https://… with a slash at its end."
            )

    def month(self, period: Period, edition: int | None = None) -> str:
        """The page of a period, by its last month; of one of its editions where that is given."""
        page = f"{self.plan}{period.last}/"
        return page if edition is None else f"{page}edition/{edition}/"

    def section(self, code: str) -> str:
        """The page of a section."""
        return f"{self.plan}section/{quote(self.sections.get(code, code), safe='')}/"

    def action(self, ref: str) -> str:
        """The page of an action."""
        return f"{self.plan}action/{quote(self.actions.get(ref, ref), safe='')}/"


@dataclass(frozen=True, slots=True)
class Publishing:
    """How the data of one plan is published. `language` is a BCP 47 tag."""

    publisher: Publisher
    addresses: Addresses
    licence: Licence = field(default=OPEN_GOVERNMENT_LICENCE)
    language: str = "en-GB"


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file as published: its permanent address, its media type, the digest and number of its bytes."""

    name: str
    address: str
    media_type: str
    sha256: str
    size: int
