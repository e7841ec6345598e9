"""What an exception report says of a closed period, besides figures and movement (rules: Exceptions)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.rules.classes import LATE_CLASSES, Status, StatusClass
from fingerpost.rules.refs import RefOrder, ref_order
from fingerpost.rules.status import BEST_TO_WORST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fingerpost.rules.snapshot import ActionRecord, Snapshot

_SPEAKS_FOR_ITSELF = frozenset({Status.COMPLETE, Status.SUSPENDED, Status.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class ServiceUpdates:
    """How a service answered: the refs of its actions that needed an update, and of those that got none."""

    service: str | None
    asked: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def said_nothing(self) -> bool:
        """Whether the service sent no update at all."""
        return self.asked == self.silent


@dataclass(frozen=True, slots=True)
class OutsideBody:
    """A body outside the council, with the refs of the highlighted actions that name it."""

    name: str
    refs: tuple[str, ...]


def exceptions(snapshot: Snapshot) -> tuple[ActionRecord, ...]:
    """The exceptions of a period: amber, red and what the policy adds, by section, then by ref."""
    wanted = LATE_CLASSES | set(snapshot.policies.also_exceptions)
    return _in_order(snapshot, lambda action: action.class_ in wanted)


def changed(snapshot: Snapshot) -> tuple[ActionRecord, ...]:
    """The highlighted actions counted as re-dated, suspended or withdrawn: as many as the table says."""
    return _in_order(snapshot, lambda action: action.class_ is StatusClass.REPROGRAMMED)


def schedule_of_changes(snapshot: Snapshot) -> tuple[ActionRecord, ...]:
    """Every action that was ever reprogrammed, extended, suspended or withdrawn, counted or not."""
    return _in_order(snapshot, lambda action: bool(action.ledger.revisions))


def completed(snapshot: Snapshot) -> tuple[ActionRecord, ...]:
    """The actions whose completion counts for the first time in this period."""
    return _in_order(snapshot, lambda action: action.completed_now)


def declared_better(snapshot: Snapshot) -> tuple[ActionRecord, ...]:
    """The highlighted actions counted better than their dates give, by reason and agreement."""
    return _in_order(snapshot, is_declared_better)


def is_declared_better(action: ActionRecord) -> bool:
    """Whether the action counts with a better status than its dates give."""
    if action.status is action.calculated:
        return False
    return BEST_TO_WORST.index(action.status) < BEST_TO_WORST.index(action.calculated)


def service_updates(snapshot: Snapshot) -> tuple[ServiceUpdates, ...]:
    """The services of which an update is missing, by name. None stands for actions without a service."""
    return tuple(each for each in all_service_updates(snapshot) if each.silent)


def all_service_updates(snapshot: Snapshot) -> tuple[ServiceUpdates, ...]:
    """How each service answered that was asked for an update, by name. None stands for actions without a service.

    Asked for are the highlighted actions that are open: not complete, suspended or withdrawn.
    """
    asked: dict[str | None, list[ActionRecord]] = {}
    for action in _in_order(snapshot, lambda each: each.highlight is not None):
        if action.status not in _SPEAKS_FOR_ITSELF:
            asked.setdefault(action.service, []).append(action)
    return tuple(
        ServiceUpdates(service, _refs(actions), _refs(each for each in actions if each.update is None))
        for service, actions in sorted(asked.items(), key=lambda item: (item[0] is None, item[0] or ""))
    )


def outside_bodies(snapshot: Snapshot) -> tuple[OutsideBody, ...]:
    """The outside bodies that highlighted actions name, by name: whoever sits on one declares an interest."""
    named: dict[str, list[ActionRecord]] = {}
    for action in _in_order(snapshot, lambda each: each.highlight is not None):
        for body in action.outside_bodies:
            named.setdefault(body, []).append(action)
    return tuple(OutsideBody(name, _refs(named[name])) for name in sorted(named))


def _in_order(snapshot: Snapshot, wanted: Callable[[ActionRecord], bool]) -> tuple[ActionRecord, ...]:
    """The wanted actions in the order of the plan's sections, then by ref."""
    place = {section.code: index for index, section in enumerate(snapshot.sections)}

    def order(action: ActionRecord) -> tuple[int, RefOrder]:
        return place[action.section], ref_order(action.ref)

    return tuple(sorted(filter(wanted, snapshot.actions), key=order))


def _refs(actions: Iterable[ActionRecord]) -> tuple[str, ...]:
    return tuple(each.ref for each in actions)
