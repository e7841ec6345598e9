"""A large grid, cut into pages: a browser is slow over the table of several thousand actions."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from fingerpost.govuk.lists import PAGE
from fingerpost.plans.grid import Grid, GridRow

ROWS = 1_000
"""The actions on a page. No plan of a council is known to hold as many."""
WHOLE = "all"
"""What the query string asks for in place of a number, to have every action on one page: to print them."""


@dataclass(frozen=True, slots=True)
class GridPage:
    """A page of a grid: the actions on it, under their sections; and for `list_pages` where the other pages are."""

    grid: Grid
    page: Page[GridRow]
    asked: QueryDict

    @property
    def pages(self) -> list[int | None]:
        """The numbers of the pages to offer, None for those left out between them."""
        numbers = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [each if isinstance(each, int) else None for each in numbers]

    @property
    def is_whole(self) -> bool:
        """Whether every action is on it."""
        return self.page.paginator.num_pages == 1

    @property
    def whole_address(self) -> str:
        """The query string for every action on one page."""
        return self.page_address(WHOLE)

    def page_address(self, number: int | str) -> str:
        """The query string for one of the pages, narrowed as this one is."""
        other = self.asked.copy()
        other[PAGE] = str(number)
        return f"?{other.urlencode()}"


def page_of(grid: Grid, asked: QueryDict, *, size: int = ROWS) -> GridPage:
    """The page of a grid that the query string asks for."""
    rows = grid.rows
    if asked.get(PAGE) == WHOLE:
        size = max(len(rows), 1)
    page = Paginator(rows, size).get_page(asked.get(PAGE))
    if page.paginator.num_pages == 1:
        return GridPage(grid, page, asked)
    here = {row.pk for row in page.object_list}
    cut = [
        replace(section, rows=tuple(row for row in section.rows if row.pk in here))
        for section in grid.sections
    ]
    filled = {key for section in cut if section.rows for key in section.path}
    return GridPage(
        replace(grid, sections=tuple(section for section in cut if section.pk in filled)), page, asked
    )
