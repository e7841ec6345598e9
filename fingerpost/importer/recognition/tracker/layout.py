"""What each column of a table is: its heading weighed with what stands below it.

Where several columns claim a field the surest heading has it and the others are kept under their own headings;
a finding says so. Where the content contradicts the heading (a "Progress" of colours, a "Target" of numbers) the
content decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.columns import DATES, SINGLE, Field, heading_words, is_level
from fingerpost.importer.recognition.statuses import Key, folded
from fingerpost.importer.recognition.tracker.headers import HeadedColumn
from fingerpost.importer.recognition.tracker.samples import Samples, is_status
from fingerpost.importer.recognition.tracker.steps import (
    STEPS,
    is_numbered,
    lists_milestones,
    names_milestones,
)
from fingerpost.importer.recognition.tracker.strips import FEWEST, Strip, month_heading, strip_of
from fingerpost.rules.dates import parse_date
from fingerpost.rules.months import Month, NotAMonth, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fingerpost.importer.recognition.tracker.headers import Given, Header

_MOSTLY = 0.5
_PRIORITY = re.compile(r"(?:council |corporate |service )?priorit(?:y|ies)")
_OF_A_PERIOD = re.compile(
    r"\bq(?:uarter|tr)? ?[1-4]\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]*\b|\d)",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"^(?:final |overall |year end )?(?:outcome|result|achievement|assessment|evaluation)s?$"
)
"""Headings of what came of an action, in words of their own or in words of a status."""
_TEAM = re.compile(
    r"(?:lead |responsible |delivery )?(?:team|service|service area|department|directorate|division|unit)s?"
)


@dataclass(frozen=True, slots=True)
class PlacedColumn:
    """A column as it is read: what it is, its heading as printed (kept apart where two are the same)."""

    column: int
    columns: int
    printed: str
    field: Field
    by: str
    known: bool
    month: Month | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table, the strip of months if it has one, and notes on how that was found."""

    columns: tuple[PlacedColumn, ...]
    strip: Strip | None
    contending: tuple[tuple[Field, str, tuple[str, ...]], ...] = ()
    by_content: tuple[tuple[str, Field], ...] = ()
    months_without_year: tuple[str, ...] = ()

    def of(self, wanted: Field) -> PlacedColumn | None:
        """The column that was taken for this field."""
        return next((each for each in self.columns if each.field is wanted), None)


@dataclass
class _Candidate:
    headed: HeadedColumn
    samples: Samples
    field: Field
    rank: float
    by: str = "heading"
    known: bool = True
    month: Month | None = None
    printed: str = ""


def layout_of(
    header: Header,
    samples: Mapping[int, Samples],
    given: Given,
    *,
    unheaded: Iterable[int] = (),
    plan_year: Period | None = None,
    key: Key | None = None,
) -> Layout:
    """What each column is. `samples` by column; `unheaded` are columns with words or colours and no heading."""
    nameless = [
        HeadedColumn(column, 1, f"column {column + 1} without a heading", "", None, None)
        for column in unheaded
    ]
    headed = sorted((*header.columns, *nameless), key=lambda each: each.column)
    candidates = [_candidate(each, samples.get(each.column, Samples()), given) for each in headed]
    _tell_apart(candidates)
    contending: list[tuple[Field, str, tuple[str, ...]]] = []
    months = _month_candidates(candidates)
    _by_content(candidates)
    _sort_dates(candidates)
    _elect(Field.TITLE, candidates, contending)
    _tell_milestones(candidates)
    told = {each.printed for each in candidates if each.field in STEPS}
    contending = [
        (wanted, chosen, rest)
        for wanted, chosen, others in contending
        if (rest := tuple(each for each in others if each not in told))
    ]
    for wanted in SINGLE:
        _elect(wanted, candidates, contending)
    _sections_by_content(candidates)
    by_content = _fill_gaps(candidates, key or {})
    due = next((each for each in candidates if each.field is Field.DUE), None)
    strip, yearless = _strip(months, plan_year, due)
    placed = _placed(candidates, strip)
    return Layout(placed, strip, tuple(contending), by_content, yearless)


