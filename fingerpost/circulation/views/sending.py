"""Sending an issued report to a list, and the log of what was sent to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fingerpost.circulation.files import of_committee, of_month
from fingerpost.circulation.forms import FORMAT_WORDS, SendForm
from fingerpost.circulation.models import Circulation, DistributionList
from fingerpost.circulation.operations import circulate, reachable
from fingerpost.committee.models import CommitteeReport, ReportState
from fingerpost.govuk.lists import Choice, Column, Search, listing
from fingerpost.issuing.models import Report
from fingerpost.meetings.forms import posted
from fingerpost.notices.models import MessageState
from fingerpost.notices.sending import takes_attachments
from fingerpost.notices.wording import STATE_COLOURS, STATES
from fingerpost.people.access import found, page
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.circulation.files import ToSend
    from fingerpost.people.access import CouncilRequest
    from fingerpost.plans.models import Plan

LATEST = 12


@page(Act.CIRCULATE)
def sent(request: CouncilRequest) -> HttpResponse:
    """What was sent to whom, and what can be sent now?"""
    council = request.access.council
    lists = DistributionList.objects.filter(council=council)
    found_rows = listing(
        Circulation.objects.filter(council=council)
        .select_related("sent_by")
        .annotate(
            number=Count("recipients", distinct=True),
            gone=Count("recipients", filter=Q(recipients__message__state=MessageState.SENT), distinct=True),
            failed=Count(
                "recipients", filter=Q(recipients__message__state=MessageState.FAILED), distinct=True
            ),
        ),
        request.GET,
        filters=(
            Choice("list", _("List"), [(str(each.pk), each.name) for each in lists], "list_id"),
            Search(_("Words"), ("title", "subject", "recipients__name", "recipients__address")),
        ),
        columns=(
            Column("at", _("Sent"), ("sent_at",)),
            Column("title", _("Report"), ("title", "-sent_at")),
            Column("list", _("List"), ("list_name", "-sent_at")),
            Column("number", _("Recipients"), numeric=True),
        ),
        sort="-at",
    )
    reports = Report.objects.filter(snapshot__period__plan__council=council).select_related(
        "snapshot__period__plan"
    )
    committee = CommitteeReport.objects.filter(plan__council=council, state=ReportState.ISSUED)
    shown = {
        "found": found_rows,
        "reports": reports[:LATEST],
        "committee": committee.order_by("-issued_at")[:LATEST],
    }
    return render(request, "circulation/sent.html", shown)


@page(Act.CIRCULATE)
def circulation(request: CouncilRequest, pk: int) -> HttpResponse:
    """To whom did this report go, with which files, and did it arrive at the mail server?"""
    rows = Circulation.objects.filter(council=request.access.council).select_related(
        "sent_by", "report__snapshot__period", "committee_report"
    )
    row = found(rows, pk=pk)
    recipients = row.recipients.select_related("message", "person").prefetch_related("files__file")
    found_recipients = listing(
        list(recipients),
        request.GET,
        filters=(
            Search(_("Name or address"), ("name", "address")),
            Choice(
                "state", _("State"), [(str(each), words) for each, words in STATES.items()], "message__state"
            ),
        ),
        columns=(
            Column("name", _("Recipient"), ("name",)),
            Column("files", _("Files")),
            Column("state", _("State"), ("message__state", "name")),
        ),
    )
    shown = {
        "row": row,
        "found": found_recipients,
        "any_sent": any(each.message is None or each.message.sent_at for each in recipients),
        "states": STATES,
        "state_colours": STATE_COLOURS,
    }
    return render(request, "circulation/circulation.html", shown)


@page(Act.CIRCULATE, methods=("GET", "POST"))
def send_month(request: CouncilRequest, pk: int) -> HttpResponse:
    """To whom does the issued report of the month go?"""
    rows = Report.objects.filter(snapshot__period__plan__council=request.access.council)
    report = found(rows.select_related("snapshot__period__plan__council"), pk=pk)
    return _send(request, of_month(report), report.snapshot.period.plan)


@page(Act.CIRCULATE, methods=("GET", "POST"))
def send_committee(request: CouncilRequest, pk: int) -> HttpResponse:
    """To whom does the issued committee report go?"""
    rows = CommitteeReport.objects.filter(plan__council=request.access.council, state=ReportState.ISSUED)
    report = found(rows.select_related("plan__council"), pk=pk)
    return _send(request, of_committee(report), report.plan)


def _send(request: CouncilRequest, to_send: ToSend, plan: Plan) -> HttpResponse:
    """The form; who would get what; and the sending, once it was looked at."""
    access = request.access
    lists = DistributionList.objects.filter(council=access.council, closed_on=None)
    fitting = lists.filter(Q(plan=None) | Q(plan=plan)).prefetch_related("outside")
    initial = {"subject": to_send.title, "formats": ["pdf"]}
    form = SendForm(posted(request), initial=initial, lists=fitting, formats=to_send.formats)
    looked = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if "send" in request.POST:
            try:
                made = circulate(
                    to_send=to_send,
                    to=form.list_given(),
                    formats=given["formats"],
                    subject=given["subject"],
                    words=given["words"],
                    by=access.person,
                    at=access.at,
                )
            except ValueError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(
                    request, _("The report is in the outbox and goes with the worker’s next turn.")
                )
                return redirect("circulation:circulation", council=access.council.slug, pk=made.pk)
        row = form.list_given()
        looked = [
            *(
                (each.shown, False, to_send.files_for(each, given["formats"]))
                for each in reachable(row, access.at.date())
            ),
            *((str(each), True, to_send.files_for(None, given["formats"])) for each in row.outside.all()),
        ]
    shown = {
        "form": form,
        "to_send": to_send,
        "looked": looked,
        "formats": FORMAT_WORDS,
        "attaches": takes_attachments(),
        "any_list": bool(form.lists),
    }
    return render(request, "circulation/send.html", shown)
