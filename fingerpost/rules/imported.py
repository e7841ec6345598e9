"""What an old report's exception says to the record, once a person accepts it (rules: Snapshot, imported periods)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.rules.changes import Asked, Basis, ChangeRequest, submit
from fingerpost.rules.dates.approximate import ApproximateDate
from fingerpost.rules.dates.ledger import DateLedger
from fingerpost.rules.decisions import ChangeKind, ReasonCode
from fingerpost.rules.said import said

if TYPE_CHECKING:
    from datetime import date

    from fingerpost.rules.draft import DraftException, PrintedDate

NOT_STATED = "The report gives no reason."
"""Why a date was revised, where the report does not say."""


class WithoutRef(ValueError):
    """The exception has no ref, so there is no action to which it could be accepted."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What an imported exception gives: the opening ledger, the expected date, and the request for it.

    The ledger holds the original date alone: a revised date enters it only by a decision. There is no request
    where no date was revised, or to a date that is unknown, which would have to be a suspension.
    """

    ledger: DateLedger
    expected: ApproximateDate | None
    request: ChangeRequest | None


def accept_exception(exception: DraftException, *, by: str, on: date) -> Accepted:
    """An exception of an old report, as accepted by a person on a day.

    A revised date in it is an expected date and a submitted request, never an approved one. Refuses an
    exception without a ref.
    """
    if exception.ref is None:
        raise WithoutRef(said("This exception has no ref; give it one before accepting it."))
    ledger = DateLedger(_date_of(exception.original), opening=True)
    expected = _date_of(exception.revised)
    if expected is None or not expected.is_known:
        return Accepted(ledger, expected, None)
    asked = Asked(
        ChangeKind.REPROGRAMME,
        exception.ref,
        Basis(ledger),
        asked_by=by,
        asked_on=on,
        reason=ReasonCode.OTHER,
        why=exception.reason or exception.corrective_action or NOT_STATED,
        to_date=expected,
    )
    return Accepted(ledger, expected, submit(ChangeRequest(asked)))


def _date_of(printed: PrintedDate | None) -> ApproximateDate | None:
    return None if printed is None else ApproximateDate(printed.text, printed.edtf)
