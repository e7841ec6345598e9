"""The council's aims and corporate risks: added, reworded, merged. Nothing that a plan refers to is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from fingerpost.history.record import record
from fingerpost.plans.models import Aim, Risk
from fingerpost.plans.operations.holding import refuse_others

if TYPE_CHECKING:
    from datetime import datetime

    from fingerpost.people.models import Council, Person
    from fingerpost.plans.models import AimKind


class AimCodeTaken(ValueError):
    """Another aim or risk of the council has this code."""


class MergedInCircles(ValueError):
    """An aim or risk would belong to itself."""


@transaction.atomic
def save_aim(
    *,
    council: Council,
    kind: AimKind,
    code: str,
    title: str,
    parent: Aim | None = None,
    aim: Aim | None = None,
    by: Person,
    at: datetime,
) -> Aim:
    """Add an aim, or write an aim anew. Refuses a code that is taken and an aim that would belong to itself."""
    refuse_others(council.pk, (by, parent, aim))
    row = Aim(council=council) if aim is None else Aim.objects.select_for_update().get(pk=aim.pk)
    before = _aim_plain(row) if aim else {}
    _refuse_circle(row, parent, "parent")
    row.kind, row.code, row.title, row.parent = kind, code, title, parent
    _save(row)
    event = "changed the aim" if aim else "added the aim"
    record(by=by, at=at, event=event, of=row, label=str(row), before=before, after=_aim_plain(row))
    return row


@transaction.atomic
def save_risk(
    *,
    council: Council,
    code: str,
    title: str,
    merged_into: Risk | None = None,
    risk: Risk | None = None,
    by: Person,
    at: datetime,
) -> Risk:
    """Add a corporate risk, or write it anew; one that was merged keeps its record and names the other.

    Refuses a code that is taken and a merger with itself.
    """
    refuse_others(council.pk, (by, merged_into, risk))
    row = Risk(council=council) if risk is None else Risk.objects.select_for_update().get(pk=risk.pk)
    before = _risk_plain(row) if risk else {}
    _refuse_circle(row, merged_into, "merged_into")
    row.code, row.title, row.merged_into = code, title, merged_into
    _save(row)
    event = "changed the corporate risk" if risk else "added the corporate risk"
    record(by=by, at=at, event=event, of=row, label=str(row), before=before, after=_risk_plain(row))
    return row


def _refuse_circle(row: Aim | Risk, up: Aim | Risk | None, name: str) -> None:
    while up is not None:
        if up.pk == row.pk:
            raise MergedInCircles(f"{row} cannot belong to itself.")
        up = getattr(up, name)


def _save(row: Aim | Risk) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise AimCodeTaken(f"The council has another with the code {row.code}.") from None


def _aim_plain(aim: Aim) -> dict[str, str | None]:
    return {
        "kind": aim.kind,
        "code": aim.code,
        "title": aim.title,
        "parent": aim.parent.code if aim.parent else None,
    }


def _risk_plain(risk: Risk) -> dict[str, str | None]:
    merged = risk.merged_into.code if risk.merged_into else None
    return {"code": risk.code, "title": risk.title, "merged_into": merged}
