"""One way for every list: narrowed, sorted and cut into pages by what stands in the query string.

A view says which filters and columns there are, `listing` reads what was chosen, and the components
`list_filters`, `sorted_headings` and `list_pages` draw it. Only what the view named can be asked for; anything else in the
query string is passed over, but for a day that cannot be read, which is said. The rows are a queryset or a sequence in memory. Of a queryset two queries are
made, a third once it is narrowed (to say "10 of 152").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from fingerpost.govuk.days import DayField

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import QueryDict

T = TypeVar("T")
PAGE_SIZE = 50
SORT, PAGE, EVERYTHING = "sort", "page", "everything"
"""The names in the query string that are not those of filters. A sort begins with - where it is descending;
`everything`, a button of a form, takes all filters off.
"""

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter with a list to choose from.

    `options` are values with their words. `by` says how rows are narrowed: a lookup of the queryset
    ("service_id"), or a function that takes the value and gives the `Q` of a queryset, or for rows in memory a
    function of a row that gives its value. `default` is what is chosen where the query string names no filter.
    """

    name: str
    label: Words
    options: Sequence[tuple[str, Words]]
    by: str | Callable[[Any], Any]
    default: str = ""

    def fits(self, value: str) -> bool:
        """Whether there is such a choice."""
        return any(value == str(each) for each, _ in self.options)

    def narrow(self, rows: Any, value: str) -> Any:
        """The rows that fit a choice."""
        if isinstance(rows, QuerySet):
            return rows.filter(self.by(value) if callable(self.by) else Q(**{self.by: value}))
        read = self.by if callable(self.by) else _reader(self.by)
        return [row for row in rows if str(read(row)) == value]


@dataclass(frozen=True, slots=True)
class Search:
    """A box for words. Every word must stand in one of the fields (lookups, or functions of a row in memory)."""

    label: Words
    fields: Sequence[str | Callable[[Any], str]]
    name: str = "words"
    default: str = ""

    def narrow(self, rows: Any, value: str) -> Any:
        """The rows in which all the words stand, in any order and case."""
        words = value.casefold().split()
        if isinstance(rows, QuerySet):
            for word in words:
                either = Q()
                for each in self.fields:
                    either |= Q(**{f"{each}__icontains": word})
                rows = rows.filter(either)
            return rows
        readers = [each if callable(each) else _reader(each) for each in self.fields]
        return [
            row
            for row in rows
            if all(any(word in str(read(row)).casefold() for read in readers) for word in words)
        ]


@dataclass(frozen=True, slots=True)
class Day:
    """A box for a day, written as people write it. `by` gives the `Q` of the rows that fit a day.

    What is no day narrows nothing, and is said beside the box.
    """

    name: str
    label: Words
    by: Callable[[date], Q]
    default: str = ""

    def problem(self, value: str) -> str:
        """What is wrong with what was typed; empty where nothing is."""
        try:
            DayField(required=False).clean(value)
        except ValidationError as refusal:
            return " ".join(refusal.messages)
        return ""

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        """The rows that fit a day."""
        return rows if self.problem(value) else rows.filter(self.by(DayField().clean(value)))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list. `by` is what it sorts by: names of a queryset's fields, or a function of a row in
    memory; None where the list cannot be sorted by it.
    """

    name: str
    label: Words
    by: tuple[str, ...] | Callable[[Any], Any] | None = None
    numeric: bool = False

    def sort(self, rows: Any, *, descending: bool) -> Any:
        """The rows in the order of this column; equal rows stay as they were."""
        assert self.by is not None
        if isinstance(rows, QuerySet):
            assert not callable(self.by)
            turned = [_turned(each) if descending else each for each in self.by]
            return rows.order_by(*turned, "pk")
        read = self.by if callable(self.by) else _reader(*self.by)
        return sorted(rows, key=read, reverse=descending)


Filter = Choice | Search | Day


@dataclass(frozen=True)
class Listing(Generic[T]):
    """A page of a list as somebody asked for it. Iterating gives its rows.

    `name` tells the lists of one page apart, `beside` is another list of the page, whose choices stay.
    """

    page: Page[T]
    filters: tuple[Filter, ...] = ()
    columns: tuple[Column, ...] = ()
    chosen: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    all_rows: Any = ()
    name: str = ""
    beside: Listing[Any] | None = None

    def __iter__(self) -> Iterator[T]:
        return iter(self.page.object_list)

    def __len__(self) -> int:
        return len(self.page.object_list)

    @property
    def count(self) -> int:
        """How many rows fit, on all pages."""
        return self.page.paginator.count

    @property
    def rows(self) -> Any:
        """All rows that fit, on all pages, for an export."""
        return self.page.paginator.object_list

    @cached_property
    def total(self) -> int:
        """How many rows there are without any filter."""
        if not self.narrowed:
            return self.count
        return self.all_rows.count() if isinstance(self.all_rows, QuerySet) else len(self.all_rows)

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(self.chosen.values())

    @cached_property
    def problems(self) -> dict[str, str]:
        """What could not be read of what was asked, by the filter's name."""
        typed = ((each, self.chosen.get(each.name, "")) for each in self.filters if isinstance(each, Day))
        return {each.name: problem for each, value in typed if (problem := each.problem(value))}

    @property
    def pages(self) -> list[int | None]:
        """The numbers of the pages to offer, None for those left out between them."""
        numbers = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [each if isinstance(each, int) else None for each in numbers]

    def parameter(self, name: str) -> str:
        """What a filter, the order or the page of this list is called in the query string."""
        return f"{self.name}-{name}" if self.name else name

    @property
    def anchor(self) -> str:
        """Where on the page the list stands; empty for the one list of a page."""
        return f"#list-{self.name}" if self.name else ""

    @property
    def parts(self) -> dict[str, str]:
        """What of the query string asks for this list, without its page. An empty part takes a default off."""
        parts = {
            self.parameter(each.name): self.chosen.get(each.name, "")
            for each in self.filters
            if self.chosen.get(each.name) or each.default
        }
        if self.sort:
            parts[self.parameter(SORT)] = self.sort
        return parts

    @property
    def carried(self) -> dict[str, str]:
        """What goes along when the filters are sent: the order, and what is chosen of the list beside."""
        own = {self.parameter(SORT): self.sort} if self.sort else {}
        return (self.beside.parts if self.beside else {}) | own

    def address(self, **changes: str | int) -> str:
        """The query string of this list with something changed; another filter or order begins at page 1."""
        changed = {self.parameter(name): str(value) for name, value in changes.items()}
        parts = (self.beside.parts if self.beside else {}) | self.parts | changed
        return f"?{urlencode(parts)}{self.anchor}"

    @property
    def everything_address(self) -> str:
        """The query string of this list without any filter."""
        off = {self.parameter(each.name): "" for each in self.filters if each.default}
        return f"?{urlencode(self.carried | off)}{self.anchor}"

    def page_address(self, number: int) -> str:
        """The address of one of its pages."""
        return self.address(**{PAGE: number})

    def sort_address(self, column: Column) -> str:
        """The address of the list sorted by a column: upwards first, then downwards."""
        return self.address(**{SORT: self.next_sort(column)})

    def next_sort(self, column: Column) -> str:
        """The order that the heading of a column asks for."""
        return f"-{column.name}" if self.sort == column.name else column.name

    def direction(self, column: Column) -> str:
        """How the list is sorted by a column, as `aria-sort` says it."""
        return {column.name: "ascending", f"-{column.name}": "descending"}.get(self.sort, "none")


