"""Services and the council's settings."""

import pytest

from fingerpost.history.of import entries_of
from fingerpost.people.council_settings import (
    CouncilSettings,
    SecondFactor,
    contrast_with_white,
    settings_of,
)
from fingerpost.people.models import Service
from fingerpost.people.operations.services import NotToBeMerged, merge_services
from fingerpost.plans.models import PlanState
from fingerpost.rules.roles import Role
from tests import build


def address(world, rest=""):
    return f"/{world.council.slug}/people/{rest}"


@pytest.fixture
def client(world, client_of):
    return client_of(world.administrator)


@pytest.fixture
def waste(world):
    return Service.objects.get(council=world.council, code="ENV")


def test_services_are_shown_with_head_and_size(world, client):
    text = client.get(address(world, "services/")).text
    assert "Hazel Marsh" in text
    assert "Nobody yet" in text


def test_a_service_is_added_and_a_code_taken_is_refused(world, client):
    client.post(address(world, "services/add/"), {"code": "LEG", "name": "Legal", "head": world.lead.pk})
    assert Service.objects.get(code="LEG").head == world.lead
    answer = client.post(address(world, "services/add/"), {"code": "LEG", "name": "Law"})
    assert "Another service has the code LEG" in answer.text
    assert 'value="Law"' in answer.text


def test_a_service_is_renamed_and_gets_another_head(world, client):
    page = address(world, f"services/{world.service.pk}/")
    client.post(page, {"code": "HOU", "name": "Homes", "head": world.lead.pk, "version": 1})
    world.service.refresh_from_db()
    assert (world.service.name, world.service.head) == ("Homes", world.lead)
    answer = client.post(page, {"code": "HOU", "name": "Mine", "version": 1})
    assert "Somebody else has changed" in answer.text


def test_a_merged_service_names_its_successor_and_its_people_and_open_actions_move(world, client, waste):
    client.post(address(world, f"services/{waste.pk}/merge/"), {"into": world.service.pk, "version": 1})
    waste.refresh_from_db()
    world.other_lead.refresh_from_db()
    assert waste.merged_into == world.other_lead.service == world.service
    assert world.action("4.1.1").service == world.service
    entry = entries_of(world.council.pk, waste).first()
    assert "Olga Finch" in entry.after["moved"]["people"]
    assert entry.after["moved"]["actions"] == ["4.1.1 Begin food waste rounds", "4.1.2 Train the crews"]
    assert "Merged into Housing" in client.get(address(world, "services/")).text


def test_the_actions_of_a_closed_plan_stay_with_the_merged_service(world, waste):
    world.plan.state = PlanState.CLOSED
    world.plan.save()
    merge_services(service=waste, into=world.service, by=world.administrator, at=build.NOW)
    assert world.action("4.1.1").service == waste


def test_a_merger_is_refused_into_itself_a_merged_one_or_elsewhere(world, waste):
    elsewhere = Service.objects.create(council=world.stranger.council, code="X", name="X")
    for into in (waste, elsewhere):
        with pytest.raises(NotToBeMerged):
            merge_services(service=waste, into=into, by=world.administrator, at=build.NOW)
    merge_services(service=waste, into=world.service, by=world.administrator, at=build.NOW)
    for service, into in ((waste, world.service), (world.service, waste)):
        with pytest.raises(NotToBeMerged):
            merge_services(service=service, into=into, by=world.administrator, at=build.NOW)


def test_a_service_elsewhere_is_not_found(world, client):
    theirs = Service.objects.create(council=world.stranger.council, code="X", name="X")
    assert client.get(address(world, f"services/{theirs.pk}/")).status_code == 404
    answer = client.post(address(world, f"services/{world.service.pk}/merge/"), {"into": theirs.pk})
    assert "There is a problem" in answer.text


def chosen(**changed):
    given = {
        "version": 1,
        "name": "Harrow Vale District Council",
        "colour": "#1d4f5c",
        "second_factor": "everyone",
        "reminder_days": "2, -3, -3",
        "due_working_day": "6",
        "close_working_day": "8",
        "escalate_head": "2",
        "escalate_cmt": "4",
        "uploads_years": "2",
        "messages_years": "5",
        "sign_ins_days": "90",
        "public_names": "names",
        "public_comments": "all",
        "public_contact": "performance@harrow-vale.example",
        "licence_title": "Harrow Vale Licence",
        "licence_address": "https://harrow-vale.example/licence",
        "word_portfolio_holder": "Executive Member",
    }
    return {**given, **changed}


def test_settings_are_changed_and_recorded(world, client):
    client.post(address(world, "settings/"), chosen())
    world.council.refresh_from_db()
    now = settings_of(world.council)
    assert now == CouncilSettings(
        second_factor=SecondFactor.EVERYONE,
        role_words={"portfolio holder": "Executive Member"},
        reminder_days=(-3, 2),
        escalate_days=(2, 4),
        due_working_day=6,
        close_working_day=8,
        uploads_years=2,
        messages_years=5,
        sign_ins_days=90,
        public_names="names",
        public_comments="all",
        public_contact="performance@harrow-vale.example",
        licence_title="Harrow Vale Licence",
        licence_address="https://harrow-vale.example/licence",
    )
    assert now.role_word(Role.PORTFOLIO_HOLDER) == "Executive Member"
    assert "sign_ins_days" in entries_of(world.council.pk, world.council).first().before


def test_everything_wrong_with_the_settings_is_said_at_once(world, client):
    answer = client.post(
        address(world, "settings/"),
        chosen(colour="#eeeeee", reminder_days="often", escalate_cmt="1", uploads_years="0", name=""),
    )
    for words in ("contrast of 1.2 to 1", "whole numbers", "told first", "greater than", "required"):
        assert words in answer.text
    assert 'value="#eeeeee"' in answer.text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"licence_title": ""}, "Give the licence its title"),
        ({"licence_address": ""}, "Say where the licence stands"),
        ({"licence_address": "our own"}, "Give the full address"),
        ({"licence_address": "javascript:alert(1)"}, "Give the full address"),
    ],
)
def test_a_licence_has_a_title_and_an_address(world, client, changed, words):
    assert words in client.post(address(world, "settings/"), chosen(**changed)).text


def test_the_contrast_is_that_of_the_guidelines():
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#ffffff") == pytest.approx(1)
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)
    with pytest.raises(ValueError, match="rrggbb"):
        contrast_with_white("red")


def test_what_was_never_chosen_has_the_products_own_value(world):
    world.council.settings = {"of another release": 1}
    assert settings_of(world.council) == CouncilSettings()


def test_what_another_release_chose_is_left_alone(world, client):
    world.council.settings = {"of another release": 1, "second_factor": "nobody"}
    world.council.save()
    client.post(address(world, "settings/"), chosen())
    world.council.refresh_from_db()
    assert world.council.settings["of another release"] == 1
