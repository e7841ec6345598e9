"""A process killed at any statement of an operation leaves the database as before it or as after it, never between."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY


def run(folder, migrated, *arguments):
    """What `killing.py` prints, in a folder with an empty database."""
    shutil.copy(migrated, folder / "killed.sqlite3")
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.killing", str(folder), *arguments],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.split()


@pytest.mark.parametrize(
    "kind", ["closing", "deciding", "updating", "importing", "importing a month", "writing"]
)
def test_whoever_is_killed_half_way_has_done_nothing_or_everything(kind, tmp_path, migrated):
    left = run(tmp_path, migrated, kind)
    assert len(left) > 5
    assert set(left) <= {"before", "after"}
    assert left[0] == "before"


def test_of_a_worker_killed_half_way_no_mail_is_lost_and_at_most_one_message_sent_again(tmp_path, migrated):
    left = run(tmp_path, migrated, "sending")
    assert len(left) > 5
    assert set(left) == {"whole", "repeated"}


@pytest.mark.parametrize("kind", ["closing", "deciding", "importing", "importing a month"])
def test_of_two_processes_at_once_one_does_it_and_the_other_is_refused(kind, tmp_path, migrated):
    assert run(tmp_path, migrated, kind, "twice") == ["done", "refused", "after"]
