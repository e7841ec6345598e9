"""Exempt information: the paragraph of the schedule under which a part of a report is kept from the public.

England: Local Government Act 1972, Schedule 12A, Part 1, as substituted by S.I. 2006/88. Wales: Part 4 of
the same schedule, as substituted by S.I. 2007/969 (W. 86); paragraphs 18A to 18C, which apply only to a
standards committee that hears a case, are left out. Scotland: Local Government (Scotland) Act 1973,
Schedule 7A, Part I. Northern Ireland: Local Government Act (Northern Ireland) 2014, Schedule 6, Part 1. The titles
are ours and short; the law's own words stand at legislation.gov.uk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fingerpost.rules.nations import Nation
from fingerpost.rules.said import said


class NotExempt(ValueError):
    """No such paragraph describes exempt information in this nation."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The schedule of a nation: how it is cited, and its paragraphs by number with a short title each."""

    citation: str
    paragraphs: Mapping[str, str]


_ENGLAND = {
    "1": "An individual",
    "2": "Likely to reveal who an individual is",
    "3": "Financial or business affairs of a person or body, the authority included",
    "4": "Consultations or negotiations on a labour relations matter",
    "5": "Legal professional privilege",
    "6": "Intention to give a notice, or to make an order or direction",
    "7": "Prevention, investigation or prosecution of crime",
}
SCHEDULES: Mapping[Nation, Schedule] = {
    Nation.ENGLAND: Schedule("Part 1 of Schedule 12A to the Local Government Act 1972", _ENGLAND),
    Nation.WALES: Schedule(
        "Part 4 of Schedule 12A to the Local Government Act 1972",
        {str(int(number) + 11): title for number, title in _ENGLAND.items()},
    ),
    Nation.NORTHERN_IRELAND: Schedule(
        "Part 1 of Schedule 6 to the Local Government Act (Northern Ireland) 2014", _ENGLAND
    ),
    Nation.SCOTLAND: Schedule(
        "Part I of Schedule 7A to the Local Government (Scotland) Act 1973",
        {
            "1": "An employee or office holder of the authority, past, present or applying",
            "2": "An occupier of the authority’s accommodation, past, present or applying",
            "3": "A person who applies for or receives a service of the authority",
            "4": "A person who applies for or receives financial assistance from the authority",
            "5": "Adoption, care, fostering or education of a child, or a compulsory supervision order",
            "6": "Financial or business affairs of a person or body other than the authority",
            "7": "Reports on a person, or supervision, under the Social Work (Scotland) Act 1968",
            "8": "What the authority proposes to spend under a contract",
            "9": "Terms proposed in the negotiation of a contract",
            "10": "The authority, or another, as the one who makes a tender",
            "11": "Consultations or negotiations on a labour relations matter",
            "12": "Counsel’s instructions and opinion, and advice for legal proceedings",
            "13": "Intention to give a notice, or to make an order or direction",
            "14": "Prevention, investigation or prosecution of crime",
            "15": "Who a protected informant is",
        },
    ),
}


@dataclass(frozen=True, slots=True)
class Exemption:
    """Why something is exempt: paragraphs of the nation's schedule, by number.

    `public_interest` says why keeping it back outweighs the public interest in showing it, where the law asks
    for that (not in Scotland). Refuses no paragraph at all, and one that the nation's schedule does not have.
    """

    nation: Nation
    paragraphs: tuple[str, ...]
    public_interest: str | None = None

    def __post_init__(self) -> None:
        known = SCHEDULES[self.nation].paragraphs
        unknown = [each for each in self.paragraphs if each not in known]
        if unknown or not self.paragraphs:
            raise NotExempt(
                said(
                    "{citation} has no paragraph {join}.",
                    citation=SCHEDULES[self.nation].citation,
                    join=", ".join(unknown),
                )
                if unknown
                else said(
                    "Say which paragraph of {citation} applies.", citation=SCHEDULES[self.nation].citation
                )
            )

    @property
    def citation(self) -> str:
        """As printed: “paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972”."""
        numbers = sorted(set(self.paragraphs), key=int)
        if len(numbers) == 1:
            words = said("paragraph {numbers}", numbers=numbers[0])
        else:
            words = said("paragraphs {join} and {numbers}", join=", ".join(numbers[:-1]), numbers=numbers[-1])
        return said("{words} of {citation}", words=words, citation=SCHEDULES[self.nation].citation)
