"""The history, kept files and issued reports that were edited by hand are found; what nobody touched is whole."""

import hashlib
from datetime import timedelta

import pytest
from django.db import models

from fingerpost.cli.verify import verified
from fingerpost.files.models import StoredFile
from fingerpost.files.verifying import faults_of_files
from fingerpost.history.models import Entry
from fingerpost.history.record import record
from fingerpost.history.sealing import SEAL, faults_of_history
from fingerpost.issuing.models import IssuedFile
from fingerpost.issuing.verifying import faults_of_reports
from fingerpost.rules.months import Month
from tests import build
from tests.web.monitoring.year import open_month

EARLIER = build.NOW - timedelta(hours=2)


def entry(world, label="Action 3.1.1", at=EARLIER):
    return record(
        by=world.officer,
        at=at,
        event="amended",
        of=world.action("3.1.1"),
        label=label,
        before={"title": "Let the homes contract", "weight": 1.5},
        after={"title": "Let it", "weight": 2},
    )


def by_hand(pk):
    """An entry as somebody with the database in hand has it, past everything that refuses."""
    return models.QuerySet(Entry).filter(pk=pk)


@pytest.fixture
def sealed(world):
    """A history of three entries, closed and so sealed; the world with them."""
    world.entries = [entry(world, f"Action {number}") for number in (1, 2, 3)]
    build.closed(world.period, world.officer)
    return world


def said(world):
    return list(faults_of_history(world.council.pk))


def test_a_history_that_nobody_touched_is_whole_however_it_goes_on(sealed):
    entry(sealed, at=build.NOW)
    entry(sealed, at=EARLIER)  # an entry of an earlier moment, written later
    march = open_month(sealed, Month(2026, 3))
    build.closed(march, sealed.officer, build.NOW.replace(month=4, day=1))
    assert said(sealed) == []
    first, second = (each.after[SEAL] for each in Entry.objects.filter(after__has_key=SEAL).order_by("pk"))
    assert first["entries"] >= 3
    assert second["entries"] >= 1
    assert second["after"] == first["until"]


@pytest.mark.parametrize(
    "change",
    [
        {"by": "Somebody Else"},
        {"event": "opened"},
        {"label": "Action 9"},
        {"after": {"title": "Let nothing", "weight": 2}},
        {"at": EARLIER + timedelta(minutes=1)},
        {"why": "Because."},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_entry_that_was_altered_is_found(sealed, change):
    by_hand(sealed.entries[1].pk).update(**change)
    [sentence] = said(sealed)
    assert (
        sentence
        == "An entry of the history before 3 March 2026 was altered after it was sealed with “February 2026”."
    )


def test_an_entry_that_was_taken_away_or_slipped_in_is_found(sealed):
    row = by_hand(sealed.entries[1].pk)
    kept = row.get()
    row._raw_delete(row.db)
    [sentence] = said(sealed)
    assert "entries when it was sealed" in sentence
    Entry(**{each.attname: getattr(kept, each.attname) for each in Entry._meta.fields}).save()
    assert said(sealed) == []


def test_an_entry_still_under_way_waits_for_the_next_seal(world):
    entry(world, at=build.NOW - timedelta(minutes=9))
    build.closed(world.period, world.officer)
    seal = Entry.objects.get(after__has_key=SEAL).after[SEAL]
    assert Entry.objects.filter(pk__lte=seal["last"], label="Action 3.1.1").count() == 0


def test_each_council_has_a_history_of_its_own(sealed):
    record(by=sealed.stranger, at=EARLIER, event="did", of=sealed.stranger, label="x")
    assert list(faults_of_history(sealed.stranger.council_id)) == []
    assert said(sealed) == []


@pytest.mark.django_db
def test_a_file_or_an_issued_report_that_was_replaced_is_found_and_the_command_says_so(capsys):
    world = build.world()
    report = build.issued(world)
    assert verified() == 0
    assert "entries of the history looked through, no faults found" in capsys.readouterr().out
    kept = IssuedFile.objects.filter(report=report).first().file
    StoredFile.objects.filter(pk=kept.pk).update(content=b"another report")
    [sentence] = faults_of_files(world.council)
    assert kept.name in sentence
    StoredFile.objects.filter(pk=kept.pk).update(
        size=14, sha256=hashlib.sha256(b"another report").hexdigest()
    )
    assert list(faults_of_files(world.council)) == []
    [sentence] = faults_of_reports(world.council)
    assert "not those of which the history tells" in sentence
    assert verified() == 1
    assert sentence in capsys.readouterr().out
