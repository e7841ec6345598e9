"""A section as a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fingerpost.plans.details import MeasureDetails, SectionDetails
from fingerpost.plans.forms.base import DetailsForm
from fingerpost.plans.forms.fields import RowChoice, RowChoices, RowsField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fingerpost.plans.models import Section
    from fingerpost.plans.named import Named


MEASURE_PARTS = {"title": _("What is measured"), "target": _("Target"), "actual": _("Now")}
"""What is written of a measure of success."""


def measure_of(row: dict[str, str]) -> MeasureDetails:
    """The measure of success that a row makes; refuses one without its words or target."""
    if not (row["title"] and row["target"]):
        raise ValueError(gettext("write what is measured and its target."))
    return MeasureDetails(**row)


class SectionForm(DetailsForm):
    """What is written of a section."""

    code = forms.CharField(
        label=_("Code"), max_length=20, help_text=_("Such as CP2 or 16.4; once in the plan.")
    )
    number = forms.CharField(label=_("Number, where it differs from the code"), max_length=20, required=False)
    title = forms.CharField(label=_("Title"), max_length=300)
    outcome = forms.CharField(
        label=_("Expected outcome"),
        widget=forms.Textarea,
        required=False,
        help_text=_("What will be better?"),
    )
    measures = RowsField(MEASURE_PARTS, measure_of, label=_("Measures of success"))

    def __init__(
        self,
        *args: Any,
        named: Named,
        section: SectionDetails | None = None,
        version: int | None = None,
        **kwargs: Any,
    ) -> None:
        if section is not None:
            kwargs["initial"] = {**_initial(section), "version": version}
        super().__init__(*args, **kwargs)
        self.fields["head"] = RowChoice(named.people, label=_("Head of service"), none="", required=False)
        self.fields["portfolio_holder"] = RowChoice(
            named.people, label=_("Portfolio holder"), none="", required=False
        )
        self.fields["aims"] = RowChoices(named.aims, label=_("Serves these aims"))
        self.fields["risks"] = RowChoices(named.risks, label=_("Works against these corporate risks"))

    def make(self, values: dict[str, Any]) -> SectionDetails:
        """What is written of the section."""
        return SectionDetails(**{name: values[name] for name in SectionDetails.__slots__})


def _initial(section: SectionDetails) -> dict[str, Any]:
    initial = {name: getattr(section, name) for name in SectionDetails.__slots__}
    initial["measures"] = measure_rows(section.measures)
    return initial


def measure_rows(measures: tuple[MeasureDetails, ...]) -> list[dict[str, str]]:
    """Measures as the rows of a form."""
    return [{"title": each.title, "target": each.target, "actual": each.actual} for each in measures]


class MoveForm(forms.Form):
    """Where a section is to stand: within which other, and after which of the sections there."""

    use_required_attribute = False

    def __init__(self, *args: Any, others: Sequence[Section], section: Section, **kwargs: Any) -> None:
        before = [
            each for each in others if each.parent_id == section.parent_id and each.place < section.place
        ]
        kwargs["initial"] = {"within": section.parent, "after": before[-1] if before else None}
        super().__init__(*args, **kwargs)
        self.fields["within"] = RowChoice(
            others, label=_("Within"), none=_("Nothing: at the top of the plan"), required=False
        )
        self.fields["after"] = RowChoice(
            others, label=_("After"), none=_("Nothing: first there"), required=False
        )

    def clean(self) -> dict[str, Any]:
        """Both, refused where the one to stand after is not within the same section."""
        values = dict(super().clean() or self.cleaned_data)
        within, after = values.get("within"), values.get("after")
        if after is not None and after.parent_id != (within.pk if within else None):
            self.add_error(
                "after", gettext("That section does not stand there; choose one that does, or none.")
            )
        return values
