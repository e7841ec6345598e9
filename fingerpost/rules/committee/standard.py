"""The standard parts of a committee report: keys that never change, and headings and words that a council may.

A part of a report is what its readers call a section; the word *section* is kept for the headings of the
plan. A council that orders, heads or words its reports otherwise hands in a list of its own, of these keys
and others; `report.new_parts` makes the parts of a new report from any list, and of last month's report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from fingerpost.rules.said import said

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)


class NotStandardParts(ValueError):
    """The parts cannot stand in one report; `problems` names everything that is wrong with them."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems) + ".")
        self.problems = tuple(problems)


class ReportKind(StrEnum):
    """The kinds of report: on a closed period, or on the draft of a new plan."""

    EXCEPTION = "exception report"
    NEW_PLAN = "new plan"


class Key(StrEnum):
    """The keys of the standard parts. A council's own parts have keys of the same form: `climate-change`."""

    SUMMARY = "summary"
    RECOMMENDATION = "recommendation"
    BACKGROUND = "background"
    PROGRESS = "progress"
    FINANCIAL = "financial"
    LEGAL = "legal"
    OBJECTIVES = "objectives"
    RISK = "risk"
    CUSTOMER = "customer"
    EQUALITIES = "equalities"
    VALUE_FOR_MONEY = "value-for-money"
    OTHER = "other"
    PROCUREMENT = "procurement"
    PERSONNEL = "personnel"
    GOVERNANCE = "governance"
    COMMUNITY_SAFETY = "community-safety"
    POLICY = "policy"
    ENVIRONMENTAL = "environmental"
    CONSULTED = "consulted"
    WARDS = "wards"
    APPENDICES = "appendices"
    BACKGROUND_PAPERS = "background-papers"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class StandardPart:
    """A part as a council wants it in every report of a kind.

    `wording` are the paragraphs with which it begins, fields included; empty where only an officer can know.
    `hint` says to its owner what belongs in it. `within` is the key of the part that it is a heading of, one
    level deep. `numbered` is False for what stands after the numbered parts. Refuses a key of another form
    than `community-safety`, and an empty heading.
    """

    key: str
    heading: str
    hint: str = ""
    wording: tuple[str, ...] = ()
    within: str | None = None
    numbered: bool = True

    def __post_init__(self) -> None:
        problems = []
        if not _KEY.fullmatch(self.key):
            problems.append(
                said(
                    "“{key}” is not a key; write small letters and hyphens, like climate-change", key=self.key
                )
            )
        if not self.heading.strip():
            problems.append(said("part {key} has no heading", key=self.key))
        if problems:
            raise NotStandardParts(problems)


