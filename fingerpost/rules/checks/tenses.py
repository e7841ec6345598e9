"""Checks on what the texts of an action state as done or as still to come."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.rules.checks.named_months import just_before, months_named, year_about
from fingerpost.rules.checks.passages import action_passages, exception_texts, sentences, shortened
from fingerpost.rules.checks.registry import Found, check
from fingerpost.rules.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.checks.named_months import NamedMonth
    from fingerpost.rules.draft import Draft
    from fingerpost.rules.months import Month

_GROUPS = {
    "begin": ("commence", "start", "begin", "commenced", "started", "began", "begun"),
    "finish": ("complete", "finish", "completed", "finished"),
    "take place": ("take place", "took place", "taken place", "held"),
    "launch": ("launch", "launched"),
    "deliver": ("deliver", "delivered", "implement", "implemented"),
    "adopt": ("approve", "approved", "adopt", "adopted", "agree", "agreed"),
    "appoint": ("appoint", "appointed"),
    "publish": ("publish", "published", "issue", "issued"),
}
_GROUP_OF = {verb: group for group, verbs in _GROUPS.items() for verb in verbs}
_PARTICIPLES = (
    "completed|finished|commenced|started|begun|taken place|held|launched|delivered|implemented|approved|adopted"
    "|agreed|appointed|published|issued"
)
_ACTIVE_PAST = "commenced|started|began|took place|launched"
_DONE = re.compile(
    r"\b(?:(?P<be>was|were|has been|have been|has now been|have now been|had been|has|have) "
    r"(?:(?:\w+ly|now|also|already|all|both|then) )?)?"
    rf"\b(?P<verb>{_PARTICIPLES}|began|took place)\b(?: (?!that\b|to\b|which\b|for\b)\w+){{0,3}}? "
    r"(?:in|on|by|during|at|at the end of|by the end of|in early|in mid|in late) (?:the )?(?:end of )?$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"(?:was|were|has been|have been|has now been|have now been|had been|was duly)", re.IGNORECASE
)
_DEADLINE = re.compile(r"\bby\b", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\b(?:will|would|shall|should|must|may|might|could|can|to|not|never|once|when|after|until|till|if|unless|before"
    r"|provided|assuming|expected|due|planned|scheduled|intended|hoped|anticipated|proposed|likely|yet)\b",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:will|shall) (?:now |then |also |therefore )*(?:be )?"
    r"(?P<verb>commence|start|begin|take place|launch|complete|finish"
    rf"|{_PARTICIPLES})\b(?: \w+){{0,5}}? (?:in|on|by|during|at the end of|by the end of) (?:the )?$",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(?:this|it|the action|the work|the task|the project|this action|this work|all work) "
    r"(?:was|has been|has now been|is|is now) (?:now |fully |all )?(?:completed|complete|finished|done)\b"
    r"|(?:action |work |now |fully )?(?:completed|complete|finished|done)(?: (?:in|on|by|as|early|late)\b|[.,;]|$)",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will (?:now )?(?:be |take place|commence|start|begin)|is (?:still )?to be|yet to)\b", re.IGNORECASE
)


class _Said(NamedTuple):
    group: str
    month: NamedMonth
    words: str


@check("D44", Severity.ERROR, "Something is stated as done in a month after the period.")
def done_after_the_period(draft: Draft) -> Iterator[Found]:
    """A report on February cannot say that something was completed in April. A forecast is fine, and so is what
    was not, is not yet, or will be done; only a month with its year is looked at. Where it is true, the text
    was written after the period it reports. Source: rules, Status of an action in a period; Checks on a document.
    """
    period, about = draft.period, year_about(draft)
    for passage in action_passages(draft) if period is not None else ():
        for sentence in sentences(passage.text):
            for said in _done(sentence, about):
                if said.month.month is not None and period is not None and said.month.month > period:
                    yield Found(
                        (passage.place,),
                        f"The text says “{said.words}”, in a report on {period.name}: {said.month.month.name} comes "
                        "after it.",
                        {"words": said.words, "period": str(period)},
                    )


@check("D45", Severity.WARNING, "The two texts of an exception disagree on whether something is done.")
def texts_disagree(draft: Draft) -> Iterator[Found]:
    """The box and the plan row are written at different times. Found only where one says that a thing began,
    took place or was completed in a month in which the other says that it will; or where one says that the
    whole is complete and the other that something is still to come. Other differences are left to readers.
    Source: rules, Checks on a document (two texts of one action that disagree).
    """
    about = year_about(draft)
    for texts in exception_texts(draft):
        for one, other, one_name, other_name in (
            (texts.box.text, texts.row.text, "box", "plan row"),
            (texts.row.text, texts.box.text, "plan row", "box"),
        ):
            pair = _disagreement(one, other, about)
            if pair is not None:
                done, to_come = map(shortened, pair)
                yield Found(
                    (texts.box.place, texts.row.place),
                    f"The two texts of {texts.ref} disagree: the {one_name} says “{done}”, the {other_name} says "
                    f"“{to_come}”.",
                    {one_name: done, other_name: to_come},
                )


def stated_as_done(text: str, about: int | None) -> Iterator[tuple[str, Month]]:
    """The words in which a text says that something was done in a month, with that month, where its year is
    given. `about` is the year near which two-figure years lie.
    """
    for sentence in sentences(text):
        for said in _done(sentence, about):
            if said.month.month is not None:
                yield said.words, said.month.month


def _disagreement(one: str, other: str, about: int | None) -> tuple[str, str] | None:
    """The sentence that says done and the sentence that says to come, if the texts disagree so."""
    done = [(sentence, said) for sentence in sentences(one) for said in _done(sentence, about)]
    forecast = [(sentence, said) for sentence in sentences(other) for said in _forecast(sentence, about)]
    for done_sentence, was in done:
        for sentence, will in forecast:
            if was.group == will.group and was.month.number == will.month.number and _same_year(was, will):
                return done_sentence, sentence
    whole = next((sentence for sentence in sentences(one) if _WHOLE.match(sentence)), None)
    to_come = next((sentence for sentence in sentences(other) if _TO_COME.search(sentence)), None)
    return (whole, to_come) if whole is not None and to_come is not None else None


def _done(sentence: str, about: int | None) -> Iterator[_Said]:
    """What a sentence says was done in a month."""
    for month in months_named(sentence, about):
        words_before = just_before(sentence, month.start)
        match = _DONE.search(words_before)
        if match is None:
            continue
        verb = " ".join(match["verb"].casefold().split())
        clause = re.split(r"[;:]|, (?:and|but) ", words_before[: match.start()])[-1]
        active = verb in _ACTIVE_PAST.split("|")
        passive = _PASSIVE.fullmatch(match["be"] or "") is not None
        first = not clause.strip() and not match["be"] and not _DEADLINE.search(match[0])
        if _NOT_YET.search(clause[-60:]) or _NOT_YET.search(match[0]) or not (active or passive or first):
            continue
        words = words_before[match.start() :] + sentence[month.start : month.end].strip()
        yield _Said(_GROUP_OF[verb], month, words)


def _forecast(sentence: str, about: int | None) -> Iterator[_Said]:
    """What a sentence says will be done in a month."""
    for month in months_named(sentence, about):
        words_before = just_before(sentence, month.start)
        match = _WILL.search(words_before)
        if match is not None:
            verb = " ".join(match["verb"].casefold().split())
            yield _Said(
                _GROUP_OF[verb], month, words_before[match.start() :] + sentence[month.start : month.end]
            )


def _same_year(one: _Said, other: _Said) -> bool:
    return None in (one.month.year, other.month.year) or one.month.year == other.month.year


TENSE_CHECKS = (done_after_the_period, texts_disagree)
