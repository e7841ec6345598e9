"""Decisions on a plan: what may be decided, who decides under which authority, and for which reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fingerpost.rules.said import said


class ChangeKind(StrEnum):
    """What a change request asks for (rules: Change requests)."""

    ADD = said("add")
    REPROGRAMME = said("reprogramme")
    EXTEND = said("extend")
    SUSPEND = said("suspend")
    RESUME = said("resume")
    WITHDRAW = said("withdraw")
    RESCOPE = said("re-scope")
    AMEND = said("amend")
    SPLIT = said("split")
    MERGE = said("merge")


class Authority(StrEnum):
    """Under which authority a decision is taken."""

    DELEGATED_OFFICER = said("delegated officer")
    CMT = said("CMT")
    CABINET = said("Cabinet")


class ReasonCode(StrEnum):
    """Why a date moves, as a code to count by; the words stand beside it."""

    EXTERNAL_DECISION = said("external decision")
    PARTNER = said("partner")
    CAPACITY = said("capacity")
    FUNDING = said("funding")
    PROCUREMENT = said("procurement")
    RESCOPED = said("re-scoped")
    DEPENDENCY = said("dependency")
    OTHER = said("other")


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided, on which day, under which authority, and where the minutes say so."""

    decided_on: date
    by: str
    authority: Authority
    meeting: str | None = None
    minute: str | None = None
