"""A request's page, deciding on it, several together, and the list."""

import re
from datetime import date

import pytest

from fingerpost.changes.models import ChangeRequest
from fingerpost.changes.operations.deciding import approve
from fingerpost.meetings.models import Meeting
from fingerpost.plans.values import ledger_of
from fingerpost.rules.changes import RequestState
from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.decisions import ChangeKind
from tests import build
from tests.web.changes.asking import cabinet, draft, submitted
from tests.web.changes.test_asking_pages import grow


def base(world):
    return f"/{world.council.slug}/changes/"


def of(world, request):
    return f"{base(world)}{request.pk}/"


def minute(world, **more):
    meeting = Meeting.objects.get(body__council=world.council)
    return {"outcome": "approve", "way": "meeting", "meeting": meeting.pk, "minute": "104/26", **more}


def hidden(page, name):
    return re.search(f'name="{name}" value="([^"]*)"', page.text)[1]


def test_the_page_shows_before_and_after_why_and_what_hangs_on_it(world, client_of):
    action = world.action("3.1.2")
    world.action("3.1.1").predecessors.add(action)
    action.predecessors.add(world.action("3.2.1"))
    page = client_of(world.member).get(of(world, submitted(world))).text
    for words in (
        "Reprogramme to May 2026",
        "March 2026",
        "The tenants&#39; panel meets only in May.",
        "3.1.1 Let the homes contract, due February 2026",
        "before the date that is asked for",
        "3.2.1 Survey every roof",
        "KO4 Costs of temporary homes rise",
        "Times moved",
    ):
        assert words in page
    assert "Record the decision" not in page


@pytest.mark.parametrize(
    ("who", "way"), [("officer", "meeting"), ("democratic", "meeting"), ("cmt", "cmt"), ("head", "officer")]
)
def test_whoever_may_decide_does(world, client_of, who, way):
    made = submitted(world)
    client = client_of(getattr(world, who))
    assert "Record the decision" in client.get(of(world, made)).text
    typed = minute(world) if way == "meeting" else {"outcome": "approve"}
    answer = client.post(of(world, made) + "decide/", typed | {"version": made.version}, follow=True)
    assert "The request is approved." in answer.text
    assert ledger_of(world.action("3.1.2")).current.text == "May 2026"


def test_a_head_decides_on_the_own_service_only(world, client_of):
    made = submitted(world, ref="4.1.1", by=world.other_lead)
    client = client_of(world.head)
    assert "Record the decision" not in client.get(of(world, made)).text
    assert client.post(of(world, made) + "decide/", {"outcome": "approve"}).status_code == 403


def test_strangers_and_colleagues_without_the_right_do_not_decide(world, client_of):
    made = submitted(world)
    where = of(world, made) + "decide/"
    assert client_of(world.stranger).post(where).status_code == 404
    assert client_of(world.stranger).get(of(world, made)).status_code == 404
    assert client_of(world.lead).post(where).status_code == 403
    assert client_of(world.member).post(where).status_code == 403
    assert client_of(world.officer).get(where).status_code == 405
    elsewhere = build.world("elsewhere")
    assert client_of(elsewhere.officer).get(f"/elsewhere/changes/{made.pk}/").status_code == 404


def test_whoever_asked_as_cmt_is_not_offered_to_decide(world, client_of):
    made = submitted(world, by=world.cmt)
    assert client_of(world.cmt).post(of(world, made) + "decide/", {"outcome": "approve"}).status_code == 403


def test_all_problems_of_a_decision_are_shown_at_once(world, client_of):
    made = submitted(world)
    answer = client_of(world.officer).post(of(world, made) + "decide/", {"words": "Kept words"})
    for problem in (
        "Choose what was decided",
        "Choose the meeting",
        "Give the minute reference",
        "Kept words",
    ):
        assert problem in answer.text
    later = {"outcome": "approve", "decided_on": "4 April 2026"}
    assert "cannot lie in the future" in client_of(world.cmt).post(of(world, made) + "decide/", later).text
    early = {"outcome": "approve", "decided_on": "1 January 2026"}
    assert "comes before the request" in client_of(world.cmt).post(of(world, made) + "decide/", early).text
    made.refresh_from_db()
    assert made.state == RequestState.SUBMITTED


