"""The figures of a report: how many actions are in each class, now and in the period before.

A table has the classes as rows or as columns; the periods stand beside, above or in front of them. Each
number is given its class and its period by the labels nearest to it, so any layout with labels will do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.importer.recognition.periods import months_named, period_in, quarter_number
from fingerpost.importer.recognition.reported import CLASS_NOT_KNOWN, FIGURES_FROM_TEXT, PERIODS_LEFT_OUT
from fingerpost.importer.recognition.statuses import status_of_words
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import CountSource, FiguresPair, PrintedClass, PrintedFigures
from fingerpost.rules.months import Month

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fingerpost.importer.readers.source import Cell, Table
    from fingerpost.importer.recognition.items import Item
    from fingerpost.rules.findings import Finding

_COUNT = re.compile(
    r"^(?P<count>\d{1,5}|nil|none)(?:\s*(?:actions?|tasks?|milestones?))?(?:\s*(?:[(/\[–-]|,)?\s*(?P<share>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent)\s*[)\]]?)?$",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"^(?P<share>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent)(?:\s*[(/\[–-]?\s*(?P<count>\d{1,5})\s*(?:actions?)?\s*[)\]]?)?$",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"^\d{1,3}\.\d+$")
_SHARE_LABEL = re.compile(r"%|\bper\s?cent|\bpercentage|\bshare|\bproportion", re.IGNORECASE)
_TOTAL = re.compile(
    r"^(?:grand\s+|overall\s+)?total\b|^all(?:\s+actions)?$|^(?:total\s+)?(?:number|no\.?) of actions$|^overall$|^sum$|^actions$|^total\s+.*actions",
    re.IGNORECASE,
)
_CURRENT = re.compile(r"\b(?:current|this|latest|now)\b", re.IGNORECASE)
_PREVIOUS = re.compile(r"\b(?:previous|last|prior|before)\b", re.IGNORECASE)
_COLOUR = re.compile(r"\b(green|amber|red|hatched|blue|grey|gray|black)\b", re.IGNORECASE)
_LABEL_WORDS = re.compile(
    r"\b(?:number|no\.?|percentage|%|per cent|of|actions?|tasks?|milestones?|status|rag|total|that are|are|rated|at|in)\b|%",
    re.IGNORECASE,
)


class ClassLabel(NamedTuple):
    """A label of the figures that names a class; `class_` is None where it is one that has none of ours."""

    printed: str
    class_: StatusClass | None


@dataclass(frozen=True, slots=True)
class _Number:
    count: int | None
    share: str | None


@dataclass(slots=True)
class FoundFigures:
    """The figures, the items that they take up, and what was doubtful."""

    pair: FiguresPair | None = None
    taken: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class _Period:
    key: str
    words: str
    order: int
    classes: dict[str, PrintedClass] = field(default_factory=dict)
    total: int | None = None


def class_label(text: str) -> ClassLabel | None:
    """The class that a label of a row or column of figures names, None where it names none."""
    words = text.strip(" :")
    if len(words) > 90 or re.search(r"\d{3}", words) or not re.search(r"[A-Za-z]", words):
        return None
    colours = {match.lower() for match in _COLOUR.findall(words)}
    if len(colours) == 1:
        colour = status_of_words(next(iter(colours)))
        if colour.class_ is not None:
            return ClassLabel(words, colour.class_)
        rest = _LABEL_WORDS.sub(" ", _COLOUR.sub(" ", words)).strip(" ()[]–—-:/")
        meaning = status_of_words(rest) if rest else colour
        return ClassLabel(words, meaning.class_)
    status = status_of_words(words)
    if status.known and (status.class_ is not None or not words.isdigit()):
        return ClassLabel(words, status.class_)
    stripped = _LABEL_WORDS.sub(" ", words).strip(" ()[]–—-:/")
    if stripped and stripped != words and len(stripped.split()) <= 6:
        status = status_of_words(re.sub(r"\s+", " ", stripped))
        if status.known and status.class_ is not None:
            return ClassLabel(words, status.class_)
    for part in re.split(r"\s*(?:,|/|\bor\b|\band\b)\s*", words):
        status = status_of_words(part)
        if status.known and status.class_ is not None and len(words.split()) <= 8:
            return ClassLabel(words, status.class_)
    return None


def read_figures(
    items: Sequence[Item], taken: frozenset[int], period: Month | None, period_months: int | None
) -> FoundFigures:
    """The figures of the report's period and of the one before, from the first table that has them.

    Without such a table they are taken from a sentence, and a finding says so.
    """
    found = FoundFigures()
    for table, rows in _tables(items, taken):
        periods = _periods_of(rows)
        if not periods or not any(each.classes for each in periods):
            continue
        _choose(found, periods, period, period_months, table.place)
        found.taken.update(item.index for item in rows)
        break
    texts = [item for item in items if not item.is_row and item.index not in taken]
    if found.pair is None:
        _from_sentences(found, texts, period)
    elif found.pair.current is not None and (n := _n_in_text(texts)) is not None:
        current = found.pair.current
        if current.n_source is not CountSource.PRINTED:
            found.pair = FiguresPair(_with_n(current, n, CountSource.PRINTED), found.pair.previous)
    return found


def _tables(items: Sequence[Item], taken: frozenset[int]) -> list[tuple[Table, list[Item]]]:
    tables: dict[int, tuple[Table, list[Item]]] = {}
    for item in items:
        if item.table is not None and item.index not in taken:
            tables.setdefault(id(item.table), (item.table, []))[1].append(item)
    return list(tables.values())


def _number(text: str, *, share_column: bool) -> _Number | None:
    words = text.strip().replace(",", "") if re.fullmatch(r"\s*\d{1,3},\d{3}\s*", text) else text.strip()
    if match := _SHARE.match(words):
        return _Number(int(match["count"]) if match["count"] else None, match["share"])
    if _DECIMAL.match(words):
        return _Number(None, words)
    if match := _COUNT.match(words):
        if share_column and match["share"] is None and match["count"].isdigit():
            return _Number(None, match["count"])
        count = int(match["count"]) if match["count"].isdigit() else 0
        return _Number(count, match["share"])
    return None


def _periods_of(rows: list[Item]) -> list[_Period]:
    """The periods with their classes of a table of figures; none where the table is something else."""
    first_label = [label for item in rows if (label := _first_label(item)) is not None]
    by_rows = len({label.printed.casefold() for label in first_label}) >= 2
    header = next((item for item in rows if len(_class_cells(item)) >= 2), None)
    if header is not None and not by_rows:
        return _by_columns(rows, header)
    return _by_rows(rows) if by_rows else []


def _first_label(item: Item) -> ClassLabel | None:
    filled = [cell for cell in item.cells if cell.text]
    if len(filled) < 2 or not any(_number(cell.text, share_column=False) for cell in filled[1:]):
        return None
    for cell in filled[:2]:
        if (label := class_label(cell.text)) is not None:
            return label
    return None


def _class_cells(item: Item) -> list[tuple[int, ClassLabel]]:
    found: list[tuple[int, ClassLabel]] = []
    for cell in item.cells:
        label = class_label(cell.text) if cell.text else None
        if label is not None:
            found.append((cell.column, label))
    return found if len({label.printed.casefold() for _, label in found}) >= 2 else []


def _by_rows(rows: list[Item]) -> list[_Period]:
    headers: list[Item] = []
    periods: dict[str, _Period] = {}
    numeric = other = 0
    for item in rows:
        labelled = _first_label(item) is not None
        filled = [cell for cell in item.cells if cell.text]
        total = bool(filled) and bool(_TOTAL.match(filled[0].text.strip()))
        if not labelled and not total:
            if not periods:
                headers.append(item)
            elif len(filled) > 1:
                other += len(filled)
            continue
        label: ClassLabel | None = None
        for cell in filled:
            if (found := class_label(cell.text)) is not None and not cell.text.strip().isdigit():
                label = found
                continue
            number = _number(cell.text, share_column=_is_share_column(headers, cell))
            if number is None:
                other += 0 if _TOTAL.match(cell.text.strip()) else 1
                continue
            numeric += 1
            words = _above(headers, cell.column)
            period = periods.setdefault(_key(words), _Period(_key(words), words, len(periods)))
            if total and number.count is not None:
                period.total = number.count if period.total is None else period.total
            elif label is not None:
                _put(period, label, number)
    return list(periods.values()) if numeric >= 2 and numeric >= other else []


def _by_columns(rows: list[Item], header: Item) -> list[_Period]:
    labels = [
        (cell.column, label) for cell in header.cells if cell.text and (label := class_label(cell.text))
    ]
    totals = [cell.column for cell in header.cells if _TOTAL.match(cell.text.strip())]
    below = rows[rows.index(header) + 1 :]
    periods: list[_Period] = []
    measures: list[Item] = []
    numeric = other = 0
    for item in below:
        filled = [cell for cell in item.cells if cell.text]
        numbers = [
            (cell, _number(cell.text, share_column=_is_share_column([header, *measures], cell)))
            for cell in filled
        ]
        if not any(number is not None and cell.column >= labels[0][0] for cell, number in numbers):
            measures.append(item)
            continue
        words = filled[0].text if filled and filled[0].column < labels[0][0] else ""
        period = _Period(_key(words), words, len(periods))
        for cell, number in numbers:
            if cell.column < min(labels[0][0], *(totals or [labels[0][0]])):
                continue
            if number is None:
                other += 1
                continue
            numeric += 1
            starts = [start for start, _ in labels if start <= cell.column]
            total_starts = [start for start in totals if start <= cell.column]
            if total_starts and (not starts or max(total_starts) > max(starts)):
                period.total = (
                    period.total if number.count is None or period.total is not None else number.count
                )
            elif starts:
                _put(period, next(label for start, label in labels if start == max(starts)), number)
        periods.append(period)
    if not numeric or numeric < other:
        return []
    return _overall(periods)


def _overall(periods: list[_Period]) -> list[_Period]:
    """The rows that are periods; where they are parts of the plan, the row of their total, or their sum."""
    if len(periods) == 1 or all(_is_period(each.words) for each in periods):
        return periods
    dated = [each for each in periods if _is_period(each.words)]
    if dated:
        return dated
    totals = [each for each in periods if _TOTAL.match(each.words.strip())]
    if totals:
        return totals[-1:]
    summed = _Period("", "", 0)
    for each in periods:
        for printed, class_ in each.classes.items():
            before = summed.classes.get(printed)
            count = (class_.count or 0) + (before.count or 0 if before else 0)
            summed.classes[printed] = PrintedClass(class_.printed, class_.class_, count, None)
    return [summed]


def _is_period(words: str) -> bool:
    return bool(
        months_named(words)
        or quarter_number(words)
        or _CURRENT.search(words)
        or _PREVIOUS.search(words)
        or re.search(r"\b(?:19|20)\d\d\b", words)
    )


def _put(period: _Period, label: ClassLabel, number: _Number) -> None:
    before = period.classes.get(label.printed)
    count = before.count if before and before.count is not None else number.count
    share = before.share if before and before.share is not None else number.share
    period.classes[label.printed] = PrintedClass(label.printed, label.class_, count, share)


def _is_share_column(headers: list[Item], cell: Cell) -> bool:
    for header in headers:
        above = header.row.cell_at(cell.column) if header.row is not None else None
        if above is not None and _SHARE_LABEL.search(above.text):
            return True
    return False


def _above(headers: list[Item], column: int) -> str:
    """The period's words above a column: of the nearest label at or left of it that names a period."""
    words = ""
    for header in headers:
        for cell in header.cells:
            if cell.column <= column and _is_period(cell.text):
                words = cell.text
    return words


