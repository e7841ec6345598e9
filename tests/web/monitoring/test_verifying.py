"""A database that was edited by hand is found, whatever was edited; one that was not is found whole."""

import json
from datetime import date

import pytest

from fingerpost.monitoring.chain import verify_council, verify_plan
from fingerpost.monitoring.models import ActionMonth, Period, Snapshot, Update
from fingerpost.monitoring.operations.corrections import correct_with
from fingerpost.monitoring.operations.updates import send_update
from fingerpost.plans.models import Action, LedgerEntry, Plan, PlanState, Section
from fingerpost.rules import months, updates
from fingerpost.rules.canonical import canonical_json, sha256_of
from fingerpost.rules.months import Month
from fingerpost.rules.updates import Progress
from tests import build
from tests.web.monitoring.year import open_month


@pytest.fixture
def closed(world):
    """February and March closed, with an update and a revision of a date in February."""
    send_update(
        action=world.action("3.1.1"),
        period=world.period,
        content=updates.Update(build.FEBRUARY, Progress.COMPLETE, completed_on=date(2026, 2, 20)),
        by=world.lead,
        at=build.NOW,
    )
    build.redated(world, "3.2.1", "August 2026", decided_on=date(2026, 2, 11))
    build.closed(world.period, world.officer)
    march = open_month(world, Month(2026, 3))
    build.closed(march, world.officer, build.NOW.replace(month=4, day=1))
    return world


def said(world):
    return [each.message for each in verify_council(world.council).faults]


def stored(month, version=1):
    return Snapshot.objects.filter(period__first=Month(2026, month), version=version)


def rewritten(month, **changed):
    """The frozen text of a month with other values, and the digest that goes with it."""
    plain = json.loads(stored(month).get().json) | changed
    text = canonical_json(plain)
    return {"json": text.decode(), "digest": sha256_of(text)}


def test_what_nobody_touched_is_found_whole(closed):
    assert verify_council(closed.council).faults == ()
    assert verify_council(closed.council).versions == 2


def test_a_correction_and_what_was_built_on_the_version_before_are_found_whole(closed):
    content = updates.Update(build.FEBRUARY, Progress.COMPLETE, completed_on=date(2026, 2, 26))
    correct_with(
        period=closed.period,
        contents={closed.action("4.1.2"): content},
        reason="The note was overlooked.",
        by=closed.officer,
        at=build.NOW.replace(month=4, day=2),
    )
    assert said(closed) == []


def test_an_altered_text_is_found(closed):
    stored(2).update(json=stored(2).get().json.replace("Housing", "Houses"))
    assert (
        "The record of February 2026, version 1, was altered: its digest is not the one stored with it."
        in (said(closed))
    )
    assert any(
        "March 2026, version 1, stands on a record that is missing or was altered" in each
        for each in said(closed)
    )


def test_an_altered_digest_is_found(closed):
    stored(3).update(digest="0" * 64)
    assert any("its digest is not the one stored" in each for each in said(closed))


def test_a_month_rewritten_together_with_its_digest_is_found_by_the_next_and_by_the_history(closed):
    stored(2).update(**rewritten(2, closed_on="2026-03-04"))
    assert any("stands on a record that is missing or was altered" in each for each in said(closed))
    assert "The history tells of another digest of February 2026, version 1, than the one stored." in (
        said(closed)
    )


def test_the_last_month_rewritten_together_with_its_digest_is_found_by_the_history(closed):
    stored(3).update(**rewritten(3, closed_on="2026-04-02"))
    assert said(closed) == [
        "The history tells of another digest of March 2026, version 1, than the one stored."
    ]


def test_a_text_that_is_not_canonical_is_found(closed):
    text = json.dumps(json.loads(stored(3).get().json), indent=1)
    stored(3).update(json=text, digest=sha256_of(text.encode()))
    assert "The record of March 2026, version 1, is not in its canonical form." in said(closed)


def test_a_text_that_is_no_month_is_found(closed):
    stored(3).update(json="{}", digest=sha256_of(b"{}"))
    assert "The record of March 2026, version 1, can no longer be read as a closed month." in said(closed)


def test_figures_altered_beside_the_text_are_found(closed):
    stored(3).update(figures={"n": 1})
    assert said(closed) == ["The figures kept beside March 2026, version 1, are not those of its record."]


def test_another_predecessor_is_found(closed):
    stored(3).update(previous=None)
    assert said(closed) == [
        "The month on which March 2026, version 1, stands is not the one that its record names."
    ]


