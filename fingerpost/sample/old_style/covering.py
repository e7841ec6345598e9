"""The words of the covering report of the old exception report: sixteen numbered sections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.figures import share
from fingerpost.sample.council.people import WEBSITE
from fingerpost.sample.old_style.content import plan_year_words

if TYPE_CHECKING:
    from fingerpost.sample.old_style.content import OldReport

CONSULTEES: tuple[tuple[str, str], ...] = (
    ("Portfolio Holder", "No"),
    ("Chief Executive", "Yes"),
    ("Head of Finance and Property", "Yes"),
    ("Head of Legal and Democratic Services", "Yes"),
    ("Head of Human Resources", "Yes"),
    ("Procurement Manager", "At CMT"),
)


@dataclass(frozen=True, slots=True)
class CoveringSection:
    """A section of the covering report: its number, title and paragraphs, each with its number or none."""

    number: int
    title: str
    paragraphs: tuple[tuple[str | None, str], ...] = ()


def covering_sections(report: OldReport) -> tuple[CoveringSection, ...]:
    """The sixteen sections, in order. Section 4 has the table of figures between its first paragraphs,
    section 13 the table of those consulted.
    """
    month = report.month.name
    name = month.split()[0]
    year = plan_year_words(report.plan_year)
    now = report.current
    green, amber = now.share(StatusClass.GREEN), now.share(StatusClass.AMBER)
    red, moved = now.share(StatusClass.RED), now.share(StatusClass.REPROGRAMMED)
    named = [f"{title} ({ref})" for ref, title in report.redated]
    count = len(named)
    listed = "; ".join(named[:-1]) + f"; and {named[-1]}"
    return (
        CoveringSection(
            1,
            "SUMMARY",
            (
                (
                    "1.1",
                    f"This report tells the Cabinet how the Improvement Plan stood at the end of {month}, and what is done about the actions that are late.",
                ),
            ),
        ),
        CoveringSection(
            2,
            "RECOMMENDATION",
            (
                (
                    "2.1",
                    f"That the Cabinet agrees the corrective action set out in the Improvement Plan Exception Report for {month}.",
                ),
                (
                    "2.2",
                    f"That the Cabinet notes that of the {now.n} actions highlighted for {name} {green} percent are on target or completed [green], {amber} percent are one month behind or less [amber] and {red} percent are over one month behind [red]. {moved} percent have been reprogrammed, suspended or withdrawn with approval.",
                ),
            ),
        ),
        CoveringSection(
            3,
            "BACKGROUND",
            (
                (
                    "3.1",
                    f"The Improvement Plan {year} was approved by the Cabinet in July {report.plan_year.first.year}. It carries out the priorities of the Council Plan 2025 to 2028.",
                ),
                (
                    "3.2",
                    "Heads of Service report on their actions each month. Actions that are late are listed in an appendix, with the reason and what is being done.",
                ),
            ),
        ),
        CoveringSection(
            4,
            f"PROGRESS IN {month.upper()}",
            (
                ("4.1", f"Overall performance at the end of {month} was as follows:"),
                (
                    "4.2",
                    f"Of the {now.n} actions for the month, {count} have been reprogrammed, suspended or withdrawn with approval. This is {share(count, now.n)} percent. These actions are: {listed}.",
                ),
                ("4.3", "The actions that are red or amber are set out in Appendix 1."),
            ),
        ),
        CoveringSection(
            5,
            "FINANCIAL IMPLICATIONS",
            (
                (
                    "5.1",
                    "None from this report. The resources for each action are stated in the plan.",
                ),
            ),
        ),
        CoveringSection(6, "LEGAL IMPLICATIONS", (("6.1", "There are no legal implications."),)),
        CoveringSection(
            7,
            "COUNCIL OBJECTIVES",
            (("7.1", "The Improvement Plan serves all four objectives of the Council Plan."),),
        ),
        CoveringSection(
            8,
            "RISK MANAGEMENT",
            (("8.1", "Risks are recorded in the corporate and service risk registers."),),
        ),
        CoveringSection(
            9,
            "CUSTOMER IMPLICATIONS",
            (
                (
                    "9.1",
                    "Customers will notice the later opening of the learner pool and of the new website.",
                ),
            ),
        ),
        CoveringSection(
            10,
            "EQUALITIES AND DIVERSITY IMPLICATIONS",
            (("10.1", "Please see section CP8 of the Improvement Plan."),),
        ),
        CoveringSection(
            11,
            "VALUE FOR MONEY IMPLICATIONS",
            (("11.1", "Please see section FP1 of the Improvement Plan."),),
        ),
        CoveringSection(
            12,
            "OTHER IMPLICATIONS",
            (
                (None, "Procurement Issues: See section FP3 of the Improvement Plan."),
                (None, "Personnel Implications: See sections HROD1 and HROD2 of the Improvement Plan."),
                (
                    None,
                    "Governance/Performance Management: See sections PR3 and PR4 of the Improvement Plan.",
                ),
                (
                    None,
                    "Community Safety including Section 17 of Crime and Disorder Act 1998: See section CP6 of the Improvement Plan.",
                ),
                (None, "Policy: All sections of the Improvement Plan bear on policy."),
                (None, "Environmental: See section CP7 of the Improvement Plan."),
            ),
        ),
        CoveringSection(13, "OTHERS CONSULTED ON THE REPORT"),
        CoveringSection(14, "WARDS AFFECTED", (("14.1", "All wards."),)),
        CoveringSection(
            15,
            "APPENDICES",
            (("15.1", f"Appendix 1 Improvement Plan Exception Report {month}"),),
        ),
        CoveringSection(
            16,
            "BACKGROUND PAPERS",
            (("16.1", f"The whole Improvement Plan for {month} is at {WEBSITE}."),),
        ),
    )
