"""The Atom and iCalendar feeds, held against what their standards ask."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from fingerpost.reports.open_data.atom import EmptyFeed, Entry, Feed, atom
from fingerpost.reports.open_data.calendar_feed import (
    CalendarMeeting,
    Event,
    calendar,
    due_dates,
    meetings,
)
from fingerpost.reports.open_data.months import open_month
from fingerpost.reports.open_data.publishing import (
    OPEN_GOVERNMENT_LICENCE,
    Addresses,
    PublishedFile,
    Publisher,
    Publishing,
)
from fingerpost.rules.dates import in_month
from fingerpost.rules.months import Month
from tests.rules.plans import closed, reprogrammed, row, schedule_of, suspended, update, when, withdrawn

ATOM = "{http://www.w3.org/2005/Atom}"
AT = datetime(2008, 4, 30, 18, 0, tzinfo=UTC)
INVENTED = Publishing(
    Publisher("Harrowmere", "https://harrowmere.example/"), Addresses("https://plans.example/ip07/")
)
FEED = Feed(
    "https://plans.example/ip07/feed.atom",
    "https://plans.example/ip07/",
    "Improvement Plan: published months",
    Publisher("Harrowmere", "https://harrowmere.example/", "plans@harrowmere.example"),
    OPEN_GOVERNMENT_LICENCE,
    "en-GB",
)


def entry(month, at=AT, **given):
    given = {"title": f"{month}", "summary": "Published.", "updated_at": at} | given
    return Entry(f"https://plans.example/ip07/{month}/", published_at=at, **given)


def read(data):
    """The feed, checked as RFC 4287 asks: one of each of what it must have, moments and addresses as they must be."""
    root = etree.fromstring(data)
    assert root.tag == f"{ATOM}feed"
    for each in (root, *root.iterfind(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(each.findall(f"{ATOM}{name}")) == 1, name
        assert len(each.findall(f"{ATOM}link[@rel='alternate']")) == 1
        assert each.findtext(f"{ATOM}id").startswith(("https://", "http://"))
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    assert len(root.findall(f"{ATOM}link[@rel='self']")) == 1
    for each in root.iter(f"{ATOM}updated", f"{ATOM}published"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", each.text)
    ids = [each.text for each in root.iterfind(f"{ATOM}entry/{ATOM}id")]
    assert len(set(ids)) == len(ids)
    return root


def test_a_feed_is_as_the_standard_asks_and_the_newest_stands_first():
    file = PublishedFile("actions.csv", "https://plans.example/a.csv", "text/csv", "0" * 64, 12)
    summer = timezone(timedelta(hours=1))
    root = read(
        atom(
            FEED,
            [
                entry("2008-02", summary="Before & after <b>bold</b>"),
                entry("2008-03", datetime(2008, 5, 30, 18, 0, tzinfo=summer), files=(file,), plan="IP07"),
            ],
        )
    )
    first, second = root.findall(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}updated") == "2008-05-30T17:00:00Z" == root.findtext(f"{ATOM}updated")
    assert dict(first.find(f"{ATOM}link[@rel='enclosure']").attrib) == {
        "rel": "enclosure",
        "href": "https://plans.example/a.csv",
        "type": "text/csv",
        "length": "12",
        "title": "actions.csv",
    }
    assert first.find(f"{ATOM}category").get("term") == "IP07"
    assert second.findtext(f"{ATOM}summary") == "Before & after <b>bold</b>"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"
    assert root.find(f"{ATOM}link[@rel='license']").get("href") == OPEN_GOVERNMENT_LICENCE.address


def test_a_feed_without_entries_says_when_it_began():
    with pytest.raises(EmptyFeed):
        atom(FEED, [])
    began = Feed(**{name: getattr(FEED, name) for name in FEED.__slots__} | {"begun_at": AT})
    assert read(atom(began, [])).findtext(f"{ATOM}updated") == "2008-04-30T18:00:00Z"


def test_a_feed_holds_no_character_that_xml_cannot():
    assert (
        read(atom(FEED, [entry("2008-02", title="A\x0bB")])).findtext(f"{ATOM}entry/{ATOM}title")
        == "A\ufffdB"
    )


def lines_of(data):
    """The content lines, unfolded; every line as RFC 5545 asks."""
    assert data.endswith(b"\r\n")
    raw = data.split(b"\r\n")[:-1]
    assert all(len(each) <= 75 and b"\n" not in each and b"\r" not in each for each in raw)
    for each in raw:
        each.decode()  # no character is torn apart
    unfolded = data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
    assert all(re.match(r"[A-Z][A-Z-]*(;[A-Z-]+=[^:;]+)*:", each) for each in unfolded)
    return unfolded


def events_of(data):
    """Each event as a mapping; what every event must have is there once."""
    lines = lines_of(data)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert "VERSION:2.0" in lines
    assert any(each.startswith("PRODID:") for each in lines)
    events = []
    for each in lines:
        if each == "BEGIN:VEVENT":
            events.append({})
        elif events and each not in ("END:VEVENT", "END:VCALENDAR"):
            name, _, value = each.partition(":")
            assert name.partition(";")[0] not in events[-1]
            events[-1][name.partition(";")[0]] = value
    assert all({"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= each.keys() for each in events)
    assert len({each["UID"] for each in events}) == len(events)
    return events


def plain(value):
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], value)


def due(*rows):
    return events_of(calendar("Due dates", due_dates(open_month(closed(*rows), INVENTED), at=AT)))


def test_an_exact_date_falls_on_its_day_and_an_approximate_one_on_the_last_and_says_so():
    exact, about = due(
        row("1.1", schedule=schedule_of("29 Feb 2008"), updates=[update()]),
        row("1.2", "Mar-08", revisions=[reprogrammed("2008-02-05", "Autumn-08")]),
    )
    assert (exact["UID"], exact["DTSTART"], exact["DTEND"]) == (
        "1.1.IP07@plans.example",
        "20080229",
        "20080301",
    )
    assert (exact["STATUS"], exact["SEQUENCE"], exact["DTSTAMP"]) == ("CONFIRMED", "0", "20080430T180000Z")
    assert plain(exact["SUMMARY"]) == "Due: 1.1 Action 1.1"
    assert (about["DTSTART"], about["STATUS"], about["SEQUENCE"]) == ("20081130", "TENTATIVE", "1")
    assert "Due by 30 November 2008: the date is given as “Autumn-08”." in plain(about["DESCRIPTION"])
    assert about["URL"] == "https://plans.example/ip07/action/1.2/"


def test_what_is_complete_or_has_no_date_is_not_due_and_what_is_withdrawn_is_cancelled():
    events = due(
        row("1.1", updates=[update(done="2008-02-20")]),
        row("1.2", "Jun-08", revisions=[withdrawn("2008-02-05")]),
        row("1.3", "Jun-08", revisions=[suspended("2008-02-05", review="May-08")]),
        row("1.4", original=when("Unknown at this stage")),
    )
    assert [(each["UID"], each["STATUS"]) for each in events] == [
        ("1.2.IP07@plans.example", "CANCELLED"),
        ("1.3.IP07@plans.example", "CANCELLED"),
    ]


def test_refs_that_differ_have_uids_that_differ():
    events = due(*(row(ref, "Jun-08") for ref in ("A 1", "A-1", "A_20_1", "Ä1")))
    assert len(events) == 4
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+@plans\.example", each["UID"]) for each in events)


def test_meetings_are_days_and_a_cancelled_one_says_so():
    both = meetings(
        [
            CalendarMeeting(
                "17", "Cabinet", date(2008, 4, 30), "6 pm", "Council House", business="February 2008"
            ),
            CalendarMeeting("18", "Board", date(2008, 5, 6), cancelled=True),
        ],
        host="plans.example",
        at=AT,
    )
    cabinet, board = events_of(calendar("Meetings", both, address="https://plans.example/meetings.ics"))
    assert (cabinet["UID"], cabinet["DTSTART"], cabinet["LOCATION"]) == (
        "meeting-17@plans.example",
        "20080430",
        "Council House",
    )
    assert plain(cabinet["DESCRIPTION"]) == "February 2008\nStarts at 6 pm."
    assert board["STATUS"] == "CANCELLED"


def test_a_calendar_without_events_is_still_one():
    assert events_of(calendar("Nothing", [])) == []


@given(st.text(max_size=300))
def test_any_text_is_folded_and_comes_back(words):
    (event,) = events_of(calendar("Any", [Event("u@h", date(2008, 2, 29), words, AT)]))
    wanted = words.replace("\r\n", "\n").replace("\r", "\n")
    wanted = "".join(each for each in wanted if each in "\t\n" or (ord(each) >= 32 and ord(each) != 127))
    assert plain(event["SUMMARY"]) == wanted.encode(errors="replace").decode()


def test_an_action_due_in_a_month_stands_on_its_last_day():
    assert due(row("1.1", "Jun-08", original=in_month(Month(2008, 6))))[0]["DTSTART"] == "20080630"
