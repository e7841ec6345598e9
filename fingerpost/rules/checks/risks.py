"""Checks on the map from corporate risks to sections of the plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fingerpost.rules.checks.passages import listed, shortened
from fingerpost.rules.checks.references import words_of
from fingerpost.rules.checks.registry import Found, check
from fingerpost.rules.findings import Severity
from fingerpost.rules.numbers import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.draft import Draft

_NUMBERED = re.compile(r"([^\W\d_]{0,6})\s?(\d{1,3})")
_AFTER_CODE = re.compile(r"^[\s:.–—-]+")
_CODE = re.compile(r"(?:to )?[^\W\d_][^\W\d_&]{0,6}\s?\d{1,2}")
_MOST_MISSING = 20


@check("D65", Severity.ERROR, "One section has two titles in the risk table.")
def section_with_two_titles(draft: Draft) -> Iterator[Found]:
    """A code belongs to one section of one plan; the rarer title is probably of an earlier plan, whose codes
    meant other things. Case, punctuation and “&” for “and” are nothing. Source: rules, Words (codes change
    meaning from year to year); Checks on a document (one thing with two titles).
    """
    titles: dict[str, dict[tuple[str, ...], list[tuple[str, str]]]] = {}
    for risk in draft.risks:
        for link in risk.links:
            if link.code and link.printed.startswith(link.code):
                title = _AFTER_CODE.sub("", link.printed[len(link.code) :]).strip()
                if title and not _CODE.fullmatch(title):  # "FP1 to FP4" is a range of sections
                    titles.setdefault(link.code, {}).setdefault(words_of(title), []).append(
                        (title, risk.code)
                    )
    for code, by_words in titles.items():
        if len(by_words) > 1:
            said = sorted(by_words.values(), key=len, reverse=True)
            yield Found(
                tuple(f"risk {risk}" for uses in said[1:] for _, risk in uses),
                f"{code} has {len(said)} titles in the risk table: "
                + "; ".join(f"“{uses[0][0]}” ({listed(risk for _, risk in uses)})" for uses in said)
                + ".",
                {"code": code, **{f"title {index}": uses[0][0] for index, uses in enumerate(said, start=1)}},
            )


@check("D66", Severity.NOTE, "Numbers are missing from the list of risks.")
def missing_risks(draft: Draft) -> Iterator[Found]:
    """A gap in the numbers means that a risk was closed, merged or lost; merges that the document explains are
    left out. Source: rules, Checks on a document.
    """
    merged = {each for risk in draft.risks for each in risk.merged}
    numbers: dict[str, set[int]] = {}
    for code in (*(risk.code for risk in draft.risks), *merged):
        match = _NUMBERED.fullmatch(code)
        if match is not None:
            numbers.setdefault(match[1], set()).add(int(match[2]))
    for prefix, there in numbers.items():
        missing = [number for number in range(min(there), max(there)) if number not in there]
        if missing and len(there) > 1 and len(missing) <= min(_MOST_MISSING, len(there)):
            yield Found(
                ("risk table",),
                f"The risks run from {prefix}{min(there)} to {prefix}{max(there)}, but "
                f"{listed(f'{prefix}{number}' for number in missing)} {'is' if len(missing) == 1 else 'are'} not "
                "among them, and no merger explains it.",
                {"missing": ", ".join(f"{prefix}{number}" for number in missing)},
            )


@check("D67", Severity.WARNING, "A risk is not linked to any section.")
def risk_without_link(draft: Draft) -> Iterator[Found]:
    """Where risks are mapped to sections of the plan, one without a section is not being worked on, or its link
    was lost. Source: rules, Checks (risk without live action).
    """
    without = [risk for risk in draft.risks if not risk.links and not risk.sections]
    if without and len(without) < len(draft.risks):
        yield Found(
            tuple(f"risk {risk.code}" for risk in without),
            f"{count_words(len(without), 'risk has', 'risks have')} no section of the plan: "
            f"{listed(f'{risk.code} (“{shortened(risk.title, 60)}”)' for risk in without)}.",
            {"without": len(without), "risks": len(draft.risks)},
        )


@check("D68", Severity.ERROR, "One risk's code stands for two risks, or for one that was merged away.")
def risk_listed_twice(draft: Draft) -> Iterator[Found]:
    """A risk's code belongs to one risk; one that was merged into another is no longer listed by itself.
    Source: rules, Checks on a document (a ref used for two things).
    """
    first: dict[str, str] = {}
    listed_codes = {risk.code for risk in draft.risks}
    for risk in draft.risks:
        title = first.setdefault(risk.code, risk.title)
        if words_of(title) != words_of(risk.title):
            yield Found(
                (f"risk {risk.code}",),
                f"{risk.code} is used for two risks: “{shortened(title)}” and “{shortened(risk.title)}”.",
                {"code": risk.code, "first": title, "second": risk.title},
            )
        for code in risk.merged:
            if code != risk.code and code in listed_codes:
                yield Found(
                    (f"risk {risk.code}", f"risk {code}"),
                    f"{code} was merged with {risk.code}, yet is still listed by itself.",
                    {"code": code, "merged with": risk.code},
                )


RISK_CHECKS = (section_with_two_titles, missing_risks, risk_without_link, risk_listed_twice)
