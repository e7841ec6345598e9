"""Checks on the months by which the document names its own period."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fingerpost.rules.checks.named_months import just_before, months_named, period_of, year_about
from fingerpost.rules.checks.passages import (
    LONGEST_TEXT,
    figures_named,
    report_passages,
    sentences,
    with_source,
)
from fingerpost.rules.checks.registry import Found, check
from fingerpost.rules.findings import Severity
from fingerpost.rules.months import day_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.draft import Draft

_NAMES_THE_PERIOD = re.compile(
    r"(?:\breport\b\s*(?:for|in|[-–—:\[(]|)\s*|\b(?:plan|report|actions?|tasks?) (?:for|highlighted (?:for|in)) "
    r"|\b(?:performance|position|progress|status) (?:as )?(?:at|to) (?:the )?(?:end of )?"
    r"|\bactions? [\w ]{0,30}(?:highlighted|programmed|due) (?:for|in) )(?:the )?(?:month of |period (?:of |to |ending )?)?$",
    re.IGNORECASE,
)
_HEADS_THE_PERIOD = re.compile(
    r"\b(?:progress|performance|position|report|exceptions|update)\b[\w ,]*?(?:\b(?:in|for|at|during|to|of)\b[\w ]*|[-–—:\[(]\s*|\s)$",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"\b(?:compared|previous|last|next|since|earlier|following|approved|agreed|considered|deferred|forecast|will)\b",
    re.IGNORECASE,
)


@check("D50", Severity.ERROR, "A heading or sentence names another month as the one reported.")
def another_month_named(draft: Draft) -> Iterator[Found]:
    """Months are copied forward from the report before. Looked at are the title, headings, the list of
    appendices, and sentences that plainly name the report's own month; sentences that speak of another
    time, or name the right month too, are left alone. Source: rules, Checks on a document (a wrong month name).
    """
    period = period_of(draft)
    if period is None:
        return
    about = year_about(draft)
    headings = [("title", draft.title or "")]
    headings += [
        (
            with_source(f"heading of section {section.number}" if section.number else "heading", None),
            section.title,
        )
        for section in draft.sections
    ]
    headings += [("appendices", appendix) for appendix in draft.appendices]
    named = [(place, text, _HEADS_THE_PERIOD) for place, text in headings]
    named += [
        (passage.place, sentence, _NAMES_THE_PERIOD)
        for passage in report_passages(draft)
        if not (draft.appendices and "appendi" in passage.title.casefold())
        for sentence in sentences(passage.text)
        if not _OTHER_TIME.search(sentence)
    ]
    for place, text, pattern in named:
        months = list(months_named(text[:LONGEST_TEXT], about))
        if any(month.may_be(each) for month in months for each in period):
            continue
        for month in months:
            if pattern.search(just_before(text, month.start)):
                yield Found(
                    (place,),
                    f"{place[0].upper()}{place[1:]} names {month.words}; the report is for {period.name}.",
                    {"named": month.words, "period": period.name},
                )
                break


@check("D51", Severity.ERROR, "The previous column of the figures is not the period before.")
def previous_column(draft: Draft) -> Iterator[Found]:
    """The table sets the period reported beside the one just before it. Source: rules, Classes and figures;
    Checks on a document (a wrong month name).
    """
    period = period_of(draft)
    previous = draft.figures.previous.period if draft.figures and draft.figures.previous else None
    if period is None or previous is None or period.first.year == 1:
        return
    expected = period.previous
    if previous not in expected:
        yield Found(
            (f"{figures_named(draft)}, {previous.name}",),
            f"The {figures_named(draft)} sets {previous.name} beside {period.name}; the period before is {expected.name}.",
            {"printed": str(previous), "expected": str(expected.last)},
        )


@check("D52", Severity.ERROR, "The current column of the figures is not the period reported.")
def current_column(draft: Draft) -> Iterator[Found]:
    """The table's latest column is that of the period that the report is for. Source: rules, Checks on a
    document (a wrong month name).
    """
    period = period_of(draft)
    current = draft.figures.current.period if draft.figures and draft.figures.current else None
    if period is not None and current is not None and current not in period:
        yield Found(
            (f"{figures_named(draft)}, {current.name}",),
            f"The {figures_named(draft)} is headed {current.name}; the report is for {period.name}.",
            {"printed": str(current), "period": str(period.last)},
        )


@check("D53", Severity.WARNING, "The meeting is before the end of the period reported.")
def meeting_before_the_end(draft: Draft) -> Iterator[Found]:
    """A report to a meeting cannot know a month that has not ended: the month or the day is a slip. Source:
    rules, Checks on a document (a wrong month name).
    """
    day = draft.meeting.date if draft.meeting else None
    if day is not None and draft.period is not None and day < draft.period.last_day:
        yield Found(
            ("meeting",),
            f"The meeting is on {day_name(day)}; the period reported, {draft.period.name}, ends "
            f"on {day_name(draft.period.last_day)}.",
            {"meeting": day.isoformat(), "period": str(draft.period)},
        )


PERIOD_CHECKS = (another_month_named, previous_column, current_column, meeting_before_the_end)
