"""What people read about requests: kinds, states, moves, parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fingerpost.rules.scrutiny import ScrutinyKind, ScrutinyState

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

KINDS: dict[ScrutinyKind, StrOrPromise] = {
    ScrutinyKind.QUESTION: _("Question"),
    ScrutinyKind.REQUEST: _("Request"),
    ScrutinyKind.RECOMMENDATION: _("Recommendation"),
    ScrutinyKind.UNDERTAKING: _("Undertaking"),
    ScrutinyKind.DISPUTE: _("Dispute of a rating"),
}
"""What each kind is called."""

MEANINGS: dict[ScrutinyKind, StrOrPromise] = {
    ScrutinyKind.QUESTION: _("Something to be answered."),
    ScrutinyKind.REQUEST: _("Information to be given, or something to be done."),
    ScrutinyKind.RECOMMENDATION: _("What a body of Members recommends to Cabinet."),
    ScrutinyKind.UNDERTAKING: _("What an officer or a portfolio holder promised to do."),
    ScrutinyKind.DISPUTE: _("A rating in a report that a Member holds to be wrong."),
}
"""One sentence on each kind."""

STATES: dict[ScrutinyState, StrOrPromise] = {
    ScrutinyState.ASKED: _("Asked"),
    ScrutinyState.ANSWERED: _("Answered"),
    ScrutinyState.SATISFIED: _("Accepted as answered"),
    ScrutinyState.NOT_SATISFIED: _("Not satisfied"),
    ScrutinyState.MET: _("Met"),
    ScrutinyState.DECLINED: _("Declined"),
    ScrutinyState.MADE: _("Made"),
    ScrutinyState.ACCEPTED: _("Accepted"),
    ScrutinyState.PARTLY: _("Accepted in part"),
    ScrutinyState.REJECTED: _("Rejected"),
    ScrutinyState.IMPLEMENTED: _("Implemented"),
    ScrutinyState.NOT_IMPLEMENTED: _("Not implemented"),
    ScrutinyState.GIVEN: _("Given"),
    ScrutinyState.KEPT: _("Kept"),
    ScrutinyState.NOT_KEPT: _("Not kept"),
    ScrutinyState.RELEASED: _("Released"),
    ScrutinyState.RAISED: _("Raised"),
    ScrutinyState.UPHELD: _("Upheld"),
    ScrutinyState.NOT_UPHELD: _("Not upheld"),
    ScrutinyState.WITHDRAWN: _("Withdrawn"),
}
"""What each state is called."""

MOVES: dict[ScrutinyState, StrOrPromise] = {
    ScrutinyState.ANSWERED: _("Answer it"),
    ScrutinyState.SATISFIED: _("Accept the answer: it is settled"),
    ScrutinyState.NOT_SATISFIED: _("Say what is still missing: it waits for another answer"),
    ScrutinyState.MET: _("It is done, or the information is here"),
    ScrutinyState.DECLINED: _("Decline it, with the reason"),
    ScrutinyState.ACCEPTED: _("Cabinet accepts it"),
    ScrutinyState.PARTLY: _("Cabinet accepts it in part"),
    ScrutinyState.REJECTED: _("Cabinet rejects it, with the reason"),
    ScrutinyState.IMPLEMENTED: _("It is implemented"),
    ScrutinyState.NOT_IMPLEMENTED: _("It will not be implemented after all"),
    ScrutinyState.KEPT: _("The undertaking is kept"),
    ScrutinyState.NOT_KEPT: _("The undertaking was not kept"),
    ScrutinyState.RELEASED: _("Members no longer hold anybody to it"),
    ScrutinyState.UPHELD: _("Uphold it: the rating was wrong"),
    ScrutinyState.NOT_UPHELD: _("Do not uphold it: the rating stands"),
    ScrutinyState.WITHDRAWN: _("Withdraw it"),
}
"""Each move as whoever makes it chooses it."""

BY_PERSON: dict[ScrutinyKind, StrOrPromise] = {
    ScrutinyKind.QUESTION: _("To be answered by"),
    ScrutinyKind.REQUEST: _("To be met by"),
    ScrutinyKind.RECOMMENDATION: _("To be carried out by"),
    ScrutinyKind.UNDERTAKING: _("Given by"),
    ScrutinyKind.DISPUTE: _("To be answered by"),
}
"""What the owner is to each kind."""

_GOOD = {
    ScrutinyState.SATISFIED,
    ScrutinyState.MET,
    ScrutinyState.ANSWERED,
    ScrutinyState.ACCEPTED,
    ScrutinyState.PARTLY,
    ScrutinyState.IMPLEMENTED,
    ScrutinyState.KEPT,
}
_WAITS = {ScrutinyState.ASKED, ScrutinyState.MADE, ScrutinyState.GIVEN, ScrutinyState.RAISED}
_BAD = {ScrutinyState.NOT_SATISFIED, ScrutinyState.NOT_KEPT, ScrutinyState.NOT_IMPLEMENTED}

STATE_COLOURS: dict[ScrutinyState, str] = {
    each: "green" if each in _GOOD else "yellow" if each in _WAITS else "red" if each in _BAD else "grey"
    for each in ScrutinyState
}
"""The colour of each state's tag; the word says it too."""
