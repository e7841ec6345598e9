"""What accepting a draft would do in a plan, action by action: created, changed, left alone. Nothing here writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from fingerpost.importer.recognition.milestones import without_marker
from fingerpost.importer.recognition.people import people_of
from fingerpost.intake.choices import ADD_PERSON, NOBODY, Choices, Extra, Then
from fingerpost.people.models import Person, Service
from fingerpost.plans.details import (
    ActionDetails,
    MeasureDetails,
    action_details,
    differences,
    plain_details,
)
from fingerpost.plans.models import Action, Plan
from fingerpost.rules.dates.approximate import ApproximateDate
from fingerpost.rules.draft import DraftAction
from fingerpost.rules.months import Month
from fingerpost.rules.schedule import Milestone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from fingerpost.people.models import Council
    from fingerpost.rules.draft import Draft, DraftMilestone, PrintedDate

UNPLACED = "Imported"
"""The section of actions that stand under no heading in the source."""
MOST_REF, MOST_TITLE, MOST_RESOURCES, MOST_PRIORITY, MOST_SECTION = 20, 400, 300, 40, 300
MOST_STEP, MOST_DATE = 300, 80
"""The most characters of each, as the plan holds them."""
_CODE = re.compile(r"^([A-Z]{0,4}\d+(?:\.\d+)*)[\s.:–-]+(.+)$")
_BETWEEN = re.compile(r"\s*(?:;|,|\n|/| and )\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """An action of a draft: its place there, what is to become of it, and which action of the plan it is, if any.

    `before` and `after` are what a change would make otherwise, by field; `revised` is a date that the source gives
    as revised; `undated` are the milestones that no plan can hold, since no date of theirs could be read.
    """

    number: int
    read: DraftAction
    then: Then
    ref: str
    path: tuple[str, ...]
    known: Action | None
    leads: tuple[Person, ...]
    details: ActionDetails
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    revised: ApproximateDate | None
    waits_for: tuple[str, ...]
    undated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What accepting a draft would do in a plan.

    `unknown` are names of leads that are nobody's, each with what was chosen for it; `headings` the columns of the
    source's own, each with what it is taken for.
    """

    lines: tuple[Line, ...]
    unknown: tuple[tuple[str, str], ...]
    headings: tuple[tuple[str, Extra | None], ...]

    def of(self, then: Then) -> tuple[Line, ...]:
        """The actions to which this is to be done."""
        return tuple(each for each in self.lines if each.then is then)


def proposal(draft: Draft, plan: Plan, choices: Choices) -> Proposal:
    """What accepting the draft would do in the plan; actions match by ref, then by title.

    What the plan has is left alone, and what it lacks is created, unless something else was chosen.
    """
    rows = plan.actions.select_related("section", "service", "plan").prefetch_related(
        "people__person__service", "milestones", "predecessors", "aims", "risks", "measures"
    )
    known = list(rows)
    by_ref = {each.ref: each for each in known}
    by_title = {each.title.casefold(): each for each in known}
    people = people_by_name(plan.council)
    taken = set(by_ref) | {each.ref for each in draft.actions if each.ref}
    services = {
        name.casefold(): each for each in plan.council.services.all() for name in (each.code, each.name)
    }
    here = _Here(plan, choices, people, services, taken)
    lines = []
    for number, read in enumerate(draft.actions):
        found = by_ref.get(read.ref or "") or by_title.get((read.title or "").casefold())
        lines.append(_line(number, read, found, here))
    names = dict.fromkeys(
        name
        for line in lines
        if line.then is not Then.LEAVE
        for name in (*line.read.lead, *_deputies(line.read, choices))
        if name.casefold() not in people
    )
    headings = dict.fromkeys(heading for read in draft.actions for heading in read.other)
    return Proposal(
        tuple(lines),
        tuple((name, choices.leads.get(name.casefold(), NOBODY)) for name in names),
        tuple((heading, choices.held_by(heading)) for heading in headings),
    )


@dataclass(frozen=True, slots=True)
class _Here:
    """What the actions of a draft are laid against: the plan, the choices, whom names mean, and the refs taken."""

    plan: Plan
    choices: Choices
    people: Mapping[str, Person]
    services: Mapping[str, Service]
    taken: set[str]


