"""From an old report to a committee report: its sections under our keys, its tables as fields, its faults mended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.rules.committee.fields import Block
from fingerpost.rules.committee.mending import Fault, mend
from fingerpost.rules.committee.new_plan import DraftPlan, draft_plan_digest
from fingerpost.rules.committee.report import (
    Appendix,
    CommitteeReport,
    PortfolioHolder,
    Purpose,
    Recommendation,
    ReportMeeting,
    ReportPart,
)
from fingerpost.rules.committee.standard import Key, ReportKind
from fingerpost.rules.draft import Draft, Kind
from fingerpost.rules.months import MONTH_NAMES, Period
from fingerpost.rules.refs import ref_order
from fingerpost.rules.snapshot import Risk, Section
from fingerpost.rules.wording import plan_period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.draft import Implication, ReportParagraph, ReportSection, Responsible

NO_COUNCIL = "Council not named"
NO_TITLE = "Report"
PLAN = "Improvement Plan"
_KEYS: tuple[tuple[str, str], ...] = (
    (Key.SUMMARY, r"summary|purpose of (?:the )?report"),
    (Key.RECOMMENDATION, r"recommend"),
    (Key.BACKGROUND_PAPERS, r"background (?:papers|documents|reading)"),
    (Key.BACKGROUND, r"background|introduction|context"),
    (Key.PROGRESS, r"progress|performance in|position"),
    (Key.FINANCIAL, r"financ|resource implication|budget"),
    (Key.LEGAL, r"legal"),
    (Key.OBJECTIVES, r"objective|priorit"),
    (Key.RISK, r"risk"),
    (Key.CUSTOMER, r"customer"),
    (Key.EQUALITIES, r"equalit|diversity"),
    (Key.VALUE_FOR_MONEY, r"value for money|vfm"),
    (Key.COMMUNITY_SAFETY, r"community safety|crime and disorder"),
    (Key.PROCUREMENT, r"procurement"),
    (Key.PERSONNEL, r"personnel|staffing|human resource|workforce"),
    (Key.GOVERNANCE, r"governance|performance management"),
    (Key.POLICY, r"polic"),
    (Key.ENVIRONMENTAL, r"environment|climate|sustainab"),
    (Key.OTHER, r"other implication"),
    (Key.CONSULTED, r"consult"),
    (Key.WARDS, r"ward"),
    (Key.APPENDICES, r"appendi"),
    (Key.CONTACT, r"contact"),
)
_PURPOSES: tuple[tuple[Purpose, str], ...] = (
    (Purpose.APPROVE, r"approv|agree|adopt|endorse"),
    (Purpose.REFER, r"refer|recommend"),
    (Purpose.NOTE, r"note|receive"),
)
_NUMBERED_APPENDIX = re.compile(r"appendix\s+([A-Z]|\d{1,3})\b[\s:.–—-]*", re.IGNORECASE)
_KEY_LEAD = re.compile(r"(?:where|key)\s*[-–—:\s]*", re.IGNORECASE)
_SMALL_WORDS = frozenset({"and", "of", "for", "the", "in", "on", "to", "with"})
_PORTFOLIO = re.compile(r"portfolio|cabinet member", re.IGNORECASE)


class NotAReport(ValueError):
    """The draft is of a table of actions; a committee report is made of a report."""


@dataclass(frozen=True, slots=True)
class Imported:
    """An old report as a committee report, the record that it rests on, and every fault found in it.

    The record is the draft, mended, of a report on a period, and the plan as far as the document shows it of a
    report on a new plan.
    """

    report: CommitteeReport
    record: Draft | DraftPlan
    faults: tuple[Fault, ...]


def from_draft(draft: Draft) -> Imported:
    """The committee report that a draft holds, its faults mended where the document settles them itself.

    Words are as printed, except that capitals are used as we use them; numbers follow from the order. Refuses a
    draft of a table of actions.
    """
    if draft.kind is not Kind.REPORT:
        raise NotAReport(
            f"{draft.source.name} is a table of actions; only a report can be made a committee report."
        )
    mended = mend(draft)
    at = mended.draft
    kind = (
        ReportKind.NEW_PLAN
        if at.period is None and not at.exceptions and not at.figures
        else ReportKind.EXCEPTION
    )
    record = _plan_of(at) if kind is ReportKind.NEW_PLAN else at
    holders = [each for each in at.responsible if _PORTFOLIO.search(each.role)]
    report = CommitteeReport(
        kind=kind,
        council=_named(at.council) or NO_COUNCIL,
        title=sentence_case(at.title or NO_TITLE),
        plan=_plan_title(at),
        period=Period.ending(at.period, _months(at)) if at.period else None,
        meetings=tuple(_meetings(at)),
        portfolio_holder=_holder(holders[0], at) if holders else None,
        responsible=tuple(each for each in at.responsible if each not in holders[:1]),
        wards=at.wards.strip().rstrip(".") if at.wards else None,
        decision_type=at.decision_type,
        parts=tuple(_parts(at)),
        consultees=at.consultees,
        appendices=tuple(_appendices(at)),
        background_papers=at.background_papers,
        contact=at.contact,
        merged_risks={code: each.code for each in at.risks for code in each.merged},
        record_digest=draft_plan_digest(record) if isinstance(record, DraftPlan) else at.source.sha256,
    )
    return Imported(report, record, mended.faults)


def key_of_heading(title: str) -> str | None:
    """The standard key of a section with this heading; None for one of the council's own."""
    return next((key for key, pattern in _KEYS if re.search(rf"\b(?:{pattern})", title, re.IGNORECASE)), None)


