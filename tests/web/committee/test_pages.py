"""The pages of committee reports, by the ladder: it works; allowed colleague; stranger 404; not permitted 403; bad input."""

import io
import json
import re
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fingerpost.committee.models import Audience, CommitteeReport, ReportState
from fingerpost.committee.operations.consulting import add_consultee
from fingerpost.committee.operations.parts import give_part
from fingerpost.committee.reading import reading_of
from fingerpost.history.of import entries_of
from fingerpost.monitoring.operations.corrections import correct_with
from fingerpost.rules.committee.exempt import Exemption
from fingerpost.rules.nations import Nation
from fingerpost.rules.updates import Progress, Update
from tests import build
from tests.web.committee import living


@pytest.fixture
def report(world):
    return living.started(world)


def at(world, name, **keys):
    return reverse(f"committee:{name}", kwargs={"council": world.council.slug, **keys})


def part(report, key):
    return report.parts.select_related("owner").get(key=key)


def text_of(answer):
    return answer.content.decode()


# The list


def test_the_list_offers_what_can_be_started(world, client_of):
    build.closed(world.period, world.officer)
    shown = text_of(client_of(world.officer).get(at(world, "reports")))
    assert "February 2026, Improvement Plan 2025/26" in shown
    answer = client_of(world.officer).post(at(world, "start"), {"of": f"month {world.period.pk}"})
    made = CommitteeReport.objects.get()
    assert answer.url == at(world, "report", pk=made.pk)


def test_a_member_sees_issued_reports_only_and_starts_none(world, client_of, report):
    client = client_of(world.member)
    shown = text_of(client.get(at(world, "reports")))
    assert report.title not in shown
    assert "Start the report" not in shown
    assert client.post(at(world, "start"), {"of": f"month {world.period.pk}"}).status_code == 403
    assert client.get(at(world, "report", pk=report.pk)).status_code == 403


def test_nothing_is_started_of_another_council_or_of_nothing(world, client_of):
    client = client_of(world.officer)
    assert client.post(at(world, "start"), {"of": "month 999"}).status_code == 404
    answer = client.post(at(world, "start"), {"of": "anything"}, follow=True)
    assert "Choose what the report is on." in text_of(answer)
    assert client.get(at(world, "start")).status_code == 405


def test_the_list_takes_the_same_queries_whatever_there_is(
    world, client_of, report, django_assert_max_num_queries
):
    client = client_of(world.officer)
    with django_assert_max_num_queries(14):
        client.get(at(world, "reports"))


# The report


def test_the_report_says_where_it_stands(world, client_of, report):
    shown = text_of(client_of(world.officer).get(at(world, "report", pk=report.pk)))
    assert "Send for sign-off" in shown
    assert "parts are empty" in shown
    assert "Financial implications" in shown


def test_the_report_takes_the_same_queries_for_any_number_of_parts(
    world, client_of, report, django_assert_max_num_queries
):
    client = client_of(world.officer)
    client.get(at(world, "report", pk=report.pk))
    with django_assert_max_num_queries(16):
        client.get(at(world, "report", pk=report.pk))


@pytest.mark.parametrize(
    "name", ["report", "front", "arrange", "fields", "differences", "consulted", "preview"]
)
def test_every_page_of_a_report_opens_for_whoever_drafts_it(world, client_of, report, name):
    assert client_of(world.officer).get(at(world, name, pk=report.pk)).status_code == 200
    assert client_of(world.member).get(at(world, name, pk=report.pk)).status_code == 403
    assert client_of(world.stranger).get(at(world, name, pk=report.pk)).status_code == 404


