"""The corporate risks of a draft, and the sections to which each is mapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import cell, table
from fingerpost.rules.labels import Label
from fingerpost.rules.wording import NOTHING, Part, names_words

if TYPE_CHECKING:
    from fingerpost.reports.compose.building import Builder
    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.draft import Draft


def risks_part(builder: Builder, draft: Draft) -> None:
    """Add the corporate risks, and in small print every link as its source has it."""
    builder.table_part(1, Part.RISKS, risks_table(draft))
    builder.table_part(
        2,
        Part.RISK_LINKS,
        table(
            Part.RISK_LINKS,
            (Label.RISK, Label.CODE, Label.PRINTED),
            (
                (cell(risk.code), cell(link.code or NOTHING), cell(link.printed))
                for risk in draft.risks
                for link in risk.links
            ),
            widths=(1, 1, 5),
            small=True,
        ),
    )


def risks_table(draft: Draft) -> DocumentTable | None:
    """The corporate risks with the codes of their sections and of the risks merged with them."""
    return table(
        Part.RISKS,
        (Label.RISK, Label.TITLE, Label.SECTIONS, Label.MERGED),
        (
            (
                cell(each.code),
                cell(each.title),
                cell(names_words(each.sections)),
                cell(names_words(each.merged)),
            )
            for each in draft.risks
        ),
        widths=(1, 5, 2, 2),
    )
