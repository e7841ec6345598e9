"""The pages of insight: every question about the closed months of a plan, of any past period, on screen and as files."""

from datetime import date
from hashlib import sha256

import pytest
from django.urls import reverse

from fingerpost.files.models import StoredFile
from fingerpost.insight.ahead import bunching_before
from fingerpost.intake.models import PublishedMonth, Upload
from fingerpost.monitoring.operations.updates import send_update
from fingerpost.plans.models import PlanState
from fingerpost.plans.operations.decided import amend_action
from fingerpost.reports.compose.insight.questions import OF_THE_PLAN, Question
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.decisions import Authority, Decision
from fingerpost.rules.draft import Draft, FiguresPair, Kind, PrintedFigures, Source
from fingerpost.rules.months import Month
from fingerpost.rules.plain import to_plain
from fingerpost.rules.updates import Progress, Update
from tests import build

QUESTIONS = [each.value for each in Question if each is not Question.ACTION]


def address(world, rest=""):
    return f"/{world.council.slug}/insight/{rest}"


def lived(world):
    """February and March closed, 4.1.1 expected later each month; April is open."""
    for expected in ("March 2026", "May 2026"):
        send_update(
            action=world.action("4.1.1"),
            period=world.period,
            content=Update(
                world.period.value,
                Progress.NOT_COMPLETE,
                expected=parse_date(expected),
                reason="The lorries are late.",
                corrective_action="The lorries are chased each week.",
            ),
            by=world.other_lead,
            at=build.NOW,
        )
        build.closed(
            world.period, world.officer, at=build.NOW.replace(month=world.period.last.number + 1, day=9)
        )
        build.next_open(world)


def test_each_question_has_a_page_and_the_overview_leads_to_it(world, client_of):
    lived(world)
    client = client_of(world.member)
    shown = client.get(address(world))
    assert shown.status_code == 200
    assert shown.text.count("data:image/svg+xml") == len(OF_THE_PLAN) - 1  # no date was moved by a decision
    for each in QUESTIONS:
        assert f'href="{address(world, each)}/"' in shown.text
        answer = client.get(address(world, f"{each}/"))
        assert answer.status_code == 200
        assert "March 2026" in answer.text
    assert "Promised for" not in shown.text
    assert client.get(address(world, "report/")).text.count("<h2") > len(OF_THE_PLAN)


def test_before_the_first_month_is_closed_there_is_something_to_read(world, client_of):
    client = client_of(world.member)
    assert "No month is closed yet" in client.get(address(world)).text
    world.period.delete()
    assert "No month yet" in client.get(address(world)).text
    assert "No month yet" in client.get(address(world, "trend/")).text
    assert client.get(address(world, "trend/?as=pdf")).status_code == 404


def test_a_past_month_is_shown_as_it_was_whatever_happened_since(world, client_of):
    build.closed(world.period, world.officer)
    client = client_of(world.member)
    before = client.get(address(world, "late/?months=1&to=2026-02")).text
    build.next_open(world)
    amend_action(
        action=world.action("4.1.1"),
        title="Begin another thing",
        decision=Decision(build.NOW.date(), "Cabinet", Authority.CABINET),
        by=world.officer,
        at=build.NOW,
    )
    build.closed(world.period, world.officer, at=build.NOW.replace(month=4, day=9))
    after = client.get(address(world, "late/?months=1&to=2026-02")).text
    report = '<div class="fp-report">'
    assert before[before.index(report) :] == after[after.index(report) :]
    assert "Begin another thing" in client.get(address(world, "late/?months=1")).text


def test_the_open_month_comes_last_and_is_marked_as_a_draft(world, client_of):
    lived(world)
    client = client_of(world.officer)
    shown = client.get(address(world, "trend/?to=2026-04"))
    assert "April 2026 is open. What is said of it is a draft" in shown.text
    assert "April 2026 (draft)" in shown.text
    assert "DRAFT" not in client.get(address(world, "trend/")).text
    file = client.get(address(world, "trend/?to=2026-04&as=xlsx"))
    assert "DRAFT-insight-trend.xlsx" in file["Content-Disposition"]
    moved = client.get(address(world, "movement/?to=2026-04&from=2026-02"))
    assert "What moved from February 2026 to April 2026".lower() in moved.text.lower()


