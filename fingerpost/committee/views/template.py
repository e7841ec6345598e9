"""The council's Word template: uploaded, with every field and what it says, and tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from fingerpost.committee.documents import document_of
from fingerpost.committee.forms import TemplateForm
from fingerpost.committee.models import Audience, CommitteeReport
from fingerpost.committee.operations.standard import remove_template, set_template
from fingerpost.committee.standards import standard_of
from fingerpost.committee.views.loading import REPORT
from fingerpost.committee.word_template import WORD, field_uses, tried_template
from fingerpost.files.keeping import served
from fingerpost.people.access import page
from fingerpost.reports.renderers.word import render_word
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fingerpost.committee.models import Standard
    from fingerpost.people.access import Access, CouncilRequest
    from fingerpost.reports.document import Document


@page(Act.DRAFT_REPORT, methods=("GET", "POST"))
def template(request: CouncilRequest) -> HttpResponse:
    """In which Word file are reports set, and what may stand in it?"""
    access = request.access
    posted = request.method == "POST"
    removing = request.POST.get("then") == "remove"
    form = TemplateForm(request.POST, request.FILES) if posted and not removing else TemplateForm()
    if removing:
        remove_template(council=access.council, by=access.person, at=access.at)
        messages.success(request, gettext("New reports are set without a template of your own."))
        return redirect("committee:template", council=access.council.slug)
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            set_template(
                council=access.council, name=file.name, content=file.read(), by=access.person, at=access.at
            )
        except ValueError as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, gettext("The template is taken. Look at the preview."))
            return redirect("committee:template", council=access.council.slug)
    standard = standard_of(access.council)
    named = tried_template(bytes(standard.template.content)) if standard.template else frozenset[str]()
    document = _latest(access)
    return render(
        request,
        "committee/template.html",
        {
            "form": form,
            "standard": standard,
            "fields": field_uses(named, _values(document)),
            "document": document,
        },
        status=422 if form.errors else 200,
    )


def _latest(access: Access) -> Document | None:
    """The council's last report as a document, with which the template is shown."""
    rows = CommitteeReport.objects.filter(plan__council=access.council).select_related(*REPORT)
    last = rows.first()
    return None if last is None else document_of(last, Audience.FULL)


def _values(document: Document | None) -> Mapping[str, str]:
    if document is None:
        return {}
    return {**document.properties, "title": document.title, "council": document.council or ""}


@page(Act.DRAFT_REPORT)
def preview(request: CouncilRequest) -> HttpResponse:
    """The last report, set in the template, as a Word file; or with `as=kept` the template itself."""
    access = request.access
    standard: Standard = standard_of(access.council)
    document = _latest(access)
    if standard.template is None or (document is None and request.GET.get("as") != "kept"):
        messages.error(request, gettext("There is no template, or no report to set in it yet."))
        return redirect("committee:template", council=access.council.slug)
    if request.GET.get("as") == "kept" or document is None:
        return served(standard.template)
    answer = HttpResponse(render_word(document, template=bytes(standard.template.content)), content_type=WORD)
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename="preview.docx") or "attachment"
    )
    return answer