def _key(words: str) -> str:
    return re.sub(r"\b(?:number|no|percentage|actions?|count)\b|[^a-z0-9]+", " ", words.lower()).strip()


def _choose(
    found: FoundFigures, periods: list[_Period], period: Month | None, months: int | None, place: str
) -> None:
    dated = [(_month_of(each, period), each) for each in periods if each.classes]
    current = next((each for month, each in dated if month is not None and month == period), None)
    if current is None:
        current = next((each for _, each in dated if _CURRENT.search(each.words)), None)
    if current is None and dated:
        known = [(month, each.order, each) for month, each in dated if month is not None]
        current = max(known, key=lambda each: each[:2])[2] if known else dated[-1][1]
    at = next((month for month, each in dated if each is current), None)
    others = [(month, each) for month, each in dated if each is not current]
    previous = next((each for _, each in others if _PREVIOUS.search(each.words)), None)
    if previous is None:
        before = [
            (month, each.order, each)
            for month, each in others
            if month is not None and (at is None or month < at)
        ]
        if before:
            previous = max(before, key=lambda each: each[:2])[2]
        elif others and all(month is None for month, _ in others):
            previous = others[-1][1]
    if current is None:
        return
    if len(dated) > 2:
        found.findings.append(
            PERIODS_LEFT_OUT.finding(
                (place,),
                f"The table at {place} has {len(dated)} periods; two of them were kept.",
                {"periods": len(dated)},
            )
        )
    pair = FiguresPair(
        _figures(current, at or (period if at is None else None)),
        _figures(previous, next((month for month, each in dated if each is previous), None), period, months)
        if previous
        else None,
    )
    unknown = {
        each.printed
        for side in (pair.current, pair.previous)
        if side
        for each in side.classes
        if each.class_ is None
    }
    found.findings.extend(
        CLASS_NOT_KNOWN.finding(
            (place,),
            f"“{printed}” in the figures at {place} is not one of our classes.",
            {"printed": printed},
        )
        for printed in sorted(unknown)
    )
    found.pair = pair


