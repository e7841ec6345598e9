"""Sends what stands in the outbox. Nothing is lost; twice only after a crash in mid-send, with the same Message-ID.

A message is SENDING in the database before the mail server is called, and SENT after it. Whoever makes that first
change has the message: it is one update of the row as it was (compare and set), which two workers cannot both make,
on any database. A message that stays SENDING past its time was left behind by a crash and is tried again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q

from fingerpost.notices.models import Message, MessageState

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

GIVEN_UP_AFTER = timedelta(minutes=10)
"""How long a message may be SENDING; the mail server's time-out is far shorter."""
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
"""How long to wait after each failure; after one more the message has FAILED."""


def waiting(at: datetime) -> QuerySet[Message]:
    """The messages to be tried now, the oldest first: queued ones, and those left behind in mid-send."""
    tried = Q(state__in=[MessageState.QUEUED, MessageState.SENDING], next_try_at__lte=at)
    return Message.objects.filter(tried).order_by("written_at", "pk")


def send_waiting(*, at: datetime, most: int = 500) -> tuple[int, int]:
    """Send what waits, at most so many; gives how many were sent and how many failed this time."""
    sent = failed = 0
    for message in waiting(at)[:most]:
        if take(message, at=at):
            if send(message, at=at):
                sent += 1
            else:
                failed += 1
    return sent, failed


def take(message: Message, *, at: datetime) -> bool:
    """Mark a message as being sent; whether we have it, and no other worker."""
    taken = Message.objects.filter(
        pk=message.pk, state=message.state, attempts=message.attempts, next_try_at=message.next_try_at
    ).update(state=MessageState.SENDING, attempts=message.attempts + 1, next_try_at=at + GIVEN_UP_AFTER)
    if taken:
        message.refresh_from_db()
    return bool(taken)


def send(message: Message, *, at: datetime) -> bool:
    """Hand a message that was taken to the mail server, and mark how that went; whether it was sent."""
    try:
        email_of(message).send()
    except Exception as problem:  # noqa: BLE001  # whatever a mail backend raises is a failure to be tried again
        _failed(message, problem, at=at)
        return False
    message.state, message.sent_at, message.problem = MessageState.SENT, at, ""
    message.save(update_fields=["state", "sent_at", "problem"])
    return True


def email_of(message: Message) -> EmailMessage:
    """The e-mail of a message, with its files."""
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    email = EmailMessage(
        message.subject, message.body, settings.DEFAULT_FROM_EMAIL, [message.address], headers=headers
    )
    for each in message.attachments.select_related("file"):
        email.attach(each.file.name, bytes(each.file.content), each.file.media_type.partition(";")[0])
    return email


def takes_attachments() -> bool:
    """Whether mail goes where files can go with it: GOV.UK Notify takes none."""
    return not settings.EMAIL_BACKEND.startswith("fingerpost.notices.notify.")


def _failed(message: Message, problem: Exception, *, at: datetime) -> None:
    message.problem = f"{type(problem).__name__}: {problem}"
    if message.attempts > len(PAUSES):
        message.state = MessageState.FAILED
    else:
        message.state = MessageState.QUEUED
        message.next_try_at = at + PAUSES[message.attempts - 1]
    message.save(update_fields=["state", "next_try_at", "problem"])
