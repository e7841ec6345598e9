"""The Members' bulletin on a closed month: written from its record, edited, and handed out as text or as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.meetings.forms import posted
from fingerpost.monitoring.closing import latest_snapshot, value_of
from fingerpost.monitoring.models import Period, Snapshot
from fingerpost.people.access import found, page
from fingerpost.reports.compose.bulletin import bulletin_document, bulletin_text
from fingerpost.reports.renderers.html import render_fragment, render_html
from fingerpost.rules.roles import Act
from fingerpost.scrutiny.models import Bulletin
from fingerpost.scrutiny.operations.statements import save_bulletin
from fingerpost.scrutiny.values import as_at_issue

if TYPE_CHECKING:
    from fingerpost.people.access import Access, CouncilRequest


class BulletinForm(forms.Form):
    """The words of the bulletin."""

    words = forms.CharField(
        label=gettext_lazy("The bulletin"),
        help_text=gettext_lazy(
            "A line underlined with === is the title, one underlined with --- a heading; lines that begin with a dash are a list."
        ),
        widget=forms.Textarea(attrs={"rows": 24}),
        max_length=60_000,
        error_messages={"required": gettext_lazy("The bulletin has no words")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)


@page(Act.WRITE_BULLETIN, methods=("GET", "POST"))
def bulletin(request: CouncilRequest, pk: int) -> HttpResponse:
    """What is to be told to Members about the month? Written from its record; whatever is changed is kept."""
    access = request.access
    period = found(Period.objects.filter(plan__council=access.council).select_related("plan__council"), pk=pk)
    stored = latest_snapshot(period)
    if stored is None:
        return render(request, "scrutiny/no_bulletin.html", {"period": period})
    kept = Bulletin.objects.filter(snapshot=stored).select_related("saved_by").first()
    anew = request.GET.get("anew") == "yes"
    words = kept.words if kept is not None and not anew else _written(access, period, stored)
    version = None if kept is None else kept.version
    to = request.GET.get("as", "")
    if to:
        return _file(period, stored, words, to)
    form = BulletinForm(posted(request), initial={"words": words, "version": version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            save_bulletin(
                snapshot=stored,
                words=given["words"],
                by=access.person,
                at=access.at,
                version=given["version"],
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The bulletin is kept."))
            return redirect("scrutiny:bulletin", council=access.council.slug, pk=pk)
    body = render_fragment(bulletin_document(words, value_of(stored)))
    shown = {"form": form, "period": period, "kept": kept, "body": body, "anew": anew}
    return render(request, "scrutiny/bulletin.html", shown)


def _written(access: Access, period: Period, stored: Snapshot) -> str:
    """The bulletin as the record of the month gives it."""
    since = stored.previous.closed_at if stored.previous is not None else None
    place = reverse("issuing:month", kwargs={"council": access.council.slug, "pk": period.pk})
    return bulletin_text(
        value_of(stored),
        as_at_issue(period, since=since, at=access.at),
        report=settings.SITE_ADDRESS.rstrip("/") + place,
    )


def _file(period: Period, stored: Snapshot, words: str, to: str) -> HttpResponse:
    if to == "txt":
        answer = HttpResponse(words, content_type="text/plain; charset=utf-8")
    elif to == "html":
        made = render_html(bulletin_document(words, value_of(stored)))
        answer = HttpResponse(made, content_type="text/html; charset=utf-8")
    else:
        raise Http404
    name = f"{period.plan.code}-{period.last}-bulletin.{to}"
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return answer
