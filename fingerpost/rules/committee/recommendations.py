"""What meetings are recommended to do, generated from the period in the council's words, and the draft resolutions.

A council's own words are templates of its own, with the same fields as any text. Each says to what purpose it
serves and when it applies, so that nobody is asked to note exceptions of which there are none.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from fingerpost.rules.classes import StatusClass
from fingerpost.rules.committee.new_plan import DraftPlan
from fingerpost.rules.committee.report import Purpose, Recommendation
from fingerpost.rules.committee.risks import risk_map
from fingerpost.rules.committee.standard import ReportKind
from fingerpost.rules.exceptions_report import exceptions

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from fingerpost.rules.committee.report import ReportMeeting
    from fingerpost.rules.snapshot import Snapshot


class When(StrEnum):
    """When a recommendation applies to a record."""

    ALWAYS = "always"
    EXCEPTIONS = "there are exceptions"
    CHANGES = "actions were re-dated, suspended or withdrawn"
    NOT_UPDATED = "actions were not updated"
    RISK_GAPS = "a corporate risk has no section, or a section no corporate risk"


@dataclass(frozen=True, slots=True)
class RecommendationTemplate:
    """A recommendation as a council words it: a text with fields, before which “That” can stand."""

    purpose: Purpose
    text: str
    when: When = When.ALWAYS


DEFAULT_TEMPLATES: Mapping[ReportKind, tuple[RecommendationTemplate, ...]] = {
    ReportKind.EXCEPTION: (
        RecommendationTemplate(
            Purpose.APPROVE,
            "the corrective action for the {count of exceptions} in {appendix 1} is approved",
            When.EXCEPTIONS,
        ),
        RecommendationTemplate(
            Purpose.CONSIDER,
            "the reasons and the corrective action for the {count of exceptions} in {appendix 1} are "
            "considered",
            When.EXCEPTIONS,
        ),
        RecommendationTemplate(
            Purpose.NOTE,
            "it is noted that of {count of actions} highlighted for {month}, {green count} ({green share}) came out as "
            "complete or on target (green), {amber count} ({amber share}) as amber and {red count} ({red share}) as red",
        ),
        RecommendationTemplate(
            Purpose.NOTE,
            "it is noted that {reprogrammed count} of them ({reprogrammed share}) counted as re-dated, suspended or "
            "withdrawn by decision: {reprogrammed actions}",
            When.CHANGES,
        ),
        RecommendationTemplate(
            Purpose.NOTE,
            "it is noted that no update was sent on {not updated count} of them: {not updated actions}",
            When.NOT_UPDATED,
        ),
        RecommendationTemplate(
            Purpose.REFER,
            "the exceptions in {appendix 1} are referred to the body that scrutinises {plan}, for its views",
            When.EXCEPTIONS,
        ),
    ),
    ReportKind.NEW_PLAN: (
        RecommendationTemplate(
            Purpose.APPROVE, "{plan} is approved, with the actions and dates in {appendix 1}"
        ),
        RecommendationTemplate(
            Purpose.CONSIDER,
            "the actions and dates in {appendix 1} are considered, and any changes to them are recommended before "
            "{plan} takes effect",
        ),
        RecommendationTemplate(
            Purpose.NOTE,
            "it is noted which corporate risks no section of the plan answers, and which sections answer none, as "
            "{part risk} shows",
            When.RISK_GAPS,
        ),
        RecommendationTemplate(
            Purpose.REFER, "the draft is referred to the body that scrutinises {plan}, for its views"
        ),
    ),
}
"""What meetings are recommended where the council has no words of its own."""


def recommendations(
    kind: ReportKind,
    purposes: Collection[Purpose],
    record: Snapshot | DraftPlan,
    *,
    templates: Sequence[RecommendationTemplate] | None = None,
    merged_risks: Mapping[str, str] | None = None,
) -> tuple[Recommendation, ...]:
    """The recommendations to one meeting, which is asked to do these things, in the order of the templates."""
    chosen = DEFAULT_TEMPLATES[kind] if templates is None else templates
    return tuple(
        Recommendation(each.purpose, each.text)
        for each in chosen
        if each.purpose in purposes and _applies(each.when, record, merged_risks or {})
    )


def draft_resolutions(meeting: ReportMeeting, *, opening: str = "RESOLVED that") -> tuple[str, ...]:
    """What the meeting would resolve if it did as recommended, one line each, for the minute.

    Takes a meeting whose recommendations are filled; `opening` is how the council begins a resolution.
    """
    texts = [each.text.strip().rstrip(".") for each in meeting.recommendations]
    if len(texts) == 1:
        return (f"{opening} {texts[0]}.",)
    ends = [
        "; and" if number == len(texts) - 1 else "." if number == len(texts) else ";"
        for number in range(1, len(texts) + 1)
    ]
    lines = [
        f"({lettered(number)}) {text}{end}"
        for number, (text, end) in enumerate(zip(texts, ends, strict=True))
    ]
    return (f"{opening}:", *lines) if lines else ()


def lettered(number: int) -> str:
    """The letter of an item, from 0: a to z, then aa."""
    first, last = divmod(number, 26)
    return ("" if first == 0 else lettered(first - 1)) + "abcdefghijklmnopqrstuvwxyz"[last]


def _applies(when: When, record: Snapshot | DraftPlan, merged: Mapping[str, str]) -> bool:
    if when is When.ALWAYS:
        return True
    if when is When.RISK_GAPS:
        found = risk_map(record, merged)
        return bool(found.risks_without_section or found.sections_without_risk)
    if isinstance(record, DraftPlan):
        return False
    if when is When.EXCEPTIONS:
        return bool(exceptions(record))
    class_ = StatusClass.REPROGRAMMED if when is When.CHANGES else StatusClass.NOT_UPDATED
    return record.figures.whole.counts.get(class_, 0) > 0
