"""Exceptions in running text: "4.2 Update the register (Red): cleansing took longer; now due June 2011.".

Read only where a report has no table and no card of them, and only where a line begins with a ref and names a
status, or stands under a heading or sentence that gives one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.exceptions.rows import date_of
from fingerpost.importer.recognition.exceptions.strip import Calendar
from fingerpost.importer.recognition.headings import is_covering_heading, is_title_like
from fingerpost.importer.recognition.lateness import status_in_words
from fingerpost.importer.recognition.people import people_of
from fingerpost.importer.recognition.refs import is_structured_ref, split_ref
from fingerpost.importer.recognition.reported import READ_FROM_TEXT
from fingerpost.importer.recognition.statuses import ReadStatus
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.draft import DraftException, PrintedDate, StatusSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.recognition.items import Item
    from fingerpost.rules.findings import Finding

_STATUS = r"(?:red|amber|green|reprogrammed|suspended|deferred|not updated|behind schedule|overdue)"
_LATE = r"(?:red|amber|not updated|behind schedule|overdue)"
_LINE = re.compile(
    rf"^(?P<title>.{{3,140}}?)\s*(?:[(\[]\s*(?P<bracketed>{_STATUS})(?:\s+(?:status|rag|action))?\s*[)\]]|\s[–—-]\s*(?P<dashed>{_STATUS})\b)\s*[:;,.–—-]*\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_UNDER = re.compile(r"^(?P<title>.{3,140}?)\s*(?::|\s[–—-]\s|;)\s*(?P<rest>\S.*)$", re.DOTALL)
_INTRODUCES = re.compile(
    rf"\b(?P<status>{_LATE})\b[^.]{{0,60}}:\s*-?$|^(?P<heading>{_LATE})(?:\s+actions?)?:?$", re.IGNORECASE
)
_NOW = re.compile(
    r"\b(?:now\s+(?:due|expected|planned)(?:\s+(?:in|by|for))?|revised\s+(?:date|target|deadline)(?:\s+(?:of|is|to))?|new\s+(?:date|deadline|target)(?:\s+(?:of|is))?|expected\s+(?:in|by)|rescheduled\s+(?:to|for)|extended\s+to|deferred\s+to)\s*:?\s*(?P<date>[^.;,()]{3,40})",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"\b(?:was\s+due(?:\s+(?:in|by))?|originally\s+(?:due|planned)(?:\s+(?:in|by|for))?|original\s+(?:date|target|deadline)(?:\s+(?:of|was|is))?|due\s+(?:date|by|in)|was)\s*:?\s*(?P<date>[^.;,()]{3,40})",
    re.IGNORECASE,
)

_LED = re.compile(
    r"\b(?:lead(?:\s+(?:officer|member))?|owner|responsible(?:\s+officer)?|accountable)\s*:\s*(?P<who>[A-Z][^;,.()]{1,60})",
    re.IGNORECASE,
)


def exceptions_in_prose(
    items: Sequence[Item], taken: frozenset[int]
) -> tuple[list[DraftException], list[Finding]]:
    """The exceptions that lines of text name, and a finding for each.

    A paragraph with the number of its own section has no ref unless it names a status itself. Dates count
    only where they have a year.
    """
    found: list[DraftException] = []
    findings: list[Finding] = []
    given: ReadStatus | None = None
    section: str | None = None
    for item in items:
        if item.is_row or item.index in taken:
            continue
        if item.level or is_covering_heading(item) or (_is_top(item.number) and is_title_like(item.text)):
            given, section = None, item.number if _is_top(item.number) else section
        if (match := _INTRODUCES.search(item.text)) is not None and len(item.text) < 200:
            words = match["status"] or match["heading"]
            given = ReadStatus(status_in_words(words).class_, StatusSource.WORDS, words)
            continue
        text = f"{item.number} {item.text}" if item.number and is_structured_ref(item.number) else item.text
        split = split_ref(text)
        exception = None
        own = section is not None and (item.number or "").startswith(f"{section}.")
        if split.ref is not None and not item.text.endswith(":"):
            exception = _read(split.ref, split.title, item, None if own else given)
        if exception is not None:
            found.append(exception)
            findings.append(
                READ_FROM_TEXT.finding(
                    (item.place,), f"The exception {split.ref} was read from the words at {item.place}."
                )
            )
    return found, findings


def _is_top(number: str | None) -> bool:
    return number is not None and number.isdigit()


def _read(ref: str, text: str, item: Item, given: ReadStatus | None) -> DraftException | None:
    match = _LINE.match(text)
    if match is not None:
        words = match["bracketed"] or match["dashed"]
        status = ReadStatus(status_in_words(words).class_, StatusSource.WORDS, words)
        title, rest = match["title"], match["rest"]
    elif given is not None:
        under = _UNDER.match(text)
        title, rest = (under["title"], under["rest"]) if under else (text, "")
        status = given
    else:
        return None
    if status.class_ in (None, StatusClass.GREEN):
        return None
    led = _LED.search(rest)
    return DraftException(
        ref=ref,
        action=title.strip(" .,;:–—-"),
        status=status.class_,
        status_source=status.source,
        printed=status.printed,
        corrective_action=rest.strip() or None,
        who=people_of(led["who"]) if led else (),
        original=_date_after(_WAS, rest),
        revised=_date_after(_NOW, rest),
        place=item.place,
    )


def _date_after(pattern: re.Pattern[str], text: str) -> PrintedDate | None:
    """The first date after words that introduce one; "was ill" introduces none."""
    for match in pattern.finditer(text):
        read = date_of(match["date"].strip(), Calendar())
        if read.edtf:
            return read
    return None