def _candidate(headed: HeadedColumn, samples: Samples, given: Given) -> _Candidate:
    for name in (heading_words(headed.printed), heading_words(headed.words)):
        if name in given:
            said = given[name]
            try:
                return _Candidate(headed, samples, Field.MONTH, 1000, "given", month=Month.parse(said))
            except NotAMonth:
                return _Candidate(headed, samples, Field(said), 1000, "given")
    if headed.month is not None:
        return _Candidate(headed, samples, Field.MONTH, 90)
    if headed.meaning is None:
        return _Candidate(headed, samples, Field.OTHER, 0, "none", known=False)
    above = month_heading(headed.parent) if headed.parent else None
    if above is not None and above.number is not None:
        # Of the same columns for several months, the latest month's are the action's own.
        later = min(9.0, ((above.year or 0) * 12 + above.number) / 10_000)
        return _Candidate(headed, samples, headed.meaning.field, headed.meaning.rank + later)
    return _Candidate(headed, samples, headed.meaning.field, headed.meaning.rank)


def _become(candidate: _Candidate, field: Field, rank: int) -> None:
    candidate.field, candidate.rank, candidate.by = field, rank, "content"


def _by_content(candidates: list[_Candidate]) -> None:
    """Where the content contradicts the heading, the content decides."""
    present = {each.field for each in candidates}
    coloured = sum(each.samples.fills > 0.4 for each in candidates if each.field is not Field.MONTH)
    for each in candidates:
        samples = each.samples
        if each.by == "given" or not samples.cells:
            continue
        if each.field in DATES and samples.percents > 0.6 and samples.dates < 0.2:
            _become(each, Field.PERCENT if Field.PERCENT not in present else Field.OTHER, 60)
        elif each.field is Field.COMMENT and samples.length < 25:
            if samples.percents > 0.6 and Field.PERCENT not in present:
                _become(each, Field.PERCENT, 70)
            elif (
                samples.statuses > 0.7 or (not samples.texts and samples.fills > 0.4 and coloured == 1)
            ) and Field.STATUS not in present:
                _become(each, Field.STATUS, 70)
        elif each.field is Field.COMPLETED and samples.texts and samples.dates < 0.4:
            if samples.percents > 0.6:
                _become(each, Field.PERCENT, 60)
            elif samples.statuses > 0.6 or (samples.yes_or_no > 0.9 and Field.STATUS not in present):
                _become(each, Field.STATUS, 50)
            else:
                _become(each, Field.OTHER, 1)
        elif (
            each.field is Field.STATUS
            and samples.length > 40
            and samples.statuses < 0.3
            and samples.fills < 0.3
        ):
            _become(each, Field.COMMENT, 55)
        elif each.field is Field.STATUS and samples.percents > 0.8 and Field.PERCENT not in present:
            _become(each, Field.PERCENT, 60)
        elif (
            each.field is Field.TITLE
            and samples.refs > 0.8
            and samples.length < 12
            and Field.REF not in present
        ):
            _become(each, Field.REF, 50)
        elif each.field is Field.REF and samples.length > 25:
            _become(each, Field.TITLE, 58)
        elif (
            each.field in (Field.DUE, Field.START, Field.REVISED)
            and len(samples.texts) > 2
            and samples.dates < 0.2
        ):
            if samples.statuses > 0.7 and Field.STATUS not in present:
                _become(each, Field.STATUS, 50)
            elif each.rank < 97 and samples.length > 30:
                _become(each, Field.OTHER, 1)
            else:
                each.rank = min(each.rank, 30)


def _sections_by_content(candidates: list[_Candidate]) -> None:
    """Columns left of the title that name sections: priorities that are no levels, cells merged over several rows."""
    title = next((each.headed.column for each in candidates if each.field is Field.TITLE), 0)
    for each in candidates:
        if each.field is not Field.OTHER or each.by == "given" or each.headed.column >= title:
            continue
        texts = each.samples.texts
        levels = sum(is_level(text) for text in texts)
        named = bool(_PRIORITY.fullmatch(heading_words(each.headed.words))) and texts and not levels
        merged = any(cell.rows > 1 and cell.text and not is_status(cell) for cell in each.samples.cells)
        if named or (merged and not levels):
            _become(each, Field.GROUP, 40)


