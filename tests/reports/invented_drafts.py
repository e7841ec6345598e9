"""Drafts of our own invention for the tests of reports: a fictional council, its report and its tracker."""

from datetime import date

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import (
    ChangesStated,
    CodeTitle,
    Consultee,
    Contact,
    CountSource,
    Draft,
    DraftAction,
    DraftException,
    DraftMilestone,
    DraftRisk,
    FiguresPair,
    Implication,
    KeyEntry,
    Kind,
    Mark,
    Meeting,
    MonthCell,
    PlanRow,
    PlanYear,
    PrintedClass,
    PrintedDate,
    PrintedFigures,
    RefTitle,
    ReportParagraph,
    ReportSection,
    Responsible,
    RiskLink,
    Source,
    StatusSource,
)
from fingerpost.rules.months import Month, Period

GREEN, AMBER, RED, REPROGRAMMED = (
    StatusClass.GREEN,
    StatusClass.AMBER,
    StatusClass.RED,
    StatusClass.REPROGRAMMED,
)
YEAR = Period(Month(2025, 7), Month(2026, 6))
SOURCE = Source("february.docx", "ab" * 32, "word")


def printed_figures(month, n, counts, shares):
    return PrintedFigures(
        month,
        n,
        CountSource.PRINTED,
        dict(counts),
        dict(shares),
        tuple(PrintedClass(each.upper(), each, counts[each], shares[each]) for each in counts),
    )


def strip(*marked):
    return {month: MonthCell() for month in YEAR} | dict(marked)


GREEN_CELL = MonthCell(Mark.ORIGINAL, GREEN, "green", StatusSource.FILL)
AMBER_CELL = MonthCell(None, AMBER, "orange", StatusSource.FILL)
HATCHED = MonthCell(Mark.REPROGRAMMED, REPROGRAMMED, "[Hatched]", StatusSource.WORDS)

REPORT = Draft(
    kind=Kind.REPORT,
    source=SOURCE,
    council="Harrowbeck District Council",
    title="IMPROVEMENT PLAN EXCEPTION REPORT [FEBRUARY 2026]",
    period=Month(2026, 2),
    period_months=1,
    plan_year=PlanYear(YEAR.first, YEAR.last),
    decision_type="Non-key",
    meeting=Meeting("Cabinet", date(2026, 4, 29)),
    responsible=(
        Responsible("Portfolio holder", "Councillor Ada Whitlow"),
        Responsible("Head of service", "Tomasz Birchall"),
    ),
    sections=(
        ReportSection(
            "1", "SUMMARY", (ReportParagraph("1.1", "To ask the Cabinet to consider the attached report."),)
        ),
        ReportSection(
            "2",
            "RECOMMENDATION",
            (
                ReportParagraph("2.1", "That the Cabinet notes the corrective action being taken."),
                ReportParagraph(
                    "2.2",
                    "That the Cabinet notes that for the 138 actions highlighted 88.4% are on target [green], "
                    "7.3% are one month behind [amber] and 1.4% are over one month behind [red].",
                ),
            ),
        ),
        ReportSection(
            None,
            "OTHER MATTERS",
            (ReportParagraph(None, "Procurement: none."), ReportParagraph("(a)", "Staff: none.")),
        ),
        ReportSection("4", "AN EMPTY SECTION"),
    ),
    key=(
        KeyEntry("GREEN", "On target or completed"),
        KeyEntry(None, "Over one month behind target"),
    ),
    figures=FiguresPair(
        printed_figures(
            Month(2026, 2),
            138,
            {GREEN: 122, AMBER: 10, RED: 2, REPROGRAMMED: 4},
            {GREEN: "88.4", AMBER: "7.3", RED: "1.4", REPROGRAMMED: "2.9"},
        ),
        printed_figures(
            Month(2026, 1),
            140,
            {GREEN: 118, AMBER: 16, RED: 2, REPROGRAMMED: 4},
            {GREEN: "84.3", AMBER: "11.4", RED: "1.4", REPROGRAMMED: "2.9"},
        ),
    ),
    changes=(RefTitle("3.2.4", "Warm homes scheme"), RefTitle("5.1.2", "3 quality awards")),
    changes_stated=ChangesStated(5, "3.6"),
    exceptions=(
        DraftException(
            ref="2.2",
            action="Submit the plan for the old market hall",
            section=CodeTitle("CP2", "Town centre"),
            status=AMBER,
            status_source=StatusSource.FILL,
            printed="orange",
            reason="Survey of the roof took longer than expected.",
            corrective_action="Surveyor engaged; plan goes to the board in April.",
            who=("PS", "Tomasz Birchall"),
            original=PrintedDate("Sept-25", "2025-09"),
            revised=PrintedDate("Apr-26", "2026-04"),
            parent=RefTitle("2.2", "The market hall"),
            plan_row=PlanRow(
                "Submit plan", ("PS",), strip(), "Delayed by the survey.\nA fuller account follows in March."
            ),
        ),
        DraftException(
            ref="20.2.6",
            action="Ballot of staff",
            section=CodeTitle("HROD2", "A modern employer"),
            status=REPROGRAMMED,
            status_source=StatusSource.WORDS,
            printed="[Hatched]",
            corrective_action="The ballot waits for the job evaluation.",
            who=("JP",),
            original=PrintedDate("Jan-26", "2026-01"),
            revised=PrintedDate("Unknown at present"),
            parent=RefTitle("20.2", "One pay scale"),
            plan_row=PlanRow(
                "Ballot of staff",
                ("JP",),
                strip(
                    (Month(2026, 1), GREEN_CELL),
                    (Month(2026, 2), AMBER_CELL),
                    (Month(2026, 3), HATCHED),
                    (Month(2026, 4), HATCHED),
                    (Month(2026, 5), MonthCell(Mark.REPROGRAMMED, None, None, StatusSource.NONE)),
                ),
                "=Report expected in March",
            ),
        ),
        DraftException(
            ref="11.1.3",
            action=None,
            section=CodeTitle(None, "Value for money"),
            status=None,
            plan_row=PlanRow(
                "Review the <script>alert(1)</script> contract {{ title }}",
                ("JP",),
                {},
                "Not before July 2026.",
            ),
        ),
        DraftException(
            ref=None,
            action="Something without a ref",
            status=RED,
            status_source=StatusSource.WORDS,
            printed="Red",
            original=PrintedDate("Autumn-25", "2025-23"),
            revised=PrintedDate("when staff return", "2026-05"),
        ),
    ),
    risks=(
        DraftRisk(
            "KO5",
            "Loss of key staff",
            ("HROD2", "HROD4"),
            ("KO18",),
            (RiskLink("HROD2", "HROD2 – A modern employer"), RiskLink(None, "Section 9")),
        ),
    ),
    consultees=(Consultee("Chief Executive", "Yes"), Consultee("Corporate Procurement Team")),
    implications=(Implication("Financial implications", "No financial implications."),),
    wards="All wards.",
    appendices=("Appendix 1 Improvement Plan Exception Report February 2026",),
    background_papers=("The full Improvement Plan",),
    contact=Contact("Iris Fenwick", "i.fenwick@harrowbeck.example", "(01632) 960123"),
)


