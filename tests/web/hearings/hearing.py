"""Reports before meetings as tests make them. Cabinet met on 11 February 2026; the board meets on 12 March."""

from datetime import date

from fingerpost.committee.models import CommitteeReport
from fingerpost.hearings.operations.agenda import put_before
from fingerpost.hearings.operations.call_in import call_in
from fingerpost.hearings.operations.forward_plan import Entry, add_entry
from fingerpost.hearings.operations.minutes import record_minute
from fingerpost.hearings.values import Minute
from fingerpost.meetings.models import Body, Meeting
from fingerpost.meetings.operations import publish_decisions
from fingerpost.rules.meetings.bodies import Outcome
from tests import build
from tests.web.changes.asking import submitted

RECOMMENDED = "the corrective action is approved\nthe new date of 3.1.2 is approved"


def report(world, title="Improvement Plan: February 2026"):
    found = CommitteeReport.objects.filter(plan=world.plan, title=title).first()
    return found or CommitteeReport.objects.create(
        plan=world.plan,
        kind="exception report",
        title=title,
        state="issued",
        digest="0" * 64,
        started_by=world.officer,
        started_at=build.NOW,
        approved_by=world.cmt,
        approved_at=build.NOW,
        issued_by=world.officer,
        issued_at=build.NOW,
    )


def meeting(world, body="Cabinet", day=date(2026, 2, 11)):
    found = Meeting.objects.filter(body__council=world.council, body__name=body, day=day).first()
    return found or Meeting.objects.create(body=Body.objects.get(council=world.council, name=body), day=day)


def board(world, day=date(2026, 3, 12)):
    return meeting(world, "Overview and Scrutiny Committee", day)


def waiting(world):
    """The request of the lead of 3.1.2, which nobody has decided."""
    return world.plan.change_requests.filter(state="submitted").first() or submitted(world)


def put(world, at=None, requests=None):
    return put_before(
        report=report(world),
        meeting=at or meeting(world),
        recommendation=RECOMMENDED,
        requests=[waiting(world)] if requests is None else requests,
        by=world.officer,
        at=build.NOW,
    )


def minute(item, outcome=Outcome.APPROVED, **given):
    typed = {"resolution": item.recommendation, "reference": "45/26"}
    if outcome in (Outcome.APPROVED, Outcome.AMENDED) and item.meeting.body.authority:
        typed["approved"] = list(item.requests.all())
    return Minute(outcome, **(typed | given))


def minuted(world, item=None, published=date(2026, 2, 25), **given):
    """An item whose minute is recorded, and the decisions published."""
    item = item or put(world)
    done = record_minute(hearing=item, minute=minute(item, **given), by=world.democratic, at=build.NOW)
    if published is not None:
        publish_decisions(meeting=done.meeting, on=published, by=world.democratic, at=build.NOW)
        done.meeting.refresh_from_db()
    return done


def called_in(world, item=None):
    """An item whose decision is called in to the board."""
    item = item or minuted(world)
    call_in(
        hearing=item,
        on=date(2026, 3, 3),
        by_whom="Councillors Reeve and Amble",
        why="The tenants were not asked.",
        meeting=board(world),
        by=world.democratic,
        at=build.NOW,
    )
    return item


def planned(world, **given):
    typed = {
        "title": "Letting the homes contract",
        "body": Body.objects.get(council=world.council, name="Cabinet"),
        "expected_on": date(2026, 4, 22),
        "contact": world.democratic,
        "key": True,
        "key_why": "It spends £2m and touches every ward.",
    }
    return add_entry(council=world.council, entry=Entry(**(typed | given)), by=world.democratic, at=build.NOW)
