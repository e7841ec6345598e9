"""The pages of notices: who was told what, what could not be sent, and who will be told today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Max
from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fingerpost.govuk.lists import Choice, Column, Listing, Search, listing
from fingerpost.monitoring.models import Period
from fingerpost.notices.export import as_csv
from fingerpost.notices.facts import cadence_of, open_periods, people_of, reach_of_mail, round_of
from fingerpost.notices.models import Message, MessageState
from fingerpost.notices.operations import remind_now, try_again
from fingerpost.notices.wording import KINDS, STATE_COLOURS, STATES
from fingerpost.notices.writing import SATURDAY, actions_by_key, still_to_tell
from fingerpost.people.access import found, page
from fingerpost.people.models import Person
from fingerpost.plans.models import Action
from fingerpost.rules.notices import NoticeKind, days_of
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


@page(Act.SEND_NOTICES)
def log(request: CouncilRequest) -> HttpResponse:
    """Who was told what, and when?"""
    shown = {
        "found": _asked_for(request),
        "kinds": KINDS,
        "states": STATES,
        "state_colours": STATE_COLOURS,
    }
    return render(request, "notices/log.html", shown)


@page(Act.SEND_NOTICES)
def export(request: CouncilRequest) -> StreamingHttpResponse:
    """The log as CSV, with the same filters."""
    rows: QuerySet[Message] = _asked_for(request).rows
    answer = StreamingHttpResponse(
        as_csv(rows.iterator(chunk_size=1000)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="messages.csv"'
    return answer


@page(Act.SEND_NOTICES)
def outbox(request: CouncilRequest) -> HttpResponse:
    """What could not be sent, and what waits?"""
    rows = _messages(request).exclude(state=MessageState.SENT)
    waiting = listing(
        rows.exclude(state=MessageState.FAILED),
        request.GET,
        filters=(
            Search(_("Name or address"), ("person__name", "address"), name="who"),
            Choice("kind", _("About"), [(str(each), words) for each, words in KINDS.items()], "kind"),
        ),
        columns=(
            Column("message", _("Message"), ("subject",)),
            Column("to", _("To"), ("address",)),
            Column("state", _("State"), ("state", "next_try_at")),
            Column("next", _("Next try"), ("next_try_at",)),
        ),
        sort="next",
    )
    shown = {
        "failed": listing(
            rows.filter(state=MessageState.FAILED),
            request.GET,
            filters=(
                Search(_("Name, address or problem"), ("person__name", "address", "problem"), name="who"),
            ),
            columns=(
                Column("message", _("Message"), ("subject", "address")),
                Column("to", _("To"), ("address",)),
                Column("problem", _("Problem"), ("problem", "address")),
                Column("again", _("Try again")),
            ),
            name="failed",
            beside=waiting,
        ),
        "found": waiting,
        "kinds": KINDS,
        "states": STATES,
        "state_colours": STATE_COLOURS,
        "now": request.access.at,
    }
    return render(request, "notices/outbox.html", shown)


@page(Act.SEND_NOTICES)
def message_page(request: CouncilRequest, pk: int) -> HttpResponse:
    """What does this message say, and did it arrive?"""
    shown = {
        "message": found(_messages(request).prefetch_related("attachments__file"), pk=pk),
        "kinds": KINDS,
        "states": STATES,
        "state_colours": STATE_COLOURS,
    }
    return render(request, "notices/message.html", shown)


@page(Act.SEND_NOTICES, methods=("POST",))
def again(request: CouncilRequest, pk: int) -> HttpResponse:
    """Try a failed message again."""
    access = request.access
    try:
        try_again(message=found(_messages(request), pk=pk), by=access.person, at=access.at)
    except ValueError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The message is tried again."))
    return redirect("notices:outbox", council=access.council.slug)


@dataclass(frozen=True, slots=True)
class ToTell:
    """A person who will be told something today."""

    person: Person
    kind: NoticeKind
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class SilentLead:
    """A lead who owes updates; when they were last told anything of the month, and whether by hand today."""

    person: Person
    actions: tuple[Action, ...]
    last_told: Any
    reminded_today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """An open month as the page shows it."""

    period: Period
    days: Mapping[date, tuple[NoticeKind, ...]]
    to_tell: Listing[ToTell]
    silent: Listing[SilentLead]
    without_lead: tuple[Action, ...]


@page(Act.SEND_NOTICES)
def today(request: CouncilRequest) -> HttpResponse:
    """Who will be told what today, and who is silent?"""
    access = request.access
    people = people_of(access.council)
    months = [_month(period, people, request) for period in open_periods(access.council)]
    weekend = access.at.weekday() >= SATURDAY
    shown = {"months": months, "kinds": KINDS, "today": access.at.date(), "weekend": weekend}
    return render(request, "notices/today.html", shown)


@page(Act.SEND_NOTICES, methods=("POST",))
def remind(request: CouncilRequest, period: int, person: int) -> HttpResponse:
    """Remind somebody now."""
    access = request.access
    try:
        written = remind_now(
            period=found(open_periods(access.council), pk=period),
            person=found(Person.objects.filter(council=access.council), pk=person),
            by=access.person,
            at=access.at,
        )
    except ValueError as refusal:
        messages.error(request, str(refusal))
    else:
        told = ", ".join(each.person.shown for each in written if each.person)
        messages.success(request, _("A reminder to %(names)s is on its way.") % {"names": told})
    return redirect("notices:today", council=access.council.slug)


def _messages(request: CouncilRequest) -> QuerySet[Message]:
    rows = Message.objects.filter(council=request.access.council)
    return rows.select_related("person", "period__plan")


def _asked_for(request: CouncilRequest) -> Listing[Message]:
    """The messages that the filters ask for."""
    periods = Period.objects.filter(plan__council=request.access.council).select_related("plan")
    return listing(
        _messages(request),
        request.GET,
        filters=(
            Search(_("Name or address"), ("person__name", "address"), name="who"),
            Choice("kind", _("About"), [(str(each), words) for each, words in KINDS.items()], "kind"),
            Choice("state", _("State"), [(str(each), words) for each, words in STATES.items()], "state"),
            Choice(
                "period",
                _("Month"),
                [(str(each.pk), f"{each} ({each.plan.code})") for each in periods],
                "period_id",
            ),
        ),
        columns=(
            Column("written", _("Written"), ("written_at",)),
            Column("to", _("To"), ("person__name", "-written_at")),
            Column("about", _("About"), ("kind", "-written_at")),
            Column("message", _("Message"), ("subject", "-written_at")),
            Column("state", _("State"), ("state", "-written_at")),
        ),
        sort="-written",
    )


def _words_of_silent(each: SilentLead) -> str:
    return " ".join((each.person.shown, *(action.ref for action in each.actions)))


def _month(period: Period, people: Mapping[int, Person], request: CouncilRequest) -> Month:
    """What an open month tells today, and who is silent."""
    access = request.access
    on = access.at.date()
    month = round_of(period, on=on)
    reach = reach_of_mail(access.council, dict(people), on=on)
    actions = actions_by_key(each.action for each in month.silent)
    owed: dict[int, list[Action]] = {}
    for each in month.silent:
        for lead in each.leads:
            owed.setdefault(lead, []).append(actions[each.action])
    told = Message.objects.filter(period=period)
    last = dict(told.values_list("person_id").annotate(last=Max("written_at")).order_by())
    by_hand = set(
        told.filter(kind=NoticeKind.BY_HAND, key__endswith=on.isoformat()).values_list("key", flat=True)
    )
    to_tell = [
        ToTell(people[each.person], each.kind, tuple(actions[key] for key in each.actions))
        for each in still_to_tell(period, month, reach, on=on)
    ]
    silent = [
        SilentLead(
            people[key],
            tuple(theirs),
            last.get(key),
            f"{NoticeKind.BY_HAND} {period.pk} {key} {on.isoformat()}" in by_hand,
        )
        for key, theirs in sorted(owed.items(), key=lambda pair: people[pair[0]].shown)
    ]
    return Month(
        period=period,
        days=days_of(month, cadence_of(access.council)),
        to_tell=listing(
            to_tell,
            request.GET,
            filters=(
                Search(_("Name"), ("person.shown",), name="who"),
                Choice("kind", _("About"), [(str(each), words) for each, words in KINDS.items()], "kind"),
            ),
            columns=(
                Column("to", _("To"), ("person.shown",)),
                Column("about", _("About"), lambda each: (str(each.kind), each.person.shown)),
                Column("actions", _("Actions"), lambda each: (len(each.actions), each.person.shown)),
            ),
            name=f"told-{period.pk}",
        ),
        silent=listing(
            silent,
            request.GET,
            filters=(
                Search(_("Name or ref"), (_words_of_silent,), name="who"),
                Choice(
                    "told",
                    _("Last told"),
                    [("yes", _("Told")), ("no", _("Not yet"))],
                    lambda each: "yes" if each.last_told else "no",
                ),
            ),
            columns=(
                Column("lead", _("Lead officer"), ("person.shown",)),
                Column("actions", _("Actions"), lambda each: (len(each.actions), each.person.shown)),
                Column("told", _("Last told"), lambda each: str(each.last_told or "")),
                Column("remind", _("Remind")),
            ),
            name=f"silent-{period.pk}",
        ),
        without_lead=tuple(actions[each.action] for each in month.silent if not each.leads),
    )
