"""What a council chose to show of its people and their comments in public, with the posts of its officers as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.people.council_settings import settings_of
from fingerpost.people.models import Person
from fingerpost.rules.publishing import NameForms, PublicChoices, PublicNames
from fingerpost.rules.roles import Role

if TYPE_CHECKING:
    from fingerpost.people.models import Council

MEMBERS = frozenset({Role.MEMBER, Role.PORTFOLIO_HOLDER})
"""The roles of those who are named in public whatever the council chose."""


def choices_of(council: Council, *, redacted: tuple[str, ...] = ()) -> PublicChoices:
    """What the council chose about public pages and files, as it stands now."""
    chosen = settings_of(council)
    posts: dict[str, str] = {}
    members: list[str] = []
    if chosen.public_names is PublicNames.POSTS:
        for each in Person.objects.filter(council=council).order_by("pk"):
            if each.role_set & MEMBERS or each.portfolio:
                members.append(each.name)
            else:
                posts[each.name] = each.post
    return PublicChoices(
        chosen.public_names,
        chosen.public_comments,
        posts,
        redacted,
        tuple(members),
        NameForms.USUAL,
        chosen.licence_title,
        chosen.licence_address,
    )
