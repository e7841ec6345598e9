"""The plan of the sample council as data: `plan.txt`, read strictly. Nothing is performed here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from fingerpost.rules.months import MONTH_NAMES, Month, Period, months_between
from fingerpost.sample.council.council_plan import PRIORITIES
from fingerpost.sample.council.people import MEMBER_OF, OFFICER_OF

PLAN_YEAR = Period(Month(2025, 7), Month(2026, 6))

_SHORT_NAMES = {name[:3]: number for number, name in enumerate(MONTH_NAMES, start=1)}
_SECTION = re.compile(r"(?:CP|FP|PR|HROD)\d+")
_DELIVERABLE = re.compile(r"\d+\.\d+")
_ACTION = re.compile(r"\d+\.\d+\.\d+")
_PRIORITIES_OF_WORK = ("High", "Medium", "Low")
PERSPECTIVES = {
    "CP": "Community and customer priorities",
    "FP": "Financial",
    "PR": "Process",
    "HROD": "Human resources and organisational development",
}


class WrongPlanFile(ValueError):
    """A line of the plan file is not as its heading says; the message names the line."""


@dataclass(frozen=True, slots=True)
class PlannedMilestone:
    """A step of an action, with its month and the day on which it was reached, if it was."""

    title: str
    month: Month
    reached: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """An action as the plan went live with it, or as a decision added it in the month `added`."""

    ref: str
    title: str
    leads: tuple[str, ...]
    months: tuple[Month, ...]
    priority: str
    resources: str
    outside_bodies: tuple[str, ...] = ()
    due_day: date | None = None
    ongoing: bool = False
    recurring: bool = False
    added: Month | None = None
    milestones: tuple[PlannedMilestone, ...] = ()

    @property
    def service(self) -> str:
        """The service of the first lead."""
        return OFFICER_OF[self.leads[0]].service

    @property
    def deliverable(self) -> str:
        """The ref of the deliverable that it belongs to."""
        return self.ref.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class PlannedDeliverable:
    """A deliverable and its actions."""

    ref: str
    title: str
    actions: tuple[PlannedAction, ...]


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """A section of the plan, known by its code (CP1) and number (1)."""

    code: str
    number: int
    title: str
    outcome: str
    head: str
    portfolio: str
    priority: str
    deliverables: tuple[PlannedDeliverable, ...]

    @property
    def perspective(self) -> str:
        """The perspective under which the section stands."""
        return PERSPECTIVES[self.code.rstrip("0123456789")]

    @property
    def actions(self) -> tuple[PlannedAction, ...]:
        """All its actions, in order."""
        return tuple(action for each in self.deliverables for action in each.actions)


@dataclass(frozen=True, slots=True)
class PlanData:
    """The whole plan for the year from July 2025 to June 2026."""

    sections: tuple[PlannedSection, ...]

    @property
    def actions(self) -> tuple[PlannedAction, ...]:
        """All actions of the plan, in order."""
        return tuple(action for each in self.sections for action in each.actions)

    def action(self, ref: str) -> PlannedAction:
        """The action with this ref."""
        return next(each for each in self.actions if each.ref == ref)

    def section_of(self, ref: str) -> PlannedSection:
        """The section in which the action with this ref stands."""
        return next(each for each in self.sections if any(action.ref == ref for action in each.actions))

    def deliverable_of(self, ref: str) -> PlannedDeliverable:
        """The deliverable to which the action with this ref belongs."""
        wanted = ref.rpartition(".")[0]
        return next(each for section in self.sections for each in section.deliverables if each.ref == wanted)


@cache
def plan_data() -> PlanData:
    """The plan that `plan.txt` holds."""
    text = files("fingerpost.sample.council").joinpath("plan.txt").read_text("utf-8")
    return read_plan(text)


def read_plan(text: str) -> PlanData:
    """The plan that a text in the form of `plan.txt` holds; anything unknown in it is refused."""
    lines = [
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
    sections: list[PlannedSection] = []
    while lines:
        sections.append(_take_section(lines))
    return PlanData(tuple(sections))


def months_of(words: str) -> tuple[Month, ...]:
    """The months of the plan year that words such as "Sep-Dec, Mar" name, in order."""
    named: list[Month] = []
    for part in words.split(","):
        first, _, last = part.strip().partition("-")
        named.extend(months_between(_month(first), _month(last or first)))
    if not named or named != sorted(set(named)):
        raise ValueError(f"{words!r} does not name months of the plan year in order")
    return tuple(named)


def _month(name: str) -> Month:
    number = _SHORT_NAMES.get(name)
    if number is None:
        raise ValueError(f"{name!r} is not a month such as Sep")
    return Month(PLAN_YEAR.first.year if number >= PLAN_YEAR.first.number else PLAN_YEAR.last.year, number)


def _take_section(lines: list[tuple[int, str]]) -> PlannedSection:
    number, line = lines.pop(0)
    code, section_number, title = _fields(number, line, _SECTION, 3, 3)
    described: dict[str, str] = {}
    for name in ("outcome", "head", "portfolio", "priority"):
        at, words = lines.pop(0)
        label, _, value = words.partition(": ")
        if label != name:
            raise WrongPlanFile(f"line {at}: {name!r} of section {code} is expected here")
        described[name] = value
    if described["head"] not in OFFICER_OF or described["portfolio"] not in MEMBER_OF:
        raise WrongPlanFile(f"line {number}: section {code} names nobody of the council")
    if described["priority"] not in {each.code for each in PRIORITIES}:
        raise WrongPlanFile(f"line {number}: section {code} names no priority of the council plan")
    deliverables: list[PlannedDeliverable] = []
    while lines and _DELIVERABLE.fullmatch(lines[0][1].partition(" | ")[0]):
        deliverables.append(_take_deliverable(lines))
    return PlannedSection(code, int(section_number), title, **described, deliverables=tuple(deliverables))


def _take_deliverable(lines: list[tuple[int, str]]) -> PlannedDeliverable:
    ref, title = _fields(*lines.pop(0), _DELIVERABLE, 2, 2)
    actions: list[PlannedAction] = []
    while lines and _ACTION.fullmatch(lines[0][1].partition(" | ")[0]):
        actions.append(_take_action(lines))
    return PlannedDeliverable(ref, title, tuple(actions))


def _take_action(lines: list[tuple[int, str]]) -> PlannedAction:
    number, line = lines.pop(0)
    ref, title, leads, months, priority, resources, *bodies = _fields(number, line, _ACTION, 6, 7)
    initials = tuple(each.strip() for each in leads.split(","))
    if unknown := [each for each in initials if each not in OFFICER_OF]:
        raise WrongPlanFile(f"line {number}: {ref} names nobody of the council: {', '.join(unknown)}")
    if priority not in _PRIORITIES_OF_WORK:
        raise WrongPlanFile(f"line {number}: {priority!r} is no priority of an action")
    added = re.match(r"added (\d{4}-\d\d), ", months)
    words, _, day = months.removeprefix(added[0] if added else "").partition(" @ ")
    try:
        programmed = months_of(words.removeprefix("ongoing ").removeprefix("recurring "))
        milestones: list[PlannedMilestone] = []
        while lines and lines[0][1].startswith("- "):
            number, step = lines.pop(0)
            what, when, *reached = step.removeprefix("- ").split(" | ")
            milestones.append(
                PlannedMilestone(what, _month(when), date.fromisoformat(reached[0]) if reached else None)
            )
        due_day = date.fromisoformat(day) if day else None
    except ValueError as refusal:
        raise WrongPlanFile(f"line {number}: {refusal}") from refusal
    return PlannedAction(
        ref,
        title,
        initials,
        programmed,
        priority,
        resources,
        tuple(each.strip() for each in bodies[0].split(",")) if bodies else (),
        due_day,
        words.startswith("ongoing "),
        words.startswith("recurring "),
        Month.parse(added[1]) if added else None,
        tuple(milestones),
    )


def _fields(number: int, line: str, form: re.Pattern[str], least: int, most: int) -> list[str]:
    fields = [each.strip() for each in line.split("|")]
    if not form.fullmatch(fields[0]) or not least <= len(fields) <= most or not all(fields):
        raise WrongPlanFile(f"line {number}: this is not expected here: {line!r}")
    return fields
