"""The same text copy with faults planted in it: each one an edit of the clean text, and what a check must say.

Data, so that a test can plant each by itself and all together, and compare what the checks find.
"""

from __future__ import annotations

from typing import NamedTuple


class CannotPlant(ValueError):
    """The words in which a fault is to be planted are not in the text exactly once."""


class PlantedFault(NamedTuple):
    """A fault: what it is, the id of the check that must find it, a word of its place, and the edit.

    `old` stands in the clean text exactly once.
    """

    what: str
    check: str
    place: str
    old: str
    new: str


FAULTS: tuple[PlantedFault, ...] = (
    PlantedFault(
        "a share nudged so that the column adds to 100.0",
        "D01",
        "figures table",
        "AMBER\t10\t7.2%",
        "AMBER\t10\t7.3%",
    ),
    PlantedFault(
        "a share in the text that is not in the table",
        "D05",
        "2.2",
        "1.4 percent are over one month behind [red]",
        "2.4 percent are over one month behind [red]",
    ),
    PlantedFault(
        "another number of actions in the text than in the table",
        "D06",
        "4.2",
        "Of the 138 actions for the month",
        "Out of the total of 139 actions for the month",
    ),
    PlantedFault(
        "more re-dated actions counted than the table has",
        "D07",
        "4.2",
        "4 have been reprogrammed, suspended or withdrawn with approval. This is 2.9 percent.",
        "6 have been reprogrammed, suspended or withdrawn with approval. This is 4.3 percent.",
    ),
    PlantedFault(
        "a class defined in one way in the key and in another in the text",
        "D15",
        "key",
        "[Amber]\tOne month behind target or less",
        "[Amber]\tLess than two months behind target",
    ),
    PlantedFault(
        "the fourth class named otherwise in the text than in the table",
        "D16",
        "2.2",
        "2.9 percent have been reprogrammed, suspended or withdrawn with approval.",
        "2.9 percent have been rescheduled [or suspended] with approval.",
    ),
    PlantedFault(
        "an action counted as re-dated that is an exception too",
        "D22",
        "3.2.1",
        "These actions are: ",
        "These actions are: Appoint contractors for disabled facilities grants (3.2.1); ",
    ),
    PlantedFault(
        "one action with two titles",
        "D24",
        "6.1.2",
        "6.1.2\tReplace the town centre cameras\tLE",
        "6.1.2\tRepair the bus station cameras\tLE",
    ),
    PlantedFault(
        "a ref that is a deliverable's and an action's",
        "D26",
        "4.1",
        "4.1\tWeekly food waste collections\t",
        "4.1.3\tWeekly food waste collections\t",
    ),
    PlantedFault(
        "a status that only a colour gave, lost in the copy",
        "D30",
        "12.2.1",
        "12.2.1\tSurvey the condition of 60 buildings\t[Amber]\t",
        "12.2.1\tSurvey the condition of 60 buildings\t\t",
    ),
    PlantedFault(
        "an exception without who",
        "D33",
        "15.1.4",
        "TA\tApr-26\t",
        "\tApr-26\t",
    ),
    PlantedFault(
        "a status in the box that is not the strip's",
        "D37",
        "13.1.2",
        "13.1.2\tCheck one claim in ten before it is paid\t[Amber]\t",
        "13.1.2\tCheck one claim in ten before it is paid\t[Red]\t",
    ),
    PlantedFault(
        "an original date before the plan begins",
        "D40",
        "10.2.1",
        "MD\tFeb-26\t",
        "MD\tFeb-25\t",
    ),
    PlantedFault(
        "a revised date that is no date",
        "D42",
        "20.1.2",
        "JS\tFeb-26\tJune-26",
        "JS\tFeb-26\tUnknown at this stage",
    ),
    PlantedFault(
        "something stated as done after the month reported",
        "D44",
        "16.3.1",
        "Three of 31 overdue recommendations remain.",
        "The last three were completed in April 2026.",
    ),
    PlantedFault(
        "a month copied forward from the report before",
        "D50",
        "section 4",
        "4. PROGRESS IN FEBRUARY 2026",
        "4. PROGRESS IN JANUARY 2026",
    ),
    PlantedFault(
        "a section cited that deals with something else",
        "D60",
        "12",
        "Community Safety including Section 17 of Crime and Disorder Act 1998: See section CP6",
        "Community Safety including Section 17 of Crime and Disorder Act 1998: See section FP2",
    ),
)


def plant(text: str, faults: tuple[PlantedFault, ...] = FAULTS) -> str:
    """The text with these faults in it. Refuses a fault whose words are not there exactly once."""
    for fault in faults:
        if text.count(fault.old) != 1:
            raise CannotPlant(f"{fault.old!r} stands {text.count(fault.old)} times in the text.")
        text = text.replace(fault.old, fault.new)
    return text