def _month_of(period: _Period, reported: Month | None) -> Month | None:
    if (named := period_in(period.words)) is not None and not named.assumed:
        return named.last
    months = months_named(period.words)
    if months:
        number, year = months[-1]
        if year is not None:
            return Month(year, number)
        if reported is not None:
            month = Month(reported.year, number)
            return month if month <= reported else month + -12
    quarter = quarter_number(period.words)
    if quarter is not None:
        if named is not None:
            return named.last
        if reported is not None:
            month = Month(reported.year, (quarter * 3 + 2) % 12 + 1)
            return month if month <= reported else month + -12
    if _CURRENT.search(period.words):
        return reported
    return None


def _figures(
    period: _Period, month: Month | None, reported: Month | None = None, months: int | None = None
) -> PrintedFigures:
    if month is None and reported is not None and months is not None and _PREVIOUS.search(period.words):
        month = reported + -months
    classes = tuple(period.classes.values())
    counts = _counts(classes)
    shares = _shares(classes)
    if period.total is not None:
        n: int | None = period.total
        source: CountSource | None = CountSource.PRINTED
    else:
        counted = [each.count for each in classes if each.count is not None]
        n, source = (sum(counted), CountSource.SUM) if counted else (None, None)
    return PrintedFigures(month, n, source, counts, shares, classes)


