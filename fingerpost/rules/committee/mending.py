"""What a document itself settles: a share by its counts, a title by the places that agree, a month by the table.

Each rule here says by what it settles a fault, and leaves unresolved whatever only those who wrote the
document could say. Nothing is guessed: a fault is mended where the document holds the right value too.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.rules.checks import check_document
from fingerpost.rules.checks.passages import paragraph_place
from fingerpost.rules.checks.references import is_abbreviation, words_of
from fingerpost.rules.checks.shares import (
    bare,
    fits,
    lines_of,
    rounded,
    same_number,
    sum_of,
    total_of,
)
from fingerpost.rules.checks.stated import change_statements, numbers_in_words, shares_in_words
from fingerpost.rules.draft import Draft, FiguresPair
from fingerpost.rules.findings import Finding, Severity
from fingerpost.rules.numbers import NUMBER_OF_WORD, NUMBER_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fingerpost.rules.checks.stated import StatedShare
    from fingerpost.rules.classes import StatusClass
    from fingerpost.rules.draft import (
        DraftException,
        DraftRisk,
        PrintedClass,
        PrintedFigures,
        ReportParagraph,
    )

UNSETTLED = "Nothing in the document settles it; those who wrote it must say."
_WHY_NOT: Mapping[str, str] = {
    "D10": "Which blocks are missing, or too many, the document does not say.",
    "D11": "Its class can be told only by those who coloured it; if it is none of amber and red, the counts are off by it.",
    "D15": "Each definition stands once; the tolerance is the council’s to say.",
    "D16": "Each definition stands once, and the counts would differ by it.",
    "D20": "Its dates stand nowhere in the document.",
    "D22": "It may be re-dated or an exception; taking it out of either would change a count.",
    "D24": "The two titles are of different things, and no third place gives one.",
    "D26": "Either may be misnumbered, and no other place gives a number.",
    "D28": "A suspension is decided, and the document names no decision.",
    "D30": "The copy has lost the colours, and no other place gives the classes.",
    "D36": "The dates and the counts contradict each other; the classes are the council’s to say.",
    "D40": "The right year can only be guessed.",
    "D41": "It may be so; whether the plan was to run on is the council’s to say.",
    "D42": "The document has no date for it.",
    "D44": "It may be a forecast or a slip; the document does not say which.",
    "D45": "The two texts are of different times, and neither says of which.",
    "D47": "The form has no place for it.",
    "D60": "The section meant is not named in the document.",
}
"""Why what is found by a check stays open, where no rule looks for what settles it."""


class Outcome(StrEnum):
    """What became of a fault."""

    MENDED = "mended"
    PARTLY = "partly mended"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that the checks found in a document: what became of it, and why.

    `was` and `now` are the words before and after, where something was mended.
    """

    finding: Finding
    outcome: Outcome
    why: str
    was: str | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Mended:
    """A draft with what it settles itself put right, and every fault, in the order of the checks."""

    draft: Draft
    faults: tuple[Fault, ...]


class _Remedy(NamedTuple):
    """A draft put right in one thing; `left` says what of the fault is still open."""

    draft: Draft
    why: str
    was: str
    now: str
    left: str | None = None


def mend(draft: Draft) -> Mended:
    """The draft with every fault put right that it settles itself. Notes that nothing follows from are left out."""
    faults = []
    at = draft
    for finding in check_document(draft):
        mender = _MENDERS.get(finding.id)
        found = mender(at, finding) if mender else _WHY_NOT.get(finding.id, UNSETTLED)
        if isinstance(found, _Remedy):
            at = found.draft
            outcome = Outcome.PARTLY if found.left else Outcome.MENDED
            why = f"{found.why} {found.left}" if found.left else found.why
            faults.append(Fault(finding, outcome, why, found.was, found.now))
        elif finding.severity is not Severity.NOTE:
            faults.append(Fault(finding, Outcome.UNRESOLVED, found))
    return Mended(at, tuple(faults))


