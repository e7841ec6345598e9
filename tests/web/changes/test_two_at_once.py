"""Two people decide at the same moment, two workers send: one of them does it. And a decider is killed half-way."""

import threading

import pytest
from django.db import connections

from fingerpost.changes import carrying_out
from fingerpost.changes.models import ChangeRequest
from fingerpost.changes.operations.deciding import approve, reject
from fingerpost.changes.operations.locking import ChangedMeanwhile
from fingerpost.history.models import Entry
from fingerpost.notices.models import Message, MessageState
from fingerpost.notices.sending import send_waiting
from fingerpost.notices.writing import write_due
from fingerpost.people.models import Council
from fingerpost.plans.models import LedgerEntry
from fingerpost.plans.values import ledger_of
from fingerpost.rules.changes import MoveNotAllowed, RequestState
from tests import build
from tests.web.changes.asking import as_cmt, cabinet, submitted

needs_a_server = pytest.mark.skipif(
    "not __import__('django').db.connection.vendor == 'postgresql'",
    reason="SQLite lets one transaction write at a time, and its database for tests is in memory",
)


def together(*works):
    """Do these at the same moment, each on a connection of its own; gives what each gave or raised."""
    start = threading.Barrier(len(works))
    results = [None] * len(works)

    def do(place, work):
        try:
            start.wait(10)
            results[place] = work()
        except ValueError as problem:
            results[place] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=each) for each in enumerate(works)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    return results


@needs_a_server
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", range(5))
def test_of_two_who_decide_at_once_one_wins_and_the_other_is_refused(_time):
    world = build.world()
    request = submitted(world)
    common = {"request": request, "at": build.NOW, "version": request.version}
    ruling, other = cabinet(world), as_cmt(world)
    results = together(
        lambda: approve(**common, ruling=ruling, by=world.officer),
        lambda: reject(**common, ruling=other, by=world.cmt),
    )
    assert [type(each) for each in results if isinstance(each, Exception)] == [ChangedMeanwhile]
    stored = ChangeRequest.objects.get()
    assert stored.state in (RequestState.APPROVED, RequestState.REJECTED)
    assert LedgerEntry.objects.count() == (stored.state == RequestState.APPROVED)


@needs_a_server
@pytest.mark.django_db(transaction=True)
def test_two_requests_about_one_action_are_decided_one_after_the_other():
    world = build.world()
    one, two = submitted(world), submitted(world, why="The hall is let.")
    ruling = cabinet(world)
    results = together(
        lambda: approve(request=one, ruling=ruling, by=world.officer, at=build.NOW),
        lambda: approve(request=two, ruling=ruling, by=world.democratic, at=build.NOW),
    )
    assert len([each for each in results if isinstance(each, ChangeRequest)]) == 1
    assert ledger_of(world.action("3.1.2")).times_moved == 1


@needs_a_server
@pytest.mark.django_db(transaction=True)
def test_two_workers_write_and_send_everything_once(settings):
    from django.core import mail

    world = build.world()
    council = Council.objects.get(pk=world.council.pk)

    def work():
        write_due(council, at=build.NOW)
        return send_waiting(at=build.NOW)

    results = together(work, work, work)
    assert not [each for each in results if isinstance(each, Exception)]
    assert sum(sent for sent, _failed in results) == Message.objects.count() == 2
    assert not Message.objects.exclude(state=MessageState.SENT).exists()
    assert len({each.message()["Message-ID"] for each in mail.outbox}) == len(mail.outbox) == 2


class Killed(BaseException):
    """The process ends here."""


def test_a_decision_that_is_cut_off_half_way_leaves_everything_as_it_was(world, monkeypatch):
    request = submitted(world)
    entries = Entry.objects.count()

    def die(*_args, **_options):
        raise Killed

    monkeypatch.setattr("fingerpost.changes.operations.deciding._decide", die)
    with pytest.raises(Killed):
        approve(request=request, ruling=cabinet(world), by=world.officer, at=build.NOW)
    monkeypatch.undo()
    assert ChangeRequest.objects.get().state == RequestState.SUBMITTED
    assert not LedgerEntry.objects.exists()
    assert Entry.objects.count() == entries
    monkeypatch.setattr(carrying_out, "append_revision", die)
    with pytest.raises(Killed):
        approve(request=request, ruling=cabinet(world), by=world.officer, at=build.NOW)
    monkeypatch.undo()
    approve(request=request, ruling=cabinet(world), by=world.officer, at=build.NOW)
    with pytest.raises(MoveNotAllowed):
        approve(request=request, ruling=cabinet(world), by=world.officer, at=build.NOW)
