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

_CODE = r"[A-Z]{1,5}[\s-]?\d{1,3}"
_MARK = r"[*†‡§#^¹²³]{0,3}"
_RISK = re.compile(
    rf"^(?P<code>{_CODE})\s?(?P<mark>{_MARK})(?:\s*(?::|\s[–—-]|\.)\s*|\s+(?=[A-Z][a-z ]))(?P<title>\S.*)$",
    re.DOTALL,
)
_RISK_CODE = re.compile(rf"^(?P<code>{_CODE})\s?(?P<mark>{_MARK})$")
_SECTION_CODE = r"[A-Z][A-Z&]{0,6}\s?\d{1,2}(?:\.\d{1,2})*"
_LINK = re.compile(rf"^(?P<code>{_SECTION_CODE})\s*(?:(?::|\s?[–—-])\s*(?P<title>.*))?$", re.DOTALL)
_SEVERAL = re.compile(
    rf"\s+(?={_SECTION_CODE}\s?(?::|\s[–—-]\s))|\s*(?:,|;|&|\+|/|\band\b)\s*(?={_SECTION_CODE})"
)
_RANGE = re.compile(
    r"(?P<prefix>[A-Z][A-Z&]{0,6})\s?(?P<first>\d{1,2})\s*(?:[–—-]|\bto\b)\s*(?P=prefix)?\s?(?P<last>\d{1,2})"
)
_LONGEST_LINK = 90
_LONGEST_RANGE = 30
_HEADER = re.compile(r"\brisks?\b", re.IGNORECASE)
_LINK_HEADER = re.compile(
    r"\b(?:plans?|sections?|references?|ref|actions?|themes?|deliverables?|links?|linked|addressed|covered|mapped|managed|controls?)\b",
    re.IGNORECASE,
)
_JOINED = r"(?:merged|combined|joined|amalgamated|incorporated|subsumed)"
_MERGED = re.compile(
    rf"\b(?P<first>{_CODE}){_MARK}(?:\s*(?:,|and|&|with|/)\s*(?P<second>{_CODE}))\b.{{0,60}}\b{_JOINED}\b",
    re.IGNORECASE,
)
_MERGED_INTO = re.compile(
    rf"\b(?P<second>{_CODE})\b.{{0,40}}\b(?:{_JOINED}\s+(?:in)?(?:to|with)|(?:now\s+)?part\s+of)\s+(?P<first>{_CODE})\b",
    re.IGNORECASE,
)
_MERGED_HERE = re.compile(
    rf"\s*[(\[](?:now\s+|has been\s+)?{_JOINED}\s+(?:with|from|into|to)?\s*(?P<codes>{_CODE}(?:\s*(?:,|and|&)\s*{_CODE})*)[)\]]",
    re.IGNORECASE,
)


