"""A workbook compared with a plan: what it would create and change, what it leaves alone, what cannot be taken."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _

from fingerpost.people.models import Person, Service
from fingerpost.plans.details import (
    ACTION_PARTS,
    ActionDetails,
    PlanDetails,
    SectionDetails,
    action_details,
    differences,
    plain_details,
    plan_details,
    section_details,
)
from fingerpost.plans.models import Action, Aim, Plan, Risk, Section
from fingerpost.plans.workbook import layout
from fingerpost.plans.workbook.reading import Problem, Sheets
from fingerpost.plans.workbook.rows import RowReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Change(NamedTuple):
    """Something that the workbook creates or changes: what it is, and each part before and after."""

    what: str
    created: bool
    parts: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True, slots=True)
class IncomingSection:
    """A section as the workbook has it; `row` is the one of the plan, if it is there already."""

    details: SectionDetails
    within: str
    row: Section | None


@dataclass(frozen=True, slots=True)
class IncomingAction:
    """An action as the workbook has it, its predecessors by ref; `row` is the one of the plan, if it is there."""

    details: ActionDetails
    section: str
    predecessors: tuple[str, ...]
    row: Action | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What accepting a workbook would do. It can be accepted if there is no problem and anything to do."""

    settings: PlanDetails | None
    sections: tuple[IncomingSection, ...]
    actions: tuple[IncomingAction, ...]
    changes: tuple[Change, ...]
    same: int
    absent: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def acceptable(self) -> bool:
        """Whether it can be accepted."""
        return bool(self.changes) and not self.problems


@dataclass(slots=True)
class _Comparing:
    plan: Plan
    sheets: Sheets
    reader: RowReader
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    same: int = 0


def compare(plan: Plan, sheets: Sheets) -> Comparison:
    """What accepting the workbook would do to the plan as it stands; nothing is written."""
    council = plan.council_id
    reader = RowReader(
        plan=plan,
        people=tuple(Person.objects.filter(council_id=council).select_related("service")),
        services={each.code: each for each in Service.objects.filter(council_id=council)},
        aims={each.code: each for each in Aim.objects.filter(council_id=council)},
        risks={each.code: each for each in Risk.objects.filter(council_id=council)},
    )
    at = _Comparing(plan, sheets, reader)
    settings = _settings(at)
    year_plan = plan if settings is None else settings
    reader.year = year_plan.year
    sections = {
        each.code: each
        for each in plan.sections.select_related("head", "portfolio_holder", "parent").prefetch_related(
            "aims", "risks", "measures"
        )
    }
    actions = {
        each.ref: each
        for each in plan.actions.select_related("service", "section").prefetch_related(*ACTION_PARTS)
    }
    levels = len(year_plan.level_names)
    incoming_sections = tuple(_sections(at, sections, levels))
    codes = set(sections) | {each.details.code for each in incoming_sections}
    incoming_actions = tuple(_actions(at, actions, codes))
    _orphans(at, codes, set(actions) | {each.details.ref for each in incoming_actions})
    named = {each.details.code for each in incoming_sections} | {
        each.details.ref for each in incoming_actions
    }
    absent = tuple(f"{each}" for each in (*sections.values(), *actions.values()) if _key(each) not in named)
    return Comparison(
        settings,
        incoming_sections,
        incoming_actions,
        tuple(at.changes),
        at.same,
        absent if not at.problems else (),
        tuple(at.problems),
    )


def _key(row: Any) -> str:
    return str(getattr(row, "ref", None) or row.code)


def _settings(at: _Comparing) -> PlanDetails | None:
    if not at.sheets.has(layout.SETTINGS):
        return None
    now = plan_details(at.plan)
    try:
        incoming = at.reader.settings(at.sheets.of(layout.SETTINGS), now)
    except ValueError as refusal:
        at.problems.append(Problem(_("sheet %s") % layout.SETTINGS, str(refusal)))
        return None
    _note(at, _("Settings"), plain_details(now), plain_details(incoming))
    return incoming


