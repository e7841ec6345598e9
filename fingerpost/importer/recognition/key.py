"""The key of a report: its marks, where the copy kept them, and what each means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.colours import nearest_colour
from fingerpost.importer.recognition.fields import Field, field_of
from fingerpost.importer.recognition.lateness import status_in_words
from fingerpost.importer.recognition.statuses import folded, key_of, status_of_words
from fingerpost.rules.draft import KeyEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.readers.source import Cell
    from fingerpost.importer.recognition.items import Item
    from fingerpost.rules.classes import StatusClass

_CUE = re.compile(
    r"^(?:where|key|legend|key to (?:the )?\w+.*|rag key|status key|rag definitions?|definitions?|colou?r key|explanation of .*)\s*(?:is|are|as follows)?\s*[:–-]*\s*-?$",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"^(?:rag |status |colou?r )?(?:key|legend|where)\s*[:–-]\s*(?P<rest>\S.+)$", re.IGNORECASE
)
_MEANING = re.compile(
    r"\b(?:behind|target|complete[d]?|date|schedule|track|started|due|programmed|reprogrammed|re-programmed|slippage|delay(?:ed)?|"
    r"late|progress|overdue|achieved|on time|month|weeks?|risk|deadline|suspended|withdrawn|deleted|update|deferred|original|planned|missed|milestone|actions?)\b",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"^\W{0,2}(?P<mark>green|amber|red|blue|grey|gray|yellow|orange|white|black|purple|hatched|hatching|striped|[A-Z]|[GARBPC]{1,2}|[1-5]|✓|✗|●|■)\W{0,2}$",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"^\[?(?P<mark>green|amber|red|blue|gr[ea]y|yellow|orange|white|black|purple|hatched|hatching|striped|[A-Z]|[1-5])(?:\]?\s*(?:[–—:=-]|\(|\bmeans\b|\bis\b)\s*|\]\s+)(?P<meaning>\S.*?)\)?$",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\d{1,5}\s*(?:actions?|tasks?|milestones?|[(]|$)", re.IGNORECASE)
_LONGEST_LINE = 60
_PARTS = re.compile(
    r"\s*(?:;|\||\n|,\s*(?=(?:green|amber|red|blue|gr[ea]y|yellow|hatched|[A-Z])\s*(?:[–—:=-]|means\b)))\s*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class FoundKey:
    """The key, the items that it takes up, and the colours that mark the original month."""

    entries: list[KeyEntry] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    original_marks: set[str] = field(default_factory=set)


def meanings_of(entries: Sequence[KeyEntry]) -> dict[str, StatusClass | None]:
    """The classes that a document's own key gives to its marks, lateness of a stated length included."""
    key = key_of(entries)
    for entry in entries:
        mark = folded(entry.mark) if entry.mark else ""
        if (
            mark in key
            and (meaning := status_in_words(entry.meaning)).class_ is not None
            and meaning.note is None
        ):
            key[mark] = meaning.class_
    return key


def read_key(items: Sequence[Item], taken: frozenset[int]) -> FoundKey:
    """The first key of the document; later ones only repeat it."""
    found = FoundKey()
    position = 0
    while position < len(items):
        item = items[position]
        if item.index in taken:
            position += 1
            continue
        if inline := _inline(item):
            _keep(found, inline, [item])
            break
        start = position + 1 if not item.is_row and _CUE.match(item.text) else position
        cued = start > position or (item.is_row and bool(_CUE.match(item.texts[0] if item.texts else "")))
        if cued and item.is_row:
            start = position + (1 if len(item.texts) == 1 else 0)
        entries, used = _entries_from(items, start, taken, cued=cued)
        coloured = sum(1 for entry in entries if entry.mark is not None)
        if len(entries) >= 2 and (cued or coloured == len(entries)):
            cue = [item] if cued and start > position and item.is_row else []
            _keep(found, entries, [*cue, *used])
            break
        position += 1
    return found


