"""The months of all plans of a council in one list: open, closed, and known from old reports only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Prefetch
from django.utils.translation import gettext_lazy as _

from fingerpost.govuk.lists import Choice, Column, listing
from fingerpost.monitoring.models import Period
from fingerpost.plans.models import Plan
from fingerpost.rules.months import Month

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fingerpost.govuk.lists import Listing
    from fingerpost.people.models import Council

STATES = {"open": _("Open"), "closed": _("Closed"), "published": _("As published in an old report")}
"""What a month of the list can be."""


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month of a plan as a list shows it.

    `version` is 0 where nothing is frozen; `of` is its period or published month.
    """

    plan: Plan
    first: Month
    state: str
    version: int
    of: Any


def months_listed(
    council: Council, asked: Mapping[str, str], *, name: str = "", beside: Listing[Any] | None = None
) -> Listing[MonthRow]:
    """The months of a council, the newest first, as the query string asks for them; three queries."""
    plans = Plan.objects.filter(council=council).prefetch_related(
        Prefetch("periods", Period.objects.annotate(version=Max("snapshots__version"))), "published_months"
    )
    return listing(
        [row for plan in plans for row in _months_of(plan)],
        asked,
        filters=(
            Choice("plan", _("Plan"), [(str(each.pk), each.title) for each in plans], "plan.pk"),
            Choice("state", _("State"), list(STATES.items()), "state"),
        ),
        columns=(
            Column("month", _("Month"), ("first", "plan.code")),
            Column("plan", _("Plan"), ("plan.title", "first")),
            Column("state", _("State"), ("state", "first")),
            Column("version", _("Version"), ("version", "first"), numeric=True),
        ),
        sort="-month",
        name=name,
        beside=beside,
    )


def _months_of(plan: Plan) -> Iterator[MonthRow]:
    for each in plan.periods.all():
        each.plan = plan
        version = each.version or 0  # type: ignore[attr-defined]  # annotated above
        yield MonthRow(plan, each.first, "open" if each.is_open else "closed", version, each)
    for published in plan.published_months.all():
        yield MonthRow(plan, Month.parse(published.month), "published", 0, published)
