"""Checks on what the covering report cites: sections of the plan, and appendices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.rules.checks.passages import LONGEST_TEXT, listed, report_passages, shortened
from fingerpost.rules.checks.registry import Found, check
from fingerpost.rules.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.draft import Draft

SUBJECTS = {
    "equalities": r"equalit|diversit|disabilit|inclusion",
    "community safety": r"community safety|crime|disorder|anti-?social|policing|safer",
    "money": r"financ|budget|accountan|value for money|\bvfm\b|treasury|savings",
    "housing": r"housing|homeless|tenan",
    "staff": r"personnel|employee|human resources|\bhr\b|workforce|staff|recruitment|training",
    "the environment": r"environment|climate change|recycl|\bwaste\b|sustainab|biodiversity|carbon",
    "customers": r"customer",
    "information technology": r"\bict\b|information technology|computer|software",
    "health and safety": r"health (?:and|&) safety",
    "legal matters": r"\blegal\b|litigation|legislat",
}
"""Subjects of a council's work that are plainly different things, with stems of the words for them."""

_PATTERNS = {subject: re.compile(stems, re.IGNORECASE) for subject, stems in SUBJECTS.items()}
_CODE = r"(?:[A-Z]{1,4}(?:&[A-Z]{1,3})? ?\d{1,2}|\d{1,3}(?:\.\d{1,3}){0,3})"
_JOINT = r"(?: ?[,&–-] ?(?:and |or )?| (?:and|to|or) )"
_CITED = re.compile(
    rf"\b[Ss]ections? (?P<codes>{_CODE}(?:{_JOINT}{_CODE}){{0,30}})\b"
    r"(?! (?:of|and) (?:the )?[A-Z][\w ,]{0,60} Act\b)"
)
_RANGE = re.compile(rf"({_CODE}) ?(?:to|-|–) ?({_CODE})")
_LEADING = re.compile(r"^(?P<topic>[A-Z][^:.]{2,90}?(?:\b(?:1[89]|20)\d\d)?): +(?P<text>\S.*)$", re.DOTALL)
_CODE_OF_TITLE = re.compile(r"[\s:–—-]+")
_APPENDIX = re.compile(r"\b[Aa]ppendix ([A-Z]\b|\d{1,2}\b)|\bAPPENDIX ([A-Z]\b|\d{1,2}\b)")


class _Citation(NamedTuple):
    place: str
    topic: str
    codes: tuple[str, ...]
    words: str


class _Part(NamedTuple):
    """A part of the plan as the document shows it: what it is called there, and all titles within it."""

    name: str
    title: str
    within: str


@check("D60", Severity.WARNING, "A section is cited for something that it does not deal with.")
def cites_another_subject(draft: Draft) -> Iterator[Found]:
    """Numbers of sections change from plan to plan and are copied forward. A citation is found only if the
    heading under which it stands is about one plain subject, the title of the section cited, as the
    appendix or the risk table gives it, is about another, and nothing shown within that section has to do with
    the first. Source: rules, Checks on a document (a cross-reference to a section that is something else).
    """
    parts = _parts(draft)
    for citation in _citations(draft):
        topic = _subjects(citation.topic)
        for name in dict.fromkeys(parts[code].name for code in citation.codes if code in parts):
            part = next(each for each in parts.values() if each.name == name)
            about = _subjects(part.title)
            if topic and about and not topic & (about | _subjects(part.within)):
                subject = listed(sorted(topic))
                yield Found(
                    (citation.place,),
                    f"For “{citation.topic}” the report cites {citation.words}; in this document {part.name} "
                    f"is “{part.title}”, and no title shown there has to do with {subject}.",
                    {"topic": citation.topic, "cited": citation.words, "is": part.title},
                )


@check("D61", Severity.WARNING, "An appendix is cited that is not in the list of appendices.")
def cites_missing_appendix(draft: Draft) -> Iterator[Found]:
    """Looked at only where the report lists its appendices by number or letter. Source: rules, Checks on
    a document (cross-references).
    """
    there = {number for appendix in draft.appendices for number in _appendices(appendix)}
    for passage in report_passages(draft) if there else ():
        for number in dict.fromkeys(_appendices(passage.text)):
            if number not in there and "appendi" not in passage.title.casefold():
                yield Found(
                    (passage.place,),
                    f"{passage.place[0].upper()}{passage.place[1:]} cites Appendix {number}; the report lists "
                    f"{listed(f'Appendix {each}' for each in sorted(there))} only.",
                    {"cited": number},
                )


