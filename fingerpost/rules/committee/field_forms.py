"""Kinds of field: how each is typed, and the function that gives its value."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.committee.new_plan import DraftPlan
from fingerpost.rules.committee.report import CommitteeReport
from fingerpost.rules.said import said
from fingerpost.rules.snapshot import Snapshot

if TYPE_CHECKING:
    from fingerpost.rules.committee.new_plan import PlannedAction
    from fingerpost.rules.figures import Figures
    from fingerpost.rules.snapshot import ActionRecord, Section


class NoValue(ValueError):
    """This field has no value here; the message goes on from “{title of 3.2.4} …”."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where fields take their values from: the report itself, the record it rests on, the period before."""

    report: CommitteeReport
    record: Snapshot | DraftPlan | None = None
    previous: Snapshot | None = None


@dataclass(frozen=True, slots=True)
class FieldForm:
    """A kind of field: how it is typed, with names in capitals for what varies, what it says, an example.

    `variant_of` is the form of which this one is the like, for the period before or for one section.
    """

    form: str
    says: str
    example: str
    value: Callable[[Asked], str]
    pattern: re.Pattern[str]
    variant_of: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One field as typed: what varies in it, and where its value is to come from."""

    sources: Sources
    given: dict[str, str]

    @property
    def snapshot(self) -> Snapshot:
        """The closed record of the period; refuses where the report rests on none."""
        if isinstance(self.sources.record, Snapshot):
            return self.sources.record
        raise NoValue(said("needs the closed record of a period, and this report does not rest on one"))

    @property
    def previous(self) -> Snapshot:
        """The closed record of the period before; refuses where there is none."""
        if self.sources.previous is None:
            raise NoValue(said("needs the closed record of the period before, and there is none"))
        return self.sources.previous

    @property
    def record(self) -> Snapshot | DraftPlan:
        """The record that the report rests on, of either kind; refuses where there is none."""
        if self.sources.record is None:
            raise NoValue(said("needs a record, and this report rests on none"))
        return self.sources.record

    @property
    def class_(self) -> StatusClass:
        """The class named."""
        return StatusClass(self.given["CLASS"].casefold())

    def action(self) -> ActionRecord:
        """The action named by its ref, in the closed record."""
        found = self.snapshot.action(self.given["REF"])
        if found is None:
            raise NoValue(said("names {given}, and the plan has no such action", given=self.given["REF"]))
        return found

    def planned(self) -> ActionRecord | PlannedAction:
        """The action named by its ref, in a closed record or a draft plan."""
        found = self.record.action(self.given["REF"])
        if found is None:
            raise NoValue(said("names {given}, and the plan has no such action", given=self.given["REF"]))
        return found

    def section(self) -> Section:
        """The section of the plan named by its code."""
        found = self.record.section(self.given["CODE"])
        if found is None:
            raise NoValue(
                said("names section {given}, and the plan has no such section", given=self.given["CODE"])
            )
        return found

    def figures(self, of: Snapshot) -> Figures:
        """The figures of a period, whole or of the section named."""
        if "CODE" not in self.given:
            return of.figures.whole
        code = self.given["CODE"]
        found = next((each.figures for each in of.figures.by_section if each.name == code), None)
        if found is None:
            raise NoValue(
                said(
                    "names section {code}, and the plan of {period} has no such section",
                    code=code,
                    period=of.period,
                )
            )
        return found


PLACEHOLDERS: dict[str, tuple[str, str]] = {
    "CLASS": (
        "|".join(re.escape(each.value) for each in StatusClass),
        "a class: " + ", ".join(each.value for each in StatusClass),
    ),
    "REF": (r"[^\s{}]+", "the ref of an action, like 3.2.4"),
    "CODE": (r"[^\s{}]+", "the code of a section of the plan, like CP3"),
    "RISK": (r"[^\s{}]+", "the code of a corporate risk, like KO1"),
    "KEY": (r"[a-z0-9-]+", "the key of a part of this report, like financial"),
    "NUMBER": (r"[0-9]{1,3}", "a number"),
}
"""What the words in capitals in a form stand for: a pattern, and what it is for people."""

_forms: list[FieldForm] = []


def field_forms() -> tuple[FieldForm, ...]:
    """Every kind of field made so far, in the order in which they are documented."""
    return tuple(_forms)


def form(
    words: str, says: str, example: str, *, variant_of: str | None = None
) -> Callable[[Callable[[Asked], str]], Callable[[Asked], str]]:
    """Make a function the value of a kind of field."""

    def make(value: Callable[[Asked], str]) -> Callable[[Asked], str]:
        pattern = re.sub(
            r"[A-Z]{3,}", lambda match: f"(?P<{match[0]}>{PLACEHOLDERS[match[0]][0]})", re.escape(words)
        )
        _forms.append(FieldForm(words, says, example, value, re.compile(pattern, re.IGNORECASE), variant_of))
        return value

    return make


def of_both_periods(
    words: str, says: str, example: str, value: Callable[[Asked, Snapshot], str], *, in_section: bool = True
) -> None:
    """A kind of field with its like for the period before, and for one section of the plan."""
    for before in ("", "previous "):
        for within in ("", " in CODE") if in_section else ("",):

            def of_period(asked: Asked, earlier: str = before) -> str:
                return value(asked, asked.previous if earlier else asked.snapshot)

            form(
                f"{before}{words}{within}",
                f"{says}.",
                f"{before}{example}{' in CP3' if within else ''}",
                variant_of=words if before or within else None,
            )(of_period)