def _line(number: int, read: DraftAction, found: Action | None, here: _Here) -> Line:
    choices = here.choices
    usual = Then.CREATE if found is None else Then.LEAVE
    then = Then(choices.then.get(str(number), usual))
    if (found is None and then is Then.CHANGE) or (found is not None and then is Then.CREATE):
        then = usual
    extras: dict[Extra, str] = {}
    for heading, words in read.other.items():
        extra = choices.held_by(heading)
        if extra is not None and words.strip():
            extras[extra] = words.strip()
    leads = tuple(_people(read.lead, here))
    ref = read.ref or (found.ref if found else _free_ref(here.taken))
    before = action_details(found) if found is not None else ActionDetails(ref=ref, title=read.title or ref)
    details = _details(before, read, leads, extras, here)
    was, becomes = differences(plain_details(before), plain_details(details)) if found else ({}, {})
    return Line(
        number=number,
        read=read,
        then=then,
        ref=ref,
        path=path_of(read, len(here.plan.level_names)),
        known=found,
        leads=leads,
        details=details,
        before=_in_words(was),
        after=_in_words(becomes),
        revised=_date_of(read.revised),
        waits_for=_several(extras.get(Extra.PREDECESSORS, "")),
        undated=tuple(each.title for each in read.milestones if _step_of(each) is None),
    )


def _details(
    before: ActionDetails,
    read: DraftAction,
    leads: tuple[Person, ...],
    extras: Mapping[Extra, str],
    here: _Here,
) -> ActionDetails:
    """The details with what the source says in place of what stood; what it does not say stays."""
    programmed = months_of(read)
    day = _day_of(read, programmed)
    leads = leads or before.leads
    deputies = tuple(_people(_deputies(read, here.choices), here)) or before.deputies
    measures = tuple(MeasureDetails(each, "") for each in _lines(extras.get(Extra.MEASURES, "")))
    return replace(
        before,
        title=read.title or before.title,
        leads=leads,
        deputies=tuple(each for each in deputies if each not in leads),
        service=here.services.get(extras.get(Extra.SERVICE, "").casefold(), before.service),
        milestones=tuple(filter(None, map(_step_of, read.milestones))) or before.milestones,
        measures=measures or before.measures,
        resources=extras.get(Extra.RESOURCES, before.resources),
        priority=extras.get(Extra.PRIORITY, before.priority),
        outside_bodies=_several(extras.get(Extra.OUTSIDE_BODIES, "")) or before.outside_bodies,
        programmed=programmed or before.programmed,
        original_day=day if programmed else before.original_day,
        ongoing=before.ongoing and not programmed,
    )


def _in_words(plain: Mapping[str, Any]) -> dict[str, Any]:
    """Plain details as a page shows them: milestones and measures by their titles and dates."""
    return {
        name: [
            f"{each['title']} ({each['due']['text']})" if "due" in each else each["title"] for each in value
        ]
        if name in {"milestones", "measures"}
        else value
        for name, value in plain.items()
    }


def _step_of(read: DraftMilestone) -> Milestone | None:
    """A milestone as a plan holds it; None without a date. It is reached where the source gives the day, which is its
    date too where no other is known.
    """
    due = _date_of(read.due) or _date_of(read.completed)
    if due is None or not due.is_known:
        return None
    completed = _date_of(read.completed)
    return Milestone(read.title, due, None if completed is None else completed.day)


def _deputies(read: DraftAction, choices: Choices) -> tuple[str, ...]:
    """The names in the columns that hold deputies."""
    return tuple(
        name
        for heading, words in read.other.items()
        if choices.held_by(heading) is Extra.DEPUTIES
        for name in people_of(words)
    )


def _lines(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (without_marker(line) for line in words.splitlines()))))


def _people(names: Iterable[str], here: _Here) -> dict[Person, None]:
    """The people whom the names mean, in order, each once."""
    by_key = {str(each.pk): each for each in here.people.values()}
    found: dict[Person, None] = {}
    for name in names:
        chosen = here.choices.leads.get(name.casefold(), NOBODY)
        person = here.people.get(name.casefold()) or by_key.get(chosen)
        if person is not None:
            found[person] = None
    return found


def people_by_name(council: Council) -> dict[str, Person]:
    """The people of a council by everything they are called, folded; what two share names neither."""
    found: dict[str, Person | None] = {}
    for person in council.people.filter(left_on=None).select_related("service"):
        for name in {person.name, person.initials, person.email, person.post}:
            if name:
                folded = name.casefold()
                found[folded] = None if folded in found else person
    return {name: person for name, person in found.items() if person is not None}


