"""The roles of the people who use the product, and what each may do, as a table.

Whether a person may do something is one question; whether the state of the thing allows it is another, and
is answered by that thing's own table (changes.ALLOWED_MOVES, closing).
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from fingerpost.rules.said import said

if TYPE_CHECKING:
    from collections.abc import Iterable


class Role(StrEnum):
    """A role of the product's people."""

    ADMINISTRATOR = said("administrator")
    PERFORMANCE_OFFICER = said("performance officer")
    LEAD = said("lead officer")
    HEAD_OF_SERVICE = said("head of service")
    CMT = said("corporate management team")
    PORTFOLIO_HOLDER = said("portfolio holder")
    MEMBER = said("Member")
    DEMOCRATIC_SERVICES = said("democratic services")
    FINANCE_AND_LEGAL = said("finance and legal")
    AUDITOR = said("auditor")
    PUBLIC = said("public")


class Act(StrEnum):
    """Something that a person may do."""

    READ_PUBLISHED = "read what is published"
    VERIFY = "verify a closed period against its digest"
    READ_PLAN = "read the plan and its history"
    READ_HISTORY = "read and export the record of every write"
    MANAGE_COUNCIL = "change the council’s settings"
    MANAGE_PEOPLE = "manage people, their roles and services"
    EDIT_PLAN = "draft a plan"
    APPROVE_PLAN = "record the approval of a plan and make it live"
    MANAGE_MEETINGS = "keep bodies and meetings"
    SEND_NOTICES = "remind people and see who was told what"
    ASK = "ask for a reason or an answer as a Member"
    ANSWER = "answer a Member’s request"
    SEND_UPDATE = "send an update on an action"
    DECLARE_STATUS = "declare a status other than the dates give"
    REVIEW_UPDATE = "accept an update or send it back"
    AGREE_BETTER_STATUS = "agree to a better status than the dates give"
    REQUEST_CHANGE = "request a change to an action"
    CANCEL_REQUEST = "take back a change request"
    RECORD_DECISION = "record the decision of a meeting"
    DECIDE_AS_OFFICER = "decide a change under delegated authority"
    DECIDE_AS_CMT = "decide a change as the corporate management team"
    IMPORT = "accept an imported document"
    OPEN_PERIOD = "open a period"
    CLOSE_PERIOD = "close a period"
    CORRECT_PERIOD = "correct a closed period"
    APPROVE_REPORT = "approve a report"
    SIGN_OFF = "sign off finance and legal implications"
    DRAFT_REPORT = "draft a committee report"
    WRITE_SECTION = "write a section of a committee report"
    MAKE_STATEMENT = "state why an action of one’s portfolio slipped"
    WRITE_BULLETIN = "write the Members’ bulletin"
    RECORD_REQUEST = "record what a Member asked, or what was recommended or undertaken"
    CIRCULATE = "send a report to its distribution list"
    PUBLISH = "publish a report"


class Reach(StrEnum):
    """How far a permission goes: their own actions, those of their service, or any."""

    OWN = "own actions"
    SERVICE = "actions of their service"
    ANY = "any action"


_EVERYONE = {Act.READ_PUBLISHED: Reach.ANY, Act.VERIFY: Reach.ANY}
_INSIDE = {**_EVERYONE, Act.READ_PLAN: Reach.ANY}

