"""The report as a document, and its files: a draft while it is in hand, from its frozen value once it is issued."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from fingerpost.committee.models import Audience
from fingerpost.committee.values import frozen_choices, frozen_sources, public_choices_now, sources_now
from fingerpost.issuing.documents import as_draft
from fingerpost.reports.compose.building import Builder
from fingerpost.reports.compose.committee import compose_committee
from fingerpost.reports.compose.committee.text import add_parts
from fingerpost.reports.document import Block, Document, Heading
from fingerpost.reports.formats import MEDIA_TYPES as ALL_MEDIA_TYPES
from fingerpost.reports.formats import render
from fingerpost.reports.renderers.pdf_pack import PackPart, join_pdfs
from fingerpost.reports.renderers.word import render_word
from fingerpost.rules.canonical import sha256_of
from fingerpost.rules.committee.fields import block_of, field_problems, fill_report
from fingerpost.rules.committee.naming import sources_for_the_public

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fingerpost.committee.models import CommitteeReport, FurtherAppendix
    from fingerpost.rules.committee.field_forms import Sources
    from fingerpost.rules.committee.report import CommitteeReport as Value
    from fingerpost.rules.publishing import PublicChoices

REPORT, APPENDICES, APPENDIX = "report", "appendices", "appendix"
"""The kinds of file: the report with its appendices, and the appendices alone, as the pack for an agenda. “appendix 2” is a file that is attached as that."""

FORMATS = ("docx", "pdf", "html")
"""The formats in which a report is handed out."""

MEDIA_TYPES = {to: ALL_MEDIA_TYPES[to] for to in FORMATS}


def readable(text: str, sources: Sources) -> str:
    """A text in which every field has a value: one that has none stands as typed, in square brackets."""
    for problem in () if block_of(text) else field_problems(text, sources):
        if len(problem.field) == 1:
            return text.replace("{", "[").replace("}", "]")
        text = text.replace(problem.field, f"[{problem.field[1:-1]}]")
    return text


def legible(sources: Sources) -> Sources:
    """The sources of a report in which every field has a value (`readable`), so that it can be looked at."""
    report = sources.report
    made = tuple(
        replace(
            part,
            heading=readable(part.heading, sources),
            paragraphs=tuple(readable(each, sources) for each in part.paragraphs),
        )
        for part in report.parts
    )
    appendices = tuple(replace(each, title=readable(each.title, sources)) for each in report.appendices)
    meetings = tuple(
        replace(
            meeting,
            recommendations=tuple(
                replace(each, text=readable(each.text, sources)) for each in meeting.recommendations
            ),
        )
        for meeting in report.meetings
    )
    title = readable(report.title, sources)
    return replace(
        sources,
        report=replace(report, title=title, parts=made, appendices=appendices, meetings=meetings),
    )


def filled_whole(sources: Sources) -> Value:
    """The report with every field filled; those without a value stand in square brackets."""
    return fill_report(legible(sources))


def part_document(key: str, whole: Value, sources: Sources) -> Document:
    """A part of a filled report by itself, with the tables that its fields stand for; without its number."""
    part = whole.part(key)
    assert part is not None
    assert sources.record is not None
    alone = replace(whole, parts=(replace(part, within=None, numbered=False),))
    builder = Builder()
    add_parts(builder, alone, sources.record, sources.previous, public=False)
    blocks = tuple(each for each in builder.blocks if not isinstance(each, Heading))
    return Document(part.heading, None, "en-GB", None, blocks, ())


def digest_of(document: Document) -> str:
    """The digest of a part as it reads, heading, words and tables."""
    return sha256_of(repr((document.title, document.blocks)).encode())


def stem_of(report: CommitteeReport, audience: str) -> str:
    """What the files of a report are called before their format."""
    what = str(report.period.last) if report.period else "new-plan"
    return f"{report.plan.code}-{what}-committee-report-{audience}"


def document_of(report: CommitteeReport, audience: str) -> Document:
    """The report for the public or whole: as issued, or as it stands, marked as a draft.

    For the public officers stand as the council chose for its public pages, by what stood when it was issued.
    """
    if report.issued_at is not None:
        return _composed(frozen_sources(report), audience, frozen_choices(report))
    return as_draft(_composed(legible(sources_now(report)), audience, public_choices_now(report)))


def _composed(sources: Sources, audience: str, choices: PublicChoices | None) -> Document:
    public = audience == Audience.PUBLIC
    if public and choices is not None:
        sources = sources_for_the_public(sources, choices)
    assert sources.record is not None
    return compose_committee(sources.report, sources.record, sources.previous, public=public)


def appendix_pack(document: Document) -> Document | None:
    """The appendices of a report as one document; None where none is made of the record, or it is exempt."""
    kept: list[Block] = []
    within = False
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            within = block.text.startswith("Appendix ")
        if within:
            kept.append(block)
    title = f"Appendices: {document.title}"
    return replace(document, title=title, blocks=tuple(kept), sheets=()) if kept else None


def rendered(document: Document, to: str, *, template: bytes | None) -> bytes:
    """One file of a document; Word is set in the template, where there is one."""
    if to == "docx":
        return render_word(document, template=template)
    return next(iter(render(document, to, stem="report").values()))


def files_of(report: CommitteeReport) -> dict[tuple[str, str, str], tuple[str, bytes]]:
    """Every file of an issued report by audience, kind and format: its name and bytes.

    All is made of the frozen value, so that the same release gives the same bytes. What is for the public is made of
    a value in which nothing exempt is left.
    """
    template = None if report.template is None else bytes(report.template.content)
    files = {}
    for audience in Audience:
        document = document_of(report, audience)
        for to in FORMATS:
            content = rendered(document, to, template=template)
            files[str(audience), REPORT, to] = (f"{stem_of(report, audience)}.{to}", content)
        attached = attached_to(report, audience)
        if (pack := appendix_pack(document)) is not None:
            name = f"{stem_of(report, audience)}-appendices.pdf"
            pdf = rendered(pack, "pdf", template=None)
            files[str(audience), APPENDICES, "pdf"] = (name, with_pages(pack.title, pdf, attached))
        for number, each in attached.items():
            assert each.file is not None
            key = str(audience), f"{APPENDIX} {number}", ending_of(each.file.name)
            files[key] = (each.file.name, bytes(each.file.content))
    return files


def attached_to(report: CommitteeReport, audience: str) -> dict[int, FurtherAppendix]:
    """The appendices that are files, by number: for the public those that are not exempt."""
    rows = enumerate(report.further.select_related("file"), start=2)
    return {
        number: each
        for number, each in rows
        if each.file is not None and (audience != Audience.PUBLIC or each.exempt is None)
    }


def with_pages(title: str, pdf: bytes, attached: Mapping[int, FurtherAppendix]) -> bytes:
    """The pack with the pages of every appendix that is a PDF behind its own; other files it names only."""
    parts = [
        PackPart(
            gettext("Appendix %(number)s: %(title)s") % {"number": number, "title": each.title},
            bytes(each.file.content),
        )
        for number, each in attached.items()
        if each.file is not None and ending_of(each.file.name) == "pdf"
    ]
    if not parts:
        return pdf
    words = gettext("Page {number} of {total} of the appendices")
    return join_pdfs(title, [PackPart(gettext("Appendices"), pdf), *parts], page_words=words)


def ending_of(name: str) -> str:
    """The ending of a file's name, which says what it is."""
    return name.rpartition(".")[2].lower()