def problems_of(found: Proposal, plan: Plan) -> tuple[str, ...]:
    """Why the draft cannot be accepted as it stands, each with its place: what is too long, twice there, or nowhere."""
    problems: list[str] = []
    refs = {each.ref for each in plan.actions.all()} | {each.ref for each in found.of(Then.CREATE)}
    seen: dict[str, Line] = {}
    for line in found.lines:
        if line.then is Then.LEAVE:
            continue
        where = line.read.place or f"action {line.number + 1}"
        problems += [
            f"{where}: the {what} has {len(words)} characters; {most} is the most."
            for what, words, most in (
                ("ref", line.ref, MOST_REF),
                ("title", line.details.title, MOST_TITLE),
                ("resources", line.details.resources, MOST_RESOURCES),
                ("priority", line.details.priority, MOST_PRIORITY),
                *(("section", part, MOST_SECTION) for part in line.path),
                *(("milestone", each.title, MOST_STEP) for each in line.details.milestones),
                *(("date of a milestone", each.due.text, MOST_DATE) for each in line.details.milestones),
                *(("measure of success", each.title, MOST_STEP) for each in line.details.measures),
            )
            if len(words) > most
        ]
        if line.then is Then.CREATE and line.ref in seen:
            first = seen[line.ref].read.place or f"action {seen[line.ref].number + 1}"
            problems.append(f"{where}: ref {line.ref} stands at {first} too. Correct one, or leave one out.")
        seen.setdefault(line.ref, line)
        problems += [
            f"{where}: {line.ref} waits for {each}, and there is no such action."
            for each in line.waits_for
            if each not in refs
        ]
    return tuple(problems)


def links_without_section(draft: Draft, plan: Plan, found: Proposal) -> tuple[str, ...]:
    """The links of corporate risks that cannot be made, because the plan has no such section: "KO1 to FP3"."""
    codes = set(plan.sections.values_list("code", flat=True))
    codes |= {code_and_title(part)[0] for line in found.of(Then.CREATE) for part in line.path}
    return tuple(
        f"{risk.code} to {code}" for risk in draft.risks for code in risk.sections if code not in codes
    )


def code_and_title(part: str) -> tuple[str, str]:
    """The code and the title of a section as a source heads it: ("CP3", "Housing") of "CP3: Housing"."""
    found = _CODE.match(part.strip())
    return (found[1], found[2].strip()) if found else ("", part.strip())


def to_add(found: Proposal) -> tuple[str, ...]:
    """The names that are to become people of the council."""
    return tuple(name for name, chosen in found.unknown if chosen == ADD_PERSON)


def months_of(action: DraftAction) -> tuple[Month, ...]:
    """The months in which an action is programmed: those marked in its strip, or that of its due date, or, where it has
    neither, that of its last milestone.
    """
    marked = sorted(month for month, cell in action.months.items() if cell.mark == "original")
    if marked:
        return tuple(marked)
    due = _date_of(action.due)
    if due is not None and due.latest is not None:
        return (due.latest,)
    steps = [each.due.latest for each in map(_step_of, action.milestones) if each and each.due.latest]
    return (max(steps),) if steps and due is None else ()


def _day_of(read: DraftAction, programmed: tuple[Month, ...]) -> date | None:
    """The exact day of an action, where its due date is one in the last of its months."""
    due = _date_of(read.due)
    day = None if due is None else due.day
    return day if day is not None and programmed and Month.of(day) == programmed[-1] else None


def path_of(action: DraftAction, levels: int) -> tuple[str, ...]:
    """The sections above an action, cut to so many levels by joining the lowest ones."""
    path = tuple(part for part in action.path if part.strip()) or (UNPLACED,)
    return path if len(path) <= levels else (*path[: levels - 1], " – ".join(path[levels - 1 :]))


def _several(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (each.strip() for each in _BETWEEN.split(words)))))


def _date_of(printed: PrintedDate | None) -> ApproximateDate | None:
    return None if printed is None else ApproximateDate(printed.text, printed.edtf)


def _free_ref(taken: set[str]) -> str:
    number = 1
    while f"N{number}" in taken:
        number += 1
    taken.add(f"N{number}")
    return f"N{number}"
