"""Checks on what the document says that its classes mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.rules.checks.passages import LONGEST_TEXT, figures_named, listed, report_passages, sentences
from fingerpost.rules.checks.registry import Found, check
from fingerpost.rules.checks.shares import class_in, colours_in, kinds_of_change, lines_of
from fingerpost.rules.checks.stated import change_statements, shares_in_words
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.findings import Severity
from fingerpost.rules.numbers import NUMBER_OF_WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.draft import Draft

_WORDED_NUMBERS: dict[str, int] = {
    "a": 1,
    "an": 1,
    **{word: number for word, number in NUMBER_OF_WORD.items() if number},
}
_COMPARED = {
    "below": ("less than", "fewer than", "under"),
    "up to": ("up to", "within", ""),
    "above": ("over", "more than", "exceeding", "greater than", "beyond"),
    "from": ("at least",),
}
_KIND_OF_COMPARISON = {words: kind for kind, all_words in _COMPARED.items() for words in all_words}
_TOLERANCE = re.compile(
    r"\b(?:(less than|fewer than|under|up to|within|over|more than|exceeding|greater than|beyond|at least) )?"
    rf"({'|'.join(_WORDED_NUMBERS)}|\d{{1,3}}) (day|week|month|quarter)s? "
    r"(?:or (?:more|less) )?(?:behind|late|overdue|delayed|slippage|past)(?: (?:target|schedule|plan|programme))?",
    re.IGNORECASE,
)
_NEAR = 30
_CHANGE_CLAUSE = re.compile(
    r"\b(?:have been|has been|were|was|are|is|had)\b(?P<words>[^.;:]*)", re.IGNORECASE
)


class Tolerance(NamedTuple):
    """How late an action of a class is, by a statement: a comparison, a number and a unit, with its words."""

    place: str
    class_: StatusClass
    comparison: str
    number: int
    unit: str
    words: str

    @property
    def measure(self) -> tuple[str, int, str]:
        """What is compared: two statements of one class should agree in it."""
        return self.comparison, self.number, self.unit


def tolerances(draft: Draft) -> Iterator[Tolerance]:
    """What the key and the covering report say about how late the actions of a class are."""
    for entry in draft.key:
        match = _TOLERANCE.search(entry.meaning[:LONGEST_TEXT])
        if match:
            class_ = class_in(f"{entry.mark or ''} {entry.meaning}") or _class_by_comparison(match)
            yield _tolerance("key", class_, match, entry.meaning)
    for passage in report_passages(draft):
        for sentence in sentences(passage.text):
            for match in _TOLERANCE.finditer(sentence):
                beside = _class_beside(sentence, match)
                if beside is not None:
                    yield _tolerance(passage.place, beside, match, match[0])


def late_beyond(draft: Draft) -> tuple[int, str] | None:
    """Over how many months late the document itself calls an action red, and its words; None if it does not."""
    for each in tolerances(draft):
        if each.class_ is StatusClass.RED and each.comparison == "above" and each.unit == "month":
            return each.number, each.words
    return None


@check("D15", Severity.ERROR, "The key and the text define a class differently.")
def class_defined_differently(draft: Draft) -> Iterator[Found]:
    """How late an action is in amber and in red must be one thing wherever it is said: “less than one month”
    is not “one month”. “One month” and “up to one month”, and “over” and “more than”, count as the same.
    A key without colours is read by its comparison: under is amber, over is red. Source: rules, Status of
    an action in a period; Checks on a document.
    """
    said = list(tolerances(draft))
    for class_ in StatusClass:
        of_class = [each for each in said if each.class_ is class_]
        by_measure = {each.measure: each for each in reversed(of_class)}
        if len(by_measure) > 1:
            first_said = sorted(by_measure.values(), key=of_class.index)
            yield Found(
                tuple(dict.fromkeys(each.place for each in of_class)),
                f"{class_.capitalize()} is defined in {len(by_measure)} ways: "
                + "; ".join(f"“{each.words}” ({each.place})" for each in first_said)
                + ".",
                {each.place: each.words for each in reversed(of_class)},
            )


@check("D16", Severity.WARNING, "The class of re-dated actions is defined in several ways.")
def changes_defined_differently(draft: Draft) -> Iterator[Found]:
    """Whether the class holds actions re-dated, suspended or withdrawn must be one thing in the figures table
    and in every sentence that counts it, or its number means nothing. Source: rules, Classes and figures;
    Checks on a document.
    """
    said: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for place, words in _change_definitions(draft):
        kinds = kinds_of_change(words)
        if kinds:
            said.setdefault(kinds, []).append((place, words))
    if len(said) < 2:
        return
    ways = [
        f"as {listed(kinds)} in {listed(dict.fromkeys(place for place, _ in where))} (“{where[0][1]}”)"
        for kinds, where in said.items()
    ]
    places = dict.fromkeys(place for where in said.values() for place, _ in where)
    yield Found(
        tuple(places),
        f"The class of re-dated actions is defined in {len(said)} ways: {'; '.join(ways)}.",
        {place: words for where in said.values() for place, words in where},
    )


def _change_definitions(draft: Draft) -> Iterator[tuple[str, str]]:
    current = draft.figures.current if draft.figures else None
    for line in lines_of(current) if current else ():
        if line.class_ is StatusClass.REPROGRAMMED:
            yield figures_named(draft), line.printed
    shares = [each for each in shares_in_words(draft) if each.class_ is StatusClass.REPROGRAMMED]
    for each in shares:
        yield each.place, _defining_words(each.words) or each.words
    by_share = {each.place for each in shares}
    places = change_statements(draft)
    for passage in report_passages(draft):
        if passage.place in places and passage.place not in by_share:
            defining = filter(None, map(_defining_words, sentences(passage.text)))
            yield passage.place, "; ".join(defining)


def _defining_words(sentence: str) -> str:
    """What a sentence says was done to the actions: its clauses behind “have been” that name a kind."""
    clauses = (match["words"].strip() for match in _CHANGE_CLAUSE.finditer(sentence))
    return "; ".join(words for words in clauses if kinds_of_change(words))


def _tolerance(place: str, class_: StatusClass, match: re.Match[str], words: str) -> Tolerance:
    number = match[2].casefold()
    return Tolerance(
        place,
        class_,
        _KIND_OF_COMPARISON[" ".join((match[1] or "").casefold().split())],
        _WORDED_NUMBERS.get(number) or int(number),
        match[3].casefold(),
        words.strip(),
    )


def _class_by_comparison(match: re.Match[str]) -> StatusClass:
    kind = _KIND_OF_COMPARISON[" ".join((match[1] or "").casefold().split())]
    return StatusClass.RED if kind in {"above", "from"} else StatusClass.AMBER


def _class_beside(sentence: str, match: re.Match[str]) -> StatusClass | None:
    """The class whose colour stands close behind a tolerance, or else close before it."""
    behind = sentence[match.end() : match.end() + _NEAR]
    following = _TOLERANCE.search(sentence, match.end())
    if following is not None:
        behind = behind[: max(0, following.start() - match.end())]
    for class_, at in colours_in(behind):
        if not re.search(r"[.,;\d]", behind[:at]):
            return class_
        break
    before = sentence[max(0, match.start() - _NEAR) : match.start()]
    for class_, at in reversed(list(colours_in(before))):
        return None if re.search(r"[.,;\d]", before[at:]) else class_
    return None


DEFINITION_CHECKS = (class_defined_differently, changes_defined_differently)
