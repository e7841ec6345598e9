"""Lists page by page, in an order that is the same each time; what is asked that no filter knows is a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fingerpost.api.problems import Invalid
from fingerpost.api.shapes.common import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.http import HttpRequest
    from pydantic import BaseModel

    from fingerpost.api.shapes.common import Paging

T = TypeVar("T")
S = TypeVar("S", bound="BaseModel")


def only_known(request: HttpRequest, filters: BaseModel) -> None:
    """Refuse what is asked that the list does not know: a misspelt filter would silently give everything."""
    unknown = sorted(set(request.GET) - set(type(filters).model_fields))
    if unknown:
        raise Invalid([(name, _("There is no such filter.")) for name in unknown])


def address_with(request: HttpRequest, **changed: Any) -> str:
    """The address of the same list, with something else asked."""
    asked = request.GET.copy()
    for name, value in changed.items():
        asked[name] = str(value)
    return f"{settings.SITE_ADDRESS}{request.path}?{asked.urlencode()}"


def page_of(
    request: HttpRequest,
    rows: QuerySet[Any, T] | Sequence[T],
    filters: Paging,
    shaped: Callable[[Sequence[T]], Sequence[S]],
) -> Page[S]:
    """A page of rows that stand in their order; `shaped` makes items of the rows of the page only.

    A page after the last is empty.
    """
    only_known(request, filters)
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    first = (filters.page - 1) * filters.size
    pages = max(1, -(-total // filters.size))
    shown = list(rows[first : first + filters.size]) if first < total else []
    return Page(
        items=list(shaped(shown)),
        total=total,
        page=filters.page,
        pages=pages,
        next=address_with(request, page=filters.page + 1) if filters.page < pages else None,
    )
