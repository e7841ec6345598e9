"""The draft of a new plan, as a report brings it to a meeting: the record that a new-plan report rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fingerpost.rules.canonical import canonical_json, sha256_of
from fingerpost.rules.dates.approximate import ApproximateDate
from fingerpost.rules.months import Period
from fingerpost.rules.plain import to_plain
from fingerpost.rules.said import said
from fingerpost.rules.snapshot import Risk, Section, structure_problems

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = "fingerpost-draft-plan/1"


class NotADraftPlan(ValueError):
    """Sections and actions are not those of one plan; `problems` names everything that is wrong with them."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("This is not a draft plan: " + "; ".join(problems) + ".")
        self.problems = tuple(problems)


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

    `year` is None where only a document tells of the plan and does not say which months it covers. Refuses a
    format it does not know, and what a snapshot's plan may not have: a ref or code used twice, an action in a
    section that is not there, a section that does not stand behind the one above it.
    """

    council: str
    title: str
    year: Period | None = None
    sections: tuple[Section, ...] = ()
    actions: tuple[PlannedAction, ...] = ()
    risks: tuple[Risk, ...] = ()
    format: str = FORMAT

    def __post_init__(self) -> None:
        problems: list[str] = (
            []
            if self.format == FORMAT
            else [
                said(
                    "its format is {format}; this version reads {format2}",
                    format=repr(self.format),
                    format2=repr(FORMAT),
                )
            ]
        )
        problems += structure_problems(self.sections, [(each.ref, each.section) for each in self.actions])
        if problems:
            raise NotADraftPlan(problems)

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
