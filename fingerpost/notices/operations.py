"""What people do with notices: remind somebody by hand, and try a failed message again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.history.record import record
from fingerpost.notices import letters
from fingerpost.notices.facts import people_of, reach_of_mail, round_of
from fingerpost.notices.models import Message, MessageState
from fingerpost.notices.writing import actions_by_key, write
from fingerpost.people.models import Council
from fingerpost.rules.notices import NoticeKind

if TYPE_CHECKING:
    from datetime import datetime

    from fingerpost.monitoring.models import Period
    from fingerpost.people.models import Person


class NothingToRemindOf(ValueError):
    """The person owes no update."""


class RemindedToday(ValueError):
    """The person was reminded by hand today already."""


class NotFailed(ValueError):
    """Only a message that failed is tried again by hand."""


class CannotBeReached(ValueError):
    """Neither the person nor whoever acts for them has an address here."""


@transaction.atomic
def remind_now(*, person: Person, period: Period, by: Person, at: datetime) -> list[Message]:
    """Remind somebody of the updates that they owe for an open period; whoever acts for them while they are away.

    Refuses a second reminder on the same day, and one of nothing.
    """
    council = Council.objects.select_for_update().get(pk=period.plan.council_id)
    owed = [each.action for each in round_of(period, on=at.date()).silent if person.pk in each.leads]
    if not owed:
        raise NothingToRemindOf(f"{person.shown} owes no update for {period}.")
    people = people_of(council)
    key = f"{NoticeKind.BY_HAND} {period.pk} {person.pk} {at.date().isoformat()}"
    if Message.objects.filter(period=period, key=key).exists():
        raise RemindedToday(f"{person.shown} was reminded today already.")
    told = reach_of_mail(council, people, on=at.date()).instead_of(person.pk)
    if not told:
        raise CannotBeReached(f"{person.shown} has no address to which mail can go.")
    actions = list(actions_by_key(owed).values())
    written = [
        write(
            letters.about_the_month(NoticeKind.BY_HAND, people[each], actions, period, council=council),
            council=council,
            person=people[each],
            kind=NoticeKind.BY_HAND,
            key=key,
            at=at,
            period=period,
        )
        for each in told
    ]
    record(
        by=by,
        at=at,
        event="reminded by hand",
        of=period,
        label=f"{person.shown}, {period}",
        after={"told": [str(people[each]) for each in told], "actions": [str(each) for each in actions]},
    )
    return written


@transaction.atomic
def try_again(*, message: Message, by: Person, at: datetime) -> Message:
    """Put a failed message back in the outbox, to be tried at once. Refuses any other."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.state != MessageState.FAILED:
        raise NotFailed(f"This message is {message.state}; only one that failed is tried again.")
    message.state, message.attempts, message.next_try_at = MessageState.QUEUED, 0, at
    message.save(update_fields=["state", "attempts", "next_try_at"])
    record(by=by, at=at, event="tried a message again", of=message, label=message.subject)
    return message