def _share_by_count(draft: Draft, finding: Finding) -> _Remedy | str:
    """D01: the counts add to the number of actions highlighted, so each share follows from its count."""
    pair = draft.figures or FiguresPair()
    printed, count, total = str(finding.values["printed"]), int(finding.values["count"]), finding.values["of"]
    figures, line = next(
        (figures, line)
        for figures in (pair.current, pair.previous)
        if figures is not None and total_of(figures) == total
        for line in lines_of(figures)
        if line.count == count and line.share is not None and same_number(line.share, printed)
    )
    if sum_of(figures) != total:
        return f"The counts add up to {sum_of(figures)}, not to {total}, so they settle no share."
    right = rounded(count, sum_of(figures) or 0, printed)
    made = _with_share(figures, line, right)
    whole = replace(pair, current=made) if figures is pair.current else replace(pair, previous=made)
    mended = replace(draft, figures=whole)
    if figures is pair.current:
        mended = _share_in_text(mended, draft, line.class_, printed, right)
    return _Remedy(
        mended,
        f"The counts add up to {total}, so the share follows from the count: {count} of {total} is {right}%.",
        f"{printed}%",
        f"{right}%",
    )


def _with_share(figures: PrintedFigures, line: PrintedClass, now: str) -> PrintedFigures:
    shares = figures.printed_shares if line.class_ is None else {**figures.printed_shares, line.class_: now}
    classes = tuple(replace(each, share=now) if each == line else each for each in figures.classes)
    return replace(figures, printed_shares=shares, classes=classes)


def _share_in_text(mended: Draft, draft: Draft, class_: StatusClass | None, was: str, now: str) -> Draft:
    """The share put right wherever a paragraph gives it of this class."""
    for each in shares_in_words(draft):
        if each.class_ is class_ and same_number(each.share, was):
            mended = _in_place(mended, each.place, partial(_put_share, stated=each, now=now))
    return mended


def _put_share(text: str, stated: StatedShare, now: str) -> str:
    """A text with a share put right where it stands with the words that belong to it, behind it or before it."""
    share, words = re.escape(stated.share), re.escape(stated.words)
    sign = r" ?(?:%|per ?cent\b)"
    made = re.sub(rf"(?<![\d.,]){share}(?={sign}{words})", lambda _: now, text, count=1, flags=re.IGNORECASE)
    if made != text:
        return made
    return re.sub(
        rf"({words}){share}(?={sign})", lambda match: f"{match[1]}{now}", text, count=1, flags=re.IGNORECASE
    )


def _share_in_words(draft: Draft, finding: Finding) -> _Remedy | str:
    """D05: the table's counts add up, and its share is that of its count; so the text is wrong."""
    if "count" not in finding.values:
        return UNSETTLED
    current = draft.figures.current if draft.figures else None
    if current is None or sum_of(current) != total_of(current):
        return "The counts do not add up to the number of actions highlighted, so they settle no share."
    was, now = str(finding.values["text"]), str(finding.values["share"])
    class_ = finding.places[1].rpartition(", ")[2]
    mended = draft
    for each in shares_in_words(draft):
        if (each.place, each.share, each.class_) == (finding.places[0], was, class_):
            mended = _in_place(mended, each.place, partial(_put_share, stated=each, now=now))
    why = (
        f"The table’s counts add up, so the share follows from the count: {finding.values['count']} of "
        f"{finding.values['of']} is {now}%."
    )
    return _Remedy(mended, why, f"{was}%", f"{now}%")


def _number_in_words(draft: Draft, finding: Finding) -> _Remedy | str:
    """D06: the table's count is borne out by its own share and by the sum, the text's number by neither."""
    current = draft.figures.current if draft.figures else None
    if current is None or sum_of(current) is None or sum_of(current) != total_of(current):
        return "The counts do not add up to the number of actions highlighted, so they settle no number."
    number, table = int(finding.values["text"]), int(finding.values["table"])
    each = next(
        each for each in numbers_in_words(draft) if each.place == finding.places[0] and each.number == number
    )
    if each.class_ is not None:
        shares = [line.share for line in lines_of(current) if line.class_ is each.class_ and line.share]
        total = total_of(current) or 0
        if not shares or any(fits(share, number, total) or not fits(share, table, total) for share in shares):
            return "The text and the table give different numbers, and no share bears out only one of them."
    right = re.sub(
        r"\d+|[a-z]+", lambda found: _number_like(found[0], number, table), each.words, flags=re.IGNORECASE
    )
    mended = _in_paragraph(draft, each.place, re.compile(re.escape(each.words)), right)
    return _Remedy(mended, "The table’s counts add up, and its share bears out its count.", each.words, right)


def _number_like(word: str, number: int, table: int) -> str:
    """The right number in the place of the wrong one, in figures or written out as that was."""
    if word == str(number):
        return str(table)
    if NUMBER_OF_WORD.get(word.casefold()) == number and number:
        return NUMBER_WORDS[table] if table < len(NUMBER_WORDS) else str(table)
    return word