def test_a_stale_request_needs_the_tick_and_the_action_as_shown(world, client_of):
    first, second = submitted(world), submitted(world, to_date=parse_date("June 2026"))
    approve(request=first, ruling=cabinet(world), by=world.officer, at=build.NOW)
    client = client_of(world.officer)
    page = client.get(of(world, second))
    assert "As it is now" in page.text
    assert "has changed since this was asked" in page.text
    mark = hidden(page, "mark")
    where = of(world, second) + "decide/"
    assert "tick that you have seen it" in client.post(where, minute(world, mark=mark)).text
    assert "look at it as it is now" in client.post(where, minute(world, mark="other", seen="on")).text
    assert "is approved" in client.post(where, minute(world, mark=mark, seen="on"), follow=True).text


def test_a_stale_request_that_has_become_impossible_says_so(world, client_of):
    other = submitted(world)
    approve(
        request=submitted(world, ChangeKind.WITHDRAW),
        ruling=cabinet(world),
        by=world.officer,
        at=build.NOW,
    )
    page = client_of(world.officer).get(of(world, other)).text
    assert "can no longer be approved" in page
    assert "Stale" in client_of(world.officer).get(base(world)).text


def test_the_second_of_two_deciders_gets_a_clear_page(world, client_of):
    made = submitted(world)
    typed = minute(world, version=made.version)
    client_of(world.officer).post(of(world, made) + "decide/", typed)
    answer = client_of(world.democratic).post(of(world, made) + "decide/", typed)
    assert answer.status_code == 409
    assert "Somebody else has changed or decided this request" in answer.text
    assert "104/26" in answer.text
    answer = client_of(world.cmt).post(of(world, made) + "decide/", {"outcome": "reject"})
    assert answer.status_code == 409


def test_several_are_decided_under_one_minute(world, client_of):
    one, two = submitted(world), submitted(world, ref="4.1.1", by=world.other_lead)
    client = client_of(world.democratic)
    where = f"{base(world)}together/"
    page = client.get(f"{where}?pk={one.pk}&pk={two.pk}").text
    assert "3.1.2: Reprogramme to May 2026" in page
    assert "4.1.1: Reprogramme to May 2026" in page
    answer = client.post(where, minute(world, pk=[one.pk, two.pk]), follow=True)
    assert "2 requests are decided" in answer.text
    assert {each.decision["minute"] for each in ChangeRequest.objects.all()} == {"104/26"}


def test_several_together_refuse_with_every_problem_and_decide_none(world, client_of):
    one, two = submitted(world), submitted(world, to_date=parse_date("June 2026"))
    answer = client_of(world.officer).post(f"{base(world)}together/", minute(world, pk=[one.pk, two.pk]))
    assert "Nothing was done" in answer.text
    assert "has changed since this was asked" in answer.text
    assert not ChangeRequest.objects.filter(state=RequestState.APPROVED).exists()


def test_several_together_notice_what_was_decided_meanwhile(world, client_of):
    one, two = submitted(world), submitted(world, ref="3.1.1")
    approve(request=one, ruling=cabinet(world), by=world.officer, at=build.NOW)
    answer = client_of(world.officer).post(f"{base(world)}together/", minute(world, pk=[one.pk, two.pk]))
    assert "decided meanwhile" in answer.text
    two.refresh_from_db()
    assert two.state == RequestState.SUBMITTED


def test_a_stale_one_among_several_is_approved_when_it_was_seen(world, client_of):
    first, second = submitted(world), submitted(world, to_date=parse_date("June 2026"))
    approve(request=first, ruling=cabinet(world), by=world.officer, at=build.NOW)
    client = client_of(world.officer)
    page = client.get(f"{base(world)}together/?pk={second.pk}")
    mark = hidden(page, f"mark_{second.pk}")
    typed = minute(world, pk=[second.pk], seen="on") | {f"mark_{second.pk}": mark}
    assert "1 request is decided" in client.post(f"{base(world)}together/", typed, follow=True).text


