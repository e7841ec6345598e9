"""A full disk and a database that can only be read: nothing is half written, and the page says so plainly."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY

PROGRAM = """
import sys
from pathlib import Path
from tests.faults.killing import contents
import os
folder = Path(sys.argv[1])
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "fingerpost.config.settings", "FINGERPOST_DATA": str(folder),
    "FINGERPOST_NOW": "2026-03-03T10:00", "DATABASE_URL": f"sqlite:///{folder / 'full.sqlite3'}",
}
import django
django.setup()
from django.db import connection, OperationalError
from tests.faults.killing import prepared
from fingerpost.govuk.faults import storage_fault
work = prepared("closing")
connection.close()
before = contents(folder / "full.sqlite3")
with connection.cursor() as cursor:
    cursor.execute(sys.argv[2])
try:
    work()
except OperationalError as problem:
    print(storage_fault(problem).name)
connection.close()
print("before" if contents(folder / "full.sqlite3") == before else "between")
"""


@pytest.mark.parametrize(
    ("limit", "fault"), [("PRAGMA max_page_count = 1", "FULL"), ("PRAGMA query_only = 1", "READ_ONLY")]
)
def test_closing_where_nothing_can_be_written_changes_nothing_and_is_understood(
    tmp_path, migrated, limit, fault
):
    shutil.copy(migrated, tmp_path / "full.sqlite3")
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path), limit],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout.split() == [fault, "before"], ended.stderr
