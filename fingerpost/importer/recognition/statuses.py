"""What a printed status says: its class from words, from a conditional format, from a fill, in that order.

What was printed is always kept beside the class. Where words leave a doubt (a scale without a key, two
colours at once, a colour that councils use in different ways) a note says so: nothing is guessed silently.
A green fill or word does not say whether the action is complete or on target, so only the class is given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.importer.recognition.colours import nearest_colour
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import StatusSource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fingerpost.importer.readers.source import Cell, Fill
    from fingerpost.rules.draft import KeyEntry

GREEN, AMBER, RED = StatusClass.GREEN, StatusClass.AMBER, StatusClass.RED
REPROGRAMMED, NOT_UPDATED = StatusClass.REPROGRAMMED, StatusClass.NOT_UPDATED

Key = Mapping[str, StatusClass | None]
"""What a document's own key says: the mark as `folded` gives it, and the class that it means."""


class StatusWords(NamedTuple):
    """What words say about a status.

    `known` is False where they are not words of a status at all. Words may be known and have no class
    ("Not started", "N/A", "In progress"). `note` is a sentence for people where the reading left a doubt.
    """

    class_: StatusClass | None
    printed: str
    known: bool
    note: str | None = None


class ReadStatus(NamedTuple):
    """The status of a cell: its class, how it was learnt, what was printed, and any doubt in a sentence.

    `known` is False where there are words that are no words of a status.
    """

    class_: StatusClass | None
    source: StatusSource
    printed: str | None
    note: str | None = None
    known: bool = True


_COLOURS: dict[str, StatusClass] = {
    "green": GREEN,
    "amber": AMBER,
    "orange": AMBER,
    "yellow": AMBER,
    "red": RED,
    "hatched": REPROGRAMMED,
    "hatching": REPROGRAMMED,
    "striped": REPROGRAMMED,
    "cross hatched": REPROGRAMMED,
}
_COLOURS_WITHOUT_CLASS = frozenset({"blue", "grey", "gray", "white", "black", "purple", "brown"})
_LETTERS: dict[str, StatusClass] = {"g": GREEN, "a": AMBER, "r": RED}
_SIGNS: dict[str, str] = {
    **dict.fromkeys("🟢🟩💚😀😃😊🙂☺", "green"),
    **dict.fromkeys("🟠🟡🟧🟨🧡💛😐", "amber"),
    **dict.fromkeys("🔴🟥⛔❤☹🙁😞😡", "red"),
    **dict.fromkeys("🔵🟦💙", "blue"),
    **dict.fromkeys("⚪⬜", "white"),
    **dict.fromkeys("⚫⬛", "black"),
}

