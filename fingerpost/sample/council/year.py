"""What the leads of the sample council reported, month by month, as data: `year.txt`, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType

from fingerpost.rules.classes import Status
from fingerpost.rules.months import Month, NotAMonth
from fingerpost.sample.council.people import OFFICER_OF, SERVICES
from fingerpost.sample.council.plan import PlanData, plan_data


class WrongYearFile(ValueError):
    """A line of the year file is not as its heading says; the message names the line."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a lead reported about an action: complete on a day, or not, and perhaps expected on a date.

    `declared` is a status that the lead declares in place of the one the dates give, with its reason in
    `why`; a better one was agreed by the officer `agreed_by`.
    """

    ref: str
    completed: date | None = None
    expected: str | None = None
    reason: str | None = None
    corrective_action: str | None = None
    comment: str | None = None
    declared: Status | None = None
    why: str | None = None
    agreed_by: str | None = None


@dataclass(frozen=True, slots=True)
class MonthData:
    """What was reported for a month, by ref, and the services and actions of which nothing was heard."""

    month: Month
    reports: Mapping[str, Report] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()


# The fields that follow the ref on a line that begins with the word.
_FIELDS: dict[str, tuple[str, ...]] = {
    "done": ("completed", "comment"),
    "late": ("expected", "reason", "corrective_action", "comment"),
    "course": ("comment",),
    "better": ("declared", "why", "agreed_by", "expected", "comment"),
    "worse": ("declared", "why", "corrective_action", "comment"),
}


@cache
def year_data() -> tuple[MonthData, ...]:
    """The months that `year.txt` holds, in order: July 2025 to February 2026, and March, half reported."""
    text = files("fingerpost.sample.council").joinpath("year.txt").read_text("utf-8")
    return read_year(text, plan_data())


def read_year(text: str, plan: PlanData) -> tuple[MonthData, ...]:
    """The months that a text in the form of `year.txt` holds; anything unknown in it is refused."""
    refs = {each.ref for each in plan.actions}
    months: list[tuple[Month, dict[str, Report], set[str]]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            if " " not in line:
                months.append((Month.parse(line), {}, set()))
                continue
            _, reports, silent = months[-1]
            word, _, rest = line.partition(" ")
            if word == "silent":
                silent.add(_silent(rest, refs))
                continue
            report = _report(word, [each.strip() for each in rest.split("|")], refs - reports.keys())
            reports[report.ref] = report
        except (ValueError, NotAMonth, IndexError) as refusal:
            raise WrongYearFile(f"line {number}: {refusal}") from refusal
    for (earlier, *_), (later, *_) in pairwise(months):
        if later != earlier + 1:
            raise WrongYearFile(f"{later} does not follow {earlier}")
    return tuple(
        MonthData(month, MappingProxyType(reports), frozenset(silent)) for month, reports, silent in months
    )


def _silent(who: str, refs: set[str]) -> str:
    if who not in SERVICES and who not in refs:
        raise ValueError(f"{who!r} is neither a service nor an action")
    return who


def _report(word: str, given: list[str], refs: set[str]) -> Report:
    names = _FIELDS.get(word)
    if names is None:
        raise ValueError(f"{word!r} is not a word of the year file")
    ref, *values = given
    if ref not in refs:
        raise ValueError(f"{ref!r} is no action of the plan, or is reported twice in this month")
    if len(values) != len(names) or not all(values):
        raise ValueError(f"{word} needs {', '.join(names)}")
    said = dict(zip(names, values, strict=True))
    completed = said.pop("completed", None)
    declared = said.pop("declared", None)
    if said.get("agreed_by", "KA") not in OFFICER_OF:
        raise ValueError(f"{said['agreed_by']!r} is nobody of the council")
    return Report(
        ref,
        completed=date.fromisoformat(completed) if completed else None,
        declared=Status(declared) if declared else None,
        **said,
    )
