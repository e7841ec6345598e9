"""Reports sent to lists: who gets what, by the outbox, and what the log says."""

from datetime import date, timedelta

import pytest

from fingerpost.circulation import files as limits
from fingerpost.circulation.models import Circulation
from fingerpost.circulation.operations import (
    CannotSendOutside,
    ListClosed,
    ListNameTaken,
    ListSavedOver,
    NobodyOnList,
    NoSuchFiles,
    SentAlready,
    Wanted,
    close_list,
    edit_list,
)
from fingerpost.history.models import Entry
from fingerpost.notices import sending as outbox
from fingerpost.notices.models import Message, MessageState
from fingerpost.notices.notify import NoFilesHere, NotifyBackend
from tests import build
from tests.web.circulation import sending


def got(made):
    return {each.name: [sent.file.name for sent in each.files.all()] for each in made.recipients.all()}


def test_people_outside_and_those_who_do_not_see_exempt_parts_get_public_files_only(world):
    made = sending.sent(world)
    assert got(made) == {
        "Cora Milton": ["report-full.pdf"],
        "Milo Reeve": ["report-public.pdf"],
        "Vale Gazette": ["report-public.pdf"],
    }
    gazette = Message.objects.get(address="news@gazette.example")
    assert gazette.person is None
    assert "/harrow-vale/" not in gazette.body
    member = Message.objects.get(person=world.member)
    assert "/harrow-vale/committee/" in member.body
    assert [each.file.name for each in member.attachments.all()] == ["report-public.pdf"]


def test_the_worker_sends_them_with_their_files_and_the_log_has_the_digests(world, mailoutbox):
    made = sending.sent(world, words="For your meeting.")
    assert outbox.send_waiting(at=build.NOW) == (3, 0)
    by_address = {each.to[0]: each for each in mailoutbox}
    name, content, kind = by_address["news@gazette.example"].attachments[0]
    assert (name, kind) == ("report-public.pdf", "application/pdf")
    recipient = made.recipients.get(outside=True)
    file = recipient.files.get()
    assert (file.sha256, file.attached) == (file.file.sha256, True)
    assert content == bytes(file.file.content)
    assert file.sha256 in by_address["news@gazette.example"].body
    assert recipient.message.state == MessageState.SENT
    entry = Entry.objects.get(event="sent a report:")
    assert set(entry.after["files"]) == {"report-full.pdf", "report-public.pdf"}


def test_after_a_crash_in_mid_send_it_goes_again_with_the_same_message_id(world, mailoutbox):
    sending.sent(world, to=sending.a_list(world, people=[], outside=[sending.GAZETTE]))
    message = Message.objects.get(address="news@gazette.example")
    assert outbox.take(message, at=build.NOW)
    outbox.email_of(message).send()
    later = build.NOW + timedelta(minutes=11)
    assert outbox.send_waiting(at=later) == (1, 0)
    first, second = mailoutbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert outbox.send_waiting(at=later + timedelta(days=1)) == (0, 0)


def test_the_report_of_a_month_goes_in_the_formats_that_are_chosen(world):
    report = sending.month_report(world)
    made = sending.sent(world, report=report, formats=["pdf", "json", "docx"])
    assert got(made)["Vale Gazette"] == ["IP25-2026-02.json", "IP25-2026-02.pdf"] or set(
        got(made)["Vale Gazette"]
    ) == {"IP25-2026-02.json", "IP25-2026-02.pdf"}


def test_what_is_too_large_goes_as_a_link_within_the_council_and_not_outside(world, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_MESSAGE", 10)
    inside = sending.a_list(world, "Inside", outside=())
    made = sending.sent(world, to=inside)
    assert not any(file.attached for each in made.recipients.all() for file in each.files.all())
    assert "Not attached" in Message.objects.get(person=world.cmt).body
    with pytest.raises(CannotSendOutside, match="too large"):
        sending.sent(world)


def test_by_gov_uk_notify_people_get_links_and_nothing_goes_outside(world, settings):
    settings.EMAIL_BACKEND = "fingerpost.notices.notify.NotifyBackend"
    made = sending.sent(world, to=sending.a_list(world, "Inside", outside=()))
    assert not any(file.attached for each in made.recipients.all() for file in each.files.all())
    with pytest.raises(CannotSendOutside, match="takes no files"):
        sending.sent(world)


def test_notify_refuses_a_message_with_files_rather_than_lose_them(world, settings):
    settings.GOVUK_NOTIFY_API_KEY = (
        "team-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222"
    )
    settings.GOVUK_NOTIFY_PLAIN_EMAIL_TEMPLATE_ID = "plain"
    sending.sent(world)
    with pytest.raises(NoFilesHere):
        NotifyBackend().send_messages([outbox.email_of(Message.objects.first())])


def test_nothing_is_sent_twice_on_a_day_or_to_nobody_or_in_no_format(world):
    to = sending.a_list(world)
    sending.sent(world, to=to)
    with pytest.raises(SentAlready):
        sending.sent(world, to=to)
    sending.sent(world, to=to, at=build.NOW + timedelta(days=1))
    with pytest.raises(NoSuchFiles):
        sending.sent(world, to=to, formats=["xlsx"])
    world.lead.left_on = date(2026, 1, 1)
    world.lead.save()
    with pytest.raises(NobodyOnList):
        sending.sent(world, to=sending.a_list(world, "Gone", people=[world.lead], outside=()))
    assert Circulation.objects.count() == 2


def test_an_address_gets_a_report_once_however_often_it_is_listed(world):
    twice = [("Leo at home", world.lead.email.upper())]
    made = sending.sent(world, to=sending.a_list(world, people=[world.lead], outside=twice))
    assert [each.name for each in made.recipients.all()] == ["Leo Brandt"]


def test_lists_are_edited_and_closed_and_the_log_keeps_the_name_of_then(world):
    row = sending.a_list(world)
    made = sending.sent(world, to=row)
    with pytest.raises(ListNameTaken):
        sending.a_list(world)
    changed = Wanted("All Members", people=[world.member])
    edit_list(row=row, wanted=changed, by=world.officer, at=build.NOW, version=1)
    with pytest.raises(ListSavedOver):
        edit_list(row=row, wanted=changed, by=world.officer, at=build.NOW, version=1)
    made.refresh_from_db()
    assert made.list_name == "Members"
    close_list(row=row, by=world.officer, at=build.NOW)
    with pytest.raises(ListClosed):
        sending.sent(world, to=row)
