"""What is measured: documents of the sample council, and trackers of any number of rows."""

import csv
import io
from datetime import date, timedelta

import xlsxwriter

from fingerpost.sample.documents import write_documents

REPORT = "exception-report-2026-02.txt"
WORKBOOK = "tracker-2026-02.xlsx"
TEXT_TRACKER = "tracker-2026-02.txt"
LIST = "plain-list-2026-02.csv"

STATUSES = (("Green", "#92D050"), ("Amber", "#FFC000"), ("Red", "#FF0000"), ("Complete", "#00B050"))
MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
HEADER = ("Ref", "Action", "Lead", "Due date", "Status", "Comment")


def documents() -> dict[str, bytes]:
    """The sample council's documents, and its plain list of all actions as text with tabs."""
    made = write_documents()
    rows = csv.reader(io.StringIO(made[LIST].decode("cp1252"), newline=""), delimiter=";")
    made[TEXT_TRACKER] = "\n".join("\t".join(row) for row in rows).encode()
    return made


def text_tracker(rows: int) -> bytes:
    """A tracker as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for number in range(rows):
        ref, action, lead, due, status, comment = _action(number)
        writer.writerow([ref, action, lead, f"{due:%d/%m/%Y}", status, comment])
    return out.getvalue().encode()


def workbook(rows: int, *, conditional: bool = False) -> bytes:
    """A tracker with coloured statuses, real dates and twelve coloured months.

    The status is coloured by fills, or by a conditional format for each of four words.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("Plan 2025-26")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    fills = {word: book.add_format({"bg_color": colour}) for word, colour in STATUSES}
    page.write_row(0, 0, [*HEADER, *MONTHS])
    for number in range(rows):
        ref, action, lead, due, status, comment = _action(number)
        row = number + 1
        page.write_string(row, 0, ref)
        page.write_string(row, 1, action)
        page.write_string(row, 2, lead)
        page.write_datetime(row, 3, due, day)
        page.write_string(row, 4, status, None if conditional else fills[status])
        page.write_string(row, 5, comment)
        for month in range(12):
            page.write_blank(row, 6 + month, None, fills[STATUSES[(number + month) % 4][0]])
    for word, form in fills.items() if conditional else ():
        page.conditional_format(
            1, 4, rows, 4, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": form}
        )
    book.close()
    return out.getvalue()


def _action(number: int) -> tuple[str, str, str, date, str, str]:
    return (
        f"{number // 100 + 1}.{number // 10 % 10 + 1}.{number % 10 + 1}",
        f"Finish piece of work number {number}",
        "AB",
        date(2025, 4, 1) + timedelta(days=number % 360),
        STATUSES[number % len(STATUSES)][0],
        f"The work goes on as planned in part {number}.",
    )