def _changes_counted(draft: Draft, finding: Finding) -> str:
    """D07: the names might settle it, but not against the sum of the counts."""
    current = draft.figures.current if draft.figures else None
    table, text = int(finding.values["table"]), int(finding.values["text"])
    total = total_of(current) if current else None
    if current is not None and total is not None and sum_of(current) == total:
        named = f", and so many are named: {len(draft.changes)}" if len(draft.changes) == text else ""
        return (
            f"The text says {text}{named}; but with {text} the counts would come to {total - table + text}, not to the "
            f"{total} highlighted."
        )
    return "The text and the table give different numbers, and nothing in the document decides between them."


def _changes_share(draft: Draft, finding: Finding) -> _Remedy | str:
    """D08: the share of the re-dated follows from their number, where the counts add up to all."""
    stated = draft.changes_stated
    places = change_statements(draft)
    current = draft.figures.current if draft.figures else None
    if (
        stated is None
        or stated.share is None
        or current is None
        or sum_of(current) != total_of(current)
        or not places
    ):
        return UNSETTLED
    count, total = int(finding.values["count"]), int(finding.values["of"])
    right = rounded(count, total, stated.share)
    mended = replace(draft, changes_stated=replace(stated, share=right))
    for place in places:
        mended = _in_paragraph(mended, place, _share_pattern(bare(stated.share)), right)
    return _Remedy(
        mended,
        f"The share follows from the number: {count} of {total} is {right}%.",
        f"{bare(stated.share)}%",
        f"{right}%",
    )


def _named_by_parent(draft: Draft, finding: Finding) -> _Remedy | str:
    """D23: the box and the row of the plan agree on the title of the action; the text has another's."""
    ref, was = str(finding.values["ref"]), str(finding.values["text"])
    now = _agreed_title(next((each for each in draft.exceptions if each.ref == ref), None))
    if now is None:
        return "The box and the row of the plan do not agree on the title."
    mended = replace(
        draft, changes=tuple(replace(each, title=now) if each.ref == ref else each for each in draft.changes)
    )
    for place in change_statements(draft):
        mended = _in_paragraph(mended, place, re.compile(re.escape(was)), now)
    return _Remedy(mended, "The box and the row of the plan agree on its title.", was, now)


def _agreed_title(block: DraftException | None) -> str | None:
    """The title on which the box and the row of the plan agree, written out where one abbreviates it."""
    row = block.plan_row.action if block and block.plan_row else None
    if block is None or not block.action or not row:
        return None
    title, row = block.action.strip().rstrip("."), row.strip().rstrip(".")
    if words_of(title) == words_of(row):
        return title
    return max(title, row, key=len) if is_abbreviation(title, row) else None


def _abbreviated(draft: Draft, finding: Finding) -> _Remedy | str:
    """D25: one place writes out what the other abbreviates."""
    ref = str(finding.values["ref"])
    first, second = str(finding.values["first"]), str(finding.values["second"])
    short, long = sorted((first, second), key=len)

    def written_out(title: str | None) -> str | None:
        return long if title == short else title

    mended = replace(
        draft,
        exceptions=tuple(
            replace(
                each,
                action=written_out(each.action),
                plan_row=replace(each.plan_row, action=written_out(each.plan_row.action))
                if each.plan_row
                else None,
            )
            if each.ref == ref
            else each
            for each in draft.exceptions
        ),
        changes=tuple(
            replace(each, title=written_out(each.title)) if each.ref == ref else each
            for each in draft.changes
        ),
    )
    return _Remedy(mended, "The other place writes it out.", short, long)


def _lacking(draft: Draft, finding: Finding) -> _Remedy | str:
    """D33: the row of the plan holds what the box above it lacks."""
    ref, missing = str(finding.values["ref"]), str(finding.values["missing"]).split(", ")
    block = next((each for each in draft.exceptions if each.ref == ref), None) if ref else None
    row = block.plan_row if block else None
    if block is None or row is None:
        return UNSETTLED
    filled: list[str] = []
    made = block
    if "person responsible" in missing and row.lead:
        made, filled = replace(made, who=row.lead), [*filled, f"who: {', '.join(row.lead)}"]
        missing.remove("person responsible")
    if "corrective action" in missing and row.corrective_action:
        made, filled = replace(made, corrective_action=row.corrective_action), [*filled, "corrective action"]
        missing.remove("corrective action")
    if not filled:
        return UNSETTLED
    mended = replace(draft, exceptions=tuple(made if each is block else each for each in draft.exceptions))
    left = f"Nowhere in the document: {', '.join(missing)}." if missing else None
    return _Remedy(mended, "The row of the plan below the box has it.", "nothing", "; ".join(filled), left)


