"""The open data as tidy tables: what each column holds, its type and its keys, as data.

CSV files, their CSVW metadata and docs/reference/open-data.md are all made from these. The tables of one month and
of a whole year have the same columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.reports.open_data.columns import (
    Datatype,
    ForeignKey,
    Table,
    dates,
    required,
    several,
    text,
    typed,
)
from fingerpost.rules.classes import StatusClass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fingerpost.reports.open_data.months import OpenMonth
    from fingerpost.rules.figures import Figures, FiguresOf

DAY, MONTH, NUMBER = Datatype.DAY, Datatype.MONTH, Datatype.NUMBER
SHARE, TRUTH, ADDRESS = Datatype.SHARE, Datatype.TRUTH, Datatype.ADDRESS

_TO_MONTH = ForeignKey(("month",), "months", ("month",))
_TO_ACTION = ForeignKey(("month", "ref"), "actions", ("month", "ref"))


@dataclass(frozen=True, slots=True)
class OfAction:
    """A thing of an action: the action's ref, which of its things it is (from 1), and the thing."""

    ref: str
    number: int
    thing: object


@dataclass(frozen=True, slots=True)
class ClassFigure:
    """The count and share of one class in one split of the figures."""

    split: str
    name: str | None
    n: int
    class_: StatusClass
    count: int
    share: str | None


def _figures(month: OpenMonth) -> Iterator[ClassFigure]:
    figures = month.figures
    splits: tuple[tuple[str, Iterable[FiguresOf]], ...] = (
        ("section", figures.by_section),
        ("service", figures.by_service),
        ("portfolio", figures.by_portfolio),
        ("priority", figures.by_priority),
    )
    groups: list[tuple[str, str | None, Figures]] = [("whole", None, figures.whole)]
    groups += [(split, each.name, each.figures) for split, parts in splits for each in parts]
    for split, name, of in groups:
        for class_ in StatusClass:
            yield ClassFigure(split, name, of.n, class_, of.counts.get(class_, 0), of.shares.get(class_))


MONTHS = Table(
    "months",
    "Closed months",
    "A row for each published month, in its latest version.",
    (
        required("first_month", "First month", "The first month of the period", "period.first", MONTH),
        required("version", "Version", "1 at first; a later version is a correction", datatype=NUMBER),
        typed(NUMBER, "edition", "Edition", "Which publication of the month it is, from 1"),
        text("correction", "Correction", "Why this version was made", "correction.reason"),
        required("closed_on", "Closed on", "The day on which the month was closed", datatype=DAY),
        required("council", "Council", "The council"),
        required("plan", "Plan", "The code of the plan", "plan.code"),
        required("plan_title", "Plan title", "The title of the plan", "plan.title"),
        required("plan_first_month", "Plan from", "The plan year’s first month", "plan.first_month", MONTH),
        required("plan_last_month", "Plan to", "The plan year’s last month", "plan.last_month", MONTH),
        required("highlighted", "Actions highlighted", "Actions counted, N", "figures.whole.n", NUMBER),
        required(
            "not_reprogrammed",
            "Actions not reprogrammed",
            "N less the class reprogrammed",
            "figures.whole.n_not_reprogrammed",
            NUMBER,
        ),
        typed(
            SHARE,
            "green_share_not_reprogrammed",
            "Green among actions not reprogrammed",
            "Green in per cent of the actions not reprogrammed; empty where there are none",
            "figures.whole.green_share_not_reprogrammed",
        ),
        required(
            "green_ever_redated",
            "Green actions ever re-dated",
            "How many of the green actions had their date moved",
            "figures.whole.green_ever_redated",
            NUMBER,
        ),
        required("counted", "Who is counted", "Which actions the plan counts", "policies.counted"),
        required(
            "amber_up_to",
            "Amber up to",
            "How many months behind is amber; more is red",
            "policies.amber_up_to",
            NUMBER,
        ),
        required("rounding", "Rounding", "How shares are rounded", "policies.rounding"),
        required("digest", "Digest", "The SHA-256 digest of the closed month, printed in its report"),
        text("previous_digest", "Digest before", "That of the month before; empty for the first"),
        required("address", "Address", "The page of this edition", datatype=ADDRESS),
    ),
    ("month",),
    lambda month: (month,),
)

