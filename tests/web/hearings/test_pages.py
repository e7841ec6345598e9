"""The pages of hearings: the agenda, the minute on one page, call-in, and the forward plan."""

from datetime import date, timedelta

import pytest

from fingerpost.hearings.models import CallIn, Hearing, PlannedDecision
from fingerpost.plans.values import ledger_of
from tests import build
from tests.web.changes.asking import submitted
from tests.web.hearings import hearing

LATER = build.NOW + timedelta(days=10)


def base(world):
    return f"/{world.council.slug}/hearings/"


def test_a_report_is_put_before_a_meeting_with_its_recommendation_and_requests(world, client_of):
    report, request, client = hearing.report(world), submitted(world), client_of(world.officer)
    board = hearing.board(world)
    at = f"{base(world)}report/{report.pk}/"
    page = client.get(at + "add/").text
    assert "3.1.2: Reprogramme to May 2026 (Leo Brandt)" in page
    typed = {"meeting": board.pk, "recommendation": "note it", "requests": [request.pk]}
    assert "on the agenda" in client.post(at + "add/", typed, follow=True).text
    assert "stands on the agenda" in client.post(at + "add/", typed).text
    assert "Choose the meeting" in client.post(at + "add/", {"recommendation": "kept words"}).text
    item = Hearing.objects.get()
    assert "Overview and Scrutiny Committee, 12 March 2026" in client.get(at).text
    assert "note it" in client.get(f"{base(world)}{item.pk}/").text
    edit = f"{base(world)}{item.pk}/edit/"
    client.post(edit, {"version": 1, "recommendation": "consider it"})
    item.refresh_from_db()
    assert (item.recommendation, item.requests.count()) == ("consider it", 0)
    assert "Somebody else has saved" in client.post(edit, {"version": 1, "recommendation": "x"}).text
    assert "off the agenda" in client.post(f"{base(world)}{item.pk}/off/", {"why": "y"}, follow=True).text


def test_the_deadline_of_finance_and_legal_was_met_on_the_day_they_cleared_the_report(world, client_of):
    item = hearing.put(world)
    item.report.parts.create(
        key="financial",
        place=1,
        heading="Financial implications",
        clearance="finance",
        signed_by=world.officer,
        signed_at=build.NOW - timedelta(days=20),
        signed_digest="0" * 64,
    )
    page = client_of(world.officer).get(f"/{world.council.slug}/meetings/{item.meeting_id}/").text
    assert "11 February 2026" in page
    row = page[page.index("Sign-off by finance and legal") :].split("</tr>")[0]
    assert "11 February 2026" in row
    assert "3 March 2026" not in row


def typed_for(item, **given):
    start = f"item{item.pk}-"
    typed = {"version": item.version, "outcome": "approved", "resolution": "it is so", "minute": "45/26"}
    return {start + name: value for name, value in (typed | given).items()}


def test_a_minute_is_recorded_on_one_page_and_waits_for_call_in(world, client_of, settings):
    item = hearing.put(world)
    request = item.requests.get()
    client, at = client_of(world.democratic), f"{base(world)}minute/{item.meeting_id}/"
    assert "the corrective action is approved" in client.get(at).text
    typed = typed_for(item, outcome="amended", **{f"request_{request.pk}": "approve"})
    done = client.post(at, typed, follow=True).text
    assert "The minute of 1 report is recorded." in done
    assert "Approved with amendments, minute 45/26" in done
    page = client.get(f"{base(world)}{item.pk}/").text
    for words in ("Not in force", "Approved, not in force", "differs from what was recommended", "it is so"):
        assert words in page
    asked = client_of(world.lead).get(f"/{world.council.slug}/changes/{request.pk}/").text
    assert "Cabinet approved this on 11 February 2026 (minute 45/26)." in asked
    assert "Until then the action stands as it is." in asked
    decide = client_of(world.officer).get(f"/{world.council.slug}/changes/{request.pk}/").text
    assert "Record the decision" not in decide
    meeting = f"/{world.council.slug}/meetings/{item.meeting_id}/"
    client.post(meeting + "decisions/", {"decisions-on": "25/2/2026"})
    assert "Last day to call it in: 4 March 2026 (tomorrow)" in client.get(f"{base(world)}{item.pk}/").text
    assert "open to call-in" in client.post(f"{base(world)}{item.pk}/in-force/").text
    settings.FIXED_NOW = LATER
    client = client_of(world.democratic)
    assert "The decision is in force." in client.post(f"{base(world)}{item.pk}/in-force/", follow=True).text
    assert [each.decision.minute for each in ledger_of(world.action("3.1.2")).revisions] == ["45/26"]


