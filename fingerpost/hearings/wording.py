"""Outcomes, call-in and the forward plan in words for pages and messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fingerpost.hearings.models import CallInOutcome, LessNotice
from fingerpost.hearings.values import Force

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FORCES: dict[Force, StrOrPromise] = {
    Force.NOTHING: _("Nothing to put into force"),
    Force.IN_FORCE: _("In force"),
    Force.UNPUBLISHED: _("Not in force: the decisions are not published"),
    Force.OPEN: _("Not in force: open to call-in"),
    Force.DUE: _("Can come into force: the time for call-in has passed"),
    Force.CALLED_IN: _("Not in force: called in"),
    Force.FELL: _("Not in force: referred back after call-in"),
}
"""Where a decision stands."""

FORCE_COLOURS: dict[Force, str] = {
    Force.NOTHING: "grey",
    Force.IN_FORCE: "green",
    Force.UNPUBLISHED: "yellow",
    Force.OPEN: "yellow",
    Force.DUE: "blue",
    Force.CALLED_IN: "orange",
    Force.FELL: "red",
}
"""The colour of each tag; the word says it too."""

CALL_INS: dict[CallInOutcome, StrOrPromise] = {
    CallInOutcome.STANDS: _("The decision stands"),
    CallInOutcome.BACK: _("Referred back to the body that decided"),
}
"""What became of a call-in."""

LESS_NOTICE: dict[LessNotice, StrOrPromise] = {
    LessNotice.GENERAL: _("General exception (SI 2012/2089, regulation 10)"),
    LessNotice.URGENT: _("Special urgency (SI 2012/2089, regulation 11)"),
}
"""Why a key decision may be taken with less notice."""
