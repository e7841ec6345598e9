"""The two real reports, read whole. Nothing of their words is repeated here: places, counts, refs and dates are."""

import re

import pytest

from fingerpost.importer.readers.text import read_text
from fingerpost.importer.recognition.kind import kind_of, recognise
from fingerpost.importer.recognition.report import recognise_report
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import CountSource, Kind, Mark, StatusSource, from_json, to_json
from fingerpost.rules.months import Month

FEBRUARY = "002_60e8f909c0b5439f.txt"
NEW_PLAN = "000_ee28791e26da56fb.txt"
GREEN, AMBER, RED, REPROGRAMMED = (
    StatusClass.GREEN,
    StatusClass.AMBER,
    StatusClass.RED,
    StatusClass.REPROGRAMMED,
)


@pytest.fixture(scope="module")
def lines(real):
    """The lines of the February report, from 1."""
    return ["", *(real / FEBRUARY).read_text(encoding="utf-8").split("\n")]


@pytest.fixture(scope="module")
def february(real):
    return recognise_report(read_text(FEBRUARY, (real / FEBRUARY).read_bytes()))


@pytest.fixture(scope="module")
def new_plan(real):
    return recognise_report(read_text(NEW_PLAN, (real / NEW_PLAN).read_bytes()))


@pytest.fixture(scope="module")
def exceptions(february):
    return {each.ref: each for each in february.exceptions}


def words(line, *columns):
    """The cells of a line of tabs, without the spaces around them."""
    cells = [re.sub(r"\s+", " ", cell).strip() for cell in line.split("\t")]
    return cells[columns[0]] if len(columns) == 1 else tuple(cells[column] for column in columns)


def text_of(line):
    """A numbered line without its number."""
    return re.sub(r"^(?:- )?\d+\.\d+ ", "", line)


# February 2008


def test_both_are_reports_without_doubt(real):
    for name in (FEBRUARY, NEW_PLAN):
        source = read_text(name, (real / name).read_bytes())
        assert kind_of(source) == (Kind.REPORT, False)
        assert recognise(source) == recognise_report(source)


def test_february_front(february, lines):
    assert february.council == lines[3]
    assert february.meeting.body == lines[5]
    assert february.meeting.date.isoformat() == "2008-04-30"
    assert february.title == lines[9]
    assert (february.period, february.period_months) == (Month(2008, 2), 1)
    assert (february.plan_year.first, february.plan_year.last) == (Month(2007, 7), Month(2008, 6))
    assert [(each.role, each.name) for each in february.responsible] == [
        words(lines[11], 0, 1),
        words(lines[12], 0, 1),
    ]
    assert february.decision_type is None


def test_february_has_sixteen_sections_with_every_paragraph(february, lines):
    assert [section.number for section in february.sections] == [str(number) for number in range(1, 17)]
    numbered = [
        paragraph.number
        for section in february.sections
        for paragraph in section.paragraphs
        if paragraph.number
    ]
    assert numbered == (
        [
            "1.1",
            "2.1",
            "2.2",
            "3.1",
            "3.2",
            "4.1",
            "4.2",
            "4.3",
            "5.1",
            "6.1",
            "7.1",
            "8.1",
            "9.1",
            "10.1",
            "11.1",
            "14.1",
            "15.1",
            "16.1",
        ]
    )
    for section in february.sections:
        for paragraph in section.paragraphs:
            assert paragraph.number is None or paragraph.number.split(".")[0] == section.number
            line = lines[int(paragraph.place.removeprefix("line "))]
            plain = re.sub(r"\*\*", "", re.sub(r"^(?:- )?(?:\d+\.\d+ )?", "", line)).strip()
            assert paragraph.text == re.sub(r"\s+", " ", plain)
    assert len(february.sections[11].paragraphs) == 6


def test_february_figures_of_both_months(february):
    now, before = february.figures.current, february.figures.previous
    assert (now.period, now.n, now.n_source) == (Month(2008, 2), 138, CountSource.PRINTED)
    assert now.counts == {GREEN: 122, AMBER: 10, RED: 2, REPROGRAMMED: 4}
    assert now.printed_shares == {GREEN: "88.4", AMBER: "7.3", RED: "1.4", REPROGRAMMED: "2.9"}
    assert (before.period, before.n, before.n_source) == (Month(2008, 1), 140, CountSource.SUM)
    assert before.counts == {GREEN: 118, AMBER: 16, RED: 2, REPROGRAMMED: 4}
    assert before.printed_shares == {GREEN: "84.3", AMBER: "11.4", RED: "1.4", REPROGRAMMED: "2.9"}
    assert [each.printed for each in now.classes] == ["RED", "AMBER", "GREEN", "REPROGRAMMED"]


