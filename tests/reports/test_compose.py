"""What a report says: of a draft, just what its source says; of a closed period, all that the rules ask for."""

from dataclasses import replace

import pytest

from fingerpost.reports.compose import NothingToCompareWith, compose
from fingerpost.reports.compose.snapshot_report import NotThePreviousPeriod
from fingerpost.reports.document import Card, DocumentTable, Emphasis, Facts, Heading, Text
from fingerpost.rules.draft import Draft, Kind
from fingerpost.rules.exceptions_report import exceptions
from fingerpost.rules.findings import Finding, Severity
from fingerpost.rules.labels import Label
from fingerpost.rules.snapshot import digest
from fingerpost.rules.wording import Part
from fingerpost.sample.council.closed_months import snapshots
from tests.reports.invented_drafts import REPORT, SOURCE, TRACKER


def headings(document, level=1):
    return [each.text for each in document.blocks if isinstance(each, Heading) and each.level == level]


def cards(document):
    return [each for each in document.blocks if isinstance(each, Card)]


def table(document, caption):
    return next(
        each for each in document.blocks if isinstance(each, DocumentTable) and each.caption == caption
    )


def texts(document):
    return " ".join(each.text for each in document.blocks if isinstance(each, Text))


def rows(found):
    return [tuple(cell.text for cell in row) for row in found.rows]


def values(card):
    return {label: cell.text for label, cell in card.facts.pairs}


def test_a_wrong_share_has_the_correct_one_beside_it():
    figures = table(compose(REPORT), "Figures as published")
    amber = next(row for row in rows(figures) if row[0] == "Amber")
    assert figures.header[-1] == "February 2026: share by the count"
    assert amber == ("Amber", "16", "11.4%", "10", "7.3%", "7.2%")
    assert [row[-1] for row in rows(figures) if row[0] != "Amber"] == ["", "", "", ""]


def test_each_exception_has_a_card_with_just_what_its_source_says():
    found = cards(compose(REPORT))
    assert [each.heading.text for each in found] == [
        "2.2: Submit the plan for the old market hall",
        "20.2.6: Ballot of staff",
        "11.1.3: (no title)",
        "Something without a ref",
    ]
    assert values(found[0])[Label.STATUS] == "Amber (from the cell’s colour: “orange”)"
    assert values(found[0])[Label.PLAN_MONTHS] == "Jul 2025 to Jun 2026, none marked"
    assert values(found[3]) == {
        Label.STATUS: "Red",
        Label.ORIGINAL: "Autumn-25",
        Label.REVISED: "when staff return [EDTF 2026-05]",
    }


def test_a_strip_shows_the_row_of_its_section_and_outlines_the_month_reported():
    strip = cards(compose(REPORT))[1].strip
    assert strip.rows[0][0].text == "20.2: One pay scale"
    assert [cell.text for cell in strip.rows[1]] == ["20.2.6", *[""] * 6, "G", "A", "P", "P", "P", ""]
    assert [index for index, cell in enumerate(strip.rows[1]) if cell.outlined] == [8]
    assert strip.rows[1][7].original


def test_a_month_read_otherwise_than_its_letter_is_listed():
    assert rows(table(compose(REPORT), Part.MARKS_DIFFERING)) == [
        ("Exception 2", "20.2.6", "May 2026", "Not stated", "reprogrammed month")
    ]


def test_the_covering_report_is_printed_section_by_section():
    document = compose(REPORT)
    assert [
        each
        for each in headings(document, 2)
        if each in ("1. SUMMARY", "OTHER MATTERS", "4. AN EMPTY SECTION")
    ]
    numbered = [
        (each.number, each.text) for each in document.blocks if isinstance(each, Text) and each.number
    ]
    assert ("2.1", "That the Cabinet notes the corrective action being taken.") in numbered
    assert ("(a)", "Staff: none.") in numbered


def test_a_part_without_data_is_left_out_and_nothing_is_invented():
    document = compose(Draft(kind=Kind.REPORT, source=SOURCE))
    assert headings(document) == [Part.ABOUT, Part.METHOD]
    assert document.title == "Report to a committee"
    assert (document.council, document.dated) == (None, None)


def test_findings_stand_in_a_part_of_their_own_the_gravest_first():
    note = Finding("D40", Severity.NOTE, ("line 1",), "A note.")
    error = Finding("D01", Severity.ERROR, ("paragraph 2.2", "line 9"), "A share is wrong.")
    document = compose(replace(REPORT, findings=(note,)), findings=[error, note])
    assert rows(table(document, Part.FINDINGS)) == [
        ("D01", "Error", "paragraph 2.2; line 9", "A share is wrong."),
        ("D40", "Note", "line 1", "A note."),
    ]
    assert "The checks found 2 things" in texts(document)
    assert Part.FINDINGS not in headings(compose(REPORT))


