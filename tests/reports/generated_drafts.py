"""Drafts made by hypothesis: reports, new-plan reports and trackers, with words that try a layout.

What a reader never gives is left out: white space at the ends or doubled, empty texts, empty objects.
"""

from datetime import date

from hypothesis import strategies as st

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.dates import parse_date
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

WORDS = (
    "footbridge", "the", "survey", "Ŵyn", "£4,000", "–", "=1+1", "+44", "-3", "@home", "'tis", "'", "“quoted”",
    "(in brackets)", "[square]", "a:", "Ref", "Status", "Amber", "Figures", "7.3%", "2.2", "3.", "(a)", "16.4.1",
    "…", "&", "<b>", "[EDTF", "2008]", "yes", "none", "to", "from", "Feb-08", "№", "漢字", "*", "•", "e.g.", "_x0041_",
)  # fmt: skip
SOURCE = Source("made.txt", "0" * 64, "text")


def _one_line(tokens: list[str]) -> str:
    return " ".join(" ".join(tokens).split())


texts = (
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(_one_line).filter(lambda text: text != "–")
    | st.text(st.characters(categories=("L", "N", "P", "S"), max_codepoint=0x2FFF), min_size=1, max_size=12)
).filter(lambda text: text != "–" and text == " ".join(text.split()))
lines = st.lists(texts, min_size=1, max_size=3).map("\n".join)
names = texts.map(lambda text: text.replace(";", ",")).filter(lambda text: text.strip() == text)
codes = st.sampled_from(("CP2", "FP1", "HROD4", "PR3"))
refs = st.sampled_from(("2.2", "3.2.4", "16.4.1", "A1", "7", "20.3.10", "1a"))
classes = st.sampled_from(StatusClass)
months = st.builds(Month, st.integers(2000, 2030), st.integers(1, 12))
some_names = st.lists(names, max_size=3).map(tuple)


def maybe(strategy):
    return st.none() | strategy


@st.composite
def dates(draw, plan=None):
    text = draw(
        st.sampled_from(
            (
                "Feb-08",
                "Autumn-08",
                "12 January 2026",
                "August 2025",
                "Feb 2026",
                "Unknown at this stage",
                "2026-01-12",
            )
        )
        | texts
    )
    parsed = parse_date(text, plan_year=plan).edtf
    return PrintedDate(text, draw(st.sampled_from((parsed, None, "2008-02"))))


@st.composite
def statuses(draw):
    source = draw(st.sampled_from(StatusSource))
    class_ = draw(maybe(classes))
    printed = None if source is StatusSource.NONE else draw(maybe(texts))
    return class_, source, printed


@st.composite
def month_cells(draw):
    if draw(st.booleans()):
        return MonthCell()
    class_, source, printed = draw(statuses())
    return MonthCell(draw(maybe(st.sampled_from(Mark))), class_, printed, source)


@st.composite
def strips(draw):
    if draw(st.booleans()):
        return {}
    first = draw(months)
    return {first + step: draw(month_cells()) for step in range(draw(st.integers(1, 4)))}


@st.composite
def plan_rows(draw):
    return PlanRow(draw(maybe(texts)), draw(some_names), draw(strips()), draw(maybe(lines)))


@st.composite
def exceptions(draw, plan=None):
    class_, source, printed = draw(statuses())
    ref = draw(maybe(refs))
    section = draw(maybe(st.builds(CodeTitle, codes, maybe(texts)) | st.builds(CodeTitle, st.none(), texts)))
    return DraftException(
        ref=ref,
        action=draw(texts if ref is None else maybe(texts)),
        section=section,
        status=class_,
        status_source=source,
        printed=printed,
        reason=draw(maybe(lines)),
        corrective_action=draw(maybe(lines)),
        who=draw(some_names),
        original=draw(maybe(dates(plan))),
        revised=draw(maybe(dates(plan))),
        parent=draw(maybe(st.builds(RefTitle, refs, maybe(texts)) | st.builds(RefTitle, st.none(), texts))),
        plan_row=draw(maybe(plan_rows())),
    )


@st.composite
def figures(draw):
    counted = draw(st.lists(classes, unique=True))
    shared = draw(st.lists(classes, unique=True))
    lines_printed = draw(
        st.lists(
            st.builds(PrintedClass, texts, maybe(classes), maybe(st.integers(0, 200)), maybe(shares())),
            max_size=3,
        )
    )
    return PrintedFigures(
        draw(maybe(months)),
        draw(maybe(st.integers(0, 2000))),
        draw(maybe(st.sampled_from(CountSource))),
        {each: draw(st.integers(0, 200)) for each in counted},
        {each: draw(shares()) for each in shared},
        tuple(lines_printed),
    )


def shares():
    return st.decimals(0, 100, places=1).map(str) | st.integers(0, 100).map(str)


