"""The public pages: everything that was published, without signing in, and nothing else."""

from django.test import Client

from fingerpost.people.clock import now
from fingerpost.publication.pages.all import addresses_of
from fingerpost.publication.site import site_of


def site(world):
    return site_of(world.council.slug, now())


def test_every_address_of_the_site_answers_without_signing_in_and_without_cookies(world, published):
    client = Client()
    addresses = list(addresses_of(site(world)))
    assert len(addresses) > 25
    for each in addresses:
        answer = client.get(each)
        assert answer.status_code == 200, each
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert answer["ETag"]
