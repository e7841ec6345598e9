"""The less usual ways through asking and deciding."""

from fingerpost.changes.models import ChangeRequest
from fingerpost.changes.operations.deciding import approve
from fingerpost.changes.values import asked_of
from fingerpost.changes.wording import phrase
from fingerpost.rules.changes import RequestState
from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.decisions import ChangeKind
from fingerpost.rules.months import Month
from fingerpost.rules.roles import Role
from tests import build
from tests.web.changes.asking import cabinet, draft, submitted
from tests.web.changes.test_asking_pages import COMMON, NEW, address
from tests.web.changes.test_operations import new


def of(world, request):
    return f"/{world.council.slug}/changes/{request.pk}/"


def test_a_head_of_service_asks_for_and_sees_drafts_of_the_service(world, client_of):
    made = draft(world)
    other = draft(world, ref="4.1.1", by=world.other_lead)
    client = client_of(world.head)
    assert client.get(of(world, made)).status_code == 200
    assert client.get(of(world, other)).status_code == 404
    choice = client.get(address(world)).text
    assert "3.1.2" in choice
    assert "4.1.1" not in choice


def test_an_action_to_be_added_is_decided_by_the_head_of_its_leads_service(world, client_of):
    made = submitted(world, ChangeKind.ADD, ref=None, new_actions=[new(world, lead=world.lead)])
    assert "Record the decision" in client_of(world.head).get(of(world, made)).text
    without = submitted(world, ChangeKind.ADD, ref=None, new_actions=[new(world, "3.1.12")])
    assert "Record the decision" not in client_of(world.head).get(of(world, without)).text


def test_whoever_may_decide_in_two_ways_says_in_which(world, client_of):
    world.officer.roles = [str(Role.PERFORMANCE_OFFICER), str(Role.CMT)]
    world.officer.save()
    made = submitted(world)
    client = client_of(world.officer)
    answer = client.post(of(world, made) + "decide/", {"outcome": "approve"}).text
    assert "Choose under which authority" in answer
    answer = client.post(of(world, made) + "decide/", {"outcome": "approve", "way": "meeting"}).text
    assert "Choose the meeting" in answer
    assert "Give the minute reference" in answer
    day = {"outcome": "approve", "way": "cmt", "decided_on": "the other day"}
    assert "is not a day" in client.post(of(world, made) + "decide/", day).text
    client.post(of(world, made) + "decide/", {"outcome": "approve", "way": "cmt", "decided_on": "2/3/2026"})
    made.refresh_from_db()
    assert made.decision["authority"] == "CMT"
    assert made.decision["by"] == "Edith Lamb, Performance Officer"


def test_a_date_that_is_brought_forward_says_so(world, client_of):
    made = submitted(world, ref="3.2.1", to_date=parse_date("April 2026"))
    assert "2 months brought forward" in client_of(world.member).get(of(world, made)).text


def test_every_kind_of_request_is_said_in_one_phrase(world):
    until = submitted(world, ChangeKind.SUSPEND, resume_month=Month(2026, 5), to_date=parse_date("July 2026"))
    assert phrase(asked_of(until)) == "Suspend until May 2026"
    approve(request=until, ruling=cabinet(world), by=world.officer, at=build.NOW)
    resumed = submitted(world, ChangeKind.RESUME, to_date=parse_date("August 2026"))
    assert phrase(asked_of(resumed)) == "Resume, now due August 2026"
    assert str(resumed) == "resume 3.1.2"
    amended = submitted(world, ChangeKind.AMEND, ref="3.1.1", title="Let it", leads=[world.head])
    assert [str(each) for each in amended.new_leads.all()] == ["Hazel Marsh"]
    added = submitted(world, ChangeKind.ADD, ref=None, new_actions=[new(world)])
    assert [str(each) for each in added.new_actions.all()] == ["3.1.11 Publish the lettings policy"]


def test_an_action_is_added_to_the_plan_that_is_chosen(world, client_of):
    client = client_of(world.officer)
    section = world.plan.sections.get(code="3.1")
    where = address(world, kind="add", plan=world.plan.pk)
    client.post(where, COMMON | NEW | {"section": section.pk, "lead_1": world.lead.pk})
    assert ChangeRequest.objects.get().new_actions.get().lead == world.lead
    elsewhere = build.world("elsewhere")
    assert client.get(address(world, kind="add", plan=elsewhere.plan.pk)).status_code == 404
    asked = client.get(address(world, kind="add", action=world.action("3.1.2").pk))
    assert asked.status_code == 200
    assert "Adopt the lettings policy" not in asked.text, "a new action is not of another"


def test_a_draft_that_can_no_longer_be_asked_says_why(world, client_of):
    client = client_of(world.lead)
    first = draft(world, ChangeKind.SUSPEND, review_month=Month(2026, 5))
    late = draft(world, ChangeKind.EXTEND, to_date=parse_date("May 2026"))
    moved = submitted(world, ChangeKind.EXTEND, to_date=parse_date("May 2026"), by=world.head)
    approve(request=moved, ruling=cabinet(world), by=world.officer, at=build.NOW)
    answer = client.post(of(world, late) + "submit/", follow=True).text
    assert "The date of action 3.1.2 is May 2026 already." in answer
    typed = COMMON | {"to_date": "May 2026", "version": late.version}
    assert "May 2026 already" in client.post(of(world, late) + "edit/", typed).text
    late.refresh_from_db()
    assert (first.state, late.state) == (RequestState.DRAFT, RequestState.DRAFT)
    assert "May 2026" in client.get(of(world, first) + "edit/").text


def test_a_form_that_is_sent_twice_asks_once(world, client_of):
    client = client_of(world.lead)
    where = address(world, kind="extend", action=world.action("3.1.2").pk)
    for _time in range(2):
        answer = client.post(where, COMMON | {"to_date": "May 2026"}, follow=True)
    assert "You have asked exactly this already." in answer.text
    assert ChangeRequest.objects.count() == 1
    client.post(where, COMMON | {"to_date": "June 2026"})
    assert ChangeRequest.objects.count() == 2
