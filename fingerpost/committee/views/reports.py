"""The list of reports, a report with its parts, and its front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fingerpost.committee.forms import FrontForm
from fingerpost.committee.models import CommitteeReport, ReportState
from fingerpost.committee.operations.reports import (
    NEW_PLAN_STATES,
    edit_front,
    start_month_report,
    start_plan_report,
)
from fingerpost.committee.reading import reading_of
from fingerpost.committee.rights import may_sign, may_write, sees_all, sees_in_hand, sees_part
from fingerpost.committee.steps import steps_of
from fingerpost.committee.views.loading import report_of
from fingerpost.govuk.lists import Choice, Column, Search, listing
from fingerpost.monitoring.models import Period
from fingerpost.people.access import found, page
from fingerpost.people.models import Person
from fingerpost.plans.models import Plan
from fingerpost.plans.operations.holding import SomebodyElseSaved
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import Access, CouncilRequest

STATE_WORDS = {
    ReportState.DRAFT: _("Draft"),
    ReportState.IN_SIGN_OFF: _("In sign-off"),
    ReportState.APPROVED: _("Approved"),
    ReportState.ISSUED: _("Issued"),
}
KIND_WORDS = {
    "exception report": _("Exception report"),
    "new plan": _("New plan"),
}


@page(Act.READ_PLAN)
def reports(request: CouncilRequest) -> HttpResponse:
    """Which committee reports are there, and which can be started?"""
    access = request.access
    council = access.council
    rows = CommitteeReport.objects.filter(plan__council=council).select_related("plan", "period", "issued_by")
    if not sees_in_hand(access):
        rows = rows.filter(state=ReportState.ISSUED)
    plans = [(str(each.pk), each.title) for each in Plan.objects.filter(council=council)]
    shown = {
        "found": listing(
            rows.defer("json", "record"),
            request.GET,
            filters=(
                Choice("plan", _("Plan"), plans, "plan_id"),
                Choice(
                    "state", _("State"), [(str(each), words) for each, words in STATE_WORDS.items()], "state"
                ),
                Search(_("Words"), ("title",)),
            ),
            columns=(
                Column("report", _("Report"), ("title", "-started_at")),
                Column("kind", _("Kind"), ("kind", "-started_at")),
                Column("state", _("State"), ("state", "-started_at")),
                Column("begun", _("Begun"), ("started_at",)),
                Column("issued", _("Issued"), ("issued_at",)),
            ),
        ),
        "states": STATE_WORDS,
        "kinds": KIND_WORDS,
        "may_start": access.may(Act.DRAFT_REPORT),
        "sees_in_hand": sees_in_hand(access),
    }
    if access.may(Act.DRAFT_REPORT):
        in_hand = CommitteeReport.objects.exclude(state=ReportState.ISSUED)
        shown["periods"] = (
            Period.objects.filter(plan__council=council, closed_at__isnull=False)
            .exclude(Exists(in_hand.filter(period=OuterRef("pk"))))
            .select_related("plan")
            .order_by("-last")[:24]
        )
        shown["plans"] = Plan.objects.filter(council=council, state__in=NEW_PLAN_STATES).exclude(
            Exists(in_hand.filter(plan=OuterRef("pk"), period=None))
        )
    return render(request, "committee/reports.html", shown)


@page(Act.DRAFT_REPORT, methods=("POST",))
def start(request: CouncilRequest) -> HttpResponse:
    """Start the report of a closed month ("month 7") or of a new plan ("plan 3")."""
    access = request.access
    what, _space, key = request.POST.get("of", "").partition(" ")
    number = int(key) if key.isdecimal() else 0
    try:
        if what == "month":
            period = found(Period.objects.filter(plan__council=access.council), pk=number)
            made = start_month_report(period=period, by=access.person, at=access.at)
        elif what == "plan":
            plan = found(Plan.objects.filter(council=access.council), pk=number)
            made = start_plan_report(plan=plan, by=access.person, at=access.at)
        else:
            messages.error(request, gettext("Choose what the report is on."))
            return redirect("committee:reports", council=access.council.slug)
    except ValueError as refusal:
        messages.error(request, str(refusal))
        return redirect("committee:reports", council=access.council.slug)
    messages.success(request, gettext("The report is started."))
    return redirect("committee:report", council=access.council.slug, pk=made.pk)


@page(Act.READ_PLAN)
def report(request: CouncilRequest, pk: int) -> HttpResponse:
    """Where does the report stand, who has which part, and what is next?"""
    access = request.access
    shown = report_of(access, pk)
    if shown.state == ReportState.ISSUED:
        files = list(shown.files.select_related("file").defer("file__content"))
        if not sees_all(access):
            files = [each for each in files if each.audience == "public"]
        return render(
            request,
            "committee/issued.html",
            {"report": shown, "files": files, "newer": newer_of(shown), "kinds": KIND_WORDS},
        )
    reading = reading_of(shown)
    rows = [
        {
            "now": each,
            "may_write": may_write(access, each.row),
            "may_sign": may_sign(access, each.row),
            "sees": sees_part(access, each.row, exempt=each.exemption is not None),
        }
        for each in reading.parts
    ]
    return render(
        request,
        "committee/report.html",
        {
            "report": shown,
            "reading": reading,
            "rows": rows,
            "steps": steps_of(shown, reading),
            "newer": newer_of(shown),
            "sees_all": sees_all(access),
            "further": [
                each.title if each.exempt is None or sees_all(access) else gettext("Exempt information")
                for each in reading.sources.report.appendices
                if not each.generated
            ],
            "states": STATE_WORDS,
            "kinds": KIND_WORDS,
        },
    )


def newer_of(report: CommitteeReport) -> int | None:
    """The number of the version of the month that corrects the one that the report rests on, if there is one."""
    if report.period is None or report.snapshot is None:
        return None
    newest = report.period.snapshots.order_by("-version").values_list("version", flat=True).first()
    return newest if newest is not None and newest > report.snapshot.version else None


@page(Act.DRAFT_REPORT, methods=("GET", "POST"))
def front(request: CouncilRequest, pk: int) -> HttpResponse:
    """Who is responsible, whom to ask, what is decided, and what lists stand at the end?"""
    access = request.access
    shown = report_of(access, pk)
    people = here(access)
    form = FrontForm(request.POST if request.method == "POST" else None, report=shown, people=people)
    clash = None
    if request.method == "POST":
        if not form.is_valid():
            return _front(request, shown, form, 422)
        try:
            edit_front(
                report=shown,
                front=form.front,
                by=access.person,
                at=access.at,
                version=form.cleaned_data["version"],
            )
        except SomebodyElseSaved as refusal:
            clash = refusal
            form.add_error(None, str(refusal))
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("Saved."))
            return redirect("committee:report", council=access.council.slug, pk=pk)
    return _front(request, shown, form, 409 if form.errors else 200, theirs=clash is not None)


def _front(
    request: CouncilRequest, report: CommitteeReport, form: FrontForm, status: int, *, theirs: bool = False
) -> HttpResponse:
    shown = {
        "report": report,
        "form": form,
        "theirs": FrontForm(report=report, people=here(request.access)) if theirs else None,
    }
    return render(request, "committee/front.html", shown, status=status)


def here(access: Access) -> list[Person]:
    """Everybody who works for the council, or sits on it, today."""
    today = access.at.date()
    return [each for each in Person.objects.filter(council=access.council) if each.is_here(today)]


def asked_number(value: str | None) -> int:
    """A number that a form carries; refuses (400) what is none."""
    if value is None or not value.isdecimal():
        raise BadRequest
    return int(value)
