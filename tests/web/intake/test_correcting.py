"""What was read is put right field by field, and what is to become of it is chosen, before anything is accepted."""

from datetime import date

import pytest

from fingerpost.history.models import Entry
from fingerpost.importer.recognition.milestones import line_of
from fingerpost.intake.choices import ADD_PERSON, Choices, Then
from fingerpost.intake.operations import NotAcceptable, accept_plan, choose
from fingerpost.intake.proposal import proposal
from fingerpost.intake.reading import draft_of
from fingerpost.people.models import Person
from fingerpost.rules.months import Month
from tests import build
from tests.web.intake.taking_in import taken_in
from tests.web.intake.test_import import REPORT, address, new_plan, uploaded

TRACKER = b"""Theme,Ref,Action,Lead,Due,Revised date,Resources,Priority,Depends on
CP3: Housing,9.1,Open the hub,LB,31/03/2026,30/06/2026,GBP 20k from reserves,High,
CP3: Housing,9.2,Close the depot,Jo Strange,May 2026,,Within budget,Low,9.1
"""


@pytest.fixture
def tracker(world):
    return taken_in(world, "tracker.csv", TRACKER)


def accepted(world, upload, plan, choices=None):
    if choices is not None:
        upload = choose(
            upload=upload, choices=choices, version=upload.version, by=world.officer, at=build.NOW
        )
    return accept_plan(upload=upload, plan=plan, version=upload.version, by=world.officer, at=build.NOW)


def correction(world, upload, number=0, **given):
    draft = draft_of(upload)
    read = draft.actions[number]
    fields = {
        "version": upload.version,
        "ref": read.ref or "",
        "title": read.title or "",
        "path": "\n".join(read.path),
        "lead": "\n".join(read.lead),
        "months": "",
        "due": read.due.text if read.due else "",
        "revised": read.revised.text if read.revised else "",
        "milestones": "\n".join(map(line_of, read.milestones)),
        "status": read.status or "",
        "comment": read.comment or "",
    }
    return f"{address(world, upload)}actions/{number}/", fields | given


def test_resources_priority_days_and_what_waits_for_what_come_with_the_actions(world, tracker):
    plan = new_plan(world)
    accepted(world, tracker, plan)
    hub, depot = plan.actions.order_by("ref")
    assert (hub.resources, hub.priority) == ("GBP 20k from reserves", "High")
    assert (str(hub.original_day), hub.programmed) == ("2026-03-31", (Month(2026, 3),))
    assert depot.programmed == (Month(2026, 5),)
    assert [each.ref for each in depot.predecessors.all()] == ["9.1"]
    assert [each.person.name for each in hub.people.all()] == ["Leo Brandt"]


STEPS = b"""Ref,Section,Action,Lead,Support officer,Key milestones,Service,Success measures
9.1,CP9: Depots,Move the depot,Leo Brandt,Olga Finch,"1. Find a site - Sep 25 (completed 3/9/25)
2. Sign the lease - Feb 26
3. Tell the neighbours",Environment,"Rent below 90,000
No complaint"
9.2,CP9: Depots,Mend the roof,Leo Brandt,Una Known,,Nowhere,
"""


def test_milestones_deputies_service_and_measures_come_with_the_actions(world, client_of):
    plan = new_plan(world)
    upload = taken_in(world, "steps.csv", STEPS)
    page = client_of(world.officer).get(f"{address(world, upload)}?plan={plan.pk}").text
    assert (
        "3 milestones: Find a site (Sep 25, reached 3/9/25); Sign the lease (Feb 26); Tell the neighbours"
        in page
    )
    assert "1 has no date and is left out." in page
    assert "Una Known" in page, "a deputy who is not known is asked about as a lead is"
    assert 'id="id_lead_1"' not in page, "those who are known are not asked about"
    accepted(world, upload, plan)
    depot, roof = plan.actions.order_by("ref")
    assert [(each.title, each.due_edtf, each.completed_on) for each in depot.milestones.all()] == [
        ("Find a site", "2025-09", date(2025, 9, 3)),
        ("Sign the lease", "2026-02", None),
    ]
    assert depot.programmed == (Month(2026, 2),), "without a date of its own, that of its last milestone"
    assert [(each.person.name, each.deputy) for each in depot.people.all()] == [
        ("Leo Brandt", False),
        ("Olga Finch", True),
    ]
    assert depot.service.name == "Environment"
    assert roof.service.name == "Housing", "that of its lead, where the council has none of the name"
    assert [each.title for each in depot.measures.all()] == ["Rent below 90,000", "No complaint"]


