"""Services: adding, renaming, giving a head, and merging one into another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from django.db import IntegrityError, transaction

from fingerpost.history.record import record
from fingerpost.people.models import Council, Person, Service
from fingerpost.people.operations.locking import to_write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import Model, QuerySet


class CodeTaken(ValueError):
    """Another service has this code."""


class NotToBeMerged(ValueError):
    """A service is merged once, into another service that stands."""


@runtime_checkable
class FollowsService(Protocol):
    """A table whose rows move with a service that is merged into another, such as the actions of open plans."""

    @classmethod
    def moving_with(cls, service: Service) -> QuerySet[Model]:
        """The rows that are to move; those of closed plans stay where they were."""


@transaction.atomic
def add_service(
    *, council: Council, code: str, name: str, head: Person | None = None, by: Person, at: datetime
) -> Service:
    """Add a service. Refuses a code that another has, merged ones included."""
    try:
        with transaction.atomic():
            service = Service.objects.create(council=council, code=code, name=name, head=head)
    except IntegrityError:
        raise CodeTaken(f"Another service has the code {code}.") from None
    record(by=by, at=at, event="added the service", of=service, label=name, after=_shown(service))
    return service


@transaction.atomic
def edit_service(
    *,
    service: Service,
    code: str,
    name: str,
    head: Person | None,
    by: Person,
    at: datetime,
    version: int | None = None,
) -> Service:
    """Rename a service or give it another head. Refuses a code that another has."""
    changed = to_write(service, version)
    before = _shown(changed)
    changed.code, changed.name, changed.head = code, name, head
    try:
        with transaction.atomic():
            changed.save()
    except IntegrityError:
        raise CodeTaken(f"Another service has the code {code}.") from None
    record(
        by=by,
        at=at,
        event="changed the service",
        of=changed,
        label=name,
        before=before,
        after=_shown(changed),
    )
    return changed


@transaction.atomic
def merge_services(
    *, service: Service, into: Service, by: Person, at: datetime, version: int | None = None
) -> Service:
    """Merge a service into another of the same council. It keeps its record and names its successor.

    Its people and the rows of every table that declares `moving_with` (open plans' actions) move along.
    Refuses a service that is merged already, or is to be merged into itself or into a merged one.
    """
    merged = to_write(service, version)
    successor = Service.objects.select_for_update().get(pk=into.pk)
    if merged.merged_into_id is not None:
        raise NotToBeMerged(f"{merged} is merged into {merged.merged_into} already.")
    if merged.pk == successor.pk:
        raise NotToBeMerged("A service cannot be merged into itself.")
    if successor.merged_into_id is not None or successor.council_id != merged.council_id:
        raise NotToBeMerged(f"{successor} is not a service into which another can be merged.")
    moved = {name: _move(rows, successor) for name, rows in _moving_with(merged)}
    people = Person.objects.filter(service=merged)
    moved["people"] = [each.name for each in people]
    people.update(service=successor)
    before = _shown(merged)
    merged.merged_into = successor
    merged.save()
    record(
        by=by,
        at=at,
        event=f"merged into {successor.name} the service"[:80],
        of=merged,
        label=merged.name,
        before=before,
        after={**_shown(merged), "moved": {name: what for name, what in moved.items() if what}},
    )
    return merged


def _moving_with(service: Service) -> Iterator[tuple[str, QuerySet[Model]]]:
    for relation in Service._meta.related_objects:  # noqa: SLF001  # Django's documented interface
        table = relation.related_model
        if issubclass(table, FollowsService):
            yield str(table._meta.verbose_name_plural), table.moving_with(service)  # noqa: SLF001  # as above


def _move(rows: QuerySet[Model], successor: Service) -> list[str]:
    moved = [str(each) for each in rows]
    rows.update(service=successor)
    return moved


def _shown(service: Service) -> dict[str, Any]:
    return {
        "code": service.code,
        "name": service.name,
        "head": service.head.shown if service.head else None,
        "merged_into": service.merged_into.name if service.merged_into else None,
    }
