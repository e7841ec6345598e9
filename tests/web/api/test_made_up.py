"""Whatever is made up to fit the description: no answer is a failure of the server, and each fits what is described.

Half of what is made up asks for things that exist, by a token that may do everything; the rest for whatever.
"""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from fingerpost.api.description import description
from fingerpost.config.wsgi import application
from fingerpost.rules.roles import Role
from tests import build
from tests.web.api.calling import KEYS, OPERATIONS, Caller
from tests.web.page_keys import Things

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
TRIES = 5
"""Of each operation, with what fits its description and with what does not."""


@pytest.fixture(autouse=True)
def one_connection():
    """A request closes no connection to the database here: the test's transaction is in it, as with Django's client."""
    signals = (request_started, request_finished)
    for each in signals:
        each.disconnect(close_old_connections)
    yield
    for each in signals:
        each.connect(close_old_connections)


@pytest.fixture(scope="module")
def described():
    schema = schemathesis.openapi.from_dict(description())
    schema.app = application
    return schema


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_nothing_made_up_fails(operation, described, world):
    insider = build.person(
        world.council, "Wanda Allroles", *(each for each in Role if each is not Role.PUBLIC)
    )
    caller = Caller(insider)
    things = Things(world)
    real = {name: KEYS[name](things) for name in operation.keys}
    real = {name: getattr(value, "pk", value) for name, value in real.items()}
    asked = described[operation.path][operation.method.upper()]

    for mode in GenerationMode:

        @settings(max_examples=TRIES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(case=asked.as_strategy(generation_mode=mode), exists=st.booleans())
        def tried(case, exists):
            if exists:
                case.path_parameters = {**(case.path_parameters or {}), **real}
            case.call_and_validate(
                base_url=f"http://127.0.0.1/{world.council.slug}/api/v1",
                headers={"Authorization": f"Bearer {caller.secret}"},
                checks=CHECKS,
            )

        tried()
