"""What a person chose about a draft before it is accepted: whom a name means, what a column holds, what is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from fingerpost.importer.recognition.columns import heading_words
from fingerpost.rules.plain import from_plain, to_plain

ADD_PERSON = "add"
"""A name that becomes a person of the council, without an account."""
NOBODY = "nobody"
"""A name that is left out."""


class Extra(StrEnum):
    """What a column of the source's own may hold for us."""

    RESOURCES = "resources"
    PRIORITY = "priority"
    OUTSIDE_BODIES = "outside bodies"
    PREDECESSORS = "waits for"
    DEPUTIES = "deputies"
    SERVICE = "service"
    MEASURES = "measures of success"


class Then(StrEnum):
    """What is to become of an action of the draft."""

    CREATE = "create"
    CHANGE = "change"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of one upload.

    `leads` are by name, in lower case: `ADD_PERSON`, `NOBODY` or the key of a person. `extras` are by the heading of
    a column, empty where it is passed over. `then` are by the place of an action in the draft, where they differ from what is
    usual; `approved` are the places of actions whose revised date is known to have been approved before the plan was
    taken over.
    """

    leads: Mapping[str, str] = field(default_factory=dict)
    extras: Mapping[str, str] = field(default_factory=dict)
    then: Mapping[str, str] = field(default_factory=dict)
    approved: tuple[int, ...] = ()

    def held_by(self, heading: str) -> Extra | None:
        """What a column of the source's own holds: as chosen, or as its heading says."""
        chosen = self.extras.get(heading)
        if chosen is None:
            return _BY_HEADING.get(heading_words(heading))
        return Extra(chosen) if chosen else None


_BY_HEADING: dict[str, Extra] = {
    words: extra
    for extra, headings in {
        Extra.RESOURCES: "resources|resource|resources required|cost|costs|budget|funding|resource implications",
        Extra.PRIORITY: "priority|council priority|importance",
        Extra.OUTSIDE_BODIES: "partner|partners|outside body|outside bodies|partner organisation|partner organisations",
        Extra.PREDECESSORS: "predecessor|predecessors|depends on|dependency|dependencies|waits for",
        Extra.DEPUTIES: "deputy|deputies|deputy lead|support officer|supporting officer|supporting officers|other officers",
        Extra.SERVICE: "service|service area|lead service",
        Extra.MEASURES: "measure of success|measures of success|success measure|success measures|success criteria",
    }.items()
    for words in headings.split("|")
}


def choices_of(plain: object) -> Choices:
    """The choices from their plain form; none where nothing was chosen yet."""
    return from_plain(Choices, plain) if plain else Choices()


def plain_of(choices: Choices) -> object:
    """The plain form in which an upload keeps the choices."""
    return to_plain(choices)