def test_problems_of_a_minute_are_said_together_with_nothing_lost(world, client_of):
    item = hearing.put(world)
    request = item.requests.get()
    client, at = client_of(world.democratic), f"{base(world)}minute/{item.meeting_id}/"
    page = client.post(at, typed_for(item, minute="", resolution="", follows="kept words")).text
    for words in ("Give the minute reference", "Give the words of the resolution", "kept words"):
        assert words in page
    assert (
        "Choose what the meeting did with at least one"
        in client.post(at, typed_for(item, outcome="", minute="")).text
    )
    assert "Choose what the meeting did" in client.post(at, typed_for(item, outcome="")).text
    assert "to which the report is referred" in client.post(at, typed_for(item, outcome="referred")).text
    board = hearing.board(world)
    assert "Only a report that is" in client.post(at, typed_for(item, next_meeting=board.pk)).text
    noted = typed_for(item, outcome="noted", **{f"request_{request.pk}": "approve"})
    assert "decides on no change request" in client.post(at, noted).text
    build.redated(world, "3.1.2", "April 2026", decided_on=date(2026, 2, 10))
    stale = typed_for(item, **{f"request_{request.pk}": "approve"})
    assert "tick that you have seen it" in client.post(at, stale).text
    assert "yet to be held" in client.get(f"{base(world)}minute/{board.pk}/").text
    assert not Hearing.objects.get().outcome


def test_an_action_that_changed_meanwhile_is_looked_at_before_the_decision_comes_into_force(
    world, client_of, settings
):
    item = hearing.minuted(world)
    build.redated(world, "3.1.2", "April 2026", decided_on=date(2026, 2, 10))
    settings.FIXED_NOW = LATER
    client, at = client_of(world.democratic), f"{base(world)}{item.pk}/in-force/"
    page = client.post(at).text
    assert "These actions have changed since the meeting" in page
    request = item.requests.get()
    mark = page.split(f'name="mark_{request.pk}" value="')[1].split('"')[0]
    done = client.post(at, {"seen": "on", f"mark_{request.pk}": mark}, follow=True).text
    assert "The decision is in force." in done


def test_a_call_in_is_recorded_and_resolved(world, client_of, settings):
    item, board = hearing.minuted(world), hearing.board(world)
    client, at = client_of(world.democratic), f"{base(world)}{item.pk}/call-in/"
    wrong = client.post(at, {"on": "soon"}).text
    for words in ("Enter a real date", "Say who called", "Say why it is called in", "Choose the meeting"):
        assert words in wrong
    typed = {"on": "3/3/2026", "by_whom": "Councillors Reeve and Amble", "why": "Ask.", "meeting": board.pk}
    done = client.post(at, typed, follow=True).text
    assert "Not in force: called in" in done
    assert "Councillors Reeve and Amble" in done
    assert "was called in before" not in done
    assert "cannot be called in" in client.post(at, typed).text
    meeting = client.get(f"/{world.council.slug}/meetings/{board.pk}/").text
    assert "Call-in: Improvement Plan: February 2026" in meeting
    resolve = at + "resolve/"
    assert "yet to be held" in client.post(resolve, {"outcome": "the decision stands", "minute": "9"}).text
    settings.FIXED_NOW = LATER
    client = client_of(world.democratic)
    assert (
        "Choose the meeting to which"
        in client.post(resolve, {"outcome": "referred back", "minute": "9"}).text
    )
    assert "Give the minute reference" in client.post(resolve, {"outcome": "the decision stands"}).text
    typed = {"outcome": "the decision stands", "minute": "OSC 9", "words": "Content."}
    assert "In force" in client.post(resolve, typed, follow=True).text
    assert CallIn.objects.get().minute == "OSC 9"


