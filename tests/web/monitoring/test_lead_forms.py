"""Forms for leads who never sign in: sent out in Word and Excel, filled in anywhere, read back and sent together."""

import io
import re
import zipfile

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fingerpost.monitoring.models import Update
from tests import build

ENDINGS = ("docx", "xlsx")
COMPLETED_ON, EXPECTED, REASON, CORRECTIVE, COMMENT = range(4, 9)


def address(world, rest=""):
    return f"/{world.council.slug}/months/{world.period.pk}/forms/{rest}"


def form_of(world, client, ending, person=None):
    answer = client.get(address(world, f"{(person or world.lead).pk}.{ending}"))
    assert answer.status_code == 200
    return answer.content


def filled(content, ending, cells):
    """The form with these cells filled in, by ref and column, as Word or Excel would save it."""
    written = io.BytesIO()
    if ending == "docx":
        file = docx.Document(io.BytesIO(content))
        for row in file.tables[0].rows:
            for column, words in cells.get(row.cells[0].text, {}).items():
                row.cells[column].text = words
        file.save(written)
    else:
        book = openpyxl.load_workbook(io.BytesIO(content))
        for row in book.active.iter_rows():
            for column, words in cells.get(row[0].value, {}).items():
                row[column].value = words
        book.save(written)
    return written.getvalue()


def read_back(world, client, content, ending):
    file = SimpleUploadedFile(f"form.{ending}", content)
    return client.post(address(world, "read/"), {"file": file})