def sentence_case(words: str) -> str:
    """Words printed all in capitals as we print them: “Progress in February 2008”; others as they are."""
    if not words.isupper():
        return words
    small = words.lower()
    for month in MONTH_NAMES:
        small = re.sub(rf"\b{month.lower()}\b", month, small)
    return small[:1].upper() + small[1:]


def _named(name: str | None) -> str | None:
    """A name printed all in capitals with a capital for each word."""
    if name is None or not name.isupper():
        return name
    return " ".join(
        word.lower() if number and word.lower() in _SMALL_WORDS else word.capitalize()
        for number, word in enumerate(name.split())
    )


def _months(draft: Draft) -> int:
    return min(draft.period_months or 1, 12)


def _plan_title(draft: Draft) -> str:
    """What the plan is called, by the months that it covers: “Improvement Plan July 2007 to June 2008”."""
    year = plan_period(draft.plan_year)
    return f"{PLAN} {year.name}" if year else PLAN


def _holder(responsible: Responsible, draft: Draft) -> PortfolioHolder:
    answer = next((each.answer for each in draft.consultees if _PORTFOLIO.search(each.who)), None)
    consulted = None if answer is None else answer.strip().casefold() != "no"
    return PortfolioHolder(responsible.name, consulted=consulted)


def _meetings(draft: Draft) -> Iterator[ReportMeeting]:
    """The meeting, with what it is recommended to do."""
    asked = [
        _recommendation(each.text)
        for section in draft.sections
        if key_of_heading(section.title) == Key.RECOMMENDATION
        for each in section.paragraphs
    ]
    meeting = draft.meeting
    if meeting is not None or asked:
        body = _named(meeting.body) if meeting else None
        yield ReportMeeting(body or "The meeting", meeting.date if meeting else None, tuple(asked))


def _recommendation(text: str) -> Recommendation:
    words = re.sub(r"^that\s+", "", text.strip(), flags=re.IGNORECASE)
    purpose = next(
        (each for each, pattern in _PURPOSES if re.search(rf"\b(?:{pattern})", words, re.IGNORECASE)),
        Purpose.CONSIDER,
    )
    return Recommendation(purpose, _literal(words))


def _appendices(draft: Draft) -> Iterator[Appendix]:
    """The appendices by title; the first is made of the exceptions, where the document holds them."""
    titles = [_NUMBERED_APPENDIX.sub("", each).strip() or each for each in draft.appendices]
    if not titles and draft.exceptions:
        titles = ["Exceptions"]
    for number, title in enumerate(titles):
        yield Appendix(_literal(title), generated=number == 0 and bool(draft.exceptions))


