"""What a lead's form holds, whatever its format: who it is for, the lines, and the mark by which it is known again."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fingerpost.monitoring.mine import Mine
    from fingerpost.monitoring.models import Period
    from fingerpost.people.models import Council, Person


class Column(StrEnum):
    """The columns of a form, by their headings. The last six are to be filled in."""

    REF = "Ref"
    TITLE = "Action"
    PROMISED = "Promised for"
    LAST = "What you said last month"
    COMPLETED_ON = "Complete on (day)"
    EXPECTED = "If not complete: expected when"
    REASON = "If late: why"
    CORRECTIVE_ACTION = "If late: what is being done, by whom, by when"
    COMMENT = "Comment"


TO_FILL_IN = (
    Column.COMPLETED_ON,
    Column.EXPECTED,
    Column.REASON,
    Column.CORRECTIVE_ACTION,
    Column.COMMENT,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One action of a form: what stands in it when it goes out."""

    ref: str
    title: str
    promised: str
    last: str

    @property
    def words(self) -> tuple[str, ...]:
        """The cells of the line, those to fill in empty."""
        return (self.ref, self.title, self.promised, self.last, *("" for _each in TO_FILL_IN))


@dataclass(frozen=True, slots=True)
class Mark:
    """How a form is known again: the council, the period, the person, and a digest of these with the refs."""

    council: str
    period: int
    person: int
    digest: str

    def __str__(self) -> str:
        return f"Fingerpost form {self.council}/{self.period}/{self.person}/{self.digest}"


_MARK = re.compile(r"Fingerpost form ([-\w]+)/(\d{1,18})/(\d{1,18})/([0-9a-f]{16})", re.ASCII)


def mark_of(council: str, period: int, person: int, refs: Iterable[str]) -> Mark:
    """The mark of a form with these refs."""
    written = "/".join((council, str(period), str(person), *refs))
    return Mark(council, period, person, hashlib.sha256(written.encode()).hexdigest()[:16])


def mark_in(text: str) -> Mark | None:
    """The mark in a text, if there is one."""
    match = _MARK.search(text)
    return None if match is None else Mark(match[1], int(match[2]), int(match[3]), match[4])


@dataclass(frozen=True, slots=True)
class LeadForm:
    """The form of one lead for one period."""

    title: str
    who: str
    council: str
    introduction: tuple[str, ...]
    lines: tuple[Line, ...]
    mark: Mark
    dated: date

    @property
    def name(self) -> str:
        """A name for the file, without its ending."""
        return "-".join(re.findall(r"\w+", f"{self.who} {self.title}"))


def lead_form(council: Council, period: Period, person: Person, actions: Sequence[Mine]) -> LeadForm:
    """The form of a lead for a period with these actions."""
    lines = tuple(_line(each) for each in actions)
    return LeadForm(
        title=_("Updates for %(month)s") % {"month": period},
        who=person.shown,
        council=council.name,
        introduction=(
            _("Please fill in the last five columns and send this back by %(day)s.")
            % {"day": f"{period.due_on.day} {period.due_on:%B %Y}"},
            _(
                "If an action is complete, give the day. If it is not, say when you expect it: “as promised”, a month, "
                "or words such as “end of March”. Leave a line empty if you have nothing to say about it."
            ),
        ),
        lines=lines,
        mark=mark_of(council.slug, period.pk, person.pk, [each.ref for each in lines]),
        dated=period.opened_at.date(),
    )


def _line(mine: Mine) -> Line:
    current = mine.record.ledger.current
    said = mine.last_said
    words = (
        "" if said is None else " ".join(filter(None, (said.comment, said.reason, said.corrective_action)))
    )
    return Line(
        mine.action.ref, mine.action.title, current.spoken if current is not None else _("no end date"), words
    )