def posted_by(page):
    """What the browser posts when somebody presses the button on a page of several updates."""
    data = {"action": re.findall(r'name="action" value="(\d+)"', page)}
    patterns = (
        r'type="hidden" name="(\d+-\w+)" value="([^"]*)"',
        r'name="(\d+-\w+)" type="radio" value="([^"]*)" checked',
        r'name="(\d+-\w+)" type="text"[^>]*? value="([^"]*)"',
        r'<textarea[^>]* name="(\d+-\w+)"[^>]*>([^<]*)</textarea>',
    )
    data |= {name: value for pattern in patterns for name, value in re.findall(pattern, page)}
    for name, options in re.findall(r'<select[^>]* name="(\d+-\w+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        data[name] = chosen[1] if chosen else ""
    return data


def test_the_page_lists_leads_with_what_is_missing(world, client_of):
    answer = client_of(world.officer).get(address(world))
    assert answer.status_code == 200
    assert "Leo Brandt" in answer.text
    assert "3 of 3" in answer.text


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_form_has_the_leads_actions_and_is_the_same_bytes_each_time(world, client_of, ending):
    client = client_of(world.officer)
    assert form_of(world, client, ending) == form_of(world, client, ending)
    with zipfile.ZipFile(io.BytesIO(form_of(world, client, ending))) as package:
        text = " ".join(package.read(each).decode(errors="ignore") for each in package.namelist())
    assert "Let the homes contract" in text
    assert "Train the crews" not in text


@pytest.mark.parametrize("ending", ENDINGS)
def test_all_forms_come_in_one_zip(world, client_of, ending):
    answer = client_of(world.officer).get(address(world, f"all-{ending}.zip"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        assert len(package.namelist()) == 2


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_form_comes_back_is_looked_at_and_sent_as_a_whole(world, client_of, ending):
    client = client_of(world.officer)
    content = filled(
        form_of(world, client, ending),
        ending,
        {
            "3.1.1": {COMPLETED_ON: "20 February 2026", COMMENT: "Signed."},
            "3.1.10": {
                EXPECTED: "end of April",
                REASON: "The portal’s maker is late.",
                CORRECTIVE: "Weekly calls, by Leo.",
            },
        },
    )
    shown = read_back(world, client, content, ending)
    assert shown.status_code == 200
    assert "What came back from Leo Brandt" in shown.text
    assert "Left empty, so nothing is sent for them: 3.1.2." in shown.text
    assert "Complete</span>" in shown.text
    assert not Update.objects.exists()
    sent = client.post(f"/{world.council.slug}/months/mine/all/", posted_by(shown.text))
    assert sent.status_code == 302, sent.text
    first, second = Update.objects.order_by("action__ref")
    assert first.content["completed_on"] == "2026-02-20"
    assert second.content["expected"]["text"] == "end of April"
    assert second.content["reason_code"] == "other"
    assert first.sent_by == world.officer


@pytest.mark.parametrize("ending", ENDINGS)
def test_problems_are_shown_at_their_places_all_at_once(world, client_of, ending):
    client = client_of(world.officer)
    cells = {"3.1.1": {COMPLETED_ON: "soon"}, "3.1.10": {EXPECTED: "June 2026"}, "3.1.2": {COMMENT: "Well."}}
    shown = read_back(world, client, filled(form_of(world, client, ending), ending, cells), ending).text
    assert "3.1.1: Enter a real date" in shown
    assert "3.1.10: Say why it is late." in shown
    assert "3.1.2: Say when you expect it to be complete." in shown
    assert "row" in shown
    refused = client.post(f"/{world.council.slug}/months/mine/all/", posted_by(shown))
    assert refused.status_code == 422
    assert "Well." in refused.text
    assert not Update.objects.exists()


@pytest.mark.parametrize(
    ("said", "expected"),
    [("As promised", "on course"), ("not known", "not complete"), ("autumn 2026", "not complete")],
)
def test_what_leads_write_about_dates_is_understood(world, client_of, said, expected):
    client = client_of(world.officer)
    cells = {"3.1.2": {EXPECTED: said, REASON: "Quiet.", CORRECTIVE: "We ask."}}
    shown = read_back(world, client, filled(form_of(world, client, "xlsx"), "xlsx", cells), "xlsx")
    client.post(f"/{world.council.slug}/months/mine/all/", posted_by(shown.text))
    assert Update.objects.get().content["progress"] == expected


def test_a_form_of_another_month_is_refused(world, client_of):
    client = client_of(world.officer)
    content = form_of(world, client, "docx")
    build.closed(world.period, world.officer)
    build.next_open(world)
    answer = read_back(world, client, content, "docx")
    assert answer.status_code == 422
    assert "This form is of another month or council" in answer.text


def test_lines_taken_out_are_noticed(world, client_of):
    client = client_of(world.officer)
    file = docx.Document(io.BytesIO(form_of(world, client, "docx")))
    row = file.tables[0].rows[1]._tr
    row.getparent().remove(row)
    written = io.BytesIO()
    file.save(written)
    answer = read_back(world, client, written.getvalue(), "docx")
    assert "Lines were added to this form, or taken out" in answer.text


def test_a_ref_that_is_not_in_the_plan_is_named(world, client_of):
    client = client_of(world.officer)
    cells = {"3.1.2": {0: "9.9.9", COMMENT: "Hm."}}
    answer = read_back(world, client, filled(form_of(world, client, "xlsx"), "xlsx", cells), "xlsx")
    assert "there is no action 9.9.9 in this plan." in answer.text


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("form.docx", b"", "is empty"),
        ("form.docx", b"not a package", "form.docx"),
        ("form.xlsx", b"not a package", "form.xlsx"),
    ],
)
def test_what_is_no_form_is_refused_with_a_sentence(world, client_of, name, content, problem):
    answer = client_of(world.officer).post(
        address(world, "read/"), {"file": SimpleUploadedFile(name, content)}
    )
    assert answer.status_code == 422
    assert problem in answer.text


def test_another_document_is_refused(world, client_of):
    file = docx.Document()
    file.add_paragraph("Minutes of the Cabinet")
    written = io.BytesIO()
    file.save(written)
    answer = read_back(world, client_of(world.officer), written.getvalue(), "docx")
    assert "is not one of our forms" in answer.text


def test_no_file_is_a_problem_too(world, client_of):
    answer = client_of(world.officer).post(address(world, "read/"))
    assert "Choose the form that came back." in answer.text


@pytest.mark.parametrize("who", ["lead", "member", "head"])
def test_only_the_performance_team_sends_forms_out(world, client_of, who):
    client = client_of(getattr(world, who))
    assert client.get(address(world)).status_code == 403
    assert client.post(address(world, "read/")).status_code == 403


def test_a_closed_month_has_no_forms(world, client_of):
    build.closed(world.period, world.officer)
    assert client_of(world.officer).get(address(world)).status_code == 404


def test_an_unknown_format_or_lead_is_not_found(world, client_of):
    client = client_of(world.officer)
    assert client.get(address(world, f"{world.lead.pk}.odt")).status_code == 404
    assert client.get(address(world, f"{world.member.pk}.docx")).status_code == 404
    assert client.get(address(world, "all-odt.zip")).status_code == 404


@pytest.mark.parametrize("more", [4, 144])
def test_the_number_of_queries_does_not_grow(world, client_of, django_assert_num_queries, more):
    build.many_actions(world, world.action("3.1.1").section, more)
    client = client_of(world.officer)
    with django_assert_num_queries(19):
        client.get(address(world))
