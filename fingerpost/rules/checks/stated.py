"""What the covering report states of the figures in running text: shares, numbers, and the re-dated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.rules.checks.named_months import MONTH_WORDS, just_before, months_named, period_of, year_about
from fingerpost.rules.checks.passages import report_passages, sentences
from fingerpost.rules.checks.shares import class_in, colours_in, kinds_of_change
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.numbers import NUMBER_OF_WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.draft import Draft

_ABOUT_ACTIONS = re.compile(r"\b(?:actions?|tasks?|milestones?|plan)\b", re.IGNORECASE)
_SHARE = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d+)?) ?(?:%|per ?cent\b)", re.IGNORECASE)
_NOT_A_SHARE = re.compile(
    r"\b(?:by|increase of|rise of|fall of|drop of|decrease of|improvement of|reduction of|target of|target is|than|over|under"
    r"|nearly|almost|about|approximately|around|up to|from|to|at least)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:previous(?:ly)?|last (?:month|period|quarter|year)|compared|earlier|target of|forecast|will be)\b",
    re.IGNORECASE,
)
OF_A_PART = re.compile(
    r"(?i:\b(?:of (?:these|those|which|them)|sections?|services?|themes?|directorates?|departments?|portfolios?"
    r"|perspectives?|wards?|teams?|within (?!the (?:\w+ )?plan))\b)"
    rf"|\b[Ii]n (?:the )?(?!{MONTH_WORDS}\b)[A-Z]\w+",
)
"""Words by which a sentence speaks of a part of the plan, whose figures are not those of the whole."""
_ORDINAL_QUARTERS = ("first", "second", "third", "fourth")
_QUARTER = re.compile(
    rf"\b(?:q|quarter) ?([1-4])\b|\b({'|'.join(_ORDINAL_QUARTERS)}) quarter\b", re.IGNORECASE
)
_APRIL = 4
_COMPLETE = re.compile(r"\bcomplet|\bachieved\b|\bdelivered\b", re.IGNORECASE)
_TOTAL = re.compile(
    r"\b(?:total of|all|the) (\d{1,5}) (?:actions|tasks|milestones) "
    r"(?:(?:that (?:were|are) )?(?:highlighted|programmed|scheduled|monitored)|for the (?:month|period|quarter))\b"
    r"|\bout of (?:a |the )?(?:total )?(?:number )?(?:of )?(\d{1,5}) (?:actions|tasks|milestones)\b",
    re.IGNORECASE,
)
_WORDED = {word: number for word, number in NUMBER_OF_WORD.items() if number}
_OF_A_CLASS = re.compile(
    rf"(?<![\d.,/])(?<!\bof )(?<!\bof the )\b(\d{{1,5}}|{'|'.join(_WORDED)}) "
    r"(?:\(\d[\d.]* ?%\) )?(?:actions |tasks |milestones )?(?:\(\d[\d.]* ?%\) )?"
    r"(?:is|are|was|were|has been|have been) (?:marked |rated |reported as |classed as |at |currently )?"
    r"\[?(red|amber|green)\b",
    re.IGNORECASE,
)


class StatedShare(NamedTuple):
    """A share that the text gives of a class for the period reported, and the words beside it."""

    place: str
    class_: StatusClass
    share: str
    words: str


class StatedNumber(NamedTuple):
    """A number of actions that the text gives, of a class or (None) in all, with the words."""

    place: str
    class_: StatusClass | None
    number: int
    words: str


def shares_in_words(draft: Draft) -> Iterator[StatedShare]:
    """The shares that paragraphs about the plan's actions give of one class each, for the period reported."""
    for passage in report_passages(draft):
        if not _ABOUT_ACTIONS.search(passage.text):
            continue
        for sentence in sentences(passage.text):
            if is_about_the_period(draft, sentence) and not OF_A_PART.search(sentence):
                for share, words in _with_their_words(sentence):
                    class_ = class_in(words)
                    if class_ is not None and not (
                        class_ is StatusClass.GREEN and _is_on_course_alone(words, sentence)
                    ):
                        yield StatedShare(passage.place, class_, share, words)