def test_february_key_has_five_meanings_and_lost_its_marks(february, lines):
    assert [(each.mark, each.meaning) for each in february.key] == [
        (None, words(lines[number], 1)) for number in range(45, 50)
    ]


def test_february_changes_with_their_count_and_share(february, lines):
    named = re.findall(r"(?:These actions are: |; (?:and )?)(.+?) \((\d[\d.]+)\)", lines[51])
    assert [(each.title, each.ref) for each in february.changes] == named
    assert [each.ref for each in february.changes] == ["3.2.4", "5.2.4", "10.4.3", "12.1.1", "22.6.4"]
    assert (february.changes_stated.count, february.changes_stated.share) == (5, "3.6")


def test_february_end_matter(february, lines):
    assert [(each.who, each.answer) for each in february.consultees] == [
        words(lines[number], 0, 1) for number in range(94, 104)
    ]
    assert [(each.title, each.text) for each in february.implications] == [
        tuple(lines[number].strip().split(": ", 1)) for number in range(85, 91)
    ]
    assert february.wards == text_of(lines[107])
    assert february.appendices == (text_of(lines[111]),)
    assert february.background_papers == (text_of(lines[115]),)
    assert february.contact.name == lines[119].removeprefix("Name: ")
    assert february.contact.email == lines[120].removeprefix("E Mail: ")
    assert february.contact.telephone == lines[121].removeprefix("Tel: ")


# ref: its section, the lines of the upper row, parent's and plan's rows, who, original and revised EDTF
BLOCKS = {
    "2.2": ("CP2", 129, 131, 132, "PS", "2007-09", "2008-04"),
    "3.2.4": ("CP3", 136, 138, 139, "AC", "2008-02", "2008-06"),
    "11.1.3": ("FP1", 148, 149, 150, None, None, None),
    "11.3.5": ("FP1", 155, 156, 157, None, None, None),
    "12.1.1": ("FP2", 166, 167, 168, "JP", "2007-07", "2008-03"),
    "12.1.3": ("FP2", 177, 178, 179, "JP", "2007-09", "2008-06"),
    "16.4.1": ("PR2", 188, 189, 190, "CF", "2007-12", "2008-03"),
    "16.4.2": ("PR2", 195, 196, 197, "CF", "2007-10", "2008-03"),
    "16.4.6": ("PR2", 206, 207, 208, "CF", "2007-01", "2008-23"),
    "20.2.4": ("HR&OD2", 217, 218, 219, "JP", "2008-02", None),
    "20.2.6": ("HR&OD2", 227, 229, 230, "JP", "2008-01", None),
    "20.3.1": ("HR&OD2", 239, 240, 241, "JP", "2007-12", "2008-04/2009-03"),
}


def test_february_has_its_twelve_exceptions_in_order(february):
    assert [each.ref for each in february.exceptions] == list(BLOCKS)
    assert february.actions == ()


@pytest.mark.parametrize("ref", BLOCKS)
def test_each_block_of_february_whole(ref, exceptions, lines):
    code, upper, parent, plan, who, original, revised = BLOCKS[ref]
    found = exceptions[ref]
    cells = [cell.strip() for cell in lines[upper].split("\t") if cell.strip() and cell != "[Hatched]"]
    assert found.place == f"line {upper}"
    assert found.section.code == code
    assert f"{code}: {found.section.title}" in {words(line, 0) for line in lines}
    assert (found.ref, found.action) == tuple(re.sub(r"\s+", " ", cell) for cell in cells[:2])
    assert found.reason is None
    if who is None:
        assert (found.corrective_action, found.who, found.original, found.revised) == (None, (), None, None)
    else:
        assert found.corrective_action == re.sub(r"\s+", " ", cells[2])
        assert found.who == (who,) == (cells[3],)
        assert (found.original.text, found.original.edtf) == (cells[4], original)
        assert (found.revised.text, found.revised.edtf) == (cells[5], revised)
    assert (found.parent.ref, found.parent.title) == words(lines[parent], 0, 1)
    below = [cell.strip() for cell in lines[plan].split("\t") if cell.strip() and not cell.startswith("[")]
    assert found.plan_row.action == re.sub(r"\s+", " ", below[1])
    assert found.plan_row.lead == (below[2],)
    assert found.plan_row.corrective_action == re.sub(r"\s+", " ", below[3])


