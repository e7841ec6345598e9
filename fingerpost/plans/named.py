"""What may be named in a plan: the council's people, services, aims and risks, and the plan's own parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from fingerpost.people.models import Person, Service
from fingerpost.plans.models import Action, Aim, Risk, Section

if TYPE_CHECKING:
    from datetime import date

    from fingerpost.plans.models import Plan


@dataclass(frozen=True, slots=True)
class Named:
    """Everything that a form of a plan offers to choose from."""

    people: tuple[Person, ...]
    services: tuple[Service, ...]
    aims: tuple[Aim, ...]
    risks: tuple[Risk, ...]
    sections: tuple[Section, ...] = ()
    actions: tuple[Action, ...] = ()


def named_in(plan: Plan, day: date) -> Named:
    """What may be named on a day: people who are still here, services and risks that were not merged, and
    whoever or whatever the plan names already. Six queries.
    """
    council = plan.council_id
    here = Q(left_on=None) | Q(left_on__gte=day) | Q(pk__in=plan.actions.values("people__person"))
    heads = Q(pk__in=plan.sections.values("head")) | Q(pk__in=plan.sections.values("portfolio_holder"))
    linked = Q(pk__in=plan.actions.values("risks")) | Q(pk__in=plan.sections.values("risks"))
    return Named(
        people=tuple(Person.objects.filter(here | heads, council_id=council).select_related("service")),
        services=tuple(
            Service.objects.filter(
                Q(merged_into=None) | Q(pk__in=plan.actions.values("service")), council_id=council
            )
        ),
        aims=tuple(Aim.objects.filter(council_id=council)),
        risks=tuple(Risk.objects.filter(Q(merged_into=None) | linked, council_id=council)),
        sections=tuple(plan.sections.select_related("parent__parent")),
        actions=tuple(plan.actions.only("pk", "plan_id", "ref", "title")),
    )
