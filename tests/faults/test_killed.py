"""A process killed at any statement of an operation leaves the database as before it or as after it, never between."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY


@pytest.mark.parametrize("kind", ["closing", "deciding", "updating"])
def test_whoever_is_killed_half_way_has_done_nothing_or_everything(kind, tmp_path, migrated):
    shutil.copy(migrated, tmp_path / "killed.sqlite3")
    ended = subprocess.run(
        [sys.executable, "-m", "tests.faults.killing", str(tmp_path), kind],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    left = ended.stdout.split()
    assert len(left) > 5
    assert set(left) <= {"before", "after"}
    assert left[0] == "before"
