"""The pages on which a plan is drafted: each works, for whom it should, and loses nothing that was typed."""

import pytest

from fingerpost.plans.models import Action, Aim, Plan, PlanState, Risk, Section
from tests import build


@pytest.fixture
def drafting(db):
    """Harrow Vale, with its plan still in draft."""
    return build.world(state=PlanState.DRAFT)


def at(world, rest=""):
    return f"/{world.council.slug}/plans/{rest}"


PLAN = {
    "title": "Audit recommendations",
    "code": "AUD",
    "first_month_month": "4",
    "first_month_year": "2026",
    "months": "12",
    "cycle_months": "3",
    "level_1": "report",
    "amber_up_to": "1",
    "counted": "all open actions",
    "rounding": "rounded half up to one decimal",
    "decisions_count": "up to the end of the period",
    "milestones_count": "for all actions",
    "bunching_of_one_lead": "5",
    "bunching_percent": "15",
    "word_amber": "slipping",
}


def action_fields(world, **changes):
    return {
        "section": str(world.plan.sections.get(code="3.1").pk),
        "ref": "3.1.4",
        "title": "Buy ten homes",
        "leads": [str(world.lead.pk), str(world.head.pk), ""],
        "deputies": [""],
        "programmed": ["2025-10", "2025-09"],
        "milestone": "",
        "milestones_title": ["Find them", ""],
        "milestones_due": ["autumn 2025", ""],
        "measures_title": ["Homes bought"],
        "measures_target": ["10"],
        "measures_actual": [""],
        "outside_bodies": "Tessing Homes\n\nTessing Homes",
        **changes,
    }


PAGES = ["", "{plan}/", "sections/{section}/", "actions/{action}/", "aims/", "risks/"]
DRAFTING_PAGES = [
    "{plan}/settings/", "{plan}/sections/new/", "{plan}/actions/new/", "sections/{section}/edit/",
    "sections/{section}/move/", "sections/{section}/delete/", "actions/{action}/edit/", "actions/{action}/delete/",
    "new/", "aims/new/", "risks/new/",
]  # fmt: skip


def filled(world, rest):
    section, action = world.plan.sections.get(code="3.1"), world.action("3.1.1")
    return at(world, rest.format(plan=world.plan.pk, section=section.pk, action=action.pk))


@pytest.mark.parametrize("rest", PAGES)
def test_everybody_of_the_council_reads_the_plan(world, client_of, rest):
    for person in (world.officer, world.lead, world.member, world.auditor):
        assert client_of(person).get(filled(world, rest)).status_code == 200


@pytest.mark.parametrize("rest", DRAFTING_PAGES)
def test_the_performance_officer_writes_every_part_of_a_draft(drafting, client_of, rest):
    assert client_of(drafting.officer).get(filled(drafting, rest)).status_code == 200


@pytest.mark.parametrize("rest", [*PAGES, *DRAFTING_PAGES])
def test_a_stranger_finds_no_page(drafting, client_of, rest):
    assert client_of(drafting.stranger).get(filled(drafting, rest)).status_code == 404


@pytest.mark.parametrize("rest", DRAFTING_PAGES)
def test_a_lead_does_not_write_the_plan(drafting, client_of, rest):
    assert client_of(drafting.lead).get(filled(drafting, rest)).status_code == 403


@pytest.mark.parametrize("rest", [*PAGES, *DRAFTING_PAGES])
def test_no_other_method_is_answered(drafting, client_of, rest):
    assert client_of(drafting.officer).put(filled(drafting, rest)).status_code == 405


def test_things_of_another_council_are_not_found(drafting, client_of):
    other = build.world("upper-dale", state=PlanState.DRAFT)
    client = client_of(drafting.officer)
    for rest in ("{plan}/", "sections/{section}/edit/", "actions/{action}/edit/"):
        address = filled(other, rest).replace("upper-dale", drafting.council.slug)
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("rest", ["{plan}/settings/", "{plan}/sections/new/", "{plan}/actions/new/",
                                  "sections/{section}/edit/", "actions/{action}/edit/"])  # fmt: skip
def test_a_live_plan_is_not_written_and_the_page_says_why(world, client_of, rest):
    answer = client_of(world.officer).get(filled(world, rest))
    assert answer.status_code == 409
    assert "This cannot be done now" in answer.text


