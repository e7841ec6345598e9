"""The update of an action: typed, checked, saved as typed, sent; two who write at once; evidence."""

import json
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fingerpost.files.models import StoredFile
from fingerpost.history.models import Entry
from fingerpost.monitoring.closing import as_it_stands
from fingerpost.monitoring.models import Update, UpdateState
from fingerpost.people.models import Delegation
from tests import build

LATE = {
    "complete": "no",
    "expected": "another date",
    "expected_words": "April 2026",
    "reason_code": "partner",
    "reason": "The builder is late.",
    "corrective_action": "Leo Brandt meets the builder each week until April.",
    "comment": "Tenders are in.",
}


def address(world, ref="3.1.1"):
    return f"/{world.council.slug}/months/action/{world.action(ref).pk}/update/"


def carried(answer):
    """The version and the page's key, as the form on a page carries them."""
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', answer.text)[1] for name in ("version", "page")
    }


def stored(world, ref="3.1.1"):
    return Update.objects.get(action=world.action(ref))


def test_the_form_shows_what_was_promised_and_asks(world, client_of):
    answer = client_of(world.lead).get(address(world))
    assert answer.status_code == 200
    assert "3.1.1 Let the homes contract" in answer.text
    assert "February 2026" in answer.text
    assert "Is it complete?" in answer.text


@pytest.mark.parametrize("who", ["officer", "head", "lead"])
def test_a_colleague_who_may_sends_it_under_their_own_name(world, client_of, who):
    person = getattr(world, who)
    client = client_of(person)
    answer = client.post(address(world), LATE | carried(client.get(address(world))))
    assert answer.status_code == 302
    assert stored(world).sent_by == person
    assert stored(world).content["sent_by"] == person.name
    assert Entry.objects.filter(event="sent an update", by=person.name).exists()


def test_whoever_the_lead_delegated_to_sends_it(world, client_of):
    Delegation.objects.create(
        person=world.lead, to=world.other_lead, first_day=date(2026, 3, 1), last_day=date(2026, 3, 9)
    )
    answer = client_of(world.other_lead).post(address(world), LATE | {"version": "0"})
    assert answer.status_code == 302


def test_a_stranger_gets_404(world, client_of):
    assert client_of(world.stranger).get(address(world)).status_code == 404
    assert client_of(world.stranger).post(address(world) + "autosave/", LATE).status_code == 404


@pytest.mark.parametrize("who", ["other_lead", "member", "cmt", "auditor"])
def test_who_may_not_gets_403(world, client_of, who):
    client = client_of(getattr(world, who))
    assert client.get(address(world)).status_code == 403
    assert client.post(address(world) + "autosave/", LATE).status_code == 403


def test_the_wrong_method_gets_405(world, client_of):
    assert client_of(world.lead).put(address(world)).status_code == 405
    assert client_of(world.lead).get(address(world) + "autosave/").status_code == 405


def test_closed_while_it_was_written_the_month_says_so_and_gives_the_words_back(world, client_of):
    client = client_of(world.lead)
    opened = client.get(address(world))
    build.closed(world.period, world.officer)
    sent = client.post(address(world), LATE | carried(opened))
    assert sent.status_code == 409
    assert "February 2026 is closed" in sent.text
    assert LATE["corrective_action"] in sent.text
    assert not Update.objects.exists()
    saved = client.post(address(world) + "autosave/", LATE | carried(opened))
    assert (saved.status_code, saved.json()["refused"][:16]) == (409, "No month is open")
    later = client.get(address(world))
    assert later.status_code == 409
    assert "You will be told" in later.text
    assert "was not sent" not in later.text


def test_words_for_a_month_that_was_closed_meanwhile_are_not_taken_for_the_next(world, client_of):
    client = client_of(world.lead)
    written = LATE | carried(client.get(address(world))) | {"period": str(world.period.pk)}
    build.closed(world.period, world.officer)
    build.next_open(world)
    answer = client.post(address(world), written)
    assert answer.status_code == 409
    assert "The month that you wrote this for is closed. Nothing was sent." in answer.text
    assert LATE["reason"] in answer.text
    assert client.post(address(world) + "autosave/", written).status_code == 409
    assert not Update.objects.exists()
    again = written | {"period": re.search(r'name="period" value="(\d+)"', answer.text)[1]}
    assert client.post(address(world), again).status_code == 302
    assert str(stored(world).period) == "March 2026"


