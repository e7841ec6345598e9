"""Inputs that Django has none of: several boxes for one value, rows of inputs, lists whose order counts.

`govuk/components/form.html` draws them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise


class PartsWidget(forms.Widget):
    """Several inputs named NAME_PART; its value is a mapping from part to text."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        super().__init__()
        self.parts = parts

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> dict[str, str]:
        """What was typed into each part."""
        return {part: str(data.get(f"{name}_{part}", "")).strip() for part in self.parts}

    def value_omitted_from_data(self, data: Mapping[str, Any], _files: Any, name: str) -> bool:
        """Whether none of the parts was sent."""
        return not any(f"{name}_{part}" in data for part in self.parts)


class RowsWidget(forms.Widget):
    """Rows of inputs named NAME_PART, the same for each row, and `more` empty ones; its value is a list of rows.

    `labels` names each part.
    """

    def __init__(self, labels: Mapping[str, str | _StrPromise], *, more: int) -> None:
        super().__init__()
        self.labels = labels
        self.parts = tuple(labels)
        self.more = more

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> list[dict[str, str]]:
        """What was typed into each row, empty rows left out."""
        columns = [data.getlist(f"{name}_{part}") for part in self.parts]
        rows = [
            dict(zip(self.parts, (each.strip() for each in row), strict=True))
            for row in zip(*columns, strict=False)
        ]
        return [row for row in rows if any(row.values())]

    def value_omitted_from_data(self, data: Mapping[str, Any], _files: Any, name: str) -> bool:
        """Whether the rows were not sent."""
        return f"{name}_{self.parts[0]}" not in data


class InOrder(forms.SelectMultiple):
    """Lists to choose from, one under the other, since the order of what is chosen counts; at least `lists` of them."""

    def __init__(self, lists: int) -> None:
        super().__init__()
        self.lists = lists
