"""Where each finding on a month is mended: the page that its places lead to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from fingerpost.monitoring.closing import key_of
from fingerpost.plans.models import Risk
from fingerpost.rules.findings import Finding

if TYPE_CHECKING:
    from fingerpost.plans.models import Plan


_PLACE = re.compile(r"(action|section|risk) (.+)")
WANTS_A_DATE = frozenset({"M06", "M07", "M08", "M09", "M20", "M21"})
"""Findings that a change request mends: a date that will not be kept, a suspension past its review, too much at once."""
WANTS_A_PERSON = frozenset({"M16"})
"""Findings that another lead mends."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with the key under which a reason for it is given, and the links to where it is mended."""

    finding: Finding
    key: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Places:
    """The pages of a plan by what findings call its parts: actions by ref, sections and risks by code."""

    council: str
    plan: int
    actions: Mapping[str, int]
    sections: Mapping[str, int]
    risks: Mapping[str, int]

    def shown(self, finding: Finding) -> Shown:
        """A finding with its links."""
        links = [link for place in finding.places if (link := self._link(finding.id, place)) is not None]
        return Shown(finding, key_of(finding), tuple(links))

    def _link(self, check: str, place: str) -> tuple[str, str] | None:
        match = _PLACE.fullmatch(place)
        if match is None:
            address = reverse("plans:grid", kwargs={"council": self.council, "pk": self.plan})
            return _("See the plan"), address
        kind, code = match[1], match[2]
        if kind == "action" and code in self.actions:
            return self._link_of_action(check, code)
        if kind == "section" and code in self.sections:
            address = reverse("plans:section", kwargs={"council": self.council, "pk": self.sections[code]})
            return _("Section %(code)s") % {"code": code}, address
        if kind == "risk" and code in self.risks:
            address = reverse("plans:risk", kwargs={"council": self.council, "pk": self.risks[code]})
            return _("Risk %(code)s") % {"code": code}, address
        return None

    def _link_of_action(self, check: str, ref: str) -> tuple[str, str]:
        key = self.actions[ref]
        if check in WANTS_A_DATE:
            address = reverse("changes:ask", kwargs={"council": self.council})
            return _("Ask for a new date of %(ref)s") % {"ref": ref}, f"{address}?action={key}"
        if check in WANTS_A_PERSON:
            return _("Hand %(ref)s over") % {"ref": ref}, reverse("plans:hand_over", args=(self.council,))
        address = reverse("monitoring:update", kwargs={"council": self.council, "pk": key})
        return _("The update of %(ref)s") % {"ref": ref}, address


def places_of(plan: Plan, council: str) -> Places:
    """The pages of a plan, in three queries."""
    return Places(
        council,
        plan.pk,
        actions=dict(plan.actions.values_list("ref", "pk")),
        sections=dict(plan.sections.values_list("code", "pk")),
        risks=dict(Risk.objects.filter(council=plan.council_id).values_list("code", "pk")),
    )
