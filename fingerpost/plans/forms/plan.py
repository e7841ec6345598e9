"""The settings of a plan as a form."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from fingerpost.plans.details import MOST_LEVELS, PlanDetails
from fingerpost.plans.forms.base import DetailsForm
from fingerpost.plans.forms.fields import MonthField
from fingerpost.rules.classes import Status, StatusClass
from fingerpost.rules.months import Period
from fingerpost.rules.policies import Counted, DecisionsCount, MilestonesCount, Policies, Rounding

CYCLES = [(1, _("Every month")), (3, _("Every quarter")), (6, _("Every half-year")), (12, _("Once a year"))]
ALSO_EXCEPTIONS = (StatusClass.REPROGRAMMED, StatusClass.NOT_UPDATED)


class PlanForm(DetailsForm):
    """The settings of a plan: what it is called, its year and levels, its cycle, policies and words."""

    refusals_at: ClassVar[str | None] = "cycle_months"
    title = forms.CharField(label=_("Title"), max_length=160)
    code = forms.CharField(
        label=_("Short code"), max_length=20, help_text=_("Such as IP26. It is used once in the council.")
    )
    first_month = MonthField(label=_("First month of the plan year"))
    months = forms.IntegerField(label=_("Months in the plan year"), min_value=1, max_value=36, initial=12)
    cycle_months = forms.TypedChoiceField(
        label=_("How often it is reported"), coerce=int, choices=CYCLES, initial=1
    )
    level_1 = forms.CharField(
        label=_("Name of the first level of sections"), max_length=40, initial=_("theme")
    )
    level_2 = forms.CharField(
        label=_("Name of the second level, if there is one"), max_length=40, required=False
    )
    level_3 = forms.CharField(
        label=_("Name of the third level, if there is one"), max_length=40, required=False
    )
    opening = forms.BooleanField(
        label=_("This plan is taken over in mid-year"),
        required=False,
        help_text=_(
            "Each action can then begin with the original date and the past changes as they are known."
        ),
    )
    amber_up_to = forms.IntegerField(
        label=_("Months late that still count as amber"), min_value=0, max_value=12, initial=1
    )
    counted = forms.ChoiceField(
        label=_("Which actions are counted"), choices=[(each.value, each.value) for each in Counted]
    )
    rounding = forms.ChoiceField(
        label=_("How shares are rounded"), choices=[(each.value, each.value) for each in Rounding]
    )
    decisions_count = forms.ChoiceField(
        label=_("Until when decisions count"), choices=[(each.value, each.value) for each in DecisionsCount]
    )
    milestones_count = forms.ChoiceField(
        label=_("For which actions a late milestone makes the action late"),
        choices=[(each.value, each.value) for each in MilestonesCount],
    )
    also_exceptions = forms.MultipleChoiceField(
        label=_("Reported as exceptions besides amber and red"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[(each.value, each.value) for each in ALSO_EXCEPTIONS],
    )
    bunching_of_one_lead = forms.IntegerField(
        label=_("Actions of one lead that may be due in one month"), min_value=0, initial=5
    )
    bunching_percent = forms.IntegerField(
        label=_("Per cent of the plan that may be due in one month"), min_value=0, max_value=100, initial=15
    )

    def __init__(self, *args: Any, plan: PlanDetails | None = None, **kwargs: Any) -> None:
        self.colours = {} if plan is None else plan.colours
        if plan is not None:
            kwargs["initial"] = {**_initial(plan), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for status in Status:
            words = plan.status_words.get(status, "") if plan else ""
            self.fields[f"word_{status.name.lower()}"] = forms.CharField(
                label=status.value, max_length=40, required=False, initial=words
            )

    @property
    def words(self) -> list[forms.BoundField]:
        """The inputs for the council's own words for statuses."""
        return [self[f"word_{status.name.lower()}"] for status in Status]

    def make(self, values: dict[str, Any]) -> PlanDetails:
        """The settings that these values make."""
        levels = tuple(values[f"level_{number}"] for number in range(1, MOST_LEVELS + 1))
        first = values["first_month"]
        return PlanDetails(
            code=values["code"],
            title=values["title"],
            year=Period(first, first + (values["months"] - 1)),
            level_names=tuple(filter(None, levels)),
            cycle_months=values["cycle_months"],
            status_words={
                status: values[f"word_{status.name.lower()}"]
                for status in Status
                if values[f"word_{status.name.lower()}"]
            },
            colours=self.colours,
            policies=Policies(
                amber_up_to=values["amber_up_to"],
                counted=Counted(values["counted"]),
                rounding=Rounding(values["rounding"]),
                decisions_count=DecisionsCount(values["decisions_count"]),
                milestones_count=MilestonesCount(values["milestones_count"]),
                also_exceptions=tuple(StatusClass(each) for each in values["also_exceptions"]),
                bunching_of_one_lead=values["bunching_of_one_lead"],
                bunching_percent=values["bunching_percent"],
            ),
            opening=values["opening"],
        )


def _initial(plan: PlanDetails) -> dict[str, Any]:
    policies = plan.policies
    levels = (*plan.level_names, "", "")
    return {
        "title": plan.title,
        "code": plan.code,
        "first_month": plan.year.first,
        "months": len(plan.year),
        "cycle_months": plan.cycle_months,
        "level_1": levels[0],
        "level_2": levels[1],
        "level_3": levels[2],
        "opening": plan.opening,
        "amber_up_to": policies.amber_up_to,
        "counted": policies.counted,
        "rounding": policies.rounding,
        "decisions_count": policies.decisions_count,
        "milestones_count": policies.milestones_count,
        "also_exceptions": list(policies.also_exceptions),
        "bunching_of_one_lead": policies.bunching_of_one_lead,
        "bunching_percent": policies.bunching_percent,
    }
