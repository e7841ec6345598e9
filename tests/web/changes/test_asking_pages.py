"""Asking for a change: choosing, the form of each kind, drafts, taking back."""

from datetime import date

import lxml.html
import pytest

from fingerpost.changes.models import ChangeRequest
from fingerpost.rules.changes import RequestState
from fingerpost.rules.decisions import ChangeKind
from fingerpost.rules.months import Month
from tests import build
from tests.web.changes.asking import draft, submitted


def address(world, **query):
    return f"/{world.council.slug}/changes/ask/" + (
        "?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else ""
    )


COMMON = {"why": "The panel meets in May.", "reason": "partner", "submit": "1"}
NEW = {"ref_1": "3.1.11", "title_1": "One more", "months_1": "March to May 2026", "lead_1": ""}


def typed_for(world, kind):
    return {
        ChangeKind.ADD: {"section": world.plan.sections.get(code="3.1").pk, **NEW, "resources_1": "£500"},
        ChangeKind.REPROGRAMME: {"months": "April and May"},
        ChangeKind.EXTEND: {"to_date": "autumn 2026"},
        ChangeKind.SUSPEND: {"review_month": "May 2026"},
        ChangeKind.RESCOPE: {"title": "Adopt a policy for flats"},
        ChangeKind.AMEND: {"title": "Adopt the lettings policy", "lead_1": world.head.pk},
        ChangeKind.SPLIT: {**NEW, "ref_2": "3.1.12", "title_2": "And another", "months_2": "June 2026"},
        ChangeKind.MERGE: {"into": world.action("3.1.1").pk},
    }.get(kind, {})


def action_for(world, kind):
    return {} if kind is ChangeKind.ADD else {"action": world.action("3.1.2").pk}


@pytest.mark.parametrize("kind", [each for each in ChangeKind if each is not ChangeKind.RESUME])
def test_the_form_of_every_kind_opens_and_asks(world, client_of, kind):
    client = client_of(world.lead)
    where = address(world, kind=kind, **action_for(world, kind))
    assert client.get(where).status_code == 200
    answer = client.post(where, COMMON | typed_for(world, kind), follow=True)
    assert answer.status_code == 200
    assert "waits for a decision" in answer.text
    made = ChangeRequest.objects.get()
    assert (made.kind, made.state, made.asked_by) == (kind, RequestState.SUBMITTED, world.lead)
    assert client_of(world.member).get(f"/{world.council.slug}/changes/{made.pk}/").status_code == 200


def test_the_choice_offers_what_makes_sense_for_the_action(world, client_of):
    client = client_of(world.lead)
    page = client.get(address(world, action=world.action("3.1.2").pk)).text
    assert 'value="suspend"' in page
    assert 'value="resume"' not in page
    assert 'value="add"' not in page
    page = client.get(address(world)).text
    assert 'value="add"' in page
    assert "3.1.2 Adopt the lettings policy" in page
    assert "4.1.1" not in page


def test_the_choice_needs_an_action(world, client_of):
    answer = client_of(world.lead).get(address(world, kind="extend"))
    assert "Choose the action" in answer.text
    assert (
        client_of(world.lead)
        .get(address(world, kind="nonsense", action=world.action("3.1.2").pk))
        .status_code
        == 404
    )


def test_the_months_and_the_date_are_read_from_words(world, client_of):
    where = address(world, kind="reprogramme", action=world.action("3.1.2").pk)
    client_of(world.lead).post(where, COMMON | {"months": "April, May"})
    asked = ChangeRequest.objects.get().asked
    assert asked["months"] == ["2026-04", "2026-05"]
    assert asked["to_date"] == {"text": "May 2026", "edtf": "2026-05"}