def test_all_problems_come_at_once_and_nothing_typed_is_lost(world, client_of):
    answer = client_of(world.lead).post(
        address(world),
        {"complete": "no", "expected": "another date", "expected_words": "April 2026", "comment": "Précis."},
    )
    assert answer.status_code == 200
    for problem in ("Say why it is late.", "Choose the kind of reason.", "Say what is being done about it."):
        assert answer.text.count(problem) == 2, "in the summary and at its place"
    assert "Précis." in answer.text
    assert 'value="April 2026"' in answer.text
    assert not Update.objects.exists()


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({}, "Say whether it is complete."),
        ({"complete": "yes"}, "Enter the day on which it was completed."),
        ({"complete": "yes", "completed_on": "31/2/2026"}, "Enter a real date"),
        ({"complete": "yes", "completed_on": "4/3/2026"}, "It cannot have been completed in the future."),
        ({"complete": "no"}, "Say when you expect it to be complete."),
        ({"complete": "no", "expected": "another date"}, "Enter the date, or words"),
        (LATE | {"declared": "on target"}, "Say why it should show as better"),
    ],
)
def test_each_status_asks_for_exactly_what_it_needs(world, client_of, typed, problem):
    assert problem in client_of(world.lead).post(address(world), typed).text


def test_on_target_needs_no_reason(world, client_of):
    answer = client_of(world.lead).post(
        address(world, "3.2.1"), {"complete": "no", "expected": "as promised", "version": "0"}
    )
    assert answer.status_code == 302
    assert stored(world, "3.2.1").content["progress"] == "on course"


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"complete": "yes", "completed_on": "20/2/2026"}, "Complete"),
        ({"complete": "no", "expected": "another date", "expected_words": "March 2026"}, "Amber"),
        ({"complete": "no", "expected": "another date", "expected_words": "autumn 2026"}, "Red"),
        ({"complete": "no", "expected": "not known"}, "Red"),
    ],
)
def test_check_shows_what_the_closing_will_make_of_it_and_saves_nothing(world, client_of, typed, status):
    client = client_of(world.lead)
    shown = client.post(address(world), typed | {"then": "check"}).text
    assert f">{status}</span>" in shown.partition('id="outcome"')[2]
    assert not Update.objects.exists()
    client.post(address(world), LATE | {"version": "0"} | typed)
    closing = as_it_stands(world.period, on=build.NOW.date()).action("3.1.1")
    assert closing.status == status.lower()
    assert closing.reason in client.get(address(world)).text.replace("&#39;", "'")


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("autumn 2026", "is understood as September 2026 to November 2026; it counts as November 2026."),
        ("end of March", "is understood as March 2026."),
        ("15/4/2026", "is understood as 15 April 2026."),
        ("from May 2026 onwards", "is understood as May 2026 or later."),
        ("when the crane comes", "We cannot read a date in it"),
    ],
)
def test_words_for_a_date_are_shown_as_understood_and_kept(world, client_of, words, understood):
    client = client_of(world.lead)
    assert understood in client.post(address(world), LATE | {"expected_words": words, "then": "check"}).text
    client.post(address(world), LATE | {"expected_words": words, "version": "0"})
    assert stored(world).content["expected"]["text"] == words


def test_worse_may_be_declared_freely_and_better_waits_for_agreement(world, client_of):
    client = client_of(world.lead)
    worse = {
        "complete": "no",
        "expected": "as promised",
        "declared": "red",
        "reason": "Quiet.",
        "version": "0",
    }
    worse |= {"reason_code": "other", "corrective_action": "We ask."}
    client.post(address(world, "3.2.1"), worse)
    assert as_it_stands(world.period, on=build.NOW.date()).action("3.2.1").status == "red"
    better = LATE | {"declared": "on target", "declared_reason": "The keys are ours.", "version": "0"}
    client.post(address(world), better)
    now = as_it_stands(world.period, on=build.NOW.date()).action("3.1.1")
    assert (now.status, now.calculated) == ("red", "red")


