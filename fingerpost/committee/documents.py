"""The report as a document, and its files: a draft while it is in hand, from its frozen value once it is issued."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.committee.models import Audience
from fingerpost.committee.values import frozen_sources, sources_now
from fingerpost.issuing.documents import as_draft
from fingerpost.reports.document import Document, Heading, Text
from fingerpost.reports.formats import MEDIA_TYPES as ALL_MEDIA_TYPES
from fingerpost.reports.formats import render
from fingerpost.reports.renderers.word import render_word
from fingerpost.rules.canonical import sha256_of
from fingerpost.rules.committee.fields import block_of, field_problems, fill
from fingerpost.rules.committee.report import public_version

if TYPE_CHECKING:
    from fingerpost.committee.models import CommitteeReport
    from fingerpost.reports.document import Block
    from fingerpost.rules.committee.field_forms import Sources
    from fingerpost.rules.committee.report import ReportPart

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
    parts = tuple(
        replace(
            part,
            heading=readable(part.heading, sources),
            paragraphs=tuple(readable(each, sources) for each in part.paragraphs),
        )
        for part in report.parts
    )
    appendices = tuple(replace(each, title=readable(each.title, sources)) for each in report.appendices)
    return replace(
        sources,
        report=replace(report, title=readable(report.title, sources), parts=parts, appendices=appendices),
    )


def part_document(part: ReportPart, sources: Sources) -> Document:
    """A part by itself, as it reads in the report."""
    blocks = tuple(
        Text(each if block_of(each) else fill(readable(each, sources), sources)) for each in part.paragraphs
    )
    return Document(fill(readable(part.heading, sources), sources), None, "en-GB", None, blocks, ())


def digest_of(part: ReportPart, sources: Sources) -> str:
    """The digest of a part as it reads, with the tables that its fields stand for."""
    document = part_document(part, sources)
    return sha256_of(repr((document.title, document.blocks)).encode())


def stem_of(report: CommitteeReport, audience: str) -> str:
    """What the files of a report are called before their format."""
    what = str(report.period.last) if report.period else "new-plan"
    return f"{report.plan.code}-{what}-committee-report-{audience}"


def document_of(report: CommitteeReport, audience: str) -> Document:
    """The report for the public or whole: as issued, or as it stands, marked as a draft."""
    if report.issued_at is not None:
        return _composed(frozen_sources(report), audience)
    return as_draft(_composed(legible(sources_now(report)), audience))


def _composed(sources: Sources, audience: str) -> Document:
    shown = public_version(sources.report) if audience == Audience.PUBLIC else sources.report
    blocks: list[Block] = []
    for part in shown.parts:
        made = part_document(part, replace(sources, report=shown))
        blocks += [Heading(1, made.title, part.key), *made.blocks]
    return Document(shown.title, shown.council, "en-GB", None, tuple(blocks), ())


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
            files[str(audience), "report", to] = (f"{stem_of(report, audience)}.{to}", content)
    return files