def test_actions_are_shown_and_corrected_before_there_is_a_plan_to_put_them_in(world, client_of):
    upload = taken_in(world, "steps.csv", STEPS)
    page = client_of(world.officer).get(address(world, upload)).text
    assert "No plan is being drafted" in page
    assert "Move the depot" in page
    assert "3 milestones: Find a site (Sep 25, reached 3/9/25)" in page
    assert f"{address(world, upload)}actions/0/" in page


def test_a_milestone_that_only_says_when_it_was_reached_has_that_day(world):
    plan = new_plan(world)
    upload = taken_in(
        world, "done.csv", b"Ref,Action,Milestones\n9.1,Move,Find a site - done 3/9/25\n9.2,Mend,Ask\n"
    )
    accepted(world, upload, plan)
    step = plan.actions.get(ref="9.1").milestones.get()
    assert (step.title, step.due_edtf, step.completed_on) == ("Find a site", "2025-09-03", date(2025, 9, 3))


def test_milestones_are_corrected_line_by_line_and_the_others_stay_as_read(world, client_of):
    upload = taken_in(world, "steps.csv", STEPS)
    before = draft_of(upload).actions[0].milestones
    page, given = correction(world, upload, 0)
    given["milestones"] = given["milestones"].replace(
        "Tell the neighbours", "Tell the neighbours – March 2026"
    )
    assert client_of(world.officer).post(page, given).status_code == 302
    upload.refresh_from_db()
    after = draft_of(upload).actions[0].milestones
    assert after[:2] == before[:2]
    assert (after[2].title, after[2].due.edtf) == ("Tell the neighbours", "2026-03")


def test_what_was_read_before_there_were_milestones_is_still_understood(world):
    upload = taken_in(world, "steps.csv", STEPS)
    for each in upload.draft["actions"]:
        del each["milestones"]
    upload.save()
    assert draft_of(upload).actions[0].milestones == ()


def test_an_action_is_corrected_field_by_field_and_the_record_keeps_both(world, client_of, tracker):
    page, fields = correction(
        world, tracker, title="Open the community hub", months="March to May 2026", lead="OF", due=""
    )
    client = client_of(world.officer)
    assert "Open the hub" in client.get(page).text
    assert client.post(page, fields).status_code == 302
    tracker.refresh_from_db()
    read = draft_of(tracker).actions[0]
    assert (read.title, read.lead) == ("Open the community hub", ("OF",))
    assert [str(each) for each in read.months] == ["2026-03", "2026-04", "2026-05"]
    entry = Entry.objects.get(event="corrected what was read")
    assert entry.before["Action 9.1"]["title"] == "Open the hub"
    assert entry.after["Action 9.1"]["title"] == "Open the community hub"
    plan = new_plan(world)
    accepted(world, tracker, plan)
    assert plan.actions.get(ref="9.1").programmed == (Month(2026, 3), Month(2026, 4), Month(2026, 5))


def test_what_cannot_stand_is_said_at_once_and_nothing_typed_is_lost(world, client_of, tracker):
    page, fields = correction(world, tracker, title="", months="soonish")
    answer = client_of(world.officer).post(page, fields | {"comment": "As agreed."})
    assert answer.status_code == 422
    assert "Say what the action is." in answer.text
    assert "We cannot read “soonish” as months." in answer.text
    assert "As agreed." in answer.text


def test_of_two_who_correct_at_once_the_second_looks_again(world, client_of, tracker):
    page, fields = correction(world, tracker, title="Open the first hub")
    client = client_of(world.officer)
    assert client.post(page, fields).status_code == 302
    second = client.post(page, fields | {"title": "Open the second hub"})
    assert second.status_code == 422
    assert "Somebody else has changed this" in second.text
    tracker.refresh_from_db()
    assert draft_of(tracker).actions[0].title == "Open the first hub"


def test_an_exception_and_the_facts_of_a_report_are_corrected(world, client_of):
    upload = uploaded(world, REPORT)
    client = client_of(world.officer)
    first = draft_of(upload).exceptions[0]
    page = f"{address(world, upload)}exceptions/0/"
    fields = {
        "version": upload.version,
        "ref": first.ref,
        "action": first.action,
        "status": "red",
        "reason": "The builder is bankrupt.",
        "corrective_action": first.corrective_action or "",
        "who": "LB",
        "original": "January 2026",
        "revised": "",
    }
    assert client.post(page, fields).status_code == 302
    upload.refresh_from_db()
    put_right = draft_of(upload).exceptions[0]
    assert (put_right.status, put_right.reason, put_right.who) == ("red", "The builder is bankrupt.", ("LB",))
    assert (put_right.original.edtf, put_right.revised) == ("2026-01", None)
    facts = f"{address(world, upload)}facts/"
    assert client.get(facts).status_code == 200
    counts = draft_of(upload).figures.current.counts
    given = {
        "version": upload.version,
        "title": "Report",
        "period": "January 2026",
        "first": "July 2025",
        "last": "",
    }
    given |= {f"now_{class_}": number for class_, number in counts.items()} | {"now_red": 7}
    assert client.post(facts, given).status_code == 302
    upload.refresh_from_db()
    draft = draft_of(upload)
    assert (str(draft.period), draft.title, draft.figures.current.counts["red"]) == ("2026-01", "Report", 7)


