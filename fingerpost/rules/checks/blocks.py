"""Checks on the exception blocks: what each must hold, and whether its parts agree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fingerpost.rules.checks.definitions import late_beyond
from fingerpost.rules.checks.passages import exception_place, figures_named, listed, named, read
from fingerpost.rules.checks.registry import Found, check
from fingerpost.rules.checks.shares import count_of
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import Mark, StatusSource
from fingerpost.rules.findings import Severity
from fingerpost.rules.numbers import count_words, months_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.draft import Draft, DraftException

_INITIALS = re.compile(r"[A-Z]{2,4}")
_BY_COLOUR = {StatusSource.FILL, StatusSource.PATTERN, StatusSource.FORMAT}


@check("D30", Severity.WARNING, "Exceptions have no status in words, and no colour is left of it.")
def no_status(draft: Draft) -> Iterator[Found]:
    """Where only a colour says whether an action is amber or red, copying the report loses it, and some
    readers never see it. Source: rules, Checks on a document (status missing where only a colour said it).
    """
    without = [each for each in draft.exceptions if each.status is None and not each.printed]
    if without:
        which = (
            "None of the exceptions has a status"
            if len(without) == len(draft.exceptions) > 1
            else f"{len(without)} of {count_words(len(draft.exceptions), 'exception')} "
            f"{'has' if len(without) == 1 else 'have'} no status"
        )
        yield Found(
            tuple(map(exception_place, without)),
            f"{which}: {listed(map(named, without), longest=20)}. If a colour said it, this copy has lost it.",
            {"without": len(without), "blocks": len(draft.exceptions)},
        )


@check("D31", Severity.NOTE, "Only a colour gives the status of exceptions.")
def colour_alone(draft: Draft) -> Iterator[Found]:
    """A status that stands in no words is lost in a black and white print, in a text copy and to a reader who
    does not see the colour (WCAG 2.2, 1.4.1 Use of Color). Source: rules, Checks on a document.
    """
    coloured = [each for each in draft.exceptions if each.status_source in _BY_COLOUR and not each.printed]
    if coloured:
        yield Found(
            tuple(map(exception_place, coloured)),
            f"Only a colour or pattern gives the status of {listed(map(named, coloured), longest=20)}; "
            "write it in words as well.",
            {"by colour": len(coloured), "blocks": len(draft.exceptions)},
        )


@check("D32", Severity.NOTE, "The key does not say in words which colour means what.")
def key_without_marks(draft: Draft) -> Iterator[Found]:
    """A key whose marks are colours alone explains nothing once the colours are gone. Source: rules, Checks on
    a document (status missing where only a colour said it).
    """
    without = [entry for entry in draft.key if not entry.mark]
    if without:
        yield Found(
            ("key",),
            f"{len(without)} of {count_words(len(draft.key), 'line')} of the key "
            f"{'has' if len(without) == 1 else 'have'} no mark in words: "
            + listed(f"“{entry.meaning}”" for entry in without)
            + ".",
            {"without": len(without), "lines": len(draft.key)},
        )


@check("D33", Severity.ERROR, "An exception lacks who, its date, or what is being done.")
def lacks_what_it_must_hold(draft: Draft) -> Iterator[Found]:
    """Each exception must say why it slipped or what is being done, who does it, and when it was due; the
    box on top is where readers look. What the plan row below it still tells is named. What no block of the
    report has is a finding of its own. Source: rules, Exceptions and the exception report; Checks on
    a document (an exception without who, dates or action).
    """
    nowhere = _lacking_everywhere(draft)
    for each in draft.exceptions:
        missing = [what for what in _lacks(each) if what not in nowhere]
        if not missing or missing == ["revised date"]:
            continue
        row = each.plan_row
        told = [
            *(
                [f"a lead ({listed(row.lead)})"]
                if row and row.lead and "person responsible" in missing
                else []
            ),
            *(
                ["a corrective action"]
                if row and row.corrective_action and "corrective action" in missing
                else []
            ),
        ]
        yield Found(
            (exception_place(each),),
            f"The box of {named(each)} has no {_or(missing)}"
            + (f"; its plan row gives {listed(told)}." if told else "."),
            {"ref": each.ref or "", "missing": ", ".join(missing)},
        )


@check("D39", Severity.WARNING, "No exception says who, when it was due, or what is being done.")
def nothing_says_so(draft: Draft) -> Iterator[Found]:
    """The form itself has no room for something that every exception must hold. Source: rules, Exceptions and
    the exception report.
    """
    missing = [what for what in _lacking_everywhere(draft) if what != "revised date"]
    if missing:
        yield Found(
            ("appendix",),
            f"None of the {len(draft.exceptions)} exceptions has a {_or(missing)}.",
            {"missing": ", ".join(missing), "blocks": len(draft.exceptions)},
        )


@check("D34", Severity.NOTE, "An exception has no revised date.")
def no_revised_date(draft: Draft) -> Iterator[Found]:
    """A late action without a new date leaves open when it will be done. Source: rules, Exceptions and the
    exception report.
    """
    without = [
        each
        for each in draft.exceptions
        if read(each.revised) is None and read(each.original) is not None and len(_lacks(each)) == 1
    ]
    if without:
        yield Found(
            tuple(map(exception_place, without)),
            f"{listed(map(named, without), longest=20)} {'has' if len(without) == 1 else 'have'} no revised date.",
            {"without": len(without)},
        )


@check("D35", Severity.WARNING, "The box and the plan row name different people.")
def different_people(draft: Draft) -> Iterator[Found]:
    """Who is responsible for an exception should be the lead of its action, unless the report says why not.
    Found only where both are given as initials and have nobody in common: a name and a post may be one person.
    Source: rules, Checks on a document.
    """
    for each in draft.exceptions:
        lead = each.plan_row.lead if each.plan_row else ()
        who, leads = _initials(each.who), _initials(lead)
        if who and leads and not who & leads:
            yield Found(
                (exception_place(each),),
                f"The box of {named(each)} names {listed(each.who)}; its plan row names {listed(lead)}.",
                {"ref": each.ref or "", "box": ", ".join(each.who), "plan row": ", ".join(lead)},
            )


@check("D36", Severity.WARNING, "More exceptions are late by their own dates than are counted red.")
def later_than_counted(draft: Draft) -> Iterator[Found]:
    """By its own definition a report calls an action red that is more than so many months behind. Blocks whose
    revised date is later than that after the original should be counted so; if the first of several
    re-datings was approved, the report should give the date it is judged by. Blocks without both dates
    are left out, and an approximate revised date is taken at its earliest. Source: rules, Status of an action
    in a period; Checks on a document.
    """
    beyond = late_beyond(draft)
    current = draft.figures.current if draft.figures else None
    red = None if current is None else count_of(current, StatusClass.RED)
    if beyond is None or red is None:
        return
    months, words = beyond
    dated = 0
    late = []
    for each in draft.exceptions:
        original, revised = read(each.original), read(each.revised)
        if original is None or revised is None or not original.latest or not revised.earliest:
            continue
        dated += 1
        if revised.earliest - original.latest > months:
            late.append(each)
    if len(late) > red:
        whole = "All" if len(late) == dated else f"{len(late)} of the"
        yield Found(
            (f"{figures_named(draft)}, red", *map(exception_place, late)),
            f"{whole} {dated} exceptions that have both dates are more than {months_in_words(months)} late by them "
            f"({listed(map(named, late), longest=20)}); the {figures_named(draft)} counts only {red} red "
            f"(“{words}”).",
            {"late by their dates": len(late), "with both dates": dated, "red": red},
        )


@check("D37", Severity.ERROR, "The box and the month strip show different statuses.")
def box_and_strip(draft: Draft) -> Iterator[Found]:
    """The cell of the month reported shows the status of that month, which is the status of the box. In a text
    copy a cell may stand a column out, so there a strip is left alone that shows the status of the box in the
    month before or after. Source: rules, Checks on a document (two texts of one action that disagree).
    """
    if draft.period is None:
        return
    for each in draft.exceptions:
        months = each.plan_row.months if each.plan_row else {}
        cell = months.get(draft.period)
        if cell is None or not cell.status or not each.status or cell.status is each.status:
            continue
        beside = {other.status for month, other in months.items() if abs(month - draft.period) == 1}
        if draft.source.reader == "text" and each.status in beside:
            continue
        yield Found(
            (exception_place(each), exception_place(each, f"plan row, {draft.period.name}")),
            f"The box of {named(each)} is marked {each.status}{_printed(each.printed)}; its plan row shows "
            f"{cell.status}{_printed(cell.printed)} for {draft.period.name}.",
            {"ref": each.ref or "", "box": str(each.status), "plan row": str(cell.status)},
        )


@check("D38", Severity.WARNING, "The month strip marks another original date than the box gives.")
def original_month_marked(draft: Draft) -> Iterator[Found]:
    """The last month marked as original in the strip is the original date. Source: rules, Dates; Checks on
    a document.
    """
    for each in draft.exceptions:
        original = read(each.original)
        marked = [
            month
            for month, cell in (each.plan_row.months if each.plan_row else {}).items()
            if cell.mark is Mark.ORIGINAL
        ]
        if not marked or original is None:
            continue
        earliest, latest, last = original.earliest, original.latest, max(marked)
        if earliest is not None and latest is not None and not earliest <= last <= latest:
            yield Found(
                (exception_place(each), exception_place(each, f"plan row, {last.name}")),
                f"The box of {named(each)} gives the original date {original.text}; its plan row marks "
                f"{last.name}.",
                {"ref": each.ref or "", "box": original.text, "plan row": str(last)},
            )


def _lacks(each: DraftException) -> list[str]:
    """What a box does not hold of what it should."""
    lacks = {
        "title": not each.action,
        "corrective action": not (each.corrective_action or each.reason),
        "person responsible": not any(who.strip() for who in each.who),
        "original date": read(each.original) is None,
        "revised date": read(each.revised) is None,
    }
    return [what for what, is_missing in lacks.items() if is_missing]


def _lacking_everywhere(draft: Draft) -> list[str]:
    """What no box of the report holds; nothing where there is only one."""
    if len(draft.exceptions) < 2:
        return []
    all_lacks = [_lacks(each) for each in draft.exceptions]
    return [what for what in all_lacks[0] if all(what in lacks for lacks in all_lacks)]


def _initials(names: tuple[str, ...]) -> set[str]:
    """The people of a field, if all of them are given as initials; nobody otherwise."""
    plain = {"".join(name.replace(".", " ").split()) for name in names}
    return plain if all(_INITIALS.fullmatch(name) for name in plain) else set()


def _printed(words: str | None) -> str:
    return f" ({words})" if words else ""


def _or(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]


BLOCK_CHECKS = (
    no_status,
    colour_alone,
    key_without_marks,
    lacks_what_it_must_hold,
    nothing_says_so,
    no_revised_date,
    different_people,
    later_than_counted,
    box_and_strip,
    original_month_marked,
)
