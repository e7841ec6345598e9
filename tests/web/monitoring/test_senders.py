"""Many leads at the same moment: nobody is refused, and every word stands afterwards."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import build
from tests.web.monitoring.senders import LEADS, answers_at_once, said

ROOT = Path(__file__).parents[3]
ANSWERS = [200] * 2 * LEADS + [302] * LEADS
WORDS = [f"It goes well, says {number}." for number in range(LEADS)], LEADS


@pytest.mark.skipif(
    "not __import__('django').db.connection.vendor == 'postgresql'",
    reason="on SQLite the test below does it with a file",
)
@pytest.mark.django_db(transaction=True)
def test_many_who_send_at_once_on_a_server_lose_nothing():
    assert answers_at_once(build.world(), build) == ANSWERS
    assert said() == WORDS


def test_many_who_send_at_once_in_one_file_lose_nothing(tmp_path, migrated):
    shutil.copy(migrated, tmp_path / "senders.sqlite3")
    done = subprocess.run(
        [sys.executable, "-m", "tests.web.monitoring.senders"],
        cwd=ROOT,
        env=os.environ
        | {
            "DATABASE_URL": f"sqlite:///{tmp_path}/senders.sqlite3",
            "FINGERPOST_DATA": str(tmp_path),
            "FINGERPOST_NOW": build.NOW.replace(tzinfo=None).isoformat(),
            "FINGERPOST_HOSTS": "testserver",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert (done.returncode, done.stdout.splitlines()) == (0, [str(ANSWERS), str(WORDS)]), done.stderr
