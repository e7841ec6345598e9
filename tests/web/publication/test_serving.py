"""How public pages answer: conditional, packed, without cookies, and whoever asks."""

import gzip
from datetime import timedelta

import pytest
from django.test import Client

from fingerpost.publication.models import PublishedFile
from fingerpost.publication.operations import publish_report, withdraw
from tests import build


@pytest.fixture
def page(world, published):
    return f"/public/{world.council.slug}/ip25/2026-02/"


def test_what_the_browser_has_is_not_sent_again(page):
    client = Client()
    first = client.get(page)
    assert first["Last-Modified"] == "Tue, 03 Mar 2026 10:00:00 GMT"
    again = client.get(page, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert client.get(page, headers={"If-None-Match": f'W/{first["ETag"]}, "x"'}).status_code == 304
    assert client.get(page, headers={"If-None-Match": '"another"'}).status_code == 200
    head = client.head(page)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", first["ETag"])


def test_a_page_is_packed_for_whoever_takes_that(page):
    client = Client()
    plain = client.get(page)
    packed = client.get(page, headers={"Accept-Encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert packed["Vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] != plain["ETag"]
    assert (
        client.get(page, headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]}).status_code
        == 304
    )


def test_a_file_is_for_ever(world, published):
    file = published.files.select_related("file").get(format="xlsx").file
    at = f"/public/{world.council.slug}/files/{file.sha256}/{file.name}"
    answer = Client().get(at)
    assert answer.content == bytes(file.content)
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "attachment" in answer["Content-Disposition"]
    assert Client().get(at, headers={"If-Modified-Since": answer["Last-Modified"]}).status_code == 304
    assert Client().get(at.replace(file.sha256, "0" * 64)).status_code == 404
    assert Client().get(at.replace(".xlsx", ".txt")).status_code == 404


@pytest.mark.parametrize("cookies", [{}, {"session": "made-up", "csrf": "x"}])
def test_whoever_asks_gets_the_same_and_no_cookie(world, page, client_of, cookies):
    for client in (Client(), client_of(world.officer)):
        client.cookies.load(cookies)
        for at in (page, "/public/", "/public/nobody/", f"{page}none/"):
            answer = client.get(at)
            assert "Set-Cookie" not in answer.headers
            assert not answer.cookies
            assert "Cookie" not in answer.get("Vary", "")
            assert "Edith" not in answer.text


def test_an_address_without_its_last_slash_leads_to_the_one_with_it(page):
    answer = Client().get(page.rstrip("/"))
    assert (answer.status_code, answer.url) == (301, page)
    assert Client().get("/public/style/0.css").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_sent(page, method):
    for at in (page, "/public/"):
        assert getattr(Client(), method)(at).status_code == 405


def test_a_council_of_which_nothing_is_public_has_no_page(world, report):
    for rest in ("", "about/", "ip25/", "style/0.css"):
        assert Client().get(f"/public/{world.council.slug}/{rest}").status_code == 404
    assert "Nothing is published here yet." in Client().get("/public/").text


def test_a_page_that_is_kept_asks_the_database_twice_at_most_and_not_again_for_a_second(
    page, settings, django_assert_num_queries
):
    client = Client()
    client.get(page)
    with django_assert_num_queries(2):
        client.get(page)
    settings.PUBLIC_FRESH_SECONDS = 60
    client.get(page)
    with django_assert_num_queries(0):
        client.get(page)


def test_what_is_not_looked_up_again_still_keeps_an_embargo_to_the_second(world, report, settings):
    settings.PUBLIC_FRESH_SECONDS = 60
    until = build.NOW + timedelta(minutes=5)
    page = f"/public/{world.council.slug}/ip25/2026-02/"
    publish_report(report=report, embargo_until=until, by=world.officer, at=build.NOW)
    build.next_open(world)
    march = build.issued(world, at=build.NOW.replace(month=4))
    made = publish_report(report=march, by=world.officer, at=build.NOW)
    other = page.replace("2026-02", "2026-03")
    assert [Client().get(each).status_code for each in (page, other)] == [404, 200]
    settings.FIXED_NOW = until - timedelta(microseconds=1)
    assert Client().get(page).status_code == 404
    settings.FIXED_NOW = until
    assert Client().get(page).status_code == 200
    withdraw(publication=made, why="A mistake.", by=world.officer, at=until)
    assert Client().get(other).status_code == 410


@pytest.mark.parametrize("rest", ["", "key/", "re-dated/", "2026-02/", "action/3.1.1/", "section/CP3/"])
def test_a_page_is_made_with_few_queries(world, published, django_assert_max_num_queries, rest):
    with django_assert_max_num_queries(6):
        assert Client().get(f"/public/{world.council.slug}/ip25/{rest}").status_code == 200


def test_a_page_for_ever_is_not_kept_out_by_a_withdrawal(world, page, published):
    """What was changed meanwhile is seen at once: pages are kept by what they are made of."""
    client = Client()
    assert "ip25-2026-02-edition-1.pdf" in client.get(page).text
    file = published.files.get(format="pdf")
    PublishedFile.objects.filter(pk=file.pk).update(
        withdrawn_at=build.NOW, withdrawn_by=world.officer, withdrawn_why="Wrong."
    )
    published.version += 1
    published.save()
    assert "ip25-2026-02-edition-1.pdf" not in client.get(page).text