def _counts(classes: Sequence[PrintedClass]) -> Mapping[StatusClass, int]:
    counts: dict[StatusClass, int] = {}
    for each in classes:
        if each.class_ is not None and each.count is not None:
            counts[each.class_] = counts.get(each.class_, 0) + each.count
    return counts


def _shares(classes: Sequence[PrintedClass]) -> Mapping[StatusClass, str]:
    """The printed share of each class; a class printed in several lines has none of its own."""
    shares: dict[StatusClass, str] = {}
    for each in classes:
        alone = sum(1 for other in classes if other.class_ is each.class_) == 1
        if each.class_ is not None and each.share is not None and alone:
            shares[each.class_] = each.share
    return shares


def _with_n(figures: PrintedFigures, n: int, source: CountSource) -> PrintedFigures:
    return PrintedFigures(figures.period, n, source, figures.counts, figures.printed_shares, figures.classes)


# Figures in sentences

_WORD_NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            "no",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        )
    )
}
_N = re.compile(
    r"\b(?:of|for|out of|the|a total of|total of|all|comprises|contains|has)\s+(?:the\s+|all\s+)?(?:total\s+(?:of\s+)?)?(?P<n>\d{1,4})\s+(?:[a-z-]+\s+){0,3}(?:actions|tasks|milestones)\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r"(?<!\d)[,;](?!\d)|;|\.(?=\s|$)|\s+(?:and|while|whilst|with)\s+(?=(?:the\s+)?(?:\d|[a-z]+\s+(?:\(|actions?|are|were|is|was|per)))|,\s+(?=\d)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:compared (?:to|with)|against|up from|down from|from|previously)\b.*$", re.IGNORECASE
)
_PERCENT_IN = re.compile(r"(?P<share>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent)", re.IGNORECASE)
_COUNT_IN = re.compile(
    r"(?<![\d.])(?P<count>\d{1,4})(?![\d.]*\d*\s*(?:%|per\s?cent))(?![\d/])\b", re.IGNORECASE
)
_STATUS_IN = re.compile(
    r"\b(?:green|amber|red|hatched|on target|on track|on schedule|complete[d]?|reprogrammed|re-programmed|rescheduled|suspended|deferred|withdrawn|deleted|not updated|no update|overdue|behind)\b",
    re.IGNORECASE,
)


