"""The map of corporate risks to sections of the plan, with merged risks and loosely written targets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.headings import is_covering_heading
from fingerpost.importer.recognition.reported import RISK_LINK_DOUBTFUL
from fingerpost.rules.draft import DraftRisk, RiskLink
from fingerpost.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.importer.readers.source import Cell
    from fingerpost.importer.recognition.items import Item

_RISK = re.compile(
    r"^(?P<code>[A-Z]{1,4}\s?\d{1,3})(?P<mark>\*{0,3})\s*(?::|\s[–—-]|\.)\s*(?P<title>\S.*)$", re.DOTALL
)
_RISK_CODE = re.compile(r"^(?P<code>[A-Z]{1,4}\s?\d{1,3})(?P<mark>\*{0,3})$")
_LINK = re.compile(
    r"^(?P<code>[A-Z][A-Z&]{0,6}\s?\d{1,2}(?:\.\d{1,2})*)\s*(?:(?::|\s?[–—-])\s*(?P<title>.*))?$", re.DOTALL
)
_HEADER = re.compile(r"\brisks?\b", re.IGNORECASE)
_LINK_HEADER = re.compile(r"\b(?:plan|section|reference|ref|action|theme|deliverable|link)\b", re.IGNORECASE)
_MERGED = re.compile(
    r"\b(?P<first>[A-Z]{1,4}\s?\d{1,3})\*?(?:\s*(?:,|and|&|with)\s*(?P<second>[A-Z]{1,4}\s?\d{1,3}))\b.{0,60}\b(?:merged|combined|joined|amalgamated)\b",
    re.IGNORECASE,
)
_MERGED_INTO = re.compile(
    r"\b(?P<second>[A-Z]{1,4}\s?\d{1,3})\b.{0,40}\b(?:merged|combined|incorporated|subsumed)\s+(?:in)?(?:to|with)\s+(?P<first>[A-Z]{1,4}\s?\d{1,3})\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Open:
    code: str
    title: str
    mark: str
    links: list[str] = field(default_factory=list)


@dataclass(slots=True)
class FoundRisks:
    """The risks, the items that their table takes up, and what was doubtful."""

    risks: list[DraftRisk] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def read_risks(items: Sequence[Item], taken: frozenset[int]) -> FoundRisks:
    """The risk map: rows whose first words are a risk's code, and rows that go on with them.

    A row without a risk in front goes on with the one above: its first cell with the title, its second with
    another link, or with the last link where it has no code.
    """
    found = FoundRisks()
    risks: list[_Open] = []
    column: int | None = None
    started = False
    for item in items:
        if item.index in taken:
            continue
        if not item.is_row:
            started = started and not (item.number or item.level or is_covering_heading(item))
            continue
        filled = [cell for cell in item.cells if cell.text]
        if not filled:
            continue
        if not started and len(filled) >= 2 and _is_header([cell.text for cell in filled]):
            started, column = True, filled[-1].column
            found.taken.add(item.index)
            continue
        if started and column is not None:
            _take(filled, column, risks)
            found.taken.add(item.index)
    if len(risks) < 2:
        return FoundRisks()
    merged = _merges(items)
    for risk in risks:
        links = tuple(_link(printed) for printed in risk.links)
        others = tuple(
            second if first == risk.code else first
            for first, second in merged
            if risk.code in (first, second)
        )
        found.risks.append(
            DraftRisk(
                risk.code,
                risk.title,
                tuple(dict.fromkeys(link.code for link in links if link.code)),
                others,
                links,
            )
        )
        found.findings.extend(
            RISK_LINK_DOUBTFUL.finding(
                (risk.code,),
                f"{risk.code} links to “{link.printed}”, which has no code.",
                {"printed": link.printed},
            )
            for link in links
            if link.code is None
        )
    return found


def _is_header(texts: list[str]) -> bool:
    return (
        len(texts) <= 4
        and bool(_HEADER.search(texts[0]) or (len(texts) > 2 and _HEADER.search(texts[1])))
        and bool(_LINK_HEADER.search(texts[-1]))
        and all(len(text) < 60 for text in texts)
    )


def _take(filled: list[Cell], column: int, risks: list[_Open]) -> None:
    left = [cell.text for cell in filled if cell.column < column]
    right = [cell.text for cell in filled if cell.column >= column]
    words = " ".join(left)
    match = _RISK.match(words) or _RISK_CODE.match(left[0] if left else "")
    if match is not None:
        title = match.groupdict().get("title") or " ".join(left[1:])
        risks.append(_Open(match["code"].replace(" ", ""), title.strip(), match["mark"]))
    elif words and risks:
        risks[-1].title = f"{risks[-1].title} {words}".strip()
    for text in right:
        for part in text.split("\n"):
            if not part.strip() or not risks:
                continue
            if _LINK.match(part.strip()) or not risks[-1].links:
                risks[-1].links.extend(_several(part.strip()))
            else:
                risks[-1].links[-1] = f"{risks[-1].links[-1]} {part.strip()}"


def _several(printed: str) -> list[str]:
    """The links of a cell that lists codes in one line: "FP1, FP2 and PR1"."""
    parts = [part for part in re.split(r"\s*(?:,|;|\band\b)\s*(?=[A-Z][A-Z&]{0,6}\s?\d)", printed) if part]
    return parts if len(parts) > 1 else [printed]


def _link(printed: str) -> RiskLink:
    match = _LINK.match(printed)
    return RiskLink(match["code"].replace(" ", "") if match else None, printed)


def _merges(items: Sequence[Item]) -> list[tuple[str, str]]:
    merges: list[tuple[str, str]] = []
    for item in items:
        for match in (*_MERGED.finditer(item.text), *_MERGED_INTO.finditer(item.text)):
            pair = (match["first"].replace(" ", "").upper(), match["second"].replace(" ", "").upper())
            if pair not in merges and pair[::-1] not in merges:
                merges.append(pair)
    return merges
