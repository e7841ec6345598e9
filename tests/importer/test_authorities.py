"""Bodies that are no councils by name, and wards that stand at a report's end."""

import pytest

from fingerpost.importer.read import read
from fingerpost.importer.recognition import front
from fingerpost.importer.recognition.authorities import authority_in
from fingerpost.importer.recognition.tracker import front as tracker_front


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Three Brooks Fire and Rescue Authority", "Three Brooks Fire and Rescue Authority"),
        ("Report to the Harrow Edge National Park Authority 2019", "Harrow Edge National Park Authority"),
        ("Cyngor Sir Glanfelin", "Cyngor Sir Glanfelin"),
        ("Authority is sought to proceed", None),
        ("The local authority", None),
    ],
)
def test_an_authority_is_named_as_a_council_is(words: str, named: str | None) -> None:
    assert authority_in(words) == named
    assert tracker_front.council_in(words) == named
    assert front.council_in(words) == named


def test_a_council_in_english_is_named_before_its_welsh_name() -> None:
    line = "Cyngor Sir Glanfelin / Glanfelin County Council"
    assert front.council_in(line) == "Glanfelin County Council"


REPORT = """Netherby District Council
Report to: Cabinet
Date: 4 March 2013
Subject: Exceptions, January 2013

1 Summary

1.1 At the end of January 2013, of 30 actions, 26 were green, 3 amber and 1 red.

2 Consultation

2.1 Ward councillors were told.

{line}
"""


@pytest.mark.parametrize(
    ("line", "wards"), [("Wards affected: Hillside", "Hillside"), ("None of the wards", None)]
)
def test_wards_at_the_end_of_a_report_need_a_label(line: str, wards: str | None) -> None:
    assert read("report.txt", REPORT.format(line=line).encode()).wards == wards


def test_the_day_to_which_a_log_is_kept_is_its_period_and_no_meeting() -> None:
    log = (
        "SALTBY TOWN COUNCIL\nAction log as at 31 August 2020\n\n"
        "Ref: SB/1\nAction: Mend the gate\nOwner: Clerk\nDue: 31 July 2020\nStatus: Red\nReason: No bids\n\n"
        "Ref: SB/2\nAction: Mend the roof\nOwner: Clerk\nDue: 31 July 2020\nStatus: Amber\nReason: One bid\n"
    )
    draft = read("log.txt", log.encode())
    assert draft.meeting is None
    assert str(draft.period) == "2020-08"
    assert [each.ref for each in draft.exceptions] == ["SB/1", "SB/2"]
