"""A person's edits in our own layouts: read where they can be, left out and named where they cannot."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest

from fingerpost.importer.csv_set import read_csv_set
from fingerpost.importer.readers.csv import read_csv
from fingerpost.importer.readers.word import read_word
from fingerpost.importer.recognition.own import recognise_own
from fingerpost.reports.compose import compose
from fingerpost.reports.renderers.csv import render_csv
from fingerpost.reports.renderers.word import render_word
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import (
    CountSource,
    Draft,
    DraftAction,
    DraftException,
    FiguresPair,
    Kind,
    Mark,
    Meeting,
    MonthCell,
    PlanRow,
    PlanYear,
    PrintedDate,
    PrintedFigures,
    ReportSection,
    Source,
    StatusSource,
)
from fingerpost.rules.months import Month

JULY, AUGUST, SEPTEMBER = (Month(2025, number) for number in (7, 8, 9))
GREEN = MonthCell(None, StatusClass.GREEN, "g", StatusSource.WORDS)
AMBER = MonthCell(Mark.ORIGINAL, StatusClass.AMBER, "[Amber]", StatusSource.WORDS)
SOURCE = Source("made.txt", "0" * 64, "text")
REPORT = Draft(
    kind=Kind.REPORT,
    source=SOURCE,
    council="Afon Wen District Council",
    title="Exception report",
    period=AUGUST,
    period_months=1,
    plan_year=PlanYear(JULY, Month(2026, 6)),
    meeting=Meeting("Cabinet", date(2025, 9, 30)),
    figures=FiguresPair(PrintedFigures(AUGUST, 20, CountSource.PRINTED, {StatusClass.GREEN: 20}), None),
    sections=(ReportSection("1", "SUMMARY"),),
    exceptions=(
        DraftException(
            "4.2.1",
            "Plant the limes",
            status=StatusClass.AMBER,
            status_source=StatusSource.WORDS,
            printed="A",
            original=PrintedDate("August 2025", "2025-08"),
            plan_row=PlanRow(
                "Plant the limes", ("TW",), {JULY: GREEN, AUGUST: AMBER, SEPTEMBER: MonthCell()}
            ),
        ),
    ),
)
TRACKER = Draft(
    kind=Kind.TRACKER,
    source=SOURCE,
    period=AUGUST,
    actions=tuple(
        DraftAction(
            f"4.2.{number}",
            f"Plant row {number}",
            path=("Green places",),
            status=StatusClass.GREEN,
            status_source=StatusSource.WORDS,
            printed="g",
            percent=50,
            months={JULY: GREEN, AUGUST: GREEN},
            other={"Long notes": f"Row {number} stands by the river, beyond the second bridge."},
        )
        for number in (1, 2, 3)
    ),
)


def csv_edited(draft: Draft, file: str, label: str, said: str, row: int = 1) -> Draft:
    """The draft read from the CSV set of this one, with one field changed; `label` may be a field's name."""
    files = render_csv(compose(draft))
    rows = list(csv.reader(io.StringIO(files[file].decode("utf-8-sig"), newline="")))
    if label in rows[0]:
        rows[row][rows[0].index(label)] = said
    else:
        next(each for each in rows if each[0] == label)[1] = said
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return read_csv_set({**files, file: written.getvalue().encode()})


LEFT_OUT = [
    (REPORT, "report.csv", "Kind of document", "Memo"),
    (REPORT, "report.csv", "Period", "late summer"),
    (REPORT, "report.csv", "Months in the period", "a few"),
    (REPORT, "report.csv", "Plan year", "this one"),
    (REPORT, "report.csv", "Date of the meeting", "soon"),
    (REPORT, "figures.csv", "Period", "Some period"),
    (REPORT, "figures.csv", "Actions", "many"),
    (REPORT, "figures.csv", "Month", "then"),
    (REPORT, "exceptions.csv", "Status", "quite fine, thank you"),
    (REPORT, "exceptions.csv", "Status learnt", "from a friend"),
    (REPORT, "months.csv", "Mark", "circled"),
    (REPORT, "months.csv", "Month", "2025-13-01"),
    (REPORT, "months.csv", "Entry", "The third"),
    (TRACKER, "actions.csv", "Per cent complete", "half"),
]


@pytest.mark.parametrize(("draft", "file", "label", "said"), LEFT_OUT, ids=lambda each: str(each)[:20])
def test_a_value_that_its_place_does_not_take_is_left_out_and_named(draft, file, label, said) -> None:
    back = csv_edited(draft, file, label, said)
    (finding,) = back.findings
    assert finding.id == "R90"
    assert f"“{said}” under “{label}”" in finding.message
    assert finding.places[0].startswith("line ")


def test_what_is_left_out_leaves_the_rest() -> None:
    back = csv_edited(REPORT, "report.csv", "Period", "late summer")
    assert (back.period, back.council, len(back.exceptions)) == (None, REPORT.council, 1)


