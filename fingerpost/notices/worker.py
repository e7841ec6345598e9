"""One turn of the worker: write what is due in every council, then send what stands in the outbox."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db import DatabaseError

from fingerpost.notices.sending import send_waiting
from fingerpost.notices.writing import write_due
from fingerpost.people.models import Council

if TYPE_CHECKING:
    from datetime import datetime

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


@dataclass
class Worker:
    """Works in turns; remembers which months it judged for which day."""

    judged: set[tuple[int, date]] = field(default_factory=set)

    def turn(self, *, at: datetime) -> Turn:
        """Write and send once. A fault in one council is logged and keeps none of the others waiting."""
        written = faults = 0
        for council in Council.objects.order_by("pk"):
            try:
                written += len(write_due(council, at=at, judged=self.judged))
            except (ValueError, DatabaseError):
                log.exception("What the people of %s are to be told could not be worked out.", council)
                self.judged.clear()
                faults += 1
        sent, failed = send_waiting(at=at)
        return Turn(written, sent, failed, faults)
