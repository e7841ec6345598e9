"""Numbers, bullets and mark-up at the start of and within a typed paragraph, told apart from its words."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from fingerpost.rules.months import MONTH_NAMES

_MONTHS = "|".join(name[:3].lower() for name in MONTH_NAMES)
_TAGS = re.compile(
    r"</?(?:u|b|i|em|strong|ins|del|sup|sub|span|font|p|div|br|center|small|big|mark|a|h[1-6])(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,5});", re.IGNORECASE)
_PAIRED = (re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*"), re.compile(r"(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)"))
_HEADING = re.compile(r"^(#{1,6})\s+(?=\S)(.*?)\s*#*$")
_BULLET = re.compile(r"^\s*[-•●▪·◦‣–—*o➢❖]\s+(?=\S)")
_LEVELS = re.compile(r"^(\d{1,2}(?:\.\d{1,3}){1,3})\.?[):]?\s+(?=\S)")
_DOTTED = re.compile(r"^(\d{1,2})[.)]\s*(?=[^\d\s.,%])")
_BARE = re.compile(r"^(\d{1,2})\s+(?=[A-Z])")
_LETTERED = re.compile(r"^\(([a-z]|[ivx]{1,5}|\d{1,2})\)\s+(?=\S)|^([a-z]|[ivx]{1,5})\)\s+(?=\S)")
_MEASURED = re.compile(
    r"^(?:per\s?cent|percent|%|percentage|p\.p\.|million|billion|thousand|m\b|k\b|x\s|times\b|points?\b|hours?\b|"
    r"days?\b|weeks?\b|months?\b|years?\b|tonnes?\b|fte\b|stars?\b|out of\b)"
)
_A_DATE = re.compile(rf"^(?:(?:st|nd|rd|th)\s+)?(?:of\s+)?(?:{_MONTHS})[a-z]*\.?(?:\s|$)", re.IGNORECASE)


def is_month_first(words: str) -> bool:
    """Whether words behind a number make a date of it: "July 2009", "TH APRIL 2008"."""
    return bool(_A_DATE.match(words))


class Numbered(NamedTuple):
    """A paragraph's typed number, without its last dot, and its words; None where it has none."""

    number: str | None
    text: str


def split_number(text: str) -> Numbered:
    """Tell a typed paragraph number ("- 1.1 ", "4.1", "1.", "3 BACKGROUND", "(a)") from the words after it.

    What only looks like a number stays in the words: "2.9 percent", "1 July 2009", "5 actions". A number of
    one level without a dot counts only before a line in capitals.
    """
    words = _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
    words = words.lstrip()
    for pattern in (_LEVELS, _DOTTED):
        if match := pattern.match(words):
            rest = words[match.end() :]
            if _MEASURED.match(rest):
                return Numbered(None, text)
            return Numbered(match[1], rest)
    if (match := _BARE.match(words)) and not is_month_first(words[match.end() :]):
        rest = words[match.end() :]
        if rest.upper() == rest and len(rest.split()) <= 12:
            return Numbered(match[1], rest)
    if match := _LETTERED.match(words):
        return Numbered(match[1] or match[2], words[match.end() :])
    return Numbered(None, text)


def without_bullet(text: str) -> str:
    """The words behind a bullet; the text itself where it has none."""
    return _BULLET.sub("", text, count=1)


def has_bullet(text: str) -> bool:
    """Whether a line begins with a bullet."""
    return bool(_BULLET.match(text))


def without_markup(text: str) -> str:
    """The text without tags of HTML (<u>, <b>, <br>…), paired ** and __, and entities; no word is lost."""
    if "<" in text:
        text = _TAGS.sub(
            lambda match: " " if match[0].lower().startswith(("<br", "</p", "</div")) else "", text
        )
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if "**" in text or "__" in text:
        for pattern in _PAIRED:
            text = pattern.sub(r"\1", text)
    return text


def heading_mark(text: str) -> tuple[int, str]:
    """The level that leading number signs give ("## Title" is 2) and the words; level 0 where there are none."""
    match = _HEADING.match(text)
    return (len(match[1]), match[2]) if match else (0, text)
