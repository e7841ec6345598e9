"""What in a sent update needs challenge, gravest first, so that review begins where it matters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fingerpost.monitoring.mine import Mine
from fingerpost.rules.classes import LATE_CLASSES, Status, StatusClass
from fingerpost.rules.dates.approximate import is_later
from fingerpost.rules.plain import from_plain
from fingerpost.rules.status import BEST_TO_WORST
from fingerpost.rules.updates import Update

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Doubt(IntEnum):
    """A reason to look twice; the lower, the graver."""

    DECLARED_BETTER = 1
    NO_CORRECTIVE_ACTION = 2
    NO_REASON = 3
    NEWLY_LATE = 4
    NO_REQUEST = 5
    SAME_WORDS = 6


WORDS = {
    Doubt.DECLARED_BETTER: _("Declared better than its dates give"),
    Doubt.NO_CORRECTIVE_ACTION: _("Late, and nothing is said to be done about it"),
    Doubt.NO_REASON: _("Late without a reason"),
    Doubt.NEWLY_LATE: _("Newly late"),
    Doubt.NO_REQUEST: _("Expected later than promised, and no new date is asked for"),
    Doubt.SAME_WORDS: _("The same words as last time"),
}

SHORTEST = 15
"""Fewer letters than this do not say what is being done."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sent update that waits for review, with what was said, last time's words, and what is doubtful."""

    mine: Mine
    said: Update
    last_said: Update | None
    doubts: tuple[Doubt, ...]

    @property
    def unchanged(self) -> bool:
        """Whether it is on target as it was last time, with nothing doubtful."""
        last = self.mine.last
        return (
            not self.doubts
            and self.mine.record.status is Status.ON_TARGET
            and last is not None
            and last.status == Status.ON_TARGET
        )

    @property
    def words(self) -> list[str]:
        """The doubts in words."""
        return [str(WORDS[each]) for each in self.doubts]


def waiting(everything: Iterable[Mine]) -> list[Waiting]:
    """The sent updates among these, the most doubtful first; those alike in the order of the plan."""
    found = []
    for mine in everything:
        if mine.update is None or mine.update.state != "sent" or mine.update.content is None:
            continue
        said = from_plain(Update, mine.update.content)
        last = mine.last_update
        last_said = from_plain(Update, last.content) if last is not None and last.content else None
        found.append(Waiting(mine, said, last_said, tuple(_doubts(mine, said, last_said))))
    return sorted(found, key=lambda each: (not each.doubts, each.doubts, each.mine.action.place))


def _doubts(mine: Mine, said: Update, last_said: Update | None) -> Iterator[Doubt]:
    record = mine.record
    late = {record.status, record.calculated} & {Status.AMBER, Status.RED}
    declared = said.declared
    if declared is not None and BEST_TO_WORST.index(declared.status) < BEST_TO_WORST.index(record.calculated):
        yield Doubt.DECLARED_BETTER
    if late and len((said.corrective_action or "").strip()) < SHORTEST:
        yield Doubt.NO_CORRECTIVE_ACTION
    if late and not said.reason:
        yield Doubt.NO_REASON
    if record.class_ in LATE_CLASSES and (mine.last is None or mine.last.status_class not in _LATE):
        yield Doubt.NEWLY_LATE
    current = record.ledger.current
    if (
        said.expected is not None
        and current is not None
        and is_later(said.expected, current)
        and not mine.asked
    ):
        yield Doubt.NO_REQUEST
    if last_said is not None and said.comment and said.comment == last_said.comment:
        yield Doubt.SAME_WORDS


_LATE = frozenset({StatusClass.AMBER.value, StatusClass.RED.value})
