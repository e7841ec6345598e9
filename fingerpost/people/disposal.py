"""What is due for disposal: traces of the work that the council keeps for a time only.

Plans, closed months, decisions, issued reports and the record of every write are none of these. A table whose rows
are says so by `due_for_disposal`; sign-ins stand here, since their table is not ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from fingerpost.history.of import things
from fingerpost.people.council_settings import settings_of

if TYPE_CHECKING:
    from datetime import datetime

    from fingerpost.people.models import Council


@runtime_checkable
class KeptForATime(Protocol):
    """A table whose rows are disposed of after a time that the council chose."""

    @classmethod
    def due_for_disposal(cls, council: Council, *, at: datetime) -> QuerySet[Model]:
        """The rows of the council whose time is over."""


@dataclass(frozen=True, slots=True)
class Due:
    """Rows of one kind that are due, and what people call them."""

    kind: str
    rows: QuerySet[Model]


def years_before(at: datetime, years: int) -> datetime:
    """The moment so many years before; 29 February gives 28 February."""
    try:
        return at.replace(year=at.year - years)
    except ValueError:
        return at.replace(year=at.year - years, day=28)


def due(council: Council, *, at: datetime) -> list[Due]:
    """What is due in a council now, kind by kind, in the order in which it can be deleted."""
    tables = [each for each in apps.get_models() if issubclass(each, KeptForATime)]
    # What points to files goes before the files.
    tables.sort(key=lambda each: each._meta.app_label == "files")  # noqa: SLF001  # Django's documented interface
    before = at - timedelta(days=settings_of(council).sign_ins_days)
    sign_ins = UserSession.objects.filter(user__people__council=council, last_seen_at__lt=before)
    return [
        *(
            Due(things()[each._meta.label_lower], each.due_for_disposal(council, at=at))  # noqa: SLF001  # as above
            for each in tables
        ),
        Due(_("Records of sign-ins"), sign_ins),
    ]
