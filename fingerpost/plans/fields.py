"""Columns that hold values of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from fingerpost.rules.months import Month

if TYPE_CHECKING:
    from collections.abc import Iterable


if TYPE_CHECKING:
    _MonthColumn = models.CharField[Month | str, Month]
    _MonthsColumn = models.JSONField[Iterable[Month], tuple[Month, ...]]
else:
    _MonthColumn, _MonthsColumn = models.CharField, models.JSONField


class MonthField(_MonthColumn):
    """A month, kept as YYYY-MM, which sorts as months do."""

    description = "A month"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 7
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, _expression: Any, _connection: Any) -> Month | None:
        """The month that a row holds."""
        return None if value is None else Month.parse(value)

    def to_python(self, value: Any) -> Month | None:
        """The month that a form or fixture gives."""
        return value if value is None or isinstance(value, Month) else Month.parse(value)

    def get_prep_value(self, value: Any) -> str | None:
        """What is written to the row."""
        return None if value is None else str(value)


class MonthsField(_MonthsColumn):
    """Months in order, kept as a list of YYYY-MM."""

    description = "Months"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> tuple[Month, ...]:
        """The months that a row holds."""
        return tuple(Month.parse(each) for each in super().from_db_value(value, expression, connection) or ())

    def get_prep_value(self, value: Any) -> Any:
        """What is written to the row."""
        return super().get_prep_value([str(each) for each in value or ()])
