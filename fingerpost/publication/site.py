"""The public site of a council as a moment sees it: its plans, their months, and the editions of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from fingerpost.people.models import Council
from fingerpost.publication.making import public_value_of
from fingerpost.publication.models import Publication, PublishedFile, PublishedPaper
from fingerpost.rules.months import Month

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fingerpost.rules.snapshot import Snapshot


def site_of(slug: str, at: datetime) -> PublicSite | None:
    """The public site of a council at a moment; None where nothing of it is public."""
    editions = tuple(
        Publication.objects.public(at)
        .filter(council__slug=slug)
        .select_related("council", "period", "compared_with")
        .defer("json", "compared_with__json")
        .order_by("plan_slug", "month", "edition")
    )
    papers = tuple(
        PublishedPaper.objects.public(at)
        .filter(council__slug=slug)
        .select_related("council", "paper__plan")
        .defer("paper__json", "paper__record")
        .order_by("-public_from", "-number")
    )
    if not editions and not papers:
        return None
    council = editions[0].council if editions else papers[0].council
    return PublicSite(council, at, editions, papers)


@dataclass(frozen=True)
class PublicMonth:
    """A month of a plan with its editions, the first first; the last of them is what its address shows."""

    plan: PublicPlan
    month: Month
    editions: tuple[Publication, ...]

    @property
    def last(self) -> Publication:
        """The edition that counts."""
        return self.editions[-1]

    @property
    def stands(self) -> bool:
        """Whether its last edition was not withdrawn."""
        return not self.last.is_withdrawn


@dataclass(frozen=True)
class PublicPlan:
    """A plan of which at least one month is public."""

    slug: str
    editions: tuple[Publication, ...]

    @property
    def title(self) -> str:
        """The title as last published."""
        return self.editions[-1].plan_title

    @cached_property
    def months(self) -> tuple[PublicMonth, ...]:
        """Its public months, the first first."""
        by_month: dict[Month, list[Publication]] = {}
        for each in self.editions:
            by_month.setdefault(each.month, []).append(each)
        return tuple(PublicMonth(self, month, tuple(each)) for month, each in by_month.items())

    @property
    def standing(self) -> tuple[PublicMonth, ...]:
        """The months whose last edition stands, the first first."""
        return tuple(each for each in self.months if each.stands)

    def month(self, month: str) -> PublicMonth | None:
        """The month written YYYY-MM, if it is public."""
        return next((each for each in self.months if str(each.month) == month), None)

    def values(self) -> list[tuple[PublicMonth, Snapshot]]:
        """What is public of every standing month, the first first: read in one go."""
        standing = self.standing
        load(each.last for each in standing)
        return [(each, public_value_of(each.last)) for each in standing]

    def latest_value(self) -> Snapshot | None:
        """What is public of the last month that stands."""
        standing = self.standing
        if not standing:
            return None
        load([standing[-1].last])
        return public_value_of(standing[-1].last)


@dataclass(frozen=True)
class PublicSite:
    """Everything of a council that is public at a moment, withdrawn editions included."""

    council: Council
    at: datetime
    editions: tuple[Publication, ...]
    papers: tuple[PublishedPaper, ...] = ()
    preview: bool = False

    @cached_property
    def plans(self) -> tuple[PublicPlan, ...]:
        """The plans, the latest first."""
        by_slug: dict[str, list[Publication]] = {}
        for each in self.editions:
            by_slug.setdefault(each.plan_slug, []).append(each)
        made = [PublicPlan(slug, tuple(each)) for slug, each in by_slug.items()]
        return tuple(sorted(made, key=lambda each: each.months[-1].month, reverse=True))

    def plan(self, slug: str) -> PublicPlan | None:
        """The plan by the name in its address, if any of it is public."""
        return next((each for each in self.plans if each.slug == slug), None)

    @cached_property
    def files(self) -> dict[int, list[PublishedFile]]:
        """The files of each edition by its key, without their bytes."""
        found: dict[int, list[PublishedFile]] = {}
        keys = [each.pk for each in self.editions if each.pk]
        rows = PublishedFile.objects.filter(publication__in=keys).select_related("file")
        for each in rows.defer("file__content"):
            found.setdefault(each.publication_id, []).append(each)
        return found

    @property
    def changed_at(self) -> datetime:
        """When anything of it changed last."""
        moments = [each.public_from for each in self.editions] + [each.public_from for each in self.papers]
        gone = [
            *(each.withdrawn_at for each in self.editions),
            *(each.withdrawn_at for each in self.papers),
            *(each.withdrawn_at for files in self.files.values() for each in files),
        ]
        moments += [each for each in gone if each is not None]
        return max(moments)


def load(publications: Iterable[Publication]) -> None:
    """Read the values of these editions, and of those that they are compared with, in one go."""
    wanted: dict[int, list[Publication]] = {}
    for edition in publications:
        for each in (edition, edition.compared_with):
            if each is not None and each.pk and "json" in each.get_deferred_fields():
                wanted.setdefault(each.pk, []).append(each)
    for pk, text in Publication.objects.filter(pk__in=wanted).values_list("pk", "json"):
        for each in wanted[pk]:
            each.json = text
