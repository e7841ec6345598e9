"""`fingerpost months`: the published months of a plan, what they allow, and where they were nudged."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from fingerpost.cli.files import Refused, progress, read_bytes, write_one

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.rules.published import Inference

DESCRIPTION = """\
Read published months from a CSV file: one row for each month as a meeting saw it.

Columns: month (YYYY-MM), highlighted, green_share, amber_share, red_share, reprogrammed_share; and if there
are any meeting_date (YYYY-MM-DD), body, fourth_class_as_worded, source. Cells may be empty.
Counts are inferred from the shares and marked so; every set that fits is given.
"""
CHARTS = (".svg", ".png", ".html")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "months",
        help="say what published months allow, and where they were nudged",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("file", type=Path, metavar="FILE.csv")
    command.add_argument("--json", action="store_true", help="print the data as JSON")
    command.add_argument(
        "--chart",
        type=Path,
        action="append",
        default=[],
        metavar="OUT",
        help="draw the chart: OUT ends in .svg, .png, or .html (with its table); may be given several times",
    )
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Read the months, infer their counts, and print or draw them."""
    for out in asked.chart:
        if out.suffix.lower() not in CHARTS:
            raise Refused(f"{out}: a chart ends in {', '.join(CHARTS[:-1])} or {CHARTS[-1]}.")
    from fingerpost.importer.published_months import read_published_months
    from fingerpost.importer.readers.source import Unreadable
    from fingerpost.rules.published import infer

    try:
        inferences = [infer(each) for each in read_published_months(asked.file.name, read_bytes(asked.file))]
    except Unreadable as refusal:
        raise Refused(str(refusal)) from refusal
    for out in asked.chart:
        write_one(out, _drawn(inferences, out))
        progress(f"Wrote {out}")
    if asked.json or not asked.chart:
        from fingerpost.reports.published_months import published_json, published_text

        print(
            published_json(inferences) if asked.json else published_text(inferences),
            end="" if asked.json else "\n",
        )
    return 0


def _drawn(inferences: Sequence[Inference], out: Path) -> bytes:
    from fingerpost.reports.charts import png_of, published_shares_chart, svg_of

    kind = out.suffix.lower()
    chart = published_shares_chart(inferences)
    if kind == ".html":
        from fingerpost.reports.published_months import published_document
        from fingerpost.reports.renderers.html import render_html

        return render_html(published_document(inferences, title="Published months", svg=svg_of(chart)))
    return png_of(chart) if kind == ".png" else svg_of(chart).encode()
