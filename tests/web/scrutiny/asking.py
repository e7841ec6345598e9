"""Things asked in the world of the tests."""

from datetime import date

from fingerpost.meetings.models import Body, Meeting
from fingerpost.rules.scrutiny import ScrutinyKind
from fingerpost.scrutiny.operations.asking import ask
from fingerpost.scrutiny.values import About, Asking
from tests import build


def committee(world, day=date(2026, 2, 24)):
    """A meeting of the committee that scrutinises."""
    body = Body.objects.get(council=world.council, authority="")
    meeting, _ = Meeting.objects.get_or_create(body=body, day=day)
    return meeting


def asked(
    world,
    words="Why is the contract late?",
    *,
    kind=ScrutinyKind.QUESTION,
    ref="3.1.1",
    at=build.NOW,
    **given,
):
    """Something that the world's Member asked about an action, or whatever `given` says."""
    given.setdefault("by", None if "name" in given else world.member)
    given.setdefault("about", About(action=world.action(ref)))
    return ask(council=world.council, asking=Asking(kind, words, **given), by=world.democratic, at=at)
