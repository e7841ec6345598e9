"""Passwords that whoever knows the service would try first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fingerpost.people.models import Council

if TYPE_CHECKING:
    from fingerpost.people.models import User

WORDS = ("fingerpost", "improvement", "performance", "council", "district", "password", "report", "plan")
"""Words of the service itself. Those of the names of the installation's councils are added to them."""

ENOUGH = 8
"""How many characters a password with such words has besides them, spaces not counted."""

SHORTEST = 4
"""A word of a council's name with fewer letters ("of") is no word to guess a password by."""


class WordsOfTheServiceValidator:
    """Refuses a password that is little more than words of the service or of a council's name.

    Passwords without such words, of whatever characters, are no business of this rule.
    """

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002  # Django's signature
        """Refuse with a sentence fit for the page."""
        names = " ".join(Council.objects.values_list("name", flat=True)).casefold()
        words = {*WORDS, *(each for each in re.findall(r"\w+", names) if len(each) >= SHORTEST)}
        whole = "".join(password.casefold().split())
        rest = whole
        for each in sorted(words, key=len, reverse=True):
            rest = rest.replace(each, "")
        if rest != whole and len(rest) < ENOUGH:
            raise ValidationError(self.get_help_text(), code="password_of_the_service")

    def get_help_text(self) -> str:
        """What is asked of a password."""
        return _(
            "The password is too easy to guess: it is little more than the council’s name or words such as “plan” and “fingerpost”. Add other words."
        )
