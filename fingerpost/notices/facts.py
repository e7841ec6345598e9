"""From the database to the values that `rules.notices` judges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.timezone import localtime

from fingerpost.monitoring.closing import as_it_stands
from fingerpost.monitoring.models import Period
from fingerpost.people.council_settings import settings_of
from fingerpost.people.models import Delegation, Person, Service
from fingerpost.plans.models import Action
from fingerpost.rules.checks.month_to_close import RESTING
from fingerpost.rules.notices import Cadence, Reach, Round, Silent
from fingerpost.rules.roles import Role

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from fingerpost.people.models import Council


def open_periods(council: Council) -> QuerySet[Period]:
    """The open periods of a council, of all its plans."""
    rows = Period.objects.filter(plan__council=council, closed_at=None)
    return rows.select_related("plan__council").order_by("plan__code")


def round_of(period: Period, *, on: date) -> Round:
    """An open period with the actions of which an update is still owed on a day."""
    value = as_it_stands(period, on=on)
    owed = {
        each.ref
        for each in value.actions
        if each.highlight is not None and each.update is None and each.status not in RESTING
    }
    rows = Action.objects.filter(plan=period.plan, ref__in=owed).prefetch_related("people")
    silent = tuple(
        Silent(
            each.pk,
            tuple(link.person_id for link in each.people.all() if not link.deputy),
            each.service_id,
        )
        for each in rows
    )
    return Round(localtime(period.opened_at).date(), period.due_on, silent)


def cadence_of(council: Council) -> Cadence:
    """When the council wants its people to be told."""
    chosen = settings_of(council)
    return Cadence(chosen.reminder_days, chosen.escalate_days)


def people_of(council: Council) -> dict[int, Person]:
    """Everybody of a council by key, with their accounts."""
    return {each.pk: each for each in Person.objects.filter(council=council).select_related("user")}


def address_of(person: Person) -> str:
    """Where a person's mail goes; empty where there is no address."""
    return person.email or (person.user.email if person.user is not None else "")


def reach_of_mail(council: Council, people: dict[int, Person], *, on: date) -> Reach:
    """Whom mail can reach on a day, and who acts for whom."""
    away: dict[int, tuple[int, ...]] = {}
    lent = Delegation.objects.filter(person__council=council, first_day__lte=on, last_day__gte=on)
    for each in lent.order_by("pk"):
        away[each.person_id] = (*away.get(each.person_id, ()), each.to_id)
    heads = Service.objects.filter(council=council).values_list("pk", "head_id")
    return Reach(
        reachable=frozenset(key for key, each in people.items() if each.is_here(on) and address_of(each)),
        heads={service: head for service, head in heads if head},
        cmt=tuple(key for key, each in people.items() if Role.CMT in each.role_set),
        away=away,
    )
