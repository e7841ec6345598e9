"""What stands above exceptions: headings, in rows or lines, that give their section or their status."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.front import council_in
from fingerpost.importer.recognition.refs import code_title, is_ref, numbered_title
from fingerpost.importer.recognition.statuses import ReadStatus, status_of_words
from fingerpost.rules.draft import CodeTitle, StatusSource

if TYPE_CHECKING:
    from fingerpost.importer.recognition.items import Item

STATUS_HEADING = re.compile(
    r"^(?:(?:actions?|tasks?|milestones?|exceptions?|those|items?)\s+(?:that\s+are|which\s+are|rated|at|in|with)\s+(?:an?\s+)?)?"
    r"(?P<status>red|amber|green|reprogrammed|re-programmed|suspended|withdrawn|deferred|rescheduled|not updated|hatched)"
    r"(?:\s+(?:actions?|exceptions?|tasks?|milestones?|items?|status|rated?\s+actions?|ratings?))*"
    r"(?:\s*[(\[–—:-].{0,80})?$",
    re.IGNORECASE,
)
_TOP = re.compile(r"\d{1,2}(?:\.0)?")
NOT_A_SECTION = re.compile(
    r"\b(?:appendix|annex|exception report|highlight report|exceptions?|continued|key|improvement plan|action plan)\b",
    re.IGNORECASE,
)


def section_of_row(item: Item) -> CodeTitle | None:
    """The section that a row with one cell of words names, None where it is no heading."""
    if not item.is_row:
        return CodeTitle(None, item.text.rstrip(": "))
    filled = [cell for cell in item.cells if cell.text]
    if len(filled) == 2 and len({cell.text for cell in filled}) == 1:
        filled = filled[:1]
    if len(filled) != 1 or len(filled[0].text) > 130:
        return None
    text = filled[0].text.strip()
    if NOT_A_SECTION.search(text) or council_in(text) is not None:
        return None
    return (
        code_title(text)
        or numbered_title(text)
        or (CodeTitle(None, text.rstrip(": ")) if not is_ref(text) else None)
    )


def is_continuation(item: Item) -> bool:
    """Whether a row of one text goes on with the row above: it begins in small letters, or not at the left."""
    filled = [cell for cell in item.cells if cell.text]
    if len(filled) != 1:
        return False
    return filled[0].text[:1].islower() or (filled[0].column > 0 and filled[0].columns == 1)


def is_top_number(number: str | None) -> bool:
    """Whether a heading has no number, or one of the covering report's own sections: 4 or 4.0."""
    return number is None or bool(_TOP.fullmatch(number))


def status_of_heading(text: str) -> ReadStatus | None:
    """The status that a heading such as "Red actions" gives to what stands under it, None where it gives none."""
    match = STATUS_HEADING.match(text.strip())
    if match is None:
        return None
    status = status_of_words(match["status"])
    return ReadStatus(status.class_, StatusSource.WORDS, text.strip().rstrip(": "))