@pytest.mark.parametrize(
    ("kind", "typed", "problems"),
    [
        ("extend", {"to_date": "when we can"}, ["Say why", "Choose the main reason", "as a date"]),
        ("reprogramme", {"months": "some months"}, ["as months"]),
        ("suspend", {"why": "x", "reason": "partner"}, ["Give the month of resuming"]),
        (
            "suspend",
            {"why": "x", "reason": "partner", "resume_month": "May 2026", "review_month": "June 2026"},
            ["Give one month only"],
        ),
        ("suspend", {"resume_month": "autumn 2026"}, ["is not a month"]),
        ("split", {**NEW, "ref_3": "3.1.14"}, ["Give the ref of new action 2", "New action 3 needs"]),
        ("merge", {}, ["Choose the action"]),
        ("extend", {"why": "x", "reason": "partner", "to_date": "March 2026"}, ["March 2026 already"]),
    ],
)
def test_all_problems_are_shown_at_once_and_nothing_typed_is_lost(world, client_of, kind, typed, problems):
    where = address(world, kind=kind, action=world.action("3.1.2").pk)
    answer = client_of(world.lead).post(where, typed)
    assert answer.status_code == 200
    for problem in problems:
        assert problem in answer.text
    for words in typed.values():
        assert words in answer.text
    assert "There is a problem" in answer.text
    assert not ChangeRequest.objects.exists()


def test_an_amendment_without_a_change_is_refused(world, client_of):
    where = address(world, kind="amend", action=world.action("3.1.2").pk)
    same = {"title": "Adopt the lettings policy", "lead_1": world.lead.pk}
    assert "Change the title or the lead officer" in client_of(world.lead).post(where, COMMON | same).text


def test_whoever_may_not_ask_is_told(world, client_of):
    assert client_of(world.stranger).get(address(world)).status_code == 404
    assert client_of(world.member).get(address(world)).status_code == 403
    other = address(world, kind="extend", action=world.action("4.1.1").pk)
    assert client_of(world.lead).get(other).status_code == 403
    assert client_of(world.head).get(other).status_code == 403
    assert client_of(world.officer).get(other).status_code == 200
    assert client_of(world.officer).get(address(world, action="nonsense")).status_code == 404
    assert client_of(world.officer).delete(address(world)).status_code == 405


def test_the_form_says_what_is_asked_about_the_action_already(world, client_of):
    made = submitted(world)
    page = client_of(world.lead).get(address(world, kind="withdraw", action=made.action_id)).text
    assert "already asked" in page
    assert "Reprogramme to May 2026" in page


def test_an_action_of_another_council_is_not_found(world, client_of):
    elsewhere = build.world("elsewhere")
    where = address(world, kind="extend", action=elsewhere.action("3.1.1").pk)
    assert client_of(world.officer).get(where).status_code == 404


def test_without_a_live_plan_there_is_nothing_to_ask(db, client_of):
    world = build.world(state="draft")
    assert "No plan is live" in client_of(world.officer).get(address(world, kind="add")).text


def test_an_officer_enters_a_request_of_an_earlier_day(world, client_of):
    where = address(world, kind="extend", action=world.action("3.1.2").pk)
    client = client_of(world.officer)
    client.post(where, COMMON | {"to_date": "May 2026", "asked_on": "2 February 2026"})
    assert ChangeRequest.objects.get().asked_on == date(2026, 2, 2)
    assert "asked in the future" not in client.post(where, COMMON | {"asked_on": "2 May 2026"}).text
    assert "When was this asked?" not in client_of(world.lead).get(where).text


def test_a_draft_is_edited_submitted_and_taken_back(world, client_of):
    client = client_of(world.lead)
    where = address(world, kind="extend", action=world.action("3.1.2").pk)
    typed = COMMON | {"to_date": "May 2026"}
    del typed["submit"]
    answer = client.post(where, typed | {"draft": "1"}, follow=True)
    assert "The draft is saved" in answer.text
    made = ChangeRequest.objects.get()
    base = f"/{world.council.slug}/changes/{made.pk}/"
    page = client.get(base + "edit/")
    assert "May 2026" in page.text
    assert client_of(world.other_lead).get(base).status_code == 404
    assert client_of(world.officer).get(base).status_code == 200
    client.post(base + "edit/", typed | {"to_date": "June 2026", "version": made.version})
    made.refresh_from_db()
    assert (made.state, made.asked["to_date"]["text"]) == (RequestState.DRAFT, "June 2026")
    assert client.post(base + "edit/", typed | {"version": 1}).status_code == 409
    assert "waits for a decision" in client.post(base + "submit/", follow=True).text
    assert "cannot become" in client.post(base + "submit/", follow=True).text
    assert client.get(base + "edit/").status_code == 302
    assert client_of(world.head).post(base + "cancel/").status_code == 302
    assert "cannot become" in client.post(base + "cancel/", follow=True).text
    made.refresh_from_db()
    assert made.state == RequestState.CANCELLED


