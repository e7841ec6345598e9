"""What tests of committee reports share: a report of a closed month, brought as far as a test needs it."""

from dataclasses import replace

from fingerpost.committee.front import front_of
from fingerpost.committee.models import CommitteeReport
from fingerpost.committee.operations.approving import approve_report, send_for_sign_off
from fingerpost.committee.operations.issuing import issue_report
from fingerpost.committee.operations.parts import edit_part, sign_off
from fingerpost.committee.operations.reports import edit_front, start_month_report
from fingerpost.committee.reading import reading_of
from fingerpost.committee.rights import sign_right
from fingerpost.committee.views.loading import REPORT
from fingerpost.hearings.operations.agenda import put_before
from fingerpost.meetings.models import Meeting
from fingerpost.rules.roles import Role
from tests import build


def lawyer(world):
    """Somebody of finance and legal."""
    return build.person(world.council, "Felix Ames", Role.FINANCE_AND_LEGAL, post="Solicitor")


def again(report):
    """The report as the database has it."""
    return CommitteeReport.objects.select_related(*REPORT).get(pk=report.pk)


def started(world):
    """February closed, and its report begun."""
    build.closed(world.period, world.officer)
    return again(start_month_report(period=world.period, by=world.officer, at=build.NOW))


def write(part, text, world, **more):
    given = {"heading": part.heading, "exempt": None, "by": world.officer, "at": build.NOW, **more}
    return edit_part(part=part, text=text, **given)


def written(report, world):
    """Every part that is empty says that there is nothing, and all wards are affected."""
    front = replace(front_of(again(report)), wards="All.")
    edit_front(report=report, front=front, by=world.officer, at=build.NOW)
    for each in reading_of(again(report)).to_write:
        write(each.row, "None.", world)
    return again(report)


def sent(report, world):
    send_for_sign_off(report=written(report, world), by=world.officer, at=build.NOW)
    return again(report)


def signed(report, world, *, but=()):
    """In sign-off, every part signed by somebody who may, but those with these keys."""
    solicitor = lawyer(world)
    for part in reading_of(sent(report, world)).to_sign:
        if part.row.key not in but:
            by = solicitor if part.row.clearance else part.row.owner or world.officer
            sign_off(part=part.row, under=sign_right(part.row), by=by, at=build.NOW)
    return again(report)


def heard(report, world):
    """The report on the agenda of Cabinet."""
    meeting = Meeting.objects.get(body__council=world.council, body__name="Cabinet")
    put_before(report=report, meeting=meeting, by=world.officer, at=build.NOW)
    return again(report)


def approved(report, world):
    report = heard(report, world)
    approve_report(report=signed(report, world), by=world.cmt, at=build.NOW)
    return again(report)


def issued(report, world):
    issue_report(report=approved(report, world), by=world.officer, at=build.NOW)
    return again(report)
