"""The plan grid as values: every action with its months, read by a fixed number of queries as plain rows.

A grid of 150 actions has about 2,000 cells, so rows are tuples and not instances, and a cell's markup is made
once for each kind of cell (`grid_markup`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.plans.models import Action, ActionPerson, LedgerEntry, Section
from fingerpost.rules.classes import Status
from fingerpost.rules.dates.ledger import Revision
from fingerpost.rules.months import Month, Period
from fingerpost.rules.plain import from_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fingerpost.plans.models import Plan


class CellKind(NamedTuple):
    """What a month of an action shows: whether it was programmed at first, reprogrammed, the status with which
    a period ending in it was closed, and whether it is of the period that is open.
    """

    original: bool
    reprogrammed: bool
    status: Status | None
    now: bool


@dataclass(frozen=True, slots=True)
class GridRow:
    """An action of the grid. `status` is that of the last closed period, `highlighted` whether it counted there."""

    pk: int
    ref: str
    title: str
    section_id: int
    service_id: int | None
    version: int
    programmed: tuple[Month, ...]
    cells: tuple[CellKind, ...]
    lead_ids: tuple[int, ...]
    leads: str
    ongoing: bool
    status: Status | None = None
    highlighted: bool = False


@dataclass(frozen=True, slots=True)
class GridSection:
    """A section of the grid with the actions that stand in it itself."""

    pk: int
    code: str
    title: str
    level: int
    head_ids: frozenset[int]
    """The keys of those who head it or a section above."""
    path: tuple[int, ...]
    """The keys of the sections above it and its own."""
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A plan as rows and months. `closed` is the last closed period, `opened` the one that is open."""

    months: tuple[Month, ...]
    sections: tuple[GridSection, ...]
    closed: Period | None
    opened: Period | None

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """Every row, in the order of the plan."""
        return tuple(row for section in self.sections for row in section.rows)

    @property
    def highlighted(self) -> int:
        """How many of the actions counted in the last closed period."""
        return sum(row.highlighted for row in self.rows)


def grid_of(plan: Plan) -> Grid:
    """The whole plan as a grid; seven queries, whatever its size."""
    months = tuple(plan.year)
    periods = list(plan.periods.order_by("first").values_list("first", "last", "closed_at"))
    opened = next((Period(first, last) for first, last, at in periods if at is None), None)
    closed = [Period(first, last) for first, last, at in periods if at is not None]
    last_closed = closed[-1] if closed else None
    statuses, highlighted = _closed_months(plan, last_closed)
    reprogrammed = _reprogrammed(plan)
    people = _leads(plan)
    now = frozenset(opened or ())
    rows: defaultdict[int, list[GridRow]] = defaultdict(list)
    fields = ("pk", "ref", "title", "section_id", "service_id", "version", "programmed", "ongoing")
    for pk, ref, title, section_id, service_id, version, programmed, ongoing in (
        Action.objects.filter(plan=plan).order_by("place").values_list(*fields)
    ):
        moved = reprogrammed.get(pk, frozenset())
        was = statuses.get(pk, {})
        leads = people.get(pk, ())
        rows[section_id].append(
            GridRow(
                pk, ref, title, section_id, service_id, version, programmed,
                tuple(CellKind(each in programmed, each in moved, was.get(each), each in now) for each in months),
                tuple(key for key, _ in leads),
                ", ".join(name for _, name in leads),
                ongoing,
                was.get(last_closed.last) if last_closed else None,
                pk in highlighted,
            )
        )  # fmt: skip
    return Grid(months, _sections(plan, rows), last_closed, opened)


def _sections(plan: Plan, rows: Mapping[int, list[GridRow]]) -> tuple[GridSection, ...]:
    sections: dict[int, GridSection] = {}
    fields = ("pk", "parent_id", "code", "title", "level", "head_id")
    for pk, parent_id, code, title, level, head_id in (
        Section.objects.filter(plan=plan).order_by("place").values_list(*fields)
    ):
        above = sections.get(parent_id) if parent_id else None
        heads = (above.head_ids if above else frozenset()) | ({head_id} if head_id else frozenset())
        path = (*(above.path if above else ()), pk)
        sections[pk] = GridSection(pk, code, title, level, heads, path, tuple(rows.get(pk, ())))
    return tuple(sections.values())


def _closed_months(plan: Plan, last: Period | None) -> tuple[dict[int, dict[Month, Status]], frozenset[int]]:
    """The status of each action by the last month of each closed period, and which counted in the last one."""
    statuses: defaultdict[int, dict[Month, Status]] = defaultdict(dict)
    highlighted: set[int] = set()
    if last is not None:
        closed = Action.objects.filter(plan=plan, months__isnull=False)
        for pk, month, status, highlight in closed.values_list(
            "pk", "months__period__last", "months__status", "months__highlight"
        ):
            statuses[pk][month] = Status(status)
            if highlight and month == last.last:
                highlighted.add(pk)
    return statuses, frozenset(highlighted)


def _reprogrammed(plan: Plan) -> dict[int, frozenset[Month]]:
    """The months into which each action was ever reprogrammed."""
    months: defaultdict[int, set[Month]] = defaultdict(set)
    for pk, revision in LedgerEntry.objects.filter(action__plan=plan).values_list("action_id", "revision"):
        months[pk].update(from_plain(Revision, revision).reprogrammed_months)
    return {pk: frozenset(each) for pk, each in months.items()}


def _leads(plan: Plan) -> dict[int, tuple[tuple[int, str], ...]]:
    """The leads of each action in order: key, and initials or name."""
    leads: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = ActionPerson.objects.filter(action__plan=plan, deputy=False).order_by("place", "pk")
    fields = (
        "action_id",
        "person_id",
        "person__initials",
        "person__name",
        "person__post",
        "person__name_retired",
    )
    for pk, person_id, initials, name, post, retired in rows.values_list(*fields):
        leads[pk].append((person_id, post if retired and post else initials or name))
    return {pk: tuple(each) for pk, each in leads.items()}
