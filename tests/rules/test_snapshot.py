"""The snapshot: canonical JSON, digest, reading back, and the chain of periods."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fingerpost.rules.canonical import LARGEST_NUMBER, NotCanonical, canonical_json, exact_json, sha256_of
from fingerpost.rules.canonical_values import canonical_json_of
from fingerpost.rules.chain import breaks, is_as_printed
from fingerpost.rules.classes import Status
from fingerpost.rules.closing import correct
from fingerpost.rules.months import Month
from fingerpost.rules.plain import to_plain
from fingerpost.rules.policies import Counted
from fingerpost.rules.snapshot import (
    FORMAT,
    Correction,
    NotASnapshot,
    Section,
    digest,
    snapshot_from_json,
    to_canonical_json,
)
from tests.rules.plans import FEBRUARY, JANUARY, MARCH, closed, reprogrammed, row, update
from tests.rules.random_plans import plans


def test_canonical_json_is_in_the_order_of_utf_16_code_units():
    """The example of RFC 8785, section 3.2.3."""
    names = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
    expected = '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\U0001f600":5,"\ufb33":3}'
    assert canonical_json(names).decode() == expected


def test_canonical_json_escapes_no_more_than_it_must():
    text = '\u20ac$\u000f\nA\'B"\\\\"/\u007f\b\t\f\u2028'
    assert canonical_json(text).decode() == '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u007f\\b\\t\\f\u2028"'
    assert canonical_json([None, True, False, -7, {}, []]) == b"[null,true,false,-7,{},[]]"


@pytest.mark.parametrize(
    "value", [1.5, float("nan"), [0.0], {"a": LARGEST_NUMBER + 1}, "\ud800", {"\ud800": 1}]
)
def test_what_is_not_exact_has_no_canonical_form(value):
    with pytest.raises(NotCanonical) as refused:
        canonical_json(value)
    with pytest.raises(NotCanonical, match=re.escape(str(refused.value))):
        exact_json(json.dumps(value))


@dataclass(frozen=True)
class Thing:
    """Every kind of field that a value has; its names are in another order than their text."""

    word: str
    class_: Status | None = None
    number: int | float = 0
    true: bool = False
    day: date | None = None
    month: Month | None = None
    within: tuple["Thing", ...] = ()
    by_month: Mapping[Month, str] = field(default_factory=dict)
    by_name: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Single:
    thing: Thing


numbers = st.integers(-LARGEST_NUMBER - 1, LARGEST_NUMBER + 1) | st.floats()
some_months = st.builds(Month, st.integers(1, 9999), st.integers(1, 12))
words = st.text(st.characters(exclude_categories=()))
things = st.recursive(
    st.builds(
        Thing,
        words,
        st.none() | st.sampled_from(Status),
        st.just(0) | numbers,
        st.booleans(),
        st.none() | st.dates(),
        st.none() | some_months,
        by_month=st.dictionaries(some_months, words, max_size=2),
        by_name=st.dictionaries(words, st.integers(0, 9), max_size=3),
    ),
    lambda inner: st.builds(Thing, words, within=st.lists(inner, max_size=3).map(tuple)),
    max_leaves=4,
)


@given(things)
def test_a_value_is_written_at_once_as_its_plain_form_would_be(thing):
    single = Single(thing)
    try:
        expected = canonical_json(to_plain(single))
    except NotCanonical:
        with pytest.raises(NotCanonical):
            canonical_json_of(single)
    else:
        assert canonical_json_of(single) == expected


@pytest.mark.parametrize("number", [0.5, LARGEST_NUMBER + 1, -LARGEST_NUMBER - 1])
def test_a_number_that_is_not_exact_is_refused_in_a_value_too(number):
    with pytest.raises(NotCanonical, match=re.escape(str(number))):
        canonical_json_of(Single(Thing("", number=number)))


def test_what_has_no_plain_form_has_no_canonical_one():
    with pytest.raises(TypeError, match="set has no plain form"):
        canonical_json_of(Single(set()))


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST_NUMBER, LARGEST_NUMBER) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(plain)
def test_canonical_json_reads_back_and_is_the_same_each_time(value):
    text = canonical_json(value)
    assert json.loads(text) == value
    assert canonical_json(exact_json(text)) == text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans(size=4))
def test_a_snapshot_reads_back_from_its_json_with_the_same_digest(snapshots):
    for snapshot in snapshots:
        text = to_canonical_json(snapshot)
        again = snapshot_from_json(text)
        assert again == snapshot
        assert to_canonical_json(again) == text
        assert digest(again) == sha256_of(text)
    assert breaks(snapshots) == ()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans())
def test_every_counted_action_is_in_exactly_one_class_and_the_counts_add_to_n(snapshots):
    for snapshot in snapshots:
        figures = snapshot.figures
        assert figures.whole.n == sum(figures.whole.counts.values()) == len(snapshot.highlighted)
        for split in (figures.by_section, figures.by_service, figures.by_portfolio, figures.by_priority):
            assert sum(each.figures.n for each in split) == figures.whole.n
        for action in snapshot.actions:
            assert (action.class_ is None) is (action.highlight is None)
            assert action.reason.endswith(".")
        if snapshot.policies.counted is Counted.OPEN:
            assert all(
                each.highlight
                for each in snapshot.actions
                if each.standing.completed_on is None and each.ledger.withdrawal is None
            )


def test_what_is_not_a_snapshot_is_refused_with_every_problem():
    with pytest.raises(NotASnapshot, match="it is not JSON"):
        snapshot_from_json(b"{")
    with pytest.raises(NotASnapshot, match="it is not JSON"):
        snapshot_from_json(b"\xff\xfe\x00")
    with pytest.raises(NotASnapshot, match="it is not JSON"):
        snapshot_from_json("[" * 100_000)
    with pytest.raises(NotASnapshot, match=r"it has no digest: 1.5 is a fraction"):
        snapshot_from_json('{"version": 1.5}')
    with pytest.raises(NotASnapshot, match="it has no digest: A text holds half a character"):
        snapshot_from_json(r'{"council": "\ud800"}')
    wrong = json.loads(to_canonical_json(closed(row()))) | {"council": 7, "colour": "red"}
    wrong["actions"][0]["status"] = "purple"
    with pytest.raises(NotASnapshot) as refusal:
        snapshot_from_json(json.dumps(wrong))
    assert [problem.split(" ")[0] for problem in refusal.value.problems] == [
        "colour",
        "council",
        "actions[0].status",
    ]


def test_another_format_is_refused():
    wrong = json.loads(to_canonical_json(closed(row()))) | {"format": "other"}
    with pytest.raises(NotASnapshot, match=f"this version reads .?{FORMAT}"):
        snapshot_from_json(json.dumps(wrong))


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"version": 0}, "version 1 is the first closing"),
        ({"version": 2}, "version 1 is the first closing"),
        ({"correction": Correction("r", "a", "0" * 64)}, "version 1 is the first closing"),
        ({"sections": (Section("CP1", "A"), Section("CP1", "B"))}, "section code CP1 is used twice"),
        (
            {"sections": (Section("CP1", "A", parent="CP"), Section("CP", "B"))},
            "CP, which does not stand before it",
        ),
        ({"sections": (Section("CP2", "A"),)}, "stands in section CP1, which is not there"),
        ({"actions": closed(row()).actions * 2}, "the ref 1.1.1 is used twice"),
    ],
)
def test_a_snapshot_that_contradicts_itself_is_refused(changed, problem):
    with pytest.raises(NotASnapshot, match=problem):
        replace(closed(row()), **changed)


def test_figures_of_sections_in_a_circle_end_before_the_snapshot_refuses_them():
    circle = (Section("CP1", "A", parent="CP2"), Section("CP2", "B", parent="CP1"))
    with pytest.raises(NotASnapshot, match="does not stand before it"):
        closed(row(), sections=circle)


def test_an_action_and_a_section_are_found_by_ref_and_code():
    snapshot = closed(row("1.1"), row("1.2"))
    assert snapshot.action("1.2").ref == "1.2"
    assert snapshot.action("9") is None
    assert snapshot.section("CP1").title == "Town centre"
    assert snapshot.section(None) is None


def test_a_digest_printed_in_a_report_detects_an_altered_month():
    snapshot = closed(row())
    printed = digest(snapshot)
    assert is_as_printed(snapshot, f" {printed[:32].upper()} {printed[32:]}\n")
    assert not is_as_printed(replace(snapshot, council="Elsewhere"), printed)


def three_months():
    january = closed(row(), period=JANUARY)
    february = closed(row(), previous=january)
    return january, february, closed(row(), period=MARCH, previous=february)


def messages(*snapshots):
    return [each.message for each in breaks(snapshots)]


def test_an_unaltered_chain_has_no_break_in_any_order():
    january, february, march = three_months()
    assert breaks((march, january, february)) == ()
    assert breaks(()) == ()


def test_an_altered_or_missing_month_breaks_the_chain():
    january, february, march = three_months()
    altered = replace(january, closed_on=march.closed_on)
    assert messages(altered, february, march) == [
        f"February 2008, version 1, stands on a record that is missing or was altered ({digest(january)})."
    ]
    assert len(messages(january, march)) == 1
    assert messages(january, replace(february, previous_digest=None)) == [
        "February 2008, version 1, stands on no earlier period."
    ]
    backwards = replace(january, previous_digest=digest(february))
    assert messages(backwards, february)[0] == (
        "January 2008, version 1, stands on February 2008, which is not earlier."
    )


def test_corrections_leave_the_chain_whole():
    january, february, march = three_months()
    better = closed(row(updates=[update(JANUARY)]), period=JANUARY)
    january2 = correct(january, better, reason="R.", author="A.")
    assert breaks((january, january2, february, march)) == ()
    february2 = correct(
        february,
        closed(row(updates=[update(JANUARY)]), previous=january2),
        reason="R.",
        author="A.",
        predecessor=january2,
    )
    assert breaks((january, january2, february, february2, march)) == ()


def test_a_correction_that_does_not_follow_breaks_the_chain():
    january, february, march = three_months()
    january2 = correct(january, january, reason="R.", author="A.")
    assert messages(january2) == [
        f"January 2008, version 2, corrects a record that is missing or was altered ({digest(january)})."
    ]
    wrong_target = replace(january2, correction=Correction("R.", "A.", digest(february)))
    assert messages(january, wrong_target, february) == [
        "January 2008, version 2, corrects February 2008, version 1."
    ]
    february2 = correct(february, february, reason="R.", author="A.")
    rebased = replace(february2, previous_digest=None)
    assert messages(january, february, rebased, march) == [
        "February 2008, version 2, stands on no earlier period.",
        "February 2008, version 2, stands on another predecessor than the version that it corrects.",
    ]


def test_a_snapshot_keeps_everything_that_a_report_needs():
    snapshot = closed(row(due="Jan-08", revisions=[reprogrammed("2008-01-09", "Feb-08")], updates=[update()]))
    kept = json.loads(to_canonical_json(snapshot))
    action = kept["actions"][0]
    assert kept["format"] == FORMAT
    assert action["ledger"]["revisions"][0]["decision"]["minute"] == "45/07"
    assert (action["status"], action["class"], action["highlight"]) == (
        "amber",
        "amber",
        "reprogrammed into the period",
    )
    assert kept["figures"]["whole"]["shares"]["amber"] == "100.0"
    assert kept["period"] == {"first": str(FEBRUARY.first), "last": str(FEBRUARY.last)}
