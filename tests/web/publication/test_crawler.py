"""Nothing that is not public is reachable without signing in: by following links, and by guessing addresses.

Every secret is marked with a word of its own; the words are looked for in every answer and every static file, within
zip and PDF too.
"""

import io
import re
import zipfile
from datetime import timedelta
from html import unescape
from itertools import product
from pathlib import PurePosixPath

import pypdfium2
import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from fingerpost.files.models import StoredFile
from fingerpost.people.models import Council
from fingerpost.plans.models import Action, Plan, Section
from fingerpost.publication.models import Publication
from fingerpost.publication.serving import KEPT
from fingerpost.publication.static_site import files
from tests import build
from tests.web.page_keys import KEYS
from tests.web.publication.secrets import EMBARGOED, NEVER, OF_MONTHS, secrets

NOW = build.NOW.replace(month=5, day=14)
pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(scope="module")
def secret(django_db_setup, django_db_blocker):
    """Everything that must not be public, made once for this module and taken away with its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield secrets()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def moment(settings, secret, db, nothing_kept):
    settings.FIXED_NOW = NOW
    return settings


def text_of(name, data):
    """Everything that an answer or file says, within zip and PDF too."""
    if data.startswith(b"%PDF-"):
        document = pypdfium2.PdfDocument(data)
        pages = "\n".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        return pages + data.decode("latin-1")
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(text_of(each, archive.read(each)) for each in archive.namelist())
    return f"{name}\n{data.decode('utf-8', 'replace')}"


def says(words, text):
    """Whether a text says these words, whatever breaks its lines."""
    return words.casefold() in " ".join(re.sub(r"<[^>]+>", "", unescape(text)).split()).casefold()


def leaks(name, data, *, also=()):
    text = text_of(name, data)
    of_committee = "committee-report" in name or "/reports/" in name
    words = {**NEVER, **({} if of_committee else OF_MONTHS), **{each: each for each in also}}
    return [what for what, each in words.items() if says(each, text)]


def crawl():
    """Every address that links lead to from the first public page, with its answer."""
    client, todo, found = Client(), ["/public/"], {}
    while todo:
        at = todo.pop()
        if at in found:
            continue
        answer = found[at] = client.get(at)
        if answer["Content-Type"].startswith("text/html") and at.endswith("/"):
            links = re.findall(r'(?:href|src)="(/[^"#]*)', answer.text)
            todo += [unescape(each) for each in links]
    return found


def public_addresses():
    """Every public address there could be, with every key of the database, right or wrong."""
    values = {
        "slug": set(Council.objects.values_list("slug", flat=True)),
        "plan": {"ip25", *(code.lower() for code in Plan.objects.values_list("code", flat=True))},
        "month": {f"2026-{month:02}" for month in range(1, 7)},
        "edition": {1, 2},
        "ref": set(Action.objects.values_list("ref", flat=True)),
        "number": {1, 2},
        "code": set(Section.objects.values_list("code", flat=True)),
        "name": {"actions.csv", "data.json", "dataset.jsonld"},
    }
    for each in get_resolver().namespace_dict["publication"][1].url_patterns:
        if each.name in ("elsewhere", "style", "plain_style", "icon", "plain_icon", "file"):
            continue
        names = list(each.pattern.converters)
        for keys in product(*(sorted(values[name], key=str) for name in names)):
            yield reverse(f"publication:{each.name}", kwargs=dict(zip(names, keys, strict=True)))
    for slug, (digest, name) in product(values["slug"], StoredFile.objects.values_list("sha256", "name")):
        yield reverse("publication:file", kwargs={"slug": slug, "sha256": digest, "name": name})


def private_addresses():
    """The address of every page of a council, with each small number for each key."""
    for name, keys in KEYS.items():
        for number in range(1, 6):
            values = dict.fromkeys(keys, number)
            try:
                yield reverse(name, kwargs={"council": "harrow-vale", **values})
            except NoReverseMatch:  # the key is no number; councils kept apart tries it
                continue


def test_no_link_leads_to_a_secret(secret):
    found = crawl()
    assert len(found) > 25
    assert {answer.status_code for answer in found.values()} == {200, 410}
    wrong = {
        at: what for at, answer in found.items() if (what := leaks(at, answer.content, also=[EMBARGOED]))
    }
    assert wrong == {}
    assert not any(answer.cookies for answer in found.values())


def test_no_guess_leads_to_a_secret(secret):
    client = Client()
    wrong, seen = {}, set()
    for at in public_addresses():
        answer = client.get(at)
        seen.add(answer.status_code)
        if answer.status_code != 404 and (what := leaks(at, answer.content, also=[EMBARGOED])):
            wrong[at] = what
    assert wrong == {}
    assert seen == {200, 404, 410}
    for at in private_addresses():
        answer = client.get(at)
        assert answer.status_code in (302, 404), at
        assert not leaks(at, answer.content, also=[EMBARGOED])


def test_no_static_file_says_a_secret(secret):
    site = dict(files(NOW))
    assert {PurePosixPath(each).suffix for each in site} >= {
        ".html",
        ".pdf",
        ".xlsx",
        ".json",
        ".zip",
        ".css",
    }
    assert {at: what for at, data in site.items() if (what := leaks(at, data, also=[EMBARGOED]))} == {}


def test_the_words_that_are_looked_for_can_be_found(secret):
    """Or the tests above would pass for not looking."""
    kept = [text_of(each.file.name, bytes(each.file.content)) for each in secret.withdrawn.files.all()]
    assert all(says(NEVER["withdrawn edition"], each) for each in kept)
    assert all(EMBARGOED in text_of("", bytes(each.file.content)) for each in secret.embargoed.files.all())


def test_an_embargo_ends_to_the_second_in_pages_and_files(secret, moment):
    page = f"/public/{secret.world.council.slug}/ip25/2026-04/"
    file = secret.embargoed.files.get(format="pdf").file
    download = f"/public/{secret.world.council.slug}/files/{file.sha256}/{file.name}"
    moment.FIXED_NOW = secret.embargoed.public_from - timedelta(microseconds=1)
    assert [Client().get(each).status_code for each in (page, download)] == [404, 404]
    before = dict(files(moment.FIXED_NOW))
    assert not any(EMBARGOED in text_of(at, data) for at, data in before.items())
    moment.FIXED_NOW = secret.embargoed.public_from
    assert [Client().get(each).status_code for each in (page, download)] == [200, 200]
    assert EMBARGOED in Client().get(page).text
    assert len(dict(files(moment.FIXED_NOW))) > len(before)


def test_nothing_tells_that_an_embargo_is_there(secret, moment):
    """Every answer is the same, to the byte and in every header, as if it had never been published."""

    def answers():
        KEPT.forget()
        client = Client()
        return {
            at: (answer.status_code, dict(answer.headers), answer.content)
            for at in crawl()
            if (answer := client.get(at))
        }

    with transaction.atomic():
        with_it = answers()
        secret.embargoed.files.all().delete()
        Publication.objects.filter(pk=secret.embargoed.pk).delete()
        assert answers() == with_it
        transaction.set_rollback(True)


def test_a_cache_lets_go_at_the_minute_at_which_an_embargo_can_end(secret, moment):
    moment.FIXED_NOW = NOW.replace(second=42)
    answer = Client().get(f"/public/{secret.world.council.slug}/")
    assert answer["Cache-Control"] == "public, max-age=17"
    file = secret.published.files.get(format="pdf").file
    kept = Client().get(f"/public/{secret.world.council.slug}/files/{file.sha256}/{file.name}")
    assert kept["Cache-Control"] == "public, max-age=31536000, immutable"
