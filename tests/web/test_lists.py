"""One way for every list: what is asked for in the query string, and nothing else."""

from dataclasses import dataclass

import pytest
from django.db.models import Q
from django.http import QueryDict

from fingerpost.govuk.lists import Choice, Column, Day, Search, kept_ticks, listing, ticked
from fingerpost.plans.models import Action
from tests import build


@dataclass
class Row:
    ref: str
    service: str
    months: int


ROWS = [Row("3.1.10", "Housing", 2), Row("3.1.2", "Housing", 0), Row("4.1.1", "Waste", 1)]
SERVICE = Choice("service", "Service", [("Housing", "Housing"), ("Waste", "Waste")], "service")
WORDS = Search("Words", ["ref", "service"])
COLUMNS = [
    Column("ref", "Action", by=lambda row: [int(part) for part in row.ref.split(".")]),
    Column("months", "Months", by=("months",), numeric=True),
    Column("service", "Service"),
]


def refs(found):
    return [each.ref for each in found]


def asked(rows=ROWS, **query):
    return listing(rows, query, filters=[SERVICE, None, WORDS], columns=COLUMNS, size=2)


def test_without_a_query_rows_keep_their_order():
    found = asked()
    assert refs(found) == ["3.1.10", "3.1.2"]
    assert (found.count, found.total, found.narrowed) == (3, 3, False)


def test_rows_are_narrowed_by_a_choice_and_by_words_in_any_order():
    assert refs(asked(service="Waste")) == ["4.1.1"]
    assert refs(asked(words="hous 3.1.2")) == ["3.1.2"]
    found = asked(service="Housing", words="10")
    assert (refs(found), found.count, found.total) == (["3.1.10"], 1, 3)


def test_a_choice_that_is_not_offered_is_passed_over():
    assert asked(service="Anything").count == 3


def test_rows_are_sorted_by_a_named_column_both_ways():
    assert refs(asked(sort="ref")) == ["3.1.2", "3.1.10"]
    assert refs(asked(sort="-ref")) == ["4.1.1", "3.1.10"]


@pytest.mark.parametrize("sort", ["service", "-service", "password", "", "--ref"])
def test_nothing_else_can_be_sorted_by(sort):
    assert refs(asked(sort=sort)) == ["3.1.10", "3.1.2"]


@pytest.mark.parametrize(
    ("page", "expected"), [("2", ["4.1.1"]), ("99", ["4.1.1"]), ("x", ["3.1.10", "3.1.2"])]
)
def test_a_page_that_does_not_exist_is_the_nearest(page, expected):
    assert refs(asked(page=page)) == expected


def test_the_addresses_keep_what_was_chosen():
    found = asked(service="Housing", sort="ref", page="1", unknown="x")
    assert found.page_address(2) == "?service=Housing&sort=ref&page=2"
    assert found.sort_address(COLUMNS[0]) == "?service=Housing&sort=-ref"
    assert found.sort_address(COLUMNS[1]) == "?service=Housing&sort=months"
    assert [found.direction(each) for each in COLUMNS] == ["ascending", "none", "none"]


def test_a_default_holds_until_a_filter_is_named_and_can_be_taken_off():
    waiting = Choice(
        "state",
        "State",
        [("open", "Open"), ("done", "Done")],
        lambda row: row.service[0].lower(),
        default="open",
    )
    assert listing(ROWS, {}, filters=[waiting]).chosen == {"state": "open"}
    found = listing(ROWS, {"state": ""}, filters=[waiting])
    assert (found.count, found.narrowed) == (3, False)
    assert "state=" in found.address()


def test_many_pages_are_elided():
    found = listing(range(1000), {"page": "10"}, size=50)
    assert found.pages == [1, None, 9, 10, 11, None, 20]


def test_a_queryset_is_narrowed_and_sorted_in_the_database(world, django_assert_num_queries):
    filters = [
        Choice("service", "Service", [(str(world.service.pk), "Housing")], "service_id"),
        Choice("late", "Late", [("yes", "Yes")], lambda _: Q(ref="3.1.10")),
        Search("Words", ["ref", "title"]),
    ]
    columns = [Column("title", "Title", by=("title",)), Column("place", "Place", by=("-place",))]
    rows = Action.objects.filter(plan=world.plan)
    with django_assert_num_queries(3):
        found = listing(
            rows, {"service": str(world.service.pk), "sort": "-title"}, filters=filters, columns=columns
        )
        assert refs(found)[0] == "3.2.1"
        assert (found.count, found.total) == (4, 6)
    assert refs(listing(rows, {"late": "yes"}, filters=filters)) == ["3.1.10"]
    assert refs(listing(rows, {"words": "ROOF survey"}, filters=filters)) == ["3.2.1"]
    assert refs(listing(rows, {"sort": "place"}, columns=columns))[0] == "4.1.2"
    assert refs(listing(rows, {"sort": "-place"}, columns=columns))[0] == "3.1.1"


def test_a_queryset_costs_two_queries_however_many_rows(world, django_assert_num_queries):
    section = world.plan.sections.last()
    for number in range(60):
        build.action(world.plan, section, f"9.{number}", "One of many", "2026-02")
    with django_assert_num_queries(2):
        found = listing(Action.objects.filter(plan=world.plan).order_by(), {})
        assert len(list(found)) == 50


def test_a_list_beside_another_has_names_of_its_own_and_leaves_the_other_as_it_is():
    first = asked(service="Housing", sort="-ref")
    query = {"service": "Housing", "other-service": "Waste", "other-page": "1"}
    other = listing(ROWS, query, filters=[SERVICE], columns=COLUMNS, name="other", beside=first)
    assert refs(other) == ["4.1.1"]
    assert (
        other.sort_address(COLUMNS[0])
        == "?service=Housing&sort=-ref&other-service=Waste&other-sort=ref#list-other"
    )
    assert other.everything_address == "?service=Housing&sort=-ref#list-other"


def test_all_filters_are_taken_off_by_a_button_of_a_form():
    assert asked(service="Housing", everything="yes").count == 3


def test_ticks_of_all_pages_are_read_and_those_on_other_pages_kept():
    query = QueryDict("pk=4&pk=7,9,x&pk=")
    assert ticked(query, "pk") == {4, 7, 9}
    assert kept_ticks("pk", {4, 7, 9}, shown=[4, 5]) == {"pk": "7,9"}
    assert kept_ticks("pk", {4}, shown=[4, 5]) == {}


def test_a_day_narrows_and_what_is_no_day_is_said(world):
    since = Day("since", "Since", lambda day: Q(original_day__gte=day))
    found = listing(Action.objects.filter(plan=world.plan), {"since": "31/2/2026"}, filters=[since])
    assert found.problems == {"since": "Enter a real date, such as 31/3/2026."}
    assert found.count == 6
    assert listing(Action.objects.filter(plan=world.plan), {"since": "1/3/2099"}, filters=[since]).count == 0
