"""The report of the month: on screen, as files, and as issued."""

import re
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pypdfium2 as pdfium
import pytest

from fingerpost.importer.read import load
from fingerpost.importer.readers.source import Unreadable
from fingerpost.issuing.documents import requests_at
from fingerpost.issuing.models import IssuedFile, Report
from fingerpost.issuing.operations import IssuedAlready, NotYetClosed, files_of, issue_report
from fingerpost.plans.models import Milestone
from fingerpost.rules.roles import Role
from fingerpost.rules.scrutiny import ScrutinyState
from fingerpost.scrutiny.models import Request
from fingerpost.scrutiny.operations.answering import move
from tests import build
from tests.web.scrutiny.asking import asked as asked_something


def address(world, rest=""):
    return f"/{world.council.slug}/reports/{rest}"


def test_the_open_month_is_a_draft_on_screen_and_in_its_files(world, client_of):
    client = client_of(world.member)
    shown = client.get(address(world, f"{world.period.pk}/"))
    assert shown.status_code == 200
    assert "DRAFT: Improvement Plan 2025/26: exception report for February 2026" in shown.text
    for to in ("docx", "pdf", "xlsx", "html", "csv", "json"):
        file = client.get(address(world, f"{world.period.pk}/as/{to}/"))
        assert file.status_code == 200
        assert "DRAFT" in file["Content-Disposition"]
        assert "DRAFT" in words_in(to, file.content)


def test_an_open_month_as_json_is_not_taken_for_a_closed_one(world, client_of):
    file = client_of(world.member).get(address(world, f"{world.period.pk}/as/json/"))
    with pytest.raises(Unreadable, match="a draft of an open month"):
        load("month.json", file.content)


def words_in(to, content):
    """What a file says: of a zip the names and texts of its parts, of a PDF its text."""
    if to == "pdf":
        return "".join(each.get_textpage().get_text_bounded() for each in pdfium.PdfDocument(content))
    if to not in ("docx", "xlsx", "csv"):
        return content.decode()
    package = ZipFile(BytesIO(content))
    return "".join(name + package.read(name).decode(errors="replace") for name in package.namelist())


@pytest.mark.parametrize("rest", ["", "version/1/", "full-plan/", "re-dated/", "completed/", "figures/", "briefing/", "service/", "compared/"])  # fmt: skip
def test_the_pages_of_a_closed_month_open(world, client_of, rest):
    build.closed(world.period, world.officer)
    answer = client_of(world.member).get(address(world, f"{world.period.pk}/{rest}"))
    assert answer.status_code == 200
    assert "DRAFT" not in answer.text


def test_a_briefing_and_a_services_report_begin_with_ones_own(world, client_of):
    other = build.person(world.council, "Anna Alder", Role.PORTFOLIO_HOLDER, portfolio="Environment")
    world.plan.sections.filter(code="CP4").update(portfolio_holder=other)
    for person, kind, first in (
        (other, "briefing", "Anna Alder, Environment"),
        (world.portfolio_holder, "briefing", "Petra Quince, Housing"),
        (world.officer, "briefing", "Anna Alder, Environment"),
        (world.lead, "service", "Housing"),
        (world.other_lead, "service", "Environment"),
    ):
        page = client_of(person).get(address(world, f"{world.period.pk}/{kind}/")).text
        assert re.search(rf"<option[^>]* selected[^>]*>\s*{first}", page), (person.name, first)


def test_the_full_plan_and_a_services_actions_name_their_milestones(world, client_of):
    Milestone.objects.create(
        action=world.action("3.1.2"), title="Ask tenants", due_words="January 2026", due_edtf="2026-01",
        completed_on=date(2026, 1, 20),
    )  # fmt: skip
    build.closed(world.period, world.officer)
    for rest in ("full-plan/", "service/?of=Housing"):
        page = client_of(world.member).get(address(world, f"{world.period.pk}/{rest}")).text
        assert "Ask tenants" in page
        assert "20 January 2026" in page


@pytest.mark.parametrize("to", ["pdf", "docx", "xlsx"])
@pytest.mark.parametrize("kind", ["full-plan", "re-dated", "completed", "figures", "briefing", "service"])
def test_every_other_report_is_a_file_too(world, client_of, kind, to):
    answer = client_of(world.member).get(address(world, f"{world.period.pk}/{kind}/?as={to}"))
    assert answer.status_code == 200


