"""The milestones of an action as a cell or a row holds them: a line each, with its date and whether it is done.

"1. Draft – Mar 26", "• Consult (by end of June)", "June: adopt; September: publish", "✓ Appoint – done 3 May 2025".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.rules.dates import parse_date
from fingerpost.rules.draft import DraftMilestone, PrintedDate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Dated = Callable[[str], str | None]
    """Gives the EDTF value of words, None where they are no date."""

_MARKER = re.compile(
    r"(?:[•●▪■◦‣·∙*►–—-]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4}|M\d{1,2})[.):]|\(\d{1,2}\))\s+|(?:key )?(?:milestone|step|stage)\s*\d{1,2}\s*[:.–-]\s*",
    re.IGNORECASE,
)
_TICKED = re.compile(r"[✓✔☑✅]\s*|\[x\]\s*", re.IGNORECASE)
_UNTICKED = re.compile(r"[☐□]\s*|\[ \]\s*")
_INLINE = re.compile(r"\s*;\s+|\s+[•●▪■]\s+|(?<=[\w).])\s+(?=\(?\d{1,2}[.)]\s+[A-Z])")
_DONE = re.compile(
    r"(?P<title>.*?)(?:\s*[,;:(\[–—]\s*|\s+-\s+|\n)(?P<word>completed?|done|achieved|met|reached|delivered)\b(?!\s+by\b)"
    r"(?:\s*[:,–—-]?\s*(?:on|in)?\s*(?P<when>[^()\[\]]{3,30}?))?[\s)\].]*",
    re.IGNORECASE | re.DOTALL,
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_PART = re.compile(
    rf"[\s,;:]*[–—:(\[]\s*|\s+-\s+|,\s+|\s+\b(?:by|in|due|on|for|from|before)\s+|\s+(?=\d|(?:{_MONTHS})[a-z]*\b|q[1-4]\b)",
    re.IGNORECASE,
)
_LED_BY_DATE = re.compile(r"(?P<date>[^–—:]{2,30}?)\s*(?:[–—:]|\s-\s)\s*(?P<title>\S.*)", re.DOTALL)
_DUE_WORD = re.compile(
    r"^(?:due|by|target|deadline|date|timescale|complete|delivered by)\b[\s:–-]*(?:date\b[\s:–-]*)?",
    re.IGNORECASE,
)
_ENDS = " \t\n,;:()[]–—-"
_NOTHING = frozenset({"", "n/a", "na", "none", "tbc", "tba", "tbd", "-", "–", "—", "nil"})


class MilestonesRead(NamedTuple):
    """The milestones of a cell, and the titles of those without a date."""

    milestones: tuple[DraftMilestone, ...]
    undated: tuple[str, ...]


def milestones_of(text: str, dated: Dated | None = None) -> MilestonesRead:
    """The milestones that a cell lists, each with the date that stands in it; every word of the cell is kept.

    A list is told by its numbers or bullets, else by its lines, else by semicolons between parts that have dates.
    """
    edtf = dated or _edtf
    found = tuple(_milestone(part, edtf) for part in _parts(text, edtf))
    return MilestonesRead(
        found, tuple(each.title for each in found if each.due is None and not each.completed)
    )


def line_of(milestone: DraftMilestone) -> str:
    """A milestone on one line, as a person would write it: `milestones_of` reads it."""
    due = f" – {milestone.due.text}" if milestone.due is not None else ""
    if milestone.completed is None:
        return f"{milestone.title}{due}"
    when = "" if milestone.completed.edtf is None else f" {milestone.completed.text}"
    return f"{milestone.title}{due} – completed{when}"


def has_marker(text: str) -> bool:
    """Whether words begin as an entry of a list does: a bullet, a number or letter with a dot, "Milestone 2:"."""
    return _MARKER.match(text.strip()) is not None


def without_marker(text: str) -> str:
    """The words without the bullet or number of a list before them."""
    stripped = text.strip()
    return stripped[match.end() :].strip() if (match := _MARKER.match(stripped)) else stripped


def _edtf(words: str) -> str | None:
    return parse_date(words).edtf


def _parts(text: str, edtf: Dated) -> Iterator[str]:
    """The parts of a cell that are a milestone each."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > 1:
        marked = any(_is_marked(line) for line in lines)
        joined: list[str] = []
        for line in lines:
            goes_on = bool(joined) and (not _is_marked(line) if marked else _goes_on(joined[-1], line, edtf))
            if goes_on:
                joined[-1] = f"{joined[-1]} {line}"
            else:
                joined.append(line)
    else:
        joined = lines
    for line in joined:
        inline = [part.strip() for part in _INLINE.split(line) if part.strip(_ENDS)]
        several = len(inline) > 1 and sum(_has_date(part, edtf) or _is_marked(part) for part in inline) > 1
        yield from (
            part for part in (inline if several else [line]) if _bare(part).casefold() not in _NOTHING
        )


def _is_marked(line: str) -> bool:
    return has_marker(line) or _TICKED.match(line) is not None or _UNTICKED.match(line) is not None


def _goes_on(before: str, line: str, edtf: Dated) -> bool:
    """Whether a line without a mark goes on with the one before it: in small letters, or as its date."""
    if _has_date(before, edtf):
        return False
    return (
        line[:1].islower() or line[:1] == "(" or edtf(_DUE_WORD.sub("", line.strip(_ENDS + "."))) is not None
    )


def _has_date(part: str, edtf: Dated) -> bool:
    found = _milestone(part, edtf)
    return found.due is not None or found.completed is not None


def _bare(part: str) -> str:
    return _UNTICKED.sub("", _TICKED.sub("", without_marker(part), count=1), count=1).strip()


def _milestone(part: str, edtf: Dated) -> DraftMilestone:
    words = part.strip()
    ticked = _TICKED.match(words) is not None
    words = _TICKED.sub("", words, count=1) if ticked else _UNTICKED.sub("", words, count=1)
    words = without_marker(words)
    if not ticked and (again := _TICKED.match(words)):
        ticked, words = True, words[again.end() :]
    completed: PrintedDate | None = PrintedDate("complete", None) if ticked else None
    if words.endswith(("✓", "✔", "☑", "✅")):
        completed, words = PrintedDate("complete", None), words[:-1].rstrip(_ENDS)
    done = _DONE.fullmatch(words)
    if done is not None and done["title"].strip(_ENDS):
        when = (done["when"] or "").strip(_ENDS + ".")
        value = edtf(when) if when else None
        if (value is not None and done["word"].lower() != "complete") or not when:
            completed = PrintedDate(when, value) if when else PrintedDate(done["word"], None)
            words = done["title"].strip()
    title, due = _title_and_date(words, edtf)
    return DraftMilestone(title, due, completed)


def _title_and_date(words: str, edtf: Dated) -> tuple[str, PrintedDate | None]:
    """A milestone's words and its date, which stands behind them or before them; no date where none does."""
    for match in _PART.finditer(words):
        title, tail = words[: match.start()].strip(_ENDS), words[match.end() :].strip(_ENDS + ".")
        tail = _DUE_WORD.sub("", tail)
        if len(title) > 1 and tail and (value := edtf(tail)) is not None:
            return title, PrintedDate(tail, value)
    before = _LED_BY_DATE.fullmatch(words)
    if before is not None and (value := edtf(_DUE_WORD.sub("", before["date"].strip(_ENDS)))) is not None:
        return before["title"].strip(_ENDS), PrintedDate(
            _DUE_WORD.sub("", before["date"].strip(_ENDS)), value
        )
    return words.strip(" \t\n;,") or words, None
