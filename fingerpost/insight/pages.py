"""What the pages of insight say, made once for the same months and kept by what it is made of."""

from __future__ import annotations

import base64
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from django.core.cache import cache
from django.urls import reverse

from fingerpost import __version__
from fingerpost.plans.models import Action
from fingerpost.reports.compose.insight.questions import (
    Asked,
    Question,
    in_brief,
    insight_report,
    question_document,
)
from fingerpost.reports.renderers.html import render_fragment

if TYPE_CHECKING:
    from fingerpost.insight.months import Months
    from fingerpost.plans.models import Plan
    from fingerpost.reports.document import Document

KEPT_FOR = 7 * 24 * 3600
"""For how many seconds what was made is kept."""
OVER_PLANS = frozenset({Question.TREND, Question.MOVEMENT})
"""The questions that look beyond the plan, to those that it was copied from."""


ABOUT_DATES = frozenset({Question.SLIP, Question.MOVED, Question.PROMISES})


class Brief(NamedTuple):
    """A question in brief: its sentence, and its picture as an address that holds it (empty where there is none)."""

    question: Question
    sentence: str
    picture: str


def document_of(months: Months, question: Question | None, asked: Asked) -> Document:
    """The answer to a question as a document, or the whole report. Refuses what the question refuses."""
    if question is None:
        return insight_report(months.series(whole=True))
    return question_document(months.series(whole=question in OVER_PLANS), question, asked)


def page_of(months: Months, question: Question | None, asked: Asked) -> tuple[str, str]:
    """The heading and the page of an answer. Refuses what the question refuses."""
    key = _key("page", months, question, asked)
    kept: tuple[str, str] | None = cache.get(key)
    if kept is None:
        document = document_of(months, question, asked)
        kept = document.properties["question"], render_fragment(document, addresses_of(months.plan, question))
        cache.set(key, kept, KEPT_FOR)
    return kept


def addresses_of(plan: Plan, question: Question | None) -> dict[str, str]:
    """Where the ref of each action leads: to its dates from a question about dates, to its whole story from others."""
    name = "insight:action" if question in ABOUT_DATES else "monitoring:action"
    refs = Action.objects.filter(plan=plan).values_list("ref", "pk")
    return {ref: reverse(name, kwargs={"council": plan.council.slug, "pk": pk}) for ref, pk in refs}


def overview_of(months: Months) -> list[Brief]:
    """Every question about the plan in brief."""
    key = _key("overview", months)
    kept: list[Brief] | None = cache.get(key)
    if kept is None:
        kept = [
            Brief(each.question, each.sentence, "" if each.svg is None else _address(each.svg))
            for each in in_brief(months.series(whole=True))
        ]
        cache.set(key, kept, KEPT_FOR)
    return kept


def _address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _key(kind: str, months: Months, *rest: object) -> str:
    made_of = (__version__, kind, months.plan.council.slug, months.plan.pk, months.made_of, rest)
    return f"insight-{sha256(repr(made_of).encode()).hexdigest()}"