def _parts(draft: Draft) -> Iterator[ReportPart]:
    """The sections of the report in their order, and the contact officer behind them."""
    taken: set[str] = set()
    for section in draft.sections:
        key = _free_key(key_of_heading(section.title) or _slug(section.title), taken)
        yield ReportPart(key, _literal(sentence_case(section.title)), tuple(_paragraphs(section, key, draft)))
        if key == Key.OTHER:
            for each in draft.implications:
                yield ReportPart(
                    _free_key(key_of_heading(each.title) or _slug(each.title), taken),
                    _literal(each.title),
                    (_literal(each.text),),
                    within=key,
                )
    if draft.contact and Key.CONTACT not in taken:
        yield ReportPart(Key.CONTACT, "Contact officer", (_field(Block.CONTACT),), numbered=False)


def _paragraphs(section: ReportSection, key: str, draft: Draft) -> Iterator[str]:
    """The paragraphs of a section, with the field for the table or list that stood in it."""
    texts = [_literal(each.text) for each in section.paragraphs if not _is_shown_otherwise(each, key, draft)]
    tables = {
        Key.PROGRESS: [*([Block.FIGURES] if draft.figures else []), *([Block.KEY] if draft.key else [])],
        Key.RISK: [Block.RISKS] if draft.risks else [],
        Key.CONSULTED: [Block.CONSULTEES] if draft.consultees else [],
        Key.RECOMMENDATION: [Block.RECOMMENDATIONS],
        Key.APPENDICES: [Block.APPENDICES],
    }
    shown = [_field(each) for each in tables.get(Key(key), [])] if key in set(Key) else []
    leading = next((number for number, text in enumerate(texts, start=1) if _leads_on(text)), len(texts))
    for number, text in enumerate(texts, start=1):
        yield text
        if number == leading:
            yield from shown
            shown = []
    yield from shown


def _leads_on(text: str) -> bool:
    """Whether a paragraph ends with a colon, with a dash behind it or not: the table follows."""
    return text.rstrip(" -–—").endswith(":")


def _is_shown_otherwise(paragraph: ReportParagraph, key: str, draft: Draft) -> bool:
    """Whether a paragraph says again what is data of the report, or only leads to it: recommendations, implications, mergers, the key."""
    text = paragraph.text
    if key in (Key.RECOMMENDATION, Key.APPENDICES):
        return True
    if key == Key.OTHER:
        return any(_same(each, text) for each in draft.implications)
    if key == Key.PROGRESS:
        return bool(draft.key) and _KEY_LEAD.fullmatch(text.strip()) is not None
    if key == Key.RISK:
        merged = [(each.code, code) for each in draft.risks for code in each.merged]
        return "merged" in text.casefold() and any(one in text and other in text for one, other in merged)
    return False


def _same(implication: Implication, text: str) -> bool:
    return " ".join(implication.text.split()) in " ".join(text.split())


def _plan_of(draft: Draft) -> DraftPlan:
    """The plan as far as the document shows it: the sections that risks are mapped to, and the risks."""
    titles: dict[str, str] = {}
    risks: dict[str, list[str]] = {}
    for risk in draft.risks:
        for link in risk.links:
            if link.code:
                title = link.printed.removeprefix(link.code).lstrip(" :.–—-").strip()
                titles.setdefault(link.code, title or link.code)
                risks.setdefault(link.code, []).append(risk.code)
    return DraftPlan(
        _named(draft.council) or NO_COUNCIL,
        _plan_title(draft),
        plan_period(draft.plan_year),
        tuple(
            Section(code, titles[code], risks=tuple(dict.fromkeys(risks[code])))
            for code in sorted(titles, key=ref_order)
        ),
        (),
        tuple(Risk(each.code, each.title) for each in draft.risks),
    )


def _field(block: Block) -> str:
    return f"{{{block}}}"


def _literal(text: str) -> str:
    """Text of a document as typed text: braces, which would be fields, as brackets."""
    return text.replace("{", "(").replace("}", ")")


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "section"


def _free_key(key: str, taken: set[str]) -> str:
    """The key, numbered where it is taken."""
    free, number = key, 2
    while free in taken:
        free, number = f"{key}-{number}", number + 1
    taken.add(free)
    return free
