"""Delegation while away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.history.record import record
from fingerpost.people.models import Delegation, Person
from fingerpost.rules.months import day_name

if TYPE_CHECKING:
    from datetime import date, datetime


class NotToThem(ValueError):
    """Only a colleague who is here in all the time can act for somebody."""


class DaysOutOfOrder(ValueError):
    """The last day is before the first, or over."""


class AlreadyDelegated(ValueError):
    """Somebody acts for this person on some of these days already."""


@transaction.atomic
def delegate(
    *, person: Person, to: Person, first_day: date, last_day: date, by: Person, at: datetime
) -> Delegation:
    """Let `to` act for `person` from the first to the last day, on their own actions and as head of their services.

    Refuses days on which somebody else acts for the person already, or somebody who is of another council,
    cannot sign in, or has left by then.
    """
    # Both are locked: two delegations cannot pass each other, and nobody leaves meanwhile.
    both = {each.pk: each for each in Person.objects.select_for_update().filter(pk__in=[person.pk, to.pk])}
    person, to = both[person.pk], both[to.pk]
    if last_day < first_day:
        raise DaysOutOfOrder("The last day away must be on or after the first.")
    if last_day < at.date():
        raise DaysOutOfOrder("The last day away is over.")
    if to.pk == person.pk or to.council_id != person.council_id:
        raise NotToThem("Choose a colleague.")
    if to.user_id is None or not to.is_here(last_day):
        raise NotToThem(f"{to} cannot sign in on all of these days.")
    overlapping = person.delegations.filter(first_day__lte=last_day, last_day__gte=first_day).first()
    if overlapping is not None:
        raise AlreadyDelegated(
            f"{overlapping.to} acts for {person} from {day_name(overlapping.first_day)} to "
            f"{day_name(overlapping.last_day)} already."
        )
    made = Delegation.objects.create(person=person, to=to, first_day=first_day, last_day=last_day)
    record(
        by=by,
        at=at,
        event="delegated while away the work of",
        of=person,
        label=person.name,
        after={"to": to.name, "first_day": first_day.isoformat(), "last_day": last_day.isoformat()},
    )
    return made


@transaction.atomic
def end_delegation(*, delegation: Delegation, by: Person, at: datetime) -> None:
    """End a delegation now: one that has not begun is taken back, another was in force until yesterday."""
    standing = Delegation.objects.select_for_update().select_related("person", "to").get(pk=delegation.pk)
    person, to = standing.person, standing.to
    before = {"to": to.name, "last_day": standing.last_day.isoformat()}
    standing.delete()
    record(
        by=by,
        at=at,
        event="ended the delegation of",
        of=person,
        label=person.name,
        before=before,
    )
