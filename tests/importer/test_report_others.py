"""Reports of twenty-four invented councils, each of a shape of its own, read whole.

Beside each text in `reports/` stands what it must be read as, checked by hand: everything that the draft
holds, without what is None or empty. After a change that is meant, write the expectations anew with
`python tests/importer/test_report_others.py`, and read every difference before committing it.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from fingerpost.importer.readers.text import read_text
from fingerpost.importer.recognition.kind import kind_of, recognise
from fingerpost.importer.recognition.report import recognise_report
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import Kind, from_json, to_json

FOLDER = Path(__file__).parent / "reports"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def draft_of(name: str):
    path = FOLDER / f"{name}.txt"
    return recognise_report(read_text(path.name, path.read_bytes()))


def told(value: Any) -> Any:
    """The plain value without what is None or empty."""
    if isinstance(value, dict):
        kept = {key: told(each) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each not in (None, [], {})}
    return [told(each) for each in value] if isinstance(value, list) else value


def expectation(name: str) -> Any:
    plain = json.loads(to_json(draft_of(name)))
    plain["findings"] = [[finding["id"], *finding["places"]] for finding in plain["findings"]]
    for key in ("format", "source", "kind"):
        del plain[key]
    return told(plain)


@pytest.mark.parametrize("name", NAMES)
def test_everything_in_the_report_is_read_as_a_person_would(name):
    assert expectation(name) == json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_known_for_a_report(name):
    path = FOLDER / f"{name}.txt"
    source = read_text(path.name, path.read_bytes())
    assert kind_of(source).kind is Kind.REPORT
    assert recognise(source).kind is Kind.REPORT


@pytest.mark.parametrize("name", NAMES)
def test_its_draft_goes_to_json_and_back(name):
    draft = draft_of(name)
    assert from_json(to_json(draft)) == draft


EXCEPTIONS = {
    "april_boxes": "1.2.1 red, 3.4.2 amber",
    "bare_table": "1 amber, 2 red, 3 amber",
    "broken_cells": "1.2 red, 1.4 amber",
    "card_tables": "2.3 red, 2.7 amber, 4.1 red",
    "changes_table": "C1 red, C3 amber",
    "headed_lines": "3.2.1 red, 3.2.4 amber",
    "lines": "A3 red, B11 amber, C2 not updated",
    "numbered_cards": "7.1 red, 7.4 amber",
    "pipes": "D1.4 red, D2.2 amber",
    "quarter_list": "EN/4 amber, EN/9 red, CS/11 red, HS/2 amber",
    "risk_map": "",
    "running_text": "4.2 red, 4.5 red, 5.1 amber",
    "spaced_columns": "2.1.1 red, 2.1.3 amber, 3.3.2 amber",
    "status_columns": "5.1.2 red, 5.1.10 red, 2.4.1 amber, 7.3.3 amber",
    "tabbed_numbers": "R1 red, R2 amber, R7 amber",
    "wrapped": "6.2.1 red, 6.4 amber",
    "indicators_too": "2.3 amber, 4.4 red",
    "one_date_cell": "CD7 red, CD15 amber",
    "headed_cards": "M2.1 red, M5.4 red, M1.3 amber",
    "spaced_figures": "1.1 red, 1.4 amber, 2.2 reprogrammed",
    "letter_list": "CIP 4 red, CIP 11 amber, CIP 27 amber",
    "milestone_cards": "2.1 red, 2.6 amber",
    "services": "E3 red, E7 amber, E9 amber, H1 amber, H2 amber, H6 amber",
    "no_headings": "4.1.2 red, 4.1.3 amber",
}


def test_every_report_has_its_exceptions_listed_here():
    assert sorted(EXCEPTIONS) == NAMES


@pytest.mark.parametrize(("name", "expected"), EXCEPTIONS.items())
def test_its_exceptions_are_these(name, expected):
    found = [f"{each.ref} {each.status}" for each in draft_of(name).exceptions]
    assert ", ".join(found) == expected


@pytest.mark.parametrize(
    ("name", "period", "months", "date"),
    [
        ("april_boxes", "2011-09", 1, "2011-11-17"),
        ("card_tables", "2012-01", 1, "2012-03-09"),
        ("changes_table", "2015-06", 3, "2015-09-14"),
        ("headed_lines", "2014-03", 12, "2014-06-03"),
        ("numbered_cards", "2014-09", 3, "2014-11-18"),
        ("quarter_list", "2010-09", 3, "2010-10-14"),
        ("spaced_columns", "2010-01", 1, "2010-03-12"),
        ("wrapped", "2009-12", 1, "2010-02-05"),
    ],
)
def test_its_period_and_meeting_are_these(name, period, months, date):
    draft = draft_of(name)
    assert (str(draft.period), draft.period_months, str(draft.meeting.date)) == (period, months, date)


def test_figures_with_statuses_as_columns_and_three_periods_keep_the_last_two():
    pair = draft_of("status_columns").figures
    assert (str(pair.current.period), pair.current.n) == ("2008-11", 102)
    assert (str(pair.previous.period), pair.previous.n) == ("2008-10", 100)
    assert pair.current.counts == {
        StatusClass.GREEN: 83,
        StatusClass.AMBER: 9,
        StatusClass.RED: 6,
        StatusClass.REPROGRAMMED: 4,
    }


def test_a_key_says_what_blue_is_in_the_figures():
    figures = draft_of("card_tables").figures.current
    assert figures.counts[StatusClass.GREEN] == 42
    assert StatusClass.GREEN not in figures.printed_shares


if __name__ == "__main__":
    for each in NAMES:
        text = json.dumps(expectation(each), ensure_ascii=False, indent=1)
        (FOLDER / f"{each}.json").write_text(text + "\n", encoding="utf-8")
