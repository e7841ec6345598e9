"""Reading and checking a tracker of 150, 1,500 and 15,000 rows: time and memory grow with its size."""

import io
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from bench.measure import as_process, line

ROWS = (150, 1_500, 15_000)
STATUSES = (("Green", "#92D050"), ("Amber", "#FFC000"), ("Red", "#FF0000"), ("Complete", "#00B050"))
MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")


def run() -> None:
    """Print seconds and memory for each size, and the ratio to the size before."""
    fingerpost = str(Path(sys.executable).parent / "fingerpost")
    with tempfile.TemporaryDirectory() as folder:
        before = None
        for rows in ROWS:
            path = Path(folder) / f"tracker-{rows}.xlsx"
            path.write_bytes(tracker(rows))
            cost = as_process([fingerpost, "check", "--json", str(path)], times=3)
            line(f"{rows:,} rows", cost.seconds, before and before.seconds, "at most 10 × the size before")
            line("  its memory", cost.megabytes, before and before.megabytes, "at most 10 ×", unit="MB")
            before = cost


def tracker(rows: int) -> bytes:
    """A tracker with filled statuses, real dates and twelve coloured months."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("Plan 2025-26")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    fills = {word: book.add_format({"bg_color": colour}) for word, colour in STATUSES}
    page.write_row(0, 0, ["Ref", "Action", "Lead", "Due date", "Status", "Comment", *MONTHS])
    for number in range(rows):
        word = STATUSES[number % len(STATUSES)][0]
        page.write_string(number + 1, 0, f"{number // 100 + 1}.{number // 10 % 10 + 1}.{number % 10 + 1}")
        page.write_string(number + 1, 1, f"Finish piece of work number {number}")
        page.write_string(number + 1, 2, "AB")
        page.write_datetime(number + 1, 3, date(2025, 4, 1) + timedelta(days=number % 360), day)
        page.write_string(number + 1, 4, word, fills[word])
        page.write_string(number + 1, 5, f"The work goes on as planned in part {number}.")
        for month in range(12):
            page.write_blank(number + 1, 6 + month, None, fills[STATUSES[(number + month) % 4][0]])
    book.close()
    return out.getvalue()
