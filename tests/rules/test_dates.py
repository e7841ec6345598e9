"""Approximate dates: what they span, and which of two is later."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.rules.dates import ApproximateDate, NotEdtf, in_month, is_later, on_day, parse_date, unknown
from fingerpost.rules.months import Month

SPANS = {
    "2008-02-29": ("2008-02", "2008-02"),
    "2008-02": ("2008-02", "2008-02"),
    "2008-02?": ("2008-02", "2008-02"),
    "2008-21": ("2008-03", "2008-05"),
    "2008-22": ("2008-06", "2008-08"),
    "2008-23": ("2008-09", "2008-11"),
    "2008-24": ("2008-12", "2009-02"),
    "2008": ("2008-01", "2008-12"),
    "2008~": ("2008-01", "2008-12"),
    "2008-04/2009-03": ("2008-04", "2009-03"),
    "2008-03-03/2008-03-09": ("2008-03", "2008-03"),
    "2008-03-31/2008-04-06": ("2008-03", "2008-04"),
    "2008-04/..": ("2008-04", "None"),
}


@pytest.mark.parametrize(("edtf", "span"), SPANS.items())
def test_a_date_has_an_earliest_and_a_latest_month(edtf, span):
    found = ApproximateDate("as given", edtf)
    assert (str(found.earliest), str(found.latest)) == span
    assert found.is_known


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        "soon",
        "2008-13",
        "2008-00",
        "2008-20",
        "2008-25",
        "2008-02-30",
        "0000",
        "2008-04/2008-03",
        "../2008",
        "2008-02-29/2008-02-28",
        "2008/",
        "2008/2009/2010",
    ],
)
def test_what_is_not_edtf_is_refused(edtf):
    with pytest.raises(NotEdtf, match=r"EDTF|no such date|before it begins"):
        ApproximateDate("as given", edtf)


def test_an_unknown_date_keeps_only_its_words():
    found = unknown("Unknown at this stage")
    assert (
        found.text,
        found.edtf,
        found.earliest,
        found.latest,
        found.day,
        found.is_day,
        found.is_known,
    ) == (
        "Unknown at this stage",
        None,
        None,
        None,
        None,
        False,
        False,
    )


def test_only_an_exact_day_is_a_day():
    assert on_day(date(2008, 2, 29)).is_day
    assert not in_month(Month(2008, 2)).is_day
    assert not parse_date("w/c 3 March 2008").is_day


def test_a_date_is_spoken_in_full_or_as_given():
    spoken = {
        "29.2.08": "29 February 2008",
        "Feb-08": "February 2008",
        "Autumn-08": "Autumn-08",
        "TBC": "TBC",
    }
    assert {words: parse_date(words).spoken for words in spoken} == spoken


@pytest.mark.parametrize(
    ("one", "than", "by_more_than", "later"),
    [
        ("31 March 2008", "29 Feb 2008", 0, True),
        ("31 March 2008", "29 Feb 2008", 1, True),
        ("29 March 2008", "29 Feb 2008", 1, False),
        ("29 Feb 2008", "31 Jan 2008", 1, False),
        ("1 March 2008", "31 Jan 2008", 1, True),
        ("31 March 2008", "Feb 08", 1, False),
        ("31 March 2008", "Feb 08", 0, True),
        ("31 March 2008", "March 08", 0, False),
        ("March 08", "1 March 2008", 0, False),
        ("Autumn-08", "Oct-08", 0, True),
        ("Autumn-08", "Oct-08", 1, False),
        ("2008/09", "Dec 08", 2, True),
        ("TBC", "Dec 08", 99, True),
        ("Dec 08", "TBC", 0, False),
        ("TBC", "Ongoing", 0, False),
        ("from May 2008", "Dec 2020", 0, True),
    ],
)
def test_days_are_compared_only_with_days_and_all_else_by_the_latest_month(one, than, by_more_than, later):
    assert is_later(parse_date(one), parse_date(than), by_more_than=by_more_than) is later


DATES = st.one_of(
    st.dates(date(2007, 1, 1), date(2009, 12, 31)).map(on_day),
    st.builds(Month, st.integers(2007, 2009), st.integers(1, 12)).map(in_month),
    st.just(unknown()),
)


@given(DATES, DATES, st.integers(0, 3))
def test_of_two_dates_at_most_one_is_later(one, other, months):
    assert not (is_later(one, other) and is_later(other, one))
    assert is_later(one, other) or not is_later(one, other, by_more_than=months)