_PHRASES: dict[StatusClass | None, str] = {
    GREEN: """complete|completed|completed on time|completed late|complete late|complete on time|fully complete
        |action complete|action completed|task complete|task completed|100% complete|done|finished|achieved
        |fully achieved|delivered|implemented|fully implemented|closed|action closed|met|target met|on target
        |on track|on schedule|on course|on time|on plan|to plan|progressing to plan|progressing well
        |progressing as planned|going to plan|in line with plan|ahead|ahead of schedule|ahead of target
        |on target or complete|complete or on target|complete on target|completed on target
        |complete and on target|on track to complete|will be completed on time|exceeded|exceeding target
        |good progress""",
    AMBER: """less than one month behind|less than one month behind schedule|one month behind
        |one month behind schedule|up to one month behind|within one month|slightly behind
        |slightly behind schedule|slightly off target|slightly off track|minor delay|minor delays
        |minor slippage|less than a month behind|1 month behind""",
    RED: """over one month behind|over one month behind schedule|more than one month behind
        |more than one month behind schedule|over a month behind|more than a month behind|>1 month behind
        |over 1 month behind|more than 1 month behind|significantly behind|significantly behind schedule
        |seriously behind|significantly off target|significantly off track|major delay|major slippage
        |significant delay|significant slippage|significantly slipped|significantly delayed|badly delayed|seriously delayed|well behind schedule""",
    REPROGRAMMED: """reprogrammed|re-programmed|reprogrammed suspended or withdrawn|rescheduled|re-scheduled
        |deferred|postponed|suspended|on hold|paused|halted|deleted|withdrawn|cancelled|canceled|removed
        |reprog|re-prog|reprogr|re-dated|redated|re-timed|retimed|re-phased|rephased|re-profiled|reprofiled|extended|superseded|abandoned|date revised|revised date agreed
        |hold|stopped|discontinued|no longer required|no longer applicable|not proceeding|not being progressed
        |reprogrammed deleted|reprogrammed or deleted|reprogrammed extended suspended or withdrawn
        |reprogrammed suspended|reprogrammed or suspended|withdrawn or suspended""",
    NOT_UPDATED: """not updated|no update|no update received|no update provided|no update given|update awaited
        |awaiting update|update required|update outstanding|nil return|no response|no return|not reported
        |no information received|no information|no data|not provided|update not received|update not provided""",
    None: """not started|not yet started|not begun|to start|yet to start|to be started|not due|not yet due|future
        |not applicable|n/a|na|in progress|ongoing|on-going|on going|underway|under way|started|begun|active
        |open|live|pending|tbc|to be confirmed|tbd|to be agreed|planned|scheduled|proposed|new|draft|none|unknown
        |not known|continuing|progressing|partially complete|partly complete|part complete|partially achieved|partly achieved
        |partially met|partially implemented|nearly complete|awaiting approval|not assessed|not rated|no rag|nyd
        |n/k|not completed|incomplete|not complete|not done|not delivered|not implemented|due to start|work in progress|wip|implementation|planning|assigned|unassigned|not assigned|to do|todo|backlog|selected for development|working on it|in review|under review|waiting|scoping|not yet assigned""",
}
_DOUBTFUL: dict[str, StatusClass] = {
    **dict.fromkeys(
        (
            "behind", "behind schedule", "behind target", "slipping", "slipped", "slippage", "delayed", "delay",
            "late", "at risk", "some slippage", "some delay", "some concerns", "concern", "below target",
            "running late", "progress delayed", "issues", "some issues", "moderate delay", "caution",
            "partially on track", "partially off track", "needs attention", "attention needed", "check progress",
        ),
        AMBER,
    ),
    **dict.fromkeys(
        (
            "off target", "off track", "overdue", "missed", "not met", "not achieved", "not on target", "failed",
            "not on track", "target missed", "target not met", "deadline missed", "off schedule", "critical", "stalled", "blocked", "stuck", "not on schedule",
        ),
        RED,
    ),
}  # fmt: skip
_PHRASE_CLASS: dict[str, StatusClass | None] = {
    re.sub(r"\s+", " ", phrase).strip(): class_
    for class_, phrases in _PHRASES.items()
    for phrase in phrases.split("|")
}
_BEGINNINGS = sorted(
    (
        phrase
        for phrase in (*_PHRASE_CLASS, *_DOUBTFUL)
        if " " in phrase
        or phrase.endswith("ed")
        or phrase in ("slipping", "overdue", "behind", "ongoing", "underway", "withdrawn")
    ),
    key=len,
    reverse=True,
)
_NOT_YET = re.compile(r"\s+(?:by|if|subject|when|once|until|unless|not|no|with|and|but|or)\b")
_TICKS = frozenset("✓✔☑✅🗹")
_DASHES = frozenset("-–—−. ")
_CROSSES = frozenset("✗✘☒❌✖×")
_ORDER = (GREEN, AMBER, RED)

_ARROWS = re.compile(r"[←-⇿⏏-⏿▲▼►◄△▽▴▾⬅-⬇➔-➾⭐↑↓\ufe0f\u200d]+")
_EDGES = re.compile(r"^[\s\[\](){}<>*\"'“”‘’.,;:!?–—\-=#•·●■◆]+|[\s\[\](){}<>*\"'“”‘’.,;:!?–—\-=#•·●■◆]+$")
_PREFIX = re.compile(
    r"^(?:(?:b?rag|current|overall|progress|delivery)\s+)*(?:b?rag|status|rating|rated|colour|color)"
    r"(?:\s+(?:status|rating|is|now))*\s*[:=\-–]?\s+(?=\S)"
)
_SUFFIX = re.compile(r"\s+(?:status|rating|rag|cell|shading|shaded|fill|light)$")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*%(?:\s*(?:complete|completed|done))?")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d)?")
_TWO = re.compile(r"([a-z]+)\s*(?:/|-|–|to|and|&|\+|→|->|>)\s*([a-z]+)")
_LETTER_PAIRS = {"ar": (AMBER, RED), "ra": (AMBER, RED), "ag": (GREEN, AMBER), "ga": (GREEN, AMBER)}
_FROM_TO = re.compile(r"(?:from\s+)?([a-z]+)\s+(?:to|→|->)\s+([a-z]+)")
# One box ticked among boxes: "☐ Green ☒ Amber ☐ Red".
_TICKED = re.compile(r"[☒☑✓✔]\s*([^☐☒☑✓✔]*[^☐☒☑✓✔\s])")
_LEAD = re.compile(r"^(.{1,40}?)\s*(?:[:;,(\[.!]|\s[-–—]\s|[-–—]\s)")
_LINE = re.compile(r"^(.{1,60})\n")
_COLOUR_WORD = re.compile(r"(?<![a-z])(green|amber|red|hatched)(?![a-z])")


