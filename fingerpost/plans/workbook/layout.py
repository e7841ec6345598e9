"""The sheets of a plan's workbook and their headings, for whoever writes and whoever reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fingerpost.people.models import Person
    from fingerpost.rules.months import Month

SETTINGS, SECTIONS, ACTIONS = "Settings", "Sections", "Actions"
MILESTONES, MEASURES, LEDGER = "Milestones", "Measures", "Date ledger"

SETTINGS_HEADINGS = ("Setting", "Value")
SECTION_HEADINGS = (
    "Code", "Within", "Number", "Title", "Outcome", "Head of service", "Portfolio holder", "Aims", "Risks",
)  # fmt: skip
ACTION_HEADINGS = (
    "Ref", "Section", "Title", "Leads", "Deputies", "Service", "Resources", "Priority", "Outside bodies",
)  # fmt: skip
ACTION_HEADINGS_AFTER = (
    "Other months", "Exact day", "Ongoing", "Recurring", "Predecessors", "Aims", "Risks",
)  # fmt: skip
MILESTONE_HEADINGS = ("Action", "Step", "By when", "EDTF", "Reached")
MEASURE_HEADINGS = ("Section", "Action", "What is measured", "Target", "Now")
LEDGER_HEADINGS = (
    "Action",
    "No.",
    "Kind",
    "New date",
    "Decided on",
    "By",
    "Minute",
    "Why",
    "Known from before",
)
TICK = "x"
TICKS = frozenset({"x", "✓", "✔", "■", "1", "yes", "y", "true"})
"""What a tick may look like when it comes back."""

LIST_JOINT = "; "
"""What stands between several codes, refs or people in one cell; outside bodies stand one on a line."""


def month_heading(month: Month) -> str:
    """The heading of a month's column: Jul 2026."""
    return month.short_name


def people_labels(people: Iterable[Person]) -> dict[int, str]:
    """How each of a council's people is written: by initials where nobody shares them, else by e-mail address,
    else by name.
    """
    listed = list(people)
    initials = [each.initials for each in listed]
    return {
        each.pk: each.initials
        if each.initials and initials.count(each.initials) == 1
        else each.email or each.name
        for each in listed
    }
