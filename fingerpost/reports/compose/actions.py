"""The actions of a tracker, section by section: their columns, their months, and columns of the source's own."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.reports.compose.building import cell, table
from fingerpost.reports.compose.marks import BLANK, key_to_months, month_cell
from fingerpost.reports.document import DocumentCell
from fingerpost.rules.labels import MILESTONE_LABELS, Label
from fingerpost.rules.said import said
from fingerpost.rules.wording import (
    ACTION_ENTRY,
    CLASS_WORDS,
    LEARNT_WORDS,
    NOT_STATED,
    NOTHING,
    UNMARKED,
    Part,
    date_words,
    names_words,
    other_label,
    path_words,
    plan_period,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fingerpost.reports.compose.building import Builder
    from fingerpost.reports.document import DocumentTable
    from fingerpost.rules.classes import StatusClass
    from fingerpost.rules.draft import Draft, DraftAction, PrintedDate, StatusSource
    from fingerpost.rules.months import Month, Period

MOST_OTHER_COLUMNS = 6
MOST_MONTHS = 18
MOST_SHORT_COLUMNS = 2
LONGEST_SHORT_TEXT = 20


class UsualStatus(NamedTuple):
    """How most statuses of one class were learnt, and what was printed for them."""

    source: StatusSource
    printed: str | None


class Column(NamedTuple):
    """A column of the table of actions: its label, what it says of an action, and its relative width."""

    label: str
    words: Callable[[DraftAction], DocumentCell]
    width: int


def usual_statuses(actions: Sequence[DraftAction]) -> dict[StatusClass | None, UsualStatus]:
    """For each class, and for none, how most of its statuses were learnt and what was printed."""
    counts: dict[StatusClass | None, Counter[UsualStatus]] = {}
    for each in actions:
        counts.setdefault(each.status, Counter())[UsualStatus(each.status_source, each.printed)] += 1
    return {status: found.most_common(1)[0][0] for status, found in counts.items()}


def actions_part(builder: Builder, draft: Draft) -> None:
    """Add the actions under the headings of their sections; only columns with anything in them are printed."""
    if not draft.actions:
        return
    usual = usual_statuses(draft.actions)
    beside = short_other_columns(draft.actions)
    columns = _columns(draft, usual, beside)
    builder.part(Part.ACTIONS)
    if any(each.months for each in draft.actions):
        builder.add(key_to_months())
    months = sorted({month for each in draft.actions for month in each.months})
    before = 0
    for path, group in groupby(draft.actions, key=lambda each: each.path):
        actions = list(group)
        section = path_words(path)
        builder.part(section, level=2)
        for found in (
            _actions_table(section, actions, columns),
            *_months_tables(section, actions, months, draft.period),
            _milestones_table(section, actions, before, plan_period(draft.plan_year)),
            *_other_tables(section, actions, beside),
        ):
            builder.add(*([found] if found else []))
        before += len(actions)


def short_other_columns(actions: Sequence[DraftAction]) -> list[str]:
    """Columns of the source's own that are short enough to stand beside ours; none where there are many."""
    names = list(dict.fromkeys(name for each in actions for name in each.other))
    short = [
        name
        for name in names
        if max(map(len, (name, *(each.other.get(name, "") for each in actions)))) <= LONGEST_SHORT_TEXT
    ]
    return short if len(short) <= MOST_SHORT_COLUMNS else []


def _other_of(name: str) -> Callable[[DraftAction], DocumentCell]:
    return lambda each: cell(each.other.get(name))


def _columns(
    draft: Draft, usual: dict[StatusClass | None, UsualStatus], beside: Sequence[str]
) -> list[Column]:
    plan = plan_period(draft.plan_year)
    columns = [
        Column(Label.REF, lambda each: cell(each.ref or NOTHING), 3),
        Column(Label.ACTION, lambda each: cell(each.title), 9),
        Column(Label.LEAD, lambda each: cell(names_words(each.lead)), 4),
        Column(Label.STATUS, lambda each: _status(each, usual), 4),
    ]
    if shows_printed(draft.actions, usual):
        columns.append(Column(Label.PRINTED, lambda each: cell(each.printed), 4))
    dates: tuple[tuple[str, Callable[[DraftAction], PrintedDate | None]], ...] = (
        (Label.START, lambda each: each.start),
        (Label.DUE, lambda each: each.due),
        (Label.REVISED, lambda each: each.revised),
        (Label.COMPLETED, lambda each: each.completed),
    )
    columns += [Column(label, _date_of(of, plan), 4) for label, of in dates]
    columns += [
        Column(Label.PERCENT, lambda each: cell(None if each.percent is None else f"{each.percent}%"), 3),
        *(Column(other_label(name), _other_of(name), 3) for name in beside),
        Column(Label.COMMENT, lambda each: cell(each.comment), 12),
    ]
    always = (Label.REF, Label.ACTION)
    return [
        each for each in columns if each.label in always or any(each.words(one).text for one in draft.actions)
    ]


