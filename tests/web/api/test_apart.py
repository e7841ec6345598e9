"""Councils apart at the API: for every operation there is, nobody of another council gets or changes anything.

The operations are found in the API's own description; a new key or body needs an entry in `calling`, or fails here.
"""

import pytest
from django.test import Client

from fingerpost.api.site import operations
from fingerpost.history.models import Entry
from fingerpost.rules.roles import Act, Role
from tests import build
from tests.web.api.calling import BODIES, DESCRIBED, OPERATIONS, Caller, address_of, body_of, send
from tests.web.pages import API_ADDRESSES

each_operation = pytest.mark.parametrize(
    "operation", OPERATIONS, ids=[f"{each.method} {each.path}" for each in OPERATIONS]
)


def test_every_address_is_described():
    assert len(API_ADDRESSES) == len(OPERATIONS) + 1, "every operation, and whatever is no address"


def test_every_operation_says_what_one_must_be_allowed_to_do():
    for each, door in operations():
        assert isinstance(door.act, Act)
        assert door.writes is (each.methods != ["GET"]), each.path


def test_every_body_is_of_an_operation_that_takes_one():
    taking = {
        about["operationId"]
        for methods in DESCRIBED["paths"].values()
        for about in methods.values()
        if "requestBody" in about
    }
    assert taking == BODIES.keys()


@each_operation
def test_only_somebody_of_the_council_finds_something_there(operation, world, client_of):
    path, body = address_of(operation, world), body_of(operation, world)
    stranger = Caller(world.stranger, council=world.council)
    written = Entry.objects.count()
    assert stranger.send(operation.method, path, body).status_code == 404, "by address"
    stranger.slug = world.stranger.council.slug
    own = stranger.send(operation.method, path, body)
    if operation.keys or body:
        assert own.status_code == 404, "by key"
    else:
        assert own.status_code == 200
        assert own.json().get("total", 0) == 0 or operation.name in ("me", "history")
        for name in ("Harrow", "Leo Brandt", "3.1.1"):
            assert name not in own.text.replace("Not Harrow Vale", "").replace("not-harrow", "")
    address = f"/{world.council.slug}/api/v1{path}"
    signed_in = send(client_of(world.officer), operation.method, address, body)
    assert signed_in.status_code == 401, "a session opens nothing"
    nobody = send(Client(), operation.method, address, body)
    assert nobody.status_code == 401
    assert nobody["WWW-Authenticate"].startswith("Bearer")
    assert Entry.objects.count() == written
    # Somebody of the council does find it: or the above would pass for what nobody finds.
    insider = build.person(
        world.council, "Wanda Allroles", *(each for each in Role if each is not Role.PUBLIC)
    )
    assert Caller(insider).send(operation.method, path, body).status_code in (200, 201, 409)


@pytest.mark.parametrize(
    "operation", [each for each in OPERATIONS if each.method != "get"], ids=lambda each: each.name
)
def test_neither_a_member_nor_a_token_that_may_only_read_writes_anything(operation, world):
    path, body = address_of(operation, world), body_of(operation, world)
    insider = build.person(
        world.council, "Wanda Allroles", *(each for each in Role if each is not Role.PUBLIC)
    )
    reading, member = Caller(insider, may_write=False), Caller(world.member)
    written = Entry.objects.count()
    refused = reading.send(operation.method, path, body)
    assert refused.status_code == 403
    assert refused.json()["detail"] == "This token may only read."
    answer = member.send(operation.method, path, body)
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"
    assert Entry.objects.count() == written


def test_what_is_no_address_is_not_found_and_says_nothing_to_strangers(world):
    assert Caller(world.lead).get("/nowhere").status_code == 404
    assert Client().get("/harrow-vale/api/v1/nowhere").status_code == 401
