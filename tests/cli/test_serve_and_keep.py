"""The demonstration served and tried in each role; backed up, restored and verified, as a person types it."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import zipfile
from urllib.request import urlopen

import pytest

from fingerpost.cli.main import main
from fingerpost.cli.verify import digests_in
from fingerpost.reports.formats import render
from fingerpost.rules.roles import Role
from fingerpost.rules.snapshot import digest, to_canonical_json
from fingerpost.sample.council import snapshots
from tests import build
from tests.conftest import REPOSITORY, made_once

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("FINGERPOST_")}


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def fingerpost(data, *arguments, check=True):
    done = subprocess.run(
        [sys.executable, "-m", "fingerpost.cli.main", *map(str, arguments)],
        env=environment(data),
        capture_output=True,
        text=True,
        check=False,
    )
    assert not check or done.returncode == 0, done.stderr
    return done


def environment(data):
    given = {"FINGERPOST_DATA": str(data), "DATABASE_URL": f"sqlite:///{data}/fingerpost.sqlite3"}
    return {**CLEAN, **given, "PYTHONPATH": str(REPOSITORY)}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A demonstration that was started, tried in each role and stopped: a copy of its folder, and what it printed."""

    def show(data):
        data.mkdir()
        printed = fingerpost(data, "demo", "--data", data, "--port", free_port(), "--check").stdout
        (data / "printed.txt").write_text(printed, encoding="utf-8")

    data = shutil.copytree(
        made_once(tmp_path_factory, "demo", show), tmp_path_factory.mktemp("demo") / "data"
    )
    return data, (data / "printed.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def backup(demo, tmp_path_factory):
    """A backup of the demonstration."""
    made = tmp_path_factory.mktemp("backup") / "kept.fingerpost"
    fingerpost(demo[0], "backup", made)
    return made


def test_the_demonstration_can_be_signed_in_to_in_each_role(demo):
    _, printed = demo
    for role in set(Role) - {Role.PUBLIC}:
        assert f"{role}: " in printed


def test_the_server_answers_and_stops_when_it_is_told_to(demo):
    data, _ = demo
    port = free_port()
    command = [sys.executable, "-m", "fingerpost.cli.main", "serve", "--port", str(port), "--no-worker"]
    with subprocess.Popen(command, env=environment(data), stderr=subprocess.PIPE) as server:
        try:
            from fingerpost.cli.visitor import wait_for

            wait_for(f"http://127.0.0.1:{port}/healthz", server)
            with urlopen(f"http://127.0.0.1:{port}/static/fingerpost/fingerpost.css") as answer:
                assert answer.status == 200
            busy = fingerpost(data, "serve", "--port", port, check=False)
            assert (busy.returncode, "Choose another with --port" in busy.stderr) == (2, True)
        finally:
            server.send_signal(signal.SIGTERM)
            assert server.wait(20) == 0


def test_a_database_without_tables_is_not_served(tmp_path):
    refused = fingerpost(tmp_path, "serve", "--port", free_port(), check=False)
    assert refused.returncode == 2
    assert "fingerpost serve --migrate" in refused.stderr


def test_a_backup_is_restored_into_an_empty_place_and_verifies(demo, tmp_path):
    data, _ = demo
    backup = tmp_path / "kept.fingerpost"
    said = fingerpost(data, "backup", backup).stdout
    assert "Harrowmere District Council; 8 closed months" in said
    assert backup.stat().st_mode & 0o077 == 0
    restored = fingerpost(tmp_path / "new", "restore", backup)
    assert "8 closed months looked through, no faults found" in restored.stdout
    again = fingerpost(tmp_path / "new", "restore", backup, check=False)
    assert (again.returncode, "not empty" in again.stderr) == (2, True)
    assert fingerpost(tmp_path / "new", "restore", backup, "--replace").returncode == 0


def test_a_backup_is_whole_while_others_write(demo, tmp_path):
    data, _ = demo
    other = sqlite3.connect(data / "fingerpost.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("UPDATE people_council SET name = 'Half written'")
    try:
        fingerpost(data, "backup", tmp_path / "kept.fingerpost")
    finally:
        other.execute("ROLLBACK")
        other.close()
    said = fingerpost(tmp_path / "new", "restore", tmp_path / "kept.fingerpost").stdout
    assert "Harrowmere District Council: 8 closed months" in said


@pytest.mark.parametrize("at", [0.02, 0.5, 0.98])
def test_a_damaged_backup_is_refused_before_anything_changes(backup, tmp_path, at):
    content = bytearray(backup.read_bytes())
    content[int(len(content) * at)] ^= 0x55
    damaged = tmp_path / "damaged.fingerpost"
    damaged.write_bytes(content)
    refused = fingerpost(tmp_path / "new", "restore", damaged, check=False)
    assert refused.returncode == 2
    assert "damaged" in refused.stderr
    assert not (tmp_path / "new" / "fingerpost.sqlite3").exists()


def test_another_file_is_not_a_backup(tmp_path):
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("manifest.json", '{"format": "something else"}')
    refused = fingerpost(tmp_path / "new", "restore", other, check=False)
    assert (refused.returncode, "not a backup" in refused.stderr) == (2, True)


@pytest.mark.parametrize("to", ["pdf", "docx", "xlsx", "html", "json"])
def test_the_digest_of_a_month_is_read_from_its_report_in_every_format(tmp_path, to):
    published = tmp_path / f"february.{to}"
    if to == "json":
        published.write_bytes(to_canonical_json(snapshots()[-1]))
    else:
        published.write_bytes(next(iter(render(report_of_february(), to, stem="february").values())))
    assert digests_in(published) == (digest(snapshots()[-1]), digest(snapshots()[-2]))


def test_a_file_without_a_digest_proves_nothing(demo, tmp_path):
    published = tmp_path / "notes.txt"
    published.write_text("Nothing of note.")
    refused = fingerpost(demo[0], "verify", "--against", published, check=False)
    assert (refused.returncode, "prints no digest" in refused.stderr) == (2, True)


def test_a_published_report_proves_a_month_and_shows_one_that_was_altered(demo, backup, tmp_path):
    published = tmp_path / "february.html"
    published.write_bytes(next(iter(render(report_of_february(), "html", stem="february").values())))
    said = fingerpost(demo[0], "verify", "--against", published).stdout
    assert "February 2026, version 1 of Improvement Plan 2025/26" in said

    fingerpost(tmp_path / "new", "restore", backup)
    database = sqlite3.connect(tmp_path / "new" / "fingerpost.sqlite3", isolation_level=None)
    alter_february_and_cover_it_up(database)
    database.close()
    altered = fingerpost(tmp_path / "new", "verify", "--against", published, check=False)
    assert altered.returncode == 1
    assert "it was altered, or is not of here" in altered.stdout


def report_of_february():
    from fingerpost.reports.compose.snapshot_report import compose_snapshot

    return compose_snapshot(snapshots()[-1], snapshots()[-2], ())


def alter_february_and_cover_it_up(database):
    """As whoever knows the format would: other words, and the digest of these."""
    import hashlib

    ((pk, text),) = database.execute(
        "SELECT id, json FROM monitoring_snapshot ORDER BY id DESC LIMIT 1"
    ).fetchall()
    changed = text.replace("Council", "Counsel", 1)
    assert changed != text
    digest = hashlib.sha256(changed.encode()).hexdigest()
    database.execute(
        "UPDATE monitoring_snapshot SET json = ?, digest = ? WHERE id = ?", (changed, digest, pk)
    )


def test_a_database_edited_by_hand_is_found(backup, tmp_path):
    fingerpost(tmp_path / "new", "restore", backup)
    database = sqlite3.connect(tmp_path / "new" / "fingerpost.sqlite3", isolation_level=None)
    database.execute("UPDATE monitoring_actionmonth SET status = 'complete' WHERE status = 'red'")
    database.close()
    found = fingerpost(tmp_path / "new", "verify", check=False)
    assert found.returncode == 1
    assert "is not that of the closed record" in found.stdout


@pytest.mark.skipif(
    "not __import__('django').db.connection.vendor == 'postgresql'", reason="SQLite's is tested above"
)
@pytest.mark.django_db(transaction=True)
def test_on_postgresql_a_backup_is_restored_in_the_place_of_what_is_there(tmp_path, settings, capsys):
    from fingerpost.people.models import Council

    settings.FIXED_NOW = build.NOW
    world = build.world()
    build.closed(world.period, world.officer, build.NOW)
    assert main(["backup", str(tmp_path / "kept")]) == 0
    Council.objects.filter(pk=world.council.pk).update(name="Renamed since")
    assert main(["restore", str(tmp_path / "kept")]) == 2
    assert main(["restore", str(tmp_path / "kept"), "--replace"]) == 0
    assert Council.objects.get(pk=world.council.pk).name == world.council.name
    assert f"{world.council.name}: 1 closed month looked through, no faults found" in capsys.readouterr().out
