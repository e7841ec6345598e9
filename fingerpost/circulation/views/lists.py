"""Distribution lists: who gets reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count, F, Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fingerpost.circulation.forms import ListForm
from fingerpost.circulation.models import DistributionList
from fingerpost.circulation.operations import add_list, close_list, edit_list
from fingerpost.govuk.lists import Choice, Column, Search, listing
from fingerpost.meetings.forms import posted
from fingerpost.people.access import found, page
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


@page(Act.CIRCULATE)
def lists(request: CouncilRequest) -> HttpResponse:
    """To whom do reports go?"""
    rows = DistributionList.objects.filter(council=request.access.council).select_related("body", "plan")
    counted = rows.annotate(inside=Count("people", distinct=True), beyond=Count("outside", distinct=True))
    return render(
        request,
        "circulation/lists.html",
        {
            "found": listing(
                counted.order_by(F("closed_on").asc(nulls_first=True), "name"),
                request.GET,
                filters=(
                    Search(_("Name, body or plan"), ("name", "body__name", "plan__title")),
                    Choice(
                        "state",
                        _("State"),
                        [("used", _("In use")), ("closed", _("Closed"))],
                        lambda state: Q(closed_on__isnull=state == "used"),
                    ),
                ),
                columns=(
                    Column("name", _("List"), ("name",)),
                    Column("for", _("For"), ("body__name", "plan__title", "name")),
                    Column("inside", _("People of the council"), ("inside", "name"), numeric=True),
                    Column("outside", _("Outside"), ("beyond", "name"), numeric=True),
                ),
            )
        },
    )


@page(Act.CIRCULATE, methods=("GET", "POST"))
def add(request: CouncilRequest) -> HttpResponse:
    """Who is on the new list?"""
    access = request.access
    form = ListForm(posted(request), council=access.council, today=access.at.date())
    if request.method == "POST" and form.is_valid():
        try:
            add_list(council=access.council, wanted=form.wanted(), by=access.person, at=access.at)
        except ValueError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("The list is added."))
            return redirect("circulation:lists", council=access.council.slug)
    return render(request, "circulation/list.html", {"form": form, "heading": _("Add a list"), "row": None})


@page(Act.CIRCULATE, methods=("GET", "POST"))
def edit(request: CouncilRequest, pk: int) -> HttpResponse:
    """Who is on the list?"""
    access = request.access
    row = found(DistributionList.objects.filter(council=access.council), pk=pk)
    initial = {
        "version": row.version,
        "name": row.name,
        "body": row.body_id,
        "plan": row.plan_id,
        "people": list(row.people.values_list("pk", flat=True)),
        "outside": "\n".join(str(each) for each in row.outside.all()),
    }
    form = ListForm(posted(request), initial=initial, council=access.council, today=access.at.date())
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            edit_list(row=row, wanted=form.wanted(), version=version, by=access.person, at=access.at)
        except ValueError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("circulation:lists", council=access.council.slug)
    return render(request, "circulation/list.html", {"form": form, "heading": row.name, "row": row})


@page(Act.CIRCULATE, methods=("POST",))
def close(request: CouncilRequest, pk: int) -> HttpResponse:
    """Use the list no longer."""
    access = request.access
    row = found(DistributionList.objects.filter(council=access.council), pk=pk)
    try:
        close_list(row=row, by=access.person, at=access.at)
    except ValueError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The list is closed."))
    return redirect("circulation:lists", council=access.council.slug)
