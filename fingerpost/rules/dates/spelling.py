"""Words made plain before a date is sought in them: small letters, one kind of dash, nothing that says nothing."""

from __future__ import annotations

import re
import unicodedata

from fingerpost.rules.dates.forms import MONTH

_CLOCK = re.compile(r"(?<=\d)[t ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]m)?(?:z|[+-]\d\d:?\d\d)?$", re.ASCII)


def plain_words(words: str) -> str:
    """The words in small letters, without ordinals, weekdays, small words, time of day and apostrophes."""
    plain = " ".join(unicodedata.normalize("NFKC", words).casefold().split())
    for pattern, instead in _PLAINLY:
        plain = pattern.sub(instead, plain)
    if _YEARLY.search(plain):
        plain = _HYPHENED_YEARS.sub(_slashed, plain)
        if not _MONTH_NAMED.search(plain):
            plain = _SHORT_HYPHENED_YEARS.sub(_slashed, plain)
    return " ".join(plain.split())


_PLAINLY = (
    (re.compile(r"\b((?:19|20)\d\d) ?[–—] ?(\d\d?)\b(?!-)"), r"\1/\2"),
    (re.compile(r"[‐‑‒–—−]"), "-"),
    (re.compile(r"['’‘`´]"), ""),
    (re.compile(r"_"), " "),
    (re.compile(r"[(\[] ?(ongoing|onwards?) ?[)\]]"), r" \1"),
    (_CLOCK, ""),
    (re.compile(r"(?<=[a-z])\.(?=[a-z]\b)"), ""),
    (re.compile(r"(?<=[a-z])\."), " "),
    (re.compile(r"(?<=\d) ?(?:st|nd|rd|th)\b"), " "),
    (re.compile(r"\b(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b,?"), " "),
    (re.compile(r"\b(?:of|the)\b"), " "),
    (re.compile(r"(?<=\w),? +(?=(?:19|20)\d\d\b)"), " "),
    (re.compile(r"\b(?:financial )?year[ -]end\b(?! (?:19|20)\d\d(?! ?[/-]))"), "end financial year"),
)
_MONTH_NAMED = re.compile(rf"(?<![a-z]){MONTH}(?![a-z])")
_YEARLY = re.compile(
    rf"(?<![a-z])(?:year|fy|f/y|q ?[1-4]|quarter|qtr|half|h[12]|spring|summer|autumn|winter|{MONTH})(?![a-z])"
)
_HYPHENED_YEARS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:-(?=\d)| - (?=(?:19|20)\d\d))(\d\d?|(?:19|20)\d\d)(?![\d/-])", re.ASCII
)
_SHORT_HYPHENED_YEARS = re.compile(r"(?<![\d/-])(\d\d)-(\d\d)(?![\d/-])", re.ASCII)


def _slashed(match: re.Match[str]) -> str:
    return f"{match[1]}/{match[2]}" if in_a_row(match[1], match[2]) else match[0]


def full_year(year: str) -> int:
    """The year of two figures, from 1970 to 2069, or of four."""
    number = int(year)
    return number if len(year) > 2 else number + (2000 if number < 70 else 1900)


def in_a_row(year: str, following: str) -> bool:
    """Whether two years, written as they are, follow each other: 2008 and 09."""
    return str(full_year(year) + 1).endswith(following)
