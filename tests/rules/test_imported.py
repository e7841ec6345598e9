"""What an old report's exception gives to the record."""

from datetime import date

import pytest

from fingerpost.rules.changes import RequestState, approve
from fingerpost.rules.dates.ledger import DateLedger
from fingerpost.rules.draft import DraftException, PrintedDate
from fingerpost.rules.imported import NOT_STATED, WithoutRef, accept_exception
from tests.rules.plans import decision, when

FEBRUARY = PrintedDate("Feb-08", "2008-02")
AUTUMN = PrintedDate("Autumn-08", "2008-23")


def accepted(**given):
    return accept_exception(DraftException(ref="16.4.1", **given), by="P. Vale", on=date(2008, 5, 6))


def test_a_revised_date_is_an_expected_date_and_a_submitted_request():
    found = accepted(original=FEBRUARY, revised=AUTUMN, reason="The partner withdrew.")
    assert found.ledger == DateLedger(when("Feb-08"), opening=True)
    assert found.expected == when("Autumn-08")
    assert (found.request.state, found.request.decision) == (RequestState.SUBMITTED, None)
    assert (found.request.asked.to_date, found.request.asked.why) == (found.expected, "The partner withdrew.")


def test_it_enters_the_ledger_only_by_a_decision():
    found = accepted(original=FEBRUARY, revised=AUTUMN)
    approved = approve(found.request, decision("2008-05-07"), now=found.request.asked.basis)
    assert (found.ledger.times_moved, approved.ledger.times_moved) == (0, 1)


def test_why_a_date_was_revised_is_taken_from_the_report_or_said_to_be_missing():
    assert (
        accepted(revised=AUTUMN, corrective_action="A new one was found.").request.asked.why
        == "A new one was found."
    )
    assert accepted(revised=AUTUMN).request.asked.why == NOT_STATED


def test_without_a_known_revised_date_there_is_no_request():
    assert accepted(original=FEBRUARY).expected is None
    unknown = accepted(original=FEBRUARY, revised=PrintedDate("Unknown at this stage"))
    assert (unknown.expected.text, unknown.request) == ("Unknown at this stage", None)
    assert accepted().ledger.original is None


def test_an_exception_without_a_ref_cannot_be_accepted():
    with pytest.raises(WithoutRef, match="no ref"):
        accept_exception(DraftException(ref=None), by="P. Vale", on=date(2008, 5, 6))
