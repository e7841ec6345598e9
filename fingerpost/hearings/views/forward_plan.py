"""The forward plan: the list, its file, and each entry."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from fingerpost.govuk.lists import Choice, Column, Search, listing
from fingerpost.hearings.forward_plan_form import EntryForm, NoticeForm, WithdrawForm
from fingerpost.hearings.operations.forward_plan import (
    TooLittleNotice,
    add_entry,
    edit_entry,
    publish_entry,
    withdraw_entry,
)
from fingerpost.hearings.rows import coming, planned_of
from fingerpost.hearings.wording import LESS_NOTICE
from fingerpost.meetings.forms import posted
from fingerpost.people.access import found, page
from fingerpost.people.council_settings import settings_of
from fingerpost.rules.formula_guard import guarded
from fingerpost.rules.meetings.bank_holidays import YearNotCovered
from fingerpost.rules.meetings.clear_days import last_day_to_publish
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from fingerpost.govuk.lists import Listing
    from fingerpost.hearings.models import PlannedDecision
    from fingerpost.people.access import CouncilRequest

COLUMNS = (
    "title",
    "decision_maker",
    "expected_on",
    "key_decision",
    "why_key",
    "about",
    "documents",
    "why_private",
    "contact",
    "contact_email",
    "notice_published_on",
    "exception",
    "withdrawn_on",
    "why_withdrawn",
)


def _listed(request: CouncilRequest, *, size: int) -> Listing[PlannedDecision]:
    today = request.access.at.date()
    states = {
        "to come": Q(withdrawn_on=None, expected_on__gte=today),
        "past": Q(withdrawn_on=None, expected_on__lt=today),
        "withdrawn": Q(withdrawn_on__isnull=False),
    }
    return listing(
        planned_of(request.access.council),
        request.GET,
        filters=(
            Choice(
                "state",
                _("Which"),
                [("to come", _("To come")), ("past", _("Past")), ("withdrawn", _("Withdrawn"))],
                lambda value: states[value],
                default="to come",
            ),
            Choice("key", _("Key decision"), [("True", _("Yes")), ("False", _("No"))], "key"),
            Search(_("Words"), ("title", "about")),
        ),
        columns=(
            Column("expected", _("Expected"), ("expected_on",)),
            Column("title", _("Decision"), ("title",)),
            Column("body", _("Decision maker"), ("body__name", "expected_on")),
            Column("notice", _("Notice")),
        ),
        sort="expected",
        size=size,
    )


@page(Act.READ_PLAN)
def forward_plan(request: CouncilRequest) -> HttpResponse:
    """Which decisions are to come, and which of them are key decisions?"""
    listed = _listed(request, size=50)
    notice = {each.pk: _last_day(request, each) for each in listed}
    shown = {"found": listed, "last_days": notice, "today": request.access.at.date()}
    return render(request, "hearings/forward_plan.html", shown)


def _last_day(request: CouncilRequest, row: PlannedDecision) -> Any:
    """The last day on which notice of a key decision can be published; why not, where that is not known."""
    rules = settings_of(request.access.council).meeting_rules
    if not row.key or rules.key_decision is None:
        return None
    try:
        return last_day_to_publish(row.expected_on, rules.key_decision, rules.calendar)
    except YearNotCovered:
        return None


@page(Act.READ_PLAN)
def export(request: CouncilRequest) -> HttpResponse:
    """The forward plan as a file, filtered as the list is."""
    listed = _listed(request, size=10_000)
    lines = StringIO()
    lines.write("\ufeff")
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    for each in listed:
        writer.writerow(
            [
                guarded(each.title),
                guarded(each.body.name),
                each.expected_on.isoformat(),
                "yes" if each.key else "no",
                guarded(each.key_why),
                guarded(each.about),
                guarded(each.documents),
                guarded(each.private_why),
                guarded(each.contact.shown),
                guarded(each.contact.email),
                each.published_on.isoformat() if each.published_on else "",
                guarded(each.exception),
                each.withdrawn_on.isoformat() if each.withdrawn_on else "",
                guarded(each.withdrawn_why),
            ]
        )
    answer = HttpResponse(lines.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename="forward-plan.csv") or "attachment"
    )
    return answer


@page(Act.READ_PLAN)
def entry(request: CouncilRequest, pk: int) -> HttpResponse:
    """What is to be decided, by whom and when, and was notice of it given?"""
    return _page(request, found(planned_of(request.access.council), pk=pk))


def _page(request: CouncilRequest, row: PlannedDecision, **more: Any) -> HttpResponse:
    today = request.access.at.date()
    shown: dict[str, Any] = {
        "row": row,
        "today": today,
        "last_day": _last_day(request, row),
        "exceptions": LESS_NOTICE,
        "notice_form": NoticeForm(initial={"on": today}, prefix="notice"),
        "withdraw_form": WithdrawForm(prefix="withdraw"),
    }
    return render(request, "hearings/entry.html", shown | more)


@page(Act.MANAGE_MEETINGS, methods=("GET", "POST"))
def add(request: CouncilRequest) -> HttpResponse:
    """Which decision is to come?"""
    access = request.access
    form = EntryForm(
        posted(request),
        council=access.council,
        today=access.at.date(),
        meetings=coming(access.council, access.at.date()),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = add_entry(council=access.council, entry=form.entry(), by=access.person, at=access.at)
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The decision is in the forward plan."))
            return redirect("hearings:entry", council=access.council.slug, pk=made.pk)
    return render(
        request, "hearings/edit_entry.html", {"form": form, "heading": _("Enter a decision to come")}
    )


@page(Act.MANAGE_MEETINGS, methods=("GET", "POST"))
def edit(request: CouncilRequest, pk: int) -> HttpResponse:
    """What does the forward plan say of this decision?"""
    access = request.access
    row = found(planned_of(access.council), pk=pk)
    names = ("version", "title", "about", "body", "expected_on", "key", "key_why", "private_why", "documents")
    initial = {name: getattr(row, name) for name in (*names, "report", "contact")} | {
        "meeting": row.meeting_id
    }
    form = EntryForm(
        posted(request),
        initial=initial,
        council=access.council,
        today=access.at.date(),
        meetings=coming(access.council, min(row.expected_on, access.at.date())),
    )
    if request.method == "POST" and form.is_valid():
        try:
            edit_entry(
                planned=row,
                entry=form.entry(),
                version=form.cleaned_data["version"],
                by=access.person,
                at=access.at,
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("hearings:entry", council=access.council.slug, pk=pk)
    return render(request, "hearings/edit_entry.html", {"form": form, "heading": _("Change the entry")})


@page(Act.MANAGE_MEETINGS, methods=("POST",))
def publish(request: CouncilRequest, pk: int) -> HttpResponse:
    """On which day was notice published?"""
    access = request.access
    row = found(planned_of(access.council), pk=pk)
    form = NoticeForm(posted(request), prefix="notice")
    if form.is_valid():
        given = form.cleaned_data
        try:
            publish_entry(
                planned=row,
                on=given["on"],
                exception=form.exception_given(),
                why=given["why"],
                by=access.person,
                at=access.at,
            )
        except ValueError as refusal:
            form.add_error("exception" if isinstance(refusal, TooLittleNotice) else "on", str(refusal))
        else:
            messages.success(request, _("The notice is recorded."))
            return redirect("hearings:entry", council=access.council.slug, pk=pk)
    return _page(request, row, notice_form=form, form=form)


@page(Act.MANAGE_MEETINGS, methods=("POST",))
def withdraw(request: CouncilRequest, pk: int) -> HttpResponse:
    """Why is the decision not to be taken?"""
    access = request.access
    row = found(planned_of(access.council), pk=pk)
    form = WithdrawForm(posted(request), prefix="withdraw")
    if form.is_valid():
        try:
            withdraw_entry(planned=row, why=form.cleaned_data["why"], by=access.person, at=access.at)
        except ValueError as refusal:
            form.add_error("why", str(refusal))
        else:
            messages.success(request, _("The decision is withdrawn from the forward plan."))
            return redirect("hearings:entry", council=access.council.slug, pk=pk)
    return _page(request, row, withdraw_form=form, form=form)
