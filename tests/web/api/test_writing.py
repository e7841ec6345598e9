"""Writing through the API: the forms of the pages judge, the operations write, and nobody's words are lost."""

from datetime import date

import pytest

from fingerpost.changes.models import ChangeRequest
from fingerpost.history.models import Entry
from fingerpost.monitoring.models import Update
from fingerpost.monitoring.operations.updates import save_draft
from tests import build
from tests.web.api.calling import Caller

DONE = {"version": 0, "complete": "yes", "completed_on": "20 February 2026"}
LATE = {
    "version": 0,
    "complete": "no",
    "expected": "another date",
    "expected_words": "autumn 2026",
    "reason_code": "procurement",
    "reason": "The framework was re-let.",
    "corrective_action": "A direct award by 20 March.",
}
EXTEND = {
    "kind": "extend",
    "to_date": "May 2026",
    "why": "The framework was re-let.",
    "reason": "procurement",
}


@pytest.fixture
def lead(world):
    return Caller(world.lead)


@pytest.fixture
def officer(world):
    return Caller(world.officer)


@pytest.fixture
def path(world):
    return f"/actions/{world.action('3.1.1').pk}/update"


def fields(answer):
    assert answer.status_code == 422, answer.text
    return {each["field"]: each["message"] for each in answer.json()["errors"]}


def test_an_update_is_sent(world, lead, path):
    answer = lead.post(path, **LATE)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["state"], told["version"], told["standing"]["status"]) == ("sent", 1, "red")
    assert told["sent"]["expected"]["edtf"] == "2026-23"
    assert told["sent"]["sent_by"] == "Leo Brandt"
    assert told["unsent"] is False
    entry = Entry.objects.get(event="sent an update")
    assert (entry.by, entry.label) == ("Leo Brandt", "Action 3.1.1, February 2026")
    assert lead.get(path).json() == told


def test_an_officer_sends_for_a_lead_and_nobody_for_anothers(world, officer, path):
    assert officer.post(path, **DONE).status_code == 200
    assert Caller(world.other_lead).post(path, **DONE).status_code == 403


def test_everything_wrong_is_said_at_once_in_the_words_of_the_form(lead, path):
    late = fields(
        lead.post(path, version=0, complete="no", expected="another date", expected_words="June 2026")
    )
    assert late.keys() == {"reason_code", "reason", "corrective_action"}
    assert late["corrective_action"] == "Say what is being done about it."
    assert fields(lead.post(path, version=0))["complete"] == "Say whether it is complete."
    assert not Update.objects.exists()


def test_values_of_another_type_and_fields_that_are_none_are_said_too(lead, path):
    assert fields(lead.post(path, complete=True, version="x", reason=3, resaon="typo")).keys() == {
        "complete",
        "version",
        "reason",
        "resaon",
    }
    assert fields(lead.post(path, complete="yes")).keys() == {"version"}


def test_a_text_that_not_every_database_can_keep_is_a_problem(lead, path):
    assert fields(lead.put(f"{path}/draft", **DONE, comment="a\x00b")) == {
        "comment": "A text cannot hold the character NUL."
    }
    assert fields(lead.put(f"{path}/draft", **DONE, milestones={"1": "\x00"})).keys() == {"milestones"}


def test_a_draft_keeps_what_makes_no_sense_yet(world, lead, path):
    answer = lead.put(f"{path}/draft", version=0, complete="yes", completed_on="soon")
    assert answer.status_code == 200
    told = answer.json()
    assert told["draft"] == {"complete": "yes", "completed_on": "soon"}
    assert (told["state"], told["sent"], told["unsent"], told["version"]) == (None, None, True, 1)


def test_what_somebody_else_saved_is_not_written_over_and_both_texts_are_shown(world, lead, path):
    save_draft(
        action=world.action("3.1.1"),
        period=world.period,
        typed={"complete": "no", "comment": "The head's words"},
        by=world.head,
        at=build.NOW,
    )
    for answer in (lead.post(path, **DONE), lead.put(f"{path}/draft", **DONE)):
        assert answer.status_code == 409
        told = answer.json()
        assert told["type"].endswith("#problem-saved-meanwhile")
        assert told["yours"] == {"complete": "yes", "completed_on": "20 February 2026"}
        assert told["stands"]["draft"] == {"complete": "no", "comment": "The head's words"}
        assert told["stands"]["version"] == 1
    assert lead.post(path, **DONE | {"version": 1}).status_code == 200