def test_a_head_of_service_writes_their_own_sections_and_services_only(drafting, client_of):
    client = client_of(drafting.head)
    theirs, others = drafting.plan.sections.get(code="3.1"), drafting.plan.sections.get(code="4.1")
    assert client.get(at(drafting, f"sections/{theirs.pk}/edit/")).status_code == 200
    assert client.get(at(drafting, f"sections/{others.pk}/edit/")).status_code == 403
    assert client.get(at(drafting, f"actions/{drafting.action('3.1.1').pk}/edit/")).status_code == 200
    assert client.get(at(drafting, f"actions/{drafting.action('4.1.1').pk}/edit/")).status_code == 403
    assert client.get(at(drafting, f"{drafting.plan.pk}/settings/")).status_code == 403
    form = client.get(at(drafting, f"{drafting.plan.pk}/actions/new/"))
    assert "3.1 Homes" in form.text
    assert "4.1 Waste" not in form.text
    refused = client.post(
        at(drafting, f"{drafting.plan.pk}/actions/new/"), action_fields(drafting, section=str(others.pk))
    )
    assert refused.status_code == 422


def test_a_plan_is_created_with_its_policies_and_words(world, client_of):
    answer = client_of(world.officer).post(at(world, "new/"), PLAN)
    plan = Plan.objects.get(code="AUD")
    assert answer.url == at(world, f"{plan.pk}/")
    assert (plan.cycle_months, plan.level_names, plan.status_words) == (3, ["report"], {"amber": "slipping"})
    assert plan.policies["counted"] == "all open actions"


def test_wrong_settings_are_refused_all_at_once_and_nothing_typed_is_lost(world, client_of):
    wrong = {**PLAN, "first_month_month": "13", "months": "", "code": ""}
    answer = client_of(world.officer).post(at(world, "new/"), wrong)
    assert answer.status_code == 422
    for expected in (
        "Enter a month and a year",
        "Months in the plan year",
        "Short code",
        'value="13"',
        "slipping",
    ):
        assert expected in answer.text


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"level_1": "theme", "level_2": "Theme"}, "Each level of sections needs a name of its own."),
        ({"months": "10"}, "A year of 10 months cannot be divided into periods of 3 months."),
    ],
)
def test_settings_that_contradict_each_other_are_refused(world, client_of, wrong, refusal):
    answer = client_of(world.officer).post(at(world, "new/"), {**PLAN, **wrong})
    assert answer.status_code == 422
    assert refusal in answer.text


def test_a_code_in_use_is_refused_beside_its_field(world, client_of):
    answer = client_of(world.officer).post(at(world, "new/"), {**PLAN, "code": "IP25"})
    assert answer.status_code == 422
    assert "Another plan of the council has the code IP25." in answer.text


def test_two_people_who_change_the_settings_see_both_texts(drafting, client_of):
    address = at(drafting, f"{drafting.plan.pk}/settings/")
    client = client_of(drafting.officer)
    client.post(address, {**PLAN, "level_2": "x", "version": "1", "title": "Theirs"})
    answer = client.post(address, {**PLAN, "level_2": "x", "version": "1", "title": "Mine"})
    assert answer.status_code == 422
    assert "Theirs" in answer.text
    assert "Mine" in answer.text
    client.post(address, {**PLAN, "level_2": "x", "version": "2", "title": "Mine"})
    assert Plan.objects.get(pk=drafting.plan.pk).title == "Mine"


def test_the_plan_goes_from_draft_to_live_by_its_pages(drafting, client_of):
    client, plan = client_of(drafting.officer), drafting.plan
    assert "Send out to consultation" in client.get(at(drafting, f"{plan.pk}/")).text
    client.post(at(drafting, f"{plan.pk}/move/"), {"to": "in consultation"})
    decision = {"decided_by": "Cabinet", "authority": "Cabinet", "decided_on_day": "11", "decided_on_month": "2",
                "decided_on_year": "2026", "minute": "87/25"}  # fmt: skip
    assert client.get(at(drafting, f"{plan.pk}/approve/")).status_code == 200
    client.post(at(drafting, f"{plan.pk}/approve/"), decision)
    assert "minute 87/25" in client.get(at(drafting, f"{plan.pk}/")).text
    assert client.get(at(drafting, f"{plan.pk}/live/")).status_code == 200
    client.post(at(drafting, f"{plan.pk}/live/"))
    assert Plan.objects.get(pk=plan.pk).state == PlanState.LIVE
    assert client.post(at(drafting, f"{plan.pk}/live/")).status_code == 409


