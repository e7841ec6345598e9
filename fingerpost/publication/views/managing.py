"""The council's own pages of publishing: what is public, what waits, and what is done after a mistake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fingerpost.committee.documents import document_of
from fingerpost.committee.models import Audience
from fingerpost.govuk.language import words as words_of
from fingerpost.govuk.lists import Choice, Column, Search, listing
from fingerpost.history.of import entries_of, who
from fingerpost.issuing.models import Report
from fingerpost.people.access import found, page
from fingerpost.publication.formats import FORMAT_OF
from fingerpost.publication.forms import PublishForm, RedactForm, TimeForm, WithdrawForm
from fingerpost.publication.making import public_value_of
from fingerpost.publication.models import Publication, PublishedFile, PublishedPaper
from fingerpost.publication.operations import (
    change_embargo,
    next_edition,
    publish_report,
    redact,
    withdraw,
    withdraw_file,
)
from fingerpost.publication.pages.frame import CSS, style_of
from fingerpost.publication.pages.month import edition_page
from fingerpost.publication.site import PublicSite, load, site_of
from fingerpost.publication.views import papers
from fingerpost.publication.views.trying import posted, tried
from fingerpost.rules.publishing import says
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from fingerpost.people.access import CouncilRequest
    from fingerpost.people.models import Council


@dataclass(frozen=True, slots=True)
class Row:
    """A month: its last issued report, and its editions, the last first."""

    report: Report
    editions: list[Publication]

    @property
    def to_publish(self) -> bool:
        """Whether the last report is neither public nor waiting."""
        return all(each.report_id != self.report.pk or each.is_withdrawn for each in self.editions)


def _editions(council: Council) -> QuerySet[Publication]:
    rows = Publication.objects.filter(council=council).select_related(
        "council", "period__plan", "published_by", "withdrawn_by", "compared_with__period"
    )
    return rows.defer("json", "compared_with__json")


def _reports(council: Council) -> QuerySet[Report]:
    """The last issued report of each month."""
    later = Report.objects.filter(snapshot__period=OuterRef("snapshot__period"), pk__gt=OuterRef("pk"))
    rows = Report.objects.filter(~Exists(later), snapshot__period__plan__council=council)
    return rows.select_related("snapshot__period__plan__council", "previous").defer("previous__json")


def state_of_edition(edition: Publication, at: datetime, *, last: bool) -> str:
    """How an edition stands, in words."""
    if edition.was_never_public:
        return _("Withdrawn before it was public")
    if edition.is_withdrawn:
        return _("Withdrawn")
    if edition.public_from > at:
        return _("Waits for its time")
    return _("Public") if last else _("Public, superseded")


@page(Act.PUBLISH)
def publications(request: CouncilRequest) -> HttpResponse:
    """What is public, what waits for its time, and what is issued and not published yet?"""
    access = request.access
    by_period: dict[int, list[Publication]] = {}
    for each in _editions(access.council):
        by_period.setdefault(each.period_id, []).append(each)
    reports = _reports(access.council).defer("snapshot__json", "previous__json")
    rows = [
        Row(each, by_period.get(each.snapshot.period_id, []))
        for each in reports.order_by("-snapshot__period__last")
    ]
    states = {
        each.pk: state_of_edition(each, access.at, last=_is_last(each, editions, access.at))
        for editions in by_period.values()
        for each in editions
    }
    shown_papers = list(papers.published(access.council))
    public = any(each.is_public(access.at) for editions in by_period.values() for each in editions) or any(
        each.is_public(access.at) for each in shown_papers
    )
    found_rows = listing(
        rows,
        request.GET,
        filters=(
            Choice(
                "state",
                _("What is to be done"),
                [("publish", _("Publish")), ("nothing", _("Nothing"))],
                lambda each: "publish" if each.to_publish else "nothing",
            ),
            Search(_("Month or plan"), (_words_of,)),
        ),
        columns=(
            Column("month", _("Month"), lambda each: each.report.snapshot.period.first),
            Column("do", _("What is to be done"), lambda each: not each.to_publish),
            Column("editions", _("Editions"), lambda each: len(each.editions)),
        ),
    )
    found_papers = listing(
        shown_papers,
        request.GET,
        filters=(Search(_("Title"), ("title",)),),
        columns=(
            Column("report", _("Report"), ("title",)),
            Column("state", _("State"), ("public_from",)),
            Column("do", _("What can be done")),
        ),
        name="papers",
        beside=found_rows,
    )
    shown = {
        "found": found_rows,
        "states": states,
        "public": public,
        "papers": found_papers,
        "papers_to_publish": papers.to_publish(access.council),
    }
    return render(request, "publication/list.html", shown)


def _words_of(row: Row) -> str:
    period = row.report.snapshot.period
    return f"{period} {period.plan.title}"


def _is_last(edition: Publication, editions: Iterable[Publication], at: datetime) -> bool:
    """Whether no later edition of the month is public."""
    return not any(each.edition > edition.edition and each.is_public(at) for each in editions)


@page(Act.PUBLISH, methods=("GET", "POST"))
def publish(request: CouncilRequest, pk: int) -> HttpResponse:
    """From when is the report public?"""
    access = request.access
    report = found(_reports(access.council), pk=pk)
    editions = list(_editions(access.council).filter(period=report.snapshot.period))
    seen = [each for each in editions if not each.was_never_public]
    form = PublishForm(posted(request), another=bool(seen))
    if form.is_valid():
        try:
            made = publish_report(
                report=report,
                embargo_until=form.until,
                why=form.cleaned_data.get("why", ""),
                by=access.person,
                at=access.at,
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            _say(request, made)
            return redirect("publishing:edition", council=access.council.slug, pk=made.pk)
    return render(request, "publication/publish.html", {"form": form, "report": report, "seen": seen})


def _say(request: CouncilRequest, made: Publication) -> None:
    if made.public_from > request.access.at:
        messages.success(request, _("%(edition)s waits for its time.") % {"edition": words_of(made.name)})
    else:
        messages.success(request, _("%(edition)s is public.") % {"edition": words_of(made.name)})


@page(Act.PUBLISH)
def preview(request: CouncilRequest, pk: int) -> HttpResponse:
    """How will the page look?"""
    report = found(_reports(request.access.council), pk=pk)
    return _previewed(request, next_edition(report, at=request.access.at))


@page(Act.PUBLISH)
def edition_preview(request: CouncilRequest, pk: int) -> HttpResponse:
    """How will the page of an edition look whose time has not come?"""
    made = found(_editions(request.access.council), pk=pk)
    made.withdrawn_at = None
    return _previewed(request, made)


def _previewed(request: CouncilRequest, made: Publication) -> HttpResponse:
    """The public page with this edition in its place, for nobody's cache."""
    council = request.access.council
    site = site_of(council.slug, request.access.at)
    others = [each for each in site.editions if each.pk != made.pk] if site else []
    editions = sorted([*others, made], key=lambda each: (each.plan_slug, each.month, each.edition))
    shown = PublicSite(council, request.access.at, tuple(editions), preview=True)
    answer = edition_page(shown, made.plan_slug, str(made.month), made.edition)
    assert answer is not None
    reply = HttpResponse(answer.body, content_type=answer.media_type)
    reply["Cache-Control"] = "private, no-store"
    return reply