def test_the_same_sent_twice_with_a_key_is_sent_once(lead, path):
    def send(key):
        return lead.client.post(
            lead.address(path), LATE, content_type="application/json", headers={"idempotency-key": key}
        )

    first, again = send("a key of ours"), send("a key of ours")
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert Entry.objects.filter(event="sent an update").count() == 1
    assert send("another key").status_code == 409


def test_another_token_cannot_use_the_key(world, lead, path):
    headers = {"idempotency-key": "shared"}
    address = lead.address(path)
    lead.client.post(address, DONE, content_type="application/json", headers=headers)
    other = Caller(world.head).client.post(address, LATE, content_type="application/json", headers=headers)
    assert other.status_code == 409


def test_a_closed_month_takes_nothing(world, lead, path):
    build.closed(world.period, world.officer)
    assert lead.post(path, **DONE).status_code == 404


def test_review_and_answer(world, lead, officer, path):
    update = lead.post(path, **LATE).json()["id"]
    assert officer.post(f"/updates/{update}/send-back", question=" ").json()["detail"] == "Say what you ask."
    back = officer.post(f"/updates/{update}/send-back", question="Which framework?")
    assert back.json()["state"] == "sent back"
    twice = officer.post(f"/updates/{update}/send-back", question="Which framework?")
    assert twice.status_code == 409
    assert twice.json()["type"].endswith("#problem-refused")
    assert twice.json()["detail"].startswith("The update of action 3.1.1 is sent back")
    assert Caller(world.other_lead).post(f"{path}/answer", words="Ours").status_code == 403
    answered = lead.post(f"{path}/answer", words="The regional one.").json()
    assert [each["kind"] for each in answered["remarks"]] == ["question", "answer"]
    assert lead.post(f"/updates/{update}/accept").status_code == 403
    accepted = officer.post(f"/updates/{update}/accept", words="Thank you.").json()
    assert (accepted["state"], accepted["remarks"][-1]["words"]) == ("accepted", "Thank you.")


def test_a_head_reviews_their_service_and_no_other(world, lead, path):
    update = lead.post(path, **DONE).json()["id"]
    waste = f"/actions/{world.action('4.1.1').pk}/update"
    other = Caller(world.other_lead).post(waste, **DONE).json()["id"]
    head = Caller(world.head)
    assert head.post(f"/updates/{other}/accept").status_code == 403
    assert head.post(f"/updates/{update}/accept").status_code == 200


def test_a_better_status_is_agreed_to_by_somebody_else(world, lead, officer, path):
    declared = LATE | {"declared": "on target", "declared_reason": "The contract is signed."}
    update = lead.post(path, **declared).json()["id"]
    assert Caller(world.head).post(f"/updates/{update}/agree").status_code == 403
    told = officer.send("post", f"/updates/{update}/agree").json()
    assert told["standing"]["status"] == "on target"
    assert told["sent"]["declared"]["agreed_by"] == "Edith Lamb"


def test_a_change_is_asked_for_once(world, lead):
    body = EXTEND | {"action": world.action("3.1.1").pk}
    made = lead.post("/changes", **body)
    assert made.status_code == 201, made.text
    told = made.json()
    assert (told["state"], told["phrase"], told["to_date"]["earliest"]) == (
        "submitted",
        "Extend to May 2026",
        "2026-05",
    )
    again = lead.post("/changes", **body)
    assert (again.status_code, again.json()["id"]) == (200, told["id"])
    assert ChangeRequest.objects.count() == 1
    assert lead.get("/changes", state="submitted").json()["items"] == [told]
    assert lead.get(f"/changes/{told['id']}").json() == told


