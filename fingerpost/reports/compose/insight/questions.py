"""The questions that insight answers, each as a document of its own, and all of them as one report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.reports.compose.building import Builder
from fingerpost.reports.compose.insight.bunching import bunching_part, bunching_picture
from fingerpost.reports.compose.insight.late import late_part, late_picture
from fingerpost.reports.compose.insight.moved import moved_part, moved_picture
from fingerpost.reports.compose.insight.movement import movement_part, movement_picture
from fingerpost.reports.compose.insight.promises import promises_part, promises_picture
from fingerpost.reports.compose.insight.section import section_part
from fingerpost.reports.compose.insight.silence import silence_part, silence_picture
from fingerpost.reports.compose.insight.slip import slip_part, slips_picture, story_part
from fingerpost.reports.compose.insight.trend import counts_picture, trend_part
from fingerpost.reports.document import Chart, Document, DocumentTable, Heading, Sheet
from fingerpost.rules.insight.bunching import bunching_of
from fingerpost.rules.insight.journey import journey
from fingerpost.rules.insight.lateness import LONG, lateness_of
from fingerpost.rules.insight.moved import moves_of
from fingerpost.rules.insight.promises import OFTEN, repeated_promises
from fingerpost.rules.insight.silence import silence_of
from fingerpost.rules.insight.slip import slips_of
from fingerpost.rules.insight.trend import trend_of
from fingerpost.rules.months import Period
from fingerpost.rules.said import said, together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from fingerpost.reports.document import Block
    from fingerpost.rules.insight.series import Series

FEW_ROWS = 6
"""How many rows a picture has beside others on one page."""


class Question(StrEnum):
    """A question about the months; the value is its name in an address."""

    TREND = "trend"
    MOVEMENT = "movement"
    SLIP = "slip"
    MOVED = "moved"
    BUNCHING = "bunching"
    LATE = "late"
    PROMISES = "promises"
    SILENCE = "silence"
    SECTION = "section"
    ACTION = "action"


OF_THE_PLAN = tuple(each for each in Question if each not in {Question.SECTION, Question.ACTION})
"""The questions about a whole plan, in the order of the report."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is asked of: two periods, a number of months, a section's code, or an action's ref."""

    first: Period | None = None
    last: Period | None = None
    at_least: int = LONG
    section: str = ""
    ref: str = ""


def question_part(
    builder: Builder, series: Series, question: Question, asked: Asked | None = None, *, level: int = 1
) -> None:
    """Add the answer to a question as a part of any document. Refuses what the part of that question refuses."""
    asked = asked or Asked()
    match question:
        case Question.MOVEMENT:
            movement_part(builder, series, asked.first, asked.last, level=level)
        case Question.LATE:
            late_part(builder, series, at_least=asked.at_least, level=level)
        case Question.SECTION:
            section_part(builder, series, asked.section, level=level)
        case Question.ACTION:
            story_part(builder, series, asked.ref, level=level)
        case _:
            _PARTS[question](builder, series, level=level)


_PARTS: dict[Question, Callable[..., None]] = {
    Question.TREND: trend_part,
    Question.SLIP: slip_part,
    Question.MOVED: moved_part,
    Question.BUNCHING: bunching_part,
    Question.PROMISES: promises_part,
    Question.SILENCE: silence_part,
}


def question_document(series: Series, question: Question, asked: Asked | None = None) -> Document:
    """The answer to one question: its title is that of the question, its parts are those below it."""
    builder = Builder()
    question_part(builder, series, question, asked)
    return _of_series(builder, series, ends_with_month=question is not Question.MOVEMENT)


def insight_report(series: Series) -> Document:
    """Every question about the plan in one report."""
    builder = Builder()
    builder.part("Insight report")
    for each in OF_THE_PLAN:
        question_part(builder, series, each, level=2)
    return _of_series(builder, series)


def _of_series(builder: Builder, series: Series, *, ends_with_month: bool = True) -> Document:
    last = series.last
    return as_document(
        builder,
        plan=last.plan.title if last else None,
        until=said("to {period}", period=last.period) if last and ends_with_month else None,
        council=last.council if last else None,
        dated=last.closed_on if last else None,
        draft=series.is_draft,
    )


