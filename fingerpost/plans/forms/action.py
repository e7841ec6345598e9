"""An action as a form: everything that is written of it while its plan is being drafted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fingerpost.plans.details import ActionDetails
from fingerpost.plans.forms.base import DetailsForm
from fingerpost.plans.forms.fields import (
    DayField,
    LinesField,
    MonthsField,
    RowChoice,
    RowChoices,
    RowsField,
    date_in_words,
)
from fingerpost.plans.forms.section import MEASURE_PARTS, measure_of, measure_rows
from fingerpost.rules.schedule import Milestone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.plans.models import Section
    from fingerpost.plans.named import Named
    from fingerpost.rules.months import Period


class ActionForm(DetailsForm):
    """What is written of an action. Months outside the plan year stay as they are."""

    refusals_at: ClassVar[str | None] = "leads"
    ref = forms.CharField(label=_("Ref"), max_length=20, help_text=_("Such as 16.4.1; once in the plan."))
    title = forms.CharField(label=_("What is to be done"), max_length=400)
    resources = forms.CharField(
        label=_("Resources"),
        max_length=300,
        required=False,
        help_text=_("Money, people and time that it needs."),
    )
    priority = forms.CharField(label=_("Priority"), max_length=40, required=False)
    outside_bodies = LinesField(
        label=_("Outside bodies"),
        help_text=_("One on a line. Councillors may have to declare an interest in them."),
    )
    original_day = DayField(
        label=_("Exact day, if there is one"),
        required=False,
        help_text=_("Otherwise the action is due in its last programmed month."),
    )
    ongoing = forms.BooleanField(label=_("Ongoing, without a date"), required=False)
    recurring = forms.BooleanField(label=_("Reviewed in each programmed month"), required=False)

    def __init__(
        self,
        *args: Any,
        named: Named,
        year: Period,
        action: ActionDetails | None = None,
        section: Section | None = None,
        sections: Sequence[Section],
        **kwargs: Any,
    ) -> None:
        self.kept_months = tuple(each for each in (action.programmed if action else ()) if each not in year)
        self.kept_reached = {each.title: each.completed_on for each in (action.milestones if action else ())}
        self.year = year
        kwargs["initial"] = {
            **(_initial(action) if action else {}),
            "section": section,
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        more = {
            "section": RowChoice(sections, label=_("Section"), none=_("Choose a section")),
            "leads": RowChoices(named.people, lists=2, label=_("Leads")),
            "deputies": RowChoices(named.people, lists=1, label=_("Deputies")),
            "service": RowChoice(
                named.services, label=_("Service"), none=_("That of the first lead"), required=False
            ),
            "programmed": MonthsField(year, label=_("Programmed months")),
            "milestones": RowsField(
                {"title": _("Step"), "due": _("By when")}, self.milestone_of, label=_("Milestones")
            ),
            "predecessors": RowChoices(named.actions, lists=1, label=_("Must be done before it")),
            "measures": RowsField(MEASURE_PARTS, measure_of, more=1, label=_("Measures of success")),
            "aims": RowChoices(named.aims, label=_("Serves these aims")),
            "risks": RowChoices(named.risks, label=_("Works against these corporate risks")),
        }
        self.fields.update(more)

    def milestone_of(self, row: dict[str, str]) -> Milestone:
        """The milestone that a row makes; refuses one without its words or a date."""
        if not (row["title"] and row["due"]):
            raise ValueError(gettext("write what is to be done and by when."))
        due = date_in_words(row["due"], self.year)
        return Milestone(row["title"], due, self.kept_reached.get(row["title"]))

    def make(self, values: dict[str, Any]) -> ActionDetails:
        """What is written of the action."""
        given = {name: values[name] for name in ActionDetails.__slots__}
        given["programmed"] = tuple(sorted({*values["programmed"], *self.kept_months}))
        return ActionDetails(**given)


def _initial(action: ActionDetails) -> dict[str, Any]:
    initial = {name: getattr(action, name) for name in ActionDetails.__slots__}
    initial["milestones"] = [{"title": each.title, "due": each.due.text} for each in action.milestones]
    initial["measures"] = measure_rows(action.measures)
    return initial
