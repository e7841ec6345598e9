"""The highlight report: one page on a theme or a set of actions, for a named meeting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.govuk.choices import offer
from fingerpost.monitoring.closing import latest_snapshot, value_of
from fingerpost.monitoring.models import Period
from fingerpost.people.access import page
from fingerpost.plans.models import Section
from fingerpost.reports.compose.highlight import Chosen, NothingChosen, compose_highlight
from fingerpost.reports.formats import render as render_format
from fingerpost.reports.renderers.html import render_fragment
from fingerpost.rules.roles import Act
from fingerpost.scrutiny.forms.fields import meeting_options, meetings_ahead
from fingerpost.scrutiny.values import as_at_issue, meeting_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from fingerpost.meetings.models import Meeting
    from fingerpost.people.access import Access, CouncilRequest
    from fingerpost.reports.document import Document

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}
FORMATS = {"pdf": gettext_lazy("PDF"), "docx": gettext_lazy("Word"), "html": gettext_lazy("Web page")}
MONTHS_OFFERED = 24
_BETWEEN_REFS = re.compile(r"[\s,;]+")


class HighlightForm(forms.Form):
    """Which month, which theme or actions, for which meeting."""

    period = forms.ChoiceField(label=gettext_lazy("Month"))
    section = forms.ChoiceField(label=gettext_lazy("Theme or section"), required=False)
    refs = forms.CharField(
        label=gettext_lazy("Actions"),
        help_text=gettext_lazy("Their refs, such as 3.1.1, 3.2.4. With a theme they are added to it."),
        max_length=400,
        required=False,
    )
    meeting = forms.ChoiceField(label=gettext_lazy("For which meeting?"), required=False)

    def __init__(
        self,
        *args: Any,
        periods: Sequence[Period],
        sections: Sequence[Section],
        meetings: Sequence[Meeting],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.periods = {str(each.pk): each for each in periods}
        self.sections = {str(each.pk): each for each in sections}
        self.meetings = {str(each.pk): each for each in meetings}
        offer(self, "period", [(key, f"{each}, {each.plan}") for key, each in self.periods.items()])
        offer(
            self,
            "section",
            [
                ("", _("None: only these actions")),
                *((key, _indented(each)) for key, each in self.sections.items()),
            ],
        )
        offer(self, "meeting", meeting_options(meetings, _("None in particular")))

    def clean(self) -> dict[str, Any]:
        """A theme or some actions."""
        given = super().clean() or {}
        if not given.get("section") and not given.get("refs"):
            self.add_error("section", _("Choose a theme, or give the refs of actions"))
        return given


def _indented(section: Section) -> str:
    """A section in a list, its level shown."""
    return f"{'– ' * section.level}{section}"


@page(Act.READ_PLAN)
def highlight(request: CouncilRequest) -> HttpResponse:
    """How does this theme stand, on one page for the meeting?"""
    access = request.access
    periods = list(
        Period.objects.filter(plan__council=access.council)
        .exclude(closed_at=None)
        .select_related("plan__council")
        .order_by("-first")[:MONTHS_OFFERED]
    )
    sections = list(Section.objects.filter(plan__in={each.plan_id for each in periods}))
    meetings = meetings_ahead(access.council, access.at.date())
    form = HighlightForm(
        request.GET if "period" in request.GET else None,
        periods=periods,
        sections=sections,
        meetings=meetings,
    )
    document = None
    if form.is_bound and form.is_valid():
        try:
            document = _document(access, form)
        except NothingChosen as refusal:
            form.add_error(None, str(refusal))
    to = request.GET.get("as", "")
    if to:
        return _file(document, to)
    asked = request.GET.copy()
    shown = {
        "form": form,
        "periods": periods,
        "document": document,
        "body": render_fragment(document) if document else "",
        "formats": FORMATS,
        "query": asked.urlencode(),
    }
    return render(request, "scrutiny/highlight.html", shown)


def _document(access: Access, form: HighlightForm) -> Document:
    given = form.cleaned_data
    period = form.periods[given["period"]]
    stored = latest_snapshot(period)
    assert stored is not None
    section = form.sections.get(given["section"])
    refs = tuple(each for each in _BETWEEN_REFS.split(given["refs"]) if each)
    meeting = form.meetings.get(given["meeting"])
    return compose_highlight(
        value_of(stored),
        Chosen((section.code,) if section else (), refs),
        meeting=meeting_words(meeting) if meeting else period.value.name,
        requests=as_at_issue(period, since=None, at=access.at),
    )


def _file(document: Document | None, to: str) -> HttpResponse:
    if document is None or to not in TYPES:
        raise Http404
    name, content = next(iter(render_format(document, to, stem="highlight-report").items()))
    answer = HttpResponse(content, content_type=TYPES[to])
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return answer