def test_only_one_block_kept_a_colour_and_its_months(exceptions):
    coloured = exceptions.pop("20.2.6")
    assert (coloured.status, coloured.status_source, coloured.printed) == (
        REPROGRAMMED,
        StatusSource.WORDS,
        "[Hatched]",
    )
    months = coloured.plan_row.months
    assert [(str(month), cell.mark, cell.status, cell.printed) for month, cell in months.items()] == [
        ("2008-02", None, GREEN, "[Green]"),
        ("2008-03", Mark.REPROGRAMMED, REPROGRAMMED, "[Hatched]"),
        ("2008-04", Mark.REPROGRAMMED, REPROGRAMMED, "[Hatched]"),
    ]
    assert all(cell.status_source is StatusSource.WORDS for cell in months.values())
    for other in exceptions.values():
        assert (other.status, other.status_source, other.printed) == (None, StatusSource.NONE, None)
        assert other.plan_row.months == {}
    exceptions["20.2.6"] = coloured


def test_what_was_doubtful_in_february_is_said_with_its_place(february):
    assert {(finding.id, finding.places) for finding in february.findings} == {
        ("R50", ("line 148", "line 155")),
        ("R67", ("line 230",)),
    }


# July 2009


def test_new_plan_front(new_plan):
    assert new_plan.meeting.date.isoformat() == "2009-07-01"
    assert new_plan.meeting.body == "CABINET"
    assert new_plan.title.endswith("2009-2010")
    assert new_plan.decision_type == "Non-Key Decision"
    assert new_plan.period is None
    assert new_plan.period_months is None
    assert (new_plan.plan_year.first, new_plan.plan_year.last) == (Month(2009, 7), Month(2010, 6))
    assert len(new_plan.responsible) == 2
    assert all("  " not in each.name and "\n" not in each.name for each in new_plan.responsible)
    assert new_plan.responsible[0].name.endswith("Improvement Plan")
    assert new_plan.responsible[1].name.endswith("Executive")


def test_new_plan_maps_nineteen_risks_by_forty_six_links(new_plan):
    assert [each.code for each in new_plan.risks] == [f"KO{n}" for n in range(1, 21) if n != 18]
    assert sum(len(each.links) for each in new_plan.risks) == 46
    assert sum(len(each.sections) for each in new_plan.risks) == 46
    by_code = {each.code: each for each in new_plan.risks}
    assert by_code["KO2"].sections == ("FP1", "FP2", "FP3", "FP4", "PR2")
    assert by_code["KO12"].sections == ("FP2", "HROD2", "HROD3")
    assert by_code["KO15"].sections == ("FP1", "FP4", "PR1", "HROD4")
    assert by_code["KO16"].sections == ("FP1", "FP4")
    assert {code: each.merged for code, each in by_code.items() if each.merged} == {"KO5": ("KO18",)}


def test_new_plan_titles_and_links_that_were_wrapped_are_whole(new_plan):
    by_code = {each.code: each for each in new_plan.risks}
    assert by_code["KO5"].title.split()[-2:] == ["Business", "Continuity"]
    assert by_code["KO6"].title.endswith("and training")
    assert by_code["KO8"].title.endswith("(internal and external)")
    assert by_code["KO14"].title.endswith("Evaluation")
    assert [link.printed for link in by_code["KO7"].links] == ["PR4: Improved Partnership Working"]
    assert by_code["KO13"].links[-1].printed == "PR4: Improved Partnership Working"
    assert by_code["KO15"].links[-1].printed == "HROD4 – Performance culture"
    assert by_code["KO16"].links[0].printed == "FP1 – Value for Money"
    assert not any(mark in each.title for each in new_plan.risks for mark in "*\n\t")


def test_new_plan_implications_in_one_paragraph_are_six(new_plan, real):
    text = (real / NEW_PLAN).read_text(encoding="utf-8").split("\n")[113]
    assert len(new_plan.implications) == 6
    assert " ".join(f"{each.title}: {each.text}" for each in new_plan.implications) == text
    assert new_plan.implications[0].title == "Procurement Issues"
    assert new_plan.implications[3].title.endswith("1998")


def test_new_plan_end_matter_and_sections(new_plan):
    assert [section.number for section in new_plan.sections] == [str(number) for number in range(1, 16)]
    assert [each.answer for each in new_plan.consultees] == (
        ["No", "At CMT", "At CMT", "At CMT", "Yes", "Yes", "At CMT", "At CMT", "At CMT", "No"]
    )
    assert new_plan.consultees[2].who.count(" - ") == 1
    assert new_plan.wards == "All Wards"
    assert new_plan.appendices == ("Appendix 1 Draft Improvement Plan 2009-10",)
    assert new_plan.background_papers == ("None",)
    assert new_plan.contact.email.count("@") == 1
    assert len(new_plan.contact.name.split()) == 2
    assert new_plan.exceptions == ()
    assert new_plan.figures is None
    assert new_plan.changes == ()
    assert new_plan.changes_stated is None
    assert new_plan.findings == ()


@pytest.mark.parametrize("which", ["february", "new_plan"])
def test_the_draft_goes_to_json_and_back(which, request):
    draft = request.getfixturevalue(which)
    assert from_json(to_json(draft)) == draft