@pytest.mark.parametrize(
    ("file", "label", "said", "of", "wanted"),
    [
        ("report.csv", "Date of the meeting", "1 October 2025", lambda d: d.meeting.date, date(2025, 10, 1)),
        ("report.csv", "Plan year", "from July 2025", lambda d: d.plan_year, PlanYear(JULY, None)),
        ("report.csv", "Plan year", "–", lambda d: d.plan_year, PlanYear()),
        ("figures.csv", "Actions highlighted", "1,234", lambda d: d.figures.current.n, 1234),
        (
            "exceptions.csv",
            "Status",
            "Over one month behind",
            lambda d: d.exceptions[0].status,
            StatusClass.RED,
        ),
        ("exceptions.csv", "Who", "TW; CL", lambda d: d.exceptions[0].who, ("TW", "CL")),
        (
            "months.csv",
            "Month",
            "Dec 2025",
            lambda d: Month(2025, 12) in d.exceptions[0].plan_row.months,
            True,
        ),
    ],
)
def test_a_value_in_other_words_is_understood(file, label, said, of, wanted) -> None:
    back = csv_edited(REPORT, file, label, said)
    assert of(back) == wanted
    assert back.findings == ()


def test_per_cent_may_have_its_sign_and_a_fraction() -> None:
    assert csv_edited(TRACKER, "actions.csv", "Per cent complete", "62.5%").actions[0].percent == 62.5
    assert csv_edited(TRACKER, "actions.csv", "Per cent complete", "60 %").actions[0].percent == 60


def test_one_table_that_anybody_could_have_made_is_not_ours() -> None:
    files = render_csv(compose(REPORT))
    assert recognise_own(read_csv("months.csv", files["months.csv"])) is None
    assert recognise_own(read_csv("figures.csv", files["figures.csv"])).figures == REPORT.figures


def word_edited(draft: Draft, change) -> Draft:
    """The draft read from the Word report of this one, its body changed by a function."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(render_word(compose(draft)))) as package,
        zipfile.ZipFile(written, "w") as changed,
    ):
        for name in package.namelist():
            data = package.read(name)
            if name == "word/document.xml":
                before = data.decode()
                data = change(before).encode()
                assert data.decode() != before
            changed.writestr(name, data)
    return recognise_own(read_word("own.docx", written.getvalue()))


def cell_of(letter: str) -> str:
    return rf">{letter}</w:t>"


def test_a_letter_that_a_person_typed_in_a_strip_means_its_class() -> None:
    def change(body: str) -> str:
        strip = body.index("Jul 2025")
        at = body.index(cell_of("G"), strip)
        return body[:at] + cell_of("R") + body[at + len(cell_of("G")) :]

    months = word_edited(REPORT, change).exceptions[0].plan_row.months
    assert months[JULY] == MonthCell(None, StatusClass.RED, "R", StatusSource.WORDS)
    assert months[AUGUST] == AMBER
    assert months[SEPTEMBER] == MonthCell()


def test_a_status_in_words_of_a_person_is_read_as_in_any_document() -> None:
    def change(body: str) -> str:
        row, *_ = rows_of(body, "(from the words: “A”)")
        others = re.sub(r" ?\(from the words: “A”\)", "", row)
        return body.replace(row, others.replace(">Amber", ">Over one month behind"))

    back = word_edited(REPORT, change)
    found = back.exceptions[0]
    assert (found.status, found.status_source, found.printed) == (
        StatusClass.RED,
        StatusSource.WORDS,
        "Over one month behind",
    )


def test_a_date_in_other_words_is_parsed_again() -> None:
    back = word_edited(REPORT, lambda body: body.replace("August 2025</w:t>", "Autumn 2025</w:t>"))
    assert back.exceptions[0].original == PrintedDate("Autumn 2025", "2025-23")


def rows_of(body: str, words: str) -> list[str]:
    """The table rows whose words contain these."""
    return [row for row in re.findall(r"<w:tr>.*?</w:tr>|<w:tr .*?</w:tr>", body, re.DOTALL) if words in row]


def test_a_row_of_months_taken_out_leaves_the_others_with_their_actions() -> None:
    def change(body: str) -> str:
        _, months, *_ = rows_of(body, "Plant row 2")
        return body.replace(months, "")

    actions = word_edited(TRACKER, change).actions
    assert [bool(each.months) for each in actions] == [True, False, True]
    assert [each.ref for each in actions] == ["4.2.1", "4.2.2", "4.2.3"]


def test_a_row_of_months_for_an_action_that_is_not_there_is_named() -> None:
    def change(body: str) -> str:
        first, *_ = rows_of(body, "Plant row 2")
        return body.replace(first, "", 1)

    back = word_edited(TRACKER, change)
    assert [each.ref for each in back.actions] == ["4.2.1", "4.2.3"]
    assert "R90" in {each.id for each in back.findings}


def test_an_unknown_status_of_an_action_is_named() -> None:
    def change(body: str) -> str:
        row, *_ = rows_of(body, "Plant row 3")
        return body.replace(row, row.replace(">Green<", ">Splendid, really<"))

    back = word_edited(TRACKER, change)
    assert back.actions[2].status is None
    assert [each.id for each in back.findings] == ["R90"]


def test_months_of_which_none_is_marked_stand_in_words_and_a_broken_range_is_named() -> None:
    blank = {JULY: MonthCell(), AUGUST: MonthCell()}
    draft = Draft(
        kind=Kind.REPORT,
        source=SOURCE,
        exceptions=(DraftException("1", "Mend", plan_row=PlanRow("Mend", (), blank)),),
    )
    back = word_edited(draft, lambda body: body.replace("Jul 2025 to Aug 2025", "Jul to Aug"))
    assert back.exceptions[0].plan_row.months == {}
    assert [each.id for each in back.findings] == ["R90"]
