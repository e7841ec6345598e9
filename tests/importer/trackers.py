"""Trackers read from invented workbooks and delimited files, and what tests ask of their drafts."""

from fingerpost.importer.readers.csv import read_csv
from fingerpost.importer.readers.excel import read_excel
from fingerpost.importer.recognition.tracker import recognise_tracker
from fingerpost.rules.draft import Draft, DraftAction
from tests.importer.workbooks import C, workbook


def excel(mapping=None, **sheets) -> Draft:
    return recognise_tracker(read_excel("tracker.xlsx", workbook(**sheets)), mapping)


def delimited(text: str, mapping=None) -> Draft:
    return recognise_tracker(read_csv("tracker.csv", text.encode()), mapping)


def by_ref(draft: Draft) -> dict[str | None, DraftAction]:
    return {action.ref: action for action in draft.actions}


def ids(draft: Draft) -> set[str]:
    return {finding.id for finding in draft.findings} - {"R120"}


def dates(action: DraftAction) -> list[str | None]:
    return [
        each.edtf if each else None for each in (action.start, action.due, action.revised, action.completed)
    ]


def fills(*colours: str | None) -> list[C | None]:
    return [C(None, fill=each) if each else None for each in colours]
