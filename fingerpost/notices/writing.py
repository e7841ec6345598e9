"""Writes what is to be told: worked out from the record, so that nothing that happened can be forgotten.

Messages are not written by the operations that they tell of, which stand below this part: every message follows
from what stands in the record (an open month, a question, a decision) and from which messages there are. So it is
written once, whenever the worker comes to it, and not at all if what it would ask for was done meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from fingerpost.changes.models import ChangeRequest
from fingerpost.changes.values import asked_of
from fingerpost.changes.wording import STATES, phrase
from fingerpost.monitoring.models import Remark, Update, UpdateState
from fingerpost.monitoring.operations.review import RemarkKind
from fingerpost.notices import letters
from fingerpost.notices.facts import (
    address_of,
    cadence_of,
    open_periods,
    people_of,
    reach_of_mail,
    round_of,
)
from fingerpost.notices.letters import Item, Letter, link_to
from fingerpost.notices.members import answered, to_answer
from fingerpost.notices.models import Attachment, Message, Told
from fingerpost.people.models import Council, Person
from fingerpost.plans.models import Action
from fingerpost.rules.changes import DECIDED, RequestState
from fingerpost.rules.months import day_name
from fingerpost.rules.notices import NoticeKind, Round, days_of, notices_due

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from fingerpost.files.models import StoredFile
    from fingerpost.monitoring.models import Period
    from fingerpost.rules.notices import Notice, Reach

News = Callable[..., Letter]
"""Makes the letter that tells a person several things at once."""

TOLD_WITHIN = timedelta(days=31)
"""What happened longer ago than this is no news: a plan that was imported, or a worker that stood still for a month."""
FIRST_HOUR = 7
"""Reminders are not written before this hour of the day."""
SATURDAY = 5


def is_time_for_reminders(at: datetime) -> bool:
    """Whether reminders go out at this moment: on working days, when people come to work. What falls on a weekend
    is told on Monday.
    """
    return at.weekday() < SATURDAY and at.hour >= FIRST_HOUR


def message_id(council: Council, to: Person | str, key: str) -> str:
    """The Message-ID of what a person, or an address outside, is told; the same however often it is worked out."""
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    whom = to if isinstance(to, str) else to.pk
    mark = sha256(f"{settings.SITE_ADDRESS} {council.slug} {whom} {key}".encode()).hexdigest()
    return f"<{mark[:40]}@{host}>"


def write(
    letter: Letter,
    *,
    council: Council,
    person: Person,
    kind: NoticeKind,
    key: str,
    at: datetime,
    period: Period | None = None,
) -> Message:
    """Put a message in the outbox. The database refuses a second one with the same key for the person."""
    return Message.objects.create(
        council=council,
        person=person,
        period=period,
        kind=kind,
        key=key,
        address=address_of(person),
        subject=letter.subject,
        body=letter.body,
        message_id=message_id(council, person, key),
        written_at=at,
        next_try_at=at,
    )


def write_with_files(
    letter: Letter,
    *,
    council: Council,
    to: Person | str,
    kind: NoticeKind,
    key: str,
    at: datetime,
    files: Sequence[StoredFile] = (),
) -> Message:
    """Put a message with files in the outbox, to a person or to an address outside the council. The database refuses
    a second one with the same key for the same recipient.
    """
    message = Message.objects.create(
        council=council,
        person=None if isinstance(to, str) else to,
        kind=kind,
        key=key,
        address=to if isinstance(to, str) else address_of(to),
        subject=letter.subject,
        body=letter.body,
        message_id=message_id(council, to, key),
        written_at=at,
        next_try_at=at,
    )
    Attachment.objects.bulk_create(
        Attachment(message=message, file=file, place=place) for place, file in enumerate(files)
    )
    return message


def key_of(notice: Notice, period: Period) -> str:
    """What a notice about a month is known by."""
    return f"{notice.kind} {period.pk} {notice.day.isoformat()}"


@transaction.atomic
def write_due(
    council: Council, *, at: datetime, judged: set[tuple[int, date]] | None = None
) -> list[Message]:
    """Write everything that the people of a council are to be told by now and were not told yet.

    To judge a whole plan is dear, so it is done once for each of the days that have something to tell: `judged`
    remembers, for the life of a worker, which month was judged for which day.
    """
    judged = set() if judged is None else judged
    Council.objects.select_for_update().get(pk=council.pk)
    people = people_of(council)
    reach = reach_of_mail(council, people, on=at.date())
    written = write_questions(council, people, reach, at=at) + write_decisions(council, people, reach, at=at)
    written += write_members_requests(council, people, reach, at=at)
    if is_time_for_reminders(at):
        for period in open_periods(council):
            opened = Round(localtime(period.opened_at).date(), period.due_on, ())
            days = [day for day in days_of(opened, cadence_of(council)) if day <= at.date()]
            mark = period.pk, max(days, default=at.date())
            if mark not in judged:
                written += write_reminders(period, people, reach, at=at)
                judged.add(mark)
    return written


def write_reminders(
    period: Period, people: Mapping[int, Person], reach: Reach, *, at: datetime
) -> list[Message]:
    """Write what an open month tells its people today."""
    council = period.plan.council
    new = still_to_tell(period, round_of(period, on=at.date()), reach, on=at.date())
    actions = actions_by_key({key for each in new for key in each.actions})
    return [
        write(
            letters.about_the_month(
                each.kind,
                people[each.person],
                [actions[key] for key in each.actions],
                period,
                council=council,
            ),
            council=council,
            person=people[each.person],
            kind=each.kind,
            key=key_of(each, period),
            at=at,
            period=period,
        )
        for each in new
    ]


def still_to_tell(period: Period, month: Round, reach: Reach, *, on: date) -> list[Notice]:
    """What an open month tells its people on a day and has not told yet."""
    due = notices_due(month, cadence_of(period.plan.council), reach, today=on)
    told = set(Message.objects.filter(period=period).values_list("person_id", "key"))
    return [each for each in due if (each.person, key_of(each, period)) not in told]


def actions_by_key(keys: Iterable[int]) -> dict[int, Action]:
    """These actions by key in the plan's order, with their leads and heads of service."""
    rows = Action.objects.filter(pk__in=set(keys)).select_related("service__head")
    rows = rows.prefetch_related("people__person")
    return {each.pk: each for each in rows}


