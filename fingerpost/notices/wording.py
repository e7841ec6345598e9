"""What kinds and states of messages are called on pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from fingerpost.notices.models import MessageState
from fingerpost.rules.notices import NoticeKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KINDS: dict[NoticeKind, StrOrPromise] = {
    NoticeKind.OPENED: gettext_lazy("Month opened"),
    NoticeKind.BEFORE: gettext_lazy("Due soon"),
    NoticeKind.DUE_TODAY: gettext_lazy("Due today"),
    NoticeKind.OVERDUE: gettext_lazy("Overdue"),
    NoticeKind.TO_HEAD: gettext_lazy("Silence, to the head of service"),
    NoticeKind.TO_CMT: gettext_lazy("Silence, to the corporate management team"),
    NoticeKind.BY_HAND: gettext_lazy("Reminder by hand"),
    NoticeKind.QUESTIONS: gettext_lazy("Sent back with a question"),
    NoticeKind.DECISIONS: gettext_lazy("Decision on a request"),
    NoticeKind.DEADLINES: gettext_lazy("Deadline of a meeting"),
    NoticeKind.CIRCULATED: gettext_lazy("Report sent"),
    NoticeKind.ASKED: gettext_lazy("What Members ask"),
    NoticeKind.ANSWERED: gettext_lazy("Answer to a Member"),
}

STATES: dict[MessageState, StrOrPromise] = {
    MessageState.QUEUED: gettext_lazy("Waiting"),
    MessageState.SENDING: gettext_lazy("Being sent"),
    MessageState.SENT: gettext_lazy("Sent"),
    MessageState.FAILED: gettext_lazy("Failed"),
}

STATE_COLOURS: dict[MessageState, str] = {
    MessageState.QUEUED: "yellow",
    MessageState.SENDING: "yellow",
    MessageState.SENT: "green",
    MessageState.FAILED: "red",
}
"""The colour of each state's tag; the word says it too."""
