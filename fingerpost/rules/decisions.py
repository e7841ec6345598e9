"""Decisions on a plan: what may be decided, who decides under which authority, and for which reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ChangeKind(StrEnum):
    """What a change request asks for (rules: Change requests)."""

    ADD = "add"
    REPROGRAMME = "reprogramme"
    EXTEND = "extend"
    SUSPEND = "suspend"
    RESUME = "resume"
    WITHDRAW = "withdraw"
    RESCOPE = "re-scope"
    AMEND = "amend"
    SPLIT = "split"
    MERGE = "merge"


class Authority(StrEnum):
    """Under which authority a decision is taken."""

    DELEGATED_OFFICER = "delegated officer"
    CMT = "CMT"
    CABINET = "Cabinet"


class ReasonCode(StrEnum):
    """Why a date moves, as a code to count by; the words stand beside it."""

    EXTERNAL_DECISION = "external decision"
    PARTNER = "partner"
    CAPACITY = "capacity"
    FUNDING = "funding"
    PROCUREMENT = "procurement"
    RESCOPED = "re-scoped"
    DEPENDENCY = "dependency"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided, on which day, under which authority, and where the minutes say so."""

    decided_on: date
    by: str
    authority: Authority
    meeting: str | None = None
    minute: str | None = None
