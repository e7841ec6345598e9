"""The record of every write: what happened, and what was it before?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.shortcuts import render

from fingerpost.history import export
from fingerpost.history.models import Entry
from fingerpost.history.of import differences, entries_where, who
from fingerpost.people.access import found, page
from fingerpost.people.forms.history import HistoryFilter
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.db.models import QuerySet
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest

ON_A_PAGE = 50


def _asked_for(request: CouncilRequest) -> tuple[HistoryFilter, QuerySet[Entry]]:
    asked = HistoryFilter(request.GET)
    chosen = asked.cleaned_data if asked.is_valid() else {}
    return asked, entries_where(request.access.council.pk, **chosen)


@page(Act.READ_HISTORY)
def entries(request: CouncilRequest) -> HttpResponse:
    """What was done in this council, by whom and when, newest first."""
    asked, chosen = _asked_for(request)
    paged = Paginator(chosen, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "history/entries.html",
        {"form": asked, "paged": paged, "who": who, "query": _query(request)},
    )


def _query(request: CouncilRequest) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


@page(Act.READ_HISTORY)
def entry(request: CouncilRequest, pk: int) -> HttpResponse:
    """One entry, what it changed side by side, and what else happened to the thing."""
    council = request.access.council
    shown = found(Entry.objects.filter(council_id=council.pk), pk=pk)
    others = Entry.objects.filter(council_id=council.pk, subject=shown.subject).exclude(pk=pk)[:20]
    return render(
        request,
        "history/entry.html",
        {"entry": shown, "differences": differences(shown), "others": others, "who": who},
    )


@page(Act.READ_HISTORY)
def export_csv(request: CouncilRequest) -> StreamingHttpResponse:
    """The record as filtered, as CSV."""
    return _exported(request, export.as_csv, "text/csv; charset=utf-8", "csv")


@page(Act.READ_HISTORY)
def export_json_lines(request: CouncilRequest) -> StreamingHttpResponse:
    """The record as filtered, one JSON value a line."""
    return _exported(request, export.as_json_lines, "application/jsonl; charset=utf-8", "jsonl")


def _exported(
    request: CouncilRequest, write: Callable[[Iterable[Entry]], Iterator[str]], media_type: str, ending: str
) -> StreamingHttpResponse:
    _, chosen = _asked_for(request)
    answer = StreamingHttpResponse(write(chosen.iterator(chunk_size=1000)), content_type=media_type)
    name = f"history-{request.access.council.slug}-{request.access.at:%Y-%m-%d}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
