"""What moved between two documents, as far as documents say it: no schedule, no ledger, only what is printed.

Two exception reports name their exceptions only, so an action that leaves may be complete, on target, or
re-dated: the comparison says that it left and never why. Closed months are compared by `movement` instead.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import Draft, DraftAction, DraftException, PrintedDate
from fingerpost.rules.months import Month
from fingerpost.rules.said import said

if TYPE_CHECKING:
    from collections.abc import Sequence


class NotComparable(ValueError):
    """Two records that do not speak of the same things."""


class Basis(StrEnum):
    """Over what two documents are compared."""

    EXCEPTIONS = "exceptions"
    ACTIONS = "actions"


class Change(StrEnum):
    """What became of an action from one document to the other."""

    JOINED = "joined"
    LEFT = "left"
    CHANGED = "changed"
    SAME = "the same"


@dataclass(frozen=True, slots=True)
class Side:
    """An action as one document prints it."""

    title: str | None
    status: StatusClass | None
    date: PrintedDate | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Compared:
    """One action in both documents: what each prints, and what became of it.

    `differences` names what is not the same: title, status, date.
    """

    ref: str | None
    change: Change
    before: Side | None
    after: Side | None
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftComparison:
    """Two documents side by side. `repeated` names refs that one document uses more than once."""

    basis: Basis
    before: Month | None
    after: Month | None
    compared: tuple[Compared, ...]
    repeated: tuple[str, ...] = ()

    def those(self, change: Change) -> tuple[Compared, ...]:
        """The actions of which this became."""
        return tuple(each for each in self.compared if each.change is change)


def compare_drafts(before: Draft, after: Draft) -> DraftComparison:
    """Compare two reports over their exceptions, or two trackers over their actions.

    An action is known by its ref; one without a ref, or whose ref its document repeats, by ref and title.
    Refuses two documents of which one has only exceptions and the other only actions, or that have neither.
    """
    basis = _basis(before, after)
    first, second = (_sides(_items(each, basis)) for each in (before, after))
    repeated = sorted(
        {ref for sides in (first, second) for ref, found in sides.items() if ref and len(found) > 1}
    )
    keyed = [_by_key(sides, set(repeated)) for sides in (first, second)]
    compared = [
        _compared(key[0], keyed[0].get(key), keyed[1].get(key))
        for key in dict.fromkeys([*keyed[1], *keyed[0]])
    ]
    return DraftComparison(basis, before.period, after.period, tuple(compared), tuple(repeated))


def _basis(before: Draft, after: Draft) -> Basis:
    if before.exceptions and after.exceptions:
        return Basis.EXCEPTIONS
    if before.actions and after.actions:
        return Basis.ACTIONS
    if any(each.exceptions or each.actions for each in (before, after)) and before.kind is after.kind:
        return Basis.EXCEPTIONS if before.exceptions or after.exceptions else Basis.ACTIONS
    raise NotComparable(
        said(
            "These two cannot be compared: both must list exceptions, or both must list actions. {source} has {count} exceptions and {count2} actions, {source2} has {count3} exceptions and {count4} actions.",
            source=before.source.name,
            count=len(before.exceptions),
            count2=len(before.actions),
            source2=after.source.name,
            count3=len(after.exceptions),
            count4=len(after.actions),
        )
    )


def _items(draft: Draft, basis: Basis) -> Sequence[DraftException | DraftAction]:
    return draft.exceptions if basis is Basis.EXCEPTIONS else draft.actions


def _sides(items: Sequence[DraftException | DraftAction]) -> dict[str | None, list[Side]]:
    sides: dict[str | None, list[Side]] = defaultdict(list)
    for each in items:
        if isinstance(each, DraftException):
            side = Side(each.action, each.status, each.revised or each.original, each.place)
        else:
            side = Side(each.title, each.status, each.revised or each.due, each.place)
        sides[each.ref].append(side)
    return sides


def _by_key(
    sides: dict[str | None, list[Side]], repeated: set[str]
) -> dict[tuple[str | None, str, int], Side]:
    keyed: dict[tuple[str | None, str, int], Side] = {}
    for ref, found in sides.items():
        for side in found:
            title = _plain_title(side.title) if ref is None or ref in repeated else ""
            copy = 0
            while (ref, title, copy) in keyed:
                copy += 1
            keyed[ref, title, copy] = side
    return keyed


def _compared(ref: str | None, before: Side | None, after: Side | None) -> Compared:
    if before is None:
        return Compared(ref, Change.JOINED, None, after)
    if after is None:
        return Compared(ref, Change.LEFT, before, None)
    differences = [
        name
        for name, differs in (
            ("title", _plain_title(before.title) != _plain_title(after.title)),
            ("status", before.status is not after.status),
            ("date", _date_key(before.date) != _date_key(after.date)),
        )
        if differs
    ]
    return Compared(ref, Change.CHANGED if differences else Change.SAME, before, after, tuple(differences))


def _plain_title(title: str | None) -> str:
    """A title without what does not matter: case, white space, a full stop at its end, "&" for "and"."""
    return " ".join((title or "").casefold().replace("&", " and ").split()).rstrip(" .")


def _date_key(date: PrintedDate | None) -> str | None:
    return (date.edtf or " ".join(date.text.casefold().split())) if date else None