@pytest.mark.parametrize("kind", [ChangeKind.SPLIT, ChangeKind.AMEND, ChangeKind.MERGE, ChangeKind.SUSPEND])
def test_a_draft_of_every_shape_comes_back_as_it_was_typed(world, client_of, kind):
    client = client_of(world.lead)
    where = address(world, kind=kind, **action_for(world, kind))
    client.post(where, (COMMON | typed_for(world, kind) | {"draft": "1"}) | {"submit": ""}, follow=True)
    made = ChangeRequest.objects.get()
    before = made.asked
    made.state = RequestState.DRAFT
    made.save()
    base = f"/{world.council.slug}/changes/{made.pk}/"
    typed = as_shown(client.get(base + "edit/").text)
    assert typed["why"] == COMMON["why"]
    assert client.post(base + "edit/", typed).status_code == 302
    made.refresh_from_db()
    assert made.asked == before


def as_shown(page):
    """What a browser would send of the page's form."""
    form = lxml.html.fromstring(page).xpath("//main//form")[0]
    return {
        name: value.removeprefix("\n")  # a browser leaves out the first new line of a text area
        for name, value in form.form_values()
        if name != "csrfmiddlewaretoken"
    }


def test_others_may_not_take_back_or_submit(world, client_of):
    made = submitted(world)
    base = f"/{world.council.slug}/changes/{made.pk}/"
    assert client_of(world.other_lead).post(base + "cancel/").status_code == 403
    assert client_of(world.member).post(base + "cancel/").status_code == 403
    assert client_of(world.other_lead).post(base + "submit/").status_code == 403
    assert client_of(world.stranger).post(base + "submit/").status_code == 404
    assert client_of(world.lead).get(base + "submit/").status_code == 405


@pytest.mark.parametrize("number", [10, 150])
def test_the_form_takes_as_many_queries_for_any_plan(world, client_of, number, django_assert_max_num_queries):
    grow(world, number)
    client = client_of(world.officer)
    with django_assert_max_num_queries(20):
        client.get(address(world))
    with django_assert_max_num_queries(20):
        client.get(address(world, kind="merge", action=world.action("3.1.2").pk))


def grow(world, number):
    for each in range(number):
        build.action(
            world.plan,
            world.plan.sections.get(code="3.2"),
            f"3.2.{each + 10}",
            f"Repair house {each}",
            "2026-02",
            world.lead,
            service=world.service,
        )


def test_a_draft_knows_its_programmed_months(world):
    made = draft(world, months=(Month(2026, 5),))
    assert made.asked["months"] == ["2026-05"]


def test_nothing_chosen_is_said_and_an_action_chosen_beside_an_addition_is_no_fault(world, client_of):
    client = client_of(world.lead)
    blank = client.get(address(world, chosen=1, action="")).text
    assert blank.count("Choose what you ask for") == 2, "in the summary and at its place"
    added = client.get(address(world, chosen=1, kind="add", action=world.action("3.1.2").pk))
    assert added.status_code == 200
    assert 'name="ref_1"' in added.text


def test_resuming_what_goes_on_is_answered_with_the_choice_again(world, client_of):
    answer = client_of(world.lead).get(
        address(world, chosen=1, kind="resume", action=world.action("3.1.2").pk)
    )
    assert answer.status_code == 200
    assert "This cannot be asked of the action as it is now." in answer.text


@pytest.mark.parametrize(
    ("kind", "typed", "refusal"),
    [
        ("extend", {"to_date": "January 2026"}, "an extension ends later"),
        ("suspend", {"resume_month": "March 2026"}, "Work is to resume after March 2026"),
        ("suspend", {"review_month": "February 2026"}, "reviewed in March 2026 or later"),
    ],
)
def test_dates_that_contradict_what_is_asked_are_refused_with_everything_kept(
    world, client_of, kind, typed, refusal
):
    where = address(world, kind=kind, action=world.action("3.1.2").pk)
    answer = client_of(world.lead).post(where, COMMON | typed)
    assert answer.status_code in {200, 422}
    assert refusal in answer.text
    assert COMMON["why"] in answer.text
    assert not ChangeRequest.objects.exists()
