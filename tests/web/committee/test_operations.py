"""A committee report from its start to its issue: what each operation does, refuses and leaves in the record."""

import pytest

from fingerpost.committee.models import CommitteeReport, ReportState
from fingerpost.committee.operations.approving import (
    NoReason,
    NoSuchDifference,
    NotReady,
    accept_difference,
    approve_report,
    send_back,
    send_for_sign_off,
    take_back_acceptance,
    take_back_to_draft,
)
from fingerpost.committee.operations.consulting import add_consultee, edit_consultee
from fingerpost.committee.operations.holding import SomebodyElseWrote
from fingerpost.committee.operations.parts import (
    KeyTaken,
    NothingToSign,
    StillHolds,
    add_part,
    give_part,
    leave_out_part,
    move_part,
    sign_off,
    take_back_sign_off,
)
from fingerpost.committee.operations.reports import (
    MonthOpen,
    NothingNewer,
    NotNew,
    ReportInHand,
    follow_correction,
    start_month_report,
    start_plan_report,
)
from fingerpost.committee.reading import reading_of
from fingerpost.committee.rights import sign_right
from fingerpost.committee.states import ALLOWED_MOVES, NotInThisState
from fingerpost.history.of import entries_of
from fingerpost.monitoring.operations.corrections import correct_with
from fingerpost.rules.committee.exempt import Exemption
from fingerpost.rules.committee.standard import StandardPart
from fingerpost.rules.nations import Nation
from fingerpost.rules.updates import Progress, Update
from tests import build
from tests.web.committee import living

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(world):
    return living.started(world)


def part(report, key):
    return report.parts.select_related("owner").get(key=key)


def test_every_state_is_in_the_table():
    assert ALLOWED_MOVES.keys() == set(ReportState)


def test_a_report_begins_with_the_standard_parts_and_their_words(report):
    keys = list(report.parts.values_list("key", flat=True))
    assert keys[:4] == ["summary", "recommendation", "background", "progress"]
    assert "{amber count}" in part(report, "progress").text
    assert part(report, "financial").clearance == "finance"
    assert report.state == ReportState.DRAFT


def test_an_open_month_has_no_report(world):
    with pytest.raises(MonthOpen, match="February 2026 is open"):
        start_month_report(period=world.period, by=world.officer, at=build.NOW)


def test_a_month_has_one_report_in_hand(world, report):
    with pytest.raises(ReportInHand):
        start_month_report(period=world.period, by=world.officer, at=build.NOW)
    assert CommitteeReport.objects.count() == 1


def test_a_live_plan_is_not_reported_on_as_new(world):
    with pytest.raises(NotNew, match="is live"):
        start_plan_report(plan=world.plan, by=world.officer, at=build.NOW)


def test_the_fields_are_filled_from_the_closed_month(report):
    now = reading_of(report).part(part(report, "background").pk)
    assert "Improvement Plan 2025/26" in now.body
    assert "{plan}" not in now.body
    assert now.problems == ()


def test_the_next_report_carries_words_owners_order_and_consultees(world, report):
    living.write(part(report, "customer"), "Tenants will notice shorter waits.", world)
    give_part(part=part(report, "customer"), owner=world.lead, by=world.officer, at=build.NOW)
    move_part(part=part(report, "summary"), earlier=False, by=world.officer, at=build.NOW)
    leave_out_part(part=part(report, "wards"), by=world.officer, at=build.NOW)
    add_part(
        report=report,
        standard=StandardPart("climate", "Climate"),
        text="Fewer miles are driven.",
        by=world.officer,
        at=build.NOW,
    )
    add_consultee(
        report=report,
        name="All ward members",
        consulted_on=None,
        answer="Agreed.",
        by=world.officer,
        at=build.NOW,
    )
    living.issued(report, world)
    build.next_open(world)
    build.closed(world.period, world.officer, build.NOW.replace(month=4))
    following = start_month_report(period=world.period, by=world.officer, at=build.NOW)
    carried = part(following, "customer")
    assert (carried.text, carried.owner) == ("Tenants will notice shorter waits.", world.lead)
    assert carried.signed_by is None
    keys = list(following.parts.values_list("key", flat=True))
    assert keys[:2] == ["recommendation", "summary"]
    assert "climate" in keys
    assert "wards" not in keys
    assert [(each.name, each.answer) for each in following.consultees.all()] == [("All ward members", "")]
    assert "March 2026" in following.title


