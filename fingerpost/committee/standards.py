"""The council's standard parts: the product's own until it arranges, words or switches them otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.committee.models import Standard
from fingerpost.people.council_settings import settings_of
from fingerpost.rules.committee.recommendations import DEFAULT_TEMPLATES, RecommendationTemplate
from fingerpost.rules.committee.standard import Key, ReportKind, StandardPart, standard_parts
from fingerpost.rules.plain import from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.people.models import Council
    from fingerpost.rules.nations import Nation

FINANCE, LEGAL = "finance", "legal"
CLEARANCES = (FINANCE, LEGAL)
"""Who may have to clear a part, beside its owner."""

OF_CLEARANCE = {FINANCE: "Finance", LEGAL: "Legal"}
"""Whose clearance it is, as printed."""

CLEARED: dict[str, str] = {Key.FINANCIAL: FINANCE, Key.LEGAL: LEGAL}
"""Which standard parts need whose clearance."""


@dataclass(frozen=True, slots=True)
class Arranged:
    """A standard part as the council has arranged it: whether it stands in new reports, and who must clear it."""

    part: StandardPart
    on: bool = True
    clearance: str = ""


def standard_of(council: Council) -> Standard:
    """The council's standard; one that was never saved where it has arranged nothing."""
    return Standard.objects.filter(council=council).select_related("template").defer(
        "template__content"
    ).first() or Standard(council=council, version=0)


def arranged(standard: Standard, kind: ReportKind) -> tuple[Arranged, ...]:
    """Every part of a kind of report, in the council's order, those that are switched off among them."""
    if kind in standard.parts:
        return tuple(from_plain(Arranged, each) for each in standard.parts[kind])
    return tuple(Arranged(each, clearance=CLEARED.get(each.key, "")) for each in standard_parts(kind))


def recommended(standard: Standard, kind: ReportKind) -> tuple[RecommendationTemplate, ...]:
    """What meetings are recommended in reports of a kind, in the council's words, or else in the product's own."""
    if kind in standard.recommendations:
        return tuple(from_plain(RecommendationTemplate, each) for each in standard.recommendations[kind])
    return DEFAULT_TEMPLATES[kind]


def plain_arranged(parts: Sequence[Arranged]) -> list[object]:
    """The form in which `Standard.parts` keeps the parts of a kind."""
    return [to_plain(each) for each in parts]


def nation_of(council: Council) -> Nation:
    """The nation by whose law the council decides what is exempt: the one by whose days its meetings are counted."""
    return settings_of(council).meeting_rules.calendar.nation


def in_order(parts: Sequence[Arranged]) -> tuple[Arranged, ...]:
    """The parts in the order of a report: each followed by those that stand within it."""
    top = [each for each in parts if each.part.within is None]
    return tuple(
        one
        for each in top
        for one in (each, *(below for below in parts if below.part.within == each.part.key))
    )