def _sections(at: _Comparing, rows: dict[str, Section], levels: int) -> Iterator[IncomingSection]:
    depth = {code: row.level for code, row in rows.items()}
    seen: set[str] = set()
    measures = at.sheets.has(layout.MEASURES)
    for row in at.sheets.of(layout.SECTIONS):
        code, within = row["Code"], row["Within"]
        known = rows.get(code)
        try:
            _refuse_twice(code, seen, "Code")
            _refuse_if(
                bool(within) and within not in depth,
                _("it stands within “%s”, which does not stand before it.") % within,
            )
            depth[code] = depth[within] + 1 if within else 0
            _refuse_if(depth[code] >= levels, _("it stands deeper than the levels of the plan."))
            _refuse_if(
                known is not None and (known.parent.code if known.parent else "") != within,
                _("it stands elsewhere in the plan; move it on its own page."),
            )
            details = at.reader.section(row)
            own = at.reader.measures(at.sheets, "Section", code) if measures else ()
            details = replace(
                details, measures=own if measures or known is None else section_details(known).measures
            )
        except ValueError as refusal:
            at.problems.append(
                Problem(row.place, _("Section %(code)s: %(why)s") % {"code": code or "?", "why": refusal})
            )
            continue
        before = {} if known is None else plain_details(section_details(known))
        _note(at, _("Section %s") % code, before, plain_details(details))
        yield IncomingSection(details, within, known)


def _actions(at: _Comparing, rows: dict[str, Action], codes: set[str]) -> Iterator[IncomingAction]:
    refs = {row["Ref"] for row in at.sheets.of(layout.ACTIONS)} | set(rows)
    seen: set[str] = set()
    for row in at.sheets.of(layout.ACTIONS):
        ref = row["Ref"]
        known = rows.get(ref)
        try:
            _refuse_twice(ref, seen, "Ref")
            _refuse_if(
                row["Section"] not in codes,
                _("its section “%s” is neither in the plan nor in the file.") % row["Section"],
            )
            before = None if known is None else action_details(known)
            predecessors = row.listed("Predecessors")
            unknown = [each for each in predecessors if each not in refs or each == ref]
            _refuse_if(bool(unknown), _("it cannot wait for %s.") % ", ".join(unknown))
            details = at.reader.action(row, at.sheets, before)
        except ValueError as refusal:
            at.problems.append(
                Problem(row.place, _("Action %(ref)s: %(why)s") % {"ref": ref or "?", "why": refusal})
            )
            continue
        was = (
            {}
            if known is None or before is None
            else _plain_action(before, known.section.code, tuple(each.ref for each in before.predecessors))
        )
        _note(at, _("Action %s") % ref, was, _plain_action(details, row["Section"], predecessors))
        yield IncomingAction(details, row["Section"], predecessors, known)


def _plain_action(details: ActionDetails, section: str, predecessors: Iterable[str]) -> dict[str, Any]:
    return {**plain_details(details), "predecessors": sorted(predecessors), "section": section}


def _note(at: _Comparing, what: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Note what is created or changed; what differs in white space only, which a workbook folds, is the same."""
    was, now = differences(before, after)
    parts = tuple((name, was[name], now[name]) for name in now if _folded(was[name]) != _folded(now[name]))
    if not before:
        at.changes.append(Change(what, created=True, parts=tuple(each for each in parts if each[2])))
    elif parts:
        at.changes.append(Change(what, created=False, parts=parts))
    else:
        at.same += 1


def _folded(plain: Any) -> Any:
    if isinstance(plain, str):
        return " ".join(plain.split())
    if isinstance(plain, list):
        return [_folded(each) for each in plain]
    if isinstance(plain, dict):
        return {name: _folded(each) for name, each in plain.items()}
    return plain


class CannotTake(ValueError):
    """A row contradicts the plan or another row."""


def _refuse_if(wrong: bool, words: str) -> None:  # noqa: FBT001  # the condition that is refused
    if wrong:
        raise CannotTake(words)


def _refuse_twice(key: str, seen: set[str], heading: str) -> None:
    _refuse_if(not key, _("the cell under %s is empty.") % heading)
    _refuse_if(key in seen, _("it stands in the file twice."))
    seen.add(key)


def _orphans(at: _Comparing, codes: set[str], refs: set[str]) -> None:
    """Milestones and measures of nothing that is known."""
    for row in at.sheets.of(layout.MILESTONES):
        if row["Action"] not in refs:
            at.problems.append(Problem(row.place, _("There is no action “%s”.") % row["Action"]))
    for row in at.sheets.of(layout.MEASURES):
        section, action = row["Section"], row["Action"]
        if bool(section) == bool(action):
            at.problems.append(
                Problem(row.place, _("A measure belongs either to a section or to an action."))
            )
        elif (section and section not in codes) or (action and action not in refs):
            at.problems.append(Problem(row.place, _("There is no “%s”.") % (section or action)))
