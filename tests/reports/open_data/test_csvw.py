"""Open data as CSV: every cell is what its metadata say, and every row that another names is there."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from fingerpost.reports.open_data.csvw import METADATA, csv_files
from fingerpost.reports.open_data.months import NotOneYear, open_month, open_year
from fingerpost.reports.open_data.publishing import Addresses, NotAnAddress, Publisher, Publishing
from fingerpost.reports.open_data.tables import TABLES
from fingerpost.rules.formula_guard import unguarded
from tests.reports.open_data.csvw_validator import validate
from tests.rules.plans import closed as closed_plan
from tests.rules.plans import reprogrammed, row, update, when, withdrawn
from tests.rules.random_plans import plans

INVENTED = Publishing(Publisher("Harrowmere"), Addresses("https://plans.example/ip07/"))


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_files_of_a_month_are_as_their_metadata_say(february):
    assert validate(csv_files(february)) == []


def test_the_files_of_a_year_are_as_their_metadata_say(year):
    files = csv_files(year)
    assert validate(files) == []
    assert [each["month"] for each in rows_of(files["months.csv"])] == ["2026-01", "2026-02"]
    assert {each["month"] for each in rows_of(files["actions.csv"])} == {"2026-01", "2026-02"}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=8)
@given(plans())
def test_the_files_of_any_plan_are_as_their_metadata_say(months):
    year = open_year(open_month(each, INVENTED) for each in months)
    assert validate(csv_files(year)) == []


def test_the_key_and_the_licence_are_stated(february):
    said = json.loads(csv_files(february)[METADATA])
    assert said["dc:license"] == {
        "@id": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    }
    assert said["dc:publisher"]["schema:name"] == "Harrowmere District Council"
    assert said["dc:temporal"] == "2026-02-01/2026-02-28"
    assert said["dc:language"] == "en-GB"
    assert len(said["tables"]) == len(TABLES)


def test_every_action_stands_in_the_plan_and_among_the_actions(closed_months, february):
    files = csv_files(february)
    refs = [each.ref for each in closed_months[-1].actions]
    assert [each["ref"] for each in rows_of(files["plan.csv"])] == refs
    assert [each["ref"] for each in rows_of(files["actions.csv"])] == refs


def test_the_figures_are_those_of_the_month(february):
    whole = [each for each in rows_of(csv_files(february)["figures.csv"]) if each["split"] == "whole"]
    assert [(each["class"], each["actions"], each["share"]) for each in whole] == [
        ("green", "122", "88.4"),
        ("amber", "10", "7.2"),
        ("red", "2", "1.4"),
        ("reprogrammed", "4", "2.9"),
        ("not updated", "0", "0.0"),
    ]


def test_no_text_is_run_as_a_formula_and_every_text_comes_back():
    hostile = ["=1+1", "@SUM(A1)", "+44 20", "-3 days", "'quoted", "\t=1"]
    month = closed_plan(
        *(row(f"1.{number}", title=title) for number, title in enumerate(hostile)),
        row("1.9", "Jan-08", revisions=[reprogrammed("2007-12-01", "Nov-07")], original=when("Jan-08")),
    )
    found = rows_of(csv_files(open_month(month, INVENTED))["actions.csv"])
    assert all(each["title"].startswith("'") for each in found[: len(hostile)])
    assert [unguarded(each["title"]) for each in found[: len(hostile)]] == hostile
    assert found[-1]["months_moved"] == "-2"


def test_approximate_dates_keep_their_words_and_give_a_day_to_sort_by():
    month = closed_plan(
        row("1.1", updates=[update(expected="Autumn-08", reason="Keys are late.")]),
        row("1.2", revisions=[withdrawn("2008-02-05")]),
    )
    first, second = rows_of(csv_files(open_month(month, INVENTED))["actions.csv"])
    assert (first["expected"], first["expected_edtf"], first["expected_latest_day"]) == (
        "Autumn-08",
        "2008-23",
        "2008-11-30",
    )
    assert first["slippage_reason"] == "Keys are late."
    assert (second["status"], second["class"]) == ("withdrawn", "reprogrammed")


def test_a_name_with_the_separator_stays_one_name():
    month = closed_plan(row(outside_bodies=("Trust; North", "Canal & River")))
    assert rows_of(csv_files(open_month(month, INVENTED))["plan.csv"])[0]["outside_bodies"] == (
        "Trust, North;Canal & River"
    )


def test_a_year_holds_each_month_once_in_its_latest_version(closed_months, publishing):
    january, february = (open_month(each, publishing) for each in closed_months)
    again = replace(january, version=2)
    year = open_year([february, january, again])
    assert [(str(each.period.last), each.version) for each in year.months] == [("2026-01", 2), ("2026-02", 1)]


def test_a_year_of_nothing_or_of_two_plans_is_refused(february):
    with pytest.raises(NotOneYear):
        open_year([])
    other = replace(february, plan=replace(february.plan, code="other"))
    with pytest.raises(NotOneYear):
        open_year([february, other])


def test_addresses_are_absolute():
    with pytest.raises(NotAnAddress):
        Addresses("/ip25/")
    with pytest.raises(NotAnAddress):
        Addresses("https://plans.example/ip25")
    assert INVENTED.addresses.action("16.4/1") == "https://plans.example/ip07/action/16.4%2F1/"


def test_the_same_month_gives_the_same_bytes(closed_months, publishing, february):
    assert csv_files(open_month(closed_months[-1], publishing)) == csv_files(february)
