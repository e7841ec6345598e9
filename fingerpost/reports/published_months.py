"""The published months of a plan as text, data and a page: shares as printed, counts inferred and marked so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fingerpost.reports.document import (
    Chart,
    Document,
    DocumentCell,
    DocumentTable,
    Emphasis,
    Heading,
    Text,
)
from fingerpost.rules.months import Month
from fingerpost.rules.plain import to_plain
from fingerpost.rules.published import PUBLISHED_CLASSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.rules.published import Candidate, Inference

FORMAT = "fingerpost-months/1"
HEADER = (
    "Month",
    "Meeting",
    "Actions",
    *(each.value.capitalize() for each in PUBLISHED_CLASSES),
    "Counts inferred",
    "Green, %",
    "Green of those not re-dated, %",
    "Note",
)
METHOD = (
    "Shares are as printed, in per cent. Counts are inferred: they are the whole numbers that give the printed "
    "shares of the printed number of actions; where several sets fit, all are given, nearest first, as "
    "green/amber/red/reprogrammed. A share is called nudged where no count gives it."
)


def published_rows(inferences: Sequence[Inference]) -> tuple[tuple[str, ...], ...]:
    """A row of words for each month, under `HEADER`."""
    return tuple(_row(each) for each in inferences)


def published_text(inferences: Sequence[Inference]) -> str:
    """The months for a terminal: one line each, what is inferred and nudged below it."""
    lines = []
    for each in inferences:
        published = each.published
        shares = ", ".join(f"{class_.value} {share}" for class_, share in published.shares.items())
        of = f"{published.n} actions" if published.n is not None else "number not printed"
        lines.append(f"{published.month.name}: {of}; {shares or 'no shares printed'}")
        lines.extend(f"    inferred: {_counts_in_words(candidate)}" for candidate in each.candidates)
        lines.append(f"    {each.note}")
    return "\n".join([*lines, "", METHOD])


def published_json(inferences: Sequence[Inference]) -> str:
    """The months as `fingerpost-months/1`: the printed values, and every candidate marked as inferred."""
    months: list[dict[str, Any]] = []
    for each in inferences:
        published = to_plain(each.published)
        published["candidates"] = [{"inferred": True, **to_plain(candidate)} for candidate in each.candidates]
        published["note"] = each.note
        months.append(published)
    return json.dumps({"format": FORMAT, "months": months}, ensure_ascii=False, indent=2) + "\n"


def published_document(inferences: Sequence[Inference], *, title: str, svg: str) -> Document:
    """The months as a document: the chart, drawn already, its table, and how the counts were inferred."""
    table = DocumentTable(
        caption="The published months",
        header=HEADER,
        rows=tuple(tuple(DocumentCell(cell) for cell in row) for row in published_rows(inferences)),
        widths=(10, 14, 7, 7, 7, 7, 9, 13, 7, 9, 24),
    )
    nudged = sum(1 for each in inferences if each.certain and each.certain.nudges)
    chart = Chart(
        svg=svg,
        alternative="A bar for each month shows the shares of green, amber, red and reprogrammed actions as printed.",
        table=table,
    )
    return Document(
        title=title,
        council=None,
        language="en-GB",
        dated=None,
        blocks=(
            Text(
                f"{_sentence(inferences)} {nudged} of them print a share that no count gives.",
                emphasis=Emphasis.LEAD,
            ),
            Heading(1, "The months", "months"),
            chart,
            Heading(1, "How the counts were inferred", "method"),
            Text(METHOD),
        ),
        sheets=(),
        record=None,
    )


def _sentence(inferences: Sequence[Inference]) -> str:
    certain = sum(1 for each in inferences if each.certain)
    return f"{len(inferences)} published rows; for {certain} of them the printed shares allow one set of counts only."


def _row(inference: Inference) -> tuple[str, ...]:
    published, certain = inference.published, inference.certain
    day = published.meeting_date
    meeting = [published.body or "", f"{day.day} {Month.of(day).short_name}" if day else ""]
    return (
        published.month.short_name,
        ", ".join(each for each in meeting if each) or "not stated",
        "not printed" if published.n is None else str(published.n),
        *(published.shares.get(each, "not printed") for each in PUBLISHED_CLASSES),
        "; ".join("/".join(str(count) for count in each.counts.values()) for each in inference.candidates)
        or "none",
        (certain and certain.green_share) or "not known",
        (certain and certain.green_share_not_reprogrammed) or "not known",
        inference.note,
    )


def _counts_in_words(candidate: Candidate) -> str:
    counts = ", ".join(f"{class_.value} {count}" for class_, count in candidate.counts.items())
    nudged = "".join(
        f"; nudged: {each.class_.value} printed {each.printed}, correct {each.correct}"
        for each in candidate.nudges
    )
    rest = candidate.green_share_not_reprogrammed
    return f"{counts}{nudged}; green {candidate.green_share}%" + (
        f", of those not re-dated {rest}%" if rest else ""
    )
