"""Checks on the two-period table and on the numbers that the text gives of it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.rules.checks.passages import exception_place, figures_named, listed, named
from fingerpost.rules.checks.registry import Found, check
from fingerpost.rules.checks.shares import (
    bare,
    count_of,
    fits,
    lines_of,
    number_of,
    rounded,
    same_number,
    sum_of,
    total_of,
)
from fingerpost.rules.checks.stated import change_statements, numbers_in_words, shares_in_words
from fingerpost.rules.classes import LATE_CLASSES, StatusClass
from fingerpost.rules.draft import CountSource, Draft
from fingerpost.rules.findings import Severity
from fingerpost.rules.numbers import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.draft import PrintedClass, PrintedFigures

_SEARCHED_BEYOND = 2


class _Column(NamedTuple):
    name: str
    figures: PrintedFigures


def _columns(draft: Draft) -> Iterator[_Column]:
    """The columns of the two-period table with what to call them, the period reported first."""
    if draft.figures is None:
        return
    for name, figures in (
        ("current period", draft.figures.current),
        ("previous period", draft.figures.previous),
    ):
        if figures is not None:
            yield _Column(figures.period.name if figures.period else name, figures)


def _name(line: PrintedClass, figures: PrintedFigures) -> str:
    """What to call a line: its class, or its words where it has none or shares it with another line."""
    of_class = sum(1 for each in lines_of(figures) if each.class_ is line.class_)
    return line.class_.value if line.class_ is not None and of_class == 1 else line.printed


def _share_fits(share: str, count: int, figures: PrintedFigures) -> bool:
    """Whether a share is a rounding of its count, by the total printed or by the sum of the counts."""
    return any(fits(share, count, total) for total in (total_of(figures), sum_of(figures)) if total)


def _other_total(figures: PrintedFigures) -> int | None:
    """The one larger total of which every share is a rounding, where the table prints none and two are off."""
    shares = [
        (line.share, line.count)
        for line in lines_of(figures)
        if line.share is not None and line.count is not None
    ]
    total = total_of(figures)
    if (
        figures.n_source is CountSource.PRINTED
        or total is None
        or sum(not _share_fits(share, count, figures) for share, count in shares) < 2
    ):
        return None
    for other in range(total + 1, _SEARCHED_BEYOND * total + 1):
        if all(fits(share, count, other) for share, count in shares):
            return other
    return None


@check("D01", Severity.ERROR, "A printed share is not its count divided by the actions highlighted.")
def share_is_not_its_count(draft: Draft) -> Iterator[Found]:
    """Each share of the table, and each that the text gives of the same class, must be a rounding of
    count/N to as many places as it was printed, a half rounded either way. N is the number of actions
    highlighted, as printed or as the sum of the counts. A share that was nudged so that the column adds to
    100 is found here. Source: rules, Checks on a document; Classes and figures.
    """
    for index, column in enumerate(_columns(draft)):
        total = total_of(column.figures)
        if total is None or _other_total(column.figures) is not None:
            continue
        stated = (
            list(shares_in_words(draft)) if index == 0 and draft.figures and draft.figures.current else []
        )
        for line in lines_of(column.figures):
            if line.count is None or line.share is None:
                continue
            if _share_fits(line.share, line.count, column.figures):
                continue
            share, name = line.share, _name(line, column.figures)
            same = [each for each in stated if each.class_ is line.class_ and same_number(each.share, share)]
            yield Found(
                (f"{figures_named(draft)}, {name}, {column.name}", *(each.place for each in same)),
                f"{name[:1].upper()}{name[1:]} is printed as {bare(share)}% in the {figures_named(draft)} for {column.name}"
                + (f" and in {listed(each.place for each in same)}" if same else "")
                + f"; {line.count} of {total} is {rounded(line.count, total, share)}%.",
                {
                    "printed": bare(share),
                    "count": line.count,
                    "of": total,
                    "share": rounded(line.count, total, share),
                },
            )


@check("D02", Severity.WARNING, "The printed shares belong to another total than the counts add up to.")
def shares_of_another_total(draft: Draft) -> Iterator[Found]:
    """Where no total is printed and several shares are off, but all of them are roundings of the counts by
    one larger total, a class is probably missing from the table. Source: rules, Checks on a document.
    """
    for column in _columns(draft):
        other = _other_total(column.figures)
        total = sum_of(column.figures)
        if other is not None and total is not None:
            yield Found(
                (f"{figures_named(draft)}, {column.name}",),
                f"The counts for {column.name} add up to {total}, but the printed shares are those of "
                f"{other} actions: {other - total} may be missing from the table.",
                {"sum": total, "total of the shares": other},
            )


@check("D03", Severity.ERROR, "The counts do not add up to the number of actions highlighted.")
def counts_do_not_add_up(draft: Draft) -> Iterator[Found]:
    """Every highlighted action is in exactly one class, so the counts add up to N. Source: rules, Classes
    and figures.
    """
    for column in _columns(draft):
        figures, total = column.figures, sum_of(column.figures)
        printed = figures.n if figures.n_source is not CountSource.SUM else None
        if printed is not None and total is not None and printed != total:
            counts = " + ".join(str(line.count) for line in lines_of(figures))
            yield Found(
                (f"{figures_named(draft)}, {column.name}",),
                f"The counts for {column.name} add up to {total} ({counts}); "
                f"the number of actions highlighted is given as {printed}.",
                {"sum": total, "printed": printed},
            )


@check("D04", Severity.ERROR, "The shares of a period differ from 100 by more than rounding explains.")
def shares_do_not_add_up(draft: Draft) -> Iterator[Found]:
    """Each share is off by at most half of its last printed place, so the sum of several is off by at most
    as many halves. Looked at only where every class has a share. Source: rules, Checks on a document.
    """
    for column in _columns(draft):
        lines = lines_of(column.figures)
        numbers = [number_of(line.share) if line.share else None for line in lines]
        known = [each for each in numbers if each is not None]
        if len(known) < max(2, len(lines)) or all(line.count == 0 for line in lines):
            continue
        total = sum((value for value, _ in known), Fraction())
        explained = sum((Fraction(1, 2 * 10**places) for _, places in known), Fraction())
        if abs(total - 100) > explained:
            yield Found(
                (f"{figures_named(draft)}, {column.name}",),
                f"The shares for {column.name} add up to {float(total):g}%; rounding explains "
                f"at most {float(explained):g} either way.",
                {"sum": f"{float(total):g}", "explained": f"{float(explained):g}"},
            )


@check("D05", Severity.ERROR, "The text gives another share of a class than the table.")
def share_in_words_is_another(draft: Draft) -> Iterator[Found]:
    """A share in the text must be the table's, or a rounding of its count to as many places as the text
    prints. Only sentences about the plan's actions that name one class beside the share are read; sentences
    that compare with another month are left alone. Source: rules, Checks on a document.
    """
    current = draft.figures.current if draft.figures else None
    if current is None:
        return
    total = total_of(current)
    for each in shares_in_words(draft):
        count = count_of(current, each.class_)
        shares = [line.share for line in lines_of(current) if line.class_ is each.class_ and line.share]
        if any(same_number(each.share, share) for share in shares):
            continue
        if count is not None and total is not None:
            if not fits(each.share, count, total):
                yield Found(
                    (each.place, f"{figures_named(draft)}, {each.class_}"),
                    f"{each.place[0].upper()}{each.place[1:]} gives {each.share}% as {each.class_}; the figures "
                    f"table counts {count} of {total}, which is {rounded(count, total, each.share)}%.",
                    {
                        "text": each.share,
                        "count": count,
                        "of": total,
                        "share": rounded(count, total, each.share),
                    },
                )
        elif len(shares) == 1:
            yield Found(
                (each.place, f"{figures_named(draft)}, {each.class_}"),
                f"{each.place[0].upper()}{each.place[1:]} gives {each.share}% as {each.class_}; "
                f"the {figures_named(draft)} prints {bare(shares[0])}%.",
                {"text": each.share, "table": bare(shares[0])},
            )


@check("D06", Severity.ERROR, "The text gives another number of actions than the table.")
def number_in_words_is_another(draft: Draft) -> Iterator[Found]:
    """The number of actions highlighted, and of those in a class, where a sentence gives it plainly; sentences
    that compare with another month are left alone. Source: rules, Checks on a document.
    """
    current = draft.figures.current if draft.figures else None
    if current is None:
        return
    for each in numbers_in_words(draft):
        if each.class_ is None:
            table, what = total_of(current), "in all"
        else:
            table, what = count_of(current, each.class_), f"as {each.class_}"
        if table is not None and table != each.number:
            yield Found(
                (each.place, figures_named(draft)),
                f"{each.place[0].upper()}{each.place[1:]} speaks of {count_words(each.number, 'action')} {what} "
                f"(“{each.words}”); the {figures_named(draft)} counts {table}.",
                {"text": each.number, "table": table},
            )


@check("D07", Severity.ERROR, "The text and the table count different numbers of re-dated actions.")
def changes_counted_twice(draft: Draft) -> Iterator[Found]:
    """The actions that the text says were re-dated, suspended or withdrawn are those of the class of that
    name, so both numbers should be one. Source: rules, Checks on a document; Exceptions and the exception
    report.
    """
    current = draft.figures.current if draft.figures else None
    stated = draft.changes_stated
    if current is None or stated is None or stated.count is None:
        return
    count = count_of(current, StatusClass.REPROGRAMMED)
    if count is None or count == stated.count:
        return
    place = change_statements(draft)
    lines = [line for line in lines_of(current) if line.class_ is StatusClass.REPROGRAMMED]
    share = lines[0].share if len(lines) == 1 else None
    yield Found(
        (f"{figures_named(draft)}, {StatusClass.REPROGRAMMED}", *place),
        f"The {figures_named(draft)} counts {count_words(count, 'action')}{_in_brackets(share)} as "
        f"{listed(f'“{line.printed}”' for line in lines)}; {place[0] if place else 'the text'} says that "
        f"{stated.count}{_in_brackets(stated.share)} were re-dated, suspended or withdrawn.",
        {"table": count, "text": stated.count},
    )


@check("D08", Severity.ERROR, "The stated share of re-dated actions is not their number divided by all.")
def changes_share_is_off(draft: Draft) -> Iterator[Found]:
    """As for the table: the share must be a rounding of the stated number by the actions highlighted.
    Source: rules, Checks on a document.
    """
    current = draft.figures.current if draft.figures else None
    stated = draft.changes_stated
    total = None if current is None else total_of(current)
    if current is None or total is None or stated is None or stated.count is None or stated.share is None:
        return
    if not _share_fits(stated.share, stated.count, current):
        yield Found(
            change_statements(draft) or ("changes in the text",),
            f"The share of re-dated actions is given as {bare(stated.share)}%; {stated.count} of {total} is "
            f"{rounded(stated.count, total, stated.share)}%.",
            {"printed": bare(stated.share), "count": stated.count, "of": total},
        )


@check("D09", Severity.ERROR, "The text names more or fewer re-dated actions than it counts.")
def changes_named_and_counted(draft: Draft) -> Iterator[Found]:
    """Where the text names the actions re-dated, suspended or withdrawn, it should name as many as it says
    there are. Source: rules, Checks on a document.
    """
    stated = draft.changes_stated
    if stated is None or stated.count is None or not draft.changes or len(draft.changes) == stated.count:
        return
    names = listed(each.ref or each.title or "one without a ref" for each in draft.changes)
    yield Found(
        change_statements(draft) or ("changes in the text",),
        f"The text says that {count_words(stated.count, 'action')} were re-dated, suspended or withdrawn, "
        f"and names {len(draft.changes)}: {names}.",
        {"counted": stated.count, "named": len(draft.changes)},
    )


@check("D10", Severity.ERROR, "There are more or fewer exception blocks than amber and red actions.")
def blocks_and_counts(draft: Draft) -> Iterator[Found]:
    """The exceptions are the actions in amber or red, one block each. Source: rules, Exceptions and the
    exception report. An appendix that shows other classes whole, red alone or reprogrammed too, is a
    choice of its own.
    """
    counts = _amber_and_red(draft)
    if counts is None or not draft.exceptions or len(draft.exceptions) == sum(counts):
        return
    if _is_another_choice(draft):
        return
    amber, red = counts
    yield Found(
        ("appendix", f"{figures_named(draft)}, amber and red"),
        f"The appendix has {count_words(len(draft.exceptions), 'block')}; the {figures_named(draft)} counts {amber} amber "
        f"and {red} red, {amber + red} in all.",
        {"blocks": len(draft.exceptions), "amber": amber, "red": red},
    )


@check("D11", Severity.ERROR, "A block among the exceptions is marked as neither amber nor red.")
def block_of_another_class(draft: Draft) -> Iterator[Found]:
    """The exceptions are the actions in amber or red; one that is marked reprogrammed or green belongs to
    another class, and the number of blocks then agrees with the table only by counting it twice. Source:
    rules, Exceptions and the exception report.
    """
    counts = _amber_and_red(draft)
    others = [
        each for each in draft.exceptions if each.status is not None and each.status not in LATE_CLASSES
    ]
    if 2 * len(others) > len(draft.exceptions) or (counts is not None and _is_another_choice(draft)):
        return
    for each in others:
        message = (
            f"{named(each)} is marked {each.status}"
            + (f" ({each.printed})" if each.printed else "")
            + ", yet stands among the exceptions, which are the actions in amber or red"
        )
        if counts is not None and len(draft.exceptions) == sum(counts):
            message += (
                f"; the {len(draft.exceptions)} blocks are as many as the {counts[0]} amber and {counts[1]} red "
                f"of the {figures_named(draft)} only if it is counted with them"
            )
        yield Found(
            (exception_place(each),),
            f"{message}.",
            {"ref": each.ref or "", "status": str(each.status), "blocks": len(draft.exceptions)},
        )


@check("D12", Severity.ERROR, "The blocks of a colour are not as many as the table counts.")
def blocks_of_a_colour(draft: Draft) -> Iterator[Found]:
    """No more blocks can be amber, or red, than the table counts. Fewer are a finding of their own where the
    number of all blocks is right. Source: rules, Checks on a document.
    """
    counts = _amber_and_red(draft)
    if counts is None:
        return
    as_many = len(draft.exceptions) == sum(counts) and all(
        each.status is not None for each in draft.exceptions
    )
    for class_, count in zip((StatusClass.AMBER, StatusClass.RED), counts, strict=True):
        blocks = [each for each in draft.exceptions if each.status is class_]
        if len(blocks) > count or (as_many and len(blocks) < count):
            yield Found(
                ("appendix", f"{figures_named(draft)}, {class_}"),
                f"{count_words(len(blocks), 'block is', 'blocks are')} marked {class_} "
                f"({listed(map(named, blocks))}); the {figures_named(draft)} counts {count}.",
                {"blocks": len(blocks), "table": count},
            )


def _amber_and_red(draft: Draft) -> tuple[int, int] | None:
    """How many amber and red actions the table counts for the period reported; None if it does not say."""
    current = draft.figures.current if draft.figures else None
    if current is None:
        return None
    amber, red = count_of(current, StatusClass.AMBER), count_of(current, StatusClass.RED)
    return None if amber is None or red is None else (amber, red)


def _is_another_choice(draft: Draft) -> bool:
    """Whether the blocks are all actions of the classes that they show: of red alone, or of reprogrammed too."""
    current = draft.figures.current if draft.figures else None
    shown = {each.status for each in draft.exceptions}
    if current is None or shown == LATE_CLASSES:
        return False
    counts = [count_of(current, class_) if class_ else None for class_ in shown]
    return None not in counts and sum(count or 0 for count in counts) == len(draft.exceptions)


def _in_brackets(share: str | None) -> str:
    return f" ({bare(share)}%)" if share else ""


FIGURES_CHECKS = (
    share_is_not_its_count,
    shares_of_another_total,
    counts_do_not_add_up,
    shares_do_not_add_up,
    share_in_words_is_another,
    number_in_words_is_another,
    changes_counted_twice,
    changes_share_is_off,
    changes_named_and_counted,
    blocks_and_counts,
    block_of_another_class,
    blocks_of_a_colour,
)