def test_what_is_issued_is_kept_and_comes_out_the_same_again(world, client_of):
    with pytest.raises(NotYetClosed):
        issue_report(period=world.period, by=world.officer, at=build.NOW)
    build.closed(world.period, world.officer)
    client = client_of(world.officer)
    assert client.post(address(world, f"{world.period.pk}/issue/")).status_code == 302
    report = Report.objects.get()
    again = files_of(report)
    kept = {each.format: each for each in IssuedFile.objects.select_related("file")}
    assert {to: bytes(each.file.content) for to, each in kept.items()} == again
    answer = client.get(address(world, f"issued/{kept['pdf'].pk}/"))
    assert answer.content == again["pdf"]
    same = client.get(address(world, f"issued/{kept['pdf'].pk}/"), headers={"If-None-Match": answer["ETag"]})
    assert same.status_code == 304
    assert "Current" in client.get(address(world)).text
    with pytest.raises(IssuedAlready):
        issue_report(period=world.period, by=world.officer, at=build.NOW)


def test_only_the_performance_officer_issues(world, client_of):
    build.closed(world.period, world.officer)
    assert client_of(world.lead).post(address(world, f"{world.period.pk}/issue/")).status_code == 403
    assert client_of(world.officer).get(address(world, f"{world.period.pk}/issue/")).status_code == 405
    assert not Report.objects.exists()


@pytest.mark.parametrize("rest", ["version/9/", "as/exe/", "no-such-report/", "briefing/?of=Nobody", "?version=x", "as/pdf/?version=x"])  # fmt: skip
def test_what_there_is_not_is_not_found(world, client_of, rest):
    build.closed(world.period, world.officer)
    answer = client_of(world.member).get(address(world, f"{world.period.pk}/{rest}"))
    assert answer.status_code == (200 if rest == "?version=x" else 404)


@pytest.mark.parametrize("count", [4, 144])
def test_a_closed_month_takes_as_many_queries_for_few_as_for_many(
    world, client_of, django_assert_max_num_queries, count
):
    build.many_actions(world, world.plan.sections.get(code="3.1"), count)
    build.closed(world.period, world.officer)
    client = client_of(world.member)
    with django_assert_max_num_queries(17):
        client.get(address(world, f"{world.period.pk}/"))


def test_what_members_asked_is_frozen_with_the_report(world, client_of):
    asked_something(world)
    build.closed(world.period, world.officer)
    client = client_of(world.officer)
    page = client.get(address(world, f"{world.period.pk}/")).text
    assert "Why is the contract late?" in page
    report = issue_report(period=world.period, by=world.officer, at=build.NOW)
    assert [each.words for each in report.asked.waiting] == ["Why is the contract late?"]
    row = Request.objects.get()
    later = build.NOW + timedelta(days=1)
    move(request=row, to=ScrutinyState.ANSWERED, words="The builder failed.", by=world.lead, at=later)
    kept = {each.format: bytes(each.file.content) for each in IssuedFile.objects.select_related("file")}
    assert files_of(Report.objects.get()) == kept, "made again of the record, not of what Members ask now"
    assert "The builder failed." not in client.get(address(world, f"{world.period.pk}/")).text
    again = issue_report(period=world.period, by=world.officer, at=later)
    assert again.asked.waiting == ()
    assert [each.answer for each in again.asked.answered] == ["The builder failed."]


def test_what_was_answered_before_the_last_report_is_not_printed_again(world):
    asked_something(world)
    stood = build.closed(world.period, world.officer)
    issue_report(period=world.period, by=world.officer, at=build.NOW)
    first, second = build.NOW + timedelta(days=1), build.NOW + timedelta(days=35)
    row = Request.objects.get()
    move(request=row, to=ScrutinyState.ANSWERED, words="The builder failed.", by=world.lead, at=first)
    february = world.period
    march = build.next_open(world)
    build.closed(march, world.officer, at=second)
    assert [each.number for each in requests_at(march, stood, at=second).answered] == [1]
    issue_report(period=march, by=world.officer, at=second)
    april = build.next_open(world)
    assert requests_at(april, stood, at=second + timedelta(days=30)).answered == ()
    assert requests_at(february, None, at=second + timedelta(days=30)).answered != (), (
        "as it stood when March closed"
    )
