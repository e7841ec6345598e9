"""What each message says: a subject and plain text, with links that lead straight to what is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fingerpost.rules.months import day_name
from fingerpost.rules.notices import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fingerpost.monitoring.models import Period
    from fingerpost.people.models import Council, Person
    from fingerpost.plans.models import Action

LONGEST_SUBJECT = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it is read."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a message lists: a line, what is said about it, and where to go."""

    line: str
    words: str = ""
    link: str = ""


def link_to(name: str, council: Council, **parts: object) -> str:
    """The full address of a page of the council."""
    return settings.SITE_ADDRESS.rstrip("/") + reverse(name, kwargs={"council": council.slug, **parts})


def weekday(day: date) -> str:
    """A day with its weekday: Friday 6 March 2026."""
    return f"{day:%A} {day_name(day)}"


def about_the_month(
    kind: NoticeKind, person: Person, actions: Sequence[Action], period: Period, *, council: Council
) -> Letter:
    """A reminder, or word of somebody else's silence."""
    number, due = len(actions), weekday(period.due_on)
    subject, opening = _SAYINGS[kind](str(period), due, number)
    if kind is NoticeKind.TO_CMT:
        items = _by_service(actions, period, council)
    elif kind is NoticeKind.TO_HEAD:
        items = [
            Item(
                str(each),
                _("Lead: %(names)s") % {"names": _leads(each)},
                link_to("monitoring:action", council, pk=each.pk),
            )
            for each in actions
        ]
    else:
        items = [Item(str(each), "", update_link(each, council)) for each in actions]
    return _letter(subject, opening, items, person, council, about=period.plan.title)


def _by_service(actions: Sequence[Action], period: Period, council: Council) -> list[Item]:
    """Silent actions for those who look at the whole council: one item for each service, with its head."""
    services: dict[str, list[Action]] = {}
    for each in actions:
        head = each.service.head if each.service is not None else None
        name = str(each.service) if each.service is not None else _("No service")
        services.setdefault(f"{name} ({head.shown})" if head is not None else name, []).append(each)
    link = link_to("monitoring:period", council, pk=period.pk)
    return [
        Item(
            ngettext("%(name)s: %(number)s action", "%(name)s: %(number)s actions", len(theirs))
            % {"name": name, "number": len(theirs)},
            ", ".join(each.ref for each in theirs),
            link,
        )
        for name, theirs in services.items()
    ]


def questions(person: Person, items: Sequence[Item], *, council: Council) -> Letter:
    """Updates that came back with a question."""
    number = len(items)
    subject = ngettext(
        "An update was sent back to you with a question",
        "%(number)s updates were sent back to you with questions",
        number,
    ) % {"number": number}
    opening = ngettext(
        "The performance team or your head of service has a question about this update. Please answer it, or send "
        "the update again:",
        "The performance team or your head of service has questions about these updates. Please answer them, or "
        "send the updates again:",
        number,
    )
    return _letter(subject, opening, items, person, council)


def decisions(person: Person, items: Sequence[Item], *, council: Council) -> Letter:
    """Requests that were decided."""
    number = len(items)
    subject = ngettext("A change request was decided", "%(number)s change requests were decided", number) % {
        "number": number
    }
    opening = ngettext(
        "This request about an action of yours was decided:",
        "These requests about actions of yours were decided:",
        number,
    )
    return _letter(subject, opening, items, person, council)


def asked(person: Person, items: Sequence[Item], *, council: Council) -> Letter:
    """What Members ask somebody."""
    number = len(items)
    subject = ngettext(
        "A Member’s request waits for your answer",
        "%(number)s Members’ requests wait for your answer",
        number,
    ) % {"number": number}
    opening = ngettext(
        "This waits for your answer. It is printed at the front of the report until it is answered:",
        "These wait for your answer. They are printed at the front of the report until they are answered:",
        number,
    )
    return _letter(subject, opening, items, person, council)


def answered(person: Person, items: Sequence[Item], *, council: Council) -> Letter:
    """Answers to what a Member asked."""
    number = len(items)
    subject = ngettext("What you asked was answered", "%(number)s answers to what you asked", number) % {
        "number": number
    }
    opening = _(
        "Say on the page of each whether this answers it. What is still missing is asked again there:"
    )
    return _letter(subject, opening, items, person, council)


