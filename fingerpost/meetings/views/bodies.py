"""Bodies: what each is called, what it does, and whether it decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fingerpost.meetings.forms import BodyForm, posted
from fingerpost.meetings.models import Body
from fingerpost.meetings.operations import DoesNotDecide, add_body, edit_body
from fingerpost.people.access import found, page
from fingerpost.rules.meetings.bodies import BodyKind
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


@page(Act.MANAGE_MEETINGS, methods=("GET", "POST"))
def add(request: CouncilRequest) -> HttpResponse:
    """Which body is to be added?"""
    access = request.access
    form = BodyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            add_body(
                council=access.council,
                name=form.cleaned_data["name"],
                kind=BodyKind(form.cleaned_data["kind"]),
                authority=form.authority_given(),
                by=access.person,
                at=access.at,
            )
        except ValueError as refusal:
            _refused(form, refusal)
        else:
            messages.success(request, _("The body is added."))
            return redirect("meetings:list", council=access.council.slug)
    return render(request, "meetings/edit.html", {"form": form, "heading": _("Add a body")})


@page(Act.MANAGE_MEETINGS, methods=("GET", "POST"))
def edit(request: CouncilRequest, pk: int) -> HttpResponse:
    """What is the body called, and what does it do?"""
    access = request.access
    body = found(Body.objects.filter(council=access.council), pk=pk)
    initial = {"name": body.name, "kind": body.kind, "authority": body.authority}
    form = BodyForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            edit_body(
                body=body,
                name=form.cleaned_data["name"],
                kind=BodyKind(form.cleaned_data["kind"]),
                authority=form.authority_given(),
                by=access.person,
                at=access.at,
            )
        except ValueError as refusal:
            _refused(form, refusal)
        else:
            messages.success(request, _("The body is changed."))
            return redirect("meetings:list", council=access.council.slug)
    return render(request, "meetings/edit.html", {"form": form, "heading": _("Change the body")})


def _refused(form: BodyForm, refusal: ValueError) -> None:
    form.add_error("authority" if isinstance(refusal, DoesNotDecide) else "name", str(refusal))