def _date_of(
    of: Callable[[DraftAction], PrintedDate | None], plan: Period | None
) -> Callable[[DraftAction], DocumentCell]:
    def words(each: DraftAction) -> DocumentCell:
        date = of(each)
        return cell(None if date is None else date_words(date, plan))

    return words


def shows_printed(actions: Sequence[DraftAction], usual: dict[StatusClass | None, UsualStatus]) -> bool:
    """Whether the words of the statuses need a column of their own, because they are not one for each class."""
    return any(each.printed != usual[each.status].printed for each in actions)


def _status(each: DraftAction, usual: dict[StatusClass | None, UsualStatus]) -> DocumentCell:
    word = CLASS_WORDS[each.status] if each.status else NOT_STATED
    if each.status_source is not usual[each.status].source:
        word = said("{status} ({how})", status=word, how=LEARNT_WORDS[each.status_source])
    return DocumentCell(word, each.status)


def _actions_table(
    section: str, actions: Sequence[DraftAction], columns: Sequence[Column]
) -> DocumentTable | None:
    return table(
        said("Actions: {section}", section=section),
        [each.label for each in columns],
        ([column.words(each) for column in columns] for each in actions),
        widths=[each.width for each in columns],
        wide=len(columns) > 6,
    )


def _months_tables(
    section: str, actions: Sequence[DraftAction], months: Sequence[Month], reported: Month | None
) -> Iterator[DocumentTable | None]:
    """The strips of a section's actions, a row for each, with every month that any action of the record has."""
    if not any(each.months for each in actions):
        return
    for start in range(0, len(months), MOST_MONTHS):
        some = months[start : start + MOST_MONTHS]
        yield table(
            said("Months: {section}", section=section),
            (Label.REF, Label.ACTION, *(month.short_name for month in some)),
            (
                (
                    cell(each.ref or NOTHING),
                    cell(each.title),
                    *(_month_of(each, month, reported) for month in some),
                )
                for each in actions
            ),
            widths=(3, 9, *(2 for _ in some)),
            shown_caption=True,
            strip=True,
            wide=True,
        )


def _month_of(action: DraftAction, month: Month, reported: Month | None) -> DocumentCell:
    """A month of an action; a dot where the source has a cell without a mark, empty where it has none."""
    at = action.months.get(month)
    if at is None:
        return DocumentCell("", outlined=month == reported)
    if at == BLANK:
        return DocumentCell(UNMARKED, outlined=month == reported, spoken="nothing marked")
    return month_cell(at, month, reported)


def _milestones_table(
    section: str, actions: Sequence[DraftAction], before: int, plan: Period | None
) -> DocumentTable | None:
    """The milestones of a section's actions, a row for each; the last column tells whose it is beyond doubt."""
    return table(
        f"{Part.MILESTONES}: {section}",
        MILESTONE_LABELS,
        (
            (
                cell(action.ref or NOTHING),
                cell(each.title),
                cell(None if each.due is None else date_words(each.due, plan)),
                cell(None if each.completed is None else date_words(each.completed, plan)),
                cell(f"{ACTION_ENTRY} {number}"),
            )
            for number, action in enumerate(actions, start=before + 1)
            for each in action.milestones
        ),
        widths=(3, 12, 4, 4, 3),
        shown_caption=True,
        small=True,
    )


def _other_tables(
    section: str, actions: Sequence[DraftAction], beside: Sequence[str]
) -> Iterator[DocumentTable | None]:
    """The columns that were not understood, as the source names them, a few to a table."""
    names = list(dict.fromkeys(name for each in actions for name in each.other if name not in beside))
    for start in range(0, len(names), MOST_OTHER_COLUMNS):
        some = names[start : start + MOST_OTHER_COLUMNS]
        yield table(
            f"{Part.OTHER_COLUMNS}: {section}",
            (Label.REF, *some),
            ((cell(each.ref or NOTHING), *(cell(each.other.get(name)) for name in some)) for each in actions),
            widths=(3, *(8 for _ in some)),
            shown_caption=True,
            wide=len(some) > 3,
            small=True,
        )


def statuses_table(draft: Draft) -> DocumentTable | None:
    """How the statuses of the actions were learnt, for each class, where a row does not say otherwise."""
    usual = usual_statuses(draft.actions)
    printed_apart = shows_printed(draft.actions, usual)
    return table(
        Part.STATUSES_READ,
        (Label.STATUS, Label.LEARNT, Label.PRINTED),
        (
            (
                DocumentCell(CLASS_WORDS[status] if status else NOT_STATED, status),
                cell(LEARNT_WORDS[each.source]),
                cell(None if printed_apart else each.printed),
            )
            for status, each in usual.items()
        ),
        widths=(2, 3, 3),
        small=True,
    )
