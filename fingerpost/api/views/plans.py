"""Plans, sections, actions, services."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import HttpResponse
from ninja import Query, Router

from fingerpost.api.door import ApiRequest, Token, given, reads
from fingerpost.api.paging import page_of
from fingerpost.api.shapes.common import (
    Key,
    Page,
    Paging,
    person_or_none,
)
from fingerpost.api.shapes.plans import (
    ActionFilters,
    ActionShape,
    PlanFilters,
    PlanShape,
    SectionFilters,
    SectionShape,
    ServiceShape,
)
from fingerpost.api.standings import Known, PeriodsNow, periods_now
from fingerpost.people.access import found
from fingerpost.people.models import Council, Service
from fingerpost.plans.grid_markup import status_words
from fingerpost.plans.models import Action, Plan, PlanState, Section
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

router = Router(tags=["Plans"])


@router.get("/plans", auth=Token(Act.READ_PLAN), response=reads(Page[PlanShape]), operation_id="plans")
def plans(request: ApiRequest, filters: Query[PlanFilters]) -> HttpResponse:
    """The council’s plans, the latest first."""
    council = request.access.council
    rows = Plan.objects.filter(council=council).order_by("-first_month", "code", "pk")
    if filters.state is not None:
        rows = rows.filter(state=filters.state)
    now = periods_now(council)
    return given(page_of(request, rows, filters, lambda some: [plan_shape(each, now) for each in some]))


@router.get("/plans/{plan}", auth=Token(Act.READ_PLAN), response=reads(PlanShape), operation_id="plan")
def plan(request: ApiRequest, plan: Key) -> HttpResponse:
    """One plan."""
    council = request.access.council
    return given(plan_shape(found(Plan.objects.filter(council=council), pk=plan), periods_now(council)))


@router.get(
    "/plans/{plan}/sections",
    auth=Token(Act.READ_PLAN),
    response=reads(Page[SectionShape]),
    operation_id="sections",
)
def sections(request: ApiRequest, plan: Key, filters: Query[SectionFilters]) -> HttpResponse:
    """The sections of a plan, in their order."""
    chosen = found(Plan.objects.filter(council=request.access.council), pk=plan)
    rows = (
        Section.objects.filter(plan=chosen)
        .select_related("head", "portfolio_holder")
        .prefetch_related("risks", "aims")
        .order_by("place", "pk")
    )
    if filters.level is not None:
        rows = rows.filter(level=filters.level)
    return given(page_of(request, rows, filters, lambda some: [section_shape(each) for each in some]))


@router.get("/actions", auth=Token(Act.READ_PLAN), response=reads(Page[ActionShape]), operation_id="actions")
def actions(request: ApiRequest, filters: Query[ActionFilters]) -> HttpResponse:
    """The actions of the council’s plans with how each stands now, in the order of the plans."""
    access = request.access
    order = ("-plan__first_month", "plan__code", "place", "pk")
    chosen = dict(_asked_for(access.council, filters).order_by(*order).values_list("pk", "plan_id"))
    known = Known(access.council, on=access.at.date())
    keys = list(chosen)
    if filters.status is not None:
        standing = known.standings(set(chosen.values()))
        keys = [key for key in keys if key in standing and standing[key].status is filters.status]

    def shaped(some: "Sequence[int]") -> list[ActionShape]:
        shapes = known.shapes({key: chosen[key] for key in some})
        return [shapes[key] for key in some]

    return given(page_of(request, keys, filters, shaped))


@router.get(
    "/actions/{action}", auth=Token(Act.READ_PLAN), response=reads(ActionShape), operation_id="action"
)
def action(request: ApiRequest, action: Key) -> HttpResponse:
    """One action, with how it stands now."""
    access = request.access
    chosen = found(Action.objects.filter(plan__council=access.council).only("plan_id"), pk=action)
    known = Known(access.council, on=access.at.date())
    return given(known.shapes({chosen.pk: chosen.plan_id})[chosen.pk])


@router.get(
    "/services", auth=Token(Act.READ_PLAN), response=reads(Page[ServiceShape]), operation_id="services"
)
def services(request: ApiRequest, filters: Query[Paging]) -> HttpResponse:
    """The council’s services, but for those that were merged into others."""
    rows = Service.objects.filter(council=request.access.council, merged_into=None).select_related("head")

    def shaped(some: "Sequence[Service]") -> list[ServiceShape]:
        return [ServiceShape.of(each, head=person_or_none(each.head)) for each in some]

    return given(page_of(request, rows.order_by("name", "pk"), filters, shaped))


def _asked_for(council: Council, filters: ActionFilters) -> "QuerySet[Action]":
    """The actions that fit the filters, but for their status, which is worked out."""
    rows = Action.objects.filter(plan__council=council)
    if filters.plan is not None:
        rows = rows.filter(plan=filters.plan)
    if filters.section is not None:
        below = Q(section=filters.section) | Q(section__parent=filters.section)
        rows = rows.filter(below | Q(section__parent__parent=filters.section))
    if filters.service is not None:
        rows = rows.filter(service=filters.service)
    if filters.lead is not None:
        rows = rows.filter(people__person=filters.lead, people__deputy=False)
    if filters.text:
        words = filters.text
        named = Action.objects.filter(people__person__name__icontains=words, people__deputy=False)
        rows = rows.filter(Q(ref__icontains=words) | Q(title__icontains=words) | Q(pk__in=named.values("pk")))
    return rows


def plan_shape(plan: Plan, now: PeriodsNow) -> PlanShape:
    """A plan as the API gives it."""
    opened, closed = now.opened.get(plan.pk), now.closed.get(plan.pk)
    return PlanShape(
        id=plan.pk,
        code=plan.code,
        title=plan.title,
        state=PlanState(plan.state),
        first_month=str(plan.first_month),
        last_month=str(plan.last_month),
        level_names=plan.level_names,
        cycle_months=plan.cycle_months,
        status_words=status_words(plan.status_words),
        live_on=plan.live_on,
        open_period=opened.pk if opened else None,
        last_closed_period=closed.pk if closed else None,
        version=plan.version,
    )


def section_shape(section: Section) -> SectionShape:
    """A section as the API gives it."""
    return SectionShape(
        id=section.pk,
        plan=section.plan_id,
        parent=section.parent_id,
        code=section.code,
        number=section.number,
        title=section.title,
        level=section.level,
        outcome=section.outcome,
        head=person_or_none(section.head),
        portfolio_holder=person_or_none(section.portfolio_holder),
        risks=[each.code for each in section.risks.all()],
        aims=[each.code for each in section.aims.all()],
    )
