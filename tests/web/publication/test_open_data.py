"""The open data on the public site: every file as its standard asks, and everything that one names is there."""

import io
import json
import re
import zipfile
from datetime import date, time, timedelta
from hashlib import sha256

import pytest
from django.db import transaction
from django.test import Client
from lxml import etree

from fingerpost.importer.read import read
from fingerpost.meetings.models import Body, Meeting
from fingerpost.publication.models import Publication
from fingerpost.publication.operations import publish_report, withdraw, withdraw_file
from fingerpost.publication.pages.data import MONTH_NAMES, PLAN_NAMES
from tests import build
from tests.reports.open_data.csvw_validator import validate
from tests.reports.open_data.test_feeds import events_of
from tests.reports.open_data.test_feeds import read as read_feed

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
PLAN = "/public/harrow-vale/ip25/"
MONTH = f"{PLAN}2026-02/"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """February published, made once for this module and taken away with its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build.world()
        publish_report(report=build.issued(world), by=world.officer, at=build.NOW)
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def published(world, db):
    return Publication.objects.get()


def get(path, status=200):
    answer = Client().get(path.removeprefix("http://127.0.0.1:8000"))
    assert answer.status_code == status, path
    return answer


def csv_set(folder):
    names = [each for each in MONTH_NAMES if each.endswith(".csv") or each == "csv-metadata.json"]
    return {name: get(f"{folder}data/{name}").content for name in names}


@pytest.mark.parametrize("folder", [PLAN, MONTH])
def test_the_csv_files_are_as_their_metadata_say(published, folder):
    assert validate(csv_set(folder)) == []


def test_the_zip_of_an_edition_holds_the_same_files_as_the_month(published):
    kept = published.files.get(format="open-csv").file
    with zipfile.ZipFile(io.BytesIO(bytes(kept.content))) as package:
        assert {name: package.read(name) for name in package.namelist()} == csv_set(MONTH)
    for name, key in (("data.json", "open-json"), ("stratml.xml", "stratml")):
        assert bytes(published.files.get(format=key).file.content) == get(f"{MONTH}data/{name}").content


def test_every_address_in_the_data_leads_to_a_page(published):
    month = get(f"{MONTH}data/data.json").json()
    addresses = {month["address"], month["plan"]["address"]}
    addresses |= {each["address"] for kind in ("sections", "actions") for each in month[kind]}
    assert len(addresses) == 2 + 5 + 6
    for each in addresses:
        get(each)
    assert month["digest"] == published.record_digest


def test_the_stratml_is_valid_and_reads_back(published, real):
    data = get(f"{PLAN}data/stratml.xml").content
    schema = etree.XMLSchema(etree.parse(real / "stratml" / "PerformancePlanOrReport20160216.xsd"))
    schema.assertValid(etree.fromstring(data))
    draft = read("stratml.xml", data)
    assert [each.ref for each in draft.actions] == ["3.1.1", "3.1.2", "3.1.10", "3.2.1", "4.1.1", "4.1.2"]


def test_officers_are_named_by_their_posts(published):
    whole = b"".join(get(f"{folder}data/{name}").content for folder in (PLAN, MONTH) for name in MONTH_NAMES)
    whole += get(f"{PLAN}due-dates.ics").content.replace(b"\r\n ", b"")
    assert b"Housing Manager" in whole
    assert b"Leo Brandt" not in whole
    assert b"Hazel Marsh" not in whole


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        (f"{MONTH}data/actions.csv", "text/csv; charset=utf-8; header=present"),
        (f"{PLAN}data/csv-metadata.json", "application/json"),
        (f"{PLAN}data/dataset.jsonld", "application/ld+json"),
        (f"{PLAN}data/stratml.xml", "application/xml"),
        (f"{PLAN}feed.atom", "application/atom+xml"),
        (f"{PLAN}due-dates.ics", "text/calendar; charset=utf-8"),
    ],
)
def test_each_file_says_what_it_is(published, path, media_type):
    answer = get(path)
    assert answer["Content-Type"] == media_type
    if "/data/" in path:
        assert answer["Access-Control-Allow-Origin"] == "*"
    if path.endswith(".csv"):
        assert "csv-metadata.json" in answer["Link"]
    assert Client().post(path).status_code == 405


def downloads_of(dataset):
    return {each["contentUrl"]: each["sha256"] for each in dataset["distribution"]}


def test_the_description_of_a_plan_names_files_that_are_there_with_their_digests(published):
    said = get(f"{PLAN}data/dataset.jsonld").json()
    found = downloads_of(said)
    assert len(found) == len(PLAN_NAMES) - 1
    for each, digest in found.items():
        assert sha256(get(each).content).hexdigest() == digest


def script_of(page):
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return json.loads(text)


def test_the_pages_hold_the_description_for_search_engines(published):
    of_month = script_of(get(MONTH).text)
    assert of_month["name"] == "Improvement Plan 2025/26: February 2026"
    assert of_month["creator"]["name"] == "Harrow Vale District Council"
    for each, digest in downloads_of(of_month).items():
        assert sha256(get(each).content).hexdigest() == digest
    page = get(f"{PLAN}data/").text
    assert script_of(page) == get(f"{PLAN}data/dataset.jsonld").json()
    for name, digest in ((each["name"], each["sha256"]) for each in script_of(page)["distribution"]):
        assert name in page
        assert digest in page


def test_the_page_of_open_data_is_reached_from_the_plan_and_the_month(published):
    for page in (PLAN, MONTH):
        assert f'href="{PLAN}data/"' in get(page).text
    assert f'href="{PLAN}feed.atom"' in get(PLAN).text
    assert 'href="/public/harrow-vale/feed.atom"' in get("/public/harrow-vale/").text


def test_the_feed_tells_what_was_published_with_its_files(published):
    for address in (f"{PLAN}feed.atom", "/public/harrow-vale/feed.atom"):
        root = read_feed(get(address).content)
        (entry,) = root.findall(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}title") == "Improvement Plan 2025/26: February 2026"
        assert "actions counted" in entry.findtext(f"{ATOM}summary")
        get(entry.findtext(f"{ATOM}id"))
        assert len(entry.findall(f"{ATOM}link[@rel='enclosure']")) == published.files.count()
        assert root.find(f"{ATOM}link[@rel='self']").get("href").endswith(address)


def test_the_feed_tells_of_corrections_and_withdrawals(world, published):
    later = build.NOW + timedelta(hours=1)
    withdraw(publication=published, why="Wrong file.", by=world.officer, at=later)
    publish_report(report=published.report, by=world.officer, at=build.NOW, why="The right file.")
    root = read_feed(get(f"{PLAN}feed.atom").content)
    told = {
        each.findtext(f"{ATOM}title"): each.findtext(f"{ATOM}summary")
        for each in root.findall(f"{ATOM}entry")
    }
    assert told == {
        "Improvement Plan 2025/26: February 2026, withdrawn": "Wrong file.",
        "Improvement Plan 2025/26: February 2026, published again": "The right file.",
    }


def test_the_calendar_of_a_plan_has_what_is_due_and_leads_to_its_pages(published):
    events = events_of(get(f"{PLAN}due-dates.ics").content)
    assert {each["UID"] for each in events} >= {"3.2.1.IP25@127.0.0.1"}
    for each in events:
        get(each["URL"])
    roofs = next(each for each in events if each["UID"].startswith("3.2.1"))
    assert roofs["DTSTART"] == "20260630"


def test_the_calendar_of_a_council_has_meetings_in_public_and_follows_them(world, published):
    address = "/public/harrow-vale/calendar.ics"
    management = Body.objects.get(council=world.council, name="Corporate Management Team")
    Meeting.objects.create(body=management, day=date(2026, 3, 4))
    meetings = [each for each in events_of(get(address).content) if each["UID"].startswith("meeting")]
    assert [(each["DTSTART"], each["SUMMARY"]) for each in meetings] == [("20260211", "Cabinet meets")]
    cabinet = Meeting.objects.get(body__name="Cabinet")
    cabinet.day, cabinet.starts_at, cabinet.place = date(2026, 2, 12), time(18), "Council House"
    cabinet.save()
    (moved,) = [each for each in events_of(get(address).content) if each["UID"].startswith("meeting")]
    assert (moved["DTSTART"], moved["LOCATION"]) == ("20260212", "Council House")
    assert moved["UID"] == meetings[0]["UID"]


def test_of_a_withdrawn_month_there_is_no_data(world, published):
    withdraw(publication=published, why="Wrong file.", by=world.officer, at=build.NOW)
    for path in (
        f"{MONTH}data/actions.csv",
        f"{PLAN}data/actions.csv",
        f"{PLAN}data/",
        f"{PLAN}due-dates.ics",
    ):
        get(path, 404)
    assert events_of(get("/public/harrow-vale/calendar.ics").content)[0]["UID"].startswith("meeting")


def test_what_a_withdrawn_file_of_open_data_held_is_nowhere_else(world, published):
    withdraw_file(
        file=published.files.get(format="stratml"), why="A private name.", by=world.officer, at=build.NOW
    )
    for path in (f"{MONTH}data/stratml.xml", f"{MONTH}data/actions.csv", f"{PLAN}data/data.json"):
        get(path, 404)
    assert f"{PLAN}data/" not in get(MONTH).text


def test_nothing_is_there_before_its_time(world, published):
    withdraw(publication=published, why="Too early.", by=world.officer, at=build.NOW)
    publish_report(
        report=published.report,
        by=world.officer,
        at=build.NOW,
        embargo_until=build.NOW + timedelta(hours=1),
        why="In time.",
    )
    get(f"{PLAN}data/", 404)
    assert "In time." not in get(f"{PLAN}feed.atom").text


@pytest.mark.parametrize("name", ["people.csv", "..%2fdata.json", "dataset.json"])
def test_there_is_no_other_file(published, name):
    get(f"{PLAN}data/{name}", 404)
    get(f"{MONTH}data/{name}", 404)


def test_the_files_of_a_plan_are_made_with_few_queries(published, django_assert_max_num_queries):
    for name in ("data/actions.csv", "data/", "feed.atom", "due-dates.ics"):
        with django_assert_max_num_queries(6):
            get(f"{PLAN}{name}")