def test_a_draft_keeps_the_form_as_typed_and_tells_nobody(world, client_of):
    client = client_of(world.lead)
    answer = client.post(address(world), {"comment": "Half a sen", "then": "save", "version": "0"})
    assert answer.status_code == 302
    assert stored(world).state == UpdateState.DRAFT
    shown = client.get(address(world)).text
    assert "Half a sen" in shown
    assert "A draft is saved. It is not sent yet." in shown


def test_what_was_sent_stands_while_a_draft_is_typed_over_it(world, client_of):
    client = client_of(world.lead)
    client.post(address(world), LATE | {"version": "0"})
    client.post(address(world), LATE | {"reason": "Worse.", "then": "save", "version": "1"})
    assert stored(world).content["reason"] == "The builder is late."
    assert stored(world).unsent
    assert "Worse." in client.get(address(world)).text


def test_autosave_keeps_what_is_typed_and_says_what_it_gives(world, client_of):
    client = client_of(world.lead)
    page = carried(client.get(address(world)))
    answer = json.loads(
        client.post(address(world) + "autosave/", {"complete": "no", "expected": "not known"} | page).content
    )
    assert answer["saved"] == "Saved at 10:00. Not sent yet."
    assert answer["late"]
    assert "Red" in answer["outcome"]
    assert answer["version"] == stored(world).version
    assert stored(world).typed == {"complete": "no", "expected": "not known"}


def test_sending_twice_from_one_page_is_harmless(world, client_of):
    client = client_of(world.lead)
    page = carried(client.get(address(world)))
    for _ in range(2):
        assert client.post(address(world), LATE | page).status_code == 302
    assert Entry.objects.filter(event="sent an update").count() == 1


def test_a_page_that_saved_as_one_typed_is_not_in_its_own_way(world, client_of):
    client = client_of(world.lead)
    page = carried(client.get(address(world)))
    client.post(address(world) + "autosave/", LATE | page)
    assert client.post(address(world), LATE | page).status_code == 302
    assert stored(world).state == UpdateState.SENT


def test_two_who_write_at_once_see_both_texts_and_choose(world, client_of):
    lead, officer = client_of(world.lead), client_of(world.officer)
    of_lead, of_officer = (carried(each.get(address(world))) for each in (lead, officer))
    assert of_lead["page"] != of_officer["page"]
    officer.post(address(world), LATE | of_officer | {"reason": "What Edith was told."})
    refused = lead.post(address(world), LATE | of_lead | {"reason": "What Leo knows."})
    assert refused.status_code == 409
    assert "Edith Lamb has saved this update since you opened it." in refused.text
    assert "What Edith was told." in refused.text
    assert "What Leo knows." in refused.text
    assert stored(world).content["reason"] == "What Edith was told."
    assert lead.post(address(world) + "autosave/", LATE | of_lead).status_code == 409
    merged = lead.post(address(world), LATE | carried(refused) | {"reason": "Both."})
    assert merged.status_code == 302
    assert stored(world).content["reason"] == "Both."


def test_evidence_goes_with_the_form_and_is_served_as_a_download(world, client_of):
    client = client_of(world.lead)
    file = SimpleUploadedFile("minutes.pdf", b"%PDF-1.7 minutes", content_type="text/html")
    typed = {"comment": "Half", "version": "0", "then": "evidence", "evidence-file": file}
    assert client.post(address(world), typed).status_code == 302
    kept = StoredFile.objects.get()
    assert (kept.media_type, kept.size, len(kept.sha256)) == ("application/pdf", 16, 64)
    assert stored(world).typed == {"comment": "Half"}
    item = stored(world).evidence_items.get()
    served = client_of(world.auditor).get(f"/{world.council.slug}/months/evidence/{item.pk}/")
    assert served.content == b"%PDF-1.7 minutes"
    assert served["Content-Disposition"].startswith("attachment")
    assert served["X-Content-Type-Options"] == "nosniff"
    page = carried(client.get(address(world)))
    assert (
        client.post(address(world), {"then": f"remove {item.pk}", "comment": "Half", **page}).status_code
        == 302
    )
    assert not stored(world).evidence_items.exists()
    assert stored(world).typed == {"comment": "Half"}


