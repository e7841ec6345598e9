"""What somebody is to a request: whoever asked, whoever is to answer, whoever keeps the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.rules.scrutiny import ACT_OF, Party, ScrutinyKind, ScrutinyState, moves_of

if TYPE_CHECKING:
    from fingerpost.people.access import Access
    from fingerpost.scrutiny.models import Request


def parties_of(access: Access, row: Request) -> frozenset[Party]:
    """Everything that a person is to a request."""
    found = set()
    if row.asked_by_id == access.person.pk and access.may(ACT_OF[Party.ASKER]):
        found.add(Party.ASKER)
    if access.may_to(ACT_OF[Party.OWNER], row):
        found.add(Party.OWNER)
    if access.may(ACT_OF[Party.RECORDER]):
        found.add(Party.RECORDER)
    return frozenset(found)


def moves_open(access: Access, row: Request) -> tuple[ScrutinyState, ...]:
    """Where a person may move a request now."""
    return moves_of(ScrutinyKind(row.kind), ScrutinyState(row.state), parties_of(access, row))
