"""The old report that brought the new plan to the Cabinet, as a text copy: with the map of corporate risks.

As in any copy of such a table, titles break over lines, a link stands alone on the next line, one is written
with a dash in place of the colon, and merged risks are told by an asterisk and a line below.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fingerpost.sample.old_style.content import ordinal_day, plan_year_words
from fingerpost.sample.old_style.covering import CONSULTEES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.sample.council.council_plan import CorporateRisk
    from fingerpost.sample.old_style.content import OldReport

MEETING = date(2025, 7, 9)
WIDEST_TITLE = 40
"""Characters after which a copied cell breaks to the next line."""


def new_plan_text(report: OldReport) -> str:
    """The report on the new plan, which has neither figures nor exceptions."""
    return "\n".join([*_lines(report), ""])


def _lines(report: OldReport) -> Iterator[str]:
    year = plan_year_words(report.plan_year)
    for line in (
        report.council.upper(),
        report.body.upper(),
        ordinal_day(MEETING),
        f"NEW IMPROVEMENT PLAN {year}",
    ):
        yield from (line, "")
    yield f"Responsible Portfolio Holder\t{report.portfolio_holder}"
    yield f"Responsible Head of Service\t{report.officer}"
    yield from ("Key Decision", "")
    yield from _section(1, "SUMMARY", f"This report brings the draft Improvement Plan {year} to the Cabinet.")
    yield from _section(
        2, "RECOMMENDATION", f"That the Cabinet approves the Improvement Plan {year} set out in Appendix 1."
    )
    yield from _section(
        3,
        "BACKGROUND",
        "Heads of Service have proposed the main actions of their services for the twelve months from July 2025.",
    )
    yield from _section(
        4, "FINANCIAL IMPLICATIONS", "The plan states the resources for each action; all are in the budget."
    )
    yield from _section(5, "LEGAL IMPLICATIONS", "There are no legal implications.")
    yield from _section(6, "COUNCIL OBJECTIVES", "The plan serves every objective of the Council Plan.")
    yield from _section(
        7, "RISK MANAGEMENT", "Corporate risks are reduced by these sections of the Improvement Plan:"
    )
    yield "Corporate Risk Title\tImprovement Plan Reference"
    for index, risk in enumerate(report.risks):
        yield from _risk(risk, report.section_titles, dash=index % 7 == 3)
    yield ""
    yield from (
        f"* {risk.code} and {' and '.join(risk.merged)} have been merged"
        for risk in report.risks
        if risk.merged
    )
    yield ""
    yield from _section(
        8, "CUSTOMER IMPLICATIONS", "Section PR1 of the Improvement Plan concerns customers directly."
    )
    yield from _section(
        9, "EQUALITIES AND DIVERSITY IMPLICATIONS", "Please see section CP8 of the Improvement Plan."
    )
    yield from _section(
        10,
        "VALUE FOR MONEY IMPLICATIONS",
        "Sections FP1 to FP5 of the Improvement Plan concern value for money.",
    )
    yield from _section(
        11,
        "OTHER IMPLICATIONS",
        "Procurement Issues: See section FP3. Personnel Implications: See sections HROD1 to HROD4. Environmental: See sections CP4 and CP7.",
        number=False,
    )
    yield from ("12. OTHERS CONSULTED ON THE REPORT", "")
    yield from (f"{who}\t{answer}" for who, answer in CONSULTEES)
    yield ""
    yield from _section(13, "WARDS AFFECTED", "All wards", number=False)
    yield from _section(14, "APPENDICES", f"Appendix 1 Draft Improvement Plan {year}", number=False)
    yield from _section(15, "BACKGROUND PAPERS", "None", number=False)
    yield from ("CONTACT OFFICER", "", f"Name:\t{report.contact}")
    yield from (f"E Mail:\t{report.contact_email}", f"Tel:\t{report.contact_telephone}")


def _section(section: int, title: str, words: str, *, number: bool = True) -> Iterator[str]:
    yield from (f"{section}. {title}", "", f"{section}.1 {words}" if number else words, "")


def _risk(risk: CorporateRisk, titles: dict[str, str], *, dash: bool) -> Iterator[str]:
    title = f"{risk.code}{'*' if risk.merged else ''}: {risk.title}"
    left = _broken(title)
    right: list[str] = []
    for index, code in enumerate(risk.sections):
        right += _broken(f"{code}{' – ' if dash and index == 0 else ': '}{titles[code]}")
    for index in range(max(len(left), len(right))):
        yield f"{left[index] if index < len(left) else ''}\t{right[index] if index < len(right) else ''}"


def _broken(words: str) -> list[str]:
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > WIDEST_TITLE:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return lines
