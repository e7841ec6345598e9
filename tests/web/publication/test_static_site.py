"""The public site as files: the same bytes as served, swapped whole, and verified."""

import json
import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from posixpath import normpath

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from fingerpost.cli.main import main
from fingerpost.files.models import StoredFile
from fingerpost.publication import writing
from fingerpost.publication.models import Publication
from fingerpost.publication.operations import publish_report, withdraw, withdraw_file
from fingerpost.publication.static_site import Links, answers, files, path_of
from fingerpost.publication.verifying import faults_of_council, faults_of_folder
from fingerpost.publication.writing import MANIFEST, NotASite, write_site
from tests import build

pytestmark = pytest.mark.django_db
ABOUT = {"links": "root"}


@pytest.fixture(scope="module")
def harrow(django_db_setup, django_db_blocker):
    """February published, made once for this module and taken away with its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build.world()
        publish_report(report=build.issued(world), by=world.officer, at=build.NOW)
        yield world
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def ready(harrow, db):
    pass


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "www"
    write_site(made, files(build.NOW), ABOUT)
    return made


def edition():
    return Publication.objects.get()


def paths(folder):
    return {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}


def test_every_file_holds_the_bytes_that_are_served(folder):
    client = Client()
    served = {path_of(at): client.get(at).content for at, _ in answers(build.NOW)}
    assert len(served) > 25
    assert paths(folder) == served.keys() | {MANIFEST}
    assert {at: (folder / at).read_bytes() == content for at, content in served.items()} == dict.fromkeys(
        served, True
    )


def test_only_what_changed_is_written_again(folder, harrow):
    before = {each: (folder / each).stat().st_ino for each in paths(folder)}
    done = write_site(folder, files(build.NOW), ABOUT)
    assert (done.written, done.gone) == (0, 0)
    file = edition().files.get(format="pdf")
    withdraw_file(file=file, why="It was wrong.", by=harrow.officer, at=build.NOW)
    done = write_site(folder, files(build.NOW), ABOUT)
    changed = {each for each in paths(folder) if (folder / each).stat().st_ino != before[each]} - {MANIFEST}
    assert changed == {
        "public/harrow-vale/ip25/2026-02/index.html",
        "public/harrow-vale/ip25/2026-02/edition/1/index.html",
        "public/harrow-vale/corrections/index.html",
        "public/harrow-vale/feed.atom",
        "public/harrow-vale/ip25/feed.atom",
    }
    assert (done.written, done.gone) == (5, 1)
    assert not any(each.endswith(".pdf") for each in paths(folder))


def test_of_a_withdrawn_edition_only_the_reason_is_left(folder, harrow):
    withdraw(publication=edition(), why="It named a tenant.", by=harrow.officer, at=build.NOW)
    write_site(folder, files(build.NOW), ABOUT)
    page = (folder / "public/harrow-vale/ip25/2026-02/index.html").read_text()
    assert "It named a tenant." in page
    assert not any("/files/" in each or "/action/" in each for each in paths(folder))


def test_whoever_stops_it_half_way_leaves_the_old_site(folder):
    def stopped():
        yield from list(files(build.NOW))[:5]
        raise KeyboardInterrupt

    before = {each: (folder / each).read_bytes() for each in paths(folder)}
    with pytest.raises(KeyboardInterrupt):
        write_site(folder, stopped(), ABOUT)
    assert {each: (folder / each).read_bytes() for each in paths(folder)} == before
    (folder.parent / ".www.new-left").mkdir()
    write_site(folder, files(build.NOW), ABOUT)
    assert sorted(each.name for each in folder.parent.iterdir()) == [".www.lock", "www"]


def test_where_two_folders_cannot_be_exchanged_they_are_moved(folder, monkeypatch):
    monkeypatch.setattr(writing, "_exchanged", lambda _one, _other: False)
    done = write_site(folder, files(build.NOW), ABOUT)
    assert done.written == 0
    assert (folder / "public/index.html").exists()


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(NotASite):
        write_site(tmp_path, files(build.NOW), ABOUT)
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_every_relative_link_leads_to_a_file_of_the_folder(tmp_path):
    write_site(tmp_path / "site", files(build.NOW, links=Links.RELATIVE), {"links": "relative"})
    there = paths(tmp_path / "site")
    links = 0
    for page in (each for each in there if each.endswith("/index.html")):
        for link in re.findall(r'(?:href|src)="([^"#]+)', (tmp_path / "site" / page).read_text()):
            if not link.startswith(("https:", "data:", f"{settings.SITE_ADDRESS}/")):  # to sign in
                links += 1
                assert normpath(str(Path(page).parent / unescape(link))) in there, (page, link)
    assert links > 200


def test_an_altered_folder_is_found(folder):
    def faults():
        return list(faults_of_folder(folder, at=build.NOW))

    assert faults() == []
    page = folder / "public/harrow-vale/ip25/2026-02/index.html"
    kept = page.read_bytes()
    page.write_bytes(kept.replace(b"amber", b"green"))
    assert faults() == ["public/harrow-vale/ip25/2026-02/index.html was altered after it was written."]
    listed = json.loads((folder / MANIFEST).read_text())
    listed["files"]["public/harrow-vale/ip25/2026-02/index.html"] = {
        "sha256": writing.hashlib.sha256(page.read_bytes()).hexdigest()
    }
    (folder / MANIFEST).write_text(json.dumps(listed))
    assert ["altered together with the manifest" in each for each in faults()] == [True]
    page.unlink()
    (folder / "more.html").write_text("More")
    assert faults() == [
        "more.html is nothing that was published.",
        "public/harrow-vale/ip25/2026-02/index.html is missing.",
    ]


def test_a_folder_that_is_out_of_date_is_told_from_an_altered_one(folder, harrow):
    withdraw_file(file=edition().files.get(format="pdf"), why="Wrong.", by=harrow.officer, at=build.NOW)
    faults = list(faults_of_folder(folder, at=build.NOW))
    assert len(faults) == 6
    assert all("publish again" in each for each in faults)


def test_an_altered_edition_is_found(harrow):
    assert list(faults_of_council(harrow.council, made_again=True)) == []
    made = edition()
    pdf = made.files.get(format="pdf").file
    StoredFile.objects.filter(pk=pdf.pk).update(content=b"%PDF-1.7 nothing", size=16)
    assert any("ip25-2026-02-edition-1.pdf was altered" in each for each in faults_of_council(harrow.council))
    digest = writing.hashlib.sha256(b"%PDF-1.7 nothing").hexdigest()
    StoredFile.objects.filter(pk=pdf.pk).update(sha256=digest)
    assert any("history tells of other digests" in each for each in faults_of_council(harrow.council))
    assert any(
        "is not what this release makes" in each
        for each in faults_of_council(harrow.council, made_again=True)
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"json": "{}"}, "The public record of February 2026, edition 1 was altered"),
        ({"record_digest": "0" * 64}, "is missing or was altered"),
        ({"figures": {}}, "are not those of its record"),
        ({"notes": {"3.1.1": ["More"]}}, "are not those of the report as issued"),
        ({"made_with": {"names": "nobody"}}, "can no longer be read"),
    ],
)
def test_whatever_is_altered_in_an_edition_is_found(harrow, changed, words):
    Publication.objects.update(**changed)
    assert any(words in each for each in faults_of_council(harrow.council))


def test_the_commands_write_and_verify(tmp_path, capsys, settings):
    settings.FIXED_NOW = build.NOW + timedelta(hours=1)
    to = tmp_path / "www"
    assert main(["publish", "--to", str(to)]) == 0
    assert "0 gone" in capsys.readouterr().err
    assert main(["verify", "--published", str(to)]) == 0
    assert "no faults found" in capsys.readouterr().out
    (to / "public/index.html").write_text("Hello")
    assert main(["verify", "--published", str(to)]) == 1
    assert "public/index.html was altered after it was written" in capsys.readouterr().out
    assert main(["publish", "--to", str(to), "--council", "nobody"]) == 2
    assert "Nothing of a council with the short name nobody is public" in capsys.readouterr().err
    kept = edition().files.get(format="json").file
    (tmp_path / "month.json").write_bytes(bytes(kept.content))
    assert main(["verify", "--against", str(tmp_path / "month.json")]) == 0
    assert "is as published" in capsys.readouterr().out
