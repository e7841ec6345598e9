"""The checks on a month before it closes, while what they find can still be put right (rules: Checks)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.rules.checks import month_plan, month_updates
from fingerpost.rules.findings import Finding, gravest_first

if TYPE_CHECKING:
    from fingerpost.rules.checks.month_to_close import MonthToClose
    from fingerpost.rules.checks.registry import Check

MONTH_CHECKS: tuple[Check[MonthToClose], ...] = (
    month_updates.no_update,
    month_updates.late_without_reason,
    month_updates.late_without_corrective_action,
    month_updates.better_as_agreed,
    month_updates.better_not_agreed,
    month_updates.later_without_request,
    month_updates.revised_date_missed,
    month_updates.suspension_past_review,
    month_updates.date_outside_plan,
    month_updates.completion_in_future,
    month_updates.completion_taken_back,
    month_updates.expected_in_the_past,
    month_updates.comment_the_same,
    month_updates.done_after_the_period,
    month_updates.dependent_silent,
    month_plan.lead_without_account,
    month_plan.section_without_actions,
    month_plan.section_without_risk,
    month_plan.risk_without_live_action,
    month_plan.bunching_of_one_lead,
    month_plan.bunching_of_the_plan,
)
"""Every check on a month before it closes, in the order of ids."""


def check_month(month: MonthToClose) -> tuple[Finding, ...]:
    """Everything that the checks find in a month before it closes, errors first, then in the order of checks."""
    return gravest_first(finding for each in MONTH_CHECKS for finding in each(month))
