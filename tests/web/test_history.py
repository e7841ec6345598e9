"""The pages of the record, and that it stands."""

import csv
import io
import json
from datetime import date

import pytest

from fingerpost.history.models import Entry, RecordStands
from fingerpost.history.of import differences, entries_of, who
from fingerpost.history.record import record
from fingerpost.monitoring.operations.updates import send_update
from fingerpost.people.operations.delegations import delegate
from fingerpost.rules.updates import Progress, Update
from tests import build


def address(world, rest=""):
    return f"/{world.council.slug}/history/{rest}"


def entry(world, **fields):
    given = {
        "by": world.officer,
        "at": build.NOW,
        "event": "amended",
        "of": world.action("3.1.1"),
        "label": "Action 3.1.1",
        "before": {"title": "Let the homes contract", "service": "Housing"},
        "after": {"title": "Let and sign the homes contract", "service": "Housing"},
    }
    return record(**{**given, **fields})


def test_the_list_shows_who_did_what_newest_first(world, client_of):
    entry(world)
    answer = client_of(world.auditor).get(address(world))
    assert answer.status_code == 200
    assert answer.text.index("Action 3.1.1") < answer.text.index("opened the period")
    assert "Edith Lamb" in answer.text


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("who=edith", True),
        ("who=nobody", False),
        ("what=3.1.1", True),
        ("thing=plans.action", True),
        ("thing=people.person", False),
        ("first_day=3/3/2026", True),
        ("first_day=4/3/2026", False),
        ("last_day=3+March+2026", True),
        ("last_day=2026-03-02", False),
    ],
)
def test_the_list_is_filtered_by_who_what_thing_and_days(world, client_of, asked, shown):
    entry(world)
    assert ("Action 3.1.1" in client_of(world.officer).get(address(world, f"?{asked}")).text) is shown


def test_a_filter_that_cannot_be_read_is_said_and_nothing_typed_is_lost(world, client_of):
    answer = client_of(world.officer).get(address(world, "?first_day=31/2/2026&who=edith"))
    assert "Enter a real date" in answer.text
    assert 'value="31/2/2026"' in answer.text
    assert 'value="edith"' in answer.text


def test_an_entry_shows_before_and_after_side_by_side(world, client_of):
    made = entry(world, why="The contract has two parts.")
    text = client_of(world.officer).get(address(world, f"{made.pk}/")).text
    assert "Let the homes contract" in text
    assert "<strong>Let and sign the homes contract</strong>" in text
    assert "The contract has two parts." in text


def test_the_record_is_exported_as_csv_without_formulas(world, client_of):
    entry(world, label="=HYPERLINK(1)")
    answer = client_of(world.auditor).get(address(world, "export.csv?what=HYPERLINK"))
    assert answer["Content-Disposition"] == 'attachment; filename="history-harrow-vale-2026-03-03.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert [each["label"] for each in rows] == ["'=HYPERLINK(1)"]
    assert json.loads(rows[0]["after"])["title"] == "Let and sign the homes contract"


def test_the_record_is_exported_as_json_lines(world, client_of):
    entry(world)
    answer = client_of(world.auditor).get(address(world, "export.jsonl"))
    first = json.loads(answer.getvalue().splitlines()[0])
    assert (first["by"], first["event"], first["before"]["service"]) == ("Edith Lamb", "amended", "Housing")


def test_a_lead_may_not_read_the_record(world, client_of):
    assert client_of(world.lead).get(address(world)).status_code == 403


def test_a_stranger_does_not_find_the_record(world, client_of):
    assert client_of(world.stranger).get(address(world)).status_code == 404


def test_the_record_of_another_council_is_not_found(world, client_of):
    theirs = record(by=world.stranger, at=build.NOW, event="did", of=world.stranger, label="x")
    assert client_of(world.officer).get(address(world, f"{theirs.pk}/")).status_code == 404


def test_the_record_is_read_only(world, client_of):
    assert client_of(world.officer).post(address(world)).status_code == 405


def test_the_list_asks_the_same_number_of_questions_at_any_length(
    world, client_of, django_assert_max_num_queries
):
    for _ in range(60):
        entry(world)
    client = client_of(world.officer)
    with django_assert_max_num_queries(7):
        assert client.get(address(world)).status_code == 200


def test_entries_are_never_altered_or_deleted(world):
    made = entry(world)
    made.event = "undid"
    for refused in (
        made.save,
        made.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.filter(pk=made.pk).update(event="undid"),
        lambda: Entry.objects.bulk_update([made], ["event"]),
        lambda: Entry._base_manager.filter(pk=made.pk).update(event="undid"),
        lambda: Entry._base_manager.filter(pk=made.pk).delete(),
        lambda: Entry.objects.bulk_create([made], update_conflicts=True, update_fields=["event"], unique_fields=["id"]),
    ):  # fmt: skip
        with pytest.raises(RecordStands):
            refused()
    assert Entry.objects.get(pk=made.pk).event == "amended"


def test_an_entry_given_a_key_that_stands_does_not_write_over_it(world):
    made = entry(world)
    copy = Entry(pk=made.pk, council_id=1, at=build.NOW, by="x", event="y", subject="z", label="w")
    with pytest.raises(Exception, match=r"(?i)unique"):
        copy.save()


def test_whoever_acts_for_a_colleague_is_recorded_with_both_names(world, client_of):
    delegate(
        person=world.lead,
        to=world.other_lead,
        first_day=date(2026, 3, 2),
        last_day=date(2026, 3, 6),
        by=world.lead,
        at=build.NOW,
    )
    from django.test import RequestFactory

    from fingerpost.people.access import access_of

    request = RequestFactory().get("/")
    request.user = world.other_lead.user
    access = access_of(request, world.council.slug)
    theirs, own = world.action("3.1.1"), world.action("4.1.2")
    for each in (theirs, own):
        send_update(
            action=each,
            period=world.period,
            content=Update(build.FEBRUARY, Progress.COMPLETE, completed_on=date(2026, 2, 20)),
            by=access.person,
            at=build.NOW,
        )
    assert who(entries_of(world.council.pk, theirs).get()) == "Olga Finch for Leo Brandt"
    assert who(entries_of(world.council.pk, own).get()) == "Olga Finch"


def test_values_within_values_are_named_by_both(world):
    made = entry(
        world, before={"dates": {"expected": "2026-04-30"}}, after={"dates": {"expected": None}, "done": True}
    )
    assert [(each.words, each.before, each.after) for each in differences(made)] == [
        ("dates: expected", "30 April 2026", "–"),
        ("done", "–", "yes"),
    ]  # fmt: skip
