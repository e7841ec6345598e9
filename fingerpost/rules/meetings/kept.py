"""The rules of a council's meetings in the form in which its settings keep them, and back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from fingerpost.rules.meetings.clear_days import Notice
from fingerpost.rules.meetings.deadlines import Deadline, MeetingRules
from fingerpost.rules.meetings.working_days import Calendar, DayKind
from fingerpost.rules.nations import Nation

if TYPE_CHECKING:
    from collections.abc import Mapping


def to_kept(rules: MeetingRules) -> dict[str, Any]:
    """The rules as text, numbers and null, ready for JSON."""
    return {
        "nation": str(rules.calendar.nation),
        "local": {day.isoformat(): name for day, name in sorted(rules.calendar.local.items())},
        "years": sorted(rules.calendar.years),
        "agenda": _notice(rules.agenda),
        "key_decision": _notice(rules.key_decision),
        "offsets": {str(each): days for each, days in sorted(rules.offsets.items())},
        "confirmed_by": rules.confirmed_by,
        "confirmed_on": rules.confirmed_on.isoformat() if rules.confirmed_on else None,
    }


def from_kept(kept: Mapping[str, Any]) -> MeetingRules:
    """The rules that were kept; those of England, not confirmed, where nothing was."""
    if not kept:
        return MeetingRules()
    confirmed_on = kept["confirmed_on"]
    return MeetingRules(
        calendar=Calendar(
            nation=Nation(kept["nation"]),
            local={date.fromisoformat(day): name for day, name in kept["local"].items()},
            years=frozenset(kept["years"]),
        ),
        agenda=Notice(kept["agenda"]["days"], DayKind(kept["agenda"]["kind"])),
        key_decision=kept["key_decision"]
        and Notice(kept["key_decision"]["days"], DayKind(kept["key_decision"]["kind"])),
        offsets={Deadline(each): days for each, days in kept["offsets"].items()},
        confirmed_by=kept["confirmed_by"],
        confirmed_on=date.fromisoformat(confirmed_on) if confirmed_on else None,
    )


def _notice(notice: Notice | None) -> dict[str, Any] | None:
    return None if notice is None else {"days": notice.days, "kind": str(notice.kind)}
