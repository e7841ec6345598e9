"""One section on a page: its figures, trend, actions, slip and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import Builder, cell, facts, table
from fingerpost.reports.compose.insight.cells import status_cell, status_words
from fingerpost.reports.compose.insight.late import late_part
from fingerpost.reports.compose.insight.promises import promises_part
from fingerpost.reports.compose.insight.slip import slip_part
from fingerpost.reports.compose.insight.trend import trend_part
from fingerpost.reports.compose.snapshot_figures import in_a_sentence
from fingerpost.reports.document import Emphasis, Text
from fingerpost.rules.insight.english import spoken
from fingerpost.rules.insight.lateness import lateness_of
from fingerpost.rules.insight.promises import repeated_promises
from fingerpost.rules.insight.series import within
from fingerpost.rules.insight.slip import slips_of
from fingerpost.rules.labels import Label
from fingerpost.rules.said import said, said_n, together
from fingerpost.rules.wording import NOTHING, Part, coded_words, names_words

if TYPE_CHECKING:
    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.insight.series import Series
    from fingerpost.rules.snapshot import Section, Snapshot


class NoSuchSection(ValueError):
    """The last record has no section of this code."""


def section_part(builder: Builder, series: Series, code: str, *, level: int = 1) -> None:
    """Add a section on a page, with what stands below it. Refuses a code that the last record does not hold."""
    section = None if series.last is None else series.last.section(code)
    if section is None:
        raise NoSuchSection(said("There is no section {code} in the last month.", code=code))
    own = series.only(within(code))
    last = own.last
    assert last is not None  # the series has a last record, so that of the section has one
    builder.part(coded_words(section.code, section.title), level=level)
    builder.add(Text(in_a_sentence(last), emphasis=Emphasis.LEAD))
    builder.add(
        facts(
            "The section",
            [
                (Label.OUTCOME, section.outcome),
                (Label.HEAD_OF_SERVICE, section.head_of_service),
                (Label.PORTFOLIO, section.portfolio),
                ("Corporate risks", together(_risks(section, last), "; ") or None),
                (Part.ACTIONS, said_n("{count} action", "{count} actions", len(last.actions))),
            ],
        )
    )
    trend_part(builder, own, level=level + 1)
    builder.table_part(level + 1, Part.ACTIONS, _actions(own, last))
    if lateness_of(own).runs:
        late_part(builder, own, at_least=1, level=level + 1)
    if slips_of(own).slips:
        slip_part(builder, own, level=level + 1)
    if repeated_promises(own).found:
        promises_part(builder, own, level=level + 1)
    builder.table_part(
        level + 1,
        "In their own words",
        _words(last),
        intro=said("What leads wrote for {period}, where they wrote anything.", period=last.period),
    )


def _risks(section: Section, last: Snapshot) -> list[str]:
    titles = {each.code: each.title for each in last.risks}
    return [coded_words(code, titles[code]) if code in titles else code for code in section.risks]


def _actions(series: Series, last: Snapshot) -> DocumentTable | None:
    words = status_words(series)
    return table(
        Part.ACTIONS,
        (
            Label.REF,
            Label.ACTION,
            Label.LEAD,
            Label.STATUS,
            Label.ORIGINAL,
            Label.CURRENT,
            Label.EXPECTED,
            Label.WHY_STATUS,
        ),
        (
            (
                cell(each.ref),
                cell(each.title),
                cell(names_words(lead.name for lead in each.leads) or NOTHING),
                status_cell(each.status, words),
                cell(spoken(each.ledger.original)),
                cell(spoken(each.ledger.current)),
                cell(spoken(each.expected, NOTHING)),
                cell(each.reason),
            )
            for each in last.actions
        ),
        widths=(2, 6, 4, 3, 3, 3, 3, 7),
        wide=True,
    )


def _words(last: Snapshot) -> DocumentTable | None:
    return table(
        "In their own words",
        (Label.REF, Label.ACTION, Label.COMMENT, Label.REASON, Label.CORRECTIVE_ACTION),
        (
            (
                cell(each.ref),
                cell(each.title),
                cell(each.update.comment or NOTHING),
                cell(each.update.reason or NOTHING),
                cell(each.update.corrective_action or NOTHING),
            )
            for each in last.actions
            if each.update and (each.update.comment or each.update.reason or each.update.corrective_action)
        ),
        widths=(2, 5, 6, 6, 6),
        wide=True,
    )
