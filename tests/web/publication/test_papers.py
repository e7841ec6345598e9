"""Reports to committees as published: what is for the public, at their own addresses, until they are withdrawn."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.test import Client

from fingerpost.committee.documents import document_of
from fingerpost.committee.models import Audience
from fingerpost.committee.operations.reports import start_month_report
from fingerpost.files.models import StoredFile
from fingerpost.issuing.operations import issue_report
from fingerpost.publication.models import PublishedPaper
from fingerpost.publication.operations import publish_report, redact
from fingerpost.publication.papers import NotIssued, publish_paper, withdraw_paper
from fingerpost.publication.verifying import faults_of_council
from fingerpost.rules.publishing import says
from tests import build
from tests.web.committee import living


@pytest.fixture
def paper(world):
    return living.issued(living.started(world), world)


def at(world, rest=""):
    return f"/{world.council.slug}/publication/{rest}"


def test_a_report_to_committee_is_published_as_issued(world, paper, client_of):
    officer = client_of(world.officer)
    page = at(world, f"papers/{paper.pk}/publish/")
    assert paper.title in officer.get(at(world)).text
    assert "What is exempt is not in them" in officer.get(page).text
    assert "Choose when it is public" in officer.post(page, {}).text
    assert "is public." in officer.post(page, {"when": "now"}, follow=True).text
    assert officer.post(page, {"when": "now"}).status_code == 404
    public = Client().get(f"/public/{world.council.slug}/reports/1/")
    assert paper.title in public.text
    for file in paper.files.select_related("file"):
        address = f"/public/{world.council.slug}/files/{file.file.sha256}/{file.file.name}"
        answer = Client().get(address)
        if file.audience == Audience.PUBLIC:
            assert address in public.text
            assert answer.content == bytes(file.file.content)
        else:
            assert answer.status_code == 404
    assert "Reports to committees" in Client().get(f"/public/{world.council.slug}/").text
    assert paper.title in Client().get(f"/public/{world.council.slug}/reports/").text


def test_it_waits_and_is_withdrawn(world, paper, client_of):
    officer, public = client_of(world.officer), f"/public/{world.council.slug}/reports/1/"
    later = {"when": "later", "day": "5/3/2026", "time": "9am"}
    officer.post(at(world, f"papers/{paper.pk}/publish/"), later)
    made = PublishedPaper.objects.get()
    assert "Waits until 5 March 2026" in officer.get(at(world)).text
    assert Client().get(public).status_code == 404
    officer.post(at(world, f"papers/{made.pk}/time/"), {"when": "now"})
    assert Client().get(public).status_code == 200
    refused = officer.post(at(world, f"papers/{made.pk}/time/"), {"when": "now"})
    assert "is public already" in refused.text
    assert "Say why" in officer.post(at(world, f"papers/{made.pk}/withdraw/"), {"why": ""}).text
    officer.post(at(world, f"papers/{made.pk}/withdraw/"), {"why": "A part was exempt."})
    gone = Client().get(public)
    assert gone.status_code == 410
    assert "A part was exempt." in gone.text
    file = paper.files.filter(audience=Audience.PUBLIC).first().file
    assert Client().get(f"/public/{world.council.slug}/files/{file.sha256}/{file.name}").status_code == 410
    assert "A part was exempt." in Client().get(f"/public/{world.council.slug}/corrections/").text
    for who, status in ((world.lead, 403), (world.stranger, 404)):
        assert client_of(who).get(at(world, f"papers/{made.pk}/withdraw/")).status_code == status


def test_what_is_not_issued_is_not_published(world):
    with pytest.raises(NotIssued):
        publish_paper(paper=living.started(world), by=world.officer, at=build.NOW)


def test_whoever_takes_words_out_of_a_month_is_told_that_the_committee_report_says_them(
    world, paper, client_of
):
    """It is published as it was approved: it can only be withdrawn, and another issued."""
    publish_paper(paper=paper, by=world.officer, at=build.NOW)
    report = issue_report(period=world.period, by=world.officer, at=build.NOW)
    month = publish_report(report=report, by=world.officer, at=build.NOW)
    answer = client_of(world.officer).post(
        at(world, f"{month.pk}/redact/"), {"phrases": "homes contract", "why": "A mistake."}, follow=True
    )
    assert f"still public elsewhere: {paper.title}." in answer.text.replace("&#39;", "'")


def test_an_altered_file_of_a_report_to_committee_is_found(world, paper):
    publish_paper(paper=paper, by=world.officer, at=build.NOW)
    assert list(faults_of_council(world.council)) == []
    file = paper.files.filter(audience=Audience.PUBLIC).first().file
    StoredFile.objects.filter(pk=file.pk).update(content=b"Nothing")
    assert any(f"{file.name} was altered" in each for each in faults_of_council(world.council))
    digest = sha256(b"Nothing").hexdigest()
    StoredFile.objects.filter(pk=file.pk).update(sha256=digest)
    assert any("history tells of other files" in each for each in faults_of_council(world.council))


def test_whoever_redacts_a_month_is_led_to_the_committee_reports_that_carry_it(world, paper, client_of):
    """The edition names what is still public as it was; what is issued again is without the words."""
    officer = client_of(world.officer)
    shown = publish_paper(paper=paper, by=world.officer, at=build.NOW)
    report = issue_report(period=world.period, by=world.officer, at=build.NOW)
    month = publish_report(report=report, by=world.officer, at=build.NOW)
    assert "changes nothing in it" not in officer.get(at(world, f"{month.pk}/")).text
    later = build.NOW + timedelta(minutes=5)
    made = redact(publication=month, phrases=["homes contract"], why="A mistake.", by=world.officer, at=later)
    page = officer.get(at(world, f"{made.pk}/")).text
    assert "This edition changes nothing in it." in page
    assert at(world, f"papers/{shown.pk}/withdraw/") in page
    assert "Start another report on the month" in page
    again = start_month_report(period=world.period, by=world.officer, at=later)
    page = officer.get(at(world, f"{made.pk}/")).text
    assert f"/{world.council.slug}/committee/{again.pk}/" in page
    public = document_of(living.again(again), Audience.PUBLIC)
    assert not says("homes contract", public.title, public.blocks)
    whole = document_of(living.again(again), Audience.FULL)
    assert says("homes contract", whole.title, whole.blocks)
    withdraw_paper(paper=shown, why="Words were taken out.", by=world.officer, at=later)
    assert "changes nothing in it" not in officer.get(at(world, f"{made.pk}/")).text
