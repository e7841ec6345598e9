"""Cells that the tables of insight share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.document import DocumentCell
from fingerpost.rules.classes import CLASS_OF_STATUS, LETTER_OF_STATUS, Status, StatusClass
from fingerpost.rules.said import together
from fingerpost.rules.wording import NOTHING, status_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fingerpost.rules.insight.english import Named
    from fingerpost.rules.insight.series import Series


def status_words(series: Series) -> Mapping[Status, str]:
    """The words in which the last plan of the series speaks of statuses; empty for the product's own."""
    return {} if series.last is None else series.last.plan.status_words


def status_cell(status: Status, words: Mapping[Status, str]) -> DocumentCell:
    """A status as a word, with its tone."""
    return DocumentCell(status_word(status, words), CLASS_OF_STATUS[status])


def letter_cell(status: Status | None, words: Mapping[Status, str]) -> DocumentCell:
    """A status as a letter in a strip; empty where there is no record."""
    if status is None:
        return DocumentCell("")
    class_ = CLASS_OF_STATUS[status]
    return DocumentCell(
        LETTER_OF_STATUS[status],
        class_,
        reprogrammed=class_ is StatusClass.REPROGRAMMED,
        spoken=status_word(status, words),
    )


def names_cell(actions: Iterable[Named]) -> DocumentCell:
    """Actions by ref and title; a dash for none."""
    return DocumentCell(together(map(str, actions), "; ") or NOTHING)


def refs_cell(actions: Iterable[Named]) -> DocumentCell:
    """Actions by ref only, for tables that name them elsewhere; a dash for none."""
    return DocumentCell(together([each.ref for each in actions], ", ") or NOTHING)
