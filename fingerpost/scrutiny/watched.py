"""What somebody watches, and what has moved there between the last two closed months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from fingerpost.govuk.filters import status_word
from fingerpost.monitoring.models import ActionMonth, Period
from fingerpost.plans.models import Action, LedgerEntry, Section
from fingerpost.reports.compose.snapshot_lists import revision_words
from fingerpost.rules.dates.ledger import Revision
from fingerpost.rules.plain import from_plain
from fingerpost.rules.scrutiny import ScrutinyKind, ScrutinyState
from fingerpost.scrutiny.models import Turn, Watch
from fingerpost.scrutiny.values import answers
from fingerpost.scrutiny.wording import KINDS, STATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fingerpost.people.models import Person


@dataclass(frozen=True, slots=True)
class Watched:
    """An action that somebody watches: how it stood in the last two closed months, and what has moved, in sentences.

    `within` is the section through which it is watched, None where it is watched itself.
    """

    action: Action
    within: Section | None
    before: ActionMonth | None
    now: ActionMonth | None
    moved: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WatchList:
    """Everything that somebody watches: as chosen, and action by action, what has moved first."""

    watches: tuple[Watch, ...]
    actions: tuple[Watched, ...]

    @property
    def moved(self) -> tuple[Watched, ...]:
        """The actions of which something has moved."""
        return tuple(each for each in self.actions if each.moved)


def watch_list(person: Person) -> WatchList:
    """What a person watches, and what has moved there since the month before the last closed one."""
    watches = tuple(
        Watch.objects.filter(person=person).select_related("action__plan", "section__plan").order_by("pk")
    )
    if not watches:
        return WatchList((), ())
    through = _sections(watches)
    own = {each.action_id for each in watches if each.action_id}
    actions = list(
        Action.objects.filter(Q(pk__in=own) | Q(section__in=through))
        .select_related("plan")
        .order_by("plan", "place")
    )
    last = _last_two({each.plan_id for each in actions})
    stood = {
        (each.action_id, each.period_id): each
        for each in ActionMonth.objects.filter(
            action__in=actions, period__in=[period for two in last.values() for period in two]
        ).select_related("period")
    }
    told = _told(actions, last)
    found = []
    for action in actions:
        now, before = (
            None if period is None else stood.get((action.pk, period.pk))
            for period in (*last.get(action.plan_id, ()), None, None)[:2]
        )
        moved = (*_status_moved(action, before, now), *told.get(action.pk, ()))
        within = None if action.pk in own else through.get(action.section_id)
        found.append(Watched(action, within, before, now, moved))
    return WatchList(watches, tuple(sorted(found, key=lambda each: not each.moved)))


def _sections(watches: Iterable[Watch]) -> dict[int, Section]:
    """The watched sections and everything below them, by key, with the one that is watched."""
    watched = {each.section_id: each.section for each in watches if each.section is not None}
    if not watched:
        return {}
    plans = {each.plan_id for each in watched.values()}
    found: dict[int, Section] = {}
    rows = Section.objects.filter(plan__in=plans).order_by("level", "place")
    for row in rows:
        if row.pk in watched:
            found[row.pk] = watched[row.pk]
        elif row.parent_id in found:
            found[row.pk] = found[row.parent_id]
    return found


def _last_two(plans: Iterable[int]) -> dict[int, tuple[Period, ...]]:
    """The last two closed periods of each plan, the latest first."""
    found: dict[int, tuple[Period, ...]] = {}
    rows = Period.objects.filter(plan__in=plans).exclude(closed_at=None).order_by("-first")
    for each in rows:
        two = found.get(each.plan_id, ())
        if len(two) < 2:  # the last and the one before
            found[each.plan_id] = (*two, each)
    return found


def _status_moved(action: Action, before: ActionMonth | None, now: ActionMonth | None) -> Iterator[str]:
    if before is not None and now is not None and before.status != now.status:
        yield _("%(before)s in %(then)s, %(now)s in %(month)s.") % {
            "before": status_word(before.status, action.plan),
            "then": before.period,
            "now": status_word(now.status, action.plan).lower(),
            "month": now.period,
        }


def _told(actions: Iterable[Action], last: Mapping[int, tuple[Period, ...]]) -> dict[int, list[str]]:
    """What was decided about the dates of these actions, and what Members were answered, since the month before."""
    plans = {each.pk: each.plan_id for each in actions}
    since = {plan: two[-1] for plan, two in last.items()}
    found: dict[int, list[str]] = {}
    for entry in LedgerEntry.objects.filter(action__in=plans).exclude(decided_on=None):
        period = since.get(plans[entry.action_id])
        if period is not None and entry.decided_on is not None and entry.decided_on > period.last.last_day:
            words = revision_words(from_plain(Revision, entry.revision))
            found.setdefault(entry.action_id, []).append(words)
    turns = Turn.objects.filter(request__action__in=plans).exclude(state="").select_related("request")
    for turn in turns:
        row = turn.request
        assert row.action_id is not None
        period = since.get(plans[row.action_id])
        kind = ScrutinyKind(row.kind)
        if period is not None and answers(kind, turn.state) and turn.on > period.last.last_day:
            words = _("%(kind)s %(number)s: %(state)s.") % {
                "kind": KINDS[kind],
                "number": row.number,
                "state": str(STATES[ScrutinyState(turn.state)]).lower(),
            }
            found.setdefault(row.action_id, []).append(words)
    return found
