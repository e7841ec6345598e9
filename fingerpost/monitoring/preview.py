"""What an update would give, before it is sent: judged by the same code that closes the month."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.monitoring.closing import snapshot_before
from fingerpost.monitoring.rows import row_of, whole_action
from fingerpost.plans.values import plan_value, policies_of
from fingerpost.rules.closing import close_action
from fingerpost.rules.plain import from_plain
from fingerpost.rules.snapshot import ActionRecord

if TYPE_CHECKING:
    from datetime import date

    from fingerpost.monitoring.models import Period, Snapshot
    from fingerpost.plans.models import Action
    from fingerpost.rules.updates import Update


def frozen_record(stored: Snapshot, ref: str) -> ActionRecord | None:
    """One action as a stored snapshot holds it, without making values of all the others."""
    plain = next((each for each in json.loads(stored.json)["actions"] if each["ref"] == ref), None)
    return None if plain is None else from_plain(ActionRecord, plain)


def preview(action: Action, period: Period, content: Update | None, *, on: date) -> ActionRecord:
    """The action as the period would close with it on a day, with this update in place of the one sent.

    `content` None leaves what was sent.
    """
    before = snapshot_before(period)
    row = row_of(whole_action(action, up_to=period.last), on)
    if content is not None:
        earlier = tuple(each for each in row.updates if each.period != period.value)
        row = replace(row, updates=(*earlier, content))
    return close_action(
        row,
        plan=plan_value(period.plan),
        period=period.value,
        closed_on=max(on, period.last.last_day),
        policies=policies_of(period.plan),
        before=None if before is None else frozen_record(before, action.ref),
    )
