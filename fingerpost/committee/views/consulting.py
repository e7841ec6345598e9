"""Who was consulted on a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from fingerpost.committee.forms import ConsulteeForm
from fingerpost.committee.models import Consultee
from fingerpost.committee.operations.consulting import add_consultee, edit_consultee, remove_consultee
from fingerpost.committee.views.loading import report_of
from fingerpost.people.access import found, page
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


@page(Act.DRAFT_REPORT, methods=("GET", "POST"))
def consulted(request: CouncilRequest, pk: int) -> HttpResponse:
    """Who is consulted, and what did they answer?"""
    access = request.access
    shown = report_of(access, pk)
    form = ConsulteeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            add_consultee(report=shown, **form.cleaned_data, by=access.person, at=access.at)
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("%(name)s is on the list.") % form.cleaned_data)
            return redirect("committee:consulted", council=access.council.slug, pk=pk)
    return render(
        request,
        "committee/consulted.html",
        {"report": shown, "consultees": shown.consultees.all(), "form": form},
        status=422 if form.errors else 200,
    )


@page(Act.DRAFT_REPORT, methods=("GET", "POST"))
def consultee(request: CouncilRequest, pk: int) -> HttpResponse:
    """What did somebody who was consulted answer?"""
    access = request.access
    rows = Consultee.objects.filter(report__plan__council=access.council)
    shown = found(rows, pk=pk)
    report = report_of(access, shown.report_id)
    initial = {"name": shown.name, "consulted_on": shown.consulted_on, "answer": shown.answer}
    form = ConsulteeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        try:
            if request.POST.get("then") == "remove":
                remove_consultee(consultee=shown, by=access.person, at=access.at)
                messages.success(request, gettext("%(name)s is off the list.") % {"name": shown.name})
                return redirect("committee:consulted", council=access.council.slug, pk=report.pk)
            if form.is_valid():
                edit_consultee(consultee=shown, **form.cleaned_data, by=access.person, at=access.at)
                messages.success(request, gettext("Saved."))
                return redirect("committee:consulted", council=access.council.slug, pk=report.pk)
        except ValueError as refusal:
            form.is_valid()
            form.add_error(None, str(refusal))
    return render(
        request,
        "committee/consultee.html",
        {"report": report, "consultee": shown, "form": form},
        status=422 if form.errors else 200,
    )
