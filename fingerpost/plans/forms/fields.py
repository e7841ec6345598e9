"""Fields that the plan's forms are made of: months, days, rows of several inputs, lists of lines, rows in order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext

from fingerpost.govuk.widgets import InOrder, PartsWidget, RowsWidget
from fingerpost.rules.dates import parse_date
from fingerpost.rules.months import Month

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.utils.functional import _StrPromise

    from fingerpost.rules.dates import ApproximateDate
    from fingerpost.rules.months import Period


class MonthField(forms.Field):
    """A month, as two inputs: its number and its year."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=PartsWidget(("month", "year")), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The month as its parts."""
        return {"month": str(value.number), "year": str(value.year)} if isinstance(value, Month) else value

    def to_python(self, value: Any) -> Month | None:
        """The month that was typed; None where nothing was."""
        if not any(value.values()):
            return None
        try:
            return Month(int(value["year"]), int(value["month"]))
        except ValueError:
            raise ValidationError(gettext("Enter a month and a year, such as 7 2026.")) from None


class DayField(forms.Field):
    """A day, as three inputs."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=PartsWidget(("day", "month", "year")), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The day as its parts."""
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        return value

    def to_python(self, value: Any) -> date | None:
        """The day that was typed; None where nothing was."""
        if not any(value.values()):
            return None
        try:
            return date(int(value["year"]), int(value["month"]), int(value["day"]))
        except ValueError:
            raise ValidationError(gettext("Enter a real day, such as 28 2 2027.")) from None


class RowsField(forms.Field):
    """Rows of several inputs, such as milestones; `read` makes a value of each row or raises a ValueError.

    `parts` are the inputs of a row with their labels, `more` is how many empty rows follow what is written.
    """

    def __init__(
        self,
        parts: Mapping[str, str | _StrPromise],
        read: Callable[[dict[str, str]], Any],
        *,
        more: int = 2,
        **kwargs: Any,
    ) -> None:
        super().__init__(widget=RowsWidget(parts, more=more), required=False, **kwargs)
        self.read = read

    def to_python(self, value: Any) -> tuple[Any, ...]:
        """The values of the rows; refuses all rows that make none, each by its number."""
        values, problems = [], []
        for number, row in enumerate(value or (), start=1):
            try:
                values.append(self.read(row))
            except ValueError as refusal:
                problems.append(gettext("Row %(number)s: %(why)s") % {"number": number, "why": refusal})
        if problems:
            raise ValidationError(problems)
        return tuple(values)


class LinesField(forms.CharField):
    """Several texts, one on a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The texts, one on a line."""
        return "\n".join(value) if isinstance(value, tuple | list) else value

    def clean(self, value: Any) -> Any:
        """The texts, each once, empty lines left out."""
        lines = [" ".join(line.split()) for line in str(value or "").splitlines()]
        return tuple(dict.fromkeys(filter(None, lines)))


class RowChoice(forms.ChoiceField):
    """One of some rows that are at hand, or none."""

    def __init__(self, rows: Iterable[Model], *, none: str | _StrPromise = "", **kwargs: Any) -> None:
        self.rows = {str(each.pk): each for each in rows}
        choices = [("", none), *((key, str(each)) for key, each in self.rows.items())]
        super().__init__(choices=choices, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The key of the row chosen."""
        return str(value.pk) if isinstance(value, Model) else value

    def clean(self, value: Any) -> Any:
        """The row chosen."""
        return self.rows.get(super().clean(value))


class RowChoices(forms.MultipleChoiceField):
    """Some of the rows that are at hand; each is taken once.

    With `lists` they are chosen in an order, from at least so many lists; without, they are ticked.
    """

    def __init__(self, rows: Iterable[Model], *, lists: int = 0, **kwargs: Any) -> None:
        self.rows = {str(each.pk): each for each in rows}
        super().__init__(
            choices=[(key, str(each)) for key, each in self.rows.items()],
            widget=InOrder(lists) if lists else forms.CheckboxSelectMultiple,
            required=False,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """The keys of the rows chosen."""
        return [str(each.pk) if isinstance(each, Model) else each for each in value or ()]

    def clean(self, value: Any) -> Any:
        """The rows chosen."""
        keys = super().clean([each for each in value or () if each])
        return tuple(self.rows[key] for key in dict.fromkeys(keys))


class MonthsField(forms.MultipleChoiceField):
    """Months of a year as checkboxes."""

    def __init__(self, year: Period, **kwargs: Any) -> None:
        super().__init__(
            choices=[(str(each), each.short_name) for each in year],
            widget=forms.CheckboxSelectMultiple(attrs={"class": "fp-months"}),
            required=False,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """The months ticked, as written in the page."""
        return [str(each) for each in value or ()]

    def clean(self, value: Any) -> Any:
        """The months ticked, in order."""
        return tuple(sorted(Month.parse(each) for each in super().clean(value)))


def date_in_words(words: str, year: Period) -> ApproximateDate:
    """The date that words such as "autumn" name, in the plan year where they name none. Refuses other words."""
    found = parse_date(words, plan_year=year)
    if not found.is_known:
        raise ValueError(
            gettext("“%(words)s” is not a date; write it like 28 February 2027, March 2027 or autumn 2027.")
            % {"words": words}
        )
    return found