def _n_in_text(texts: Sequence[Item]) -> int | None:
    """The number of actions that a sentence about their statuses names."""
    for item in texts:
        if len(_STATUS_IN.findall(item.text)) >= 2 and (match := _N.search(item.text)):
            return int(match["n"])
    for item in texts:
        if _STATUS_IN.search(item.text) and (match := _N.search(item.text)):
            return int(match["n"])
    return None


def _from_sentences(found: FoundFigures, texts: Sequence[Item], period: Month | None) -> None:
    best: tuple[int, Item, list[PrintedClass]] | None = None
    for item in texts:
        classes = _classes_in(item.text)
        distinct = len({each.class_ for each in classes})
        if distinct >= 2 and (best is None or distinct > best[0]):
            best = (distinct, item, classes)
    listed = _listed_lines(texts)
    if listed is not None and (best is None or len(listed[1]) > best[0]):
        best = (len(listed[1]), listed[0], listed[1])
    if best is None:
        return
    _, item, classes = best
    n = _n_in_text([item]) or _n_in_text(texts)
    counted = [each.count for each in classes if each.count is not None]
    total, source = (n, CountSource.PRINTED) if n is not None else (None, None)
    if n is None and len(counted) == len(classes):
        total, source = sum(counted), CountSource.SUM
    found.pair = FiguresPair(
        PrintedFigures(period, total, source, _counts(classes), _shares(classes), tuple(classes)), None
    )
    found.findings.append(
        FIGURES_FROM_TEXT.finding((item.place,), f"The figures were read from the words at {item.place}.")
    )


def _listed_lines(texts: Sequence[Item]) -> tuple[Item, list[PrintedClass]] | None:
    """Figures in lines of their own: "Green: 70 (72.9%)", one under another."""
    run: list[tuple[Item, PrintedClass]] = []
    for item in texts:
        here = _classes_in(item.text) if len(item.text) < 120 else []
        if len(here) == 1 and (not run or item.index <= run[-1][0].index + 2):
            run.append((item, here[0]))
        elif len({each.class_ for _, each in run}) >= 2:
            break
        else:
            run = [(item, here[0])] if len(here) == 1 else []
    if len({each.class_ for _, each in run}) < 2:
        return None
    return run[0][0], [each for _, each in run]


def _classes_in(text: str) -> list[PrintedClass]:
    classes: list[PrintedClass] = []
    cleaned = _N.sub(" ", text)
    for clause in _CLAUSES.split(cleaned):
        if clause is None:
            continue
        words = _COMPARED.sub("", clause)
        status = _status_named(words)
        share = _PERCENT_IN.search(words)
        count = _count_in(words)
        if status is None or (share is None and count is None):
            continue
        printed, class_ = status
        if class_ is None or any(each.class_ is class_ and each.printed == printed for each in classes):
            continue
        classes.append(PrintedClass(printed, class_, count, share["share"] if share else None))
    return classes


def _status_named(words: str) -> ClassLabel | None:
    colours = list(re.finditer(r"\b(?:green|amber|red|hatched)\b", words, re.IGNORECASE))
    if colours:
        found = {match[0].lower() for match in colours}
        if len(found) > 1:
            return None
        return ClassLabel(colours[0][0], status_of_words(colours[0][0]).class_)
    matches = list(_STATUS_IN.finditer(words))
    if not matches:
        return None
    return ClassLabel(matches[0][0], status_of_words(matches[0][0]).class_)


def _count_in(words: str) -> int | None:
    without = re.sub(
        r"\b(?:quarter|q|appendix|paragraph|section|month)\s*\d+(?:\.\d+)*|\b(?:19|20)\d\d(?:[/-]\d+)?|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\b(?:one|1|two|2|three|3)\s+months?\b",
        " ",
        words,
        flags=re.IGNORECASE,
    )
    without = _PERCENT_IN.sub(" ", without)
    if match := _COUNT_IN.search(without):
        return int(match["count"])
    for word in re.findall(r"[a-z]+", without.lower()):
        if word in _WORD_NUMBERS and re.search(
            rf"\b{word}\s+(?:\([^)]*\)\s*)?(?:actions?|are|is|were|was|at|tasks?|milestones?|have|has|remain)\b",
            without,
            re.IGNORECASE,
        ):
            return _WORD_NUMBERS[word]
    return None
