"""Reading the record: what happened to a thing, and what each entry changed, in words for people."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _

from fingerpost.history.models import Entry
from fingerpost.history.record import subject_of
from fingerpost.rules.months import day_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model, QuerySet


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that an entry changed, as people read it. `words` is the value's name."""

    words: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether the two differ: some entries keep what stayed the same as well."""
        return self.before != self.after


def things() -> dict[str, str]:
    """What people call the tables whose rows the record names, for the filter."""
    return {
        "plans.plan": _("Plans"),
        "plans.section": _("Sections"),
        "plans.action": _("Actions"),
        "monitoring.period": _("Months"),
        "monitoring.update": _("Updates"),
        "monitoring.snapshot": _("Closed months"),
        "changes.changerequest": _("Change requests"),
        "scrutiny.request": _("What Members asked"),
        "meetings.meeting": _("Meetings"),
        "issuing.report": _("Reports"),
        "committee.committeereport": _("Committee reports"),
        "committee.part": _("Parts of committee reports"),
        "committee.standard": _("Standard of committee reports"),
        "publication.publication": _("Publications"),
        "intake.upload": _("Imports"),
        "files.storedfile": _("Files"),
        "notices.message": _("Messages"),
        "people.person": _("People"),
        "people.service": _("Services"),
        "people.apitoken": _("API tokens"),
        "people.council": _("The council"),
    }


def entries_of(council_id: int, *these: Model) -> QuerySet[Entry]:
    """The record of these things of a council, newest first."""
    return Entry.objects.filter(council_id=council_id, subject__in=[subject_of(each) for each in these])


def entries_about(council_id: int, table: str, keys: Iterable[int]) -> QuerySet[Entry]:
    """The record of several rows of a table ("plans.action") by their keys, newest first."""
    return Entry.objects.filter(council_id=council_id, subject__in=[f"{table}:{key}" for key in keys])


def entries_where(
    council_id: int,
    *,
    who: str = "",
    what: str = "",
    thing: str = "",
    first_day: date | None = None,
    last_day: date | None = None,
) -> QuerySet[Entry]:
    """The record of a council, newest first, filtered.

    `who` is part of the name of whoever did it, or of whoever they did it for; `what` part of what was done or
    of the thing's name; `thing` a table of `things`. Days count from their midnight in the council's own time.
    """
    entries = Entry.objects.filter(council_id=council_id)
    if who:
        entries = entries.filter(Q(by__icontains=who) | Q(on_behalf_of__icontains=who))
    if what:
        entries = entries.filter(Q(event__icontains=what) | Q(label__icontains=what) | Q(why__icontains=what))
    if thing:
        entries = entries.filter(subject__startswith=f"{thing}:")
    if first_day is not None:
        entries = entries.filter(at__date__gte=first_day)
    if last_day is not None:
        entries = entries.filter(at__date__lte=last_day)
    return entries


def differences(entry: Entry) -> tuple[Difference, ...]:
    """Each value that the entry keeps, before and after; values within values are named "outer: inner"."""
    before, after = dict(_flat(entry.before)), dict(_flat(entry.after))
    return tuple(
        Difference(name.replace("_", " "), _written(before.get(name)), _written(after.get(name)))
        for name in {**before, **after}
    )


def who(entry: Entry) -> str:
    """Whoever did it: "Edith Lamb", or "Edith Lamb for Leo Brandt" who was away."""
    if entry.on_behalf_of:
        return _("%(name)s for %(other)s") % {"name": entry.by, "other": entry.on_behalf_of}
    return entry.by


def _flat(values: dict[str, Any], outer: str = "") -> Iterable[tuple[str, Any]]:
    for name, value in values.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{outer}{name}: ")
        else:
            yield f"{outer}{name}", value


def _written(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(_written(each) for each in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    if isinstance(value, str):
        try:
            return day_name(date.fromisoformat(value)) if len(value) == len("2026-03-03") else value
        except ValueError:
            return value
    return str(value)