MAY: dict[Role, dict[Act, Reach]] = {
    Role.ADMINISTRATOR: {
        **_INSIDE,
        Act.READ_HISTORY: Reach.ANY,
        Act.MANAGE_COUNCIL: Reach.ANY,
        Act.MANAGE_PEOPLE: Reach.ANY,
    },
    Role.PERFORMANCE_OFFICER: {
        **_INSIDE,
        Act.READ_HISTORY: Reach.ANY,
        Act.EDIT_PLAN: Reach.ANY,
        Act.APPROVE_PLAN: Reach.ANY,
        Act.MANAGE_MEETINGS: Reach.ANY,
        Act.SEND_NOTICES: Reach.ANY,
        Act.REVIEW_UPDATE: Reach.ANY,
        Act.ANSWER: Reach.ANY,
        Act.SEND_UPDATE: Reach.ANY,
        Act.AGREE_BETTER_STATUS: Reach.ANY,
        Act.REQUEST_CHANGE: Reach.ANY,
        Act.CANCEL_REQUEST: Reach.ANY,
        Act.RECORD_DECISION: Reach.ANY,
        Act.IMPORT: Reach.ANY,
        Act.OPEN_PERIOD: Reach.ANY,
        Act.CLOSE_PERIOD: Reach.ANY,
        Act.CORRECT_PERIOD: Reach.ANY,
        Act.DRAFT_REPORT: Reach.ANY,
        Act.WRITE_SECTION: Reach.ANY,
        Act.RECORD_REQUEST: Reach.ANY,
        Act.MAKE_STATEMENT: Reach.ANY,
        Act.WRITE_BULLETIN: Reach.ANY,
        Act.CIRCULATE: Reach.ANY,
        Act.PUBLISH: Reach.ANY,
    },
    Role.LEAD: {
        **_INSIDE,
        Act.ANSWER: Reach.OWN,
        Act.WRITE_SECTION: Reach.OWN,
        Act.SEND_UPDATE: Reach.OWN,
        Act.DECLARE_STATUS: Reach.OWN,
        Act.REQUEST_CHANGE: Reach.OWN,
        Act.CANCEL_REQUEST: Reach.OWN,
    },
    Role.HEAD_OF_SERVICE: {
        **_INSIDE,
        Act.ANSWER: Reach.SERVICE,
        Act.WRITE_SECTION: Reach.OWN,
        Act.SEND_UPDATE: Reach.SERVICE,
        Act.DECLARE_STATUS: Reach.SERVICE,
        Act.REQUEST_CHANGE: Reach.SERVICE,
        Act.CANCEL_REQUEST: Reach.SERVICE,
        Act.DECIDE_AS_OFFICER: Reach.SERVICE,
        Act.EDIT_PLAN: Reach.SERVICE,
        Act.REVIEW_UPDATE: Reach.SERVICE,
    },
    Role.CMT: {
        **_INSIDE,
        Act.ANSWER: Reach.ANY,
        Act.DECIDE_AS_CMT: Reach.ANY,
        Act.APPROVE_REPORT: Reach.ANY,
        Act.WRITE_SECTION: Reach.OWN,
    },
    Role.PORTFOLIO_HOLDER: {
        **_INSIDE,
        Act.ASK: Reach.ANY,
        Act.ANSWER: Reach.OWN,
        Act.MAKE_STATEMENT: Reach.OWN,
        Act.APPROVE_REPORT: Reach.ANY,
    },
    Role.MEMBER: {**_INSIDE, Act.ASK: Reach.ANY},
    Role.DEMOCRATIC_SERVICES: {
        **_INSIDE,
        Act.MANAGE_MEETINGS: Reach.ANY,
        Act.RECORD_DECISION: Reach.ANY,
        Act.DRAFT_REPORT: Reach.ANY,
        Act.WRITE_SECTION: Reach.ANY,
        Act.RECORD_REQUEST: Reach.ANY,
        Act.MAKE_STATEMENT: Reach.ANY,
        Act.WRITE_BULLETIN: Reach.ANY,
        Act.CIRCULATE: Reach.ANY,
    },
    Role.FINANCE_AND_LEGAL: {**_INSIDE, Act.SIGN_OFF: Reach.ANY, Act.WRITE_SECTION: Reach.OWN},
    Role.AUDITOR: {**_INSIDE, Act.READ_HISTORY: Reach.ANY},
    Role.PUBLIC: _EVERYONE,
}
"""What each role may do, and how far. Whoever asks for a change does not decide it by the same role, but for
heads of service under delegated authority; whoever declares a status does not agree to it.
"""

_WIDTH = (Reach.OWN, Reach.SERVICE, Reach.ANY)


def reach_of(roles: Iterable[Role], act: Act) -> Reach | None:
    """How far a person with these roles may do something; None where not at all."""
    reaches = [MAY[role][act] for role in roles if act in MAY[role]]
    return max(reaches, key=_WIDTH.index, default=None)


def may(roles: Iterable[Role], act: Act, *, own: bool = False, own_service: bool = False) -> bool:
    """Whether a person with these roles may do something to an action that is their own, or of their service."""
    reach = reach_of(roles, act)
    return (
        reach is Reach.ANY
        or (reach is Reach.SERVICE and (own_service or own))
        or (reach is Reach.OWN and own)
    )