def _appendices(text: str) -> Iterator[str]:
    return (match[1] or match[2] for match in _APPENDIX.finditer(text))


def _subjects(text: str) -> set[str]:
    return {subject for subject, pattern in _PATTERNS.items() if pattern.search(text)}


def _citations(draft: Draft) -> Iterator[_Citation]:
    """Each citation of sections with the heading it stands under: an implication's, or its paragraph's."""
    passages = [each._replace(text=" ".join(each.text.split())) for each in report_passages(draft)]
    told = []
    for implication in draft.implications:
        text = " ".join(implication.text[:LONGEST_TEXT].split())
        if _CITED.search(text):
            told.append(text)
            place = next(
                (each.place for each in passages if text in each.text),
                f"implications, {shortened(implication.title, 40)}",
            )
            yield from _cited(place, implication.title, text)
    for passage in passages:
        if any(each in passage.text for each in told):
            continue
        leading = _LEADING.match(passage.text)
        if leading is not None:
            yield from _cited(passage.place, leading["topic"], leading["text"])
        else:
            yield from _cited(passage.place, passage.title, passage.text)


def _cited(place: str, topic: str, text: str) -> Iterator[_Citation]:
    topic = shortened(topic)
    for match in _CITED.finditer(text):
        codes = [code.replace(" ", "") for code in re.findall(_CODE, match["codes"])]
        for first, last in _RANGE.findall(match["codes"]):
            codes += _between(first.replace(" ", ""), last.replace(" ", ""))
        words = match[0][:1].casefold() + match[0][1:]
        yield _Citation(place, topic, tuple(codes), words)


def _between(first: str, last: str) -> list[str]:
    """The codes between two of one kind: FP1 to FP4 holds FP2 and FP3; others hold none."""
    one, other = re.fullmatch(r"(\D*)(\d+)", first), re.fullmatch(r"(\D*)(\d+)", last)
    if one is None or other is None or one[1] != other[1] or int(other[2]) - int(one[2]) > 50:
        return []
    return [f"{one[1]}{number}" for number in range(int(one[2]) + 1, int(other[2]))]


def _parts(draft: Draft) -> dict[str, _Part]:
    """What the appendix and the risk table show of each section, by its code and by its number.

    A number is that of a section if all blocks whose refs begin with it stand in that section.
    """
    titles: dict[str, list[str]] = {}
    within: dict[str, list[str]] = {}
    sections_of: dict[str, set[str]] = {}
    inner: dict[str, str] = {}
    for each in draft.exceptions:
        if each.section is None or not each.section.title:
            continue
        code = each.section.code or each.section.title
        titles.setdefault(code, []).append(each.section.title)
        shown = [each.section.title, each.action, each.parent.title if each.parent else None]
        within.setdefault(code, []).extend(text for text in shown if text)
        if each.ref and "." in each.ref:
            parts = each.ref.split(".")
            for depth in range(1, len(parts)):
                sections_of.setdefault(".".join(parts[:depth]), set()).add(code)
            inner[parts[0]] = code
    for risk in draft.risks:
        for link in risk.links:
            if link.code:
                title = _CODE_OF_TITLE.split(link.printed.removeprefix(link.code).strip(), maxsplit=1)[-1]
                titles.setdefault(link.code, []).append(title or link.printed)
                within.setdefault(link.code, []).extend((link.printed, risk.title))
    found = {
        code: _Part(f"section {code}", title[0], "\n".join(within[code])) for code, title in titles.items()
    }
    for number, codes in sections_of.items():
        top = number.split(".")[0]
        if len(codes) == 1 and len(sections_of[top]) == 1 and inner[top] in found:
            part = found[inner[top]]
            found.setdefault(number, _Part(f"section {top}", f"{inner[top]}: {part.title}", part.within))
    return _with_inner_numbers(found, draft)


def _with_inner_numbers(found: dict[str, _Part], draft: Draft) -> dict[str, _Part]:
    """Numbers cited below a known section, 12.2 below 12, belong to that section too."""
    cited = {code for citation in _citations(draft) for code in citation.codes}
    for code in cited:
        top = code.split(".")[0]
        if code not in found and top in found:
            found[code] = found[top]
    return found


CROSS_REFERENCE_CHECKS = (cites_another_subject, cites_missing_appendix)
