"""Two closers at once, and a closer who is killed: exactly one closes, and nothing is left half-way."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connections, transaction

from fingerpost.monitoring.closing import AlreadyClosed, NothingToCorrect
from fingerpost.monitoring.models import Period, Snapshot
from fingerpost.monitoring.operations.corrections import correct_with
from fingerpost.plans.models import Plan
from tests import build

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def ran(tmp_path_factory, migrated):
    """Runs a step of `closers.py` on a SQLite file, in a process of its own; gives what it printed."""
    data = tmp_path_factory.mktemp("closers")
    shutil.copy(migrated, data / "closers.sqlite3")
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{data}/closers.sqlite3",
        "FINGERPOST_DATA": str(data),
        "PYTHONPATH": str(ROOT),
    }

    def run(what):
        done = subprocess.run(
            [sys.executable, "-m", "tests.web.monitoring.closers", what],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        return done.returncode, done.stdout.splitlines()[-3:]

    assert run("make") == (0, ["0 0 True"])
    return run


def test_a_closer_who_is_killed_leaves_the_month_open_and_of_two_closers_one_wins(ran):
    assert ran("killed") == (-9, [])
    assert ran("both") == (0, ["AlreadyClosed", "closed 1", "1 6 False"])


@pytest.mark.skipif(
    "not __import__('django').db.connection.vendor == 'postgresql'",
    reason="on SQLite the test above does it with a file",
)
@pytest.mark.django_db(transaction=True)
def test_of_two_closers_at_once_on_a_server_one_wins():
    world = build.world()
    start, results = threading.Barrier(2), []

    def close():
        start.wait(10)
        try:
            results.append(build.closed(world.period, world.officer))
        except AlreadyClosed as refusal:
            results.append(refusal)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=close) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert sorted(type(each).__name__ for each in results) == ["AlreadyClosed", "Snapshot"]
    assert Snapshot.objects.count() == 1


@pytest.mark.skipif(
    "not __import__('django').db.connection.vendor == 'postgresql'", reason="SQLite locks no single rows"
)
@pytest.mark.django_db(transaction=True)
def test_a_correction_waits_for_the_plan_before_it_holds_the_month():
    world = build.world()
    build.closed(world.period, world.officer)
    refused = []

    def correct():
        try:
            correct_with(period=world.period, contents={}, reason="Late.", by=world.officer, at=build.NOW)
        except NothingToCorrect as refusal:
            refused.append(refusal)
        finally:
            connections.close_all()

    correcting = threading.Thread(target=correct)
    with transaction.atomic():
        Plan.objects.select_for_update().get(pk=world.plan.pk)
        correcting.start()
        correcting.join(1)
        assert Period.objects.select_for_update(nowait=True).get(pk=world.period.pk).closed_at
    correcting.join(30)
    assert len(refused) == 1
