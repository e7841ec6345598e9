"""The actions that a report names as re-dated, suspended or withdrawn, and how many it says they are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.fields import Field, exact_field_of, field_of
from fingerpost.importer.recognition.headings import is_title_like
from fingerpost.importer.recognition.refs import REF_IN_BRACKETS, clean_ref, is_ref, split_ref
from fingerpost.rules.draft import ChangesStated, RefTitle
from fingerpost.rules.numbers import NUMBER_OF_WORD, NUMBER_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.recognition.items import Item

_CHANGED = re.compile(
    r"\b(?:delet\w+|suspend\w+|re-?programm\w+|re-?schedul\w+|withdraw\w*|withdrawn|extend\w*|defer\w*|re-?dat\w+|re-?profil\w+|postpon\w+|revised|cancel\w*|amended|removed|moved)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"\b(?:these|they|the actions|actions?|namely|following|as follows)\b(?:[^.:]|\.\d){0,140}:\s*-?\s*|\bnamely\s+",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?<![\d.])\b(?P<count>\d{{1,4}}(?!(?<=\d{{4}})\s+(?:have|has|had|were|was)\b)(?!\.?\d*\s*(?:%|per\s?cent))|{'|'.join(NUMBER_WORDS)})\s*(?:\((?:\d{{1,4}}|(?P<first_share>\d{{1,3}}(?:\.\d+)?)\s*(?:%|per\s?cent))\)\s*)?(?:(?:[a-z-]+\s+){{0,3}}(?:actions?|tasks?|milestones?)\b|(?=(?:have|has|had|were|was)\s+(?:been\s+)?[a-z-]+(?:ed|n)\b))(?P<rest>[^.]*?(?:\.\d[^.]*?)*)(?=\.\s|\.$|$)",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?P<share>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent)", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*(?:;|\n|,\s*(?:and\s+)?(?=[A-Z]{1,5}[-/. ]?\d|\d+\.\d)|\band\s+(?=[A-Z]{1,5}[-/. ]?\d|\d+\.\d))\s*"
)
_GOES_ON = re.compile(
    r"(?:these|they|those|the)\b[^.:]{0,40}\b(?:are|were)\b|(?:these|those)\b.{0,30}:", re.IGNORECASE
)
_STATUS_TALK = re.compile(r"\b(?:green|amber|red|on target|on track)\b", re.IGNORECASE)
_SCHEDULE = re.compile(
    r"\b(?:re-?programmed|re-?scheduled|suspended|withdrawn|deleted|extended|deferred|re-?dated|changes to the plan|amended|revised)\b.{0,40}\b(?:actions?|tasks?|milestones?|plan|dates?|targets?|timescales?)\b|\b(?:actions?|tasks?|milestones?|dates?|targets?)\b.{0,40}\b(?:re-?programmed|re-?scheduled|suspended|withdrawn|deleted|extended|deferred|re-?dated|amended|revised|changed)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class FoundChanges:
    """The changes named, what the text states of them, and the items that a table of them takes up."""

    named: list[RefTitle] = field(default_factory=list)
    stated: ChangesStated | None = None
    taken: set[int] = field(default_factory=set)


def read_changes(items: Sequence[Item], taken: frozenset[int]) -> FoundChanges:
    """The changes that paragraphs name with their refs, or a table or list under a heading of changes."""
    found = FoundChanges()
    for position, item in enumerate(items):
        if item.is_row or item.index in taken or not _CHANGED.search(item.text):
            continue
        stated = _stated(item.text)
        named = _named(item.text)
        if stated is None and not named:
            label, _, value = item.text.partition(":")
            if value.strip(" -") and exact_field_of(label) is not None:
                continue  # "Original date: … Revised date: …" is a line of one exception
            introduces = item.text.rstrip(" -").endswith(":") or is_title_like(item.text)
            if _SCHEDULE.search(item.text) and len(item.text) < 300 and introduces:
                _read_below(found, items, position, taken)
            continue
        if not named and re.search(r"(?::\s*-?|\bbelow\b.*|\bfollow\w*\b.*)$", item.text):
            _read_below(found, items, position, taken)
        if stated is not None and not named:
            named = _named_on_the_next_page(items[position + 1 : position + 4])
        if found.stated is None or (found.stated.count is None and stated is not None):
            found.stated = stated or found.stated
        known = {(each.ref, each.title) for each in found.named}
        found.named.extend(each for each in named if (each.ref, each.title) not in known)
    return found


def _named_on_the_next_page(following: Sequence[Item]) -> list[RefTitle]:
    """What a paragraph goes on to name after a break of the page: "These actions are: …"."""
    for item in following:
        if item.is_row or item.number or item.level:
            return []
        if _GOES_ON.match(item.text):
            return _named(item.text)
    return []


def _stated(text: str) -> ChangesStated | None:
    """The count and share of actions that a paragraph says were changed."""
    sentences = re.split(r"(?<=[.;])\s+(?=[A-Z])", text)
    for position, sentence in enumerate(sentences):
        if not _CHANGED.search(sentence):
            continue
        for match in _COUNTED.finditer(_without_total(sentence)):
            if not _CHANGED.search(match["rest"]) and not _CHANGED.search(match[0]):
                continue
            if _STATUS_TALK.search(match["rest"].split(",")[0]):
                continue
            word = match["count"].lower()
            count = int(word) if word.isdigit() else NUMBER_OF_WORD[word]
            share = match["first_share"]
            if share is None:
                following = " ".join(sentences[position : position + 2])
                after = _SHARE.search(following, following.find(match["count"]))
                share = after["share"] if after and not _STATUS_TALK.search(following) else None
            return ChangesStated(count, share)
    return _share_only(sentences)


_SHARE_CHANGED = re.compile(
    r"(?P<share>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent)\s+(?:of\s+(?:the\s+|all\s+)?(?:actions|tasks|milestones)\s+)?(?:have|has|were|was|are|is|had)\s+(?:been\s+)?(?P<what>[a-z-]+)",
    re.IGNORECASE,
)


def _share_only(sentences: list[str]) -> ChangesStated | None:
    """A share without a count: "2.9 per cent of actions have been rescheduled"."""
    for sentence in sentences:
        for match in _SHARE_CHANGED.finditer(sentence):
            if _CHANGED.fullmatch(match["what"]):
                return ChangesStated(None, match["share"])
    return None


def _without_total(sentence: str) -> str:
    return re.sub(
        r"\b(?:out of|of)\s+(?:the|a|all)?\s*(?:total\s+(?:of\s+)?)?\d{1,4}\s+(?:[a-z-]+\s+){0,2}(?:actions|tasks|milestones)\b",
        " ",
        sentence,
        flags=re.IGNORECASE,
    )


def _named(text: str) -> list[RefTitle]:
    """The titles with refs in brackets, or refs with titles, that a paragraph about changes lists."""
    start = 0
    if match := _NAMES.search(text):
        start = match.end()
    elif not REF_IN_BRACKETS.search(text):
        return []
    found: list[RefTitle] = []
    listed = text[start:]
    refs = list(REF_IN_BRACKETS.finditer(listed))
    if refs:
        before = 0
        for match in refs:
            title = _title_before(listed[before : match.start()], first=before == 0 and start == 0)
            if title:
                found.append(RefTitle(clean_ref(match["ref"]), title))
            before = match.end()
        return found
    for part in _BETWEEN.split(listed.strip(" .")):
        split = split_ref(re.sub(r"^(?:and|&)\s+", "", part.strip(" .,")))
        if split.ref is not None and split.title:
            found.append(RefTitle(split.ref, split.title.strip(" .,")))
    return found


def _title_before(words: str, *, first: bool) -> str:
    """The title that ends where a ref in brackets begins."""
    title = re.split(r"[;:]\s+|\.\s+(?=[A-Z])", words)[-1]
    dashed = re.split(r"\s[–—-]\s", title, maxsplit=1)
    if len(dashed) == 2 and _CHANGED.search(dashed[0]):
        title = dashed[1]
    title = re.sub(r"^\s*[;,.]?\s*(?:(?:and|&)\s+)?(?=[A-Z0-9“\"])", "", title) if not first else title
    if first:
        match = re.search(r"(?:^|\s)((?:[A-Z0-9“\"][^,]*)$)", title)
        title = match[1] if match else title
    return title.strip(' ,;.-–—“”"')


def _read_below(found: FoundChanges, items: Sequence[Item], position: int, taken: frozenset[int]) -> None:
    """The refs and titles in a list or table directly under a sentence or heading about changes."""
    columns: dict[Field, int] | None = None
    for item in items[position + 1 : position + 60]:
        if item.index in taken:
            return
        if item.is_row:
            header = {field_of(cell.text): cell.column for cell in reversed(item.cells) if cell.text}
            if columns is None:
                known = {name: at for name, at in header.items() if name is not None}
                if Field.ACTION not in known and Field.REF not in known:
                    return
                if known.keys() & {Field.STATUS, Field.CORRECTIVE, Field.REASON_AND_CORRECTIVE}:
                    return
                columns = known
                found.taken.add(item.index)
                continue
            ref = _text_at(item, columns.get(Field.REF))
            title = _text_at(item, columns.get(Field.ACTION))
            if ref is None and title is not None:
                split = split_ref(title)
                ref, title = split.ref, split.title
            if title is None and ref is None:
                return
            found.named.append(RefTitle(clean_ref(ref) if ref else None, title))
            found.taken.add(item.index)
            continue
        if columns is not None or item.level or _is_next(items[position].number, item.number):
            return
        number = item.number if item.number and is_ref(item.number) and item.number.count(".") >= 1 else None
        split = split_ref(f"{number} {item.text}" if number else item.text)
        bracketed = REF_IN_BRACKETS.search(item.text)
        if split.ref is not None and len(item.text) < 200:
            found.named.append(RefTitle(split.ref, split.title.rstrip(" .;")))
        elif bracketed and len(item.text) < 250:
            title = item.text[: bracketed.start()].strip(" ,;–-")
            if item.number and item.number.isdigit():
                title = f"{item.number} {title}"
            found.named.append(RefTitle(bracketed["ref"], title))
        else:
            return


def _is_next(number: str | None, following: str | None) -> bool:
    """Whether a paragraph's number is the one after another's: 4.3 after 4.2."""
    if number is None or following is None:
        return False
    before, _, last = number.rpartition(".")
    above, _, at = following.rpartition(".")
    return before == above and last.isdigit() and at.isdigit() and int(at) == int(last) + 1


def _text_at(item: Item, column: int | None) -> str | None:
    if column is None or item.row is None:
        return None
    cell = item.row.cell_at(column)
    return cell.text.strip() or None if cell is not None else None
