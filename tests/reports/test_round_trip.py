"""What our own layouts say is read back: the draft comes back up to its source, places and findings."""

import csv
import io
import zipfile
from dataclasses import fields, is_dataclass, replace

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from fingerpost.importer.csv_set import read_csv_set
from fingerpost.importer.read import load, read
from fingerpost.importer.readers.csv import read_csv
from fingerpost.importer.readers.excel import read_excel
from fingerpost.importer.readers.source import Unreadable
from fingerpost.importer.readers.text import read_text
from fingerpost.importer.readers.word import read_word
from fingerpost.importer.recognition.own import recognise_own
from fingerpost.reports.compose import compose
from fingerpost.reports.renderers.csv import render_csv
from fingerpost.reports.renderers.excel import render_excel
from fingerpost.reports.renderers.json import render_json
from fingerpost.reports.renderers.pdf import render_pdf
from fingerpost.reports.renderers.word import render_word
from fingerpost.rules.checks import check_record
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import CountSource, Draft, FiguresPair, Kind, PrintedFigures, Source
from fingerpost.rules.findings import Severity
from fingerpost.rules.months import Month
from fingerpost.sample.council import snapshots
from fingerpost.sample.documents import write_documents
from tests.reports.generated_drafts import SOURCE, drafts
from tests.searching import examples

QUICK = settings(
    deadline=None,
    max_examples=examples(40),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def without_places(value):
    """The value without places, findings and source, which another file cannot have."""
    if isinstance(value, Draft):
        value = replace(value, source=SOURCE, findings=())
    if is_dataclass(value):
        changes = {
            each.name: None if each.name == "place" else without_places(getattr(value, each.name))
            for each in fields(value)
        }
        return replace(value, **changes) if not isinstance(value, Source) else value
    if isinstance(value, tuple):
        return tuple(map(without_places, value))
    if isinstance(value, dict):
        return {key: without_places(each) for key, each in value.items()}
    return value


def by_excel(draft: Draft) -> Draft:
    return recognise_own(read_excel("own.xlsx", render_excel(compose(draft))))


def by_word(draft: Draft) -> Draft:
    return recognise_own(read_word("own.docx", render_word(compose(draft))))


def by_csv(draft: Draft) -> Draft:
    return read_csv_set(render_csv(compose(draft)))


def by_json(draft: Draft) -> Draft:
    return read("own.json", render_json(compose(draft)))


WAYS = pytest.mark.parametrize("way", [by_excel, by_word, by_csv, by_json])


@given(drafts)
@QUICK
def test_any_draft_comes_back_from_excel(draft: Draft) -> None:
    back = by_excel(draft)
    assert without_places(back) == without_places(draft)
    assert back.findings == ()


@given(drafts)
@QUICK
def test_any_draft_comes_back_from_word(draft: Draft) -> None:
    back = by_word(draft)
    assert without_places(back) == without_places(draft)
    assert back.findings == ()


@given(drafts)
@QUICK
def test_any_draft_comes_back_from_a_set_of_csv_files(draft: Draft) -> None:
    back = by_csv(draft)
    assert without_places(back) == without_places(draft)
    assert back.findings == ()


@given(drafts)
@QUICK
def test_any_draft_comes_back_from_json_with_its_source_too(draft: Draft) -> None:
    assert by_json(draft) == draft


@WAYS
@pytest.mark.parametrize("name", ["000_ee28791e26da56fb.txt", "002_60e8f909c0b5439f.txt"])
def test_the_real_reports_come_back(real, name, way) -> None:
    draft = read(name, (real / name).read_bytes())
    assert without_places(way(draft)) == without_places(draft)


SAMPLE = {name: data for name, data in write_documents().items() if not name.endswith((".json", ".pdf"))}


@WAYS
@pytest.mark.parametrize("name", SAMPLE)
def test_the_sample_documents_come_back(name, way) -> None:
    draft = read(name, SAMPLE[name])
    assert without_places(way(draft)) == without_places(draft)


@pytest.fixture(scope="module")
def sample() -> Draft:
    name = "exception-report-2026-02.txt"
    return read(name, SAMPLE[name])


def test_our_own_layout_is_recognised_at_the_one_door(sample: Draft) -> None:
    document = compose(sample)
    for name, data in (("own.docx", render_word(document)), ("own.xlsx", render_excel(document))):
        assert without_places(read(name, data)) == without_places(sample)


def test_a_pdf_gives_back_its_front_figures_and_exceptions(sample: Draft) -> None:
    back = read("own.pdf", render_pdf(compose(sample)))
    for name in ("kind", "council", "title", "period", "plan_year", "meeting", "figures", "changes_stated"):
        assert getattr(back, name) == getattr(sample, name), name

    def said(draft):
        return [
            (each.ref, each.action, each.status, each.who, each.original, each.revised)
            for each in draft.exceptions
        ]

    assert said(back) == said(sample)


def test_a_csv_file_by_itself_is_read_as_what_it_holds(sample: Draft) -> None:
    files = render_csv(compose(sample))
    back = recognise_own(read_csv("x-exceptions.csv", files["exceptions.csv"]))
    assert [each.ref for each in back.exceptions] == [each.ref for each in sample.exceptions]
    assert [each.original for each in back.exceptions] == [each.original for each in sample.exceptions]
    assert back.figures is None


def test_a_set_of_csv_files_has_a_source_over_all_of_them(sample: Draft) -> None:
    files = render_csv(compose(sample))
    source = read_csv_set(files).source
    assert source.name == ", ".join(sorted(files))
    changed = {**files, "key.csv": files["key.csv"].replace(b"target", b"course")}
    assert read_csv_set(changed).source.sha256 != source.sha256


def test_files_that_are_no_set_of_ours_are_refused() -> None:
    with pytest.raises(Unreadable, match="not a set of CSV files that Fingerpost wrote"):
        read_csv_set({"a.csv": b"Ref,Task\r\n1,Paint the fence\r\n"})


def test_other_documents_are_not_ours() -> None:
    text = read_text("report.txt", SAMPLE["exception-report-2026-02.txt"])
    word = read_word("report.docx", SAMPLE["exception-report-2026-02.docx"])
    excel = read_excel("tracker.xlsx", SAMPLE["tracker-2026-02.xlsx"])
    table = read_csv("list.csv", SAMPLE["plain-list-2026-02.csv"])
    assert [recognise_own(each) for each in (text, word, excel, table)] == [None] * 4


def edited_word(draft: Draft, before: str, after: str, times: int = 1) -> bytes:
    """The Word report in which a person changed some words."""
    made = io.BytesIO(render_word(compose(draft)))
    written = io.BytesIO()
    with zipfile.ZipFile(made) as package, zipfile.ZipFile(written, "w") as changed:
        for entry in package.infolist():
            data = package.read(entry)
            if entry.filename == "word/document.xml":
                assert before.encode() in data
                data = data.replace(before.encode(), after.encode(), times)
            changed.writestr(entry, data)
    return written.getvalue()


def test_what_a_person_changed_in_word_is_what_is_read(sample: Draft) -> None:
    reason = sample.exceptions[0].corrective_action
    back = read("own.docx", edited_word(sample, reason, "We asked again and were told to wait."))
    assert back.exceptions[0].corrective_action == "We asked again and were told to wait."
    assert without_places(back.exceptions[1:]) == without_places(sample.exceptions[1:])


def test_a_figure_changed_in_the_table_for_people_is_believed_and_named(sample: Draft) -> None:
    back = read("own.docx", edited_word(sample, ">122<", ">121<"))
    assert back.figures.current.counts[StatusClass.GREEN] == 121
    (finding,) = [each for each in back.findings if each.id == "R91"]
    assert "121 in the table of figures and 122 in the figures as read" in finding.message


def test_what_a_person_changed_in_excel_is_what_is_read(sample: Draft) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_excel(compose(sample))))
    sheet = book["Exceptions"]
    columns = {cell.value: cell.column for cell in sheet[2]}
    sheet.cell(row=3, column=columns["Status"], value="A/R nonsense")
    sheet.cell(row=4, column=columns["Status"], value="Red")
    sheet.cell(row=4, column=columns["Who"], value="Ines Okafor; Tom Ŵyn")
    written = io.BytesIO()
    book.save(written)
    back = read("own.xlsx", written.getvalue())
    assert back.exceptions[1].status is StatusClass.RED
    assert back.exceptions[1].who == ("Ines Okafor", "Tom Ŵyn")
    assert back.exceptions[0].status is None
    assert [each.id for each in back.findings] == ["R90"]


