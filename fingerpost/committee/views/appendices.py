"""Further appendices of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from fingerpost.committee.appendix_form import AppendixForm
from fingerpost.committee.models import FurtherAppendix
from fingerpost.committee.operations.appendices import add_appendix, edit_appendix, move_up, remove_appendix
from fingerpost.committee.standards import nation_of
from fingerpost.committee.values import APPENDIX
from fingerpost.committee.views.loading import report_of
from fingerpost.files.keeping import served
from fingerpost.people.access import found, page
from fingerpost.rules.committee.standard import ReportKind
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


def _appendices(request: CouncilRequest) -> QuerySet[FurtherAppendix]:
    return FurtherAppendix.objects.filter(report__plan__council=request.access.council).select_related("file")


@page(Act.DRAFT_REPORT, methods=("GET", "POST"))
def appendices(request: CouncilRequest, pk: int) -> HttpResponse:
    """Which appendices has the report, in which order, and which are exempt?"""
    access = request.access
    shown = report_of(access, pk)
    nation = nation_of(access.council)
    posted = request.method == "POST"
    form = AppendixForm(request.POST if posted else None, request.FILES if posted else None, nation=nation)
    if posted and form.is_valid():
        try:
            made = add_appendix(
                report=shown,
                title=form.cleaned_data["title"],
                exempt=form.exemption,
                file=form.new,
                by=access.person,
                at=access.at,
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("“%(title)s” is added.") % {"title": made.title})
            return redirect("committee:appendices", council=access.council.slug, pk=pk)
    rows = shown.further.select_related("file").defer("file__content")
    return render(
        request,
        "committee/appendices.html",
        {
            "report": shown,
            "rows": list(enumerate(rows, start=2)),
            "first": APPENDIX[ReportKind(shown.kind)],
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@page(Act.DRAFT_REPORT, methods=("GET", "POST"))
def appendix(request: CouncilRequest, pk: int) -> HttpResponse:
    """What is the appendix called, which file is it, and may the public have it?"""
    access = request.access
    shown = found(_appendices(request).defer("file__content"), pk=pk)
    report = report_of(access, shown.report_id)
    posted = request.method == "POST"
    form = AppendixForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        appendix=shown,
        nation=nation_of(access.council),
    )
    then = request.POST.get("then")
    if posted:
        try:
            if then == "remove":
                remove_appendix(appendix=shown, by=access.person, at=access.at)
            elif then == "up":
                move_up(appendix=shown, by=access.person, at=access.at)
            elif form.is_valid():
                edit_appendix(
                    appendix=shown,
                    title=form.cleaned_data["title"],
                    exempt=form.exemption,
                    file=form.new,
                    without_file=form.cleaned_data.get("without_file", False),
                    by=access.person,
                    at=access.at,
                )
            if then or not form.errors:
                messages.success(request, gettext("Saved."))
                return redirect("committee:appendices", council=access.council.slug, pk=report.pk)
        except ValueError as refusal:
            form.is_valid()
            form.add_error(None, str(refusal))
    return render(
        request,
        "committee/appendix.html",
        {"report": report, "appendix": shown, "form": form},
        status=422 if form.errors else 200,
    )


@page(Act.DRAFT_REPORT)
def appendix_file(request: CouncilRequest, pk: int) -> HttpResponse:
    """The file of an appendix, as it was attached."""
    return served(found(_appendices(request).filter(file__isnull=False), pk=pk).file)  # type: ignore[arg-type]  # it has one
