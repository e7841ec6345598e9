"""What stands at the front and the end of a report beside its parts, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.people.models import Person

if TYPE_CHECKING:
    from fingerpost.committee.models import CommitteeReport


@dataclass(frozen=True, slots=True)
class Front:
    """Who is responsible and whom to ask, what is decided and where, and the lists at the end.

    `holder_consulted` is None where nobody has said. `appendices` are the titles of those beside the one that is
    made of the record.
    """

    title: str
    officer: Person | None = None
    portfolio_holder: Person | None = None
    holder_consulted: bool | None = None
    contact: Person | None = None
    telephone: str = ""
    wards: str = ""
    decision_type: str = ""
    background_papers: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[Person | None, ...]:
        """Everybody that is named."""
        return self.officer, self.portfolio_holder, self.contact


NAMES = tuple(Front.__slots__)


def front_of(report: CommitteeReport) -> Front:
    """The front of a report (select `officer`, `portfolio_holder`, `contact`)."""
    values = {name: getattr(report, name) for name in NAMES}
    values["background_papers"] = tuple(values["background_papers"])
    return Front(**values)


def plain_front(front: Front) -> dict[str, object]:
    """The front in the form in which the history keeps it: people by their names."""
    plain: dict[str, object] = {}
    for name in NAMES:
        value = getattr(front, name)
        if name in ("officer", "portfolio_holder", "contact"):
            value = value.shown if value else ""
        plain[name] = list(value) if isinstance(value, tuple) else value
    return plain
