"""An action's own page: its whole story, and as it was on a past day."""

from datetime import date

from fingerpost.monitoring.models import Update as Row
from fingerpost.monitoring.operations.corrections import add_since_note, correct_with
from fingerpost.monitoring.operations.review import send_back
from fingerpost.monitoring.operations.updates import send_update
from fingerpost.plans.models import Action, Plan, Section
from fingerpost.plans.operations.actions import set_people
from fingerpost.plans.operations.decided import amend_action
from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.decisions import Authority, Decision
from fingerpost.rules.months import Month
from fingerpost.rules.updates import Progress, Update
from tests import build
from tests.web.changes.asking import submitted


def address(world, ref, query=""):
    return f"/{world.council.slug}/months/action/{world.action(ref).pk}/{query}"


def lived(world):
    """An action with two updates for one month, a question, a correction, a note, a new date and another title."""
    action = world.action("3.2.1")
    for day, expected, words in (
        (1, "May 2026", "Half are surveyed."),
        (2, "August 2026", "Rain stopped us."),
    ):
        send_update(
            action=action,
            period=world.period,
            content=Update(
                build.FEBRUARY, Progress.NOT_COMPLETE, sent_on=date(2026, 3, day), expected=parse_date(expected),
                comment=words, reason="Rain.", corrective_action="A second team.",
            ),
            by=world.lead,
            at=build.NOW.replace(day=day),
        )  # fmt: skip
    send_back(update=Row.objects.get(action=action), question="Which team?", by=world.officer, at=build.NOW)
    build.redated(world, "3.2.1", "August 2026", decided_on=date(2026, 3, 3), minute="CAB 77")
    amend_action(
        action=action,
        title="Survey every roof and gutter",
        decision=Decision(date(2026, 3, 3), "Cabinet", Authority.CABINET, minute="CAB 78"),
        by=world.officer,
        at=build.NOW,
    )
    set_people(action=action, leads=[world.head], by=world.officer, at=build.NOW.replace(hour=11))
    build.closed(world.period, world.officer, build.NOW.replace(day=4))
    correct_with(
        period=world.period,
        contents={action: Update(build.FEBRUARY, Progress.ON_COURSE, comment="Misread: they are on course.")},
        reason="The lead mistook the action.",
        by=world.officer,
        at=build.NOW.replace(day=9),
    )
    add_since_note(
        period=world.period, action=action, words="All surveyed.", by=world.head, at=build.NOW.replace(day=10)
    )


def test_the_whole_story_is_told_newest_first(world, client_of, settings):
    lived(world)
    settings.FIXED_NOW = build.NOW.replace(day=12)
    text = client_of(world.officer).get(address(world, "3.2.1")).text
    told = [
        "All surveyed.",
        "February 2026 closed, version 2",
        "Misread: they are on course.",
        "February 2026 closed",
        "Which team?",
        "Rain stopped us.",
        "Half are surveyed.",
    ]
    places = []
    for each in told:
        places.append(text.index(each, places[-1] + 1 if places else 0))
    assert places == sorted(places)
    assert "Survey every roof and gutter" in text
    assert "2 months later, minute CAB 77" in text
    assert "Moved 1 time, 2 months in all." in text


def test_on_a_past_day_nothing_later_is_known(world, client_of, settings):
    lived(world)
    settings.FIXED_NOW = build.NOW.replace(day=12)
    text = client_of(world.officer).get(address(world, "3.2.1", "?on=2026-03-01")).text
    assert "Half are surveyed." in text
    assert "May 2026" in text
    for later in (
        "Rain stopped us.",
        "Which team?",
        "August 2026",
        "CAB 77",
        "gutter",
        "version 2",
        "All surveyed.",
    ):
        assert later not in text
    assert "Leo Brandt, Hazel Marsh" in text


def test_between_closing_and_correction_the_first_version_is_shown(world, client_of, settings):
    lived(world)
    settings.FIXED_NOW = build.NOW.replace(day=12)
    text = client_of(world.officer).get(address(world, "3.2.1", "?on=2026-03-05")).text
    assert "February 2026 closed" in text
    assert "version 2" not in text
    assert "Misread" not in text
    assert "over one month behind" in text or "two months behind" in text


def test_a_day_that_is_none_or_still_to_come_is_refused_in_words(world, client_of):
    client = client_of(world.lead)
    answer = client.get(address(world, "3.1.1", "?on=sometime"))
    assert answer.status_code == 422
    assert "“sometime” is not a day." in answer.text
    assert "is still to come" in client.get(address(world, "3.1.1", "?on=31+March+2027")).text


def test_the_action_of_last_year_and_of_next_year_are_linked(world, client_of):
    last = Plan.objects.create(
        council=world.council, code="IP24", title="Improvement Plan 2024/25", first_month=Month(2024, 7),
        last_month=Month(2025, 6), state="closed",
    )  # fmt: skip
    section = Section.objects.create(plan=last, code="1", title="Homes", place=0)
    old = build.action(last, section, "7.7", "Survey roofs", "2025-01", world.lead)
    Action.objects.filter(pk=world.action("3.2.1").pk).update(carried_from=old)
    client = client_of(world.lead)
    assert "Improvement Plan 2024/25, 7.7" in client.get(address(world, "3.2.1")).text
    assert "Improvement Plan 2025/26, 3.2.1" in (
        client.get(f"/{world.council.slug}/months/action/{old.pk}/").text
    )


def test_requests_and_their_decisions_are_in_the_story(world, client_of):
    submitted(world)
    assert "The request" in client_of(world.member).get(address(world, "3.1.2")).text


def test_an_action_of_another_council_is_not_found(world, client_of):
    assert client_of(world.stranger).get(address(world, "3.1.1")).status_code == 404


def test_another_method_is_refused(world, client_of):
    assert client_of(world.officer).post(address(world, "3.1.1")).status_code == 405


def test_the_page_asks_the_database_as_often_however_much_has_happened(
    world, client_of, settings, django_assert_max_num_queries
):
    lived(world)
    settings.FIXED_NOW = build.NOW.replace(day=12)
    client = client_of(world.officer)
    with django_assert_max_num_queries(32):
        assert client.get(address(world, "3.2.1")).status_code == 200