def folded(text: str) -> str:
    """A mark or phrase in the form in which it is looked up: small letters, one space, no edges or arrows."""
    words = text
    for sign, name in _SIGNS.items():
        if sign in words:
            words = words.replace(sign, f" {name} ")
    words = _ARROWS.sub(" ", words.lower())
    words = re.sub(r"\s+", " ", words).strip()
    while (shorter := _EDGES.sub("", words)) != words:
        words = shorter
    return words


def status_of_words(text: str, *, key: Key | None = None) -> StatusWords:
    """The class that words in a status cell mean, with what was printed and any doubt in a sentence.

    `key` is the document's own key, which goes before everything else. Never raises.
    """
    if key:
        return _status_of_words(text, key)
    return _status_without_key(text)


@lru_cache(maxsize=4096)
def _status_without_key(text: str) -> StatusWords:
    return _status_of_words(text, {})


def _status_of_words(text: str, key: Key) -> StatusWords:
    printed = text.strip()
    ticked = _TICKED.findall(printed) if "☐" in printed else ()
    if len(ticked) == 1:
        return _status_of_words(ticked[0], key)._replace(printed=printed)
    words = folded(printed)
    if not words:
        return _signs(printed)
    found = _look_up(words, printed, key)
    if found is not None:
        return found
    bare = _SUFFIX.sub("", _PREFIX.sub("", words))
    if bare != words and (found := _look_up(folded(bare), printed, key)) is not None:
        return found
    for lead in (_LEAD.match(words), _LINE.match(printed)):
        if lead and (found := _look_up(folded(_PREFIX.sub("", folded(lead[1]))), printed, key)) is not None:
            rest = folded(words[len(folded(lead[1])) :])
            more = _look_up(rest, printed, key) if found.class_ is None and rest else None
            return more if more is not None and more.class_ is not None else found
    return _begins_with_status(words, printed) or _one_colour_in_text(words, printed)


def _begins_with_status(words: str, printed: str) -> StatusWords | None:
    """A short text that begins with words of a status: "On track for March", "Slipped to June"."""
    if len(words.split()) > 10:
        return None
    for phrase in _BEGINNINGS:
        if words.startswith(phrase) and not _NOT_YET.match(words[len(phrase) :]):
            rest = words[len(phrase) :]
            if rest[:1].isalnum():
                continue
            class_ = _PHRASE_CLASS.get(phrase) or _DOUBTFUL.get(phrase)
            note = f"“{printed}” was read as {class_}." if class_ else None
            return StatusWords(class_, printed, known=True, note=note)
    return None


def _look_up(words: str, printed: str, key: Key) -> StatusWords | None:
    """What the key or the tables say about these words as a whole, None where they say nothing."""
    if words in key:
        return StatusWords(key[words], printed, known=True)
    if words in _COLOURS:
        note = "Yellow was read as amber." if words == "yellow" else None
        return StatusWords(_COLOURS[words], printed, known=True, note=note)
    if words in _LETTERS:
        return StatusWords(_LETTERS[words], printed, known=True)
    if words in _PHRASE_CLASS:
        return StatusWords(_PHRASE_CLASS[words], printed, known=True)
    if words in _DOUBTFUL:
        class_ = _DOUBTFUL[words]
        return StatusWords(
            class_,
            printed,
            known=True,
            note=f"“{printed}” does not say by how much; it was read as {class_}.",
        )
    return _scale(words, printed) or _two_at_once(words, printed, key)