def as_document(
    builder: Builder,
    *,
    plan: str | None,
    until: str | None,
    council: str | None,
    dated: date | None,
    draft: bool,
) -> Document:
    """The parts of a builder as a document: the first heading is its title, what stands below moves up one level.

    Every table is a sheet for spreadsheets, too.
    """
    heading, *rest = builder.blocks
    assert isinstance(heading, Heading)  # every part begins with its heading
    blocks = tuple(
        replace(each, level=each.level - 1) if isinstance(each, Heading) else each for each in rest
    )
    title = f"{plan}: {_within_title(heading.text)}" if plan else heading.text
    title = f"{title}, {until}" if until else title
    return Document(
        title=said("DRAFT: {title}", title=title) if draft else title,
        council=council,
        language="en-GB",
        dated=dated,
        blocks=blocks,
        sheets=tuple(
            Sheet(f"{number} {each.caption}"[:28], each.caption, each)
            for number, each in enumerate(_tables(blocks), start=1)
        ),
        draft_mark=draft,
        properties={"kind": "Insight", "question": heading.text},
    )


def _within_title(words: str) -> str:
    """A title after a colon: it goes on in small letters, unless it begins with a code such as PR2."""
    first = words.split(maxsplit=1)[0]
    return f"{words[:1].lower()}{words[1:]}" if first.isalpha() else words


def _tables(blocks: Iterable[Block]) -> Iterator[DocumentTable]:
    for each in blocks:
        if isinstance(each, DocumentTable):
            yield each
        elif isinstance(each, Chart):
            yield each.table


class Answer(NamedTuple):
    """A question in brief: one sentence, and one picture where there is anything to draw."""

    question: Question
    sentence: str
    svg: str | None


def in_brief(series: Series) -> tuple[Answer, ...]:
    """One sentence and one picture for each question about the plan."""
    return tuple(Answer(question, *_BRIEFLY[question](series)) for question in OF_THE_PLAN)


def _trend(series: Series) -> tuple[str, str | None]:
    found = trend_of(series)
    return found.sentence(), counts_picture(found) if any(each.counts for each in found.points) else None


def _movement(series: Series) -> tuple[str, str | None]:
    if len(series.own) < 2:
        return "Two closed months of a plan are needed to see what moved.", None
    found = journey(series, series.own[-2].period, series.own[-1].period)
    return together(found.sentences()), movement_picture(found)


def _slip(series: Series) -> tuple[str, str | None]:
    found = slips_of(series)
    drawable = any(each.original or each.ends for each in found.later)
    return found.sentence(), slips_picture(found, FEW_ROWS) if drawable else None


def _moved(series: Series) -> tuple[str, str | None]:
    found = moves_of(series)
    return found.sentence(), moved_picture(found.by_reason, "reason", FEW_ROWS) if found.all.moves else None


def _bunching(series: Series) -> tuple[str, str | None]:
    if series.last is None:
        return "No month is closed yet.", None
    found = bunching_of(series.last)
    return found.sentence(), bunching_picture(found) if found.months else None


def _late(series: Series) -> tuple[str, str | None]:
    found = lateness_of(series)
    return found.sentence(), late_picture(found.runs, most=FEW_ROWS) if found.runs else None


def _promises(series: Series) -> tuple[str, str | None]:
    found = repeated_promises(series)
    often = [each for each in found.found if each.times >= OFTEN]
    drawable = any(promise.date.latest for each in often for promise in each.promises)
    return found.sentence(), promises_picture(often, FEW_ROWS) if drawable else None


def _silence(series: Series) -> tuple[str, str | None]:
    found = silence_of(series)
    return found.sentence(), silence_picture(found, FEW_ROWS) if found.services else None


_BRIEFLY: dict[Question, Callable[[Series], tuple[str, str | None]]] = {
    Question.TREND: _trend,
    Question.MOVEMENT: _movement,
    Question.SLIP: _slip,
    Question.MOVED: _moved,
    Question.BUNCHING: _bunching,
    Question.LATE: _late,
    Question.PROMISES: _promises,
    Question.SILENCE: _silence,
}