def _month_candidates(candidates: list[_Candidate]) -> list[_Candidate]:
    """The columns of a strip; months whose cells hold sentences are monthly comments and no strip."""
    months = [each for each in candidates if each.field is Field.MONTH and each.by != "given"]
    texts = [text for each in months for text in each.samples.texts]
    long = sum(len(text) > 25 for text in texts)
    if len(months) < FEWEST or (texts and long * 2 > len(texts)):
        for each in months:
            meaning = each.headed.meaning if len(months) < FEWEST else None
            each.field, each.known = (meaning.field if meaning else Field.OTHER), True
            each.rank = meaning.rank if meaning else 0
        return [each for each in candidates if each.field is Field.MONTH]
    return [each for each in candidates if each.field is Field.MONTH]


def _sort_dates(candidates: list[_Candidate]) -> None:
    """Original and target, target and completion: which of two due dates is which."""
    dues = [each for each in candidates if each.field is Field.DUE and each.by == "heading"]
    if len(dues) < 2:
        return
    present = {each.field for each in candidates}
    original = [
        each for each in dues if re.search(r"original|baseline|planned", heading_words(each.headed.printed))
    ]
    if original:
        for each in dues:
            if each is original[0]:
                each.rank = 120
            elif Field.REVISED not in present and re.search(
                r"current|target|due|deadline|end|finish|completion|when", heading_words(each.headed.printed)
            ):
                each.field = Field.REVISED
                present.add(Field.REVISED)
    for each in dues:
        name = heading_words(each.headed.words)
        if (
            Field.COMPLETED not in present
            and each.field is Field.DUE
            and name in ("completion date", "completion", "date of completion", "completed by")
        ):
            each.field = Field.COMPLETED
            present.add(Field.COMPLETED)
            break


def _elect(
    wanted: Field, candidates: list[_Candidate], contending: list[tuple[Field, str, tuple[str, ...]]]
) -> None:
    """Give the field to its surest column; the others become groups (titles to its left) or stay as printed."""
    running = [each for each in candidates if each.field is wanted]
    if len(running) < 2:
        return
    if wanted is Field.TITLE:
        # A title merged over the rows of its milestones is the section of these, and they are the actions.
        most = max(len(each.samples.texts) for each in running)
        for each in running:
            if each.by != "given" and len(each.samples.texts) * 10 < most * 7:
                each.rank -= 100
    if wanted is Field.STATUS:
        # "Status" of work (in progress, on hold) beside "RAG" or "Health": the one that tells a class has it.
        for each in running:
            each.rank += 50 if each.by != "given" and each.samples.classes > 0.7 else 0
    for each in running:
        told = bool(each.samples.texts) or each.samples.fills > 0
        if told and _OF_A_PERIOD.search(each.headed.printed):
            each.rank += each.headed.column / 1_000  # of the same for several periods the latest stands
    chosen = max(
        running,
        key=lambda each: (each.rank, bool(each.samples.texts) or each.samples.fills > 0, -each.headed.column),
    )
    losers = [each for each in running if each is not chosen]
    named = []
    for each in losers:
        each.field = Field.OTHER
        if wanted is Field.TITLE and each.headed.column < chosen.headed.column:
            each.field = Field.GROUP
        elif each.rank >= 60 or heading_words(each.headed.words) == heading_words(chosen.headed.words):
            named.append(each.printed)
    if named:
        contending.append((wanted, chosen.printed, tuple(named)))


def _tell_milestones(candidates: list[_Candidate]) -> None:
    """Columns of milestones beside the title's, and those of their dates: "Milestone 1", "Due", or "Milestone date"."""
    if not any(each.field is Field.TITLE for each in candidates):
        return
    for at, each in enumerate(candidates):
        if each.field is not Field.OTHER or each.by == "given" or each.samples.dates > _MOSTLY:
            continue
        if not lists_milestones(each.headed.words, each.samples.length) or each.samples.statuses > _MOSTLY:
            continue
        _become_step(each, Field.MILESTONES)
        numbered = is_numbered(each.headed.words)
        dues = sum(other.field is Field.DUE for other in candidates)
        for following in candidates[at + 1 : at + 3]:
            own = numbered or names_milestones(following.headed.words)
            if not own or following.by == "given":
                break
            if following.field is Field.DUE and (numbered or dues > 1):
                _become_step(following, Field.MILESTONE_DUE)
            elif following.field is Field.COMPLETED:
                _become_step(following, Field.MILESTONE_DONE)
            else:
                break