def write_questions(
    council: Council, people: Mapping[int, Person], reach: Reach, *, at: datetime
) -> list[Message]:
    """Tell the leads of updates that came back with a question, and are still unanswered."""
    rows = (
        Update.objects.filter(
            period__plan__council=council, period__closed_at=None, state=UpdateState.SENT_BACK
        )
        .select_related("action", "period")
        .prefetch_related("remarks", "action__people")
    )
    news: dict[int, list[tuple[str, Item]]] = {}
    for row in rows:
        remarks: list[Remark] = list(row.remarks.all())
        if not remarks or remarks[-1].kind != RemarkKind.QUESTION:
            continue
        last = remarks[-1]
        item = Item(f"{row.action}, {row.period}", last.words, letters.update_link(row.action, council))
        leads = [each.person_id for each in row.action.people.all() if not each.deputy]
        for person in _told_instead(leads, reach):
            news.setdefault(person, []).append((f"question {last.pk}", item))
    return write_news(NoticeKind.QUESTIONS, news, letters.questions, council, people, at=at)


def write_decisions(
    council: Council, people: Mapping[int, Person], reach: Reach, *, at: datetime
) -> list[Message]:
    """Tell whoever asked, and the leads, what was decided on requests."""
    rows = (
        ChangeRequest.objects.filter(
            plan__council=council, state__in=sorted(DECIDED), decided_at__gt=at - TOLD_WITHIN
        )
        .select_related("action", "plan")
        .prefetch_related("action__people")
        .order_by("pk")
    )
    news: dict[int, list[tuple[str, Item]]] = {}
    for row in rows:
        asked = asked_of(row)
        decision = row.decision or {}
        words = [
            f"{STATES[RequestState(row.state)]}, {decision.get('by', '')}"
            + (f", {day_name(row.decided_on)}" if row.decided_on else "")
            + (_(", minute %(minute)s") % {"minute": decision["minute"]} if decision.get("minute") else "")
        ]
        words += [row.words] if row.words else []
        name = str(row.action) if row.action is not None else asked.ref
        link = link_to("changes:request", council, pk=row.pk)
        item = Item(f"{name}: {phrase(asked)}", "\n".join(words), link)
        leads = [each.person_id for each in row.action.people.all() if not each.deputy] if row.action else []
        told = {
            each for each in _told_instead([row.asked_by_id, *leads], reach) if each != row.recorded_by_id
        }
        for person in sorted(told):
            news.setdefault(person, []).append((f"decision {row.pk}", item))
    return write_news(NoticeKind.DECISIONS, news, letters.decisions, council, people, at=at)


def write_members_requests(
    council: Council, people: Mapping[int, Person], reach: Reach, *, at: datetime
) -> list[Message]:
    """Tell whoever is to answer what Members ask, again before it is due; and whoever asked, what the answer is."""
    asked = to_answer(council, reach, at=at, within=TOLD_WITHIN, reminders=is_time_for_reminders(at))
    said = answered(council, reach, at=at, within=TOLD_WITHIN)
    return [
        *write_news(NoticeKind.ASKED, asked, letters.asked, council, people, at=at),
        *write_news(NoticeKind.ANSWERED, said, letters.answered, council, people, at=at),
    ]


def write_news(
    kind: NoticeKind,
    news: Mapping[int, Sequence[tuple[str, Item]]],
    letter: News,
    council: Council,
    people: Mapping[int, Person],
    *,
    at: datetime,
) -> list[Message]:
    """One message for each person with everything new to them; what was told before is not told again."""
    subjects = {subject for items in news.values() for subject, _item in items}
    told = set(Told.objects.filter(subject__in=subjects).values_list("person_id", "subject"))
    written = []
    for key, items in news.items():
        new = [(subject, item) for subject, item in items if (key, subject) not in told]
        if not new:
            continue
        person = people[key]
        message = write(
            letter(person, [item for _subject, item in new], council=council),
            council=council,
            person=person,
            kind=kind,
            key=f"{kind} {new[0][0]}",
            at=at,
        )
        Told.objects.bulk_create(
            Told(person=person, subject=subject, message=message) for subject, _item in new
        )
        written.append(message)
    return written


def _told_instead(people: Iterable[int], reach: Reach) -> list[int]:
    return list(dict.fromkeys(told for each in people for told in reach.instead_of(each)))