@page(Act.PUBLISH)
def preview_style(request: CouncilRequest) -> HttpResponse:
    """The style sheet of the public pages, before there are any."""
    answer = HttpResponse(style_of(request.access.council.colour)[0], content_type=CSS)
    answer["Cache-Control"] = "private, max-age=60"
    return answer


@page(Act.PUBLISH)
def edition(request: CouncilRequest, pk: int) -> HttpResponse:
    """How does this edition stand, what is in it, and what was done with it?"""
    access = request.access
    shown = found(_editions(access.council), pk=pk)
    others = list(_editions(access.council).filter(period=shown.period_id))
    files = list(shown.files.select_related("file", "withdrawn_by").defer("file__content"))
    address = _address(shown)
    return render(
        request,
        "publication/edition.html",
        {
            "shown": shown,
            "state": state_of_edition(shown, access.at, last=_is_last(shown, others, access.at)),
            "is_last": shown.edition == max(each.edition for each in others),
            "files": [(each, FORMAT_OF.get(each.format), _file_address(each)) for each in files],
            "address": address,
            "purge": [address, _month_address(shown), *(_file_address(each) for each in files)],
            "carriers": papers.carrying(shown, access.at),
            "speaking": shown.compared_by.filter(withdrawn_at=None).select_related("period").defer("json"),
            "entries": entries_of(access.council.pk, *others),
            "who": who,
        },
    )


def _address(shown: Publication) -> str:
    return reverse(
        "publication:edition",
        kwargs={
            "slug": shown.council.slug,
            "plan": shown.plan_slug,
            "month": shown.month,
            "edition": shown.edition,
        },
    )


def _month_address(shown: Publication) -> str:
    keys = {"slug": shown.council.slug, "plan": shown.plan_slug, "month": shown.month}
    return reverse("publication:month", kwargs=keys)


def _file_address(file: PublishedFile) -> str:
    return reverse(
        "publication:file",
        kwargs={"slug": file.publication.council.slug, "sha256": file.file.sha256, "name": file.file.name},
    )