def test_evidence_is_sent_with_the_update(world, client_of):
    link = {"evidence-link": "https://harrow-vale.example/minutes", "evidence-words": "Minute 12"}
    assert client_of(world.lead).post(address(world), LATE | link | {"version": "0"}).status_code == 302
    assert stored(world).evidence_items.get().words == "Minute 12"
    assert stored(world).state == UpdateState.SENT


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("virus.exe", b"MZ", "Choose a PDF, Word or Excel file, a picture or plain text."),
        ("minutes.pdf", b"<html>", "The file is not what its name says."),
        ("minutes.pdf", b"", "The submitted file is empty."),
        ("minutes.pdf", b"%PDF-" + bytes(10 * 2**20), "The file is larger than 10 MB."),
    ],
)
def test_other_files_are_refused_and_nothing_typed_is_lost(world, client_of, name, content, problem):
    typed = {"comment": "Typed.", "then": "evidence", "evidence-file": SimpleUploadedFile(name, content)}
    answer = client_of(world.lead).post(address(world), typed)
    assert answer.status_code == 200
    assert problem in answer.text
    assert "Typed." in answer.text
    assert not StoredFile.objects.exists()


def test_the_evidence_of_another_action_is_not_removed_here(world, client_of):
    lead = client_of(world.lead)
    link = {"evidence-link": "https://harrow-vale.example/", "then": "evidence", "version": "0"}
    client_of(world.other_lead).post(address(world, "4.1.1"), link)
    item = stored(world, "4.1.1").evidence_items.get()
    assert lead.post(address(world), {"then": f"remove {item.pk}", "version": "0"}).status_code == 404


def test_send_and_next_goes_on_to_what_waits_and_then_to_the_list(world, client_of):
    client = client_of(world.lead)
    following = client.post(address(world), LATE | {"version": "0", "then": "send and next"})
    assert following.url == address(world, "3.1.2")
    client.post(
        following.url, {"complete": "no", "expected": "as promised", "version": "0", "then": "send and next"}
    )
    last = client.post(address(world, "3.1.10"), LATE | {"version": "0", "then": "send and next"})
    assert last.url == f"/{world.council.slug}/months/mine/"


def test_for_somebody_else_one_goes_back_to_the_month(world, client_of):
    answer = client_of(world.officer).post(address(world), LATE | {"version": "0", "then": "send and next"})
    assert answer.url == f"/{world.council.slug}/months/{world.period.pk}/"


def test_a_completion_is_taken_back_with_a_reason(world, client_of):
    client = client_of(world.lead)
    client.post(address(world), {"complete": "yes", "completed_on": "20/2/2026", "version": "0"})
    build.closed(world.period, world.officer)
    build.next_open(world)
    refused = client.post(address(world), LATE | {"version": "0"})
    assert "Say why it is no longer complete." in refused.text
    sent = client.post(address(world), LATE | {"taken_back": "The contract fell through.", "version": "0"})
    assert sent.status_code == 302


@pytest.mark.parametrize("more", [4, 144])
def test_the_number_of_queries_does_not_grow(world, client_of, django_assert_num_queries, more):
    build.many_actions(world, world.action("3.1.1").section, more)
    client = client_of(world.lead)
    with django_assert_num_queries(23):
        client.get(address(world))


def test_a_date_that_has_passed_already_is_said_to_promise_nothing(world, client_of):
    answer = client_of(world.lead).post(
        address(world), LATE | {"expected_words": "January 2026", "then": "check"}
    )
    assert "“January 2026” is not after February 2026" in answer.text
