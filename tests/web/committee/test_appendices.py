"""Further appendices: titles, files, order, and what the public does not get."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fingerpost.committee.models import Audience, FurtherAppendix
from fingerpost.committee.operations import appendices as operations
from fingerpost.committee.operations.appendices import NewFile, TooMuch, add_appendix
from fingerpost.committee.operations.reports import start_month_report
from fingerpost.publication.papers import publish_paper
from fingerpost.rules.committee.exempt import Exemption
from fingerpost.rules.nations import Nation
from tests import build
from tests.web.committee import living

SECRET = "The tender of Quill and Sons"


def pdf_of(pages):
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def pages_of(content):
    with pikepdf.open(io.BytesIO(content)) as opened:
        return len(opened.pages)


def upload(name="costs.pdf", content=None):
    return SimpleUploadedFile(name, pdf_of(2) if content is None else content)


def base(report):
    return f"/{report.plan.council.slug}/committee/{report.pk}/appendices/"


def of(appendix, rest=""):
    return f"/{appendix.report.plan.council.slug}/committee/appendix/{appendix.pk}/{rest}"


@pytest.fixture
def report(world):
    return living.started(world)


def test_an_appendix_is_added_changed_put_in_order_and_removed(world, report, client_of):
    officer = client_of(world.officer)
    assert "is added" in officer.post(base(report), {"title": "Costs", "file": upload()}, follow=True).text
    officer.post(base(report), {"title": "Maps"})
    costs, maps = FurtherAppendix.objects.order_by("place")
    assert "costs.pdf" in officer.get(base(report)).text
    assert officer.get(of(costs, "file/")).content == bytes(costs.file.content)
    officer.post(of(maps), {"then": "up"})
    officer.post(of(maps), {"then": "up"})
    assert [each.title for each in report.further.all()] == ["Maps", "Costs"]
    officer.post(of(maps), {"title": "Maps of wards", "file": upload("maps.docx", b"PK..")})
    officer.post(of(costs), {"title": "Costs", "without_file": "on"})
    kept = [(each.title, each.file and each.file.name) for each in report.further.all()]
    assert kept == [("Maps of wards", "maps.docx"), ("Costs", None)]
    assert "Maps of wards; Costs" in officer.get(f"/{world.council.slug}/committee/{report.pk}/").text
    officer.post(of(costs), {"then": "remove"})
    assert report.further.count() == 1


def test_everything_wrong_is_said_and_nothing_is_lost(world, report, client_of):
    officer = client_of(world.officer)
    page = officer.post(
        base(report), {"title": "", "public_interest": "It is secret.", "file": upload("a.exe")}
    )
    assert page.status_code == 422
    for words in (
        "Give the appendix a title.",
        "Tick the paragraph that applies",
        "Choose a PDF, Word or Excel",
        "It is secret.",
    ):
        assert words in page.text
    for name, content, words in (
        ("a.pdf", b"PK", "not what its name says"),
        ("a.pdf", b"%PDF-1.7 broken", "cannot be opened"),
    ):
        assert words in officer.post(base(report), {"title": "A", "file": upload(name, content)}).text
    assert not report.further.exists()


def test_files_are_small_enough_together_to_be_one_pack(world, report, monkeypatch):
    monkeypatch.setattr(operations, "LARGEST_TOGETHER", 5)
    given = {"report": report, "exempt": None, "by": world.officer, "at": build.NOW}
    add_appendix(title="A", file=NewFile("a.docx", "x", b"PK12"), **given)
    with pytest.raises(TooMuch):
        add_appendix(title="B", file=NewFile("b.docx", "x", b"PK12"), **given)


def test_only_those_who_draft_reports_reach_them(world, report, client_of):
    made = add_appendix(
        report=report,
        title="A",
        exempt=None,
        file=NewFile("a.docx", "x", b"PK"),
        by=world.officer,
        at=build.NOW,
    )
    for address in (base(report), of(made), of(made, "file/")):
        assert client_of(world.lead).get(address).status_code == 403
        assert client_of(world.stranger).get(address).status_code == 404
        assert Client().get(address).status_code == 302
    assert client_of(world.officer).post(of(made, "file/")).status_code == 405


def test_what_is_issued_holds_the_pages_and_the_public_nothing_that_is_exempt(world, report, client_of):
    given = {"report": report, "by": world.officer, "at": build.NOW}
    exempt = Exemption(Nation.ENGLAND, ("3",), "The tender is open.")
    secret = pdf_of(3)
    add_appendix(title="Maps", exempt=None, file=NewFile("maps.pdf", "application/pdf", pdf_of(2)), **given)
    add_appendix(title=SECRET, exempt=exempt, file=NewFile("quill.pdf", "application/pdf", secret), **given)
    add_appendix(title="Counts", exempt=None, file=NewFile("counts.xlsx", "x", b"PK"), **given)
    issued = living.issued(report, world)
    kept = {(each.audience, each.kind): each.file for each in issued.files.exclude(kind="report")}
    public, whole = (pages_of(kept[each, "appendices"].content) for each in (Audience.PUBLIC, Audience.FULL))
    assert whole - public in (3, 4)
    assert (Audience.FULL, "appendix 3") in kept
    assert (Audience.PUBLIC, "appendix 3") not in kept
    assert kept[Audience.PUBLIC, "appendix 4"].name == "counts.xlsx"
    for each in issued.files.filter(audience=Audience.PUBLIC).select_related("file"):
        assert SECRET not in bytes(each.file.content).decode("utf-8", "ignore")
        assert bytes(each.file.content) != secret
    html = bytes(
        issued.files.get(audience=Audience.PUBLIC, kind="report", format="html").file.content
    ).decode()
    assert "Appendix 3 is exempt under paragraph 3" in html
    assert "counts.xlsx" in html
    assert (
        "Appendix 4, Excel"
        in client_of(world.officer).get(f"/{world.council.slug}/committee/{issued.pk}/").text
    )
    publish_paper(paper=issued, by=world.officer, at=build.NOW)
    page = Client().get(f"/public/{world.council.slug}/reports/1/").text
    assert "maps.pdf" in page
    assert "quill.pdf" not in page
    again = start_month_report(period=world.period, by=world.officer, at=build.NOW)
    assert [(each.title, each.file) for each in again.further.all()] == [("Maps", None), ("Counts", None)]