SECTIONS = Table(
    "sections",
    "Sections",
    "A row for each heading of the plan, in its order, as it stood in the month.",
    (
        required("code", "Code", "The code of the section"),
        required("title", "Title", "Its title"),
        text("number", "Number", "Its number as printed"),
        required("level", "Level", "How deep it stands, from 0", datatype=NUMBER),
        text("level_name", "Name of the level", "What the plan calls the level"),
        text("parent", "Part of", "The code of the section above it"),
        text("outcome", "Expected outcome", "Its expected outcome or measure of success"),
        text("head_of_service", "Head of service", "Its head of service"),
        text("portfolio", "Portfolio", "Its portfolio holder"),
        several("risks", "Corporate risks", "The codes of the corporate risks mapped to it"),
        required("address", "Address", "Its page", datatype=ADDRESS),
    ),
    ("month", "code"),
    lambda month: month.sections,
    (_TO_MONTH,),
)

PLAN = Table(
    "plan",
    "The plan",
    "What the plan promises: a row for each action, in its order, as it stood in the month.",
    (
        required("ref", "Ref", "The ref of the action"),
        required("title", "Title", "Its title"),
        required("section", "Section", "The code of its section"),
        several("leads", "Leads", "Its lead or leads"),
        text("service", "Service", "Its service"),
        text("priority", "Priority", "Its priority"),
        text("resources", "Resources", "What it needs"),
        several("outside_bodies", "Outside bodies", "The outside bodies that it names"),
        several("predecessors", "Waits for", "The refs of the actions that it waits for"),
        several("programmed", "Programmed months", "The months that were promised first", datatype=MONTH),
        *dates("original", "Original date", "The date that was promised first"),
        required("ongoing", "Ongoing", "true where it has no end", datatype=TRUTH),
        required(
            "recurring", "Recurring", "true where it is reviewed in each programmed month", datatype=TRUTH
        ),
        typed(DAY, "added_on", "Added on", "The day of the decision that added it once the plan had begun"),
        required("address", "Address", "Its page", datatype=ADDRESS),
    ),
    ("month", "ref"),
    lambda month: month.actions,
    (_TO_MONTH, ForeignKey(("month", "section"), "sections", ("month", "code"))),
)

ACTIONS = Table(
    "actions",
    "Actions",
    "How each action stood in the month: a row for each action, in the order of the plan.",
    (
        required("ref", "Ref", "The ref of the action"),
        required("title", "Title", "Its title"),
        required(
            "status",
            "Status",
            "The code of the status that counts: complete, on target, not due, not updated, reprogrammed, amber, "
            "red, suspended or withdrawn",
        ),
        required("status_words", "Status in words", "The same in the plan’s own words"),
        text(
            "class",
            "Class",
            "green, amber, red, reprogrammed or not updated; empty where the action is not counted",
            "class_",
        ),
        text("highlight", "Counted because", "Why it is counted in the month; empty where it is not"),
        required("why", "Why this status", "One sentence that gives the reason"),
        required("calculated", "Status by the dates", "The code of the status that the dates alone give"),
        required("updated", "Updated", "true where an update was sent for the month", datatype=TRUTH),
        *dates("current", "Current date", "The last approved date"),
        *dates("expected", "Expected date", "When it is expected"),
        typed(DAY, "completed_on", "Completed", "The day on which it was completed"),
        required("times_moved", "Times moved", "How many decisions moved its date", datatype=NUMBER),
        typed(
            NUMBER,
            "months_moved",
            "Months moved",
            "From the original to the current date; negative where it was brought forward",
        ),
        text("slippage_reason", "Reason for slippage", "The reason, as reported for the month"),
        text("slippage_code", "Reason code", "The reason as a code to count by"),
        text("corrective_action", "Corrective action", "The corrective action, as reported for the month"),
        text("comment", "Comment", "The comment, as reported for the month"),
        text("evidence", "Evidence", "The evidence, as reported for the month"),
    ),
    ("month", "ref"),
    lambda month: month.actions,
    (_TO_MONTH, ForeignKey(("month", "ref"), "plan", ("month", "ref"))),
)