def deadlines(person: Person, items: Sequence[Item], *, council: Council) -> Letter:
    """Deadlines of meetings that come near or have passed."""
    number = len(items)
    subject = ngettext(
        "A deadline of a meeting is near or has passed",
        "%(number)s deadlines of meetings are near or have passed",
        number,
    ) % {"number": number}
    opening = ngettext("This is to be done for a meeting:", "These are to be done for meetings:", number)
    return _letter(subject, opening, items, person, council)


def letter(subject: str, parts: Sequence[str], *, council: Council) -> Letter:
    """A message in words of its own, signed by the council."""
    return Letter(" ".join(subject.split())[:LONGEST_SUBJECT], "\n\n".join([*parts, council.name]) + "\n")


def update_link(action: Action, council: Council) -> str:
    """Where the update on an action is given."""
    return link_to("monitoring:update", council, pk=action.pk)


def _opened(month: str, due: str, number: int) -> tuple[str, str]:
    return (
        ngettext(
            "%(month)s is open: %(number)s update from you by %(due)s",
            "%(month)s is open: %(number)s updates from you by %(due)s",
            number,
        )
        % {"month": month, "number": number, "due": due},
        ngettext(
            "The month %(month)s is open for updates until %(due)s. We ask you for this one:",
            "The month %(month)s is open for updates until %(due)s. We ask you for these:",
            number,
        )
        % {"month": month, "due": due},
    )


def _due_soon(month: str, due: str, number: int) -> tuple[str, str]:
    return (
        ngettext(
            "%(month)s: %(number)s update still to come, by %(due)s",
            "%(month)s: %(number)s updates still to come, by %(due)s",
            number,
        )
        % {"month": month, "number": number, "due": due},
        ngettext(
            "Updates for %(month)s are due by %(due)s. This one is still to come from you:",
            "Updates for %(month)s are due by %(due)s. These are still to come from you:",
            number,
        )
        % {"month": month, "due": due},
    )


def _due_today(month: str, due: str, number: int) -> tuple[str, str]:
    return (
        ngettext(
            "%(month)s: %(number)s update is due today", "%(month)s: %(number)s updates are due today", number
        )
        % {"month": month, "number": number},
        ngettext(
            "Updates for %(month)s are due today, %(due)s. This one is still to come from you:",
            "Updates for %(month)s are due today, %(due)s. These are still to come from you:",
            number,
        )
        % {"month": month, "due": due},
    )


def _overdue(month: str, due: str, number: int) -> tuple[str, str]:
    return (
        ngettext(
            "%(month)s: %(number)s update is overdue", "%(month)s: %(number)s updates are overdue", number
        )
        % {"month": month, "number": number},
        ngettext(
            "Updates for %(month)s were due by %(due)s. This one has not come. Without it the report will say "
            "“not updated”:",
            "Updates for %(month)s were due by %(due)s. These have not come. Without them the report will say "
            "“not updated”:",
            number,
        )
        % {"month": month, "due": due},
    )


def _silence(month: str, due: str, number: int) -> tuple[str, str]:
    return (
        ngettext(
            "%(month)s: no update on %(number)s action", "%(month)s: no update on %(number)s actions", number
        )
        % {"month": month, "number": number},
        ngettext(
            "Updates for %(month)s were due by %(due)s. Nothing was sent on this action. Its lead was reminded:",
            "Updates for %(month)s were due by %(due)s. Nothing was sent on these actions. Their leads were reminded:",
            number,
        )
        % {"month": month, "due": due},
    )


_SAYINGS = {
    NoticeKind.OPENED: _opened,
    NoticeKind.BEFORE: _due_soon,
    NoticeKind.BY_HAND: _due_soon,
    NoticeKind.DUE_TODAY: _due_today,
    NoticeKind.OVERDUE: _overdue,
    NoticeKind.TO_HEAD: _silence,
    NoticeKind.TO_CMT: _silence,
}


def _leads(action: Action) -> str:
    return ", ".join(each.person.shown for each in action.people.all() if not each.deputy) or _("nobody")


def _letter(
    subject: str, opening: str, items: Sequence[Item], person: Person, council: Council, *, about: str = ""
) -> Letter:
    """The whole message: greeting, what it is about, the list, where everything stands, and from whom it is."""
    parts = [_("Dear %(name)s,") % {"name": person.shown}, opening]
    parts += ["\n".join(filter(None, (f"* {each.line}", each.words, each.link))) for each in items]
    parts += [
        _("Everything that waits for you stands here:") + "\n" + link_to("start:start", council),
        "\n".join(filter(None, (council.name, about))),
    ]
    return Letter(" ".join(subject.split())[:LONGEST_SUBJECT], "\n\n".join(parts) + "\n")
