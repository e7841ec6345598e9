"""The plan grid: where does the whole plan stand? While the plan is drafted, its months are programmed here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fingerpost.people.access import page
from fingerpost.people.models import Person, Service
from fingerpost.plans.grid import Grid, GridRow, GridSection, grid_of
from fingerpost.plans.grid_markup import CLASS_OF_STATUS, boxes_markup, cells_markup, status_words
from fingerpost.plans.grid_pages import page_of
from fingerpost.plans.operations import ProgrammedMeanwhile, programme
from fingerpost.plans.rights import is_being_drafted, may_edit_everything
from fingerpost.plans.states import NotInThisState
from fingerpost.plans.views.loading import plan_of
from fingerpost.plans.views.plans import refused
from fingerpost.rules.classes import LETTER_OF_STATUS
from fingerpost.rules.months import Month, NotAMonth
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse, QueryDict
    from markupsafe import Markup

    from fingerpost.people.access import Access, CouncilRequest


class Choice(NamedTuple):
    """A list by which the grid is narrowed: its name in the address, its label, what it offers, what is chosen."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


class Shown(NamedTuple):
    """A row as the page shows it: the action, its address, and its cells."""

    row: GridRow
    address: str
    cells: Markup


class Heading(NamedTuple):
    """A section as the page shows it, with its rows."""

    section: GridSection
    rows: list[Shown]


@page(Act.READ_PLAN, methods=("GET", "POST"))
def grid(request: CouncilRequest, pk: int) -> HttpResponse:
    """Where does the whole plan stand?"""
    plan = plan_of(request, pk)
    whole = grid_of(plan)
    drafting = is_being_drafted(plan)
    editable = (
        _editable(request.access, whole) if drafting and request.access.may(Act.EDIT_PLAN) else frozenset()
    )
    ticked: Mapping[int, tuple[Month, ...]] = {}
    problem = ""
    status = 200
    if request.method == "POST":
        request.access.require(Act.EDIT_PLAN)
        if not drafting:
            return refused(request, plan, _("The programmed months are fixed once the plan is approved."))
        versions, ticked = _typed(request.POST, whole, editable)
        try:
            changed = programme(
                plan=plan, months=ticked, versions=versions, by=request.access.person, at=request.access.at
            )
        except NotInThisState as refusal:
            return refused(request, plan, str(refusal))
        except ProgrammedMeanwhile as refusal:
            problem, status = str(refusal), 422
            over = set(refusal.refs)
            ticked = {
                row.pk: ticked[row.pk] for row in whole.rows if row.pk in ticked and row.ref not in over
            }
        else:
            saved = ngettext("%(count)s action is changed.", "%(count)s actions are changed.", len(changed))
            messages.success(request, saved % {"count": len(changed)})
            return redirect(request.get_full_path())
    words = status_words(plan.status_words)
    choices = _choices(request, whole, {key.value: word for key, word in words.items()})
    text = request.GET.get("text", "").strip()
    narrowed = _narrowed(whole, {each.name: each.chosen for each in choices}, text)
    part = page_of(narrowed, request.GET)
    cells, boxes = cells_markup(words), boxes_markup(whole.months)
    address = _address(request.access.council.slug, drafting=drafting)
    headings = [
        Heading(
            section,
            [
                Shown(
                    row,
                    address.replace("/0/", f"/{row.pk}/"),
                    boxes(row, ticked.get(row.pk, row.programmed)) if row.pk in editable else cells(row),
                )
                for row in section.rows
            ],
        )
        for section in part.grid.sections
    ]
    return render(
        request,
        "plans/grid.html",
        {
            "plan": plan,
            "grid": narrowed,
            "headings": headings,
            "choices": choices,
            "text": text,
            "words": words,
            "letters": LETTER_OF_STATUS,
            "classes": CLASS_OF_STATUS,
            "part": part,
            "shown": len(narrowed.rows),
            "count": len(whole.rows),
            "highlighted": narrowed.highlighted,
            "editing": bool(editable),
            "versions": " ".join(f"{row.pk}:{row.version}" for row in part.grid.rows if row.pk in editable),
            "problem": problem,
            "levels": [each.capitalize() for each in plan.level_names],
        },
        status=status,
    )


