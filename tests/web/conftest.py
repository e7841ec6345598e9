"""What tests of pages share: the world, and a client signed in as one of its people. The clock stands still."""

import pytest
from django.test import Client

from fingerpost.publication.serving import KEPT
from fingerpost.publication.states import STATES
from tests import build


@pytest.fixture(autouse=True)
def still_clock(settings):
    settings.FIXED_NOW = build.NOW


@pytest.fixture(autouse=True)
def nothing_kept(settings):
    settings.PUBLIC_FRESH_SECONDS = 0
    KEPT.forget()
    STATES.forget()


@pytest.fixture
def world(db):
    return build.world()


@pytest.fixture
def client_of():
    """Gives a client signed in as this person."""

    def signed_in(person):
        client = Client()
        client.force_login(person.user)
        return client

    return signed_in
