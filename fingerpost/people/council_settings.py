"""What a council chose in the interface, as one typed value read from `Council.settings`.

What was never chosen has the product's own value, so that a new setting needs no migration.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from fingerpost.reports.open_data.publishing import Licence, licence_of
from fingerpost.rules.meetings.kept import from_kept
from fingerpost.rules.publishing import PublicComments, PublicNames
from fingerpost.rules.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fingerpost.people.models import Council
    from fingerpost.rules.meetings.deadlines import MeetingRules

WHITE = 1.0
CONTRAST_FOR_TEXT = 4.5
"""The contrast of white text on the council's colour that WCAG 2.2 AA asks for."""


class SecondFactor(StrEnum):
    """Who must have a second factor before they may open a page of the council."""

    NOBODY = "nobody"
    ADMINISTRATORS = "administrators"
    POWERFUL = "administrators and performance officers"
    EVERYONE = "everyone"


_ROLES_THAT_NEED_IT = {
    SecondFactor.NOBODY: frozenset[Role](),
    SecondFactor.ADMINISTRATORS: frozenset({Role.ADMINISTRATOR}),
    SecondFactor.POWERFUL: frozenset({Role.ADMINISTRATOR, Role.PERFORMANCE_OFFICER}),
    SecondFactor.EVERYONE: frozenset(Role),
}


@dataclass(frozen=True, slots=True)
class CouncilSettings:
    """A council's choices.

    `role_words` are its own names for roles ("Executive Member"), by role. `reminder_days` count from the day
    on which updates are due: -3 is three days before, 2 two days after. `escalate_days` after it, silence is
    told to the head of service and then to the corporate management team. Updates are due on the working day of
    that number after a period, and the period is closed on another. Uploads that were never accepted,
    messages and records of sign-ins are due for disposal after so many years, years and days. `meetings` are the
    rules of its meetings as `rules.meetings.kept` reads them; empty until the council kept its own.
    `public_names` and `public_comments` say what of a month its public pages show, `public_contact` whom readers of
    them may ask. `licence_title` and `licence_address` are of the licence of what is published, both empty for the Open
    Government Licence.
    """

    second_factor: SecondFactor = SecondFactor.ADMINISTRATORS
    role_words: Mapping[str, str] = field(default_factory=dict)
    reminder_days: tuple[int, ...] = (-5, -1, 1)
    escalate_days: tuple[int, int] = (3, 5)
    due_working_day: int = 5
    close_working_day: int = 7
    uploads_years: int = 1
    messages_years: int = 3
    sign_ins_days: int = 180
    meetings: Mapping[str, Any] = field(default_factory=dict)
    public_names: PublicNames = PublicNames.POSTS
    public_comments: PublicComments = PublicComments.EXCEPTIONS
    public_contact: str = ""
    licence_title: str = ""
    licence_address: str = ""

    def needs_second_factor(self, roles: Iterable[Role]) -> bool:
        """Whether whoever has these roles must have a second factor."""
        return not _ROLES_THAT_NEED_IT[self.second_factor].isdisjoint(roles)

    def role_word(self, role: Role) -> str:
        """What the council calls a role."""
        return self.role_words.get(str(role)) or gettext(str(role))

    @property
    def licence(self) -> Licence:
        """The licence under which the council publishes now."""
        return licence_of(self.licence_title, self.licence_address)

    @property
    def meeting_rules(self) -> MeetingRules:
        """How the council counts the days of its meetings."""
        return from_kept(self.meetings)

    def plain(self) -> dict[str, Any]:
        """The form in which `Council.settings` keeps them."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()
        }


_KINDS: dict[str, type[StrEnum]] = {
    "second_factor": SecondFactor,
    "public_names": PublicNames,
    "public_comments": PublicComments,
}


def settings_of(council: Council) -> CouncilSettings:
    """The choices of a council. Names in the stored value that mean nothing here are left alone."""
    known = {each.name for each in fields(CouncilSettings)}
    chosen = {name: value for name, value in council.settings.items() if name in known}
    for name, kind in _KINDS.items():
        if name in chosen:
            chosen[name] = kind(chosen[name])
    for name in ("reminder_days", "escalate_days"):
        if name in chosen:
            chosen[name] = tuple(chosen[name])
    return CouncilSettings(**chosen)


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of white text on a colour written #rrggbb, as WCAG defines it (1 to 21)."""
    return (WHITE + 0.05) / (_luminance(colour) + 0.05)


def _luminance(colour: str) -> float:
    match = re.fullmatch(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})", colour)
    if match is None:
        raise ValueError(f"{colour} is not a colour written #rrggbb.")
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (int(each, 16) / 255 for each in match.groups())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
