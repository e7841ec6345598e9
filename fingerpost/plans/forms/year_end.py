"""The forms of the year end: what became of every action, and what goes on into the next plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fingerpost.plans.details import plan_details
from fingerpost.plans.forms.base import DetailsForm
from fingerpost.plans.forms.fields import MonthField
from fingerpost.plans.operations.year_end import DatesOfNext
from fingerpost.rules.months import Period

if TYPE_CHECKING:
    from fingerpost.plans.details import PlanDetails
    from fingerpost.plans.models import Plan


class NextPlanForm(DetailsForm):
    """What the next plan is called and when it begins; everything else is as in the plan that it follows."""

    title = forms.CharField(label=_("Title"), max_length=160)
    code = forms.CharField(label=_("Short code"), max_length=20)
    first_month = MonthField(label=_("First month of the plan year"))
    dates = forms.ChoiceField(
        label=_("Dates of the actions are"), choices=[(each.value, each.value) for each in DatesOfNext]
    )
    renumber = forms.BooleanField(
        label=_("Number the actions anew within each section"), required=False, initial=True
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        self.plan = plan
        kwargs["initial"] = {"first_month": plan.last_month + 1}
        super().__init__(*args, **kwargs)

    def make(self, values: dict[str, Any]) -> PlanDetails:
        """The settings of the next plan."""
        now = plan_details(self.plan)
        first = values["first_month"]
        return replace(
            now,
            code=values["code"],
            title=values["title"],
            year=Period(first, first + (len(now.year) - 1)),
            opening=False,
        )
