"""No council has a short name with which an address of the site itself begins."""

import pytest
from django.conf import settings
from django.urls import get_resolver

from fingerpost.people.operations.council import NAMES_TAKEN, ShortNameTaken, found_council
from tests import build


def first_words(resolver, before=""):
    """The first word of every address that does not begin with a council's short name."""
    for each in resolver.url_patterns:
        route = f"{before}{each.pattern}".lstrip("^")
        if hasattr(each, "url_patterns") and "/" not in route:
            yield from first_words(each, route)
        elif route and not route.startswith("<"):
            yield route.partition("/")[0]


def test_every_word_of_ours_is_taken():
    ours = {*first_words(get_resolver()), settings.STATIC_URL.strip("/")}
    assert {"account", "public"} <= ours
    assert ours == NAMES_TAKEN


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(NAMES_TAKEN))
def test_a_word_of_ours_is_refused(name):
    with pytest.raises(ShortNameTaken):
        found_council(slug=name, name="X", administrator="Ada Norris", email="ada@x.example", at=build.NOW)
