"""What the API gives: every list whole, in one order, narrowed; closed months as stored; drafts to their authors."""

from datetime import date
from hashlib import sha256

import pytest

from fingerpost.history.models import Entry
from fingerpost.monitoring.mine import forget_what_was_judged
from fingerpost.monitoring.models import Snapshot
from fingerpost.monitoring.operations.updates import save_draft, send_update
from fingerpost.plans.models import ActionPerson
from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.updates import Progress, Update
from tests import build
from tests.web.api.calling import Caller


@pytest.fixture
def caller(world):
    return Caller(world.officer)


def refs(answer):
    assert answer.status_code == 200, answer.text
    return [each["ref"] for each in answer.json()["items"]]


def sent(world, ref="3.1.1", **given):
    given = {"progress": Progress.COMPLETE, "completed_on": date(2026, 2, 20), **given}
    return send_update(
        action=world.action(ref),
        period=world.period,
        content=Update(build.FEBRUARY, **given),
        by=world.lead,
        at=build.NOW,
    )


def test_plans_and_sections(world, caller):
    [plan] = caller.get("/plans").json()["items"]
    assert plan["first_month"] == "2025-07"
    assert plan["open_period"] == world.period.pk
    assert caller.get(f"/plans/{world.plan.pk}").json() == plan
    assert caller.get("/plans", state="closed").json()["items"] == []
    sections = caller.get(f"/plans/{world.plan.pk}/sections").json()["items"]
    assert [each["code"] for each in sections] == ["CP3", "3.1", "3.2", "CP4", "4.1"]
    assert sections[0]["risks"] == ["KO4"]
    assert sections[0]["portfolio_holder"]["name"] == "Petra Quince"


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ({}, ["3.1.1", "3.1.2", "3.1.10", "3.2.1", "4.1.1", "4.1.2"]),
        ({"section": "CP3"}, ["3.1.1", "3.1.2", "3.1.10", "3.2.1"]),
        ({"section": "3.2"}, ["3.2.1"]),
        ({"lead": "Olga"}, ["4.1.1", "4.1.2"]),
        ({"service": "Environment"}, ["4.1.1", "4.1.2"]),
        ({"status": "red"}, ["3.1.10"]),
        ({"text": "portal"}, ["3.1.10"]),
        ({"text": "olga f"}, ["4.1.1", "4.1.2"]),
        ({"text": "3.1.1", "status": "amber"}, ["3.1.1"]),
        ({"plan": 10**15}, []),
    ],
    ids=str,
)
def test_actions_are_narrowed(world, caller, asked, given):
    keys = {
        "section": lambda code: world.plan.sections.get(code=code).pk,
        "lead": lambda _: world.other_lead.pk,
        "service": lambda _: world.other_lead.service_id,
    }
    asked = {name: keys[name](value) if name in keys else value for name, value in asked.items()}
    assert refs(caller.get("/actions", **asked)) == given


def test_an_action_says_what_was_promised_and_how_it_stands(world, caller):
    build.redated(world, "3.1.2", "June 2026", decided_on=date(2026, 2, 11))
    action = caller.get(f"/actions/{world.action('3.1.2').pk}").json()
    assert action["original"] == {
        "text": "March 2026",
        "edtf": "2026-03",
        "earliest": "2026-03",
        "latest": "2026-03",
    }
    assert action["current"]["earliest"] == "2026-06"
    assert action["times_moved"] == 1
    assert action["programmed"] == ["2026-02", "2026-03"]
    assert action["leads"] == [{"id": world.lead.pk, "name": "Leo Brandt"}]
    standing = action["standing"]
    assert (standing["status"], standing["final"], standing["month"]) == (
        "reprogrammed",
        False,
        "February 2026",
    )


def test_an_action_of_a_closed_month_stands_as_it_was_closed(world, caller):
    build.closed(world.period, world.officer)
    standing = caller.get("/actions").json()["items"][0]["standing"]
    assert (standing["status"], standing["final"]) == ("amber", True)