def test_an_approval_is_refused_with_everything_that_must_be_mended(drafting, client_of):
    Plan.objects.filter(pk=drafting.plan.pk).update(state=PlanState.CONSULTATION)
    Action.objects.filter(ref__in=("3.1.1", "3.1.2")).update(programmed=())
    decision = {"decided_by": "Cabinet", "authority": "Cabinet", "decided_on_day": "11", "decided_on_month": "2",
                "decided_on_year": "2026"}  # fmt: skip
    answer = client_of(drafting.officer).post(at(drafting, f"{drafting.plan.pk}/approve/"), decision)
    assert answer.status_code == 422
    assert "Action 3.1.1 has neither" in answer.text
    assert "Action 3.1.2 has neither" in answer.text


def test_a_decision_is_not_of_a_day_to_come(drafting, client_of):
    Plan.objects.filter(pk=drafting.plan.pk).update(state=PlanState.CONSULTATION)
    decision = {"decided_by": "Cabinet", "authority": "Cabinet", "decided_on_day": "4", "decided_on_month": "3",
                "decided_on_year": "2026"}  # fmt: skip
    answer = client_of(drafting.officer).post(at(drafting, f"{drafting.plan.pk}/approve/"), decision)
    assert "still to come" in answer.text


def test_an_action_is_written_with_everything_in_it(drafting, client_of):
    answer = client_of(drafting.head).post(
        at(drafting, f"{drafting.plan.pk}/actions/new/"), action_fields(drafting)
    )
    made = drafting.action("3.1.4")
    assert answer.url == at(drafting, f"actions/{made.pk}/")
    assert [str(each) for each in made.programmed] == ["2025-09", "2025-10"]
    assert [each.person for each in made.people.all()] == [drafting.lead, drafting.head]
    assert made.outside_bodies == ["Tessing Homes"]
    assert made.milestones.get().due_edtf == "2025-23"
    assert made.measures.get().target == "10"
    assert "autumn 2025" in client_of(drafting.member).get(at(drafting, f"actions/{made.pk}/")).text


def test_wrong_actions_are_refused_all_at_once_and_nothing_typed_is_lost(drafting, client_of):
    wrong = action_fields(drafting, ref="3.1.1", milestones_due=["soon", ""], measures_target=[""])
    answer = client_of(drafting.officer).post(at(drafting, f"{drafting.plan.pk}/actions/new/"), wrong)
    assert answer.status_code == 422
    for expected in (
        "“soon” is not a date",
        "write what is measured and its target",
        "Buy ten homes",
        'value="soon"',
    ):
        assert expected in answer.text
    taken = client_of(drafting.officer).post(
        at(drafting, f"{drafting.plan.pk}/actions/new/"), action_fields(drafting, ref="3.1.1")
    )
    assert "Another action of the plan has the ref 3.1.1." in taken.text


def test_two_people_who_edit_an_action_see_both_texts(drafting, client_of):
    address = at(drafting, f"actions/{drafting.action('3.1.1').pk}/edit/")
    client = client_of(drafting.officer)
    client.post(address, action_fields(drafting, ref="3.1.1", title="Theirs", version="1"))
    answer = client.post(address, action_fields(drafting, ref="3.1.1", title="Mine", version="1"))
    assert answer.status_code == 422
    assert "Saved now" in answer.text
    assert "Theirs" in answer.text
    assert 'value="Mine"' in answer.text


