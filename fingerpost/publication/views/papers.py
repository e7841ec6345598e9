"""The council's own pages of publishing reports to committees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fingerpost.committee.models import Audience, CommitteeReport, ReportFile, ReportState
from fingerpost.people.access import found, page
from fingerpost.publication.forms import TimeForm, WithdrawForm
from fingerpost.publication.models import Publication, PublishedPaper, Why
from fingerpost.publication.papers import change_paper_embargo, publish_paper, withdraw_paper
from fingerpost.publication.views.trying import posted, tried
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest
    from fingerpost.people.models import Council


def to_publish(council: Council) -> QuerySet[CommitteeReport]:
    """The issued reports to committee that are neither public nor waiting."""
    standing = PublishedPaper.objects.filter(paper=OuterRef("pk"), withdrawn_at=None)
    rows = CommitteeReport.objects.filter(~Exists(standing), plan__council=council, state=ReportState.ISSUED)
    return rows.select_related("plan").defer("json", "record").order_by("-issued_at")


def published(council: Council) -> QuerySet[PublishedPaper]:
    """The reports to committee that are public, wait, or were withdrawn."""
    rows = PublishedPaper.objects.filter(council=council).select_related(
        "council", "paper__plan", "published_by"
    )
    return rows.defer("paper__json", "paper__record")


@dataclass(frozen=True, slots=True)
class Carrier:
    """A published report to committee that carries a month as it was before its last edition.

    `corrected` says whether the record that it rests on was corrected since; `again` is the report in hand or issued
    since on the same month, which can take its place.
    """

    paper: PublishedPaper
    corrected: bool
    again: CommitteeReport | None

    @property
    def waits(self) -> bool:
        """Whether what takes its place is issued and can be published."""
        return self.again is not None and self.again.state == ReportState.ISSUED


def carrying(edition: Publication, at: datetime) -> list[Carrier]:
    """The standing reports to committee that carry what an edition corrected or took out; none of another kind.

    Words that were taken out, and figures that were corrected, stay in what was issued before: only whoever publishes
    can withdraw it, and issue another.
    """
    if edition.kind not in {Why.CORRECTION, Why.REDACTION} or edition.is_withdrawn:
        return []
    rows = PublishedPaper.objects.filter(
        paper__period=edition.period_id, withdrawn_at=None, published_at__lt=edition.published_at
    ).select_related("paper__snapshot", "council")
    found = []
    for each in rows.defer("paper__json", "paper__record", "paper__snapshot__json"):
        later = CommitteeReport.objects.filter(period=edition.period_id, started_at__gt=each.paper.started_at)
        found.append(
            Carrier(
                each,
                each.paper.snapshot is not None and each.paper.snapshot.digest != edition.record_digest,
                later.defer("json", "record").first(),
            )
        )
    return found


@page(Act.PUBLISH, methods=("GET", "POST"))
def publish(request: CouncilRequest, pk: int) -> HttpResponse:
    """From when is the report to committee public?"""
    access = request.access
    paper = found(to_publish(access.council), pk=pk)
    form = TimeForm(posted(request))
    if form.is_valid():

        def do() -> PublishedPaper:
            return publish_paper(paper=paper, embargo_until=form.until, by=access.person, at=access.at)

        made = tried(form, do)
        if made is not None:
            messages.success(
                request,
                _("“%(title)s” waits for its time.") % {"title": made}
                if made.public_from > access.at
                else _("“%(title)s” is public.") % {"title": made},
            )
            return redirect("publishing:list", council=access.council.slug)
    files = ReportFile.objects.filter(report=paper, audience=Audience.PUBLIC).select_related("file")
    shown = {
        "form": form,
        "title": _("Publish “%(title)s”") % {"title": paper.title},
        "button": _("Publish"),
        "files": files.defer("file__content"),
        "paper": paper,
    }
    return render(request, "publication/paper_form.html", shown)


@page(Act.PUBLISH, methods=("GET", "POST"))
def change_time(request: CouncilRequest, pk: int) -> HttpResponse:
    """From when is it public instead?"""
    access = request.access
    paper = found(published(access.council), pk=pk)
    form = TimeForm(posted(request), initial={"version": paper.version})
    if form.is_valid():
        given = {"until": form.until, "version": form.cleaned_data["version"]}

        def do() -> PublishedPaper:
            return change_paper_embargo(paper=paper, **given, by=access.person, at=access.at)

        if tried(form, do) is not None:
            messages.success(request, _("Saved."))
            return redirect("publishing:list", council=access.council.slug)
    shown = {"form": form, "title": _("When is “%(title)s” public?") % {"title": paper}, "button": _("Save")}
    return render(request, "publication/paper_form.html", {**shown, "paper": paper.paper})


@page(Act.PUBLISH, methods=("GET", "POST"))
def withdraw(request: CouncilRequest, pk: int) -> HttpResponse:
    """Why is the report to committee withdrawn?"""
    access = request.access
    paper = found(published(access.council), pk=pk)
    form = WithdrawForm(posted(request), initial={"version": paper.version})
    if form.is_valid():

        def do() -> PublishedPaper:
            return withdraw_paper(paper=paper, **form.cleaned_data, by=access.person, at=access.at)

        if tried(form, do) is not None:
            messages.success(request, _("“%(title)s” is withdrawn.") % {"title": paper})
            return redirect("publishing:list", council=access.council.slug)
    shown = {"form": form, "title": _("Withdraw “%(title)s”") % {"title": paper}, "button": _("Withdraw it")}
    return render(request, "publication/paper_form.html", {**shown, "paper": paper.paper, "warn": True})