def _scale(words: str, printed: str) -> StatusWords | None:
    """Marks that mean something only with a key: blue, a bare letter, a number; and percentages."""
    if words in _COLOURS_WITHOUT_CLASS or words == "b":
        note = f"“{printed}” means different things in different councils and no key says which; it has no class."
        return StatusWords(None, printed, known=True, note=note)
    if words == "c":
        return StatusWords(GREEN, printed, known=True, note="“C” was read as complete.")
    if match := _PERCENT.fullmatch(words):
        done = float(match[1]) == 100
        return StatusWords(GREEN if done else None, printed, known=True)
    if _NUMBER.fullmatch(words):
        note = f"“{printed}” is a number on a scale that no key explains; it has no class."
        return StatusWords(None, printed, known=True, note=note)
    return None


def _two_at_once(words: str, printed: str, key: Key) -> StatusWords | None:
    """Two classes at once, "A/R" or "amber/green": the worse of the two; "from red to amber": the later."""
    if words in _LETTER_PAIRS:
        pair = _LETTER_PAIRS[words]
    elif match := _FROM_TO.fullmatch(words):
        first, second = _simple(match[1], key), _simple(match[2], key)
        if first is None or second is None:
            return None
        return StatusWords(
            second, printed, known=True, note=f"“{printed}” names two classes; it was read as {second}."
        )
    elif match := _TWO.fullmatch(words):
        first, second = _simple(match[1], key), _simple(match[2], key)
        if first is None or second is None:
            return None
        pair = (first, second)
    else:
        return None
    if pair[0] is pair[1]:
        return StatusWords(pair[0], printed, known=True)
    if REPROGRAMMED in pair or NOT_UPDATED in pair:
        return StatusWords(None, printed, known=True, note=f"“{printed}” names two classes; it has none.")
    worse = max(pair, key=_ORDER.index)
    return StatusWords(
        worse, printed, known=True, note=f"“{printed}” names two classes; the worse, {worse}, was taken."
    )


def _simple(word: str, key: Key) -> StatusClass | None:
    return (
        key.get(word)
        or _COLOURS.get(word)
        or _LETTERS.get(word)
        or _PHRASE_CLASS.get(word)
        or _DOUBTFUL.get(word)
    )


def _signs(printed: str) -> StatusWords:
    """Ticks and crosses, which are left when letters are gone, and dashes."""
    signs = set(printed)
    if signs and signs <= _DASHES:
        return StatusWords(None, printed, known=True)
    if signs & _TICKS and not signs & _CROSSES:
        return StatusWords(GREEN, printed, known=True, note="A tick was read as complete.")
    if signs & _CROSSES:
        return StatusWords(
            None, printed, known=True, note="A cross does not say what it means; it has no class."
        )
    return StatusWords(None, printed, known=False)


def _one_colour_in_text(words: str, printed: str) -> StatusWords:
    """A colour named once in a short text: "now at amber", "moved to red in March"."""
    if ticked := next((sign for sign in words if sign in _TICKS or sign in _CROSSES), None):
        rest = folded(words.replace(ticked, " "))
        if not rest:
            return _signs(words)
        return _status_of_words(rest, {})._replace(printed=printed)
    named = {_COLOURS[match[1]] for match in _COLOUR_WORD.finditer(words)}
    if len(words.split()) <= 6 and len(named) == 1:
        class_ = named.pop()
        return StatusWords(class_, printed, known=True, note=f"“{printed}” was read as {class_}.")
    return StatusWords(None, printed, known=False)


def class_of_fill(fill: Fill, *, key: Key | None = None) -> ReadStatus:
    """The class of a fill by the named colour that it is nearest to, or none if none is near.

    A pattern means reprogrammed. Blue and grey have a class only where the key gives one. A conditional
    format and a plain fill are told apart in `source`.
    """
    key = key or {}
    name = nearest_colour(fill.colour)
    if fill.pattern:
        class_ = next(
            (key[each] for each in ("hatched", "hatching", "striped", "pattern") if each in key), REPROGRAMMED
        )
        return ReadStatus(class_, StatusSource.PATTERN, "hatched")
    source = StatusSource.FORMAT if fill.conditional else StatusSource.FILL
    if name is None:
        return ReadStatus(None, StatusSource.NONE, f"#{fill.colour}")
    if name in key:
        return ReadStatus(key[name], source, name)
    if name in ("orange", "yellow"):
        class_ = key.get("amber", AMBER)
        return ReadStatus(class_, source, name, f"A fill of {name} was read as {class_}.")
    if name in _COLOURS:
        return ReadStatus(_COLOURS[name], source, name)
    return ReadStatus(None, StatusSource.NONE, name)


