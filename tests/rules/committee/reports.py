"""Builders of small committee reports, on the plans of tests/rules/plans.py."""

from datetime import date

from fingerpost.rules.committee.field_forms import Sources
from fingerpost.rules.committee.new_plan import DraftPlan, PlannedAction
from fingerpost.rules.committee.report import (
    Appendix,
    CommitteeReport,
    PortfolioHolder,
    Purpose,
    Recommendation,
    ReportMeeting,
    ReportPart,
    new_parts,
)
from fingerpost.rules.committee.standard import ReportKind, standard_parts
from fingerpost.rules.dates import parse_date
from fingerpost.rules.draft import Consultee, Contact
from fingerpost.rules.snapshot import Risk, Section
from tests.rules.plans import FEBRUARY, JANUARY, closed, reprogrammed, row, update

SECTIONS = (
    Section("CP1", "Town centre", portfolio="Economy", risks=("KO1",)),
    Section("CP3", "Housing", outcome="Homes that last", head_of_service="Ben Okoro"),
)
RISKS = (Risk("KO1", "Money runs short"), Risk("KO2", "Staff leave"))


def months():
    """January and February 2008: one done, one amber, one red, one re-dated; one has changed since January."""
    january = closed(
        row("1.1.1", "Jan-08", updates=(update(JANUARY, done="2008-01-20"),)),
        row("3.2.4", "Jan-08", section="CP3", title="Open the depot", updates=(update(JANUARY),)),
        period=JANUARY,
        sections=SECTIONS,
        risks=RISKS,
    )
    february = closed(
        row("1.1.1", "Jan-08", updates=(update(JANUARY, done="2008-01-20"),)),
        row(
            "1.1.2",
            "Feb-08",
            title="Sign the lease",
            updates=(update(done="2008-02-20"),),
            outside_bodies=("Market Trust",),
        ),
        row(
            "3.2.4",
            "Jan-08",
            section="CP3",
            title="Open the depot",
            updates=(update(JANUARY), update(expected="Apr-08")),
        ),
        row("3.2.5", "Feb-08", section="CP3", title="Train the wardens", updates=(update(),)),
        row(
            "3.2.6",
            "Feb-08",
            section="CP3",
            title="Adopt the code",
            revisions=(reprogrammed("2008-02-06", "Jun-08"),),
            updates=(update(on_course=True),),
        ),
        previous=january,
        sections=SECTIONS,
        risks=RISKS,
    )
    return january, february


JANUARY_CLOSED, FEBRUARY_CLOSED = months()


def draft_plan(**given):
    return DraftPlan(
        "Borrowdale District Council",
        "Improvement Plan 2008/09",
        given.pop("year", None),
        SECTIONS,
        (
            PlannedAction("1.1.1", "Open the market", "CP1", parse_date("Sep-08"), ("Ada Brook",)),
            PlannedAction("3.1.1", "Let the homes", "CP3", outside_bodies=("Homes Trust",)),
        ),
        RISKS,
    )


def report(*paragraphs, kind=ReportKind.EXCEPTION, **given):
    """A report of the standard parts; the paragraphs given stand in its part on progress, or background."""
    parts = new_parts(standard_parts(kind))
    if paragraphs:
        key = "progress" if kind is ReportKind.EXCEPTION else "background"
        parts = tuple(
            ReportPart(each.key, each.heading, paragraphs) if each.key == key else each for each in parts
        )
    of_kind = given.pop("period", FEBRUARY if kind is ReportKind.EXCEPTION else None)
    return CommitteeReport(
        kind=kind,
        council="Borrowdale District Council",
        title="Improvement Plan exception report",
        plan="Improvement Plan 2007/08",
        period=of_kind,
        meetings=given.pop(
            "meetings",
            (
                ReportMeeting(
                    "Cabinet",
                    date(2008, 4, 30),
                    (
                        Recommendation(
                            Purpose.NOTE,
                            "the {amber count of actions} in amber are noted"
                            if kind is ReportKind.EXCEPTION
                            else "the draft is agreed",
                        ),
                    ),
                ),
            ),
        ),
        portfolio_holder=given.pop("portfolio_holder", PortfolioHolder("Councillor Rose Hill", "Economy")),
        wards=given.pop("wards", "All wards"),
        parts=given.pop("parts", parts),
        consultees=given.pop("consultees", (Consultee("Chief Executive", "Yes"),)),
        appendices=given.pop(
            "appendices",
            (
                Appendix(
                    "Exception report, {month}" if kind is ReportKind.EXCEPTION else "The draft plan",
                    generated=True,
                ),
            ),
        ),
        background_papers=given.pop("background_papers", ("The plan",)),
        contact=given.pop("contact", Contact("Ada Brook", "ada@borrowdale.example", "01234 567890")),
        **given,
    )


def sources(*paragraphs, **given):
    """A report on February 2008, with its record and that of January."""
    return Sources(
        report(*paragraphs, **given),
        FEBRUARY_CLOSED,
        JANUARY_CLOSED,
    )


def plan_sources(*paragraphs, year=None, **given):
    """A report on the draft of a new plan, with the draft."""
    return Sources(report(*paragraphs, kind=ReportKind.NEW_PLAN, **given), draft_plan(year=year))