def _become_step(candidate: _Candidate, field: Field) -> None:
    candidate.field, candidate.known = field, True


def _fill_gaps(candidates: list[_Candidate], key: Key) -> tuple[tuple[str, Field], ...]:
    """A title, and a status, by content where no heading gave one."""
    found: list[tuple[str, Field]] = []
    if not any(each.field is Field.TITLE for each in candidates):
        free = [
            each
            for each in candidates
            if each.field in (Field.OTHER, Field.GROUP) and each.by != "given" and each.samples.length > 8
        ]
        groups = [each for each in free if each.field is Field.GROUP]
        pool = [each for each in free if not each.known] or groups[-1:] or free
        if pool:
            chosen = max(pool, key=lambda each: each.samples.length)
            _become(chosen, Field.TITLE, 50)
            chosen.known = True
            found.append((chosen.printed, Field.TITLE))
    if not any(each.field is Field.REF for each in candidates):
        title = next((each.headed.column for each in candidates if each.field is Field.TITLE), 0)
        for each in candidates:
            if not each.known and each.headed.column < title and each.samples.refs > 0.8:
                _become(each, Field.REF, 50)
                each.known = True
                found.append((each.printed, Field.REF))
                break
    if not any(each.field is Field.STATUS for each in candidates):
        for each in candidates:
            samples = each.samples
            if each.field is not Field.OTHER or each.by == "given" or len(samples.cells) < 2:
                continue
            explained = samples.share(sum(folded(text) in key for text in samples.texts))
            judged = _JUDGED.search(heading_words(each.headed.words)) and samples.statuses > 0.9
            if each.known and explained < 0.9 and not judged:
                continue
            if (
                explained > 0.8
                or (samples.statuses > 0.7 and samples.length < 25)
                or (not samples.texts and samples.fills > 0.5)
            ):
                _become(each, Field.STATUS, 50)
                each.known = True
                found.append((each.printed, Field.STATUS))
                break
    if not any(each.field is Field.LEAD for each in candidates):
        for each in candidates:
            if each.field is Field.OTHER and _TEAM.fullmatch(heading_words(each.headed.words)):
                _become(each, Field.LEAD, 40)
                break
    return tuple(found)


def _strip(
    months: Sequence[_Candidate], plan_year: Period | None, due: _Candidate | None
) -> tuple[Strip | None, tuple[str, ...]]:
    given = {each.headed.column: each.month for each in months if each.month is not None}
    if given:
        return Strip(given), ()
    if not months:
        return None, ()
    dues = []
    for cell in due.samples.cells if due else ():
        parsed = parse_date(cell.text)
        if isinstance(cell.value, date):
            dues.append(Month.of(cell.value))
        elif parsed.edtf is not None and parsed.earliest is not None:
            dues.append(parsed.earliest)
    headings = {each.headed.column: each.headed.month for each in months if each.headed.month is not None}
    parents = {each.headed.column: each.headed.parent for each in months}
    strip = strip_of(headings, parents, plan_year, dues)
    if strip is None:
        for each in months:
            each.field = Field.OTHER
        return None, tuple(each.printed for each in months)
    return strip, ()


def _tell_apart(candidates: list[_Candidate]) -> None:
    """Columns of one name are told apart by a number behind it."""
    seen: dict[str, int] = {}
    for each in candidates:
        name = each.headed.printed
        seen[name] = seen.get(name, 0) + 1
        each.printed = f"{name} ({seen[name]})" if seen[name] > 1 else name


def _placed(candidates: list[_Candidate], strip: Strip | None) -> tuple[PlacedColumn, ...]:
    placed = []
    for each in candidates:
        month = strip.months.get(each.headed.column) if strip and each.field is Field.MONTH else None
        by = each.by if each.known else "none"
        placed.append(
            PlacedColumn(
                each.headed.column, each.headed.columns, each.printed, each.field, by, each.known, month
            )
        )
    return tuple(placed)
