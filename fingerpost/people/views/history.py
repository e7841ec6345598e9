"""The record of every write: what happened, and what was it before?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fingerpost.govuk.lists import Choice, Column, Day, Search, listing
from fingerpost.history import export
from fingerpost.history.models import Entry
from fingerpost.history.of import differences, things, who
from fingerpost.people.access import found, page
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.db.models import QuerySet
    from django.http import HttpResponse

    from fingerpost.govuk.lists import Listing
    from fingerpost.people.access import CouncilRequest


def _asked_for(request: CouncilRequest) -> Listing[Entry]:
    """The entries that the filters ask for. Days count from their midnight in the council's own time."""
    return listing(
        Entry.objects.filter(council_id=request.access.council.pk),
        request.GET,
        filters=(
            Search(_("Who"), ("by", "on_behalf_of"), name="who"),
            Search(_("What was done, or to what"), ("event", "label", "why"), name="what"),
            Choice(
                "thing",
                _("Kind of thing"),
                list(things().items()),
                lambda table: Q(subject__startswith=f"{table}:"),
            ),
            Day("first_day", _("From (31/3/2026)"), lambda day: Q(at__date__gte=day)),
            Day("last_day", _("To (31/3/2026)"), lambda day: Q(at__date__lte=day)),
        ),
        columns=(
            Column("when", _("When"), ("at",)),
            Column("who", _("Who"), ("by", "-at")),
            Column("what", _("What"), ("event", "-at")),
        ),
        sort="-when",
    )


@page(Act.READ_HISTORY)
def entries(request: CouncilRequest) -> HttpResponse:
    """What was done in this council, by whom and when, newest first."""
    return render(request, "history/entries.html", {"found": _asked_for(request), "who": who})


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
    rows: QuerySet[Entry] = _asked_for(request).rows
    answer = StreamingHttpResponse(write(rows.iterator(chunk_size=1000)), content_type=media_type)
    name = f"history-{request.access.council.slug}-{request.access.at:%Y-%m-%d}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
