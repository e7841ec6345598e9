"""The corporate risks against the sections of a plan: who answers what, what was merged, and what is left open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.rules.exceptions_report import OutsideBody, outside_bodies
from fingerpost.rules.refs import ref_order
from fingerpost.rules.snapshot import Section, Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fingerpost.rules.committee.new_plan import DraftPlan


@dataclass(frozen=True, slots=True)
class MappedRisk:
    """A corporate risk: its title, None where the register does not have it; the sections mapped to it, in the
    order of the plan; and the codes of the risks merged into it.
    """

    code: str
    title: str | None
    sections: tuple[Section, ...] = ()
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RiskMap:
    """Every corporate risk in the order of its code, and the highest sections that neither they nor any section
    above or below them maps to one.
    """

    risks: tuple[MappedRisk, ...]
    sections_without_risk: tuple[Section, ...] = ()

    @property
    def risks_without_section(self) -> tuple[MappedRisk, ...]:
        """The risks that no section of the plan answers."""
        return tuple(each for each in self.risks if not each.sections)

    @property
    def links(self) -> int:
        """How many links there are from a risk to a section."""
        return sum(len(each.sections) for each in self.risks)


def risk_map(record: Snapshot | DraftPlan, merged: Mapping[str, str] | None = None) -> RiskMap:
    """The risk map of a closed period or a draft plan.

    `merged` holds the code of each risk that was merged into another, and of that other; what is mapped to the
    merged one counts for the one that remains.
    """
    into = merged or {}
    titles = {each.code: each.title for each in record.risks}
    sections: dict[str, list[Section]] = {remaining(code, into): [] for code in titles}
    for section in record.sections:
        for code in dict.fromkeys(remaining(each, into) for each in section.risks):
            sections.setdefault(code, []).append(section)
    gone: dict[str, list[str]] = {}
    for code in sorted(into, key=ref_order):
        gone.setdefault(remaining(code, into), []).append(code)
    return RiskMap(
        tuple(
            MappedRisk(code, titles.get(code), tuple(sections[code]), tuple(gone.get(code, ())))
            for code in sorted(sections, key=ref_order)
        ),
        tuple(_without_risk(record)),
    )


def remaining(code: str, merged: Mapping[str, str]) -> str:
    """The risk that remains of one after every merger; itself where it was not merged."""
    seen = {code}
    while code in merged and merged[code] not in seen:
        code = merged[code]
        seen.add(code)
    return code


def bodies_named(record: Snapshot | DraftPlan) -> tuple[OutsideBody, ...]:
    """The outside bodies that actions name, by name, with their refs: whoever sits on one declares an interest."""
    if isinstance(record, Snapshot):
        return outside_bodies(record)
    named: dict[str, list[str]] = {}
    for action in record.actions:
        for body in action.outside_bodies:
            named.setdefault(body, []).append(action.ref)
    return tuple(OutsideBody(name, tuple(named[name])) for name in sorted(named))


def _without_risk(record: Snapshot | DraftPlan) -> Iterator[Section]:
    """The highest sections without a risk of their own, above or below, where there are risks at all."""
    if not record.risks:
        return
    paths = {each.code: _path(each, record) for each in record.sections}
    mapped = {each.code for each in record.sections if each.risks}
    covered = {code for each in mapped for code in paths[each]}
    covered |= {code for code, path in paths.items() if mapped.intersection(path)}
    for section in record.sections:
        if section.code not in covered and covered.issuperset(paths[section.code][1:]):
            yield section


def _path(section: Section, record: Snapshot | DraftPlan) -> tuple[str, ...]:
    """The code of a section and of all above it."""
    path = [section.code]
    at = record.section(section.parent)
    while at is not None:
        path.append(at.code)
        at = record.section(at.parent)
    return tuple(path)