def numbers_in_words(draft: Draft) -> Iterator[StatedNumber]:
    """The numbers of actions that paragraphs give plainly, for the period reported."""
    for passage in report_passages(draft):
        for sentence in sentences(passage.text):
            if not is_about_the_period(draft, sentence):
                continue
            for match in _TOTAL.finditer(sentence):
                yield StatedNumber(passage.place, None, int(match[1] or match[2]), match[0])
            for match in _OF_A_CLASS.finditer(sentence) if not OF_A_PART.search(sentence) else ():
                class_ = next(iter(colours_in(match[2])))[0]
                number = _WORDED.get(match[1].casefold()) or int(match[1])
                yield StatedNumber(passage.place, class_, number, match[0])


def change_statements(draft: Draft) -> tuple[str, ...]:
    """The places of the paragraphs that name the re-dated actions or, naming none, say how many there are."""
    refs = "|".join(re.escape(each.ref) for each in draft.changes if each.ref)
    named = re.compile(rf"(?<![\d.])(?:{refs})(?![\d.]*\d)") if refs else None
    stated = draft.changes_stated
    naming, counting = [], []
    for passage in report_passages(draft):
        if named is not None and named.search(passage.text):
            naming.append(passage.place)
        elif (
            stated is not None
            and stated.count is not None
            and kinds_of_change(passage.text)
            and re.search(rf"(?<![\d.]){stated.count}(?![\d.]*\d) (?:actions|tasks)", passage.text)
        ):
            counting.append(passage.place)
    return tuple(naming or counting)


def is_about_the_period(draft: Draft, sentence: str) -> bool:
    """Whether a sentence names no other month than those of the period, and compares with nothing."""
    if _COMPARES.search(sentence) or _names_another_quarter(draft, sentence):
        return False
    period = period_of(draft)
    months = months_named(sentence, year_about(draft))
    return all(period is not None and any(map(each.may_be, period)) for each in months)


def _names_another_quarter(draft: Draft, sentence: str) -> bool:
    """Whether a sentence speaks of a quarter of the council's year that is not the one reported."""
    named = {
        int(match[1]) if match[1] else _ORDINAL_QUARTERS.index(match[2].casefold()) + 1
        for match in _QUARTER.finditer(sentence)
    }
    if not named or draft.period is None:
        return False
    year = draft.plan_year.first if draft.plan_year else None
    first = year.number if year is not None else _APRIL
    return (draft.period.number - first) % 12 // 3 + 1 not in named


def _is_on_course_alone(words: str, sentence: str) -> bool:
    """Whether the words give only those on course, where the sentence gives the completed ones apart."""
    return not any(colours_in(words)) and not _COMPLETE.search(words) and bool(_COMPLETE.search(sentence))


def _with_their_words(sentence: str) -> Iterator[tuple[str, str]]:
    """Each share of a sentence with the words that belong to it: those behind it, or before it.

    Behind it in “71.5 percent are green, 12 percent …”; before it in “Green 71.5%, amber 12%”.
    Where colours stand on both sides of the shares it cannot be told, and none are given.
    """
    shares = [
        each
        for each in _SHARE.finditer(sentence)
        if not _NOT_A_SHARE.search(just_before(sentence, each.start()))
    ]
    if not shares or len(shares) != len(list(_SHARE.finditer(sentence))):
        return
    before = any(True for _ in colours_in(sentence[: shares[0].start()]))
    after = any(True for _ in colours_in(sentence[shares[-1].end() :]))
    if before and after:
        return
    starts = [0, *(share.end() for share in shares), len(sentence)]
    for index, share in enumerate(shares):
        if before:
            words = sentence[starts[index] : share.start()]
        else:
            end = shares[index + 1].start() if index + 1 < len(shares) else len(sentence)
            words = sentence[share.end() : end]
        yield share[1], words
