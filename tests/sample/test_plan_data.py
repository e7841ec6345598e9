"""The plan of the sample council as data, and the strictness of its reader."""

import re
from collections import Counter
from importlib.resources import files

import pytest

from fingerpost.rules.months import Month
from fingerpost.sample.council.changes import CHANGES, REQUESTS
from fingerpost.sample.council.council_plan import CORPORATE_RISKS, OBJECTIVES, PRIORITIES
from fingerpost.sample.council.people import MEMBER_OF, MEMBERS, OFFICER_OF, OFFICERS, SERVICES
from fingerpost.sample.council.plan import PLAN_YEAR, WrongPlanFile, months_of, plan_data, read_plan

SMALL = """\
CP1 | 1 | Town
outcome: Better.
head: RP
portfolio: TE
priority: P1
1.1 | Square
1.1.1 | Pave it | PC | Jul-Sep | High | £1
"""


def test_the_plan_has_about_150_actions_in_22_sections_of_four_perspectives() -> None:
    plan = plan_data()
    assert len(plan.sections) == 22
    assert 150 <= len(plan.actions) <= 170
    assert Counter(each.code.rstrip("0123456789") for each in plan.sections) == {
        "CP": 8,
        "FP": 5,
        "PR": 5,
        "HROD": 4,
    }


def test_every_ref_is_used_once_and_stands_under_its_section_and_deliverable() -> None:
    plan = plan_data()
    refs = [each.ref for each in plan.actions]
    assert len(set(refs)) == len(refs)
    for number, section in enumerate(plan.sections, start=1):
        assert section.number == number
        for deliverable in section.deliverables:
            assert deliverable.ref.startswith(f"{number}.")
            assert all(action.deliverable == deliverable.ref for action in deliverable.actions)


def test_every_ref_that_the_other_data_name_is_in_the_plan() -> None:
    refs = {each.ref for each in plan_data().actions}
    assert {each.ref for each in CHANGES} <= refs
    assert {each.ref for each in REQUESTS} <= refs
    assert {each.ref for each in CHANGES if each.kind == "add"} == {
        each.ref for each in plan_data().actions if each.added
    }


def test_every_section_is_under_a_corporate_risk_and_every_risk_under_a_section() -> None:
    mapped = {code for risk in CORPORATE_RISKS for code in risk.sections}
    assert mapped <= {each.code for each in plan_data().sections}
    assert all(risk.sections for risk in CORPORATE_RISKS)
    assert [risk.merged for risk in CORPORATE_RISKS if risk.merged] == [("KO14",)]


def test_people_are_known_by_initials_used_once() -> None:
    assert len(OFFICER_OF) == len(OFFICERS)
    assert len(MEMBER_OF) == len(MEMBERS)
    assert {each.service for each in OFFICERS} == set(SERVICES)
    assert {each.objective for each in PRIORITIES} == set(OBJECTIVES)
    assert {each.by for each in CHANGES} <= set(OFFICER_OF)
    assert {each.by for each in REQUESTS} <= set(MEMBER_OF)


def test_programmed_months_vary() -> None:
    shapes = Counter(len(each.months) for each in plan_data().actions)
    assert len(shapes) >= 8
    assert max(shapes.values()) < len(plan_data().actions) / 3


def test_months_are_named_in_runs_and_singly() -> None:
    assert months_of("Nov-Jan, Mar") == (
        Month(2025, 11),
        Month(2025, 12),
        Month(2026, 1),
        Month(2026, 3),
    )
    assert months_of("Jul-Jun") == tuple(PLAN_YEAR)


@pytest.mark.parametrize("words", ["Mar, Nov", "Sep-Sep, Sep", "Smarch", "", "Jan-Dec"])
def test_months_out_of_order_or_unknown_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"not name months|not a month"):
        months_of(words)


def test_a_small_plan_is_read() -> None:
    (section,) = read_plan(SMALL).sections
    (action,) = section.actions
    assert (section.code, section.perspective) == ("CP1", "Community and customer priorities")
    assert (action.title, action.leads, action.service) == ("Pave it", ("PC",), "PLA")
    assert action.due_day is None
    assert not action.ongoing


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("CP1 | 1", "XX1 | 1", 1),
        ("outcome: Better.", "result: Better.", 2),
        ("head: RP", "head: ZZ", 1),
        ("priority: P1", "priority: P9", 1),
        ("| PC |", "| ZZ |", 7),
        ("| High |", "| Urgent |", 7),
        ("Jul-Sep", "Jul-Foo", 7),
        ("Jul-Sep", "Jul-Sep @ 2025-13-01", 7),
        ("| £1", "", 7),
        ("| £1", "| £1 | A body | more", 7),
        ("1.1.1 | Pave it", "1.1.1 | ", 7),
    ],
)
def test_a_wrong_line_of_the_plan_is_refused_with_its_number(old: str, new: str, line: int) -> None:
    with pytest.raises(WrongPlanFile, match=rf"line {line}\b"):
        read_plan(SMALL.replace(old, new))


def test_the_data_name_nothing_of_the_real_reports(real) -> None:
    """Names of people and places of the real council do not appear in ours."""
    ours = "".join(
        each.read_text("utf-8")
        for each in files("fingerpost.sample.council").iterdir()
        if each.name.endswith((".py", ".txt"))
    )
    for document in real.glob("*.txt"):
        words = document.read_text("utf-8", errors="replace")
        names = {" ".join(each) for each in re.findall(r"Councillor (\w+) (\w+)|Name:\s+(\w+) (\w+)", words)}
        assert names
        for name in names:
            surname = name.split()[-1]
            assert surname not in ours
    assert "Bromsgrove" not in ours