def test_movement_is_shown_between_any_two_months_and_step_by_step(world, client_of):
    lived(world)
    answer = client_of(world.cmt).get(address(world, "movement/?from=2026-02"))
    assert "What moved from February 2026 to March 2026" in answer.text
    assert "Step by step" not in answer.text
    assert "Begin food waste rounds" in answer.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("movement/?from=2026-03", "Compare with a closed month before the last one that is shown."),
        ("movement/?from=soon", "Compare with a closed month before the last one that is shown."),
        ("late/?months=many", "Ask for a number of months from 1 to 24."),
        ("late/?months=0", "Ask for a number of months from 1 to 24."),
        ("section/?section=X9", "There is no section X9 in the last month."),
        ("trend/?to=2031-01", "This plan has no such month that is closed or open."),
        ("?to=2031-01", "This plan has no such month that is closed or open."),
    ],
)
def test_what_cannot_be_asked_is_said_on_the_page_with_its_lists(world, client_of, query, said):
    lived(world)
    answer = client_of(world.member).get(address(world, query))
    assert answer.status_code == 200
    assert said in answer.text
    assert "Up to</label>" in answer.text


@pytest.mark.parametrize(
    "rest", ["nothing/", "trend/?plan=0", "trend/?as=exe", "action/0/", "section/?section=X9&as=pdf"]
)
def test_what_there_is_not_is_not_found(world, client_of, rest):
    build.closed(world.period, world.officer)
    assert client_of(world.member).get(address(world, rest)).status_code == 404


def test_strangers_find_nothing_and_a_page_is_only_read(world, client_of):
    build.closed(world.period, world.officer)
    action = f"action/{world.action('3.1.1').pk}/"
    for rest in ("", "trend/", "report/", action):
        assert client_of(world.stranger).get(address(world, rest)).status_code == 404
        assert client_of(world.member).post(address(world, rest)).status_code == 405
    theirs = build.world("other-vale")
    assert client_of(world.member).get(address(world, f"trend/?plan={theirs.plan.pk}")).status_code == 404
    assert (
        client_of(world.member).get(address(world, f"action/{theirs.action('3.1.1').pk}/")).status_code == 404
    )


@pytest.mark.parametrize("to", ["pdf", "docx", "xlsx", "html"])
def test_an_answer_is_a_file_too(world, client_of, to):
    build.closed(world.period, world.officer)
    answer = client_of(world.member).get(address(world, f"late/?months=1&as={to}"))
    assert answer.status_code == 200
    assert f"insight-late.{to}" in answer["Content-Disposition"]


def test_an_actions_page_leads_to_its_dates_month_by_month(world, client_of, settings):
    lived(world)
    settings.FIXED_NOW = build.NOW.replace(month=4, day=20)
    client = client_of(world.member)
    action = world.action("4.1.1")
    at = address(world, f"action/{action.pk}/")
    page = reverse("monitoring:action", kwargs={"council": world.council.slug, "pk": action.pk})
    assert f'href="{at}"' in client.get(page).text
    shown = client.get(at).text
    assert "It is expected in May 2026, 3 months later." in shown
    assert "Promised for February 2026, then March 2026, then May 2026." in shown


def test_the_actions_of_a_page_lead_to_their_story_or_to_their_dates(world, client_of):
    lived(world)
    client, pk = client_of(world.member), world.action("4.1.1").pk
    story = reverse("monitoring:action", kwargs={"council": world.council.slug, "pk": pk})
    assert f'<a href="{story}">4.1.1</a>' in client.get(address(world, "late/")).text
    assert (
        f'<a href="{address(world, f"action/{pk}/")}">4.1.1</a>' in client.get(address(world, "slip/")).text
    )
    assert "4.1.1</a>" not in client.get(address(world, "late/?as=html")).text


