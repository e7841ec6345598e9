"""What falls due when in a plan that has no closed month yet, as it is drafted: bunching before it is approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.plans.models import Action, Section
from fingerpost.plans.values import leads_of, ledger_if_any, policies_of, section_value
from fingerpost.reports.compose.building import Builder
from fingerpost.reports.compose.insight.bunching import bunched_part
from fingerpost.reports.compose.insight.questions import as_document
from fingerpost.rules.insight.bunching import Bunching, Due, bunching
from fingerpost.rules.insight.english import Named
from fingerpost.rules.insight.series import summed_up
from fingerpost.rules.wording import coded_words

if TYPE_CHECKING:
    from datetime import date

    from fingerpost.plans.models import Plan
    from fingerpost.reports.document import Document


def bunching_before(plan: Plan, *, on: date) -> Bunching:
    """When the actions of a plan fall due, as it is drafted on a day; seven queries, whatever its size."""
    rows = Section.objects.filter(plan=plan).select_related("parent", "head", "portfolio_holder")
    sections = [section_value(each) for each in rows.prefetch_related("risks")]
    shown = summed_up(sections)
    actions = list(
        Action.objects.filter(plan=plan)
        .select_related("section", "service")
        .prefetch_related("people__person", "ledger_entries", "milestones")
        .order_by("place")
    )
    dues = []
    for each in actions:
        ledger = ledger_if_any(each)
        current = ledger.current if ledger else None
        section = shown[each.section.code]
        dues.append(
            Due(
                Named(each.ref, each.title),
                current.latest if current else None,
                coded_words(section.code, section.title),
                tuple(lead.name for lead in leads_of(each, on)),
                each.service.name if each.service else None,
            )
        )
    return bunching(dues, whole=len(dues), after=plan.first_month + -1, policies=policies_of(plan))


def document_before(plan: Plan, *, on: date) -> Document:
    """What falls due when in a plan that has no closed month yet, as a document marked as a draft."""
    builder = Builder()
    bunched_part(builder, bunching_before(plan, on=on))
    return as_document(
        builder, plan=plan.title, until="as drafted", council=plan.council.name, dated=on, draft=True
    )