def test_an_unknown_lead_is_matched_added_or_left_out_as_chosen(world, client_of, tracker):
    plan = new_plan(world)
    page = f"{address(world, tracker)}?plan={plan.pk}"
    client = client_of(world.officer)
    assert "Leads who are not known" in client.get(page).text
    for chosen, leads in (
        (str(world.head.pk), ["Hazel Marsh"]),
        (ADD_PERSON, ["Jo Strange"]),
        ("nobody", []),
    ):
        asked = {
            "then": "choose",
            "plan": plan.pk,
            "version": tracker.version,
            "lead_0": chosen,
            "extra_0": "resources",
        }
        assert client.post(page, asked).status_code == 302
        tracker.refresh_from_db()
        found = proposal(draft_of(tracker), plan, Choices(**tracker.choices | {"approved": ()}))
        depot = found.lines[1]
        assert [each.shown for each in depot.leads] == (leads if chosen != ADD_PERSON else [])
    accepted(world, tracker, plan, Choices(leads={"jo strange": ADD_PERSON}))
    assert Person.objects.get(name="Jo Strange").user is None
    assert [each.person.name for each in plan.actions.get(ref="9.2").people.all()] == ["Jo Strange"]


def test_an_action_that_the_plan_has_is_changed_where_that_is_chosen(world, tracker):
    plan = new_plan(world)
    accepted(world, tracker, plan)
    again = taken_in(
        world, "t.csv", TRACKER.replace(b"Open the hub", b"Open two hubs").replace(b"Low", b"High")
    )
    found = proposal(draft_of(again), plan, Choices())
    assert [str(each.then) for each in found.lines] == ["leave", "leave"]
    assert found.lines[0].after["title"] == "Open two hubs"
    taken = accepted(world, again, plan, Choices(then={"0": Then.CHANGE}))
    assert (taken.created, taken.changed) == (0, 1)
    assert plan.actions.get(ref="9.1").title == "Open two hubs"
    assert plan.actions.get(ref="9.2").priority == "Low"


def test_an_action_is_left_out_where_that_is_chosen(world, tracker):
    plan = new_plan(world)
    taken = accepted(world, tracker, plan, Choices(then={"0": Then.LEAVE}, extras={"Depends on": ""}))
    assert taken.created == 1
    assert [each.ref for each in plan.actions.all()] == ["9.2"]


def test_a_revised_date_enters_the_ledger_only_where_it_is_known_to_have_been_approved(world, tracker):
    plan = new_plan(world, opening=True)
    accepted(world, tracker, plan, Choices(approved=(0,)))
    entry = plan.actions.get(ref="9.1").ledger_entries.get()
    assert (entry.revision["opening"], entry.revision["new_date"]["edtf"]) == (True, "2026-06-30")
    plan.actions.all().delete()
    again = taken_in(world, "t.csv", TRACKER)
    accepted(world, again, plan)
    assert not plan.actions.get(ref="9.1").ledger_entries.exists()


def test_everything_that_cannot_stand_in_a_plan_is_named_with_its_place_and_nothing_is_done(world, client_of):
    long = b"x" * 401
    upload = taken_in(
        world,
        "t.csv",
        b"Ref,Action,Lead,Depends on\n9.1,Open the hub,LB,8.8\n9.1,Close the depot,OF,\n9.3,"
        + long
        + b",LB,\n",
    )
    plan = new_plan(world)
    answer = client_of(world.officer).post(
        address(world, upload),
        {"then": "accept", "plan": plan.pk, "version": upload.version, "extra_0": "waits for"},
    )
    assert answer.status_code == 409
    for words in (
        "line 2: 9.1 waits for 8.8, and there is no such action.",
        "line 3: ref 9.1 stands at line 2 too.",
        "line 4: the title has 401 characters; 400 is the most.",
    ):
        assert words in answer.text
    assert not plan.actions.exists()
    with pytest.raises(NotAcceptable):
        accepted(world, upload, plan)


def test_a_long_tracker_asks_no_more_of_the_database_than_a_short_one(
    world, client_of, django_assert_max_num_queries
):
    rows = b"".join(b"9.%d,Do thing %d,LB\n" % (number, number) for number in range(150))
    upload = taken_in(world, "t.csv", b"Ref,Action,Lead\n" + rows)
    plan = new_plan(world)
    client = client_of(world.officer)
    with django_assert_max_num_queries(20):
        client.get(f"{address(world, upload)}?plan={plan.pk}")
