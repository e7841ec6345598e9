"""Who of the sample council may do what in the web application, and with whom each role is tried."""

from __future__ import annotations

from typing import NamedTuple

from fingerpost.rules.roles import Role
from fingerpost.sample.council.people import MEMBER_OF, OFFICERS, WEBSITE, Officer

STAFF: tuple[Officer, ...] = (
    Officer("NO", "Noor Ostrander", "Systems Officer", "ICT"),
    Officer("WH", "Wilma Hartigan", "Democratic Services Officer", "LEG"),
    Officer("ED", "Elias Dunmore", "Solicitor", "LEG"),
    Officer("PA", "Paulina Ashgrove", "Internal Auditor", "LEG"),
)
"""Employees who stand nowhere in the plan but use the application."""

HEADS = {
    "CEX": "MT",
    "PLA": "RP",
    "HOU": "SO",
    "ENV": "GM",
    "LEI": "IF",
    "FIN": "CW",
    "REV": "NH",
    "ICT": "LT",
    "LEG": "BH",
    "HR": "JS",
    "POL": "KA",
}
"""The head of each service."""

_ALSO: dict[str, tuple[Role, ...]] = {
    "NO": (Role.ADMINISTRATOR,),
    "EL": (Role.PERFORMANCE_OFFICER,),
    "KA": (Role.PERFORMANCE_OFFICER,),
    "MT": (Role.CMT,),
    "CM": (Role.DEMOCRATIC_SERVICES,),
    "WH": (Role.DEMOCRATIC_SERVICES,),
    "ED": (Role.FINANCE_AND_LEGAL,),
    "PA": (Role.AUDITOR,),
}


class SignIn(NamedTuple):
    """With whom a role is tried."""

    role: Role
    name: str
    email: str


def roles_of(initials: str) -> tuple[Role, ...]:
    """The roles of somebody: officers of the plan lead actions, and heads of service head theirs."""
    if initials in MEMBER_OF:
        return (Role.PORTFOLIO_HOLDER,) if MEMBER_OF[initials].portfolio else (Role.MEMBER,)
    roles = _ALSO.get(initials, ())
    if initials in HEADS.values():
        roles += (Role.HEAD_OF_SERVICE,)
    if any(each.initials == initials for each in OFFICERS):
        roles += (Role.LEAD,)
    return roles


def email_of(name: str) -> str:
    """An e-mail address made from a name: "Councillor Ruth Kestle" gives ruth.kestle@harrowmere.example."""
    words = name.removeprefix("Councillor ").lower().split()
    return f"{'.'.join(words)}@{WEBSITE}"


_TRIED = {
    Role.ADMINISTRATOR: "Noor Ostrander",
    Role.PERFORMANCE_OFFICER: "Edith Lamming",
    Role.HEAD_OF_SERVICE: "Safiya Okonedo-Hart",
    Role.LEAD: "Fergus Dyne",
    Role.CMT: "Marian Tolworth",
    Role.PORTFOLIO_HOLDER: "Councillor Thomas Elphinley",
    Role.MEMBER: "Councillor Ruth Kestle",
    Role.DEMOCRATIC_SERVICES: "Wilma Hartigan",
    Role.FINANCE_AND_LEGAL: "Elias Dunmore",
    Role.AUDITOR: "Paulina Ashgrove",
}

SIGN_INS: tuple[SignIn, ...] = tuple(SignIn(role, name, email_of(name)) for role, name in _TRIED.items())
"""One sign-in for each role."""
