"""Both texts, where somebody else saved first: what this person wrote beside what is saved now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fingerpost.plans.details import differences, plain_details

if TYPE_CHECKING:
    from django import forms

    from fingerpost.plans.details import ActionDetails, PlanDetails, SectionDetails


class Clash(NamedTuple):
    """One thing that differs: its name, what this person wrote, and what is saved now."""

    name: str
    mine: str
    theirs: str


def clashes(
    form: forms.Form, theirs: PlanDetails | SectionDetails | ActionDetails, version: int
) -> list[Clash]:
    """What differs, and the form made ready to be saved over what is there, now that it has been seen."""
    mine: Any = form.details  # type: ignore[attr-defined]  # set by a valid DetailsForm
    saved, wrote = differences(plain_details(theirs), plain_details(mine))
    form.data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    form.data["version"] = str(version)  # type: ignore[index]  # the form was made with a copy that may be written
    labels = {name: str(field.label or name) for name, field in form.fields.items()}
    return [
        Clash(labels.get(name, name.replace("_", " ").capitalize()), _words(wrote[name]), _words(saved[name]))
        for name in wrote
    ]


def _words(plain: Any) -> str:
    if isinstance(plain, list):
        return "; ".join(map(_words, plain)) or "–"
    if isinstance(plain, dict):
        return ", ".join(filter(None, map(_words, plain.values()))) or "–"
    if isinstance(plain, bool):
        return "✓" if plain else "–"
    return "–" if plain in (None, "") else str(plain)
