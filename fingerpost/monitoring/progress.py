"""How far the updates of an open period have come, and who has said nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fingerpost.monitoring.mine import Mine
from fingerpost.monitoring.models import UpdateState
from fingerpost.rules.classes import StatusClass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Group:
    """The updates called for of one service or lead, and those still missing."""

    name: str
    called_for: int
    missing: tuple[Mine, ...]

    @property
    def silent(self) -> bool:
        """Whether nothing at all was sent."""
        return len(self.missing) == self.called_for


@dataclass(frozen=True, slots=True)
class Progress:
    """An open period so far. `classes` are the counts as it stands."""

    highlighted: int
    called_for: int
    sent: int
    sent_back: int
    to_review: int
    accepted: int
    by_service: tuple[Group, ...]
    by_lead: tuple[Group, ...]
    classes: Counter[StatusClass] = field(default_factory=Counter)

    @property
    def missing(self) -> int:
        """How many updates are called for and were not sent."""
        return self.called_for - self.sent

    @property
    def silent_services(self) -> tuple[Group, ...]:
        """The services of which nothing was heard."""
        return tuple(each for each in self.by_service if each.silent)


def progress_of(everything: Sequence[Mine]) -> Progress:
    """The progress of a period, from all its actions."""
    called = [each for each in everything if each.called_for or each.sent]
    states = Counter(each.state for each in everything)
    return Progress(
        highlighted=sum(each.record.highlight is not None for each in everything),
        called_for=len(called),
        sent=sum(each.sent for each in called),
        sent_back=states[UpdateState.SENT_BACK],
        to_review=states[UpdateState.SENT],
        accepted=states[UpdateState.ACCEPTED],
        by_service=_groups(called, lambda each: [each.record.service or "–"]),
        by_lead=_groups(called, lambda each: [lead.name for lead in each.record.leads] or ["–"]),
        classes=Counter(each.record.class_ for each in everything if each.record.class_ is not None),
    )


def _groups(called: Iterable[Mine], names_of: Callable[[Mine], list[str]]) -> tuple[Group, ...]:
    grouped: dict[str, list[Mine]] = {}
    for each in called:
        for name in names_of(each):
            grouped.setdefault(name, []).append(each)
    return tuple(
        Group(name, len(those), tuple(each for each in those if not each.sent))
        for name, those in sorted(grouped.items())
    )
