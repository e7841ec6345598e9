"""The plan as Excel and back, without loss."""

import io
from datetime import date
from itertools import zip_longest

import openpyxl
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fingerpost.plans.details import (
    ActionDetails,
    MeasureDetails,
    PlanDetails,
    SectionDetails,
    action_details,
    plain_details,
    plan_details,
    section_details,
)
from fingerpost.plans.models import Action, Aim, Plan, PlanState, Risk
from fingerpost.plans.operations import add_action, add_section, create_plan, edit_action
from fingerpost.plans.operations.workbook import CannotBeTaken, ComparedWithAnother, accept_workbook, state_of
from fingerpost.plans.workbook import NotAPlanWorkbook, compare, read_workbook, write_workbook
from fingerpost.rules.dates import parse_date
from fingerpost.rules.dates.approximate import ApproximateDate
from fingerpost.rules.months import Month, Period
from fingerpost.rules.policies import Counted, Policies
from fingerpost.rules.schedule import Milestone
from tests import build
from tests.searching import examples

YEAR = Period(Month(2025, 7), Month(2026, 6))


@pytest.fixture
def drafting(db):
    """Harrow Vale, with its plan still in draft."""
    return build.world(state=PlanState.DRAFT)


def at(world, rest=""):
    return f"/{world.council.slug}/plans/{world.plan.pk}/excel/{rest}"


def everything(plan):
    """All that is written in a plan, but for its code."""
    settings = plain_details(plan_details(plan))
    del settings["code"]
    sections = [
        (each.parent.code if each.parent else None, each.level, plain_details(section_details(each)))
        for each in plan.sections.all()
    ]
    actions = [(each.section.code, plain_details(action_details(each))) for each in plan.actions.all()]
    return settings, sections, actions


def empty_draft(world, code):
    details = PlanDetails(code=code, title="Empty", year=Period(Month(2030, 1), Month(2030, 12)))
    return create_plan(council=world.council, details=details, by=world.officer, at=build.NOW)


def brought_in(world, plan, data):
    sheets = read_workbook("plan.xlsx", data)
    accept_workbook(plan=plan, sheets=sheets, seen=state_of(plan), by=world.officer, at=build.NOW)
    return Plan.objects.get(pk=plan.pk)