_FOOTNOTE = re.compile(
    rf"^(?P<mark>[*†‡§#^¹²³]{{1,3}})\s*(?:this\s+risk\s+)?(?:now\s+|was\s+|has\s+been\s+)?(?:includ\w+|incorporat\w+|formerly|previously|absorb\w+|replac\w+)\s+"
    rf"(?P<codes>{_CODE}(?:\s*(?:,|and|&|/)\s*{_CODE})*)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Open:
    code: str
    title: str
    mark: str
    links: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


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
    columns: range | None = None
    heading: tuple[str, ...] = ()
    for at, item in enumerate(items):
        if item.index in taken:
            continue
        if not item.is_row:
            if item.number or item.level or is_covering_heading(item):
                columns = None
            elif columns is not None and risks and len(item.text) < _LONGEST_LINK and _is_link(item.text):
                risks[-1].links.extend(_several(item.text))
                found.taken.add(item.index)
            elif columns is not None and risks and _goes_on(items, at):
                risks[-1].title = f"{risks[-1].title} {item.text}".strip()
                found.taken.add(item.index)
            continue
        filled = [cell for cell in item.cells if cell.text]
        if not filled:
            continue
        if columns is None and (columns := _columns_without_heading(filled, items[at + 1 : at + 12])) is None:
            columns = _link_columns(filled, items[at + 1 : at + 5])
            if columns is not None:
                heading = item.texts
                found.taken.add(item.index)
            continue
        if item.texts == heading:
            found.taken.add(item.index)
            continue
        _take(filled, columns, risks)
        found.taken.add(item.index)
    if len(risks) < 2:
        return FoundRisks()
    merged = _merges(items)
    for risk in risks:
        links = tuple(link for printed in risk.links for link in _links(printed))
        named = (
            second if first == risk.code else first
            for first, second in merged
            if risk.code in (first, second)
        )
        others = tuple(dict.fromkeys((*risk.merged, *named, *_of_footnote(risk, items))))
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


def _link_columns(filled: Sequence[Cell], below: Sequence[Item]) -> range | None:
    """The columns of the links where these are headings of a risk map, else None.

    The last heading that speaks of the plan, its sections or of being addressed names them; without one, the
    rows below say in which column codes of sections stand. Columns behind it (an owner, a score) are no links.
    """
    texts = [cell.text for cell in filled]
    speaks = bool(_HEADER.search(texts[0]) or (len(texts) > 2 and _HEADER.search(texts[1])))
    if not 2 <= len(texts) <= 8 or not speaks or any(len(text) >= 60 for text in texts):
        return None
    named = [at for at in range(1, len(texts)) if _LINK_HEADER.search(texts[at])]
    if not named:
        named = [at for at in range(1, len(texts)) if _has_codes(filled, at, below)]
    if not named:
        return None
    last = named[-1]
    end = filled[last + 1].column if last + 1 < len(filled) else 1_000_000
    return range(filled[last].column, end)


def _columns_without_heading(filled: Sequence[Cell], below: Sequence[Item]) -> range | None:
    """The columns of the links where a map has lost its headings: a risk and a section of the plan, over and over."""
    if not _maps(filled):
        return None
    again = sum(1 for item in below if item.is_row and _maps([cell for cell in item.cells if cell.text]))
    return range(filled[1].column, 1_000_000) if again >= 2 else None


def _maps(filled: Sequence[Cell]) -> bool:
    if len(filled) != 2 or not _RISK.match(filled[0].text):
        return False
    return _is_link(filled[1].text)


def _is_link(text: str) -> bool:
    """Whether words are a section's code with its title."""
    match = _LINK.match(text)
    return match is not None and bool(match["title"])


def _goes_on(items: Sequence[Item], at: int) -> bool:
    """Whether a line between two rows of the map is the rest of the title above: copies break long cells."""
    text = items[at].text
    between = items[at - 1].is_row and at + 1 < len(items) and items[at + 1].is_row
    return between and text[:1].islower() and len(text) < 60


def _has_codes(filled: Sequence[Cell], at: int, below: Sequence[Item]) -> bool:
    end = filled[at + 1].column if at + 1 < len(filled) else 1_000_000
    cells = [
        cell
        for item in below
        for cell in item.cells
        if cell.text and item.is_row and filled[at].column <= cell.column < end
    ]
    coded = sum(any(link.code for link in _links(part)) for cell in cells for part in _several(cell.text))
    return len(cells) >= 2 and coded >= len(cells)


def _take(filled: Sequence[Cell], columns: range, risks: list[_Open]) -> None:
    left = [cell.text for cell in filled if cell.column < columns.start]
    right = [cell.text for cell in filled if cell.column in columns]
    merged = [code for text in left for match in _MERGED_HERE.finditer(text) for code in _codes(match)]
    left = [words for text in left if (words := _MERGED_HERE.sub("", text).strip())]
    words = " ".join(left)
    match = _RISK_CODE.match(left[0] if left else "") or _RISK.match(words)
    if match is not None:
        title = match.groupdict().get("title") or " ".join(left[1:])
        risks.append(_Open(_compact(match["code"]), title.strip(), match["mark"]))
    elif words and risks:
        risks[-1].title = f"{risks[-1].title} {words}".strip()
    if risks:
        risks[-1].merged.extend(merged)
    for text in right:
        for part in text.split("\n"):
            if not part.strip() or not risks:
                continue
            if _LINK.match(part.strip()) or _RANGE.match(part.strip()) or not risks[-1].links:
                risks[-1].links.extend(_several(part.strip()))
            elif len(parts := _several(part.strip())) > 1:
                risks[-1].links.extend(parts)
            else:
                risks[-1].links[-1] = f"{risks[-1].links[-1]} {part.strip()}"


def _several(printed: str) -> list[str]:
    """The links of a cell that lists codes in one line: "FP1, FP2 & PR1", "FP2: Governing; CP3"."""
    parts = [part for part in _SEVERAL.split(printed) if part]
    return parts if len(parts) > 1 else [printed]


def _links(printed: str) -> list[RiskLink]:
    """The links that words name: one, or every code of a range such as "FP1–FP4" or "HROD1 to HROD3"."""
    run = _RANGE.fullmatch(printed.strip())
    if run is not None:
        first, last = int(run["first"]), int(run["last"])
        if first < last <= first + _LONGEST_RANGE:
            return [RiskLink(f"{run['prefix']}{number}", printed) for number in range(first, last + 1)]
    match = _LINK.match(printed)
    return [RiskLink(_compact(match["code"]) if match else None, printed)]


def _codes(match: re.Match[str]) -> list[str]:
    return [_compact(code).upper() for code in re.findall(_CODE, match["codes"], re.IGNORECASE)]


def _compact(code: str) -> str:
    return re.sub(r"[\s-]", "", code)


def _of_footnote(risk: _Open, items: Sequence[Item]) -> list[str]:
    """The risks that a footnote with the risk's own mark names: "* formerly KO18"."""
    if not risk.mark:
        return []
    notes = (match for item in items if (match := _FOOTNOTE.match(item.text)) and match["mark"] == risk.mark)
    return [code for match in notes for code in _codes(match) if code != risk.code.upper()]


def _merges(items: Sequence[Item]) -> list[tuple[str, str]]:
    merges: list[tuple[str, str]] = []
    for item in items:
        for match in (*_MERGED.finditer(item.text), *_MERGED_INTO.finditer(item.text)):
            pair = (_compact(match["first"]).upper(), _compact(match["second"]).upper())
            if pair not in merges and pair[::-1] not in merges:
                merges.append(pair)
    return merges