def test_the_report_of_a_closed_month_leads_to_what_was_known_then(world, client_of):
    lived(world)
    february = world.plan.periods.get(last="2026-02")
    shown = client_of(world.member).get(f"/{world.council.slug}/reports/{february.pk}/").text
    assert f'href="{address(world)}?plan={world.plan.pk}&amp;to=2026-02"' in shown


def test_the_start_pages_of_officer_and_cmt_lead_to_it(world, client_of):
    build.closed(world.period, world.officer)
    build.next_open(world)
    for person in (world.officer, world.cmt):
        assert f'href="{address(world, "late/")}"' in client_of(person).get(f"/{world.council.slug}/").text


def test_a_plan_before_it_is_approved_shows_what_falls_due_when(db, client_of, django_assert_num_queries):
    world = build.world(state=PlanState.DRAFT)
    with django_assert_num_queries(7):
        found = bunching_before(world.plan, on=date(2025, 6, 1))
    assert [(str(each.month), len(each.actions)) for each in found.months if each.actions] == [
        ("2025-12", 1), ("2026-02", 3), ("2026-03", 1), ("2026-06", 1),
    ]  # fmt: skip
    client = client_of(world.officer)
    shown = client.get(address(world, f"bunching/?plan={world.plan.pk}"))
    assert "Improvement Plan 2025/26, as drafted" in shown.text
    assert client.get(address(world, f"bunching/?plan={world.plan.pk}&as=pdf")).status_code == 200
    assert client.get(address(world, f"trend/?plan={world.plan.pk}")).status_code == 404


def test_months_known_from_old_reports_stand_in_the_trend_as_published(world, client_of):
    build.closed(world.period, world.officer)
    green = PrintedFigures(Month(2026, 1), 10, printed_shares={StatusClass.GREEN: "70.0"})
    for month, figures in (("2026-01", FiguresPair(green)), ("2025-12", None)):
        file = StoredFile.objects.create(
            council=world.council,
            name=f"{month}.txt",
            media_type="text/plain",
            sha256=sha256(month.encode()).hexdigest(),
            size=1,
            content=b"x",
            stored_at=build.NOW,
        )
        upload = Upload.objects.create(
            council=world.council, by=world.officer, at=build.NOW, file=file, state="accepted"
        )
        draft = Draft(source=Source("old.txt", "0" * 64, "text"), kind=Kind.REPORT, figures=figures)
        PublishedMonth.objects.create(plan=world.plan, upload=upload, month=month, record=to_plain(draft))
    shown = client_of(world.member).get(address(world, "trend/")).text
    assert "The figures of January 2026 are as an old report printed them" in shown
    assert "January 2026 (as published)" in shown
    assert "December 2025" not in shown
    compared = client_of(world.member).get(address(world, "movement/?from=2026-01")).text
    assert "known only as published" in compared
    assert "The figures of both months" in compared
    assert "January 2026, as published</option>" in compared


@pytest.mark.parametrize("count", [4, 144])
def test_a_page_takes_as_many_queries_for_few_as_for_many(world, client_of, django_assert_num_queries, count):
    build.many_actions(world, world.plan.sections.get(code="3.1"), count)
    build.closed(world.period, world.officer)
    client = client_of(world.member)
    with django_assert_num_queries(11):
        client.get(address(world, "silence/"))
    with django_assert_num_queries(9):
        client.get(address(world, "silence/"))


def test_what_was_made_of_closed_months_is_kept_by_what_it_is_made_of(world, client_of, monkeypatch):
    build.closed(world.period, world.officer)
    client = client_of(world.member)
    report = '<div class="fp-report">'
    first = client.get(address(world, "slip/")).text.partition(report)[2]

    def refuse(*_args, **_given):
        raise AssertionError("made again")

    monkeypatch.setattr("fingerpost.insight.pages.document_of", refuse)
    assert client.get(address(world, "slip/")).text.partition(report)[2] == first
