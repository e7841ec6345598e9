"""Change requests as pages and messages read them: with everything they show, in a fixed number of queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from fingerpost.changes.models import ChangeRequest
from fingerpost.plans.models import Action, Section
from fingerpost.rules.changes import RequestState
from fingerpost.rules.roles import Act, Reach, reach_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from fingerpost.people.access import Access
    from fingerpost.people.models import Council
    from fingerpost.plans.models import Risk


def requests_of(council: Council) -> QuerySet[ChangeRequest]:
    """The requests of a council, with what `values.basis_now` and the pages need."""
    return (
        ChangeRequest.objects.filter(plan__council=council)
        .select_related("plan", "action__service", "action__section", "asked_by", "meeting__body", "into")
        .prefetch_related(
            "action__ledger_entries", "action__milestones", "action__people__person", "new_actions__lead"
        )
    )


def shown_to(access: Access) -> QuerySet[ChangeRequest]:
    """The requests that somebody sees: all but the drafts of others that they could not edit."""
    rows = requests_of(access.council)
    if reach_of(access.roles, Act.REQUEST_CHANGE) is Reach.ANY:
        return rows
    own = Q(asked_by__in=access.person_ids) | Q(action__people__person__in=access.person_ids)
    if reach_of(access.roles, Act.REQUEST_CHANGE) is Reach.SERVICE:
        own |= Q(action__service__in=access.service_ids)
    drafts = requests_of(access.council).filter(own, state=RequestState.DRAFT).order_by().values("pk")
    return rows.filter(~Q(state=RequestState.DRAFT) | Q(pk__in=drafts))


def actions_to_ask_about(access: Access) -> QuerySet[Action]:
    """The actions of live plans for which somebody may ask a change."""
    rows = Action.objects.filter(plan__council=access.council, plan__state="live").select_related("plan")
    reach = reach_of(access.roles, Act.REQUEST_CHANGE)
    if reach is Reach.ANY:
        return rows
    own = Q(people__person__in=access.person_ids)
    if reach is Reach.SERVICE:
        own |= Q(service__in=access.service_ids)
    return rows.filter(own).distinct()


def risks_touched(action: Action) -> list[Risk]:
    """The corporate risks that the action answers, itself or through a section above it."""
    sections = {
        each.pk: each for each in Section.objects.filter(plan_id=action.plan_id).prefetch_related("risks")
    }
    found = {each.pk: each for each in action.risks.all()}
    above: int | None = action.section_id
    while above is not None:
        found |= {each.pk: each for each in sections[above].risks.all()}
        above = sections[above].parent_id
    return list(found.values())