def test_from_draft_to_issued_by_the_pages_alone(world, client_of, report):
    officer, cmt, solicitor = client_of(world.officer), client_of(world.cmt), client_of(living.lawyer(world))
    living.heard(living.written(report, world), world)
    move = at(world, "move", pk=report.pk)
    assert cmt.post(move, {"then": "send for sign-off"}).status_code == 403
    officer.post(move, {"then": "send for sign-off"})
    for client in (officer, solicitor):
        rows = dict(
            re.findall(r'name="version (\d+)" value="(\d+)"', text_of(client.get(at(world, "waiting"))))
        )
        sent = {"part": list(rows)} | {f"version {pk}": version for pk, version in rows.items()}
        client.post(at(world, "waiting"), sent)
    assert reading_of(living.again(report)).hindrances == ()
    assert officer.post(move, {"then": "approve"}).status_code == 403
    assert "Reports to approve" in text_of(cmt.get(at(world, "waiting")))
    cmt.post(move, {"then": "approve"})
    assert "Reports to issue" in text_of(officer.get(at(world, "waiting")))
    assert cmt.post(move, {"then": "issue"}).status_code == 403
    officer.post(move, {"then": "issue"})
    report = living.again(report)
    assert report.state == ReportState.ISSUED
    shown = text_of(officer.get(at(world, "report", pk=report.pk)))
    assert "Files as issued" in shown
    assert report.digest in shown
    assert "Send it to a list" in shown
    assert "Publish it" in shown
    assert "Send it to a list" not in text_of(cmt.get(at(world, "report", pk=report.pk)))


def test_a_move_that_there_is_not_is_a_bad_request(world, client_of, report):
    client = client_of(world.officer)
    assert client.post(at(world, "move", pk=report.pk), {"then": "burn"}).status_code == 400
    assert client.get(at(world, "move", pk=report.pk)).status_code == 405


def test_approval_says_everything_that_stands_in_the_way(world, client_of, report):
    living.sent(report, world)
    answer = client_of(world.cmt).post(at(world, "move", pk=report.pk), {"then": "approve"}, follow=True)
    assert "“Summary” is not signed off." in text_of(answer)
    assert "Finance has to sign it off" in text_of(answer)


# A part


def test_a_part_is_written_and_shown_filled(world, client_of, report):
    mine = part(report, "customer")
    client = client_of(world.officer)
    address = at(world, "part", pk=mine.pk)
    assert "What residents and users of services will notice." in text_of(client.get(address))
    typed = {"heading": "Customers", "text": "At the end of {month}, shorter waits.", "version": mine.version}
    shown = text_of(client.post(address, {**typed, "then": "check"}))
    assert "At the end of February 2026, shorter waits." in shown
    assert part(report, "customer").text == ""
    assert client.post(address, {**typed, "then": "save"}).url == address
    assert part(report, "customer").heading == "Customers"


def test_the_owner_writes_their_part_and_no_other(world, client_of, report):
    mine = part(report, "customer")
    give_part(part=mine, owner=world.lead, by=world.officer, at=build.NOW)
    client = client_of(world.lead)
    assert client.get(at(world, "part", pk=mine.pk)).status_code == 200
    assert client.get(at(world, "part", pk=part(report, "summary").pk)).status_code == 403
    assert client.get(at(world, "sign", pk=part(report, "summary").pk)).status_code == 403
    assert client_of(world.member).get(at(world, "part", pk=mine.pk)).status_code == 403
    assert client_of(world.stranger).get(at(world, "part", pk=mine.pk)).status_code == 404
    assert client.put(at(world, "part", pk=mine.pk)).status_code == 405


def test_finance_and_legal_write_and_clear_theirs(world, client_of, report):
    client = client_of(living.lawyer(world))
    assert client.get(at(world, "part", pk=part(report, "legal").pk)).status_code == 200
    assert client.get(at(world, "part", pk=part(report, "summary").pk)).status_code == 403


def test_bad_input_keeps_every_word(world, client_of, report):
    mine = part(report, "customer")
    typed = {"heading": "", "text": "My words.", "public_interest": "Because.", "version": mine.version}
    answer = client_of(world.officer).post(at(world, "part", pk=mine.pk), typed)
    shown = text_of(answer)
    assert answer.status_code == 422
    assert "Give the part a heading." in shown
    assert "Tick the paragraph that applies" in shown
    assert "My words." in shown


def test_two_who_write_at_once_see_both_texts(world, client_of, report):
    mine = part(report, "customer")
    living.write(mine, "As Edith has it.", world)
    answer = client_of(world.officer).post(
        at(world, "part", pk=mine.pk), {"heading": "Customers", "text": "As I have it.", "version": 1}
    )
    shown = text_of(answer)
    assert answer.status_code == 409
    assert "As Edith has it." in shown
    assert "As I have it." in shown
    assert 'name="version" value="2"' in shown