def test_following_next_gives_everything_once(world, caller):
    build.many_actions(world, world.plan.sections.get(code="4.1"), 20)
    found, page = [], caller.get("/actions", size=7).json()
    while True:
        found += [each["id"] for each in page["items"]]
        if page["next"] is None:
            break
        address = page["next"].removeprefix("http://127.0.0.1:8000")
        page = caller.client.get(address).json()
    assert len(found) == len(set(found)) == 26 == page["total"]
    assert caller.get("/actions", size=7, page=99).json()["items"] == []


@pytest.mark.parametrize(
    ("path", "asked", "field"),
    [
        ("/actions", {"staus": "red"}, "staus"),
        ("/actions", {"status": "reddish"}, "status"),
        ("/actions", {"size": "201"}, "size"),
        ("/actions", {"page": "0"}, "page"),
        ("/actions/abc", {}, "action"),
        ("/history", {"first_day": "yesterday"}, "first_day"),
    ],
)
def test_what_is_asked_wrongly_is_said_with_its_field(caller, path, asked, field):
    answer = caller.get(path, **asked)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json()["errors"]] == [field]


def test_everything_wrong_is_said_at_once(caller):
    answer = caller.get("/actions", size="201", page="x", status="no")
    assert {each["field"] for each in answer.json()["errors"]} == {"size", "page", "status"}


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/plans", 6),
        ("/plans/{plan}/sections", 8),
        ("/actions?size=200", 24),
        ("/periods/{period}/updates?size=200", 24),
        ("/actions/{action}/update", 20),
        ("/periods", 6),
        ("/changes", 12),
        ("/history", 5),
        ("/meetings", 6),
        ("/requests", 6),
    ],
)
def test_the_number_of_queries_is_the_same_at_10_and_150_rows(world, caller, path, most):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    keys = {"plan": world.plan.pk, "period": world.period.pk, "action": world.action("3.1.1").pk}
    caller.get("/me")
    counts = []
    for more in (4, 140):
        build.many_actions(world, world.plan.sections.get(code="3.1" if more == 4 else "4.1"), more)
        forget_what_was_judged()
        with CaptureQueriesContext(connection) as asked:
            answer = caller.client.get(caller.address(path.format(**keys)))
        assert answer.status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= most


def test_periods_have_their_days_and_state(world, caller):
    [period] = caller.get("/periods", state="open").json()["items"]
    assert (period["first_month"], period["due_on"], period["state"]) == ("2026-02", "2026-03-06", "open")
    assert caller.get("/periods", state="closed").json()["total"] == 0
    build.closed(world.period, world.officer)
    closed = caller.get(f"/periods/{world.period.pk}").json()
    assert (closed["state"], closed["versions"]) == ("closed", 1)


