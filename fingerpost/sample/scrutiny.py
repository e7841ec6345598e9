"""What Members of the sample council asked, as events in time, performed by the operations of scrutiny."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from fingerpost.rules.scrutiny import ScrutinyKind, ScrutinyState
from fingerpost.sample.council.changes import REQUESTS
from fingerpost.sample.council.life import LAST_CLOSED
from fingerpost.sample.council.members import (
    DISPUTES,
    MINUTES,
    RECOMMENDATIONS,
    SCRUTINY,
    STATEMENTS,
    UNDERTAKINGS,
    WATCHED,
)
from fingerpost.scrutiny.models import Request
from fingerpost.scrutiny.operations.answering import move
from fingerpost.scrutiny.operations.asking import ask
from fingerpost.scrutiny.operations.statements import state
from fingerpost.scrutiny.operations.watching import watch
from fingerpost.scrutiny.values import About, Asking, Due

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from fingerpost.meetings.models import Meeting
    from fingerpost.people.models import Person
    from fingerpost.plans.models import Action, Plan
    from fingerpost.sample.council.changes import Question
    from fingerpost.sample.council.members import Recommendation

Happening = tuple[datetime, "Callable[[datetime], object]"]
LONDON = ZoneInfo("Europe/London")


class Members:
    """What Members do about a plan."""

    def __init__(
        self, plan: Plan, people: Mapping[str, Person], meetings: Mapping[tuple[str, date], Meeting]
    ) -> None:
        self.plan = plan
        self.people = people
        self.meetings = meetings
        self.clerk = people["WH"]

    def happenings(self) -> Iterator[Happening]:
        """Everything, each at its moment: what was asked at a meeting is recorded on its evening."""
        for question in REQUESTS:
            yield from self._question(question)
        for recommendation in RECOMMENDATIONS:
            yield from self._recommendation(recommendation)
        for each in UNDERTAKINGS:
            asking = Asking(
                ScrutinyKind.UNDERTAKING,
                each.words,
                name=SCRUTINY,
                meeting=self.meetings[SCRUTINY, each.on],
                minute=each.minute,
                owner=self.people[each.by],
                due=Due(on=each.due),
            )
            yield _at(each.on, 21), self._asking(asking, each.ref)
        for dispute in DISPUTES:
            asking = Asking(
                ScrutinyKind.DISPUTE, dispute.why, by=self.people[dispute.by], claimed=dispute.claimed
            )
            yield _at(dispute.on, 19), self._asking(asking, dispute.ref)
        for said in STATEMENTS:
            yield _at(said.on, 12), self._stating(said.by, said.ref, said.words)
        yield _at(LAST_CLOSED.last_day, 20), self._watching

    def _question(self, question: Question) -> Iterator[Happening]:
        asking = Asking(
            ScrutinyKind.QUESTION,
            question.question,
            by=self.people[question.by],
            meeting=self.meetings[question.meeting, question.on],
            minute=MINUTES[question.on],
        )
        yield _at(question.on, 21), self._asking(asking, question.ref)
        if question.answer is not None and question.answered_on is not None:
            yield (
                _at(question.answered_on, 11),
                lambda at: self._moving(question.question, ScrutinyState.ANSWERED, question.answer or "", at),
            )
            yield (
                _at(question.answered_on + timedelta(days=3), 20),
                lambda at: self._moving(question.question, ScrutinyState.SATISFIED, "", at),
            )

    def _recommendation(self, made: Recommendation) -> Iterator[Happening]:
        asking = Asking(
            ScrutinyKind.RECOMMENDATION,
            made.words,
            name=SCRUTINY,
            meeting=self.meetings[SCRUTINY, made.on],
            minute=made.minute,
            due=Due(meeting=self._next_cabinet(made.on)),
        )
        yield _at(made.on, 21), self._asking(asking, made.ref)
        if made.state is not None and made.responded_on is not None:
            cabinet = self.meetings["Cabinet", made.responded_on]
            to = ScrutinyState(made.state)

            def respond(at: datetime) -> None:
                move(
                    request=Request.objects.get(words=made.words),
                    to=to,
                    words=made.response,
                    meeting=cabinet,
                    minute=made.response_minute,
                    by=self.clerk,
                    at=at,
                )

            yield _at(made.responded_on, 21), respond

    def _next_cabinet(self, day: date) -> Meeting:
        return self.meetings[min(each for each in self.meetings if each[0] == "Cabinet" and each[1] > day)]

    def _action(self, ref: str) -> Action:
        return self.plan.actions.select_related("plan", "section__parent__parent").get(ref=ref)

    def _asking(self, asking: Asking, ref: str) -> Callable[[datetime], None]:
        def ask_it(at: datetime) -> None:
            period = None
            if asking.kind is ScrutinyKind.DISPUTE:
                period = self.plan.periods.get(last=LAST_CLOSED)
            about = About(plan=self.plan, action=self._action(ref), period=period)
            by = asking.by if asking.by and asking.meeting is None else self.clerk
            ask(council=self.plan.council, asking=replace(asking, about=about), by=by, at=at)

        return ask_it

    def _moving(self, words: str, to: ScrutinyState, said: str, at: datetime) -> None:
        request = Request.objects.select_related("owner", "asked_by").get(words=words)
        by = request.asked_by if to is ScrutinyState.SATISFIED else request.owner
        assert by is not None
        move(request=request, to=to, words=said, by=by, at=at)

    def _stating(self, by: str, ref: str, words: str) -> Callable[[datetime], None]:
        def state_it(at: datetime) -> None:
            period = self.plan.periods.get(last=LAST_CLOSED)
            holder = self.people[by]
            state(action=self._action(ref), period=period, holder=holder, words=words, by=holder, at=at)

        return state_it

    def _watching(self, at: datetime) -> None:
        for initials, (refs, codes) in WATCHED.items():
            for ref in refs:
                watch(action=self._action(ref), by=self.people[initials], at=at)
            for section in self.plan.sections.filter(code__in=codes):
                watch(section=section, by=self.people[initials], at=at)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=LONDON)