def test_rows_sorted_by_a_person_keep_their_months(sample: Draft) -> None:
    files = render_csv(compose(sample))
    rows = list(csv.reader(io.StringIO(files["exceptions.csv"].decode("utf-8-sig"))))
    written = io.StringIO()
    csv.writer(written).writerows([rows[0], *reversed(rows[1:])])
    back = read_csv_set({**files, "exceptions.csv": written.getvalue().encode()})
    wanted = {each.ref: each.plan_row for each in sample.exceptions}
    assert {each.ref: each.plan_row for each in back.exceptions} == wanted
    assert back.findings == ()


@pytest.fixture(scope="module")
def closed():
    january, february = snapshots()[-2:]
    return compose(february, previous=january)


def closed_by_csv(document) -> Draft:
    return read_csv_set(render_csv(document))


CLOSED_WAYS = {
    "word": lambda document: read("closed.docx", render_word(document)),
    "pdf": lambda document: read("closed.pdf", render_pdf(document)),
    "excel": lambda document: read("closed.xlsx", render_excel(document)),
    "csv": closed_by_csv,
}


@pytest.mark.parametrize("way", CLOSED_WAYS)
def test_the_report_of_a_closed_month_reads_back_without_error_or_warning(closed, way) -> None:
    back = CLOSED_WAYS[way](closed)
    assert (back.council, back.title, back.period) == (closed.council, closed.title, Month(2026, 2))
    assert back.figures.current.n == 138
    assert back.figures.current.counts[StatusClass.GREEN] == 122
    assert back.figures.previous.printed_shares[StatusClass.AMBER] == "11.4"
    assert len(back.exceptions) == 12
    assert all(each.status and each.reason and each.who and each.original for each in back.exceptions)
    found = (*back.findings, *check_record(back))
    assert [each for each in found if each.severity is not Severity.NOTE] == []


def test_a_snapshot_comes_back_whole_from_json(closed) -> None:
    assert load("closed.json", render_json(closed)) == snapshots()[-1]


@WAYS
def test_a_report_of_ours_gives_no_error_and_no_warning_of_its_own(sample: Draft, way) -> None:
    """What the checks find in the copy, they find in the original: our layouts add nothing."""

    def found(draft: Draft):
        return {
            (each.id, each.message) for each in check_record(replace(draft, findings=())) if not each.places
        } | {each.id for each in check_record(replace(draft, findings=()))}

    assert found(way(sample)) == found(sample)


@WAYS
def test_two_periods_of_the_same_month_come_back_apart(way) -> None:
    month = Month(2026, 2)
    pair = FiguresPair(
        current=PrintedFigures(period=month),
        previous=PrintedFigures(period=month, counts={StatusClass.RED: 3}, n=9, n_source=CountSource.PRINTED),
    )
    draft = Draft(kind=Kind.REPORT, source=SOURCE, figures=pair)
    assert without_places(way(draft)) == without_places(draft)