def status_of_cell(cell: Cell | None, *, key: Key | None = None) -> ReadStatus:
    """The status of a cell: words first, then a conditional format, then a fill or its pattern.

    Where words and colour disagree the words stand and the note says so.
    """
    if cell is None:
        return ReadStatus(None, StatusSource.NONE, None)
    words = status_of_words(cell.text, key=key) if cell.text.strip() else None
    colour = class_of_fill(cell.fill, key=key) if cell.fill else None
    if words is not None and words.known:
        return _words_with_colour(words, colour)
    if colour is not None and colour.class_ is not None:
        return colour._replace(printed=cell.text.strip() or colour.printed)
    if words is not None:
        return ReadStatus(
            None,
            StatusSource.NONE,
            words.printed,
            f"“{words.printed}” is not a status that was understood.",
            known=False,
        )
    return ReadStatus(None, StatusSource.NONE, None)


def _words_with_colour(words: StatusWords, colour: ReadStatus | None) -> ReadStatus:
    """Words that are known, and the colour of their cell: it decides where the words have no class."""
    if colour is None or colour.class_ is None:
        source = StatusSource.WORDS if words.class_ else StatusSource.NONE
        return ReadStatus(words.class_, source, words.printed, words.note)
    if words.class_ is None:
        doubt = words.note and (
            f"“{words.printed}” has no class of its own; the colour of its cell, {colour.printed}, was taken."
        )
        return ReadStatus(colour.class_, colour.source, words.printed, doubt or colour.note)
    note = words.note
    if words.class_ is not colour.class_:
        note = f"The words “{words.printed}” and the colour of the cell, {colour.printed}, disagree; the words were taken."
    return ReadStatus(words.class_, StatusSource.WORDS, words.printed, note)


def key_of(entries: Iterable[KeyEntry]) -> dict[str, StatusClass | None]:
    """The classes that a document's own key gives to its marks.

    A mark that is itself a colour with a class (green, amber, red, hatched) keeps it; any other mark, a blue, a
    letter or a number, gets the class of its meaning.
    """
    key: dict[str, StatusClass | None] = {}
    doubtful: list[str] = []
    marks: set[str] = set()
    for entry in entries:
        if not entry.mark:
            continue
        mark = folded(entry.mark)
        marks.add(mark)
        if not mark or mark in _COLOURS:
            continue
        meaning = _meaning(entry.meaning)
        if meaning.known:
            key[mark] = meaning.class_
            if meaning.note and meaning.class_ is AMBER:
                doubtful.append(mark)
    if any(class_ is AMBER for mark, class_ in key.items() if mark not in doubtful) or "amber" in marks:
        # "Behind schedule" beside a mark that is amber for certain is the worse of the two.
        key.update(dict.fromkeys(doubtful, RED))
    for letter, colour in (("b", "blue"), ("blue", "b")):
        if colour in key and letter not in key:
            key[letter] = key[colour]
    return key


def _meaning(text: str) -> StatusWords:
    """The class of a meaning in a key, which may be a longer sentence: its first clause, then its start."""
    whole = _status_without_key(text)
    if whole.known:
        return whole
    words = folded(text)
    for phrase in sorted(_PHRASE_CLASS, key=len, reverse=True):
        if len(phrase) > 3 and re.search(rf"(?<![\w]){re.escape(phrase)}(?![\w])", words):
            return StatusWords(_PHRASE_CLASS[phrase], text, known=True)
    for phrase in sorted(_DOUBTFUL, key=len, reverse=True):
        if re.search(rf"(?<![\w]){re.escape(phrase)}(?![\w])", words):
            return StatusWords(_DOUBTFUL[phrase], text, known=True, note="The key does not say by how much.")
    return whole
