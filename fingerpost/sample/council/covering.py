"""What the officers of the sample council write in their covering reports: each part's owner and words, with fields."""

from __future__ import annotations

from typing import NamedTuple

from fingerpost.rules.committee.standard import Key


class Written(NamedTuple):
    """A part: the initials of its owner, and its text."""

    owner: str
    text: str


PARTS: dict[str, Written] = {
    Key.FINANCIAL: Written(
        "CW",
        "The actions in the plan are paid for from approved budgets. Where an exception needs more money, the "
        "corrective action says so, and it is reported in the budget monitoring for the quarter.",
    ),
    Key.LEGAL: Written(
        "BH",
        "There are no legal implications of the report itself. Contracts and orders that actions lead to are "
        "brought to the meeting that decides on them.",
    ),
    Key.OBJECTIVES: Written(
        "KA", "{plan} serves the objectives of the council plan; each section names its own."
    ),
    Key.CUSTOMER: Written(
        "DF", "Residents will notice most where services to them are late. {appendix 1} says which these are."
    ),
    Key.EQUALITIES: Written(
        "GU",
        "Each action was screened for its effect on people with protected characteristics before the plan was "
        "approved. No date that was changed in {month} needs another assessment.",
    ),
    Key.VALUE_FOR_MONEY: Written(
        "CW", "Watching the dates each month lets the council act on slippage before it costs more."
    ),
    Key.PROCUREMENT: Written(
        "YG", "Purchases follow the procurement strategy; none is asked for by this report."
    ),
    Key.PERSONNEL: Written("JS", "None beyond the actions in the human resources part of the plan."),
    Key.GOVERNANCE: Written(
        "KA",
        "The report is how Cabinet and the Overview and Scrutiny Committee watch the plan between meetings.",
    ),
    Key.COMMUNITY_SAFETY: Written(
        "LE", "Actions on community safety are part of the plan and reported with it."
    ),
    Key.POLICY: Written("KA", "None."),
    Key.ENVIRONMENTAL: Written(
        "HQ", "Actions on climate and nature are part of the plan and reported with it."
    ),
}
"""The parts that the standard leaves to the officers."""

CONSULTED: tuple[tuple[str, str], ...] = (
    ("Chief Executive", "Content."),
    ("Section 151 officer", "No comment beyond the financial implications."),
    ("Monitoring officer", "Content."),
    ("All ward members", ""),
)
"""Who is consulted, with the answer."""

WARDS = "All wards"
DECISION = "Not a key decision"
PAPERS = ("Records of the closed months of the plan",)
UNSIGNED = Key.EQUALITIES
"""The part of the report in hand that nobody has signed yet."""

READING_TITLE = "How to read the exception report"
READING = (
    "Green is complete or on target; amber is a month behind; red is more than a month behind.",
    "Reprogrammed means that a decision moved the date.",
    "Each exception gives the reason for the delay and what is being done about it. Ask the officer named in it first.",
)
"""The page that is attached to the report that is issued, by its title and paragraphs."""
