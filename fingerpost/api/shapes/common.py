"""What many values have in common: months, approximate dates, people, pages."""

from typing import Annotated, Any, Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from fingerpost.people.models import Person
from fingerpost.rules.dates.approximate import ApproximateDate
from fingerpost.rules.months import Month

Item = TypeVar("Item", bound=BaseModel)

LARGEST_KEY = 2**63 - 1
Key = Annotated[int, Field(ge=1, le=LARGEST_KEY, description="The id of a thing.")]
MonthText = Annotated[str, Field(pattern=r"^\d{4}-\d{2}$", description="A month.", examples=["2026-03"])]


class Shape(BaseModel):
    """A value that the API gives."""

    model_config = ConfigDict(from_attributes=True)


class Taken(BaseModel):
    """A value that the API takes. What it does not know is a problem, so that no misspelt answer is lost."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @field_validator("*", mode="before")
    @classmethod
    def without_nul(cls, value: Any) -> Any:
        """Refuse the one character that not every database can keep."""
        if "\x00" in _words_in(value):
            raise ValueError("A text cannot hold the character NUL.")
        return value


class DateShape(Shape):
    """A date as exact as it was given: its words, its EDTF value (ISO 8601-2), and what these span."""

    text: str = Field(examples=["autumn 2026"])
    edtf: str | None = Field(description="None where the words hold no date.", examples=["2026-23"])
    earliest: MonthText | None
    latest: MonthText | None = Field(description="None where it is not known, or its end is open.")

    @classmethod
    def of(cls, value: ApproximateDate) -> Self:
        """A date as the rules have it."""
        return cls(
            text=value.text,
            edtf=value.edtf,
            earliest=month_or_none(value.earliest),
            latest=month_or_none(value.latest),
        )


class PersonShape(Shape):
    """Somebody of the council, by the name that is shown."""

    id: int
    name: str = Field(examples=["Leo Brandt"])

    @classmethod
    def of(cls, person: Person) -> Self:
        """The person."""
        return cls(id=person.pk, name=person.shown)


class Page(Shape, Generic[Item]):
    """A page of a list. The order is the same each time, so that following `next` gives every item once."""

    items: list[Item]
    total: int = Field(description="How many there are on all pages.")
    page: int
    pages: int
    next: str | None = Field(description="The address of the next page; none after the last.")


class Paging(Taken):
    """Which page, and how large."""

    page: int = Field(1, ge=1, le=100_000, description="Counted from 1.")
    size: int = Field(50, ge=1, le=200, description="Items on a page.")


def _words_in(value: Any) -> str:
    """Every text within a value as JSON has it, in one."""
    if isinstance(value, dict):
        return "".join(map(_words_in, (*value.keys(), *value.values())))
    if isinstance(value, list):
        return "".join(map(_words_in, value))
    return value if isinstance(value, str) else ""


def month_or_none(month: Month | None) -> str | None:
    """A month as text."""
    return None if month is None else str(month)


def date_or_none(value: ApproximateDate | None) -> DateShape | None:
    """A date's shape, where there is one."""
    return None if value is None else DateShape.of(value)


def person_or_none(person: Person | None) -> PersonShape | None:
    """A person's shape, where there is one."""
    return None if person is None else PersonShape.of(person)
