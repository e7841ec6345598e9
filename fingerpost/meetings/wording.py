"""Bodies, deadlines and nations in words for pages and messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fingerpost.rules.meetings.bodies import BodyKind, Outcome
from fingerpost.rules.meetings.deadlines import Deadline
from fingerpost.rules.meetings.working_days import DayKind
from fingerpost.rules.nations import Nation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

BODY_KINDS: dict[BodyKind, StrOrPromise] = {
    BodyKind.EXECUTIVE: _("decides, as the executive"),
    BodyKind.COUNCIL: _("decides, as full council"),
    BodyKind.SCRUTINY: _("scrutinises"),
    BodyKind.MANAGEMENT: _("advises, and decides what is delegated"),
}
"""What a body of each kind does, after its name."""

DEADLINES: dict[Deadline, StrOrPromise] = {
    Deadline.FORWARD_PLAN: _("Notice of a key decision in the forward plan"),
    Deadline.DRAFT: _("Draft report to finance and legal"),
    Deadline.SIGN_OFF: _("Sign-off by finance and legal"),
    Deadline.MANAGEMENT: _("Report to the corporate management team"),
    Deadline.AGENDA: _("Agenda and reports published"),
    Deadline.DECISIONS: _("Decisions published"),
    Deadline.CALL_IN: _("Last day to call a decision in"),
}
"""What each deadline is called."""

OUTCOMES: dict[Outcome, StrOrPromise] = {
    Outcome.APPROVED: _("Approved as recommended"),
    Outcome.AMENDED: _("Approved with amendments"),
    Outcome.NOTED: _("Noted"),
    Outcome.REFERRED: _("Referred to another meeting"),
    Outcome.DEFERRED: _("Deferred"),
}
"""What a meeting did with a report."""

NATIONS: dict[Nation, StrOrPromise] = {
    Nation.ENGLAND: _("England"),
    Nation.WALES: _("Wales"),
    Nation.SCOTLAND: _("Scotland"),
    Nation.NORTHERN_IRELAND: _("Northern Ireland"),
}
"""What each nation is called."""

DAY_KINDS: dict[DayKind, StrOrPromise] = {
    DayKind.WORKING: _("Working days: neither weekends nor holidays count"),
    DayKind.CALENDAR: _("All days of the calendar"),
}
"""Which days count."""