def test_the_page_of_differences_takes_a_reason_and_gives_it_back(world, client_of, report):
    mine = part(report, "customer")
    living.write(mine, "The plan holds 90 actions.", world)
    client = client_of(world.officer)
    address = at(world, "differences", pk=report.pk)
    shown = text_of(client.get(address))
    assert at(world, "part", pk=mine.pk) in shown
    key = re.search(r'name="accept" value="([0-9a-f]{64})"', shown)[1]
    refused = client.post(address, {"accept": key, "reason": ""})
    assert refused.status_code == 422
    assert "Give the reason." in text_of(refused)
    assert client_of(world.lead).post(address, {"accept": key, "reason": "So."}).status_code == 403
    assert client.post(address, {"accept": key, "reason": "Those of last year too."}).status_code == 302
    shown = text_of(client.get(address))
    assert "Those of last year too." in shown
    client.post(address, {"take back": report.acceptances.get().pk})
    assert not report.acceptances.exists()


def test_the_check_answers_the_script_with_the_filled_text(world, client_of, report):
    mine = part(report, "customer")
    answer = client_of(world.officer).post(
        at(world, "check", pk=mine.pk), {"heading": "C", "text": "By {month}. {no such field}"}
    )
    outcome = json.loads(answer.content)["outcome"]
    assert "By February 2026." in outcome
    assert "is not a field" in outcome
    assert client_of(world.lead).post(at(world, "check", pk=mine.pk)).status_code == 403


def test_a_part_is_given_by_the_officer(world, client_of, report):
    mine = part(report, "customer")
    client_of(world.officer).post(at(world, "owner", pk=mine.pk), {"owner": world.lead.pk})
    assert part(report, "customer").owner == world.lead
    assert client_of(world.lead).post(at(world, "owner", pk=mine.pk), {"owner": ""}).status_code == 403
    client_of(world.officer).post(at(world, "owner", pk=mine.pk), {"owner": world.stranger.pk})
    assert part(report, "customer").owner == world.lead


def test_an_exempt_part_is_shown_to_those_who_see_all(world, client_of, report):
    exemption = Exemption(Nation.ENGLAND, ("3",), "A tender is open.")
    living.write(
        part(report, "financial"), "The price is secret.", world, exempt=exemption, heading="Secret costs"
    )
    shown = text_of(client_of(world.officer).get(at(world, "preview", pk=report.pk)))
    assert "The price is secret." in shown
    public = text_of(client_of(world.officer).get(at(world, "preview", pk=report.pk), {"for": "public"}))
    assert "The price is secret." not in public
    living.write(part(report, "financial"), "The plan holds 4711 actions.", world, exempt=exemption)
    assert "4711" in text_of(client_of(world.officer).get(at(world, "differences", pk=report.pk)))
    kept = entries_of(world.council.pk, part(report, "financial")).first()
    assert "4711" not in str(kept.after)
    for name in ("preview", "report", "differences"):
        lead = text_of(client_of(world.lead).get(at(world, name, pk=report.pk)))
        assert "4711" not in lead
        assert "Secret costs" not in lead


# Order, front, consulted


def test_parts_are_moved_left_out_put_back_and_added(world, client_of, report):
    client = client_of(world.officer)
    address = at(world, "arrange", pk=report.pk)
    client.post(address, {"then": f"down {part(report, 'summary').pk}"})
    assert report.parts.first().key == "recommendation"
    client.post(address, {"then": f"out {part(report, 'wards').pk}"})
    assert not report.parts.filter(key="wards").exists()
    assert "Wards affected" in text_of(client.get(address))
    client.post(address, {"then": "in wards"})
    assert report.parts.last().key == "wards"
    client.post(address, {"then": "own", "heading": "Climate change", "clearance": ""})
    assert report.parts.last().key == "climate-change"
    assert client.post(address, {"then": "own", "heading": ""}).status_code == 422


def test_the_front_is_saved_and_two_at_once_are_told(world, client_of, report):
    client = client_of(world.officer)
    address = at(world, "front", pk=report.pk)
    typed = {
        "title": "A report",
        "wards": "All.",
        "contact": world.officer.pk,
        "background_papers": "None\n\nTwo",
    }
    assert client.post(address, {**typed, "version": report.version}).status_code == 302
    report = living.again(report)
    assert report.background_papers == ["None", "Two"]
    answer = client.post(address, {**typed, "title": "Another", "version": 1})
    assert answer.status_code == 409
    assert "As it was saved meanwhile" in text_of(answer)
    assert client.post(address, {"title": ""}).status_code == 422