def _month_named(draft: Draft, finding: Finding) -> _Remedy | str:
    """D50: the table of figures is headed with the month that the report is for; so the other is copied forward."""
    current = draft.figures.current if draft.figures else None
    if (
        draft.period is None
        or current is None
        or current.period != draft.period
        or (draft.period_months or 1) != 1
    ):
        return "The document names two months as its own, and its figures do not decide between them."
    was, place = str(finding.values["named"]), finding.places[0]
    right = draft.period.name if re.search(r"\d{2,4}$", was) else draft.period.name.split()[0]
    now = right.upper() if was.isupper() else right
    pattern = re.compile(rf"(?<!\w){re.escape(was)}(?!\w)")
    if place == "title":
        mended = replace(draft, title=pattern.sub(now, draft.title or ""))
    elif place == "appendices":
        mended = replace(draft, appendices=tuple(pattern.sub(now, each) for each in draft.appendices))
    elif place.startswith("heading"):
        mended = replace(
            draft,
            sections=tuple(
                replace(each, title=pattern.sub(now, each.title))
                if place in (f"heading of section {each.number}", "heading")
                else each
                for each in draft.sections
            ),
        )
    else:
        mended = _in_paragraph(draft, place, pattern, now)
    return _Remedy(mended, f"Its title and its figures are those of {draft.period.name}.", was, now)


def _title_of_section(draft: Draft, finding: Finding) -> _Remedy | str:
    """D65: more links, and more than one, give the code one title than give it any other."""
    code = str(finding.values["code"])
    titles = [str(value) for name, value in finding.values.items() if name.startswith("title ")]
    counted = Counter(
        words_of(link.printed.removeprefix(code))
        for risk in draft.risks
        for link in risk.links
        if link.code == code
    )
    (most, times), (_, next_most) = counted.most_common(2)
    if times < 2 or times == next_most:
        return "No title is given more often than the others."
    right = next(each for each in titles if words_of(each) == most)
    wrong = [each for each in titles if each != right]
    mended = replace(draft, risks=tuple(_retitled(each, code, wrong, right) for each in draft.risks))
    why = f"{times} of {counted.total()} links give {code} this title."
    return _Remedy(mended, why, f"{code}: {'; '.join(wrong)}", f"{code}: {right}")


def _retitled(risk: DraftRisk, code: str, wrong: list[str], right: str) -> DraftRisk:
    return replace(
        risk,
        links=tuple(
            replace(link, printed=f"{code}: {right}")
            if link.code == code
            and words_of(link.printed.removeprefix(code)) in [words_of(each) for each in wrong]
            else link
            for link in risk.links
        ),
    )


def _share_pattern(share: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.,]){re.escape(share)}(?= ?(?:%|per ?cent\b))", re.IGNORECASE)


def _in_paragraph(draft: Draft, place: str, pattern: re.Pattern[str], now: str) -> Draft:
    """The draft with a pattern replaced in the paragraph at this place."""
    return _in_place(draft, place, lambda text: pattern.sub(lambda _: now, text))


def _in_place(draft: Draft, place: str, mended: Callable[[str], str]) -> Draft:
    """The draft with the words of the paragraph at this place mended."""

    def at(paragraph: ReportParagraph, where: str) -> ReportParagraph:
        return replace(paragraph, text=mended(paragraph.text)) if where == place else paragraph

    return replace(
        draft,
        sections=tuple(
            replace(
                section,
                paragraphs=tuple(at(each, paragraph_place(section, each)) for each in section.paragraphs),
            )
            for section in draft.sections
        ),
    )


_MENDERS: Mapping[str, Callable[[Draft, Finding], _Remedy | str]] = {
    "D01": _share_by_count,
    "D05": _share_in_words,
    "D06": _number_in_words,
    "D07": _changes_counted,
    "D08": _changes_share,
    "D23": _named_by_parent,
    "D25": _abbreviated,
    "D33": _lacking,
    "D50": _month_named,
    "D65": _title_of_section,
}