@page(Act.PUBLISH, methods=("GET", "POST"))
def change_time(request: CouncilRequest, pk: int) -> HttpResponse:
    """From when is it public instead?"""
    access = request.access
    shown = found(_editions(access.council), pk=pk)
    form = TimeForm(posted(request), initial={"version": shown.version})
    if form.is_valid():
        given = {"until": form.until, "version": form.cleaned_data["version"]}

        def change() -> Publication:
            return change_embargo(publication=shown, **given, by=access.person, at=access.at)

        made = tried(form, change)
        if made is not None:
            _say(request, made)
            return redirect("publishing:edition", council=access.council.slug, pk=pk)
    words = _("When is %(edition)s public?") % {"edition": words_of(shown.name)}
    return _form(request, form, shown, words, _("Save"))


@page(Act.PUBLISH, methods=("GET", "POST"))
def withdraw_edition(request: CouncilRequest, pk: int) -> HttpResponse:
    """Why is it withdrawn?"""
    access = request.access
    shown = found(_editions(access.council), pk=pk)
    form = WithdrawForm(posted(request), initial={"version": shown.version})
    if form.is_valid():

        def take_back() -> Publication:
            return withdraw(publication=shown, **form.cleaned_data, by=access.person, at=access.at)

        if tried(form, take_back) is not None:
            messages.success(request, _("%(edition)s is withdrawn.") % {"edition": words_of(shown.name)})
            return redirect("publishing:edition", council=access.council.slug, pk=pk)
    words = _("Withdraw %(edition)s") % {"edition": words_of(shown.name)}
    return _form(request, form, shown, words, _("Withdraw it"), warn=True)


@page(Act.PUBLISH, methods=("GET", "POST"))
def withdraw_one_file(request: CouncilRequest, pk: int) -> HttpResponse:
    """Why is this file withdrawn?"""
    access = request.access
    rows = PublishedFile.objects.filter(publication__council=access.council)
    shown = found(rows.select_related("file", "publication__period").defer("file__content"), pk=pk)
    form = WithdrawForm(posted(request))
    if form.is_valid():

        def take_back() -> PublishedFile:
            return withdraw_file(file=shown, why=form.cleaned_data["why"], by=access.person, at=access.at)

        if tried(form, take_back) is not None:
            messages.success(request, _("%(name)s is withdrawn.") % {"name": shown.file.name})
            return redirect("publishing:edition", council=access.council.slug, pk=shown.publication_id)
    words = _("Withdraw %(name)s") % {"name": shown.file.name}
    return _form(request, form, shown.publication, words, _("Withdraw it"), warn=True)


@page(Act.PUBLISH, methods=("GET", "POST"))
def redact_edition(request: CouncilRequest, pk: int) -> HttpResponse:
    """Which words are taken out, and why?"""
    access = request.access
    shown = found(_editions(access.council), pk=pk)
    form = RedactForm(posted(request), initial={"version": shown.version})
    if form.is_valid():
        given = {
            "phrases": form.lines,
            "why": form.cleaned_data["why"],
            "version": form.cleaned_data["version"],
        }

        def take_out() -> Publication:
            return redact(publication=shown, **given, by=access.person, at=access.at)

        made = tried(form, take_out)
        if made is not None:
            messages.success(
                request,
                _("The words are taken out: %(edition)s takes its place.") % {"edition": words_of(made.name)},
            )
            elsewhere = still_said(access.council, form.lines)
            if elsewhere:
                said = _(
                    "They are still public elsewhere: %(names)s. Take them out there too, or withdraw it."
                ) % {"names": "; ".join(elsewhere)}
                messages.warning(request, said)
            return redirect("publishing:edition", council=access.council.slug, pk=made.pk)
    words = _("Take words out of %(edition)s") % {"edition": words_of(shown.name)}
    return _form(request, form, shown, words, _("Take them out"), warn=True)


def still_said(council: Council, phrases: Iterable[str]) -> list[str]:
    """What else is published in which these words are still said: editions, and reports to committees."""
    standing = list(_editions(council).filter(withdrawn_at=None))
    load(standing)
    found = [
        str(each)
        for each in standing
        if any(says(phrase, public_value_of(each), each.notes, each.asked) for phrase in phrases)
    ]
    for paper in PublishedPaper.objects.filter(council=council, withdrawn_at=None).select_related("paper"):
        document = document_of(paper.paper, Audience.PUBLIC)
        if any(says(phrase, document.title, document.blocks) for phrase in phrases):
            found.append(str(paper))
    return found


def _form(
    request: CouncilRequest, form: Any, shown: Publication, title: str, button: str, *, warn: bool = False
) -> HttpResponse:
    context = {"form": form, "shown": shown, "title": title, "button": button, "warn": warn}
    return render(request, "publication/form.html", context)
