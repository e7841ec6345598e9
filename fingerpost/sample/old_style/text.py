"""The old exception report as a text copy: tabs between cells, in the forms A, B and C of its upper box.

Form A: upper headers, upper data, lower headers, deliverable, plan row. Form B: both headers first, then the
upper data. Form C: both headers, then only ref and title, shifted to the right. Copying also displaces cells:
"Who" then stands in column 14, 15 or 16, and the lower text to the right of its header.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.sample.old_style.content import (
    CLASS_ORDER,
    COLOUR_WORD,
    FIGURE_LABEL,
    MEANING,
    STRIP_HEADS,
    ordinal_day,
)
from fingerpost.sample.old_style.covering import CONSULTEES, covering_sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fingerpost.sample.old_style.content import OldException, OldFigures, OldReport

WIDTH = 18
"""The columns of every line of the appendix."""


def report_text(
    report: OldReport, *, forms: str = "AB", colours: bool = True, displaced: bool = False
) -> str:
    """The whole report as a text copy. `forms` are taken in turn; without `colours` every cell that only
    had a colour is empty; where it is `displaced`, cells stand to the left or right of their headers.
    """
    lines = [*_front(report, colours=colours)]
    heading = f"Exception Report for {report.month.name} Improvement Plan"
    for index, block in enumerate(report.exceptions):
        lines += [heading, "", "Appendix 1", ""]
        step = (index + 1) % 3 if displaced else 1
        lines += exception_lines(block, report, forms[index % len(forms)], step, colours=colours)
        lines.append("")
    return "\n".join(lines)


def _front(report: OldReport, *, colours: bool) -> Iterator[str]:
    for line in (
        report.council.upper(),
        report.body.upper(),
        ordinal_day(report.meeting),
        f"IMPROVEMENT PLAN EXCEPTION REPORT [{report.month.name.upper()}]",
    ):
        yield from (line, "")
    yield f"Responsible Portfolio Holder\t{report.portfolio_holder}"
    yield f"Responsible Officer\t{report.officer}"
    yield "Non-Key Decision"
    yield ""
    for section in covering_sections(report):
        yield from (f"{section.number}. {section.title}", "")
        for number, words in section.paragraphs:
            yield f"{number} {words}" if number else words
            if number == "4.1":
                yield from ("", *_figures(report.previous, report.current), "", "Where:", "")
                yield from _key(colours=colours)
            if number:
                yield ""
        if section.number == 13:
            yield from (f"{who}\t{answer}" for who, answer in CONSULTEES)
        if section.number in (12, 13):
            yield ""
    yield from ("CONTACT OFFICER", "", f"Name: {report.contact}")
    yield from (f"E Mail: {report.contact_email}", f"Tel: {report.contact_telephone}", "")


def _figures(previous: OldFigures, current: OldFigures) -> Iterator[str]:
    yield f"{previous.month.name}\t\t\t{current.month.name}\t\t"
    for class_ in CLASS_ORDER:
        yield "\t".join(
            part
            for month in (previous, current)
            for part in (FIGURE_LABEL[class_], str(month.counts[class_]), f"{month.share(class_)}%")
        )


def _key(*, colours: bool) -> Iterator[str]:
    for class_, meaning in MEANING.items():
        yield f"{f'[{COLOUR_WORD[class_]}]' if colours else ''}\t{meaning}"


def exception_lines(
    block: OldException, report: OldReport, form: str, step: int, *, colours: bool = True
) -> list[str]:
    """The lines of one block of the appendix. `step` is 1 where all stands under its header; with 0 and 2
    "Who" is a column to the left or right, and the lower text two columns to the right.
    """
    who_column = 14 + step
    upper_header = _line(
        {
            0: "Ref",
            1: f"{report.month.name} Action",
            2: "Colour",
            3: "Corrective Action",
            who_column: "Who",
            who_column + 1: "Original Date",
            who_column + 2: "Revised Date",
        }
    )
    lower_header = _line({0: "Ref.", 1: "Action", 2: "Lead", 15: "Corrective Action"} | _strip_heads())
    upper = _line(
        {
            0: block.ref,
            1: block.title,
            2: f"[{COLOUR_WORD[block.status]}]" if colours else "",
            3: block.corrective_action,
            who_column: "/".join(block.who),
            who_column + 1: block.original,
            who_column + 2: block.revised,
        }
    )
    shifted = _line({3: block.ref, 4: block.title})
    plan_row = _line(
        {0: block.ref, 1: block.title, 2: "/".join(block.who), 15 + 2 * (step != 1): block.comment}
        | (_strip(block, report) if colours else {})
    )
    return [
        _line({0: f"{block.section_code}: {block.section_title}"}),
        *{
            "A": (upper_header, upper, lower_header),
            "B": (upper_header, lower_header, upper),
            "C": (upper_header, lower_header, shifted),
        }[form],
        _line({0: block.deliverable_ref, 1: block.deliverable_title}),
        plan_row,
    ]


def _strip_heads() -> dict[int, str]:
    return {3 + index: head for index, head in enumerate(STRIP_HEADS)}


def _strip(block: OldException, report: OldReport) -> dict[int, str]:
    return {
        3 + index: f"[{COLOUR_WORD[block.strip[month]]}]"
        for index, month in enumerate(report.plan_year)
        if month in block.strip
    }


def _line(cells: dict[int, str]) -> str:
    texts: Sequence[str] = [cells.get(column, "") for column in range(max(WIDTH, *cells) + 1)]
    return "\t".join(texts)
