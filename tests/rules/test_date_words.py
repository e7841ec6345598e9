"""The many ways in which councils write a date."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.rules.dates import parse_date
from fingerpost.rules.months import Month, Period

JULY_TO_JUNE = Period(Month(2007, 7), Month(2008, 6))
APRIL_TO_MARCH = Period(Month(2008, 4), Month(2009, 3))

WITH_A_YEAR = {
    # months
    "Sept-07": "2007-09",
    "Feb 08": "2008-02",
    "Feb ’08": "2008-02",
    "Summer '08": "2008-22",
    "Sept. 2008": "2008-09",
    "SEP 2008": "2008-09",
    "Feburary 2008": "2008-02",
    "February, 2008": "2008-02",
    "02/2008": "2008-02",
    "2.2008": "2008-02",
    "3/08": "2008-03",
    "2008/03": "2008-03",
    "2008-09": "2008-09",
    "by 2008-09": "2008-09",
    "March 2008/09": "2009-03",
    "end of March 2008": "2008-03",
    "Before end March 09": "2009-03",
    "By the end of Mar-08": "2008-03",
    "by March 2008": "2008-03",
    "Mid-March 2008": "2008-03",
    "month end March 2008": "2008-03",
    "Completed Feb 08": "2008-02",
    "Revised to June 2008": "2008-06",
    "June 08 (was March 08)": "2008-06",
    "Ongoing to March 2008": "2008-03",
    "(June 2008)": "2008-06",
    "Jan 69": "2069-01",
    "Jan 70": "1970-01",
    "Christmas 2008": "2008-12",
    "Mar_08": "2008-03",
    "2008-3": "2008-03",
    "June (2008)": "2008-06",
    "Complete (Feb 08)": "2008-02",
    "by no later than April 2008": "2008-04",
    "April 2008 at the latest": "2008-04",
    "Feb 08 revised *": "2008-02",
    "31 Mar 08": "2008-03-31",
    # days
    "28 February 2008": "2008-02-28",
    "28th Feb 08": "2008-02-28",
    "1 st March 2008": "2008-03-01",
    "28/02/2008": "2008-02-28",
    "28.2.08": "2008-02-28",
    "28-Feb-08": "2008-02-28",
    "3/2/08": "2008-02-03",
    "2008-02-28": "2008-02-28",
    "20080229": "2008-02-29",
    "2008-02-28T00:00:00": "2008-02-28",
    "2008-02-28 00:00:00": "2008-02-28",
    "31/Mar/24 12:00 AM": "2024-03-31",
    "28/02/2008 09:30": "2008-02-28",
    "39508": "2008-03-01",
    "39508.0": "2008-03-01",
    "Friday 29 February 2008": "2008-02-29",
    "Fri, 29 Feb, 2008": "2008-02-29",
    "February 29, 2008": "2008-02-29",
    "by 31.3.08": "2008-03-31",
    # weeks and spans of days
    "wk commencing 3/3/08": "2008-03-03/2008-03-09",
    "w/c 3 March 2008": "2008-03-03/2008-03-09",
    "week ending 7 March 2008": "2008-03-01/2008-03-07",
    "28-29 February 2008": "2008-02-28/2008-02-29",
    "3 to 7 March 2008": "2008-03-03/2008-03-07",
    "1/4/08 - 30/6/08": "2008-04-01/2008-06-30",
    "29/02/2008-31/03/2008": "2008-02-29/2008-03-31",
    # quarters, halves, seasons
    "Q3 2008/09": "2008-10/2008-12",
    "Q3 2008-09": "2008-10/2008-12",
    "2008/09 Q3": "2008-10/2008-12",
    "1st quarter 2008/09": "2008-04/2008-06",
    "Quarter 4 of 2008/9": "2009-01/2009-03",
    "Last quarter 2008/2009": "2009-01/2009-03",
    "Q4 2008": "2009-01/2009-03",
    "Q3 08-09": "2008-10/2008-12",
    "Quarter Three 2008/09": "2008-10/2008-12",
    "Winter 07-08": "2007-12/2008-02",
    "H2 2008/09": "2008-10/2009-03",
    "first half of 2008/09": "2008-04/2008-09",
    "Q1-Q2 2008/09": "2008-04/2008-09",
    "By end of Q3 2008/09": "2008-12",
    "start of Q3 2008/09": "2008-10",
    "late Q3 2008/09": "2008-10/2008-12",
    "Autumn-08": "2008-23",
    "Spring 2008": "2008-21",
    "2008 Summer": "2008-22",
    "Late Autumn 2008": "2008-23",
    "Winter 2008/09": "2008-12/2009-02",
    "Winter 2008": "2008-12/2009-02",
    "Spring/Summer 2008": "2008-03/2008-08",
    # years
    "2008": "2008",
    "2008/09": "2008-04/2009-03",
    "2008–09": "2008-04/2009-03",
    "2008/2009": "2008-04/2009-03",
    "08/09": "2008-04/2009-03",
    "08-09": "2008-04/2009-03",
    "FY08/09": "2008-04/2009-03",
    "FY 2008": "2008-04/2009-03",
    "FY2008-09": "2008-04/2009-03",
    "2008-09 (FY)": "2008-04/2009-03",
    "2008 - 2009": "2008-04/2009-03",
    "financial year 2008 - 2009": "2008-04/2009-03",
    "end 08": "2008-12",
    "Financial year 2008-09": "2008-04/2009-03",
    "2008-09 financial year": "2008-04/2009-03",
    "New financial year 2008/09": "2008-04/2009-03",
    "Year end 2008/09": "2009-03",
    "end of 2008": "2008-12",
    "early 2008": "2008-01/2008-04",
    "mid 2008": "2008-05/2008-08",
    "late 2008": "2008-09/2008-12",
    "Early to mid 2008": "2008-01/2008-08",
    "2007-2010": "2007/2010",
    # spans of months
    "March/April 2008": "2008-03/2008-04",
    "March - May 2008": "2008-03/2008-05",
    "March to May 2008": "2008-03/2008-05",
    "March 2008 - May": "2008-03/2008-05",
    "Nov - Feb 2008": "2007-11/2008-02",
    "Dec 07 – Jan 08": "2007-12/2008-01",
    "between March and May 2008": "2008-03/2008-05",
    "from April to June 2008": "2008-04/2008-06",
    "Mar 08, Jun 08 & Sep 08": "2008-03/2008-09",
    "March 2008 to 4 June 2008": "2008-03/2008-06-04",
    "Dec 2008 - 9 Jan 2009": "2008-12/2009-01-09",
    "Nov, Dec 08 and Jan 09": "2008-11/2009-01",
    # open ends
    "May - June 2008 onwards": "2008-05/..",
    "1 Jan 2008 to date": "2008-01-01/..",
    "Sept 07 (ongoing)": "2007-09/..",
    "Ongoing from Sept 07": "2007-09/..",
    "from April 2008": "2008-04/..",
    "March 2008 onwards": "2008-03/..",
    "March 08 & ongoing": "2008-03/..",
    "Dec-07 / Ongoing": "2007-12/..",
    "Winter 2008 onwards": "2008-12/..",
    "Autumn 2008 onwards": "2008-09/..",
    "Dec 07 - March 08 onwards": "2007-12/..",
    # marked
    "March 2008 (tbc)": "2008-03?",
    "March 2008?": "2008-03?",
    "c. March 2008": "2008-03~",
    "approx. March 2008 (TBC)": "2008-03%",
    "Early 2008 (provisional)": "2008-01?/2008-04?",
}

WITHOUT_A_DATE = (
    "",
    "   ",
    "Unknown at this stage",
    "Unknown at present",
    "TBC",
    "N/A",
    "n/a",
    "-",
    "?",
    "()",
    "Ongoing",
    "Monthly",
    "ASAP",
    "0",
    "12",
    "may be later",
    "31 Feb 2008",
    "31/02/2008",
    "2008-02-30",
    "2/28/2008",
    "Year end 2009",
    "TBC (was March 08)",
    "x" * 500,
    "13/2008",
    "2007/09/",
    "end of year",
    "early",
    "w/c",
    "w/c March 2008",
    "Feb-08 Apr-08",
    "March 2007/10",
    "June 2008 - March 2008",
    "3 March 2008 - 1 March 2008",
    "40-2 March 2008",
    "late from March 2008",
    "Report to Cabinet in April 2008",
    "a/" * 20 + "2008",
    "Trustees have been found, and the first meeting, planned for September, is now to be in June.",
)

WITHIN_A_PLAN_YEAR = {
    "February": ("2008-02", "2009-02"),
    "29 Feb": ("2008-02-29", None),
    "end Mar": ("2008-03", "2009-03"),
    "Autumn": ("2007-23", "2008-23"),
    "Winter": ("2007-12/2008-02", "2008-12/2009-02"),
    "Spring": ("2008-21", "2008-21"),
    "Q3": ("2007-10/2007-12", "2008-10/2008-12"),
    "Nov/Dec 08": ("2008-11/2008-12", "2008-11/2008-12"),
    "June/July": ("2008-06/2008-07", "2008-06/2008-07"),
    "May to July": ("2008-05/2008-07", "2008-05/2008-07"),
    "New financial year": ("2008-04/2009-03", "2009-04/2010-03"),
    "end of financial year": ("2008-03", "2009-03"),
    "w/c 3 March": ("2008-03-03/2008-03-09", "2009-03-03/2009-03-09"),
    "June onwards": ("2008-06/..", "2008-06/.."),
    "June 2007": ("2007-06", "2007-06"),
    "to be agreed": (None, None),
}


@pytest.mark.parametrize(("words", "edtf"), WITH_A_YEAR.items())
def test_words_with_a_year_give_their_date(words, edtf):
    assert parse_date(words).edtf == edtf
    assert parse_date(words).text == words


@pytest.mark.parametrize("words", WITHOUT_A_DATE)
def test_words_without_a_date_are_kept_and_give_none(words):
    found = parse_date(words, plan_year=None)
    assert (found.text, found.edtf) == (words, None)


@pytest.mark.parametrize(("words", "expected"), WITHIN_A_PLAN_YEAR.items())
def test_words_without_a_year_take_it_from_the_plan_year(words, expected):
    assert parse_date(words, plan_year=JULY_TO_JUNE).edtf == expected[0]
    assert parse_date(words, plan_year=APRIL_TO_MARCH).edtf == expected[1]


def test_words_without_a_year_are_unknown_without_a_plan_year():
    yearless = [words for words in WITHIN_A_PLAN_YEAR if "2007" not in words and "08" not in words]
    assert [parse_date(words).edtf for words in yearless] == [None] * len(yearless)


def test_a_council_may_start_its_year_in_another_month():
    assert parse_date("Q1 2008/09", year_starts=7).edtf == "2008-07/2008-09"
    assert parse_date("2008/09", year_starts=7).edtf == "2008-07/2009-06"
    assert parse_date("2008/09", year_starts=1).edtf == "2008-01/2008-12"


@given(
    st.one_of(
        st.text(max_size=120),
        st.lists(
            st.sampled_from(
                [
                    "1",
                    "01",
                    "28",
                    "31",
                    "2008",
                    "2008/09",
                    "9999",
                    "/",
                    "-",
                    "–",
                    ".",
                    ",",
                    "&",
                    "to",
                    "from",
                    "early",
                    "end",
                    "q3",
                    "winter",
                    "feb",
                    "may",
                    "w/c",
                    "onwards",
                    "?",
                    "(",
                    ")",
                    "fy",
                ]
            ),
            max_size=30,
        ).map(" ".join),
        st.lists(st.sampled_from(["1", "01", "08", "2008", "/", "-", "feb"]), max_size=40).map("".join),
    ),
    st.sampled_from(
        [None, JULY_TO_JUNE, Period(Month(1, 1), Month(1, 12)), Period(Month(9999, 1), Month(9999, 12))]
    ),
    st.integers(1, 12),
)
def test_any_words_at_all_are_kept_and_never_raise(words, plan_year, year_starts):
    found = parse_date(words, plan_year=plan_year, year_starts=year_starts)
    assert found.text == words
    assert found.edtf is None or found.earliest is not None