def test_a_draft_is_submitted_and_taken_back(world, lead, officer):
    made = lead.post("/changes", **EXTEND, action=world.action("3.1.1").pk, submit=False).json()
    assert made["state"] == "draft"
    member = Caller(world.member)
    assert member.get("/changes").json()["total"] == 0
    assert member.get(f"/changes/{made['id']}").status_code == 404
    old = lead.post(f"/changes/{made['id']}/submit", version=7)
    assert old.status_code == 409
    assert old.json()["stands"]["version"] == made["version"]
    sent = lead.post(f"/changes/{made['id']}/submit", version=made["version"]).json()
    assert sent["state"] == "submitted"
    back = lead.post(f"/changes/{made['id']}/cancel", version=sent["version"], why="No need.").json()
    assert back["state"] == "cancelled"
    again = lead.post(f"/changes/{made['id']}/cancel", version=back["version"])
    assert again.status_code == 409
    assert again.json()["type"].endswith("#problem-refused")


def test_everything_wrong_with_a_request_is_said_at_once_under_the_names_of_the_api(world, lead, officer):
    wrong = fields(
        lead.post("/changes", kind="extend", action=world.action("3.1.1").pk, months="May 2026", reason="no")
    )
    assert wrong.keys() == {"to_date", "why", "reason", "months"}
    assert wrong["months"] == "This kind does not ask for it."
    split = fields(
        officer.post(
            "/changes",
            kind="split",
            action=world.action("3.1.1").pk,
            why="It is two.",
            reason="other",
            new_actions=[{"ref": "3.1.12", "title": "The contract", "months": "May 2026"}, {"lead": 10**9}],
        )
    )
    assert {"new_actions.1.ref", "new_actions.1.title", "new_actions.1.lead"} <= split.keys()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"kind": "extend"}, "kind"),
        ({"kind": "resume"}, "kind"),
        ({"kind": "grow"}, "kind"),
    ],
)
def test_a_kind_needs_its_action(world, lead, body, field):
    assert fields(lead.post("/changes", **EXTEND | body)).keys() == {field}


def test_an_action_is_asked_to_be_added(world, officer):
    section = world.plan.sections.get(code="3.1")
    made = officer.post(
        "/changes",
        kind="add",
        why="New duty.",
        reason="external decision",
        section=section.pk,
        asked_on="2 March 2026",
        new_actions=[
            {"ref": "3.1.12", "title": "Publish the register", "months": "May 2026", "lead": world.lead.pk}
        ],
    )
    assert made.status_code == 201, made.text
    assert (made.json()["action"], made.json()["ref"], made.json()["asked_on"]) == (
        None,
        "3.1.12",
        date(2026, 3, 2).isoformat(),
    )


def test_what_the_plan_does_not_allow_is_refused_with_its_sentence(world, officer):
    answer = officer.post(
        "/changes", **EXTEND | {"action": world.action("3.1.1").pk, "asked_on": "4 March 2026"}
    )
    assert answer.status_code == 409
    assert answer.json()["detail"] == "A request cannot be dated in the future."
    assert not ChangeRequest.objects.exists()


def test_milestones_are_reached_with_the_update(world, lead, path):
    action = world.action("3.1.1")
    first, second = (
        action.milestones.create(title=title, due_words="February 2026", due_edtf="2026-02", place=place)
        for place, title in enumerate(("Tender", "Award"))
    )
    wrong = fields(lead.post(path, **DONE, milestones={str(first.pk): "1 May 2026"}))
    assert wrong.keys() == {f"milestones.{first.pk}"}
    assert fields(lead.post(path, **DONE, milestones={"0": "today"})) == {
        "milestones.0": "The action has no such milestone."
    }
    draft = lead.put(f"{path}/draft", **DONE, milestones={str(second.pk): "12 February 2026"}).json()
    assert draft["draft"]["milestones"] == {str(second.pk): "12 February 2026"}
    days = {str(second.pk): "12 February 2026"}
    assert lead.post(path, **DONE | {"version": 1}, milestones=days).status_code == 200
    told = lead.get(f"/actions/{action.pk}").json()["milestones"]
    assert [(each["id"], each["completed_on"]) for each in told] == [
        (first.pk, None),
        (second.pk, "2026-02-12"),
    ]
