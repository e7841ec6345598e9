"""The highlight report for a meeting, and the Members' bulletin as it is edited and handed out."""

from datetime import date

from fingerpost.scrutiny.models import Bulletin
from fingerpost.scrutiny.operations.statements import save_bulletin
from tests import build
from tests.web.scrutiny.asking import asked, committee


def at(world, rest):
    return f"/{world.council.slug}/scrutiny/{rest}"


def test_a_highlight_report_is_made_of_a_theme_for_a_meeting(world, client_of, django_assert_max_num_queries):
    client = client_of(world.member)
    assert "No month is closed yet" in client.get(at(world, "highlight/")).text
    build.closed(world.period, world.officer)
    meeting = committee(world, date(2026, 3, 24))
    asked(world)
    asked(world, "Of another theme?", ref="4.1.1")
    section = world.plan.sections.get(code="CP3")
    query = f"highlight/?period={world.period.pk}&section={section.pk}&refs=&meeting={meeting.pk}"
    with django_assert_max_num_queries(18):
        page = client.get(at(world, query)).text
    assert "Housing: highlight report for Overview and Scrutiny Committee, 24 March 2026" in page
    assert "Why is the contract late?" in page
    assert "Of another theme?" not in page
    for to, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!")):
        answer = client.get(at(world, f"{query}&as={to}"))
        assert answer.content.lower().startswith(begins.lower())
        assert answer["Content-Disposition"] == f'attachment; filename="highlight-report.{to}"'
    assert client.get(at(world, f"{query}&as=xlsx")).status_code == 404


def test_without_anything_chosen_or_found_it_says_so(world, client_of):
    build.closed(world.period, world.officer)
    client = client_of(world.member)
    query = f"highlight/?period={world.period.pk}&section=&meeting="
    assert "Choose a theme, or give the refs of actions" in client.get(at(world, f"{query}&refs=")).text
    assert "has no action of what was chosen" in client.get(at(world, f"{query}&refs=9.9.9")).text
    assert client.get(at(world, f"{query}&refs=9.9.9&as=pdf")).status_code == 404
    alone = client.get(at(world, f"{query}&refs=3.1.1,+4.1.1")).text
    assert "3.1.1, 4.1.1: highlight report for February 2026" in alone


def test_the_bulletin_is_written_from_the_record_and_kept_as_edited(world, client_of):
    client = client_of(world.officer)
    where = at(world, f"bulletin/{world.period.pk}/")
    assert "The month is open" in client.get(where).text
    build.closed(world.period, world.officer)
    page = client.get(where).text
    assert "Written from the closed record of the month." in page
    assert f"/reports/{world.period.pk}/" in client.get(f"{where}?as=txt").text
    assert "The bulletin has no words" in client.post(where, {"words": " "}).text
    client.post(where, {"words": "February\n=====\n\nAll is well."})
    assert Bulletin.objects.get().words == "February\n=====\n\nAll is well."
    page = client.get(where).text
    assert "Edited by Edith Lamb" in page
    text = client.get(f"{where}?as=txt")
    assert text["Content-Type"] == "text/plain; charset=utf-8"
    assert text["Content-Disposition"] == 'attachment; filename="IP25-2026-02-bulletin.txt"'
    assert "All is well." in client.get(f"{where}?as=html").text
    assert client.get(f"{where}?as=exe").status_code == 404
    assert "looked at in February 2026" in client.get(f"{where}?anew=yes").text


def test_two_edit_the_bulletin_and_the_second_keeps_the_words(world, client_of):
    stored = build.closed(world.period, world.officer)
    save_bulletin(snapshot=stored, words="First.", by=world.officer, at=build.NOW)
    where = at(world, f"bulletin/{world.period.pk}/")
    page = client_of(world.democratic).post(where, {"words": "Second & last.", "version": ""}).text
    assert "Somebody else has saved the bulletin" in page
    assert "Second &amp; last." in page


def test_the_pages_are_for_those_who_may(world, client_of):
    build.closed(world.period, world.officer)
    where = at(world, f"bulletin/{world.period.pk}/")
    assert client_of(world.member).get(where).status_code == 403
    assert client_of(world.officer).delete(where).status_code == 405
    assert client_of(world.auditor).get(at(world, "highlight/")).status_code == 200
    for each in (where, at(world, "highlight/")):
        assert client_of(world.stranger).get(each).status_code == 404
    assert client_of(world.auditor).post(at(world, "highlight/")).status_code == 405
    report = client_of(world.officer).get(f"/{world.council.slug}/reports/{world.period.pk}/").text
    assert where in report