def test_who_may_not_decide_does_not_decide_together(world, client_of):
    made = submitted(world)
    where = f"{base(world)}together/?pk={made.pk}"
    assert client_of(world.stranger).get(where).status_code == 404
    assert client_of(world.lead).get(where).status_code == 403
    assert (
        "Choose requests from the list first" in client_of(world.officer).get(f"{base(world)}together/").text
    )
    assert client_of(world.officer).delete(where).status_code == 405


def test_the_list_shows_what_waits_and_filters(world, client_of):
    waiting = submitted(world)
    done = submitted(world, ChangeKind.WITHDRAW, ref="3.1.10")
    approve(request=done, ruling=cabinet(world), by=world.officer, at=build.NOW)
    draft(world, ChangeKind.WITHDRAW, ref="4.1.1", by=world.officer)
    client = client_of(world.member)
    page = client.get(base(world)).text
    assert "Reprogramme to May 2026" in page
    assert "3.1.10" not in page
    assert "3.1.10" in client.get(base(world) + "?authority=Cabinet").text
    assert "3.1.10" in client.get(base(world) + "?state=approved&kind=withdraw").text
    everything = client.get(base(world) + "?state=").text
    assert "3.1.10" in everything
    assert "4.1.1" not in everything
    assert "4.1.1" in client_of(world.officer).get(base(world) + "?state=draft").text
    assert "No request fits" in client.get(f"{base(world)}?kind=merge").text
    services = client.get(f"{base(world)}?service={world.action('4.1.1').service_id}").text
    assert "3.1.2" not in services
    assert waiting.state == RequestState.SUBMITTED
    assert client_of(world.stranger).get(base(world)).status_code == 404
    assert client.post(base(world)).status_code == 405


def test_an_empty_list_says_so(world, client_of):
    assert "No request waits for a decision." in client_of(world.member).get(base(world)).text


@pytest.mark.parametrize("number", [10, 150])
def test_the_pages_take_as_many_queries_for_any_number(
    world, client_of, number, django_assert_max_num_queries
):
    grow(world, number)
    made = [submitted(world, ref=f"3.2.{each + 10}") for each in range(number)]
    client = client_of(world.officer)
    with django_assert_max_num_queries(18):
        client.get(base(world))
    with django_assert_max_num_queries(26):
        client.get(of(world, made[0]))
    keys = "&".join(f"pk={each.pk}" for each in made[:100])
    with django_assert_max_num_queries(18):
        client.get(f"{base(world)}together/?{keys}")


def test_the_list_is_put_in_the_order_that_is_chosen(world, client_of):
    submitted(world, ref="3.1.10", asked_on=date(2026, 2, 1))
    submitted(world)
    client = client_of(world.member)
    for order, first in (
        ("asked", "3.1.10"),
        ("-asked", "3.1.2"),
        ("action", "3.1.2"),
        ("nonsense", "3.1.2"),
    ):
        page = client.get(f"{base(world)}?sort={order}").text
        assert re.findall(r'<th scope="row">([\d.]+)<', page)[0] == first, order


def test_what_may_still_be_called_in_is_not_recorded_as_in_force(world, client_of):
    """Cabinet met on 11 February; its decisions were published on 26 February, so five working days end on 5 March."""
    made, officer = submitted(world), client_of(world.officer)
    meeting = Meeting.objects.get(body__council=world.council)
    Meeting.objects.filter(pk=meeting.pk).update(decisions_published_on=date(2026, 2, 26))
    page = officer.post(f"{of(world, made)}decide/", minute(world))
    assert "may be called in until 5 March 2026" in page.text
    assert "104/26" in page.text
    together = officer.post(f"{base(world)}together/", {"pk": [made.pk], **minute(world)})
    assert "may be called in until 5 March 2026" in together.text
    made.refresh_from_db()
    assert made.state == RequestState.SUBMITTED
    Meeting.objects.filter(pk=meeting.pk).update(decisions_published_on=date(2026, 2, 20))
    assert "is approved" in officer.post(f"{of(world, made)}decide/", minute(world), follow=True).text


def test_a_meeting_of_a_year_without_known_holidays_says_so(world, client_of):
    meeting = Meeting.objects.get(body__council=world.council)
    Meeting.objects.filter(pk=meeting.pk).update(day=date(1990, 2, 14))
    page = client_of(world.officer).post(f"{of(world, submitted(world))}decide/", minute(world))
    assert "it cannot be said until when" in page.text
