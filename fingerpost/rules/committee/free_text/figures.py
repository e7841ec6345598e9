"""Checks on the numbers, shares and months that typed text gives of the period."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fingerpost.rules.checks.periods import another_month_named
from fingerpost.rules.checks.shares import fits, kinds_of_change, same_number
from fingerpost.rules.checks.stated import numbers_in_words, shares_in_words
from fingerpost.rules.classes import Status, StatusClass
from fingerpost.rules.committee.free_text.typed import NUMBER, Said, number_of_words, text_check
from fingerpost.rules.exceptions_report import completed, exceptions, schedule_of_changes
from fingerpost.rules.figures import share
from fingerpost.rules.findings import Severity
from fingerpost.rules.numbers import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.committee.free_text.typed import Typed
    from fingerpost.rules.figures import Figures
    from fingerpost.rules.snapshot import Snapshot

_SHARE = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d+)?) ?(?:%|per ?cent\b)", re.IGNORECASE)
_OF_ACTIONS = re.compile(r"\b(?:actions?|milestones?)\b", re.IGNORECASE)
_ABOUT_MONEY = re.compile(
    r"[£$€]|\b(?:budget|cost|spend|spent|saving|income|price|inflation|interest|staff|tax)\w*", re.IGNORECASE
)
_CHANGE_OF = re.compile(
    r"\b(?:by|target|tolerance|increase|rise|rose|fall|fell|drop|dropped|decrease|points?|more|fewer|less|than|over|under|nearly"
    r"|almost|about|approximately|around|up to|at least|from|to)\b",
    re.IGNORECASE,
)
_EXCEPTIONS = re.compile(rf"\b({NUMBER}) exceptions?\b(?! (?:policy|report))", re.IGNORECASE)
_CHANGED = re.compile(
    rf"\b({NUMBER}) (?:actions? |of them |of these )?(?:\([^)]*\) )?(?:have|has|were|was) (?:been )?(?:\w+ly )?"
    r"(?P<kinds>(?:re-?programmed|re-?scheduled|re-?dated|extended|postponed|deferred|suspended|withdrawn|deleted)"
    r"(?:(?:,| or| and|, or) (?:re-?programmed|re-?scheduled|re-?dated|extended|postponed|deferred|suspended|withdrawn|deleted))*)",
    re.IGNORECASE,
)
_COMPLETED = re.compile(
    rf"\b({NUMBER}) actions? (?:have|has|were|was) (?:been )?(?:completed|finished)\b", re.IGNORECASE
)
_IN_THE_PLAN = re.compile(
    rf"\bplan (?:has|holds|contains|consists of|comprises|is made up of) (?:a total of )?({NUMBER}) actions\b"
    rf"|\b({NUMBER}) actions in the (?:draft |whole )?plan\b",
    re.IGNORECASE,
)
_MOST_LATE = re.compile(r"\b(?:all|every one|each) of (?:the|them|these)\b", re.IGNORECASE)


@text_check("T01", Severity.ERROR, "The text gives another share of a class than the record.")
def another_share(typed: Typed) -> Iterator[Said]:
    """A share given of a class must be that of the record, as the plan rounds it, or a rounding of its count to
    as many places as the text has. For green that of the actions not re-dated is as good. Read are sentences
    about the plan's actions in the period that name one class beside the share. Source: rules, Checks (each
    figure in words against the counts); Classes and figures.
    """
    snapshot = typed.snapshot
    figures = snapshot.figures.whole if snapshot else None
    if figures is None or figures.n == 0:
        return
    for each in shares_in_words(typed.draft):
        count = figures.counts.get(each.class_, 0)
        right = figures.shares.get(each.class_, share(count, figures.n))
        also = figures.green_share_not_reprogrammed if each.class_ is StatusClass.GREEN else None
        if (
            same_number(each.share, right)
            or fits(each.share, count, figures.n)
            or (also and same_number(each.share, also))
        ):
            continue
        match = next(match for match in _SHARE.finditer(typed.text) if match[1] == each.share)
        yield Said(
            match.start(),
            match[0],
            f"The text gives {match[0]} as {each.class_}; the record counts {count} of {figures.n}, which is {right}%.",
            {"text": each.share, "count": count, "of": figures.n, "share": right},
        )


@text_check("T02", Severity.ERROR, "The text gives another number of actions than the record.")
def another_number(typed: Typed) -> Iterator[Said]:
    """The number of actions highlighted, of those in a class, and of those in the plan, where a sentence gives it
    plainly. Source: rules, Checks (each figure in words against the counts).
    """
    snapshot = typed.snapshot
    if snapshot is not None:
        figures = snapshot.figures.whole
        for each in numbers_in_words(typed.draft):
            right = figures.n if each.class_ is None else figures.counts.get(each.class_, 0)
            if each.number == right or (each.class_ is None and each.number == len(snapshot.actions)):
                continue
            what = "highlighted" if each.class_ is None else f"as {each.class_}"
            yield Said(
                typed.text.index(each.words),
                each.words,
                f"The text speaks of {count_words(each.number, 'action')} {what} (“{each.words}”); the record counts {right}.",
                {"text": each.number, "record": right},
            )
    record = typed.sources.record
    if record is None:
        return
    for sentence in typed.of_the_period() if snapshot else typed.sentences:
        for match in _IN_THE_PLAN.finditer(sentence.text):
            number = number_of_words(match[1] or match[2])
            if number != len(record.actions) and not (snapshot and number == snapshot.figures.whole.n):
                yield Said(
                    sentence.start + match.start(),
                    match[0],
                    f"The text speaks of {number:,} actions in the plan (“{match[0]}”); the record has {len(record.actions):,}.",
                    {"text": number, "record": len(record.actions)},
                )


@text_check("T03", Severity.NOTE, "No figure of the record is a share that the text gives.")
def share_of_nothing(typed: Typed) -> Iterator[Said]:
    """A share in a sentence about the period's actions that is neither of a class, nor of what was completed,
    re-dated or is an exception, nor of any section, service, portfolio or priority, in this period or the one
    before. It may be right; but nothing here bears it out. Sentences about money or staff, and differences
    (“rose by 5%”), are left alone. Source: rules, Checks (a share that is not a rounding of count/N).
    """
    snapshot = typed.snapshot
    typed_shares = (
        each for each in _SHARE.finditer(typed.text) if not typed.is_given(each.start(), each.end())
    )
    if snapshot is None or not any(typed_shares):
        return
    known = _all_shares(snapshot, typed.sources.previous)
    told = {each.share for each in shares_in_words(typed.draft)}
    for sentence in typed.of_the_period():
        if not _OF_ACTIONS.search(sentence.text) or _ABOUT_MONEY.search(sentence.text):
            continue
        for match in _SHARE.finditer(sentence.text):
            before = sentence.text[max(0, match.start() - 24) : match.start()]
            if match[1] in told or _CHANGE_OF.search(before) or match[1] in ("0", "100"):
                continue
            if not any(fits(match[1], count, of) for count, of in known if of):
                yield Said(
                    sentence.start + match.start(),
                    match[0],
                    f"The text gives {match[0]}; no figure of {snapshot.period.name} is that share.",
                    {"text": match[1]},
                )


@text_check("T04", Severity.ERROR, "The text counts another number of exceptions than the record.")
def another_number_of_exceptions(typed: Typed) -> Iterator[Said]:
    """The exceptions are the actions in amber and red, and those that the plan's policy adds. Source: rules,
    Exceptions and the exception report; Checks (number of exception blocks against amber + red).
    """
    snapshot = typed.snapshot
    if snapshot is None or not _EXCEPTIONS.search(typed.text):
        return
    right = len(exceptions(snapshot))
    for sentence in typed.of_the_whole():
        for match in _EXCEPTIONS.finditer(sentence.text):
            number = number_of_words(match[1])
            if number != right:
                yield Said(
                    sentence.start + match.start(),
                    match[0],
                    f"The text speaks of {count_words(number, 'exception')}; the record has {right}.",
                    {"text": number, "record": right},
                )


@text_check("T05", Severity.ERROR, "The text counts another number of re-dated actions than the record.")
def another_number_of_changes(typed: Typed) -> Iterator[Said]:
    """“Five actions were re-dated or suspended” must be the number of the class, or of those actions in it that
    were changed so, or of all in the plan that ever were. Source: rules, Classes and figures (reprogrammed).
    """
    snapshot = typed.snapshot
    if snapshot is None:
        return
    for sentence in typed.of_the_whole():
        for match in _CHANGED.finditer(sentence.text):
            number = number_of_words(match[1])
            right = snapshot.figures.whole.counts.get(StatusClass.REPROGRAMMED, 0)
            if number not in _changed_counts(snapshot, match["kinds"]):
                yield Said(
                    sentence.start + match.start(),
                    match[0],
                    f"The text says “{match[0]}”; the record counts {right} as re-dated, suspended or withdrawn.",
                    {"text": number, "record": right},
                )


@text_check("T06", Severity.ERROR, "The text counts another number of completed actions than the record.")
def another_number_completed(typed: Typed) -> Iterator[Said]:
    """“Nine actions were completed” must be the number completed in the period, or of all highlighted or all in
    the plan that are complete. Source: rules, Exceptions and the exception report (what was completed).
    """
    snapshot = typed.snapshot
    if snapshot is None or not _COMPLETED.search(typed.text):
        return
    right = len(completed(snapshot))
    every = [each for each in snapshot.actions if each.status is Status.COMPLETE]
    allowed = {right, len(every), sum(each.highlight is not None for each in every)}
    for sentence in typed.of_the_whole():
        for match in _COMPLETED.finditer(sentence.text):
            number = number_of_words(match[1])
            if number not in allowed:
                yield Said(
                    sentence.start + match.start(),
                    match[0],
                    f"The text says “{match[0]}”; the record has {right} completed in {snapshot.period.name}.",
                    {"text": number, "record": right},
                )


@text_check("T07", Severity.ERROR, "The text names another month as the one reported.")
def another_month(typed: Typed) -> Iterator[Said]:
    """Months are copied forward from the report before. Sentences that plainly name the report's own month are
    read, not those that speak of another time or name the right month too. Source: rules, Checks (a wrong month
    name).
    """
    for found in another_month_named.look(typed.draft):
        words = str(found.values["named"])
        yield Said(
            typed.text.index(words),
            words,
            f"The text names {words} as the month reported; the report is for {found.values['period']}.",
            found.values,
        )


def _changed_counts(snapshot: Snapshot, words: str) -> set[int]:
    """The numbers that may be meant by “re-dated”, “suspended”, “withdrawn”, or several of them."""
    kinds = kinds_of_change(words)
    statuses = {
        "re-dated": Status.REPROGRAMMED,
        "suspended": Status.SUSPENDED,
        "withdrawn": Status.WITHDRAWN,
    }
    of_class = [each for each in snapshot.highlighted if each.class_ is StatusClass.REPROGRAMMED]
    return {
        len(of_class),
        sum(each.status in {statuses[kind] for kind in kinds} for each in of_class),
        len(schedule_of_changes(snapshot)),
        sum(each.ledger.times_moved > 0 for each in snapshot.actions),
    }


def _all_shares(snapshot: Snapshot, previous: Snapshot | None) -> set[tuple[int, int]]:
    """Every count with its basis of which a report may give the share."""
    found: set[tuple[int, int]] = set()
    for of in (snapshot, previous):
        if of is None:
            continue
        split = of.figures
        groups = (split.by_section, split.by_service, split.by_portfolio, split.by_priority)
        for figures in (split.whole, *(each.figures for group in groups for each in group)):
            found |= _shares_of(figures)
        for number in (len(completed(of)), len(exceptions(of)), len(schedule_of_changes(of))):
            found |= {(number, split.whole.n), (number, len(of.actions))}
    return found


def _shares_of(figures: Figures) -> set[tuple[int, int]]:
    green = figures.counts.get(StatusClass.GREEN, 0)
    late = sum(figures.counts.get(each, 0) for each in (StatusClass.AMBER, StatusClass.RED))
    return {
        *((count, figures.n) for count in figures.counts.values()),
        (late, figures.n),
        (green, figures.n_not_reprogrammed),
        (figures.green_ever_redated, green),
        (figures.green_ever_redated, figures.n),
    }
