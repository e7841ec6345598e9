"""Checks on what typed text says of single actions: refs, titles, classes, statuses and dates."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.rules.checks.references import is_abbreviation, words_of
from fingerpost.rules.classes import Status, StatusClass
from fingerpost.rules.committee.free_text.typed import Said, speaks_of_now, text_check
from fingerpost.rules.findings import Severity
from fingerpost.rules.numbers import count_words
from fingerpost.rules.snapshot import ActionRecord, Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fingerpost.rules.checks.named_months import NamedMonth
    from fingerpost.rules.committee.free_text.typed import Sentence, Typed
    from fingerpost.rules.committee.new_plan import DraftPlan
    from fingerpost.rules.dates import ApproximateDate

_TOKEN = re.compile(r"(?<![\w.£$€/-])[A-Za-z]{0,6}\d{1,3}(?:[.\-/]\d{1,3}){1,4}[a-z]?(?![\w/-]|\.\d)")
_NOT_A_REF = re.compile(
    r"(?:\b(?:paragraphs?|paras?|sections?|parts?|appendix|minutes?|versions?|clauses?|regulations?|rules?|tables?|figures?|pages?"
    r"|deliverables?|themes?|objectives?|at|nos?\.?)\s*(?:[\w.]+(?:,| and|,? or| to)\s+)*|£\s?)$",
    re.IGNORECASE,
)
_OTHER_PLAN = re.compile(
    r"\b(?:last year|previous plan|former plan|old plan|earlier plan|this report|of the report|council plan)\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{2}|\d{4})")
_BE = r"(?:is|are|was|were|remains?|stays?|stands? at|turned|became|has been|have been|has now been|is now|are now)"
_COLOURS = {"red": StatusClass.RED, "amber": StatusClass.AMBER, "green": StatusClass.GREEN}
_COLOUR_BEHIND = re.compile(
    rf"\)?,? (?:{_BE} (?:now |still |both |all |marked |rated |reported as |at |in )*|\()(red|amber|green)\b",
    re.IGNORECASE,
)
_COLOUR_BEFORE = re.compile(
    r"\b(red|amber|green) (?:actions?|exceptions?|ones?)(?: (?:is|are|include|includes))?[:,]? (?:[^().,;:]{0,80}\()?$",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were)\b", re.IGNORECASE)
_LISTED = re.compile(r"\)?(?:,|;|,? and) (?:[^().,;]{0,80}\()?")
_STATUS_BEHIND = re.compile(
    rf"\)?,? {_BE} (?:now |both |all |fully )?(complete|completed|finished|on target|on track|suspended|withdrawn|deleted)\b",
    re.IGNORECASE,
)
_STATED: dict[str, frozenset[Status]] = {
    "complete": frozenset({Status.COMPLETE}),
    "completed": frozenset({Status.COMPLETE}),
    "finished": frozenset({Status.COMPLETE}),
    "on target": frozenset({Status.ON_TARGET, Status.COMPLETE, Status.NOT_DUE}),
    "on track": frozenset({Status.ON_TARGET, Status.COMPLETE, Status.NOT_DUE}),
    "suspended": frozenset({Status.SUSPENDED}),
    "withdrawn": frozenset({Status.WITHDRAWN}),
    "deleted": frozenset({Status.WITHDRAWN}),
}
_QUOTED = re.compile(r"[“\"](?P<title>[^”\"]{3,200})[”\"] ?\((?P<ref>[^\s()]+)\)")
_ORIGINAL = re.compile(
    r"\b(?:original(?:ly)?|first) (?:date|due|programmed|promised)\b[^;]{0,40}$", re.IGNORECASE
)
_DUE = re.compile(
    r"\b(?:is|was|were|are) (?:originally )?(?:due|programmed)(?: (?:in|by|on|for|at the end of))?(?: the end of)? $",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:re-?programmed|re-?scheduled|re-?dated|extended|moved|postponed|deferred|revised)(?: date)?(?: (?:of|is|was))?"
    r"(?: (?:from [\w ]{3,20} )?(?:to|until|for))? (?:the end of )?$",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:is|are|was) (?:now )?expected(?: to (?:be (?:done|complete[d]?|finished)|finish|complete))? (?:in|by|on) (?:the end of )?$",
    re.IGNORECASE,
)


_UNSURE = re.compile(
    r"\b(?:not|no longer|never|unless|if|may have|might|could|should|had been|forecast|instead of|rather than)\b",
    re.IGNORECASE,
)


class _Named(NamedTuple):
    """An action named in a sentence by its ref, and where the ref stands in it."""

    action: ActionRecord
    start: int
    end: int


@text_check("T10", Severity.ERROR, "The text names an action that the plan does not have.")
def unknown_ref(typed: Typed) -> Iterator[Said]:
    """What is written like the refs of the plan, and is neither the ref of an action nor the number or code of a
    section. Numbers of paragraphs, sections, minutes and the like, dates in figures, and refs of another plan
    are left alone. Source: rules, Checks (refs named in the text but absent).
    """
    record = typed.sources.record
    tokens = (each for each in _TOKEN.finditer(typed.text) if not typed.is_given(each.start(), each.end()))
    if record is None or not record.actions or not any(tokens):
        return
    shapes = {_shape(each.ref) for each in record.actions}
    known = _known(record)
    for sentence in typed.sentences:
        if _OTHER_PLAN.search(sentence.text):
            continue
        for match in _TOKEN.finditer(sentence.text):
            word = match[0]
            before = sentence.text[: match.start()]
            if word in known or _shape(word) not in shapes or _NOT_A_REF.search(before) or _is_a_day(word):
                continue
            if (
                word.count(".") < 2
                and word.isascii()
                and word.replace(".", "").isdigit()
                and not before.casefold().endswith(("action ", "actions "))
            ):
                continue  # 2.2 may be any number
            yield Said(
                sentence.start + match.start(),
                word,
                f"The text names {word}; {_plan_named(record)} has no such action.",
                {"ref": word},
            )


@text_check("T11", Severity.ERROR, "The text gives an action another colour than the record.")
def another_colour(typed: Typed) -> Iterator[Said]:
    """“3.2.4 is amber” must be its class in the period. What it was, was not or will be is left alone. Source:
    rules, Checks; real reports call amber red in words.
    """
    for sentence, named, match in (
        *_said_of_actions(typed, _COLOUR_BEHIND),
        *_said_before_actions(typed, _COLOUR_BEFORE),
    ):
        stated = _COLOURS[match[1].casefold()]
        for action in named:
            actual = action.class_ or _counted_as(action)
            if actual is not stated:
                yield Said(
                    sentence.start + match.start(1),
                    match[1],
                    f"The text says that {action.ref} is {stated}; {_stands(action)}.",
                    {"ref": action.ref, "text": stated.value, "record": action.status.value},
                )


@text_check("T12", Severity.ERROR, "The text gives an action another status than the record.")
def another_status(typed: Typed) -> Iterator[Said]:
    """“3.2.4 is complete” must be its status in the period; what is on target may be complete too. Source: rules,
    Status of an action in a period.
    """
    for sentence, named, match in _said_of_actions(typed, _STATUS_BEHIND):
        allowed = _STATED[match[1].casefold()]
        for action in named:
            if action.status not in allowed:
                yield Said(
                    sentence.start + match.start(1),
                    match[1],
                    f"The text says that {action.ref} is {match[1].lower()}; {_stands(action)}.",
                    {"ref": action.ref, "text": match[1].lower(), "record": action.status.value},
                )


@text_check("T13", Severity.WARNING, "The text gives an action another title than the record.")
def another_title(typed: Typed) -> Iterator[Said]:
    """A title in quotation marks with the ref in brackets behind it. Abbreviations, capitals, punctuation and “&”
    for “and” are nothing. Source: rules, Checks (one action with two titles).
    """
    record = typed.sources.record
    if record is None:
        return
    for match in _QUOTED.finditer(typed.text):
        action = record.action(match["ref"])
        title = match["title"].strip()
        if (
            action is None
            or words_of(title) == words_of(action.title)
            or is_abbreviation(title, action.title)
        ):
            continue
        yield Said(
            match.start("title"),
            title,
            f"The text calls {action.ref} “{title}”; its title is “{action.title}”.",
            {"ref": action.ref, "text": title, "record": action.title},
        )


@text_check("T14", Severity.ERROR, "The text gives an action another date than its ledger.")
def another_date(typed: Typed) -> Iterator[Said]:
    """In a sentence that names one action: its original date, when it is due (the original date or any approved
    since), what it was re-dated to, and when it is expected. Compared by month; a name of a month without its
    year fits that month of any year. Source: rules, Dates; Checks.
    """
    snapshot = typed.snapshot
    if snapshot is None:
        return
    for sentence in typed.sentences:
        named = list(_named(sentence, snapshot))
        if len(named) != 1 or _UNSURE.search(sentence.text):
            continue
        action = named[0].action
        for month in typed.months(sentence.text):
            said = _date_said(sentence.text[: month.start], action)
            if said is None:
                continue
            what, dates = said
            if dates and not any(_may_be(month, each) for each in dates):
                yield Said(
                    sentence.start + month.start,
                    month.words,
                    f"The text gives {month.words} as the {what} of {action.ref}; by the record it is "
                    f"{' or '.join(dict.fromkeys(each.spoken for each in dates))}.",
                    {"ref": action.ref, "text": month.words, "record": dates[-1].spoken},
                )


@text_check("T15", Severity.ERROR, "The text cites an appendix that the report does not have.")
def unknown_appendix(typed: Typed) -> Iterator[Said]:
    """Appendices of other documents (“Appendix 2 of the strategy”) are left alone. Source: rules, Checks (a
    cross-reference to what is something else).
    """
    there = len(typed.sources.report.appendices)
    for match in re.finditer(r"\bAppendix (\d{1,2})\b(?! (?:of|to|in) )", typed.text, re.IGNORECASE):
        if not 1 <= int(match[1]) <= there:
            yield Said(
                match.start(),
                match[0],
                f"The text cites {match[0]}; this report has {count_words(there, 'appendix', 'appendices') if there else 'no appendices'}.",
                {"appendices": there},
            )


def _said_of_actions(
    typed: Typed, pattern: re.Pattern[str]
) -> Iterator[tuple[Sentence, tuple[ActionRecord, ...], re.Match[str]]]:
    """What stands right behind the ref of an action, or of several, in sentences on how things are now."""
    snapshot = typed.snapshot
    if snapshot is None:
        return
    for sentence in typed.of_the_period():
        if not speaks_of_now(sentence.text):
            continue
        for run in _runs(sentence, snapshot):
            match = pattern.match(sentence.text, run[-1].end)
            if match is not None and not (_PAST.search(match[0]) and not any(typed.months(sentence.text))):
                yield sentence, tuple(each.action for each in run), match


def _said_before_actions(
    typed: Typed, pattern: re.Pattern[str]
) -> Iterator[tuple[Sentence, tuple[ActionRecord, ...], re.Match[str]]]:
    """What stands right before the ref of an action, or before a list of several."""
    snapshot = typed.snapshot
    if snapshot is None:
        return
    for sentence in typed.of_the_period():
        if speaks_of_now(sentence.text):
            for run in _runs(sentence, snapshot):
                match = pattern.search(sentence.text[: run[0].start])
                if match is not None:
                    yield sentence, tuple(each.action for each in run), match


def _runs(sentence: Sentence, snapshot: Snapshot) -> Iterator[list[_Named]]:
    """The actions that a sentence names, those that it lists one after the other together."""
    run: list[_Named] = []
    for each in _named(sentence, snapshot):
        if run and not _LISTED.fullmatch(sentence.text[run[-1].end : each.start]):
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _named(sentence: Sentence, snapshot: Snapshot) -> Iterator[_Named]:
    """The actions that a sentence names by ref, in order; what reads as another number is none."""
    for match in _refs_of(snapshot).finditer(sentence.text):
        action = snapshot.action(match[0])
        if action is not None and not _NOT_A_REF.search(sentence.text[: match.start()]):
            yield _Named(action, match.start(), match.end())


@lru_cache(maxsize=8)
def _pattern_of(refs: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(refs, key=len, reverse=True)
    return re.compile(rf"(?<![\w.£-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-]|\.\d)")


def _refs_of(snapshot: Snapshot) -> re.Pattern[str]:
    return _pattern_of(tuple(each.ref for each in snapshot.actions) or ("\0",))


def _known(record: Snapshot | DraftPlan) -> set[str]:
    """Every ref, and every code and number of a section, with those above it: 16 and 16.4 are of 16.4.1."""
    known = {each.ref for each in record.actions}
    known |= {each.code for each in record.sections} | {
        each.number for each in record.sections if each.number
    }
    for ref in list(known):
        parts = ref.split(".")
        known |= {".".join(parts[:depth]) for depth in range(1, len(parts))}
    return known


def _shape(ref: str) -> str:
    """The form of a ref: its numbers as 0."""
    return re.sub(r"\d+", "0", ref)


def _is_a_day(word: str) -> bool:
    match = _DAY.fullmatch(word)
    return match is not None and 1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12


def _plan_named(record: Snapshot | DraftPlan) -> str:
    return record.plan.title if isinstance(record, Snapshot) else record.title


def _counted_as(action: ActionRecord) -> StatusClass | None:
    """The class that an action would have: one not counted may still be called green, being complete."""
    return {
        Status.COMPLETE: StatusClass.GREEN,
        Status.ON_TARGET: StatusClass.GREEN,
        Status.AMBER: StatusClass.AMBER,
        Status.RED: StatusClass.RED,
    }.get(action.status)


def _stands(action: ActionRecord) -> str:
    return f"in the record it is {action.status}"


def _date_said(before: str, action: ActionRecord) -> tuple[str, tuple[ApproximateDate, ...]] | None:
    """Which date of an action the words before a month speak of, and which dates it may be."""
    ledger = action.ledger
    revised = tuple(each.new_date for each in ledger.revisions if each.new_date)
    original = (ledger.original,) if ledger.original else ()
    kinds: tuple[tuple[re.Pattern[str], str, Callable[[], tuple[ApproximateDate, ...]]], ...] = (
        (_ORIGINAL, "original date", lambda: original),
        (_DUE, "due date", lambda: (*original, *revised)),
        (_MOVED, "revised date", lambda: revised),
        (_EXPECTED, "expected date", lambda: (action.expected,) if action.expected else ()),
    )
    return next(((what, dates()) for pattern, what, dates in kinds if pattern.search(before)), None)


def _may_be(month: NamedMonth, date: ApproximateDate) -> bool:
    """Whether a month named in the text can be this date: any month of one that is approximate."""
    if date.earliest is None or date.latest is None:
        return True
    return any(month.may_be(date.earliest + step) for step in range(date.latest - date.earliest + 1))
