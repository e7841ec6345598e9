"""A report and a tracker without a fault, of a council of our own, and ways to put faults into them."""

from dataclasses import replace
from datetime import date

from fingerpost.rules.checks import check_document
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import (
    ChangesStated,
    CodeTitle,
    CountSource,
    Draft,
    DraftAction,
    DraftException,
    FiguresPair,
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
    Source,
    StatusSource,
)
from fingerpost.rules.months import Month

GREEN, AMBER, RED = StatusClass.GREEN, StatusClass.AMBER, StatusClass.RED
REPROGRAMMED = StatusClass.REPROGRAMMED
WORDS, FILL = StatusSource.WORDS, StatusSource.FILL
FEBRUARY = Month(2026, 2)


def day(text):
    """A date as printed, without its EDTF value, so that its words are read."""
    return PrintedDate(text)


def line(class_, count, share, printed=None):
    return PrintedClass(printed or class_.value, class_, count, share)


def figures(*lines, period=FEBRUARY, n=None):
    """Figures of these lines; the total is printed where it is given, else summed."""
    total = sum(each.count or 0 for each in lines)
    return PrintedFigures(
        period=period,
        n=n if n is not None else total,
        n_source=CountSource.PRINTED if n is not None else CountSource.SUM,
        counts={each.class_: each.count for each in lines if each.class_ and each.count is not None},
        printed_shares={each.class_: each.share for each in lines if each.class_ and each.share},
        classes=tuple(lines),
    )


CURRENT = figures(
    line(GREEN, 33, "82.5"),
    line(AMBER, 2, "5.0"),
    line(RED, 1, "2.5"),
    line(REPROGRAMMED, 4, "10.0", "Reprogrammed, suspended or withdrawn"),
)
PREVIOUS = figures(
    line(GREEN, 30, "76.9%"),
    line(AMBER, 4, "10.3%"),
    line(RED, 2, "5.1%"),
    line(REPROGRAMMED, 3, "7.7%"),
    period=Month(2026, 1),
)


def block(ref, status, **others):
    """An exception block in which nothing is wrong."""
    return replace(
        DraftException(
            ref=ref,
            action=f"Open the hall of ward {ref}",
            section=CodeTitle(f"CP{ref.split('.')[0]}", "Parks"),
            status=status,
            status_source=WORDS,
            printed=status.value if status else None,
            reason="The roof leaked.",
            corrective_action="A roofer is at work.",
            who=("AB",),
            original=day("Feb-26"),
            revised=day("Mar-26"),
            parent=RefTitle(ref.rsplit(".", 1)[0], f"Halls {ref.split('.')[0]}"),
            plan_row=PlanRow(f"Open the hall of ward {ref}", ("AB",), {}, "A roofer is at work."),
            place=f"line {10 * int(ref.split('.')[0])}",
        ),
        **others,
    )


def paragraph(number, text, place=None):
    return ReportParagraph(number, text, place or f"line {number.replace('.', '')}")


def section(number, title, *texts):
    return ReportSection(
        number, title, tuple(paragraph(f"{number}.{at}", text) for at, text in enumerate(texts, start=1))
    )


REPORT = Draft(
    kind=Kind.REPORT,
    source=Source("report.txt", "0" * 64, "text"),
    council="Alderwick District Council",
    title="Improvement Plan Exception Report February 2026",
    period=FEBRUARY,
    period_months=1,
    plan_year=PlanYear(Month(2025, 7), Month(2026, 6)),
    meeting=Meeting("Cabinet", date(2026, 4, 1)),
    sections=(
        section(
            "1",
            "Recommendation",
            "That Cabinet notes that of the 40 actions highlighted for February 82.5 percent are on target "
            "[green], 5.0% up to one month behind [amber] and 2.5% over one month behind [red].",
        ),
        section(
            "2",
            "Progress in February 2026",
            "The table shows the position.",
            "4 actions have been reprogrammed, suspended or withdrawn, which is 10.0% of the plan.",
            "The exceptions are in Appendix 1.",
        ),
    ),
    key=(
        KeyEntry("Green", "on target or complete"),
        KeyEntry("Amber", "up to one month behind"),
        KeyEntry("Red", "more than one month behind"),
    ),
    figures=FiguresPair(CURRENT, PREVIOUS),
    changes_stated=ChangesStated(4, "10.0"),
    exceptions=(block("3.1.2", AMBER), block("3.1.10", AMBER), block("4.2.1", RED, revised=day("May 2026"))),
    appendices=("Appendix 1 Exceptions in February 2026",),
)


def row(ref, **others):
    """A row of a tracker in which nothing is wrong."""
    return replace(
        DraftAction(
            ref=ref,
            title=f"Mend bridge {ref}",
            lead=("CD",),
            status=GREEN,
            status_source=WORDS,
            printed="On target",
            start=day("Sep 2025"),
            due=day("May 2026"),
            comment="Going well.",
            place=f"Plan, row {ref}",
        ),
        **others,
    )


DONE = {"printed": "Complete", "completed": day("Jan 2026"), "percent": 100}

TRACKER = Draft(
    kind=Kind.TRACKER,
    source=Source("tracker.xlsx", "0" * 64, "excel"),
    period=FEBRUARY,
    plan_year=PlanYear(Month(2025, 7), Month(2026, 6)),
    actions=(
        row("1"),
        row("2", **DONE),
        row("3", status=RED, printed="Red", due=day("Dec 2025"), comment="Waits for steel."),
    ),
)


def found(finding_id, draft):
    """What the checks find under an id."""
    return [each for each in check_document(draft) if each.id == finding_id]


def only(finding_id, draft):
    """The one finding of an id."""
    [finding] = found(finding_id, draft)
    return finding


def with_figures(*lines, **others):
    return replace(REPORT, figures=FiguresPair(figures(*lines, **others), PREVIOUS))


def with_text(*texts, base=REPORT, title="Progress"):
    """The report with these paragraphs, 2.1 onwards, in place of its own."""
    return replace(base, sections=(section("2", title, *texts),))


def with_block(**others):
    """The report with its first block, 3.1.2, changed."""
    return replace(REPORT, exceptions=(replace(REPORT.exceptions[0], **others), *REPORT.exceptions[1:]))


def with_texts(box, row_text, **others):
    """The report whose first block has these words in its box and its plan row."""
    plan_row = replace(REPORT.exceptions[0].plan_row, corrective_action=row_text)
    return with_block(reason=None, corrective_action=box, plan_row=plan_row, **others)


def with_row(**others):
    """The tracker with its first row, 1, changed."""
    return replace(TRACKER, actions=(replace(TRACKER.actions[0], **others), *TRACKER.actions[1:]))


def strip(month, status, mark=None):
    return {month: MonthCell(mark, status, status and status.value, WORDS)}


ORIGINAL = Mark.ORIGINAL
