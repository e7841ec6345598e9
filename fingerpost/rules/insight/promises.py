"""Repeated promises: the same thing promised for date after date, or in the same words month after month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from fingerpost.rules.classes import Status
from fingerpost.rules.dates.approximate import ApproximateDate, in_month, is_later
from fingerpost.rules.insight.bunching import OVER
from fingerpost.rules.insight.english import Named, named, some_listed, times_words
from fingerpost.rules.months import MONTH_NAMES, Period
from fingerpost.rules.said import said, said_n, together

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.insight.series import Series
    from fingerpost.rules.snapshot import ActionRecord, Snapshot

OFTEN = 2
"""From how many later dates on a promise counts as repeated."""
FEWEST_WORDS = 4
"""Fewer words than this say nothing that could be a promise: “On course”, “As last month”."""

_WORD = re.compile(r"[^\W_]+")
_DAY = re.compile(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = frozenset(each.casefold() for name in MONTH_NAMES for each in (name, name[:3], name[:4]))


class Source(StrEnum):
    """Where a date comes from: the plan, a decision, or what the lead reported."""

    ORIGINAL = "original"
    APPROVED = "approved"
    REPORTED = "reported"


class Field(StrEnum):
    """In which field of the updates words stand."""

    COMMENT = said("comment")
    CORRECTIVE_ACTION = said("corrective action")
    REASON = said("reason for slippage")


@dataclass(frozen=True, slots=True)
class Promise:
    """A date for which an action was promised. `said` is the period whose record first holds it.

    `passed` tells that the date went by with the action not done, so far as the series goes.
    """

    date: ApproximateDate
    source: Source
    said: Period
    passed: bool


@dataclass(frozen=True, slots=True)
class RepeatedWords:
    """Words that stand in several updates, the same but for dates, capitals and signs; `text` as said last."""

    field: Field
    text: str
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class RepeatedPromise:
    """An action with the dates for which it was promised one after the other, each later than the one before.

    `times` is how often a later date took the place of an earlier one; `words` are those that were repeated.
    """

    action: Named
    section: str
    service: str | None
    leads: tuple[str, ...]
    status: Status
    promises: tuple[Promise, ...]
    words: tuple[RepeatedWords, ...] = ()

    @property
    def times(self) -> int:
        """How often a later date took the place of an earlier one."""
        return max(0, len(self.promises) - 1)

    @property
    def passed(self) -> int:
        """How many of the dates went by with the action not done."""
        return sum(each.passed for each in self.promises)

    def sentence(self) -> str:
        """The dates one after the other, and the words that were said again."""
        stated = []
        if self.promises:
            first, *later = [each.date for each in self.promises]
            then = together([said(", then {date}", date=each) for each in later], "")
            stated.append(said("Promised for {date}{then}.", date=first, then=then))
        for each in self.words:
            words = said_n(
                "The same {field} in {count} update: “{text}”",
                "The same {field} in {count} updates: “{text}”",
                len(each.periods),
                field=each.field,
                text=each.text,
            )
            stated.append(words if each.text.endswith((".", "!", "?")) else words + ".")
        return together(stated)


@dataclass(frozen=True, slots=True)
class RepeatedPromises:
    """The actions promised again and again, the most often first; done ones too, as long as they count."""

    period: Period | None
    found: tuple[RepeatedPromise, ...] = ()

    def sentence(self) -> str:
        """How many were promised for a later date again and again, which most often, and how many in the same words."""
        if self.period is None:
            return said("No month is closed yet, so nothing was promised again.")
        often = [each for each in self.found if each.times >= OFTEN]
        words = sum(bool(each.words) for each in self.found)
        if not self.found:
            return said("By the end of {period} nothing was promised again and again.", period=self.period)
        by = said("By the end of {period}", period=self.period)
        stated = (
            []
            if often
            else [
                said(
                    "{by} no action had been put off to a later date {times_words} or more.",
                    by=by,
                    times_words=times_words(OFTEN),
                )
            ]
        )
        if often:
            most = [str(each.action) for each in often if each.times == often[0].times]
            stated.append(
                said_n(
                    "{by} {count} action had been put off to a later date {times_words} or more. Most often, {times_words2}: {most}.",
                    "{by} {count} actions had been put off to a later date {times_words} or more. Most often, {times_words2}: {most}.",
                    len(often),
                    by=by,
                    times_words=times_words(OFTEN),
                    times_words2=times_words(often[0].times),
                    most=some_listed(most, "action"),
                )
            )
            gone = sum(each.passed for each in often)
            if gone:
                stated.append(
                    said_n(
                        "{count} date of theirs went by with the action not done.",
                        "{count} dates of theirs went by with the action not done.",
                        gone,
                    )
                )
        if words:
            stated.append(
                said_n(
                    "The updates of {count} action say the same words in more than one month.",
                    "The updates of {count} actions say the same words in more than one month.",
                    words,
                )
            )
        return together(stated)


def repeated_promises(series: Series) -> RepeatedPromises:
    """The repeated promises of the last plan."""
    last = series.last
    if last is None:
        return RepeatedPromises(None)
    found = []
    for action in last.actions:
        records = list(series.records(action.ref))
        promises = tuple(_promises(records))
        words = tuple(_repeated(records))
        if len(promises) > OFTEN or words:
            found.append(
                RepeatedPromise(
                    action=named(action),
                    section=action.section,
                    service=action.service,
                    leads=tuple(each.name for each in action.leads),
                    status=action.status,
                    promises=promises if len(promises) > 1 else (),
                    words=words,
                )
            )
    return RepeatedPromises(last.period, tuple(sorted(found, key=lambda each: (-each.times, -each.passed))))


def _promises(records: list[tuple[Snapshot, ActionRecord]]) -> Iterator[Promise]:
    """The dates promised, in order, so far as each is later than all before it."""
    end, now = records[-1][0].period, records[-1][1]
    done = now.standing.completed_on if now.status is Status.COMPLETE else None
    at: ApproximateDate | None = None
    for snapshot, action in records:
        for source, date in _dates(action):
            if at is None or is_later(date, at):
                at = date
                missed = not is_later(date, in_month(end.last))
                if done is not None:
                    missed = is_later(ApproximateDate(done.isoformat(), done.isoformat()), date)
                yield Promise(
                    date, source, snapshot.period, passed=missed and now.status is not Status.WITHDRAWN
                )


def _dates(action: ActionRecord) -> Iterator[tuple[Source, ApproximateDate]]:
    """The dates that the record of a period holds: the original, those decided, and the one reported for it."""
    ledger = action.ledger
    if ledger.original is not None:
        yield Source.ORIGINAL, ledger.original
    for each in ledger.moves:
        assert each.new_date is not None  # else it would have moved nothing
        yield Source.APPROVED, each.new_date
    if action.update is not None and action.update.expected is not None and action.status not in OVER:
        yield Source.REPORTED, action.update.expected


def _repeated(records: list[tuple[Snapshot, ActionRecord]]) -> Iterator[RepeatedWords]:
    """The words that stand in the updates of more than one period, once for each field."""
    for field in Field:
        stated: dict[tuple[str, ...], list[tuple[Period, str]]] = {}
        for snapshot, action in records:
            text = _said(action, field)
            plain = _plain(text)
            if len(plain) >= FEWEST_WORDS:
                stated.setdefault(plain, []).append((snapshot.period, text.strip()))
        for those in stated.values():
            if len(those) > 1:
                yield RepeatedWords(field, those[-1][1], tuple(period for period, _ in those))


def _said(action: ActionRecord, field: Field) -> str:
    update = action.update
    if update is None:
        return ""
    words = {
        Field.COMMENT: update.comment,
        Field.CORRECTIVE_ACTION: update.corrective_action,
        Field.REASON: update.reason,
    }[field]
    return words or ""


def _plain(text: str) -> tuple[str, ...]:
    """The words that are left without dates, capitals and signs. A number that is no part of a date says something."""
    words = [each.casefold() for each in _WORD.findall(text)]
    near = {at for at, word in enumerate(words) if word in _MONTHS}
    return tuple(
        word
        for at, word in enumerate(words)
        if at not in near
        and not _YEAR.fullmatch(word)
        and not (_DAY.fullmatch(word) and not near.isdisjoint({at - 1, at + 1}))
    )
