"""Reports and lists as tests of circulation make them."""

from fingerpost.circulation.files import of_committee, of_month
from fingerpost.circulation.operations import Wanted, add_list, circulate
from fingerpost.committee.models import ReportFile
from fingerpost.files.keeping import keep_file
from fingerpost.issuing.models import IssuedFile, Report
from fingerpost.reports.document import Document, Text
from fingerpost.reports.renderers.pdf import render_pdf
from tests import build
from tests.web.hearings import hearing

GAZETTE = ("Vale Gazette", "news@gazette.example")


def pdf(words):
    return render_pdf(Document(words, None, "en-GB", build.NOW.date(), (Text(words),), ()))


def kept(world, name, content, media_type="application/pdf"):
    return keep_file(council=world.council, name=name, media_type=media_type, content=content, at=build.NOW)


def month_report(world):
    """An issued exception report of February; only its files matter here."""
    snapshot = build.closed(world.period, world.officer)
    report = Report.objects.create(
        snapshot=snapshot,
        kind="exception report",
        release="1",
        issued_by=world.officer,
        issued_at=build.NOW,
    )
    for to, content in (("pdf", pdf("Exceptions of February")), ("json", b"{}")):
        IssuedFile.objects.create(report=report, format=to, file=kept(world, f"IP25-2026-02.{to}", content))
    return report


def committee_report(world, *, exempt=True):
    """An issued committee report, with an exempt part in the whole of it."""
    report = hearing.report(world)
    if not report.files.exists():
        for audience, words in (("public", "Public report"), ("full", "Whole report, with an exempt part")):
            content = pdf(words if exempt else "Report")
            file = kept(world, f"report-{audience}.pdf", content)
            ReportFile.objects.create(
                report=report, audience=audience, kind="report", format="pdf", file=file
            )
    return report


def a_list(world, name="Members", people=None, outside=(GAZETTE,)):
    people = [world.member, world.cmt] if people is None else people
    wanted = Wanted(name, people=people, outside=outside)
    return add_list(council=world.council, wanted=wanted, by=world.officer, at=build.NOW)


def sent(world, to=None, report=None, **given):
    typed = {"formats": ["pdf"], "subject": "The report for February", "by": world.officer, "at": build.NOW}
    return circulate(
        to_send=of_committee(committee_report(world)) if report is None else of_month(report),
        to=to or a_list(world),
        **(typed | given),
    )