def test_a_text_that_was_saved_over_is_refused_with_both(world, report):
    mine = part(report, "customer")
    living.write(mine, "As Edith has it.", world, version=1)
    with pytest.raises(SomebodyElseWrote) as clash:
        living.write(mine, "As Dora has it.", world, version=1)
    assert clash.value.now.text == "As Edith has it."


def test_writing_the_same_again_writes_nothing(world, report):
    mine = part(report, "customer")
    living.write(mine, "Nothing new.", world)
    entries = entries_of(world.council.pk, mine).count()
    living.write(mine, "Nothing new.", world)
    assert entries_of(world.council.pk, mine).count() == entries


def test_a_part_is_signed_only_once_the_report_is_sent(world, report):
    with pytest.raises(NotInThisState):
        sign_off(
            part=part(report, "summary"),
            under=sign_right(part(report, "summary")),
            by=world.officer,
            at=build.NOW,
        )


def test_an_empty_part_cannot_be_signed(world, report):
    send_for_sign_off(report=report, by=world.officer, at=build.NOW)
    with pytest.raises(NothingToSign):
        sign_off(
            part=part(report, "customer"),
            under=sign_right(part(report, "customer")),
            by=world.officer,
            at=build.NOW,
        )


def test_another_text_voids_the_sign_off(world, report):
    report = living.signed(report, world)
    mine = part(report, "customer")
    assert reading_of(report).part(mine.pk).is_signed
    living.write(mine, "Something else.", world)
    assert not reading_of(living.again(report)).part(mine.pk).is_signed
    assert part(report, "customer").signed_by is None


def test_a_sign_off_is_taken_back_with_its_reason(world, report):
    report = living.signed(report, world)
    take_back_sign_off(
        part=part(report, "customer"), why="The survey is out.", by=world.officer, at=build.NOW
    )
    assert [each.row.key for each in reading_of(living.again(report)).to_sign] == ["customer"]
    assert entries_of(world.council.pk, part(report, "customer")).first().why == "The survey is out."


def test_another_owner_voids_the_sign_off(world, report):
    report = living.signed(report, world)
    give_part(part=part(report, "customer"), owner=world.lead, by=world.officer, at=build.NOW)
    assert part(report, "customer").signed_by is None


def test_nothing_is_approved_while_anything_stands_in_the_way(world, report):
    report = living.sent(report, world)
    with pytest.raises(NotReady) as refusal:
        approve_report(report=report, by=world.cmt, at=build.NOW)
    said = " ".join(refusal.value.hindrances)
    assert "“Summary” is not signed off." in said
    assert "The report goes to no meeting yet" in said
    assert "Finance has to sign it off" in said


def test_an_approved_report_stands_until_it_is_sent_back(world, report):
    report = living.approved(report, world)
    with pytest.raises(NotInThisState):
        living.write(part(report, "customer"), "Something else.", world)
    with pytest.raises(NoReason):
        send_back(report=report, why=" ", by=world.cmt, at=build.NOW)
    send_back(report=report, why="Say more on costs.", by=world.cmt, at=build.NOW)
    report = living.again(report)
    assert report.state == ReportState.IN_SIGN_OFF
    assert (report.approved_by, report.approved_at) == (None, None)