def listing(
    rows: QuerySet[Any, T] | Iterable[T],
    asked: Mapping[str, str],
    *,
    filters: Iterable[Filter | None] = (),
    columns: Iterable[Column] = (),
    sort: str = "",
    size: int | None = None,
    name: str = "",
    beside: Listing[Any] | None = None,
) -> Listing[T]:
    """The page of a list that the query string asks for (`request.GET`; `request.POST` within a form).

    Filters may be None (left out for some people). `sort` is the order where none is asked for, as it stands
    in the query string; without it rows keep their own order. Of several lists on a page all but one have a `name`,
    a short word.
    """
    before = f"{name}-" if name else ""
    asked = {key.removeprefix(before): asked[key] for key in asked if key.startswith(before)}
    given = tuple(each for each in filters if each is not None)
    shown = tuple(columns)
    everything: Any = rows if isinstance(rows, QuerySet) else list(rows)
    chosen = _chosen(given, asked)
    kept = everything
    for each in given:
        if value := chosen.get(each.name):
            kept = each.narrow(kept, value)
    order = asked.get(SORT, sort)
    by = next((each for each in shown if each.by is not None and each.name == order.removeprefix("-")), None)
    if by is not None:
        kept = by.sort(kept, descending=order.startswith("-"))
    elif isinstance(kept, QuerySet) and not kept.ordered:
        kept = kept.order_by("pk")
    return Listing(
        page=Paginator(kept, size or PAGE_SIZE).get_page(asked.get(PAGE)),
        filters=given,
        columns=shown,
        chosen=chosen,
        sort=order if by is not None else "",
        all_rows=everything,
        name=name,
        beside=beside,
    )


def ticked(asked: QueryDict, name: str) -> set[int]:
    """The keys of the rows ticked in a form, on the page shown and on others (`kept_ticks`)."""
    keys = ",".join(asked.getlist(name)).split(",")
    return {int(each) for each in keys if each.isdecimal()}


def kept_ticks(name: str, keys: Iterable[int], shown: Iterable[int]) -> dict[str, str]:
    """The hidden input with which ticks on other pages than the one shown stay, however many they are."""
    others = sorted(set(keys) - set(shown))
    return {name: ",".join(str(each) for each in others)} if others else {}


def _chosen(filters: Sequence[Filter], asked: Mapping[str, str]) -> dict[str, str]:
    """What was chosen, so far as it can be chosen; the defaults where the query string names no filter."""
    if EVERYTHING in asked:
        return {}
    named = any(each.name in asked for each in filters)
    chosen = {}
    for each in filters:
        value = asked.get(each.name, "" if named else each.default).strip()
        if not isinstance(each, Choice) or each.fits(value):
            chosen[each.name] = value
    return chosen


def _turned(by: str) -> str:
    return by.removeprefix("-") if by.startswith("-") else f"-{by}"


def _reader(*names: str) -> Callable[[Any], Any]:
    """A function that reads attributes of a row, dotted or with double underscores: `service__name`."""

    def read(row: Any) -> Any:
        values = []
        for name in names:
            value = row
            for part in name.replace("__", ".").split("."):
                value = getattr(value, part, "")
            values.append(value)
        return values[0] if len(values) == 1 else tuple(values)

    return read
