"""The action as it was when the request was made, as asked for, and as it is now, row by row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fingerpost.changes.values import WORDED, asked_of, basis_now, mark_of
from fingerpost.changes.wording import months_in_words
from fingerpost.rules.changes import ENDS_THE_ACTION, Asked, NotARequest, foreseen
from fingerpost.rules.dates.ledger import DateLedger, NotForTheLedger, OutOfOrder
from fingerpost.rules.decisions import ChangeKind

if TYPE_CHECKING:
    from fingerpost.changes.models import ChangeRequest


@dataclass(frozen=True, slots=True)
class Row:
    """One thing about the action: before, as asked for, and (where the request is stale) as it is now."""

    label: str
    before: str
    after: str
    now: str | None = None

    @property
    def changes(self) -> bool:
        """Whether the request changes this, as it is now."""
        return self.after != (self.before if self.now is None else self.now)

    @property
    def moved_on(self) -> bool:
        """Whether this has changed since it was asked."""
        return self.now is not None and self.now != self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """A request beside its action. `mark` stands for the action as it is now, `impossible` for why what is
    asked can no longer be done.
    """

    rows: tuple[Row, ...]
    stale: bool
    mark: str
    impossible: str = ""


def is_stale_now(request: ChangeRequest) -> bool:
    """Whether what a request rests on has changed since it was asked (prefetch as `basis_now` asks)."""
    return asked_of(request).basis != basis_now(request.kind, request.action)


def compare(request: ChangeRequest, *, decided: bool = False) -> Comparison:
    """Set a request beside its action (prefetch as `basis_now` asks, and `new_actions`).

    What is `decided` is shown as it was asked, and is never stale. A stale request is shown with what its
    approval would lead to now.
    """
    asked = asked_of(request)
    before, now = asked.basis, basis_now(request.kind, request.action)
    stale = not decided and before != now
    after, impossible = _foreseen(replace(asked, basis=now) if stale else asked)
    rows = []
    if before.ledger is not None and after is not None:
        current = now.ledger if stale else None
        one, two = _dates(before.ledger), _dates(after)
        three = None if current is None else _dates(current)
        rows += [
            Row(label, one[label], two[label], None if three is None else three[label])
            for label in one
            if one[label] or two[label] or (three is not None and three[label])
            if asked.kind not in WORDED or (three is not None and three[label] != one[label])
        ]
    if before.words is not None or asked.to_words:
        rows.insert(
            0,
            Row(
                _("In words"),
                before.words or "–",
                asked.to_words or "–",
                (now.words or "–") if stale else None,
            ),
        )
    if asked.kind in ENDS_THE_ACTION:
        rows.append(Row(_("The action"), _("goes on"), _("is withdrawn, and stays on record")))
    if asked.kind is ChangeKind.MERGE and request.into is not None:
        rows.append(Row(_("Goes on as part of"), "–", str(request.into)))
    return Comparison(tuple(rows), stale, mark_of(now), "" if decided else impossible)


def _foreseen(asked: Asked) -> tuple[DateLedger | None, str]:
    """The ledger that an approval would leave; where none can, the one that it rests on, and why not."""
    try:
        return foreseen(asked), ""
    except (NotARequest, NotForTheLedger, OutOfOrder) as refusal:
        return asked.basis.ledger, str(refusal)


def _dates(ledger: DateLedger) -> dict[str, str]:
    """What a ledger says, by its label."""
    suspended = ""
    if (suspension := ledger.suspension) is not None:
        suspended = (
            _("until %(month)s") % {"month": suspension.resume_month.name}
            if suspension.resume_month is not None
            else _("to be reviewed in %(month)s")
            % {"month": suspension.review_month.name if suspension.review_month else ""}
        )
    moved = ledger.months_moved
    return {
        _("Original date"): ledger.original.spoken if ledger.original else _("none: ongoing"),
        _("Current date"): ledger.current.spoken if ledger.current else _("none: ongoing"),
        _("Reprogrammed months"): months_in_words(ledger.reprogrammed_months),
        _("Times moved"): str(ledger.times_moved),
        _("Months moved"): "" if moved is None else _months(moved),
        _("Suspended"): suspended,
    }


def _months(number: int) -> str:
    if number < 0:
        return ngettext("%(number)s month brought forward", "%(number)s months brought forward", -number) % {
            "number": -number
        }
    return ngettext("%(number)s month", "%(number)s months", number) % {"number": number}
