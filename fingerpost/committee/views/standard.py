"""The council's standard: which parts new reports have, in which order, and with which words they begin."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from fingerpost.committee.field_help import field_help
from fingerpost.committee.forms import CLEARANCE_WORDS, RecommendationsForm, StandardPartForm
from fingerpost.committee.operations.standard import (
    arrange_standard,
    restore_standard,
    word_recommendations,
)
from fingerpost.committee.standards import arranged, in_order, recommended, standard_of
from fingerpost.committee.views.reports import KIND_WORDS, asked_number
from fingerpost.people.access import page
from fingerpost.rules.committee.standard import ReportKind
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from fingerpost.committee.standards import Arranged
    from fingerpost.people.access import CouncilRequest

T = TypeVar("T")
KINDS = {"exception-report": ReportKind.EXCEPTION, "new-plan": ReportKind.NEW_PLAN}
"""The kinds of report by the word for them in addresses."""


def _kind(slug: str) -> ReportKind:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


@page(Act.DRAFT_REPORT)
def kinds(request: CouncilRequest) -> HttpResponse:
    """What can be set for all reports of the council?"""
    standard = standard_of(request.access.council)
    shown = [
        (slug, KIND_WORDS[str(kind)], arranged(standard, kind), str(kind) in standard.parts)
        for slug, kind in KINDS.items()
    ]
    return render(request, "committee/standard.html", {"standard": standard, "kinds": shown})


@page(Act.DRAFT_REPORT, methods=("GET", "POST"))
def kind(request: CouncilRequest, kind: str) -> HttpResponse:
    """Which parts has a new report of this kind, and in which order?"""
    access = request.access
    chosen = _kind(kind)
    standard = standard_of(access.council)
    parts = arranged(standard, chosen)
    if request.method == "POST":
        then, _space, key = request.POST.get("then", "").partition(" ")
        try:
            if then == "restore":
                restore_standard(council=access.council, kind=chosen, by=access.person, at=access.at)
                messages.success(request, gettext("The product’s own parts are back."))
            else:
                arrange_standard(
                    council=access.council,
                    kind=chosen,
                    parts=_changed(parts, then, key),
                    by=access.person,
                    at=access.at,
                    version=asked_number(request.POST.get("version")),
                )
        except ValueError as refusal:
            messages.error(request, str(refusal))
        return redirect("committee:kind", council=access.council.slug, kind=kind)
    return render(
        request,
        "committee/kind.html",
        {
            "slug": kind,
            "name": KIND_WORDS[str(chosen)],
            "standard": standard,
            "parts": parts,
            "own": str(chosen) in standard.parts,
            "clearances": CLEARANCE_WORDS,
        },
    )


def _changed(parts: Sequence[Arranged], then: str, key: str) -> tuple[Arranged, ...]:
    """The parts with one moved up or down among its neighbours, or switched on or off."""
    if then in ("on", "off"):
        return tuple(replace(each, on=then == "on") if each.part.key == key else each for each in parts)
    here = next((each for each in parts if each.part.key == key), None)
    if here is None or then not in ("up", "down"):
        raise Http404
    beside = [each for each in parts if each.part.within == here.part.within]
    at = beside.index(here)
    to = at - 1 if then == "up" else at + 1
    if not 0 <= to < len(beside):
        return tuple(parts)
    swapped = {here.part.key: beside[to], beside[to].part.key: here}
    return in_order([swapped.get(each.part.key, each) for each in parts])


@page(Act.DRAFT_REPORT, methods=("GET", "POST"))
def recommendations(request: CouncilRequest, kind: str) -> HttpResponse:
    """What are meetings recommended, in the council's words?"""
    access = request.access
    chosen = _kind(kind)
    standard = standard_of(access.council)
    posted = request.POST if request.method == "POST" else None
    form = RecommendationsForm(posted, now=recommended(standard, chosen), version=standard.version)
    restoring = request.POST.get("then") == "restore"
    if request.method == "POST" and (form.is_valid() or restoring):
        try:
            word_recommendations(
                council=access.council,
                kind=chosen,
                templates=() if restoring else form.templates,
                by=access.person,
                at=access.at,
                version=asked_number(request.POST.get("version")),
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, gettext("Saved. Reports that are not issued yet say it so from now on.")
            )
            return redirect("committee:recommendations", council=access.council.slug, kind=kind)
    return render(
        request,
        "committee/recommendations.html",
        {
            "form": form,
            "slug": kind,
            "name": KIND_WORDS[str(chosen)],
            "own": str(chosen) in standard.recommendations,
            "fields": field_help(None),
        },
        status=422 if form.errors else 200,
    )


@page(Act.DRAFT_REPORT, methods=("GET", "POST"))
def standard_part(request: CouncilRequest, kind: str, key: str) -> HttpResponse:
    """How is a standard part headed and worded, and who clears it?"""
    chosen = _kind(kind)
    standard = standard_of(request.access.council)
    part = next((each for each in arranged(standard, chosen) if each.part.key == key), None)
    if part is None:
        raise Http404
    return _edit(request, kind, part)


@page(Act.DRAFT_REPORT, methods=("GET", "POST"))
def add(request: CouncilRequest, kind: str) -> HttpResponse:
    """A part of the council's own."""
    _kind(kind)
    return _edit(request, kind, None)


def _edit(request: CouncilRequest, slug: str, part: Arranged | None) -> HttpResponse:
    access = request.access
    chosen = _kind(slug)
    standard = standard_of(access.council)
    parts = arranged(standard, chosen)
    form = StandardPartForm(
        request.POST if request.method == "POST" else None, part=part, others=parts, version=standard.version
    )
    if request.method == "POST" and form.is_valid() and form.arranged is not None:
        made = form.arranged
        kept = [made if each.part.key == made.part.key else each for each in parts]
        try:
            arrange_standard(
                council=access.council,
                kind=chosen,
                parts=in_order(kept if part else [*kept, made]),
                by=access.person,
                at=access.at,
                version=form.cleaned_data["version"],
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("Saved. New reports will have it."))
            return redirect("committee:kind", council=access.council.slug, kind=slug)
    return render(
        request,
        "committee/standard_part.html",
        {
            "form": form,
            "part": part,
            "slug": slug,
            "name": KIND_WORDS[str(chosen)],
            "fields": field_help(None),
        },
        status=422 if form.errors else 200,
    )