def test_the_start_page_of_democratic_services_counts_what_waits_for_them(world, client_of, settings):
    hearing.put(world, hearing.board(world, date(2026, 2, 20)), requests=[])
    hearing.minuted(world)
    client = client_of(world.democratic)
    assert "report heard without a recorded minute" in client.get(f"/{world.council.slug}/").text
    assert "decision that can come into force" not in client.get(f"/{world.council.slug}/").text
    settings.FIXED_NOW = build.NOW + timedelta(days=2)
    page = client_of(world.democratic).get(f"/{world.council.slug}/").text
    assert "decision that can come into force" in page


def entry_typed(world, **given):
    cabinet = hearing.meeting(world).body
    typed = {
        "title": "Homes contract",
        "body": cabinet.pk,
        "expected_on": "22/4/2026",
        "contact": world.head.pk,
    }
    return typed | given


def test_the_forward_plan_is_kept_and_handed_out_as_a_file(world, client_of):
    client, at = client_of(world.democratic), base(world) + "forward-plan/"
    typed = entry_typed(world, key="on", key_why="It spends £2m.")
    page = client.post(at + "add/", typed, follow=True).text
    assert "Key decision" in page
    assert "the last day is 24 March 2026 (in 21 days)" in page
    row = PlannedDecision.objects.get()
    own = f"{at}{row.pk}/"
    edited = typed | {"title": "=Homes", "version": 1, "expected_on": "25/3/2026"}
    client.post(own + "edit/", edited)
    assert "needs 28 clear days" in client.post(own + "publish/", {"notice-on": "3/3/2026"}).text
    given = {
        "notice-on": "3/3/2026",
        "notice-exception": "general exception",
        "notice-why": "The grant lapses.",
    }
    assert "regulation 10" in client.post(own + "publish/", given, follow=True).text
    listed = client_of(world.member).get(at).text
    assert "published 3 March 2026" in listed
    lines = client_of(world.member).get(at + "csv/?state=to+come").text
    assert "'=Homes" in lines
    assert "2026-03-25,yes,It spends £2m." in lines
    assert "Say why the decision" in client.post(own + "withdraw/", {}).text
    assert "Withdrawn" in client.post(own + "withdraw/", {"withdraw-why": "Extended."}, follow=True).text
    assert "=Homes" not in client.get(at).text
    assert "=Homes" in client.get(at + "?state=withdrawn").text


def test_everything_wrong_with_an_entry_is_said_at_once(world, client_of):
    page = (
        client_of(world.officer)
        .post(base(world) + "forward-plan/add/", {"key": "on", "about": "kept words"})
        .text
    )
    for words in (
        "what is to be decided",
        "Choose the body",
        "Choose the contact",
        "why it is a key",
        "kept words",
    ):
        assert words in page
    assert "Choose the meeting, or give the day" in page


WRITES = {
    "report/{report}/add/": "officer",
    "{item}/edit/": "officer",
    "minute/{meeting}/": "democratic",
    "{item}/call-in/": "democratic",
    "forward-plan/add/": "democratic",
    "forward-plan/{entry}/edit/": "democratic",
}


@pytest.mark.parametrize(
    "where",
    [
        "",
        "report/{report}/",
        "{item}/",
        "forward-plan/",
        "forward-plan/csv/",
        "forward-plan/{entry}/",
        *WRITES,
    ],
)
def test_strangers_find_nothing_and_others_do_not_write(world, client_of, where):
    item = hearing.put(world)
    at = base(world) + where.format(
        report=item.report_id, item=item.pk, meeting=item.meeting_id, entry=hearing.planned(world).pk
    )
    assert client_of(world.stranger).get(at).status_code == 404
    assert client_of(world.lead).get(at).status_code == (403 if where in WRITES else 200)
    assert client_of(getattr(world, WRITES.get(where, "lead"))).get(at).status_code == 200
    assert client_of(world.democratic).delete(at).status_code == 405


@pytest.mark.parametrize("number", [10, 100])
def test_pages_take_as_many_queries_for_any_number(world, client_of, number, django_assert_max_num_queries):
    report = hearing.report(world)
    first = date(2025, 1, 1)
    items = [
        Hearing.objects.create(
            report=report, meeting=hearing.board(world, first + timedelta(days=each)), place=1
        )
        for each in range(number)
    ]
    client = client_of(world.member)
    for where, most in (("", 9), (f"report/{report.pk}/", 7), (f"{items[0].pk}/", 9), ("forward-plan/", 8)):
        with django_assert_max_num_queries(most):
            client.get(base(world) + where)