def _keep(found: FoundKey, entries: list[KeyEntry], used: list[Item]) -> None:
    found.entries.extend(entries)
    found.taken.update(item.index for item in used if item.is_row)
    found.original_marks.update(
        folded(entry.mark)
        for entry in entries
        if entry.mark
        and re.search(r"\boriginal\b", entry.meaning, re.IGNORECASE)
        and not status_of_words(entry.mark).class_
    )


def _inline(item: Item) -> list[KeyEntry]:
    match = _INLINE.match(item.text)
    if match is None or (item.is_row and len(item.texts) > 2):
        return []
    rest = match["rest"]
    entries = [
        KeyEntry(line["mark"], line["meaning"].strip(" .)"))
        for part in _PARTS.split(rest)
        if (line := _LINE.match(part.strip(" .")))
    ]
    return entries if len(entries) >= 2 else []


def _entries_from(
    items: Sequence[Item], start: int, taken: frozenset[int], *, cued: bool
) -> tuple[list[KeyEntry], list[Item]]:
    entries: list[KeyEntry] = []
    used: list[Item] = []
    for item in items[start : start + 14]:
        if item.index in taken:
            break
        here = _entries_of(item, cued=cued)
        if not here:
            if used and item.is_row and used[-1].table is item.table:
                continue
            if (
                cued
                and not used
                and item.is_row
                and len(item.texts) <= 2
                and all(len(text) < 30 for text in item.texts)
            ):
                continue
            break
        entries.extend(here)
        used.append(item)
    return entries, used


def _entries_of(item: Item, *, cued: bool) -> list[KeyEntry]:
    if not item.is_row:
        if cued and item.number is None and len(item.text) <= _LONGEST_LINE and _is_meaning(item.text):
            if (marked := _LINE.match(item.text)) is None:
                return [KeyEntry(None, item.text)]
            return (
                []
                if _COUNT.match(marked["meaning"])
                else [KeyEntry(marked["mark"], marked["meaning"].strip())]
            )
        match = _LINE.match(item.text)
        if (
            item.number is not None
            or match is None
            or len(item.text) > 160
            or not _MEANING.search(match["meaning"])
            or _COUNT.match(match["meaning"])
        ):
            return []
        return [KeyEntry(match["mark"], match["meaning"].strip())]
    cells = [cell for cell in item.cells if cell.text or cell.fill]
    entries: list[KeyEntry] = []
    index = 0
    while index < len(cells):
        cell, following = cells[index], cells[index + 1] if index + 1 < len(cells) else None
        mark = _mark_of(cell)
        if mark is not None and following is not None and _is_meaning(following.text):
            entries.append(KeyEntry(mark, following.text))
            index += 2
            continue
        if (line := _LINE.match(cell.text)) and _MEANING.search(line["meaning"]) and len(cell.text) <= 160:
            entries.append(KeyEntry(line["mark"], line["meaning"].strip()))
        elif cell.fill is not None and cell.text and _is_meaning(cell.text) and (name := _name_of(cell)):
            entries.append(KeyEntry(name, cell.text))
        elif cued and len(cells) == 1 and _is_meaning(cell.text):
            entries.append(KeyEntry(None, cell.text))
        elif not (index == 0 and _CUE.match(cell.text)):
            return []
        index += 1
    return entries


def _is_meaning(text: str) -> bool:
    if not 3 < len(text) <= 160 or text[:1].isdigit() or not _MEANING.search(text):
        return False
    return len(text.split()) >= 2 or field_of(text) in (None, Field.OTHER)


def _mark_of(cell: Cell) -> str | None:
    if match := _MARK.match(cell.text.strip()):
        return match["mark"]
    if not cell.text.strip() and cell.fill is not None:
        return _name_of(cell)
    return None


def _name_of(cell: Cell) -> str | None:
    if cell.fill is None:
        return None
    if cell.fill.pattern:
        return "hatched"
    name = nearest_colour(cell.fill.colour)
    return None if name in (None, "white") else name