def action(ref, title, path, status, **more):
    return DraftAction(
        ref, title, path, status=status, status_source=StatusSource.FILL, printed=str(status), **more
    )


TRACKER = Draft(
    kind=Kind.TRACKER,
    source=Source("tracker.xlsx", "cd" * 32, "excel"),
    title="Improvement plan tracker",
    period=Month(2026, 2),
    plan_year=PlanYear(YEAR.first, YEAR.last),
    actions=(
        action(
            "2.2.1",
            "Submit plan for the market hall",
            ("CP2: Town centre", "2.2 The market hall"),
            AMBER,
            lead=("PS",),
            start=PrintedDate("01/09/2025", "2025-09-01"),
            due=PrintedDate("28/02/2026", "2026-02-28"),
            revised=PrintedDate("Spring 26", "2026-21"),
            percent=40,
            comment="=Waiting for the survey",
            months=strip(
                (Month(2026, 1), GREEN_CELL), (Month(2026, 2), AMBER_CELL), (Month(2026, 4), HATCHED)
            ),
            milestones=(
                DraftMilestone(
                    "Choose the architect", PrintedDate("Oct 25", "2025-10"), PrintedDate("done", None)
                ),
                DraftMilestone("+Consult traders", PrintedDate("autumn", "2025-23")),
            ),
            other={"Budget code": "+44 1632", "Status": "x"},
        ),
        action(
            "2.2.2",
            "Let the ground floor",
            ("CP2: Town centre", "2.2 The market hall"),
            GREEN,
            due=PrintedDate("Jun 2026", "2026-06"),
            months=strip((Month(2026, 6), MonthCell(Mark.ORIGINAL))),
        ),
        DraftAction("3.1.1", "Warm homes", (), ("AC", "JP"), None, printed="TBC", percent=12.5),
        DraftAction(
            None,
            "An action without a ref",
            ("CP3: Homes",),
            status=GREEN,
            status_source=StatusSource.WORDS,
            printed="On track",
            completed=PrintedDate("12 January 2026", "2026-01-12"),
            other={"Note @ home": "@risk"},
        ),
    ),
)