def test_who_was_consulted_is_kept(world, client_of, report):
    client = client_of(world.officer)
    client.post(at(world, "consulted", pk=report.pk), {"name": "All ward members", "answer": ""})
    made = report.consultees.get()
    client.post(at(world, "consultee", pk=made.pk), {"name": "All ward members", "answer": "Agreed."})
    assert report.consultees.get().answer == "Agreed."
    assert client.post(at(world, "consultee", pk=made.pk), {"name": ""}).status_code == 422
    client.post(at(world, "consultee", pk=made.pk), {"then": "remove"})
    assert not report.consultees.exists()
    kept = add_consultee(
        report=report, name="Police", consulted_on=None, answer="", by=world.officer, at=build.NOW
    )
    assert client_of(world.lead).get(at(world, "consultee", pk=kept.pk)).status_code == 403


# Files


@pytest.mark.parametrize("to", ["docx", "pdf", "html"])
def test_a_draft_is_handed_out_marked_as_one(world, client_of, report, to):
    living.written(report, world)
    answer = client_of(world.officer).get(at(world, "download", pk=report.pk, to=to))
    assert answer.status_code == 200
    assert "DRAFT" in answer["Content-Disposition"]


def test_only_known_formats_are_handed_out(world, client_of, report):
    assert client_of(world.officer).get(at(world, "download", pk=report.pk, to="xlsx")).status_code == 404


def test_whole_files_are_for_those_who_see_exempt_parts(
    world, client_of, report, django_assert_max_num_queries
):
    report = living.issued(report, world)
    client = client_of(world.member)
    with django_assert_max_num_queries(9):
        shown = text_of(client.get(at(world, "report", pk=report.pk)))
    assert "For the public" in shown
    assert "The whole report" not in shown
    assert "was corrected after" not in shown
    correct_with(
        period=world.period,
        contents={world.action("4.1.2"): Update(build.FEBRUARY, Progress.NOT_COMPLETE)},
        reason="They were not trained.",
        by=world.officer,
        at=build.NOW,
    )
    assert "was corrected after this report was issued: version 2 stands" in text_of(
        client.get(at(world, "report", pk=report.pk))
    )
    whole = report.files.get(audience=Audience.FULL, kind="report", format="pdf")
    public = report.files.get(audience=Audience.PUBLIC, kind="report", format="pdf")
    for who, status in ((world.officer, 200), (world.member, 404), (world.lead, 404), (world.stranger, 404)):
        assert client_of(who).get(at(world, "issued_file", pk=whole.pk)).status_code == status
    answer = client_of(world.member).get(at(world, "issued_file", pk=public.pk))
    assert answer.status_code == 200
    again = client_of(world.member).get(
        at(world, "issued_file", pk=public.pk), headers={"If-None-Match": answer["ETag"]}
    )
    assert again.status_code == 304


# The standard


def test_the_standard_is_arranged(world, client_of):
    client = client_of(world.officer)
    address = at(world, "kind", kind="exception-report")
    assert client.get(at(world, "standard")).status_code == 200
    assert client.get(address).status_code == 200
    client.post(address, {"then": "down summary", "version": 0})
    client.post(address, {"then": "off wards", "version": 1})
    client.post(
        at(world, "standard_part", kind="exception-report", key="customer"),
        {"heading": "Residents", "wording": "One.\n\nTwo.", "on": "on", "version": 2},
    )
    client.post(
        at(world, "add_standard", kind="exception-report"),
        {
            "heading": "Climate change",
            "wording": "",
            "on": "on",
            "within": "other",
            "clearance": "",
            "version": 3,
        },
    )
    report = living.started(world)
    keys = list(report.parts.values_list("key", flat=True))
    assert keys[0] == "recommendation"
    assert "wards" not in keys
    assert part(report, "customer").text == "One.\n\nTwo."
    assert part(report, "climate-change").within == "other"
    client.post(address, {"then": "restore"})
    assert "As the product has them." in text_of(client.get(at(world, "standard")))


