"""Sign-offs of parts that read otherwise after something else was changed."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from fingerpost.committee.operations.holding import unsigned
from fingerpost.committee.reading import reading_of
from fingerpost.history.record import record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from fingerpost.committee.models import CommitteeReport
    from fingerpost.people.models import Person


@contextmanager
def voiding(report: CommitteeReport, *, by: Person, at: datetime) -> Iterator[list[str]]:
    """Within an operation on a held report: what is changed inside may change how parts read.

    The sign-off of each part that read as signed before and does not any more is taken off, with an entry of its own
    in the record. The headings of these parts are in the list once the block is left.
    """
    before = [each.row.pk for each in reading_of(report).parts if each.is_signed]
    void: list[str] = []
    yield void
    if not before:
        return
    for each in reading_of(report).parts:
        if each.row.pk in before and not each.is_signed and each.row.signed_by is not None:
            signed = {"signed by": each.row.signed_by.shown, "digest": each.row.signed_digest}
            unsigned(each.row)
            each.row.version += 1
            each.row.save()
            void.append(each.row.heading)
            record(
                by=by,
                at=at,
                event="changed how it reads, so that its sign-off is void, the part",
                of=each.row,
                label=f"{each.row.heading}, {report.title}",
                before=signed,
            )
