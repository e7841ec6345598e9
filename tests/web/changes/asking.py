"""Requests as tests make them: asked by the lead of 3.1.2, and decided."""

from datetime import date

from fingerpost.changes.operations.asking import ask, submit
from fingerpost.changes.values import Ruling, Wanted, at_meeting
from fingerpost.meetings.models import Meeting
from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.decisions import Authority, ChangeKind, ReasonCode
from tests import build

WHY = "The tenants' panel meets only in May."


def wanted(kind=ChangeKind.REPROGRAMME, **given):
    if kind in (ChangeKind.REPROGRAMME, ChangeKind.EXTEND):
        given.setdefault("to_date", parse_date("May 2026"))
    return Wanted(kind=kind, reason=ReasonCode.PARTNER, **{"why": WHY, **given})


def draft(world, kind=ChangeKind.REPROGRAMME, *, ref="3.1.2", by=None, asked_on=None, **given):
    return ask(
        plan=world.plan,
        action=world.action(ref) if ref else None,
        wanted=wanted(kind, **given),
        by=by or world.lead,
        at=build.NOW,
        asked_on=asked_on or date(2026, 2, 2),
    )


def submitted(world, kind=ChangeKind.REPROGRAMME, **given):
    request = draft(world, kind, **given)
    return submit(request=request, by=request.asked_by, at=build.NOW)


def cabinet(world, minute="104/26"):
    return at_meeting(Meeting.objects.get(body__council=world.council, body__authority="Cabinet"), minute)


def delegated(world, day=date(2026, 3, 2)):
    return Ruling(Authority.DELEGATED_OFFICER, day, world.head.name)


def as_cmt(world, day=date(2026, 3, 2)):
    return Ruling(Authority.CMT, day, world.cmt.name)
