"""The pack of a meeting to print: cover, contents, then every report on the agenda with its appendices, in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from fingerpost.committee.documents import APPENDIX
from fingerpost.committee.models import Audience
from fingerpost.files.models import StoredFile
from fingerpost.govuk.filters import clock, day
from fingerpost.hearings.models import Hearing
from fingerpost.reports.document import Document, DocumentCell, DocumentTable, Emphasis, Heading, Text
from fingerpost.reports.renderers.pdf import render_pdf
from fingerpost.reports.renderers.pdf_pack import PackPart, join_pdfs, page_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a pack: a report, or its appendix. `file` is None where it is still to come."""

    number: str
    title: str
    file: StoredFile | None


def papers_of(meeting: Meeting, audience: Audience) -> list[Paper]:
    """The papers of a meeting in the order of its agenda: of each report the file for this audience, then the
    exception report that it covers.
    """
    rows = (
        Hearing.objects.filter(meeting=meeting)
        .select_related("report__snapshot", "report__plan")
        .prefetch_related("report__files__file", "report__snapshot__reports__files__file")
        .order_by("place", "pk")
    )
    papers = []
    for place, hearing in enumerate(rows, start=1):
        report = hearing.report
        own = [
            each.file
            for each in report.files.all()
            if (each.audience, each.kind, each.format) == (audience, "report", "pdf")
        ]
        papers.append(Paper(str(place), report.title, own[0] if own else None))
        attached = sorted(
            (
                (int(each.kind.split()[-1]), each.file)
                for each in report.files.all()
                if each.audience == audience and each.format == "pdf" and each.kind.startswith(f"{APPENDIX} ")
            ),
            key=lambda each: each[0],
        )
        papers += [
            Paper(
                f"{place}.{number}",
                _("Appendix %(number)s: %(name)s") % {"number": number, "name": file.name},
                file,
            )
            for number, file in attached
        ]
        if report.snapshot is None:
            continue
        for issued in report.snapshot.reports.all():
            appendix = [each.file for each in issued.files.all() if each.format == "pdf"]
            if appendix:
                title = _("Appendix: exception report, version %(version)s") % {
                    "version": report.snapshot.version
                }
                papers.append(Paper(f"{place}.1", title, appendix[0]))
                break
    return papers


def pack_of(meeting: Meeting, audience: Audience) -> bytes:
    """The pack as one PDF; the same papers give the same bytes."""
    papers = papers_of(meeting, audience)
    there = [each for each in papers if each.file is not None]
    parts = [PackPart(f"{each.number} {each.title}", bytes(each.file.content)) for each in there if each.file]
    lengths = [page_count(each.pdf) for each in parts]
    front = render_pdf(_front(meeting, audience, papers, lengths, 1))
    front = render_pdf(_front(meeting, audience, papers, lengths, page_count(front)))
    words = _("Pack page {number} of {total}")
    return join_pdfs(_title(meeting), [PackPart(_("Agenda"), front), *parts], page_words=words)


def pack_name(meeting: Meeting, audience: Audience) -> str:
    """What the file of a pack is called."""
    return f"{meeting.body.name.lower().replace(' ', '-')}-{meeting.day.isoformat()}-pack-{audience}.pdf"


def _title(meeting: Meeting) -> str:
    return f"{meeting.body.name}, {day(meeting.day)}"


def _front(
    meeting: Meeting, audience: Audience, papers: Sequence[Paper], lengths: Sequence[int], front: int
) -> Document:
    """The cover with the contents, knowing how many pages it takes itself."""
    begins = front + 1
    rows = []
    waiting = iter(lengths)
    for each in papers:
        if each.file is None:
            page = _("to follow")
        else:
            page = str(begins)
            begins += next(waiting)
        rows.append((DocumentCell(each.number), DocumentCell(each.title), DocumentCell(page)))
    when = [day(meeting.day)]
    when += [clock(meeting.starts_at)] if meeting.starts_at else []
    when += [meeting.place] if meeting.place else []
    said = (
        _("This pack holds what is public. Exempt parts are not in it.")
        if audience is Audience.PUBLIC
        else _("This pack may hold exempt parts. It is not for the public.")
    )
    contents = DocumentTable(
        caption=_("Contents"),
        header=(_("Item"), _("Paper"), _("Pack page")),
        rows=tuple(rows)
        or ((DocumentCell("–"), DocumentCell(_("No report stands on the agenda.")), DocumentCell("–")),),
        widths=(1, 8, 2),
        shown_caption=False,
    )
    blocks = (
        Text(", ".join(when), emphasis=Emphasis.LEAD),
        Text(said, emphasis=Emphasis.NOTE if audience is Audience.PUBLIC else Emphasis.WARNING),
        Heading(1, _("Contents"), "contents"),
        contents,
    )
    return Document(meeting.body.name, meeting.body.council.name, "en-GB", meeting.day, blocks, ())
