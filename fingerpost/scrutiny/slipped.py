"""The actions that slipped in the last closed month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from fingerpost.monitoring.models import ActionMonth, Period
from fingerpost.rules.classes import LATE_CLASSES

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fingerpost.people.models import Council


def slipped_last(council: Council) -> QuerySet[ActionMonth]:
    """How each action stood that was amber or red in the last closed month of its plan, in the order of the plan."""
    last = (
        Period.objects.filter(plan=OuterRef("period__plan"))
        .exclude(closed_at=None)
        .order_by("-first")
        .values("pk")
    )
    return (
        ActionMonth.objects.filter(
            period__plan__council=council,
            period=Subquery(last[:1]),
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
