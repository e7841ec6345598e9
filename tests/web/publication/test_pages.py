"""The public pages: everything that was published, without signing in, and nothing else."""

import re
from datetime import date

import pytest
from django.test import Client

from fingerpost.issuing.operations import issue_report
from fingerpost.monitoring.operations.corrections import correct_with
from fingerpost.people.clock import now
from fingerpost.publication.operations import NoReasonGiven, publish_report
from fingerpost.publication.pages.all import addresses_of
from fingerpost.publication.site import site_of
from fingerpost.rules.updates import Progress, Update
from tests import build


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


def test_every_page_keeps_to_the_rules_of_pages_that_all_can_use(world, published):
    client = Client()
    for at in addresses_of(site(world), only_pages=True):
        page = client.get(at).text
        assert page.startswith("<!DOCTYPE html>\n<html lang="), at
        assert len(re.findall(r"<h1[ >]", page)) == 1, at
        assert not re.search(r"\sstyle=|\son[a-z]+=", page), at
        assert set(re.findall(r"<script[^>]*>", page)) <= {'<script type="application/ld+json">'}, at
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), at
        assert page.count("<table") == page.count("<caption"), at
        assert all("alt=" in each for each in re.findall(r"<img[^>]*>", page)), at
        anchors = set(re.findall(r'href="#([^"]+)"', page))
        assert anchors <= set(ids), at


def test_a_per_cent_sign_in_a_sentence_is_shown_as_one(world, published):
    about = Client().get(f"/public/{world.council.slug}/about/").text
    assert "at 400% and on paper" in about


def test_the_page_of_a_month_has_what_residents_ask_for(world, published):
    page = Client().get(f"/public/{world.council.slug}/ip25/2026-02/").text
    for words in (
        "Figures",
        "Exceptions",
        "Movement since the previous period",
        "Services without an update",
        "Schedule of re-dated, suspended and withdrawn actions",
        "SHA-256 digest",
        "How to check that nothing was altered",
        published.record_digest,
        published.digest,
    ):
        assert words in page
    for file in published.files.select_related("file"):
        assert file.file.sha256 in page
    action = Client().get(f"/public/{world.council.slug}/ip25/action/3.1.1/").text
    assert "Housing Manager" in action
    assert "Promised first" in action


def test_a_correction_is_marked_and_leads_to_the_edition_before(world, published):
    content = Update(build.FEBRUARY, Progress.COMPLETE, completed_on=date(2026, 2, 20))
    correct_with(
        period=world.period,
        contents={world.action("3.1.1"): content},
        reason="It was done.",
        by=world.officer,
        at=build.NOW,
    )
    report = issue_report(period=world.period, by=world.officer, at=build.NOW)
    with pytest.raises(NoReasonGiven):
        publish_report(report=report, by=world.officer, at=build.NOW)
    publish_report(report=report, why="The homes contract had been let.", by=world.officer, at=build.NOW)
    now = Client().get(f"/public/{world.council.slug}/ip25/2026-02/").text
    assert "Corrected on 3 March 2026" in now
    assert "The homes contract had been let." in now
    earlier = Client().get(f"/public/{world.council.slug}/ip25/2026-02/edition/1/").text
    assert "This is an earlier edition" in earlier
    assert f'href="/public/{world.council.slug}/ip25/2026-02/edition/1/"' in now
