"""What was read, put right field by field before it is accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from fingerpost.intake.forms.corrections import ActionCorrection, ExceptionCorrection, FactsCorrection
from fingerpost.intake.models import Upload
from fingerpost.intake.operations import correct_draft
from fingerpost.intake.reading import draft_of
from fingerpost.people.access import found, page
from fingerpost.rules.plain import to_plain
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from fingerpost.intake.forms.corrections import Correction
    from fingerpost.people.access import CouncilRequest
    from fingerpost.rules.draft import Draft


@page(Act.IMPORT, methods=("GET", "POST"))
def action(request: CouncilRequest, pk: int, number: int) -> HttpResponse:
    """What does this action of the file say?"""
    upload, draft = _open_draft(request, pk)
    if number >= len(draft.actions):
        raise Http404
    read = draft.actions[number]
    what = gettext("Action %(ref)s") % {"ref": read.ref or number + 1}
    form = ActionCorrection(
        request.POST or None, draft=draft, number=number, initial={"version": upload.version}
    )
    return _corrected(request, upload, form, what=what, place=read.place, part=lambda of: of.actions[number])


@page(Act.IMPORT, methods=("GET", "POST"))
def exception(request: CouncilRequest, pk: int, number: int) -> HttpResponse:
    """What does this exception of the report say?"""
    upload, draft = _open_draft(request, pk)
    if number >= len(draft.exceptions):
        raise Http404
    read = draft.exceptions[number]
    what = gettext("Exception %(ref)s") % {"ref": read.ref or number + 1}
    form = ExceptionCorrection(
        request.POST or None, draft=draft, number=number, initial={"version": upload.version}
    )
    return _corrected(
        request, upload, form, what=what, place=read.place, part=lambda of: of.exceptions[number]
    )


@page(Act.IMPORT, methods=("GET", "POST"))
def facts(request: CouncilRequest, pk: int) -> HttpResponse:
    """Which month does the file report on, for which plan year, with which figures?"""
    upload, draft = _open_draft(request, pk)
    form = FactsCorrection(request.POST or None, draft=draft, initial={"version": upload.version})
    what = gettext("Month and figures")
    return _corrected(
        request,
        upload,
        form,
        what=what,
        place=None,
        part=lambda of: (of.title, of.period, of.plan_year, of.figures),
    )


def _open_draft(request: CouncilRequest, pk: int) -> tuple[Upload, Draft]:
    """An upload of the council that may still be corrected, with its draft; 404 for any other."""
    rows = Upload.objects.filter(council=request.access.council).select_related("file")
    upload = found(rows.defer("file__content"), pk=pk)
    draft = draft_of(upload)
    if draft is None or not upload.is_open:
        raise Http404
    return upload, draft


def _corrected(
    request: CouncilRequest,
    upload: Upload,
    form: Correction,
    *,
    what: str,
    place: str | None,
    part: Callable[[Draft], Any],
) -> HttpResponse:
    """The page of a correction, or back to the upload once it is made."""
    access = request.access
    if request.method == "POST" and form.is_valid():
        draft = form.corrected()
        try:
            correct_draft(
                upload=upload,
                draft=draft,
                what=what,
                before=to_plain(part(form.draft)),
                after=to_plain(part(draft)),
                version=form.cleaned_data["version"],
                by=access.person,
                at=access.at,
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("%(what)s: corrected, and checked again.") % {"what": what})
            return redirect("intake:review", council=access.council.slug, pk=upload.pk)
    return render(
        request,
        "intake/correct.html",
        {"upload": upload, "form": form, "what": what, "place": place},
        status=422 if form.errors else 200,
    )
