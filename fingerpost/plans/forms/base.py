"""What the plan's forms share: they carry the version that was read, and say what is wrong all at once."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms


class DetailsForm(forms.Form):
    """A form that gives details of a thing. `details` is set once the form is valid.

    Its inputs keep what was typed, sense or not. Refusals of the details themselves stand at `refusals_at`.
    """

    use_required_attribute = False
    refusals_at: ClassVar[str | None] = None
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    details: Any

    def make(self, values: dict[str, Any]) -> Any:
        """The details that these values make; refuses (ValueError) what contradicts itself."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """The values, with the details made of them."""
        values = dict(super().clean() or self.cleaned_data)
        if not self.errors:
            try:
                self.details = self.make(values)
            except ValueError as refusal:
                self.add_error(self.refusals_at, str(refusal))
        return values
