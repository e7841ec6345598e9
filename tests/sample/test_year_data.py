"""What the leads reported, as data, and the strictness of its reader."""

from datetime import date

import pytest

from fingerpost.rules.classes import Status
from fingerpost.rules.months import Month
from fingerpost.sample.council.plan import plan_data
from fingerpost.sample.council.year import WrongYearFile, read_year, year_data


def test_the_year_runs_from_july_to_the_open_march() -> None:
    assert [each.month for each in year_data()] == [Month(2025, 7) + step for step in range(9)]


def test_every_late_report_has_a_reason_and_a_corrective_action_written_for_it() -> None:
    late = [
        (month.month, report)
        for month in year_data()
        for report in month.reports.values()
        if report.expected and not report.declared
    ]
    assert len(late) > 30
    assert all(report.reason and report.corrective_action and report.comment for _, report in late)
    last_two = [report for month, report in late if month in (Month(2026, 1), Month(2026, 2))]
    assert len({report.corrective_action for report in last_two}) == len(last_two)


def test_nothing_is_reported_as_done_after_the_leads_reported() -> None:
    for month in year_data():
        for report in month.reports.values():
            assert report.completed is None or report.completed <= month.month.last_day


def test_lines_become_reports() -> None:
    (month,) = read_year(
        "2025-07\ndone 1.1.1 | 2025-07-03 | Done.\nlate 1.1.2 | 2026-01 | Why. | What. | So.\n"
        "better 1.1.3 | on target | Near. | KA | 2026-03 | Good.\nworse 1.1.5 | red | Far. | Act. | Bad.\n"
        "silent LEI\nsilent 1.2.1\n",
        plan_data(),
    )
    assert month.reports["1.1.1"].completed == date(2025, 7, 3)
    assert month.reports["1.1.2"].reason == "Why."
    assert month.reports["1.1.3"].declared is Status.ON_TARGET
    assert month.reports["1.1.5"].declared is Status.RED
    assert month.silent == {"LEI", "1.2.1"}


@pytest.mark.parametrize(
    "line",
    [
        "done 9.9.9 | 2025-07-03 | No such action.",
        "done 1.1.1 | 2025-07-03",
        "done 1.1.1 | soon | Not a day.",
        "dnoe 1.1.1 | 2025-07-03 | Not a word.",
        "better 1.1.1 | splendid | Not a status. | KA | 2026-03 | No.",
        "better 1.1.1 | on target | By nobody. | ZZ | 2026-03 | No.",
        "silent XYZ",
        "course 1.1.2 | Twice.",
    ],
)
def test_a_wrong_line_of_the_year_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(WrongYearFile, match=r"line 3\b"):
        read_year(f"2025-07\ncourse 1.1.2 | Fine.\n{line}\n", plan_data())


def test_a_month_left_out_is_refused() -> None:
    with pytest.raises(WrongYearFile, match="2025-09 does not follow 2025-07"):
        read_year("2025-07\n2025-09\n", plan_data())


def test_a_report_before_any_month_is_refused() -> None:
    with pytest.raises(WrongYearFile, match=r"line 1\b"):
        read_year("course 1.1.2 | Fine.\n", plan_data())