def test_a_tracker_is_printed_by_section_with_only_the_columns_that_say_anything():
    document = compose(TRACKER)
    assert headings(document, 2)[:3] == [
        "CP2: Town centre › 2.2 The market hall",
        "Actions without a section",
        "CP3: Homes",
    ]
    actions = table(document, "Actions: CP3: Homes")
    assert Label.PERCENT in actions.header
    assert "Green (from the words)" in rows(actions)[0]
    bare = compose(replace(TRACKER, actions=TRACKER.actions[1:2]))
    assert Label.PERCENT not in table(bare, "Actions: CP2: Town centre › 2.2 The market hall").header


def test_sheets_are_tidy_and_named_apart():
    sheets = compose(TRACKER).sheets
    names = [each.name for each in sheets]
    assert names[0] == "Report"
    assert len(names) == len(set(names))
    for sheet in sheets:
        assert len(set(sheet.table.header)) == len(sheet.table.header)
        assert all(len(row) == len(sheet.table.header) for row in sheet.table.rows)


def test_every_anchor_is_used_once():
    document = compose(REPORT)
    anchors = [each.anchor for each in document.blocks if isinstance(each, Heading)]
    anchors += [each.heading.anchor for each in cards(document)]
    assert len(anchors) == len(set(anchors))


def test_a_draft_is_not_compared_with_a_snapshot():
    with pytest.raises(NothingToCompareWith):
        compose(REPORT, previous=snapshots()[-1])


@pytest.fixture(scope="module")
def months():
    return snapshots()[-2:]


@pytest.fixture(scope="module")
def document(months):
    return compose(months[1], previous=months[0])


def test_the_report_of_a_closed_month_has_every_part(document):
    assert headings(document) == [
        Part.FIGURES,
        Part.CHANGES,
        Part.EXCEPTIONS,
        Part.MOVEMENT,
        Part.COMPLETED,
        Part.SCHEDULE,
        Part.NO_UPDATE,
        Part.OUTSIDE_BODIES,
        Part.FIGURES_BY,
        Part.METHOD,
    ]


def test_the_figures_stand_beside_those_of_the_month_before_with_their_basis(document):
    found = rows(table(document, "Figures"))
    assert [row[:3] for row in found] == [
        ("Green", "118 (84.3%)", "122 (88.4%)"),
        ("Amber", "16 (11.4%)", "10 (7.2%)"),
        ("Red", "2 (1.4%)", "2 (1.4%)"),
        ("Reprogrammed", "4 (2.9%)", "4 (2.9%)"),
        ("Not updated", "0 (0.0%)", "0 (0.0%)"),
        ("Actions highlighted", "140", "138"),
        ("Green, not counting the reprogrammed", "118 of 136 (86.8%)", "122 of 134 (91.0%)"),
        ("Green, ever re-dated", *[row[1:3] for row in found][-1]),
    ]


def test_it_opens_with_the_month_in_a_sentence(document):
    opening = document.blocks[0]
    assert opening.emphasis is Emphasis.LEAD
    assert opening.text.startswith("Of 138 actions highlighted for February 2026, 122 (88.4%) are")
    assert "Green rose by 4" in document.blocks[1].text


def test_each_exception_says_why_and_what_is_being_done(document, months):
    found = cards(document)
    assert [each.heading.text.partition(": ")[0] for each in found] == [
        each.ref for each in exceptions(months[1])
    ]
    assert len(found) == 12
    for card in found:
        said = values(card)
        wanted = (
            Label.STATUS,
            Label.WHY_STATUS,
            Label.REASON,
            Label.CORRECTIVE_ACTION,
            Label.WHO,
            Label.ORIGINAL,
        )
        assert all(said[label] for label in (*wanted, Label.CURRENT, Label.TIMES_MOVED, Label.EXPECTED))
        assert len(card.strip.header) == 13


def test_the_actions_behind_the_movement_add_up(document):
    moves = table(document, "The actions behind the numbers")
    count = moves.header.index(Label.COUNT)
    into_now = sum(row[count].value for row in moves.rows if row[1].text != "Left")
    assert into_now == 138
    assert sum(row[count].value for row in moves.rows if row[0].text != "Joined") == 140


def test_revisions_name_months_with_their_capitals(document):
    schedule = table(document, Part.SCHEDULE)
    revisions = " ".join(row[schedule.header.index(Label.REVISIONS)].text for row in schedule.rows)
    assert " february" not in revisions
    assert "minute" in revisions


def test_the_digest_is_printed(document, months):
    record = next(each for each in document.blocks if isinstance(each, Facts) and each.caption == Part.RECORD)
    printed = dict(record.pairs)
    assert printed[Label.DIGEST].text == digest(months[1])
    assert printed[Label.PREVIOUS_DIGEST].text == digest(months[0])


def test_without_the_month_before_the_report_says_so(months):
    document = compose(months[1])
    assert "was not given when this report was made" in texts(document)
    assert len(table(document, "Figures").header) == 3


def test_the_first_month_has_nothing_to_compare_with():
    assert "is the first period closed" in texts(compose(snapshots()[0]))


def test_a_later_or_foreign_snapshot_is_refused_as_the_one_before(months):
    with pytest.raises(NotThePreviousPeriod):
        compose(months[0], previous=months[1])
    with pytest.raises(NotThePreviousPeriod):
        compose(months[1], previous=replace(months[0], council="Elsewhere"))
