from datetime import date

import pytest

from fingerpost.importer.published_months import read_published_months
from fingerpost.importer.readers.source import Unreadable
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.months import Month

HEADER = "month,meeting_date,body,highlighted,green_share,amber_share,red_share,reprogrammed_share,source\n"


def read(text):
    return read_published_months("months.csv", text.encode())


def test_a_full_row_is_read_as_printed():
    (month,) = read(HEADER + "2026-02,2026-04-01,Cabinet,138,88.4%,7.2,1.4,2.9,minutes\n")
    assert (month.month, month.n, month.body, month.meeting_date) == (
        Month(2026, 2),
        138,
        "Cabinet",
        date(2026, 4, 1),
    )
    assert month.shares[StatusClass.GREEN] == "88.4"
    assert month.source == "minutes"


def test_empty_cells_are_nothing_and_blank_lines_are_passed_over():
    (month,) = read(HEADER + "\n2026-02,,,,70,,,,\n\n")
    assert (month.n, month.body, month.meeting_date) == (None, None, None)
    assert dict(month.shares) == {StatusClass.GREEN: "70"}


def test_columns_may_stand_in_any_order_and_unknown_ones_are_left_alone():
    (month,) = read(
        "Highlighted,remark,reprogrammed_share,red_share,amber_share,green_share,MONTH\n4,x,0,0,0,100,2026-02\n"
    )
    assert (month.n, month.shares[StatusClass.GREEN]) == (4, "100")


def test_every_wrong_value_is_named_with_its_place():
    with pytest.raises(Unreadable) as refusal:
        read(HEADER + "2026-13,soon,,many,70,,101,-3,\n,,,4,100,0,0,0,\n2026-02,,,-1,,,,,\n")
    message = str(refusal.value)
    for part in (
        "line 2, month: '2026-13'",
        "line 2, meeting_date: 'soon'",
        "line 2, highlighted: 'many'",
        "line 2, red_share: '101'",
        "line 2, reprogrammed_share: '-3'",
        "line 3: the month is missing",
        "line 4, highlighted: '-1'",
    ):
        assert part in message


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("month,highlighted\n2026-02,3\n", "missing columns green_share, amber_share"),
        (HEADER, "no months below"),
        (HEADER + "2026-02,,,3,100,0,0,0,\n" * 2_001, "at most 2,000"),
        (HEADER + '2026-02,"never closed', "not a CSV file"),
    ],
)
def test_a_file_that_is_no_list_of_months_is_refused(text, why):
    with pytest.raises(Unreadable, match=why):
        read(text)


def test_the_real_published_months_are_read_whole(real):
    months = read_published_months("m.csv", (real / "published-months.csv").read_bytes())
    assert len(months) == 18
    assert sum(1 for each in months if each.n is not None) == 15