_COMMON_END = (
    StandardPart(
        Key.FINANCIAL,
        "Financial implications",
        "What it costs or saves, from which budget, and who in finance has cleared it.",
    ),
    StandardPart(
        Key.LEGAL, "Legal implications", "The powers used, duties met, and who in legal has cleared it."
    ),
    StandardPart(
        Key.OBJECTIVES, "Council objectives", "Which objectives and priorities of the council plan it serves."
    ),
    StandardPart(
        Key.RISK,
        "Risk management",
        "The corporate risks that the plan answers, and the risks of the plan itself.",
        ("The table shows which sections of the plan answer each corporate risk.", "{table of risks}"),
    ),
    StandardPart(Key.CUSTOMER, "Customer implications", "What residents and users of services will notice."),
    StandardPart(
        Key.EQUALITIES,
        "Equalities and diversity implications",
        "The impact assessment made or needed, and the duty under section 149 of the Equality Act 2010.",
    ),
    StandardPart(Key.VALUE_FOR_MONEY, "Value for money implications", "What is got for what is spent."),
    StandardPart(Key.OTHER, "Other implications"),
    StandardPart(
        Key.PROCUREMENT, "Procurement", "What is to be bought, and by which route.", within=Key.OTHER
    ),
    StandardPart(Key.PERSONNEL, "Personnel", "What it means for staff.", within=Key.OTHER),
    StandardPart(
        Key.GOVERNANCE,
        "Governance and performance management",
        "What it means for how decisions are taken and results watched.",
        within=Key.OTHER,
    ),
    StandardPart(
        Key.COMMUNITY_SAFETY,
        "Community safety, including section 17 of the Crime and Disorder Act 1998",
        "What it does to prevent crime and disorder.",
        within=Key.OTHER,
    ),
    StandardPart(Key.POLICY, "Policy", "Which policies it carries out or changes.", within=Key.OTHER),
    StandardPart(
        Key.ENVIRONMENTAL, "Environmental", "What it means for climate, nature and place.", within=Key.OTHER
    ),
    StandardPart(
        Key.CONSULTED,
        "Others consulted on the report",
        "Who saw it before it was published, and when.",
        ("{table of consultees}",),
    ),
    StandardPart(Key.WARDS, "Wards affected", wording=("{wards}",)),
    StandardPart(Key.APPENDICES, "Appendices", wording=("{list of appendices}",)),
    StandardPart(
        Key.BACKGROUND_PAPERS,
        "Background papers",
        "Papers that the report relies on and that the public may ask to see (section 100D, Local Government Act 1972).",
        ("{list of background papers}",),
    ),
    StandardPart(Key.CONTACT, "Contact officer", wording=("{contact}",), numbered=False),
)
STANDARD_PARTS: dict[ReportKind, tuple[StandardPart, ...]] = {
    ReportKind.EXCEPTION: (
        StandardPart(
            Key.SUMMARY,
            "Summary",
            "In a few sentences, what the report is about and what is new.",
            (
                (
                    "This report says how {plan} stood at the end of {month}: what is done or on target, what is late and "
                    "what is being done about it, and which dates were changed."
                ),
            ),
        ),
        StandardPart(
            Key.RECOMMENDATION, "Recommendation", "What the meeting is asked to do.", ("{recommendations}",)
        ),
        StandardPart(
            Key.BACKGROUND,
            "Background",
            "Where the plan comes from, and what was decided on it before.",
            (
                (
                    "{plan} covers {plan year}. Each period the leads say how their actions stand, and the record is then "
                    "closed; this report rests on the record closed on {closing day}."
                ),
            ),
        ),
        StandardPart(
            Key.PROGRESS,
            "Progress in the period",
            "What the figures say, what moved and why.",
            (
                (
                    "Of {count of actions} highlighted for {month}, {green count} ({green share}) came out as complete "
                    "or on target (green), {amber count} ({amber share}) as amber, {red count} ({red share}) as red and "
                    "{not updated count} ({not updated share}) as not updated."
                ),
                "{table of figures}",
                "{movement}",
                (
                    "{reprogrammed count of actions} ({reprogrammed share}) counted as re-dated, suspended or withdrawn by "
                    "decision: {reprogrammed actions}."
                ),
                "Of the actions that were not re-dated, {green share of not re-dated} are complete or on target.",
                "{appendix 1} has {count of exceptions}, with the reason and the corrective action of each.",
            ),
        ),
        *_COMMON_END,
    ),
    ReportKind.NEW_PLAN: (
        StandardPart(
            Key.SUMMARY,
            "Summary",
            "In a few sentences, what the report is about and what is new.",
            (
                "This report brings the draft of {plan}, for {plan year}, with {number of actions in the plan} actions.",
            ),
        ),
        StandardPart(
            Key.RECOMMENDATION, "Recommendation", "What the meeting is asked to do.", ("{recommendations}",)
        ),
        StandardPart(
            Key.BACKGROUND,
            "Background",
            "Where the plan comes from, who was asked for its actions, and how it will be watched.",
            (
                "The draft has {number of sections} sections. The actions and their dates are in {appendix 1}.",
            ),
        ),
        *_COMMON_END,
    ),
}


def standard_parts(kind: ReportKind) -> tuple[StandardPart, ...]:
    """The parts that a report of this kind has where the council has said nothing else."""
    return STANDARD_PARTS[kind]
