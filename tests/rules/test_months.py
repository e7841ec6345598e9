from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.rules.months import EmptyPeriod, Month, NotAMonth, Period, months_between, same_day_later

months = st.builds(Month, st.integers(1900, 2200), st.integers(1, 12))


@given(months, st.integers(-600, 600))
def test_adding_months_and_taking_the_difference_agree(month, steps):
    assert (month + steps) - month == steps


@given(months)
def test_a_month_is_read_back_from_its_text(month):
    assert Month.parse(str(month)) == month


@pytest.mark.parametrize("text", ["2008-13", "2008-00", "0000-01", "2008-2", "Feb 2008", "", "٢٠٠٨-٠٢"])
def test_text_that_is_not_a_month_is_refused(text):
    with pytest.raises(NotAMonth):
        Month.parse(text)


def test_a_month_knows_its_days_and_names():
    february = Month.of(date(2008, 2, 20))
    assert (february.first_day, february.last_day) == (date(2008, 2, 1), date(2008, 2, 29))
    assert (february.name, february.short_name) == ("February 2008", "Feb 2008")


@pytest.mark.parametrize(
    ("day", "later", "expected"),
    [
        (date(2008, 1, 31), 1, date(2008, 2, 29)),
        (date(2008, 2, 29), 1, date(2008, 3, 29)),
        (date(2008, 2, 29), 12, date(2009, 2, 28)),
        (date(2008, 3, 31), -1, date(2008, 2, 29)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(day, later, expected):
    assert same_day_later(day, later) == expected


def test_a_period_runs_over_its_months():
    quarter = Period.ending(Month(2008, 2), 3)
    assert list(quarter) == [Month(2007, 12), Month(2008, 1), Month(2008, 2)]
    assert len(quarter) == 3
    assert Month(2008, 1) in quarter
    assert Month(2008, 3) not in quarter
    assert quarter.previous == Period(Month(2007, 9), Month(2007, 11))


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(EmptyPeriod):
        Period(Month(2008, 2), Month(2008, 1))
    assert list(months_between(Month(2008, 2), Month(2008, 1))) == []


@pytest.mark.parametrize(
    ("last", "length", "name"),
    [(2, 1, "February 2008"), (3, 3, "January to March 2008"), (2, 3, "December 2007 to February 2008")],
)
def test_a_period_is_named_as_councils_name_it(last, length, name):
    assert Period.ending(Month(2008, last), length).name == name