def test_a_closed_month_is_given_as_it_was_stored(world, caller):
    stored = build.closed(world.period, world.officer)
    [version] = caller.get(f"/periods/{world.period.pk}/snapshots").json()["items"]
    assert (version["digest"], version["version"]) == (stored.digest, 1)
    assert version["address"].endswith(f"/harrow-vale/api/v1/periods/{world.period.pk}/snapshots/1")
    answer = caller.get(f"/periods/{world.period.pk}/snapshots/1")
    assert sha256(answer.content).hexdigest() == stored.digest
    assert answer.content == Snapshot.objects.get().json.encode()
    assert answer["ETag"] == f'"{stored.digest}"'
    again = caller.client.get(
        caller.address(f"/periods/{world.period.pk}/snapshots/1"), headers={"if-none-match": answer["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert caller.get(f"/periods/{world.period.pk}/snapshots/2").status_code == 404


def test_the_updates_of_a_closed_month_are_in_its_snapshots(world, caller):
    build.closed(world.period, world.officer)
    answer = caller.get(f"/periods/{world.period.pk}/updates")
    assert answer.status_code == 409
    assert "snapshots" in answer.json()["detail"]


def test_the_updates_of_the_open_month(world, caller):
    sent(world)
    path = f"/periods/{world.period.pk}/updates"
    assert refs(caller.get(path, state="sent")) == ["3.1.1"]
    assert refs(caller.get(path, state="missing", called_for="true")) == [
        "3.1.2",
        "3.1.10",
        "4.1.1",
        "4.1.2",
    ]
    [update] = caller.get(path, state="sent").json()["items"]
    assert update["sent"]["completed_on"] == "2026-02-20"
    assert update["standing"]["status"] == "complete"


def test_approximate_dates_have_their_words_and_what_they_span(world, caller):
    when = parse_date("autumn 2026")
    sent(world, progress=Progress.NOT_COMPLETE, completed_on=None, expected=when, reason="Bids were late.")
    update = caller.get(f"/actions/{world.action('3.1.1').pk}/update").json()
    assert update["sent"]["expected"] == {
        "text": "autumn 2026",
        "edtf": "2026-23",
        "earliest": "2026-09",
        "latest": "2026-11",
    }


def test_what_is_typed_and_not_sent_is_for_those_who_may_send_it(world):
    action = world.action("3.1.1")
    save_draft(
        action=action,
        period=world.period,
        typed={"comment": "Between us"},
        by=world.lead,
        at=build.NOW,
    )
    own = Caller(world.lead).get(f"/actions/{action.pk}/update").json()
    assert own["draft"] == {"comment": "Between us"}
    assert own["unsent"] is True
    member = Caller(world.member).get(f"/actions/{action.pk}/update")
    assert member.json()["draft"] is None
    assert member.json()["unsent"] is False
    assert member.json()["state"] is None
    assert "Between us" not in member.text
    assert (
        refs(Caller(world.member).get(f"/periods/{world.period.pk}/updates", state="missing"))[0] == "3.1.1"
    )


def test_without_an_open_period_there_is_no_update(world, caller):
    build.closed(world.period, world.officer)
    assert caller.get(f"/actions/{world.action('3.1.1').pk}/update").status_code == 404


def test_the_story_of_an_action_and_as_it_was_on_a_past_day(world, caller):
    sent(world)
    build.closed(world.period, world.officer)
    path = f"/actions/{world.action('3.1.1').pk}/story"
    told = caller.get(path).json()
    assert {each["kind"] for each in told["events"]} == {"update", "status"}
    [update] = [each for each in told["events"] if each["kind"] == "update"]
    assert update["title"] == "Update for February 2026"
    assert update["update"]["progress"] == "complete"
    assert told["promises"][0]["when"]["text"] == "February 2026"
    before = caller.get(path, on="2026-03-02").json()
    assert before["events"] == []
    assert caller.get(path, on="2026-03-04").json()["errors"][0]["message"] == "The day is still to come."


def test_the_record_is_for_those_who_may_read_it_and_goes_on_where_it_stopped(world, caller):
    assert Caller(world.lead).get("/history").status_code == 403
    for ref in ("3.1.1", "3.1.2", "4.1.1"):
        sent(world, ref)
    whole = caller.get("/history").json()
    assert [each["id"] for each in whole["items"]] == [each.pk for each in Entry.objects.order_by("-pk")]
    first = caller.get("/history", size=2).json()
    sent(world, "4.1.2")  # the record grows while it is read
    rest = caller.client.get(first["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert [each["id"] for each in first["items"] + rest["items"]][:4] == [
        each["id"] for each in whole["items"]
    ][:4]
    narrowed = caller.get("/history", what="sent an update", who="Leo").json()["items"]
    assert {each["event"] for each in narrowed} == {"sent an update"}


def test_services_and_meetings(world, caller):
    names = [each["name"] for each in caller.get("/services").json()["items"]]
    assert names == ["Environment", "Housing"]
    [meeting] = caller.get("/meetings", first_day="2026-02-01", last_day="2026-02-28").json()["items"]
    assert (meeting["body"]["name"], meeting["day"]) == ("Cabinet", "2026-02-11")
    assert caller.get("/meetings", first_day="2026-03-01").json()["total"] == 0


def test_what_members_asked(world, caller):
    from tests.web.page_keys import Things

    row = Things(world).asked()
    [told] = caller.get("/requests").json()["items"]
    assert told["words"] == row.words
    assert caller.get(f"/requests/{row.number}").json() == told
    assert caller.get("/requests", owner=10**9).json()["total"] == 0


def test_a_retired_name_is_nowhere(world, caller):
    world.lead.left_on, world.lead.name_retired = date(2026, 3, 1), True
    world.lead.save()
    assert ActionPerson.objects.filter(person=world.lead).exists()
    answer = caller.get("/actions")
    assert "Leo Brandt" not in answer.text
    assert "Housing Manager" in answer.text
