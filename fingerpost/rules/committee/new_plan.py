"""The draft of a new plan, as a report brings it to a meeting: the record that a new-plan report rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fingerpost.rules.canonical import canonical_json, sha256_of
from fingerpost.rules.dates.approximate import ApproximateDate
from fingerpost.rules.months import Period
from fingerpost.rules.plain import to_plain
from fingerpost.rules.snapshot import Risk, Section

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = "fingerpost-draft-plan/1"


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """An action of a draft plan. `due` is its last programmed month or day; None for one that is ongoing."""

    ref: str
    title: str
    section: str
    due: ApproximateDate | None = None
    leads: tuple[str, ...] = ()
    resources: str | None = None
    outside_bodies: tuple[str, ...] = ()


@dataclass(frozen=True)  # without slots: its indexes are worked out once, when first asked for
class DraftPlan:
    """The draft of a plan: sections with the corporate risks mapped to them, and actions, in the plan's order.

    `year` is None where only a document tells of the plan and does not say which months it covers.
    """

    council: str
    title: str
    year: Period | None = None
    sections: tuple[Section, ...] = ()
    actions: tuple[PlannedAction, ...] = ()
    risks: tuple[Risk, ...] = ()
    format: str = FORMAT

    def action(self, ref: str) -> PlannedAction | None:
        """The action with this ref, if there is one."""
        return self._by_ref.get(ref)

    def section(self, code: str | None) -> Section | None:
        """The section with this code, if there is one."""
        return None if code is None else self._by_code.get(code)

    @cached_property
    def _by_ref(self) -> Mapping[str, PlannedAction]:
        return {each.ref: each for each in self.actions}

    @cached_property
    def _by_code(self) -> Mapping[str, Section]:
        return {each.code: each for each in self.sections}


def draft_plan_digest(plan: DraftPlan) -> str:
    """The SHA-256 digest of the draft's canonical JSON, as 64 hexadecimal digits."""
    return sha256_of(canonical_json(to_plain(plan)))
