"""The pieces that the parts of several roles are put together from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fingerpost.people.council_settings import settings_of
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.roles import Act
from fingerpost.start.parts import Bar, Job, Line, Lines, Month, Stand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fingerpost.monitoring.mine import Mine


def address(stand: Stand, name: str, **keys: int | str) -> str:
    """The address of a page of the council."""
    return reverse(name, kwargs={"council": stand.access.council.slug, **keys})


def some(*jobs: Job) -> tuple[Job, ...]:
    """The jobs of which there are any."""
    return tuple(each for each in jobs if each.count)


def bars(stand: Stand, month: Month | None = None) -> tuple[Bar, ...]:
    """The last closed month beside the open one so far."""
    before = stand.last_bar("%(month)s", None if month is None else month.period.plan)
    now = [] if month is None else [Bar(_("%(month)s so far") % {"month": month.period}, month.figures())]
    return (*([] if before is None else [before]), *now)


def line(stand: Stand, mine: Mine) -> Line:
    """An action with how it stands and why."""
    return Line(
        f"{mine.action.ref} {mine.action.title}",
        address(stand, "monitoring:action", pk=mine.action.pk),
        mine.record.status,
        mine.record.reason,
    )


def silent(stand: Stand, month: Month) -> Lines:
    """The services that have said nothing, each with how many updates are missing."""
    return Lines(
        _("Services that have said nothing"),
        tuple(
            Line(
                each.name,
                address(stand, "notices:today") if stand.access.may(Act.SEND_NOTICES) else "",
                words=ngettext("%(number)s update missing", "%(number)s updates missing", each.called_for)
                % {"number": each.called_for},
            )
            for each in month.progress.silent_services
        ),
        _("Every service has sent something.")
        if any(each.called_for for each in month.everything)
        else _("No update is asked for this month."),
    )


def over_the_months(stand: Stand) -> Iterable[Lines]:
    """Where the closed months are set side by side, once there are any."""
    if stand.closed:
        home = reverse("insight:overview", kwargs={"council": stand.access.council.slug})
        yield Lines(
            _("What the months show together"),
            (
                Line(_("The figures month by month"), f"{home}trend/"),
                Line(_("Late month after month"), f"{home}late/"),
                Line(_("Promised again and again"), f"{home}promises/"),
                Line(_("What falls due when"), f"{home}bunching/"),
                Line(_("Everything in brief"), home),
            ),
            "",
        )


def by_lead(those: Iterable[Mine]) -> list[tuple[str, str]]:
    """The leads of these actions by name, each with the refs."""
    refs: dict[str, list[str]] = {}
    for each in those:
        for person in each.record.leads:
            refs.setdefault(person.name, []).append(each.action.ref)
    return [(name, ", ".join(found)) for name, found in sorted(refs.items())]


def ahead(month: Month) -> Lines:
    """How many unfinished actions fall due in each of the three months after the period."""
    due: dict[str, int] = {}
    for offset in range(1, 4):
        ahead = month.period.last + offset
        due[ahead.name] = sum(
            each.record.ledger.current is not None
            and each.record.ledger.current.latest == ahead
            and each.record.class_ is not StatusClass.GREEN
            for each in month.everything
        )
    return Lines(
        _("Falling due"),
        tuple(
            Line(name, words=ngettext("%(number)s action", "%(number)s actions", count) % {"number": count})
            for name, count in due.items()
        ),
        "",
    )


def looked_after(stand: Stand, people: int, services: int) -> Lines:
    """The pages of an administrator, each with how it stands."""
    chosen = settings_of(stand.access.council)
    return Lines(
        _("What you look after"),
        (
            Line(
                _("People and roles"),
                address(stand, "people:people"),
                words=ngettext("%(number)s person", "%(number)s people", people) % {"number": people},
            ),
            Line(
                _("Services"),
                address(stand, "people:services"),
                words=ngettext("%(number)s service", "%(number)s services", services) % {"number": services},
            ),
            Line(
                _("Council settings"),
                address(stand, "people:settings"),
                words=_("Must have a second factor: %(who)s") % {"who": _(chosen.second_factor)},
            ),
            Line(_("History"), address(stand, "history:entries"), words=_("Who changed what, and when")),
        ),
        "",
    )
