"""The council's services and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fingerpost.govuk.lists import Choice, Column, Search, listing
from fingerpost.history.of import entries_of, who
from fingerpost.people.access import found, page
from fingerpost.people.forms.council import MergeForm, ServiceForm, SettingsForm
from fingerpost.people.models import Service
from fingerpost.people.operations import council as councils
from fingerpost.people.operations import services as operations
from fingerpost.people.views.people import LATEST, attempt, filled
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


def _services(request: CouncilRequest) -> QuerySet[Service]:
    return Service.objects.filter(council=request.access.council).select_related(
        "head", "merged_into", "council"
    )


def _back(request: CouncilRequest) -> tuple[str, str]:
    return reverse("people:services", kwargs={"council": request.access.council.slug}), _("Services")


@page(Act.MANAGE_PEOPLE)
def services(request: CouncilRequest) -> HttpResponse:
    """The services, their heads, and what was merged into what."""
    today = request.access.at.date()
    here = Q(people__left_on=None) | Q(people__left_on__gte=today)
    found = listing(
        _services(request).annotate(size=Count("people", filter=here)),
        request.GET,
        filters=(
            Search(_("Code, name or head of service"), ("code", "name", "head__name"), name="text"),
            Choice(
                "state",
                _("State"),
                [("standing", _("Standing")), ("merged", _("Merged into another"))],
                lambda state: Q(merged_into__isnull=state == "standing"),
            ),
        ),
        columns=(
            Column("code", _("Code"), ("code",)),
            Column("name", _("Name"), ("name",)),
            Column("head", _("Head of service"), ("head__name", "name")),
            Column("people", _("People"), ("size", "name"), numeric=True),
        ),
    )
    return render(request, "people/services.html", {"found": found, "today": today})


@page(Act.MANAGE_PEOPLE, methods=("GET", "POST"))
def add_service(request: CouncilRequest) -> HttpResponse:
    """Add a service."""
    access = request.access
    form = ServiceForm(request.POST or None, council=access.council, today=access.at.date())
    if form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "version"}

        def add() -> Service:
            return operations.add_service(council=access.council, **given, by=access.person, at=access.at)

        if attempt(form, add) is not None:
            messages.success(request, _("The service is added."))
            return redirect("people:services", council=access.council.slug)
    return filled(form, _("Add a service"), "people/form.html", request, back=_back(request))


@page(Act.MANAGE_PEOPLE, methods=("GET", "POST"))
def service(request: CouncilRequest, pk: int) -> HttpResponse:
    """Rename a service, or give it another head."""
    access = request.access
    shown = found(_services(request), pk=pk)
    initial = {"code": shown.code, "name": shown.name, "head": shown.head, "version": shown.version}
    form = ServiceForm(request.POST or None, council=access.council, today=access.at.date(), initial=initial)
    if form.is_valid():

        def edit() -> Service:
            return operations.edit_service(service=shown, **form.cleaned_data, by=access.person, at=access.at)

        if attempt(form, edit) is not None:
            messages.success(request, _("Saved."))
            return redirect("people:services", council=access.council.slug)
    more: dict[str, Any] = {
        "service": shown,
        "entries": entries_of(access.council.pk, shown)[:LATEST],
        "who": who,
    }
    return filled(form, str(shown), "people/service.html", request, back=_back(request), **more)


@page(Act.MANAGE_PEOPLE, methods=("GET", "POST"))
def merge_service(request: CouncilRequest, pk: int) -> HttpResponse:
    """Merge a service into another, which its people and the actions of open plans join."""
    access = request.access
    shown = found(_services(request), pk=pk)
    form = MergeForm(request.POST or None, service=shown, initial={"version": shown.version})
    if form.is_valid():

        def merge() -> Service:
            return operations.merge_services(
                service=shown, **form.cleaned_data, by=access.person, at=access.at
            )

        if attempt(form, merge) is not None:
            messages.success(request, _("%(name)s is merged.") % {"name": shown})
            return redirect("people:services", council=access.council.slug)
    return filled(
        form,
        _("Merge %(name)s into another service") % {"name": shown},
        "people/merge.html",
        request,
        back=_back(request),
    )


@page(Act.MANAGE_COUNCIL, methods=("GET", "POST"), fresh=True)
def settings(request: CouncilRequest) -> HttpResponse:
    """What the council chose for itself."""
    access = request.access
    form = SettingsForm(request.POST or None, council=access.council)
    if form.is_valid():
        given = form.cleaned_data

        def change() -> object:
            return councils.change_settings(
                council=access.council,
                name=given["name"],
                colour=given["colour"],
                chosen=form.chosen(),
                by=access.person,
                at=access.at,
                version=given["version"],
            )

        if attempt(form, change) is not None:
            messages.success(request, _("Saved."))
            return redirect("people:settings", council=access.council.slug)
    return render(request, "people/settings.html", {"form": form})