def test_the_standard_refuses_what_was_saved_over_and_what_is_wrong(world, client_of):
    client = client_of(world.officer)
    address = at(world, "standard_part", kind="exception-report", key="customer")
    client.post(address, {"heading": "Residents", "on": "on", "version": 0})
    answer = client.post(address, {"heading": "Others", "on": "on", "version": 0})
    assert answer.status_code == 422
    assert "Somebody else has saved this" in text_of(answer)
    assert client.post(address, {"heading": "", "version": 1}).status_code == 422
    assert client.get(at(world, "kind", kind="no-such-kind")).status_code == 404
    assert client.get(at(world, "standard_part", kind="new-plan", key="nothing")).status_code == 404
    assert client_of(world.lead).get(at(world, "standard")).status_code == 403


def test_the_recommendations_are_worded_by_the_council(world, client_of, report):
    client = client_of(world.officer)
    address = at(world, "recommendations", kind="exception-report")
    assert "corrective action for the {count of exceptions}" in text_of(client.get(address))
    typed = {"text_0": "the state of {plan} is noted", "purpose_0": "note", "when_0": "always", "version": 0}
    others = {
        f"{name}_{n}": value for n in range(1, 7) for name, value in (("purpose", "note"), ("when", "always"))
    }
    assert client.post(address, typed | others).url == address
    now = next(each for each in reading_of(living.again(report)).parts if each.row.key == "recommendation")
    assert "That the state of Improvement Plan 2025/26 is noted." in now.body
    assert client.post(address, typed | others | {"purpose_0": "burn", "version": 1}).status_code == 422
    assert "Somebody else has saved this" in text_of(client.post(address, typed | others))
    client.post(address, {"then": "restore", "version": 1})
    assert "As the product has them." in text_of(client.get(address))
    assert client_of(world.lead).get(address).status_code == 403


# The Word template


def word_file(*paragraphs):
    file = docx.Document()
    for each in paragraphs:
        file.add_paragraph(each)
    kept = io.BytesIO()
    file.save(kept)
    return SimpleUploadedFile("house.docx", kept.getvalue())


def test_a_word_template_is_taken_shown_tried_and_left(world, client_of):
    client = client_of(world.officer)
    address = at(world, "template")
    assert client.get(at(world, "template_preview")).url == address
    answer = client.post(address, {"file": word_file("{{ council }}: {{ title }}", "{{ report }}")})
    assert answer.url == address
    living.started(world)
    shown = text_of(client.get(address))
    assert "house.docx" in shown
    assert "DRAFT: Improvement Plan 2025/26: exception report, February 2026" in shown
    preview = client.get(at(world, "template_preview"))
    with zipfile.ZipFile(io.BytesIO(preview.content)) as package:
        words = package.read("word/document.xml").decode()
    assert "Harrow Vale District Council: DRAFT" in words
    assert "Financial implications" in words
    assert "house.docx" in client.get(at(world, "template_preview"), {"as": "kept"})["Content-Disposition"]
    client.post(address, {"then": "remove"})
    assert "None of the council’s own." in text_of(client.get(at(world, "standard")))


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (lambda: word_file("{{ colour }}"), "a field “colour”, which there is not"),
        (lambda: SimpleUploadedFile("a.docx", b"no Word file"), "The template is damaged"),
        (lambda: SimpleUploadedFile("a.docx", b""), "The file is empty."),
        (lambda: "", "Choose a file."),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_with_the_reason(world, client_of, file, why):
    answer = client_of(world.officer).post(at(world, "template"), {"file": file()})
    assert answer.status_code == 422
    assert why in text_of(answer)


def test_a_template_is_set_by_those_who_draft_reports(world, client_of):
    for who, status in ((world.democratic, 200), (world.lead, 403), (world.stranger, 404)):
        assert client_of(who).get(at(world, "template")).status_code == status


# The start page


def test_the_start_page_tells_what_of_a_report_waits(world, client_of, report):
    start = reverse("start:start", kwargs={"council": world.council.slug})
    solicitor = living.lawyer(world)
    give_part(part=part(report, "customer"), owner=world.lead, by=world.officer, at=build.NOW)
    assert "part to write" in text_of(client_of(world.lead).get(start))
    living.sent(report, world)
    for who in (world.lead, solicitor, world.officer):
        assert "to sign off" in text_of(client_of(who).get(start))
    assert "report to approve" in text_of(client_of(world.cmt).get(start))
    assert "Committee reports" not in text_of(client_of(world.member).get(start))
