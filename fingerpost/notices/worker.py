"""One turn of the worker: write what is due in every council, then send what stands in the outbox."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from django.db import DatabaseError, transaction

from fingerpost.notices.sending import send_waiting
from fingerpost.notices.writing import write_due
from fingerpost.people.models import Council

if TYPE_CHECKING:
    from datetime import datetime

    from fingerpost.notices.models import Message

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn did: messages written, sent and not sent, and councils in which writing failed."""

    written: int
    sent: int
    failed: int
    faults: int

    def __str__(self) -> str:
        return (
            f"{self.written} written, {self.sent} sent, {self.failed} to be tried again or given up, "
            f"{self.faults} councils with a fault"
        )


class Writer(Protocol):
    """Writes what a part above this one has to tell: worked out from its record, each thing once."""

    def __call__(self, council: Council, *, at: datetime) -> Sequence[Message]:
        """Write everything that is to be told by now and was not told yet."""


@dataclass
class Worker:
    """Works in turns; remembers which months it judged for which day. `writers` are those of the parts above."""

    writers: Sequence[Writer] = ()
    judged: set[tuple[int, date]] = field(default_factory=set)

    def turn(self, *, at: datetime) -> Turn:
        """Write and send once. A fault in one council is logged and keeps none of the others waiting."""
        written = faults = 0
        for council in Council.objects.order_by("pk"):
            try:
                written += len(write_due(council, at=at, judged=self.judged))
                for write in self.writers:
                    written += self._written(write, council, at=at)
            except (ValueError, DatabaseError):
                log.exception("What the people of %s are to be told could not be worked out.", council)
                self.judged.clear()
                faults += 1
        sent, failed = send_waiting(at=at)
        return Turn(written, sent, failed, faults)

    @transaction.atomic
    def _written(self, write: Writer, council: Council, *, at: datetime) -> int:
        """How many messages a writer wrote; no two workers write for one council at once."""
        Council.objects.select_for_update().get(pk=council.pk)
        return len(write(council, at=at))