def test_a_report_in_sign_off_goes_back_to_draft_and_keeps_its_sign_offs(world, report):
    report = living.signed(report, world)
    take_back_to_draft(report=report, by=world.officer, at=build.NOW)
    assert reading_of(living.again(report)).to_sign == ()


def test_a_correction_takes_the_fields_with_it_and_voids_what_reads_otherwise(world, report):
    report = living.signed(report, world)
    done = Update(build.FEBRUARY, Progress.COMPLETE, completed_on=build.FEBRUARY.last.first_day)
    correct_with(
        period=world.period,
        contents={world.action("4.1.2"): done},
        reason="The crews were trained.",
        by=world.officer,
        at=build.NOW,
    )
    follow_correction(report=report, by=world.officer, at=build.NOW)
    report = living.again(report)
    assert report.snapshot.version == 2
    void = [each.row.key for each in reading_of(report).to_sign]
    assert "progress" in void
    assert "customer" not in void
    assert part(report, "progress").signed_by is None
    with pytest.raises(NothingNewer):
        follow_correction(report=report, by=world.officer, at=build.NOW)


def test_what_holds_others_cannot_be_left_out(world, report):
    with pytest.raises(StillHolds):
        leave_out_part(part=part(report, "other"), by=world.officer, at=build.NOW)


def test_a_key_stands_once(world, report):
    with pytest.raises(KeyTaken):
        add_part(
            report=report,
            standard=StandardPart("summary", "Summary"),
            text="",
            by=world.officer,
            at=build.NOW,
        )


def test_the_exemption_stands_in_the_value(world, report):
    exemption = Exemption(Nation.ENGLAND, ("3",), "A tender is open.")
    living.write(part(report, "financial"), "The price is 5.", world, exempt=exemption)
    now = reading_of(living.again(report)).part(part(report, "financial").pk)
    assert now.exemption == exemption


def test_an_answer_is_recorded(world, report):
    made = add_consultee(
        report=report,
        name="Section 151 officer",
        consulted_on=None,
        answer="",
        by=world.officer,
        at=build.NOW,
    )
    edit_consultee(
        consultee=made,
        name="Section 151 officer",
        consulted_on=build.NOW.date(),
        answer="No comment.",
        by=world.officer,
        at=build.NOW,
    )
    assert reading_of(living.again(report)).sources.report.consultees[0].answer == "No comment."


def test_typed_words_that_differ_from_the_record_are_mended_or_accepted(world, report):
    mine = part(report, "customer")
    living.write(mine, "The plan holds 90 actions.", world)
    (found,) = reading_of(living.again(report)).differences
    assert found.part == "customer"
    with pytest.raises(NoReason):
        accept_difference(report=report, finding=found.key, reason=" ", by=world.officer, at=build.NOW)
    with pytest.raises(NoSuchDifference):
        accept_difference(report=report, finding="0", reason="So.", by=world.officer, at=build.NOW)
    made = accept_difference(
        report=report, finding=found.key, reason="The figure of last year.", by=world.officer, at=build.NOW
    )
    reading = reading_of(living.again(report))
    assert reading.differences == ()
    assert reading.sources.report.accepted[0].reason == "The figure of last year."
    living.write(mine, "The plan holds 91 actions.", world)
    assert len(reading_of(living.again(report)).differences) == 1
    take_back_acceptance(acceptance=made, by=world.officer, at=build.NOW)
    living.write(mine, "In {month} {number of actions} actions were looked at.", world)
    assert reading_of(living.again(report)).differences == ()


def test_what_reads_otherwise_after_another_change_is_signed_again(world, report):
    report = living.signed(report, world)
    add_consultee(
        report=report, name="The police", consulted_on=None, answer="", by=world.officer, at=build.NOW
    )
    assert [each.row.key for each in reading_of(living.again(report)).to_sign] == ["consulted"]
    assert part(report, "consulted").signed_by is None
    assert "sign-off is void" in entries_of(world.council.pk, part(report, "consulted")).first().event
