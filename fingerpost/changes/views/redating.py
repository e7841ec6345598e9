"""New dates for several actions at once: which, to when, and then one decision under one minute."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fingerpost.changes.decide_form import ways_of
from fingerpost.changes.operations.asking import ask_together
from fingerpost.changes.operations.locking import SomeRefused
from fingerpost.changes.redate_form import ReDateForm
from fingerpost.changes.rows import actions_to_ask_about, requests_of
from fingerpost.govuk.lists import Choice, Column, Search, kept_ticks, listing, ticked
from fingerpost.meetings.forms import posted
from fingerpost.people.access import page
from fingerpost.plans.values import ledger_of
from fingerpost.rules.changes import RequestState
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import Access, CouncilRequest
    from fingerpost.plans.models import Action

MOST_TOGETHER = 100
"""How many actions are re-dated at once: as many requests as one minute decides."""


@page(Act.REQUEST_CHANGE, methods=("GET", "POST"))
def re_date(request: CouncilRequest) -> HttpResponse:
    """Which actions need new dates, and which dates?"""
    access = request.access
    keys = ticked(request.GET, "action")
    still_choosing = "choosing" in request.GET and "give" not in request.GET
    if not still_choosing and len(keys) > MOST_TOGETHER:
        messages.error(
            request, _("At most %(most)s actions can be given new dates at once.") % {"most": MOST_TOGETHER}
        )
        still_choosing = True
    if not keys or still_choosing:
        return _choose(request, keys)
    chosen = _chosen(access, keys)
    form = ReDateForm(posted(request), actions=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            made = ask_together(
                wanted=form.wanted(),
                by=access.person,
                at=access.at,
                asked_on=form.cleaned_data["asked_on"],
            )
        except SomeRefused as refusal:
            form.add_error(None, _("Nothing was asked, because some of these requests cannot be made."))
            form.add_problems(refusal.problems)
        else:
            number = len(made)
            messages.success(
                request,
                ngettext("%(number)s new date is asked for.", "%(number)s new dates are asked for.", number)
                % {"number": number},
            )
            rows = list(requests_of(access.council).filter(pk__in=[each.pk for each in made]))
            council = access.council.slug
            if ways_of(access, rows):
                together = urlencode([("pk", each.pk) for each in rows])
                return redirect(f"{reverse('changes:together', kwargs={'council': council})}?{together}")
            return redirect("changes:list", council=council)
    return render(
        request,
        "changes/re_date.html",
        {"form": form, "rows": [(each, ledger_of(each.action)) for each in form.rows]},
        status=422 if form.errors else 200,
    )


def _chosen(access: Access, wanted: set[int]) -> list[Action]:
    """The actions ticked, in the order of the plan; 403 where one is not theirs to ask for."""
    rows = actions_to_ask_about(access).filter(pk__in=wanted)
    rows = rows.prefetch_related("ledger_entries", "milestones", "people__person").select_related("service")
    found = list(rows.order_by("plan__first_month", "place"))
    if len(found) != len(wanted):
        raise PermissionDenied("You may not ask for a new date of all of these actions.")
    return found


def _choose(request: CouncilRequest, keys: set[int]) -> HttpResponse:
    """The actions of live plans to tick; what is ticked goes along from page to page."""
    access = request.access
    rows = actions_to_ask_about(access).select_related("plan", "service")
    rows = rows.prefetch_related("ledger_entries", "milestones").order_by("plan__first_month", "place")
    plans = {(str(each.plan_id), each.plan.title): None for each in rows}
    services = {(str(each.service_id), each.service.name): None for each in rows if each.service}
    waiting = set(
        requests_of(access.council)
        .filter(state=RequestState.SUBMITTED, action__isnull=False)
        .values_list("action_id", flat=True)
    )
    found = listing(
        rows,
        request.GET,
        filters=(
            Search(_("Ref or title"), ("ref", "title")),
            Choice("service", _("Service"), sorted(services, key=lambda each: each[1]), "service_id"),
            Choice("plan", _("Plan"), list(plans), "plan_id") if len(plans) > 1 else None,
        ),
        columns=(
            Column("action", _("Action"), ("plan__first_month", "place")),
            Column("service", _("Service"), ("service__name", "place")),
            Column("date", _("Current date")),
        ),
        size=MOST_TOGETHER,
    )
    lines = [(each, ledger_of(each), each.pk in waiting) for each in found]
    kept = kept_ticks("action", keys, (each.pk for each in found))
    return render(
        request, "changes/re_date_choose.html", {"found": found, "lines": lines, "ticked": keys, "kept": kept}
    )