@st.composite
def figure_pairs(draw):
    current, previous = draw(maybe(figures())), draw(maybe(figures()))
    return FiguresPair(current, previous) if current or previous else None


@st.composite
def sections(draw):
    numbers = maybe(st.integers(1, 20).map(str))
    paragraph_numbers = maybe(st.sampled_from(("1.1", "4.12", "10.1.2", "1", "a", "iv")))
    paragraphs = st.lists(st.builds(ReportParagraph, paragraph_numbers, texts), max_size=3).map(tuple)
    found = draw(st.lists(st.builds(ReportSection, numbers, texts, paragraphs), max_size=4))
    return tuple(
        each
        for at, each in enumerate(found)
        if not at or (each.number, each.title) != (found[at - 1].number, found[at - 1].title)
    )


@st.composite
def fronts(draw):
    first = draw(months)
    plan_year = draw(
        st.none()
        | st.just(PlanYear(first, first + 11))
        | st.just(PlanYear(first, None))
        | st.just(PlanYear(None, first))
        | st.just(PlanYear())
    )
    return {
        "source": SOURCE,
        "council": draw(maybe(texts)),
        "title": draw(maybe(texts)),
        "period": draw(maybe(months)),
        "period_months": draw(maybe(st.integers(1, 12))),
        "plan_year": plan_year,
        "decision_type": draw(maybe(texts)),
        "meeting": draw(
            maybe(st.builds(Meeting, maybe(texts), maybe(st.dates(date(1990, 1, 1), date(2060, 1, 1)))))
        ),
        "wards": draw(maybe(texts)),
        "contact": draw(maybe(st.builds(Contact, maybe(texts), maybe(texts), maybe(texts)))),
        "responsible": draw(some(st.builds(Responsible, texts, texts))),
    }


def some(strategy, most=3):
    return st.lists(strategy, max_size=most).map(tuple)


def _plan_of(front):
    year = front["plan_year"]
    return Period(year.first, year.last) if year and year.first and year.last else None


@st.composite
def reports(draw):
    """An exception report."""
    front = draw(fronts())
    return Draft(
        kind=Kind.REPORT,
        **front,
        sections=draw(sections()),
        key=draw(some(st.builds(KeyEntry, maybe(texts), texts))),
        figures=draw(figure_pairs()),
        changes=draw(some(st.builds(RefTitle, refs, maybe(texts)) | st.builds(RefTitle, st.none(), texts))),
        changes_stated=draw(
            maybe(
                st.builds(ChangesStated, st.integers(0, 50), maybe(shares()))
                | st.builds(ChangesStated, st.none(), shares())
            )
        ),
        exceptions=draw(some(exceptions(_plan_of(front)))),
        consultees=draw(some(st.builds(Consultee, texts, maybe(texts)))),
        implications=draw(some(st.builds(Implication, texts, lines))),
        appendices=draw(some(texts)),
        background_papers=draw(some(texts)),
    )


@st.composite
def new_plan_reports(draw):
    """A report of a new plan, with the corporate risks mapped to it."""
    codes_of_risks = draw(st.lists(st.integers(1, 20).map("KO{}".format), unique=True, max_size=4))
    links = some(st.builds(RiskLink, maybe(codes), texts))
    risks = tuple(
        DraftRisk(code, draw(texts), draw(some(codes)), draw(some(st.just("KO18"), 1)), draw(links))
        for code in codes_of_risks
    )
    return Draft(kind=Kind.REPORT, **draw(fronts()), sections=draw(sections()), risks=risks)


@st.composite
def actions(draw, plan=None):
    class_, source, printed = draw(statuses())
    ref = draw(maybe(refs))
    path = st.lists(texts.filter(lambda text: "›" not in text), max_size=2).map(tuple)
    other = st.dictionaries(
        st.sampled_from(("Budget", "Risk", "Portfolio holder", "Notes (2)", "Link: plan")), lines, max_size=2
    )
    return DraftAction(
        ref=ref,
        title=draw(texts if ref is None else maybe(texts)),
        path=draw(path),
        lead=draw(some_names),
        status=class_,
        status_source=source,
        printed=printed,
        start=draw(maybe(dates(plan))),
        due=draw(maybe(dates(plan))),
        revised=draw(maybe(dates(plan))),
        completed=draw(maybe(dates(plan))),
        percent=draw(maybe(st.integers(0, 100) | st.just(33.5))),
        comment=draw(maybe(lines)),
        months=draw(strips()),
        milestones=draw(some(st.builds(DraftMilestone, texts, maybe(dates(plan)), maybe(dates(plan))))),
        other=draw(other),
    )


@st.composite
def trackers(draw):
    """A table of actions."""
    front = draw(fronts())
    found = draw(st.lists(actions(_plan_of(front)), min_size=1, max_size=4))
    return Draft(kind=Kind.TRACKER, **front, actions=tuple(found))


drafts = reports() | new_plan_reports() | trackers()