def _editable(access: Access, grid: Grid) -> frozenset[int]:
    """The keys of the actions that the person may programme (as `rights.may_edit_action`, without a query)."""
    if may_edit_everything(access):
        return frozenset(row.pk for row in grid.rows)
    return frozenset(
        row.pk
        for section in grid.sections
        for row in section.rows
        if access.person_ids & (section.head_ids | set(row.lead_ids)) or row.service_id in access.service_ids
    )


def _typed(
    sent: QueryDict, grid: Grid, editable: frozenset[int]
) -> tuple[dict[int, int], dict[int, tuple[Month, ...]]]:
    """The versions that were read, and the months ticked for each action that was on the page and may be
    programmed; months outside the plan year stay.
    """
    versions: dict[int, int] = {}
    for each in sent.get("versions", "").split():
        key, _colon, version = each.partition(":")
        if key.isdecimal() and version.isdecimal() and int(key) in editable:
            versions[int(key)] = int(version)
    year = frozenset(grid.months)
    months = {
        row.pk: {each for each in row.programmed if each not in year}
        for row in grid.rows
        if row.pk in versions
    }
    for each in sent.getlist("m"):
        key, _dot, name = each.partition(".")
        try:
            month = Month.parse(name)
        except NotAMonth:
            continue
        if key.isdecimal() and int(key) in months and month in year:
            months[int(key)].add(month)
    return versions, {key: tuple(sorted(each)) for key, each in months.items()}


def _choices(request: CouncilRequest, grid: Grid, words: Mapping[str, str]) -> list[Choice]:
    lead_ids = {key for row in grid.rows for key in row.lead_ids}
    service_ids = {row.service_id for row in grid.rows if row.service_id}
    offered = [
        ("section", _("Section"), [(str(each.pk), f"{each.code} {each.title}") for each in grid.sections]),
        ("lead", _("Lead"), [(str(each.pk), each.shown) for each in Person.objects.filter(pk__in=lead_ids)]),
        (
            "service",
            _("Service"),
            [(str(each.pk), each.name) for each in Service.objects.filter(pk__in=service_ids)],
        ),
    ]
    if grid.closed is not None:
        offered.append(
            (
                "status",
                _("Status"),
                [("highlighted", _("highlighted")), *((key, word) for key, word in words.items())],
            )
        )
    return [Choice(name, label, options, request.GET.get(name, "")) for name, label, options in offered]


def _narrowed(grid: Grid, chosen: Mapping[str, str], text: str) -> Grid:
    """The grid with only the rows that fit what is chosen, and the sections that hold any of them."""
    if not (text or any(chosen.values())):
        return grid
    wanted = text.casefold()

    def fits(row: GridRow) -> bool:
        status = chosen.get("status")
        return (
            (not chosen["lead"] or chosen["lead"] in map(str, row.lead_ids))
            and (not chosen["service"] or chosen["service"] == str(row.service_id))
            and (not status or (row.highlighted if status == "highlighted" else row.status == status))
            and (not wanted or wanted in f"{row.ref} {row.title} {row.leads}".casefold())
        )

    kept = [
        replace(section, rows=tuple(row for row in section.rows if fits(row)))
        for section in grid.sections
        if not chosen["section"] or chosen["section"] in map(str, section.path)
    ]
    filled = {key for section in kept if section.rows for key in section.path}
    return replace(grid, sections=tuple(section for section in kept if section.pk in filled))


def _address(slug: str, *, drafting: bool) -> str:
    """The address of an action's page, for the key 0: where it is written, or from going live on its whole story."""
    return reverse("plans:action" if drafting else "monitoring:action", kwargs={"council": slug, "pk": 0})
