"""The closed months of the sample council: their figures, their chain, and that the rules made them."""

import itertools
from collections import Counter
from dataclasses import replace

import pytest

from fingerpost.rules.chain import breaks
from fingerpost.rules.classes import CLASS_OF_STATUS, Status, StatusClass
from fingerpost.rules.closing import close
from fingerpost.rules.months import Month, Period
from fingerpost.rules.movement import JoinReason, LeaveReason, movement
from fingerpost.rules.snapshot import Snapshot, digest, snapshot_from_json, to_canonical_json
from fingerpost.rules.updates import Progress
from fingerpost.sample.council import snapshots
from fingerpost.sample.council.closed_months import PLAN, action_rows, plan_sections
from fingerpost.sample.council.people import COUNCIL

GREEN, AMBER, RED = StatusClass.GREEN, StatusClass.AMBER, StatusClass.RED
REPROGRAMMED = StatusClass.REPROGRAMMED
JANUARY, FEBRUARY = snapshots()[-2:]


@pytest.mark.parametrize(
    ("closed", "month", "n", "counts"),
    [
        (JANUARY, Month(2026, 1), 140, {GREEN: 118, AMBER: 16, RED: 2, REPROGRAMMED: 4}),
        (FEBRUARY, Month(2026, 2), 138, {GREEN: 122, AMBER: 10, RED: 2, REPROGRAMMED: 4}),
    ],
)
def test_the_last_two_months_have_the_figures_of_the_real_report(
    closed: Snapshot, month: Month, n: int, counts: dict[StatusClass, int]
) -> None:
    assert closed.period == Period(month, month)
    assert closed.figures.whole.n == len(closed.highlighted) == n
    assert {class_: count for class_, count in closed.figures.whole.counts.items() if count} == counts


def test_all_months_since_july_are_closed_each_on_the_one_before() -> None:
    months = snapshots()
    assert [each.period.last for each in months] == [Month(2025, 7) + step for step in range(8)]
    assert months[0].previous_digest is None
    assert breaks(months) == ()
    for before, after in itertools.pairwise(months):
        assert after.previous_digest == digest(before)


def test_every_month_has_plausible_figures() -> None:
    numbers = [each.figures.whole.n for each in snapshots()]
    assert numbers[:7] == sorted(numbers[:7])
    for closed in snapshots():
        whole = closed.figures.whole
        assert whole.counts.get(GREEN, 0) / whole.n > 0.8
        assert sum(whole.counts.values()) == whole.n


def test_silent_services_are_seen_in_earlier_months_and_none_in_the_last_two() -> None:
    silent = [each.figures.whole.counts.get(StatusClass.NOT_UPDATED, 0) for each in snapshots()]
    assert silent[2] > 0
    assert silent[4] > 0
    assert silent[-2:] == [0, 0]


def test_every_amber_and_red_of_the_last_two_months_has_its_reason_and_corrective_action() -> None:
    for closed in (JANUARY, FEBRUARY):
        late = [each for each in closed.highlighted if each.class_ in (AMBER, RED)]
        assert all(each.update and each.update.reason and each.update.corrective_action for each in late)
        assert len({each.update.reason for each in late if each.update}) == len(late)


def test_the_movement_from_january_to_february_tells_a_story() -> None:
    def of(closed: Snapshot) -> dict[str, StatusClass]:
        return {each.ref: each.class_ for each in closed.highlighted if each.class_}

    before, after = of(JANUARY), of(FEBRUARY)
    moved = Counter((before.get(ref), after.get(ref)) for ref in before.keys() | after.keys())
    assert moved[AMBER, GREEN] == 9
    assert moved[GREEN, AMBER] == 4
    assert moved[AMBER, RED] == 1
    assert moved[RED, REPROGRAMMED] == 1
    assert moved[AMBER, REPROGRAMMED] == 1
    assert moved[None, AMBER] == 1
    assert moved[None, GREEN] > 3
    assert moved[GREEN, None] > 3


def test_everyone_who_joined_or_left_did_so_for_a_reason_and_several_reasons_occur() -> None:
    moves = movement(JANUARY, FEBRUARY).moves
    joined = {each.joined for each in moves if each.before is None}
    left = {each.left for each in moves if each.now is None}
    assert joined == {JoinReason.PROGRAMMED, JoinReason.LATE}
    assert left == {LeaveReason.COMPLETED_EARLIER, LeaveReason.NOT_PROGRAMMED, LeaveReason.WITHDRAWN}


def test_each_kind_of_status_occurs() -> None:
    seen = {each.status for closed in snapshots() for each in closed.actions}
    assert seen == set(Status)


def test_one_status_better_than_the_dates_was_declared_and_agreed() -> None:
    declared = [each for each in FEBRUARY.actions if each.status is not each.calculated]
    assert [each.ref for each in declared] == ["9.1.3"]
    assert (declared[0].calculated, declared[0].status) == (Status.AMBER, Status.ON_TARGET)
    assert declared[0].update is not None
    assert declared[0].update.declared is not None
    assert declared[0].update.declared.agreed_by


def test_one_status_worse_than_the_dates_was_declared() -> None:
    december = snapshots()[-3]
    (declared,) = [each for each in december.actions if each.status is not each.calculated]
    assert (declared.ref, declared.calculated, declared.status) == ("15.2.1", Status.ON_TARGET, Status.AMBER)
    assert declared.update is not None
    assert declared.update.reason
    assert declared.update.corrective_action


def test_recurring_actions_have_a_step_for_each_programmed_month() -> None:
    recurring = [each for each in FEBRUARY.actions if each.schedule.recurring]
    assert len(recurring) == 6
    for each in recurring:
        assert tuple(step.due.latest for step in each.schedule.milestones) == each.schedule.programmed


def test_a_snapshot_is_read_back_from_its_canonical_json() -> None:
    assert snapshot_from_json(to_canonical_json(FEBRUARY)) == FEBRUARY


def test_statuses_come_from_the_rules_so_other_reports_give_other_figures() -> None:
    """With the same plan and decisions, an action reported complete is green; nothing says so but the report."""

    def closed_with(progress: Progress) -> Snapshot:
        rows = []
        for row in action_rows(FEBRUARY.period.last):
            if row.ref == "20.1.2" and progress is Progress.COMPLETE:
                *earlier, last = row.updates
                assert last.period == FEBRUARY.period
                done_on = FEBRUARY.period.last.last_day
                done = replace(last, progress=progress, expected=None, completed_on=done_on)
                rows.append(replace(row, updates=(*earlier, done)))
            else:
                rows.append(row)
        return close(
            council=COUNCIL,
            plan=PLAN,
            period=FEBRUARY.period,
            closed_on=FEBRUARY.closed_on,
            sections=plan_sections(),
            rows=rows,
            risks=FEBRUARY.risks,
            previous=JANUARY,
        )

    assert closed_with(Progress.NOT_COMPLETE) == FEBRUARY
    other = closed_with(Progress.COMPLETE)
    assert other.figures.whole.counts[RED] == 1
    assert other.figures.whole.counts[GREEN] == 123


def test_the_class_of_a_counted_action_is_that_of_its_status() -> None:
    for closed in snapshots():
        for each in closed.highlighted:
            assert each.class_ is CLASS_OF_STATUS[each.status]
