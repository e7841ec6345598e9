"""What Members ask and what becomes of it: kinds, their states as tables, who may move them, and what a report prints.

Nothing that was asked is ever lost: a request waits until it is answered, and every move says so in words. May
this person move it is asked of `Party`; whether the state allows it, of `LIVES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from fingerpost.rules.classes import Status
from fingerpost.rules.roles import Act
from fingerpost.rules.said import said

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

DAYS_TO_ANSWER = 28
"""Within how many days a request is answered where no meeting waits for it."""

REMINDER_DAYS = (-7, -1, 1)
"""On which days, counted from the day on which the answer is due, whoever is to answer is reminded."""


class ScrutinyKind(StrEnum):
    """What kind of thing a Member, or a body of Members, asked for or was promised."""

    QUESTION = said("question")
    REQUEST = said("request")
    RECOMMENDATION = said("recommendation")
    UNDERTAKING = said("undertaking")
    DISPUTE = said("dispute")


class ScrutinyState(StrEnum):
    """Where it stands."""

    ASKED = said("asked")
    ANSWERED = said("answered")
    SATISFIED = said("accepted as answered")
    NOT_SATISFIED = said("not satisfied")
    MET = said("met")
    DECLINED = said("declined")
    MADE = said("made")
    ACCEPTED = said("accepted")
    PARTLY = said("accepted in part")
    REJECTED = said("rejected")
    IMPLEMENTED = said("implemented")
    NOT_IMPLEMENTED = said("not implemented")
    GIVEN = said("given")
    KEPT = said("kept")
    NOT_KEPT = said("not kept")
    RELEASED = said("released")
    RAISED = said("raised")
    UPHELD = said("upheld")
    NOT_UPHELD = said("not upheld")
    WITHDRAWN = said("withdrawn")


class Party(StrEnum):
    """Who has to do with a request."""

    ASKER = said("whoever asked")
    OWNER = said("whoever is to answer")
    RECORDER = said("whoever keeps the record of meetings")


ACT_OF: dict[Party, Act] = {
    Party.ASKER: Act.ASK,
    Party.OWNER: Act.ANSWER,
    Party.RECORDER: Act.RECORD_REQUEST,
}
"""What one must be allowed to do to move a request as this party; whoever asked, and whoever is to answer, theirs only."""

Moves = dict[ScrutinyState, dict[ScrutinyState, frozenset[Party]]]

_ASKER = frozenset({Party.ASKER, Party.RECORDER})
_OWNER = frozenset({Party.OWNER, Party.RECORDER})
_RECORDER = frozenset({Party.RECORDER})

_S = ScrutinyState

LIVES: dict[ScrutinyKind, Moves] = {
    ScrutinyKind.QUESTION: {
        _S.ASKED: {_S.ANSWERED: _OWNER, _S.WITHDRAWN: _ASKER},
        _S.ANSWERED: {_S.SATISFIED: _ASKER, _S.NOT_SATISFIED: _ASKER},
        _S.NOT_SATISFIED: {_S.ANSWERED: _OWNER, _S.WITHDRAWN: _ASKER},
        _S.SATISFIED: {},
        _S.WITHDRAWN: {},
    },
    ScrutinyKind.REQUEST: {
        _S.ASKED: {_S.MET: _OWNER, _S.DECLINED: _OWNER, _S.WITHDRAWN: _ASKER},
        _S.MET: {_S.SATISFIED: _ASKER, _S.NOT_SATISFIED: _ASKER},
        _S.DECLINED: {_S.SATISFIED: _ASKER, _S.NOT_SATISFIED: _ASKER},
        _S.NOT_SATISFIED: {_S.MET: _OWNER, _S.DECLINED: _OWNER, _S.WITHDRAWN: _ASKER},
        _S.SATISFIED: {},
        _S.WITHDRAWN: {},
    },
    ScrutinyKind.RECOMMENDATION: {
        _S.MADE: {
            _S.ACCEPTED: _RECORDER,
            _S.PARTLY: _RECORDER,
            _S.REJECTED: _RECORDER,
            _S.WITHDRAWN: _RECORDER,
        },
        _S.ACCEPTED: {_S.IMPLEMENTED: _OWNER, _S.NOT_IMPLEMENTED: _OWNER},
        _S.PARTLY: {_S.IMPLEMENTED: _OWNER, _S.NOT_IMPLEMENTED: _OWNER},
        _S.REJECTED: {},
        _S.IMPLEMENTED: {},
        _S.NOT_IMPLEMENTED: {},
        _S.WITHDRAWN: {},
    },
    ScrutinyKind.UNDERTAKING: {
        _S.GIVEN: {_S.KEPT: _OWNER, _S.NOT_KEPT: _RECORDER, _S.RELEASED: _RECORDER},
        _S.NOT_KEPT: {_S.KEPT: _OWNER, _S.RELEASED: _RECORDER},
        _S.KEPT: {_S.NOT_KEPT: _RECORDER},
        _S.RELEASED: {},
    },
    ScrutinyKind.DISPUTE: {
        _S.RAISED: {
            _S.ANSWERED: _OWNER,
            _S.UPHELD: _RECORDER,
            _S.NOT_UPHELD: _RECORDER,
            _S.WITHDRAWN: _ASKER,
        },
        _S.ANSWERED: {_S.UPHELD: _RECORDER, _S.NOT_UPHELD: _RECORDER, _S.WITHDRAWN: _ASKER},
        _S.UPHELD: {},
        _S.NOT_UPHELD: {},
        _S.WITHDRAWN: {},
    },
}
"""For each kind the states it goes through, what may follow each, and who may move it there. The first is where
it begins. An undertaking that was not kept may be kept late; one called kept may turn out not to be.
"""

WAITING: dict[ScrutinyKind, frozenset[ScrutinyState]] = {
    ScrutinyKind.QUESTION: frozenset({_S.ASKED, _S.NOT_SATISFIED}),
    ScrutinyKind.REQUEST: frozenset({_S.ASKED, _S.NOT_SATISFIED}),
    ScrutinyKind.RECOMMENDATION: frozenset({_S.MADE}),
    ScrutinyKind.UNDERTAKING: frozenset({_S.GIVEN, _S.NOT_KEPT}),
    ScrutinyKind.DISPUTE: frozenset({_S.RAISED, _S.ANSWERED}),
}
"""The states in which it waits: printed at the front of every report until it leaves them."""

TO_CARRY_OUT = frozenset({_S.ACCEPTED, _S.PARTLY})
"""The states of a recommendation that Cabinet has answered and that is still to be carried out."""

RESPONSES = frozenset({_S.ACCEPTED, _S.PARTLY, _S.REJECTED})
"""What Cabinet may say to a recommendation: at a meeting, with its minute reference."""

NEEDS_NO_WORDS = frozenset({_S.SATISFIED})
"""The moves that speak for themselves; every other is made in words."""


class MoveNotAllowed(ValueError):
    """The state does not allow this."""


class WithoutWords(ValueError):
    """What is asked, answered or decided has no words."""


class NotOfAMeeting(ValueError):
    """The response of Cabinet lacks its meeting or its minute reference."""


def first_state(kind: ScrutinyKind) -> ScrutinyState:
    """Where a kind begins."""
    return next(iter(LIVES[kind]))


def moves_of(
    kind: ScrutinyKind, state: ScrutinyState, parties: Collection[Party]
) -> tuple[ScrutinyState, ...]:
    """Where somebody who is any of these parties may move it, in the order of the table."""
    return tuple(to for to, who in LIVES[kind][state].items() if not who.isdisjoint(parties))


def check_move(
    kind: ScrutinyKind,
    state: ScrutinyState,
    to: ScrutinyState,
    *,
    words: str,
    meeting: bool = False,
    minute: str = "",
) -> None:
    """Refuse a move that the table does not hold, one without words, and a response without meeting and minute."""
    if to not in LIVES[kind][state]:
        raise MoveNotAllowed(
            said("A {kind} that is {state} cannot become {to}.", kind=kind, state=state, to=to)
        )
    if to not in NEEDS_NO_WORDS and not words.strip():
        raise WithoutWords(said("Say in words why it is {to}, or what the answer is.", to=to))
    if to in RESPONSES and not (meeting and minute.strip()):
        raise NotOfAMeeting(said("The response of Cabinet needs its meeting and the minute reference."))


def is_waiting(kind: ScrutinyKind, state: ScrutinyState) -> bool:
    """Whether it waits to be answered."""
    return state in WAITING[kind]


def is_settled(kind: ScrutinyKind, state: ScrutinyState) -> bool:
    """Whether nothing more can become of it."""
    return not LIVES[kind][state]


def is_overdue(kind: ScrutinyKind, state: ScrutinyState, due_on: date, *, on: date) -> bool:
    """Whether it waits although the day of the meeting, or the day given, has passed."""
    return is_waiting(kind, state) and due_on < on


def due_without_meeting(asked_on: date) -> date:
    """By when an answer is due where no meeting waits for it."""
    return asked_on + timedelta(days=DAYS_TO_ANSWER)


def reminder_day(due_on: date, *, asked_on: date, today: date) -> date | None:
    """The day of the last reminder that is to have been sent by today, if any. None goes out on the day of asking."""
    days = (due_on + timedelta(days=each) for each in REMINDER_DAYS)
    return max((each for each in days if asked_on < each <= today), default=None)


@dataclass(frozen=True, slots=True)
class Printed:
    """A request as a report prints it, in plain values: frozen with the report at issue.

    `where` is the meeting at which it was asked, `about` what it is about in words ("8.2.3 Let the contract"),
    `ref` the action's. `due_on` is the day of the meeting that waits for it (`due_meeting`), or the day given.
    `answer` is what was said last, by whom and when; `response` where Cabinet responded. Of a dispute
    `status_printed` is what the report said and `status_claimed` what it should have said, as codes.
    """

    number: int
    kind: ScrutinyKind
    state: ScrutinyState
    words: str
    asked_by: str
    asked_on: date
    due_on: date
    where: str | None = None
    minute: str | None = None
    about: str | None = None
    ref: str | None = None
    owner: str | None = None
    due_meeting: str | None = None
    overdue: bool = False
    answer: str | None = None
    answered_by: str | None = None
    answered_on: date | None = None
    response: str | None = None
    status_printed: Status | None = None
    status_claimed: Status | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What a portfolio holder says of an action that slipped, printed with its exception."""

    ref: str
    by: str
    words: str
    on: date
    portfolio: str | None = None


@dataclass(frozen=True, slots=True)
class AtIssue:
    """What Members asked, as it stood when a report was issued: what waits, what was answered since the last report,
    and the statements of portfolio holders. Its plain form is part of the report's record.
    """

    waiting: tuple[Printed, ...] = ()
    answered: tuple[Printed, ...] = ()
    statements: tuple[Statement, ...] = ()

    def statements_on(self, ref: str) -> tuple[Statement, ...]:
        """The statements on one action."""
        return tuple(each for each in self.statements if each.ref == ref)


def in_order(those: Iterable[Printed]) -> tuple[Printed, ...]:
    """The overdue first, then by the day on which the answer is due, then by number."""
    return tuple(sorted(those, key=lambda each: (not each.overdue, each.due_on, each.number)))
