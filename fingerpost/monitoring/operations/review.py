"""Reviewing updates: accepting, sending back with a question, answering, agreeing to a better status."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction

from fingerpost.history.record import record
from fingerpost.monitoring.models import Period, Remark, Update, UpdateState
from fingerpost.monitoring.operations.updates import NotOpen
from fingerpost.rules import updates
from fingerpost.rules.plain import from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from fingerpost.people.models import Person


class RemarkKind(StrEnum):
    """What a turn in the conversation on an update is."""

    QUESTION = "question"
    ANSWER = "answer"
    ACCEPTED = "accepted"
    AGREED = "agreed to the declared status"


class NothingToReview(ValueError):
    """The update was not sent, or was reviewed already."""


class WithoutWords(ValueError):
    """A question or an answer without words."""


class NothingDeclared(ValueError):
    """The update declares no status to agree to."""


class OwnDeclaration(ValueError):
    """Whoever declares a status does not agree to it."""


def _sent(update: Update, *states: UpdateState) -> Update:
    """The update, locked. Refuses a closed period, and an update in another state."""
    if not Period.objects.select_for_update().filter(pk=update.period_id, closed_at=None).exists():
        raise NotOpen(f"{update.period} is closed.")
    update = Update.objects.select_for_update().select_related("action", "period").get(pk=update.pk)
    if update.state not in states:
        raise NothingToReview(
            f"The update of action {update.action.ref} is {update.state}; somebody may have dealt with it already."
        )
    return update


def _remark(update: Update, kind: RemarkKind, words: str, by: Person, at: datetime) -> Remark:
    return Remark.objects.create(update=update, kind=kind, by=by, at=at, words=words.strip())


def _label(update: Update) -> str:
    return f"Action {update.action.ref}, {update.period}"


@transaction.atomic
def accept(*, update: Update, by: Person, at: datetime, words: str = "") -> Update:
    """Accept a sent update as it is."""
    update = _sent(update, UpdateState.SENT)
    update.state = UpdateState.ACCEPTED
    update.version += 1
    update.save(update_fields=["state", "version"])
    _remark(update, RemarkKind.ACCEPTED, words, by, at)
    record(by=by, at=at, event="accepted an update", of=update.action, label=_label(update), why=words)
    return update


@transaction.atomic
def accept_all(*, updates: Iterable[Update], by: Person, at: datetime) -> int:
    """Accept several sent updates in one go; gives how many. Refuses all where one cannot be accepted."""
    return len([accept(update=each, by=by, at=at) for each in updates])


@transaction.atomic
def send_back(*, update: Update, question: str, by: Person, at: datetime) -> Update:
    """Send an update back with a question. What was sent stands until it is sent again."""
    if not question.strip():
        raise WithoutWords("Say what you ask.")
    update = _sent(update, UpdateState.SENT, UpdateState.ACCEPTED)
    update.state = UpdateState.SENT_BACK
    update.version += 1
    update.save(update_fields=["state", "version"])
    _remark(update, RemarkKind.QUESTION, question, by, at)
    record(
        by=by,
        at=at,
        event="sent an update back",
        of=update.action,
        label=_label(update),
        why=question.strip(),
    )
    return update


@transaction.atomic
def answer(*, update: Update, words: str, by: Person, at: datetime) -> Update:
    """Answer a question without another update; what was sent stands, and waits for review again."""
    if not words.strip():
        raise WithoutWords("Write an answer.")
    update = _sent(update, UpdateState.SENT_BACK)
    update.state = UpdateState.SENT
    update.version += 1
    update.save(update_fields=["state", "version"])
    _remark(update, RemarkKind.ANSWER, words, by, at)
    record(
        by=by, at=at, event="answered a question", of=update.action, label=_label(update), why=words.strip()
    )
    return update


@transaction.atomic
def agree(*, update: Update, by: Person, at: datetime) -> Update:
    """Agree, for the performance team, to a status that is better than the dates give; it counts from now on."""
    update = _sent(update, UpdateState.SENT, UpdateState.ACCEPTED)
    content = from_plain(updates.Update, update.content)
    if content.declared is None:
        raise NothingDeclared("The update declares no status.")
    if update.sent_by_id == by.pk:
        raise OwnDeclaration("Somebody else must agree to a status that you declared.")
    declared = replace(content.declared, agreed_by=by.shown)
    update.content = to_plain(replace(content, declared=declared))
    update.state = UpdateState.ACCEPTED
    update.version += 1
    update.save(update_fields=["content", "state", "version"])
    _remark(update, RemarkKind.AGREED, "", by, at)
    record(
        by=by,
        at=at,
        event="agreed to a better status",
        of=update.action,
        label=_label(update),
        after={"declared": to_plain(declared)},
    )
    return update