REVISIONS = Table(
    "revisions",
    "Revisions",
    "Every approved decision on an action’s date, in order, as known in the month.",
    (
        required("ref", "Ref", "The ref of the action"),
        required("number", "Number", "Which decision on this action it is, from 1", datatype=NUMBER),
        required("change", "Change", "reprogramme, extend, suspend, resume or withdraw", "thing.change"),
        *dates("new_date", "New date", "The date decided on", "thing.new_date"),
        typed(
            MONTH,
            "resume_month",
            "Resumes in",
            "When suspended work resumes, at the month’s start",
            "thing.resume_month",
        ),
        typed(MONTH, "review_month", "Reviewed in", "When the suspension is reviewed", "thing.review_month"),
        typed(DAY, "decided_on", "Decided on", "The day of the decision", "thing.decided_on"),
        text("decided_by", "Decided by", "Who decided", "thing.decided_by"),
        text("authority", "Authority", "Under which authority", "thing.authority"),
        text("meeting", "Meeting of", "The body that met", "thing.meeting"),
        text("minute", "Minute", "The minute reference", "thing.minute"),
        text("reason", "Reason code", "The reason as a code to count by", "thing.reason"),
        text("words", "Reason", "The reason in words", "thing.words"),
        required("opening", "Opening", "true where known only from before the plan", "thing.opening", TRUTH),
        required("counts", "Counts", "false for a decision after the month", "thing.counts", TRUTH),
    ),
    ("month", "ref", "number"),
    lambda month: (
        OfAction(action.ref, each.number, each) for action in month.actions for each in action.revisions
    ),
    (_TO_MONTH, _TO_ACTION),
)

MILESTONES = Table(
    "milestones",
    "Milestones",
    "The dated steps of actions.",
    (
        required("ref", "Ref", "The ref of the action"),
        required("number", "Number", "Which milestone of this action it is, from 1", datatype=NUMBER),
        required("title", "Title", "Its title", "thing.title"),
        *dates("due", "Due date", "When it is due", "thing.due"),
        typed(DAY, "completed_on", "Completed", "The day on which it was completed", "thing.completed_on"),
    ),
    ("month", "ref", "number"),
    lambda month: (
        OfAction(action.ref, number, each)
        for action in month.actions
        for number, each in enumerate(action.milestones, start=1)
    ),
    (_TO_MONTH, _TO_ACTION),
)

STRIPS = Table(
    "action-months",
    "Months of actions",
    "The strip of each action: a row for each month of the plan year in which anything is marked.",
    (
        required("ref", "Ref", "The ref of the action"),
        required("of_month", "Month of the strip", "The month of the plan year", "thing.month", MONTH),
        required("programmed", "Programmed", "true where promised first", "thing.programmed", TRUTH),
        required("reprogrammed", "Reprogrammed", "true where moved into it", "thing.reprogrammed", TRUTH),
        text("status", "Status", "The code of the status with which it was closed", "thing.status"),
    ),
    ("month", "ref", "of_month"),
    lambda month: (
        OfAction(action.ref, number, each)
        for action in month.actions
        for number, each in enumerate(action.months, start=1)
        if each.programmed or each.reprogrammed or each.status
    ),
    (_TO_MONTH, _TO_ACTION),
)

FIGURES = Table(
    "figures",
    "Figures",
    "How many actions are in each class, whole and by section, service, portfolio and priority.",
    (
        required("split", "Split by", "whole, section, service, portfolio or priority"),
        text(
            "name",
            "Name",
            "The code of the section, or the name of the service, portfolio or priority; empty for the whole, and "
            "for actions that name none",
        ),
        required("class", "Class", "green, amber, red, reprogrammed or not updated", "class_"),
        required("highlighted", "Actions highlighted", "How many actions were counted, N", "n", NUMBER),
        required("actions", "Actions", "How many of them are in the class", "count", NUMBER),
        typed(SHARE, "share", "Share", "Per cent of N, by the plan’s rounding; empty where N is 0"),
    ),
    ("month", "split", "name", "class"),
    _figures,
    (_TO_MONTH,),
)

RISKS = Table(
    "risks",
    "Corporate risks",
    "The corporate risks to which sections are mapped.",
    (required("code", "Code", "The code of the risk"), required("title", "Title", "Its title")),
    ("month", "code"),
    lambda month: month.risks,
    (_TO_MONTH,),
)

TABLES = (MONTHS, SECTIONS, PLAN, ACTIONS, REVISIONS, MILESTONES, STRIPS, FIGURES, RISKS)
"""Every table, in the order in which they refer to each other."""
