"""Every document of the sample council, as files: what `fingerpost sample` writes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from fingerpost.rules.snapshot import to_canonical_json
from fingerpost.sample.council import snapshots
from fingerpost.sample.old_style.faults import plant
from fingerpost.sample.old_style.from_months import old_report
from fingerpost.sample.old_style.new_plan import new_plan_text
from fingerpost.sample.old_style.pdf import report_pdf
from fingerpost.sample.old_style.text import report_text
from fingerpost.sample.old_style.word import report_word
from fingerpost.sample.old_style.workbooks import plain_csv, plain_list, tracker

if TYPE_CHECKING:
    from fingerpost.sample.old_style.content import OldReport


@cache
def february_report() -> OldReport:
    """The exception report for February 2026 in the old style, with January beside it."""
    january, february = snapshots()[-2:]
    return old_report(february, january)


def write_documents() -> dict[str, bytes]:
    """The documents by file name, always the same bytes: the February report as clean text, as a copy that
    lost its colours, with planted faults, in Word and PDF; the trackers; the report on the new plan; and
    the last two closed months.
    """
    report = february_report()
    clean = report_text(report)
    return {
        "exception-report-2026-02.txt": clean.encode(),
        "exception-report-2026-02-copied.txt": report_text(
            report, forms="ABC", colours=False, displaced=True
        ).encode(),
        "exception-report-2026-02-faults.txt": plant(clean).encode(),
        "exception-report-2026-02.docx": report_word(report),
        "exception-report-2026-02.pdf": report_pdf(report),
        "tracker-2026-02.xlsx": tracker(report),
        "plain-list-2026-02.xlsx": plain_list(report),
        "plain-list-2026-02.csv": plain_csv(report),
        "new-plan-2025-26.txt": new_plan_text(report).encode(),
        **{f"closed-month-{each.period.last}.json": to_canonical_json(each) for each in snapshots()[-2:]},
    }