def changed(data, *cells):
    """The workbook with some cells written anew: (sheet, cell, value)."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet, cell, value in cells:
        book[sheet][cell] = value
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_the_same_plan_gives_the_same_bytes(drafting):
    assert write_workbook(drafting.plan, on=build.NOW.date()) == write_workbook(
        drafting.plan, on=build.NOW.date()
    )


def test_a_plan_read_into_an_empty_draft_is_the_same_plan(drafting):
    plan = drafting.plan
    aim = Aim.objects.create(council=drafting.council, kind="priority", code="P1", title="Homes")
    edit_action(
        action=drafting.action("3.1.2"),
        details=ActionDetails(
            "3.1.2", "=SUM(A1) is no formula", leads=(drafting.lead, drafting.head), deputies=(drafting.officer,),
            resources="£20,000\nand a team", priority="High", outside_bodies=("Tessing; Homes", "Another"),
            programmed=(Month(2024, 3), Month(2025, 9)), original_day=date(2025, 9, 30), recurring=True,
            milestones=(Milestone("Find", parse_date("autumn 2025")), Milestone("Buy", ApproximateDate("the fair", "2026-03"), date(2025, 10, 1))),
            predecessors=(drafting.action("3.1.1"), drafting.action("4.1.1")), aims=(aim,),
            risks=tuple(Risk.objects.all()), measures=(MeasureDetails("Bids", "5", "2"),),
        ),
        by=drafting.officer, at=build.NOW,
    )  # fmt: skip
    Plan.objects.filter(pk=plan.pk).update(
        policies={"counted": "all open actions", "also_exceptions": ["not updated"]},
        status_words={"red": "late"},
    )
    plan.refresh_from_db()
    copy = brought_in(drafting, empty_draft(drafting, "COPY"), write_workbook(plan, on=build.NOW.date()))
    expected, got = everything(plan), everything(copy)
    assert got == expected
    assert compare(copy, read_workbook("x", write_workbook(copy, on=build.NOW.date()))).changes == ()


words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=30)
milestones = st.builds(
    Milestone, words, st.sampled_from(["March 2026", "30 September 2025", "spring 2026"]).map(parse_date),
    st.none() | st.dates(date(2025, 7, 1), date(2026, 3, 3)),
)  # fmt: skip
refs = st.lists(st.from_regex(r"[1-9A-Z][0-9]?\.[1-9][0-9]?", fullmatch=True), unique=True, max_size=5)


@settings(
    max_examples=examples(10, 60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), codes=refs, action_refs=refs, levels=st.integers(2, 3))
def test_any_plan_comes_back_as_it_was(drafting, data, codes, action_refs, levels):
    start = transaction.savepoint()
    try:
        goes_out_and_comes_back(drafting, data, codes, action_refs, levels)
    finally:
        transaction.savepoint_rollback(start)


def goes_out_and_comes_back(drafting, data, codes, action_refs, levels):
    by = {"by": drafting.officer, "at": build.NOW}
    details = PlanDetails("ANY", data.draw(words), YEAR, ("one", "two", "three")[:levels], data.draw(st.sampled_from([1, 3])),
                          policies=Policies(counted=data.draw(st.sampled_from(Counted))))  # fmt: skip
    plan = create_plan(council=drafting.council, details=details, **by)
    sections = []
    for code in codes:
        above = data.draw(st.sampled_from([None, *(each for each in sections if each.level + 1 < levels)]))
        section = SectionDetails(
            code,
            data.draw(words),
            outcome=data.draw(words),
            head=data.draw(st.sampled_from([None, drafting.head])),
        )
        sections.append(add_section(plan=plan, parent=above, details=section, **by))
    for ref in action_refs if sections else []:
        months = data.draw(st.sets(st.sampled_from(tuple(YEAR)), max_size=3))
        action = ActionDetails(
            ref, data.draw(words), leads=data.draw(st.sampled_from([(), (drafting.lead,), (drafting.head, drafting.other_lead)])),
            resources=data.draw(words), outside_bodies=data.draw(st.sampled_from([(), ("Tessing",), ("A", "B")])),
            programmed=tuple(sorted(months)), ongoing=data.draw(st.booleans()),
            original_day=data.draw(st.none() | st.dates(date(2025, 7, 1), date(2026, 6, 30))),
            milestones=tuple(data.draw(st.lists(milestones, max_size=2))),
            predecessors=tuple(plan.actions.all())[:1],
        )  # fmt: skip
        add_action(section=data.draw(st.sampled_from(sections)), details=action, **by)
    if sections:
        plan = Plan.objects.get(pk=plan.pk)
        copy = brought_in(drafting, empty_draft(drafting, "COPY"), write_workbook(plan, on=build.NOW.date()))
        assert differing(copy, plan) == []


def differing(one, other):
    """What two plans have otherwise: pairs that are quick to compare and to read, where all of both would be neither."""
    settings_of_one, *rows_of_one = everything(one)
    settings_of_other, *rows_of_other = everything(other)
    pairs = [(settings_of_one, settings_of_other)]
    for some, others in zip(rows_of_one, rows_of_other, strict=True):
        pairs += zip_longest(some, others)
    return [pair for pair in pairs if pair[0] != pair[1]][:1]


def test_a_fault_is_told_as_one_though_the_council_that_hypothesis_prints_has_no_month(drafting):
    @settings(max_examples=5, database=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def fails(world, data):
        data.draw(st.integers())
        assert world.period.pk

    with pytest.raises(AssertionError):
        fails(drafting)


def test_an_action_stands_in_its_section_however_long_ago_the_section_was_read(drafting):
    by = {"by": drafting.officer, "at": build.NOW}
    plan = create_plan(
        council=drafting.council, details=PlanDetails("ORDER", "Order", YEAR, ("one", "two")), **by
    )
    first, second = (add_section(plan=plan, details=SectionDetails(code, code), **by) for code in ("A", "B"))
    within = add_section(plan=plan, parent=first, details=SectionDetails("C", "C"), **by)
    add_action(section=second, details=ActionDetails("1", "One"), **by)
    add_action(section=within, details=ActionDetails("2", "Two"), **by)
    assert [each.ref for each in plan.actions.all()] == ["2", "1"]


def test_a_changed_file_is_compared_then_accepted_as_a_whole(drafting, client_of):
    client = client_of(drafting.officer)
    data = client.get(at(drafting))
    assert data["Content-Disposition"] == 'attachment; filename="IP25.xlsx"'
    edited = changed(data.content, ("Actions", "C2", "Let two contracts"), ("Actions", "J2", "x"),
                     ("Actions", "A8", "3.1.20"), ("Actions", "B8", "3.1"), ("Actions", "C8", "New"))  # fmt: skip
    answer = client.post(at(drafting, "read/"), {"file": io.BytesIO(edited)})
    assert answer.status_code == 200
    for expected in (
        "Let the homes contract",
        "Let two contracts",
        "Action 3.1.20",
        "creates 1 and changes 1",
    ):
        assert expected in answer.text
    assert drafting.action("3.1.1").title == "Let the homes contract"
    seen, kept = (answer.text.split(f'name="{name}" value="')[1].split('"')[0] for name in ("seen", "data"))
    assert client.post(at(drafting, "read/"), {"seen": seen, "data": kept}).status_code == 302
    assert drafting.action("3.1.1").title == "Let two contracts"
    assert Month(2025, 7) in drafting.action("3.1.1").programmed
    assert drafting.plan.actions.count() == 7
    again = client.post(at(drafting, "read/"), {"seen": seen, "data": kept})
    assert again.status_code == 422
    assert "The plan has changed since" in again.text


def test_rows_that_cannot_be_taken_are_all_named_with_their_places_and_nothing_is_written(
    drafting, client_of
):
    client = client_of(drafting.officer)
    edited = changed(client.get(at(drafting)).content, ("Actions", "D2", "ZZ"), ("Actions", "B3", "9.9"),
                     ("Actions", "K4", "perhaps"), ("Sections", "B2", "7"), ("Milestones", "A2", "8.8.8"))  # fmt: skip
    answer = client.post(at(drafting, "read/"), {"file": io.BytesIO(edited)})
    assert answer.status_code == 422
    for expected in ("sheet Actions, row 2", "nobody of the council is known as “ZZ”", "its section “9.9” is neither",
                     "“perhaps” under Aug 2025 is no tick", "it stands within “7”", "There is no action “8.8.8”"):  # fmt: skip
        assert expected in answer.text
    assert "Accept all of it" not in answer.text
    with pytest.raises(CannotBeTaken):
        brought_in(drafting, drafting.plan, edited)


def test_a_plan_that_changed_meanwhile_is_not_written_over(drafting):
    data = changed(write_workbook(drafting.plan, on=build.NOW.date()), ("Actions", "C2", "Mine"))
    seen = state_of(drafting.plan)
    Action.objects.filter(ref="3.1.1").update(version=5)
    with pytest.raises(ComparedWithAnother):
        accept_workbook(
            plan=drafting.plan, sheets=read_workbook("x", data), seen=seen, by=drafting.officer, at=build.NOW
        )


def test_what_is_no_workbook_of_a_plan_is_refused_with_the_reason(drafting, client_of):
    client = client_of(drafting.officer)
    assert client.post(at(drafting, "read/"), {}).status_code == 422
    answer = client.post(at(drafting, "read/"), {"file": io.BytesIO(b"no workbook")})
    assert answer.status_code == 422
    book = openpyxl.Workbook()
    book.active["A1"] = "Something"
    written = io.BytesIO()
    book.save(written)
    with pytest.raises(
        NotAPlanWorkbook, match="the sheet “Sections” is missing; the sheet “Actions” is missing"
    ):
        read_workbook("other.xlsx", written.getvalue())


def test_who_may_take_it_out_and_bring_it_in(drafting, client_of):
    assert client_of(drafting.member).get(at(drafting)).status_code == 200
    assert client_of(drafting.stranger).get(at(drafting)).status_code == 404
    assert client_of(drafting.officer).get(at(drafting, "read/")).status_code == 200
    assert client_of(drafting.head).get(at(drafting, "read/")).status_code == 403
    assert client_of(drafting.lead).get(at(drafting, "read/")).status_code == 403
    assert client_of(drafting.officer).post(at(drafting)).status_code == 405


def test_nothing_is_read_into_a_live_plan(world, client_of):
    assert client_of(world.officer).get(at(world, "read/")).status_code == 409


@pytest.mark.parametrize("count", [10, 150])
def test_the_same_number_of_queries_whatever_its_size(
    drafting, client_of, django_assert_max_num_queries, count
):
    build.many_actions(drafting, drafting.plan.sections.get(code="3.1"), count)
    client = client_of(drafting.member)
    with django_assert_max_num_queries(22):
        client.get(at(drafting))
