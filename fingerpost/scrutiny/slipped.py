"""The actions that slipped in the last closed month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from fingerpost.monitoring.models import ActionMonth, Period
from fingerpost.plans.models import PlanState
from fingerpost.rules.classes import LATE_CLASSES

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fingerpost.people.models import Council


def slipped_last(council: Council) -> QuerySet[ActionMonth]:
    """How each action stood that was amber or red in the last closed month of its plan, in the order of the plan.

    A plan that is closed itself asks for no statement any more.
    """
    last = (
        Period.objects.filter(plan=OuterRef("plan")).exclude(closed_at=None).order_by("-first").values("pk")
    )
    periods = Period.objects.filter(plan__council=council, pk=Subquery(last[:1])).exclude(
        plan__state=PlanState.CLOSED
    )
    return (
        ActionMonth.objects.filter(
            period__in=periods.order_by().values("pk"),
            status_class__in=sorted(LATE_CLASSES),
        )
        .select_related(
            "period",
            "action__plan",
            "action__section__portfolio_holder",
            "action__section__parent__portfolio_holder",
            "action__section__parent__parent__portfolio_holder",
        )
        .order_by("period__plan", "action__place")
    )