def test_months_exchanged_are_found(closed):
    march = stored(3).get()
    stored(2).update(json=march.json, digest=march.digest)
    assert "The record stored as February 2026, version 1, is that of March 2026, version 1." in said(closed)


def test_a_version_that_is_gone_is_found(closed):
    ActionMonth.objects.filter(period__first=Month(2026, 3)).delete()
    stored(3)._raw_delete(using="default")
    assert "March 2026 is marked as closed, but there is no record of it." in said(closed)
    assert "The history tells of March 2026, version 1, which is not there." in said(closed)


def test_a_month_reopened_by_hand_is_found(closed):
    Period.objects.filter(first=Month(2026, 3)).update(closed_at=None)
    assert said(closed) == ["March 2026 is marked as open, but there is a closed record of it."]


def test_a_gap_between_months_is_found(closed):
    Period.objects.filter(first=Month(2026, 3)).update(first=Month(2026, 4), last=Month(2026, 4))
    assert "April 2026 does not follow February 2026; a period between them is missing." in said(closed)


@pytest.mark.parametrize(
    "column", [{"status": "on target"}, {"reason": "All is well."}, {"status_class": "green"}]
)
def test_a_status_altered_in_the_index_is_found(closed, column):
    ActionMonth.objects.filter(action__ref="4.1.1", period__first=Month(2026, 2)).update(**column)
    assert said(closed) == [
        "The status of action 4.1.1 shown for February 2026 is not that of the closed record."
    ]


def test_a_status_removed_from_the_index_is_found(closed):
    ActionMonth.objects.filter(action__ref="4.1.1", period__first=Month(2026, 3)).delete()
    assert said(closed) == [
        "The status of action 4.1.1 shown for March 2026 is not that of the closed record."
    ]


def test_an_update_altered_after_closing_is_found(closed):
    update = Update.objects.get(action__ref="3.1.1")
    Update.objects.filter(pk=update.pk).update(content=update.content | {"completed_on": "2026-01-20"})
    assert said(closed) == [
        "The update of action 3.1.1 for February 2026 was altered after the month was closed."
    ]


def test_an_update_added_after_closing_is_found(closed):
    Update.objects.create(
        action=closed.action("4.1.1"),
        period=closed.period,
        state="sent",
        content=Update.objects.get(action__ref="3.1.1").content,
        sent_at=build.NOW,
    )
    assert said(closed) == [
        "The update of action 4.1.1 for February 2026 was altered after the month was closed."
    ]


def test_a_revision_removed_from_the_ledger_is_found(closed):
    LedgerEntry.objects.all().delete()
    assert said(closed) == ["The date ledger of action 3.2.1 was altered."]


def test_a_revision_altered_in_the_ledger_is_found(closed):
    entry = LedgerEntry.objects.get()
    LedgerEntry.objects.update(revision=entry.revision | {"words": "Because it rained."})
    assert said(closed) == ["The date ledger of action 3.2.1 was altered."]


def test_a_ledger_that_cannot_be_read_is_found(closed):
    LedgerEntry.objects.update(revision={})
    assert any("The dates of action 3.2.1 can no longer be read" in each for each in said(closed))


def test_programmed_months_altered_in_the_plan_are_found(closed):
    Action.objects.filter(ref="4.1.2").update(programmed=(Month(2026, 1), Month(2026, 2)))
    assert said(closed) == ["The programmed months of action 4.1.2 were altered."]


def test_an_action_that_is_gone_is_found(closed):
    Action.objects.filter(ref="4.1.2").update(ref="4.1.3")
    assert "Action 4.1.2 is gone, though March 2026 holds it." in said(closed)


def test_next_years_plan_stands_on_the_last_month_of_the_plan_that_it_follows(closed):
    following = Plan.objects.create(
        council=closed.council, code="IP26", title="Improvement Plan 2026/27", first_month=Month(2026, 7),
        last_month=Month(2027, 6), state=PlanState.LIVE, previous=closed.plan,
    )  # fmt: skip
    section = Section.objects.create(plan=following, code="1", title="Homes", place=0)
    build.action(following, section, "1.1.1", "Build", "2026-07", closed.lead)
    july = open_month(closed, Month(2026, 7), plan=following)
    build.closed(july, closed.officer, build.NOW.replace(month=8))
    assert july.snapshots.get().previous == stored(3).get()
    assert verify_plan(following).faults == ()
    stored(3).update(**rewritten(3, closed_on="2026-04-02"))
    assert any(
        "July 2026, version 1, stands on a record" in str(each) for each in verify_plan(following).faults
    )
    assert months.Period(Month(2026, 7), Month(2026, 7)) == july.value