def test_a_section_is_added_edited_moved_and_deleted(drafting, client_of):
    client, theme = client_of(drafting.officer), drafting.plan.sections.get(code="CP4")
    fields = {"code": "4.2", "title": "Parks", "measures_title": ["Visits"], "measures_target": ["2,000"],
              "measures_actual": [""], "head": str(drafting.head.pk)}  # fmt: skip
    client.post(at(drafting, f"{drafting.plan.pk}/sections/new/?within={theme.pk}"), fields)
    parks = Section.objects.get(code="4.2")
    assert (parks.parent, parks.level, parks.measures.get().target) == (theme, 1, "2,000")
    client.post(
        at(drafting, f"sections/{parks.pk}/edit/"), {**fields, "title": "Parks and play", "version": "1"}
    )
    housing = drafting.plan.sections.get(code="CP3")
    client.post(at(drafting, f"sections/{parks.pk}/move/"), {"within": str(housing.pk), "after": ""})
    parks.refresh_from_db()
    assert (parks.title, parks.parent, parks.place) == ("Parks and play", housing, 1)
    client.post(at(drafting, f"sections/{parks.pk}/delete/"))
    assert not Section.objects.filter(code="4.2").exists()


def test_a_section_that_holds_something_is_not_deleted(drafting, client_of):
    homes = drafting.plan.sections.get(code="3.1")
    answer = client_of(drafting.officer).post(at(drafting, f"sections/{homes.pk}/delete/"))
    assert answer.status_code == 409


def test_the_opening_ledger_is_entered_with_what_is_known(drafting, client_of):
    Plan.objects.update(opening=True)
    address = at(drafting, f"actions/{drafting.action('3.1.1').pk}/opening/")
    client = client_of(drafting.officer)
    rows = {"original": "autumn 2025", "revisions_new_date": ["Jan 2026", "Mar 2026"], "version": "1",
            "revisions_decided_on": ["", "11 February 2026"], "revisions_decided_by": ["", "Cabinet"],
            "revisions_minute": ["", "87/25"], "revisions_words": ["Contractor", ""]}  # fmt: skip
    wrong = client.post(address, {**rows, "revisions_decided_by": ["", "Somebody"]})
    assert wrong.status_code == 422
    assert "say who decided" in wrong.text
    assert client.post(address, rows).status_code == 302
    shown = client.get(at(drafting, f"actions/{drafting.action('3.1.1').pk}/")).text
    assert "autumn 2025" in shown
    assert "known from before" in shown
    assert client.get(address).status_code == 200


def test_measures_are_recorded_while_the_plan_is_live(world, client_of):
    action = world.action("3.1.1")
    measure = action.measures.create(title="Bids", target="5")
    address = at(world, f"actions/{action.pk}/measures/")
    client_of(world.head).post(address, {f"actual_{measure.pk}": "7"})
    measure.refresh_from_db()
    assert measure.actual == "7"
    assert client_of(world.lead).post(address, {}).status_code == 403


def test_aims_and_risks_are_kept_and_mergers_too(world, client_of):
    client = client_of(world.officer)
    client.post(at(world, "aims/new/"), {"kind": "objective", "code": "O1", "title": "Homes for all"})
    parent = Aim.objects.get()
    client.post(
        at(world, "aims/new/"), {"kind": "priority", "code": "P1", "title": "Build", "parent": str(parent.pk)}
    )
    assert Aim.objects.get(code="P1").parent == parent
    again = client.post(at(world, "aims/new/"), {"kind": "priority", "code": "P1", "title": "Twice"})
    assert "The council has another with the code P1." in again.text
    circle = client.post(at(world, f"aims/{parent.pk}/"), {"kind": "objective", "code": "O1", "title": "x",
                         "parent": str(Aim.objects.get(code="P1").pk)})  # fmt: skip
    assert "cannot belong to itself" in circle.text
    client.post(at(world, "risks/new/"), {"code": "KO5", "title": "Rents fall"})
    old, new = Risk.objects.get(code="KO4"), Risk.objects.get(code="KO5")
    client.post(
        at(world, f"risks/{old.pk}/"), {"code": "KO4", "title": old.title, "merged_into": str(new.pk)}
    )
    old.refresh_from_db()
    assert old.merged_into == new
    assert world.plan.sections.get(code="CP3").risks.get() == old


@pytest.mark.parametrize(
    "rest", [*PAGES, "{plan}/settings/", "{plan}/actions/new/", "actions/{action}/edit/"]
)
def test_a_page_asks_no_more_of_the_database_for_many_actions(
    drafting, client_of, django_assert_max_num_queries, rest
):
    client, section = client_of(drafting.officer), drafting.plan.sections.get(code="3.1")
    build.many_actions(drafting, section, 150)
    with django_assert_max_num_queries(24):
        assert client.get(filled(drafting, rest)).status_code == 200
