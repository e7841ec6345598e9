"""Handing the actions of somebody who leaves, or takes up other work, to a colleague: all in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.plans.models import Action
from fingerpost.plans.operations.actions import set_people
from fingerpost.plans.operations.holding import refuse_others

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from fingerpost.people.models import Person


class NobodyToHandTo(ValueError):
    """The actions would go to whoever has them, or to somebody who has left."""


class NotTheirs(ValueError):
    """Some of the actions are not the person's any more."""


@transaction.atomic
def hand_over(
    *, person: Person, to: Person, actions: Collection[Action], by: Person, at: datetime, why: str = ""
) -> int:
    """Put somebody in another's place on these actions, as lead or deputy, in the order that stood; gives how many.

    Whoever takes over is named once on each action: a deputy who becomes lead is no longer deputy. Refuses all
    where one is no longer the person's, is in a closed plan or was handed over meanwhile; what was sent stays
    under the name of who sent it.
    """
    refuse_others(by.council_id, (person, to))
    if to.pk == person.pk or not to.is_here(at.date()):
        raise NobodyToHandTo(f"{to.shown} cannot take over from {person.shown}.")
    held = {each.pk: each for each in Action.objects.filter(pk__in=[each.pk for each in actions])}
    for action in sorted(held.values(), key=lambda each: (each.plan_id, each.place)):
        named = list(action.people.select_related("person"))
        if all(each.person_id != person.pk for each in named):
            raise NotTheirs(f"Action {action.ref} is not {person.shown}’s any more.")
        leads = [to if each.person_id == person.pk else each.person for each in named if not each.deputy]
        deputies = [to if each.person_id == person.pk else each.person for each in named if each.deputy]
        leads = list(dict.fromkeys(leads))
        set_people(
            action=action,
            leads=leads,
            deputies=[each for each in dict.fromkeys(deputies) if each not in leads],
            by=by,
            at=at,
            why=why,
        )
    return len(held)
