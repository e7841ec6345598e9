"""The API described: as a page for people, as OpenAPI for programs, in the council's own words."""

import json
import re

import pytest
from django.test import Client

from fingerpost.api.description import description
from fingerpost.api.problems import PROBLEMS
from fingerpost.api.reference import reference_of
from tests import build
from tests.web.api.calling import OPERATIONS, Caller


@pytest.fixture
def page(world, client_of):
    return client_of(world.lead).get("/harrow-vale/api/").text


def test_the_page_has_every_address_value_and_problem(world, page):
    for each in OPERATIONS:
        assert f"<code>{each.method.upper()} {each.path}</code>" in page
    for kind in PROBLEMS:
        assert f'id="problem-{kind}"' in page
    assert "http://127.0.0.1:8000/harrow-vale/api/v1" in page
    assert 'id="value-Action"' in page


def test_every_link_within_the_page_leads_somewhere(page):
    targets = set(re.findall(r'href="#([^"]+)"', page)) - {"main-content"}
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert targets <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_page_needs_no_script_or_style_of_others(world, client_of):
    answer = client_of(world.lead).get("/harrow-vale/api/")
    assert " style=" not in answer.text
    assert not re.findall(r'(?:src|href)="https?://', answer.text)


def test_the_type_of_a_problem_is_an_address_on_the_page(world, page):
    address, _, anchor = Caller(world.lead).get("/nowhere").json()["type"].partition("#")
    assert address == "http://127.0.0.1:8000/harrow-vale/api/"
    assert f'id="{anchor}"' in page


def test_the_page_says_what_ones_roles_do_not_give(world, client_of, page):
    history = page.partition("<code>GET /history</code>")[2].partition("<h3")[0]
    assert "Your roles do not give it." in history
    own = client_of(world.officer).get("/harrow-vale/api/").text
    assert (
        "Your roles do not give it." not in own.partition("<code>GET /history</code>")[2].partition("<h3")[0]
    )


def test_the_description_is_for_whoever_is_signed_in_or_has_a_token(world, client_of):
    address = "/harrow-vale/api/openapi.json"
    by_session = client_of(world.lead).get(address)
    by_token = Caller(world.lead, may_write=False).client.get(address)
    assert by_session.json() == by_token.json()
    assert by_token.json()["openapi"] == "3.1.0"
    assert Client().get(address).status_code == 302
    assert Client(headers={"authorization": "Bearer fp_wrong"}).get(address).status_code == 401
    assert Caller(world.stranger).client.get(address).status_code == 404


def test_the_description_speaks_the_councils_words(world, client_of):
    world.plan.status_words = {"amber": "one month behind"}
    world.plan.save()
    made = client_of(world.lead).get("/harrow-vale/api/openapi.json").json()
    assert "Harrow Vale District Council" in made["info"]["title"]
    assert made["servers"] == [{"url": "http://127.0.0.1:8000/harrow-vale/api/v1"}]
    schemas = made["components"]["schemas"]
    assert "amber: “one month behind”" in schemas["Status"]["description"]
    assert "theme, deliverable" in schemas["Section"]["description"]
    plan = Caller(world.lead).get("/plans").json()["items"][0]
    assert plan["status_words"]["amber"] == "one month behind"


def test_every_operation_is_described_with_its_problems(world, client_of):
    made = client_of(world.lead).get("/harrow-vale/api/openapi.json").json()
    text = json.dumps(made)
    for name in set(re.findall(r'"#/components/schemas/(\w+)"', text)):
        assert name in made["components"]["schemas"]
    for methods in made["paths"].values():
        for method, about in methods.items():
            assert about["summary"]
            assert about["x-needs"]
            assert {"401", "403", "404", "422"} <= about["responses"].keys()
            assert about["x-writes"] is (method != "get")
            for status, answer in about["responses"].items():
                if int(status) >= 400:
                    assert answer["content"].keys() == {"application/problem+json"}


def test_the_example_of_an_update_is_one_that_can_be_sent(world):
    groups = reference_of(description(world.council)).groups
    [example] = [each.example for group in groups for each in group.addresses if each.name == "send_update"]
    answer = Caller(world.lead).send("post", f"/actions/{world.action('3.1.1').pk}/update", example)
    assert answer.status_code == 200, answer.text


def test_the_number_of_queries_is_the_same_however_large_the_plan(
    world, client_of, django_assert_max_num_queries
):
    client = client_of(world.lead)
    build.many_actions(world, world.plan.sections.get(code="3.1"), 100)
    with django_assert_max_num_queries(8):
        client.get("/harrow-vale/api/")
