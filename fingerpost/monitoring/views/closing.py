"""Closing a month, and correcting a closed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from fingerpost.changes.models import ChangeRequest
from fingerpost.monitoring.closing import (
    NotAccepted,
    close_period,
    correct_period,
    key_of,
    latest_snapshot,
    snapshot_before,
    stands_on_old,
    to_check,
    value_of,
)
from fingerpost.monitoring.forms.updates import UpdateForm, typed_of
from fingerpost.monitoring.mending import Shown, places_of
from fingerpost.monitoring.models import Update
from fingerpost.monitoring.operations.corrections import correct_with
from fingerpost.monitoring.preview import case_of
from fingerpost.monitoring.views.periods import period_of
from fingerpost.people.access import found, page
from fingerpost.rules.changes import RequestState
from fingerpost.rules.checks.month import check_month
from fingerpost.rules.findings import Severity
from fingerpost.rules.movement import movement
from fingerpost.rules.plain import from_plain
from fingerpost.rules.roles import Act
from fingerpost.rules.updates import Update as UpdateValue

if TYPE_CHECKING:
    from fingerpost.people.access import CouncilRequest


@page(Act.CLOSE_PERIOD, methods=("GET", "POST"))
def close(request: CouncilRequest, pk: int) -> HttpResponse:
    """Can the month stand up in public?"""
    access = request.access
    period = period_of(access, pk)
    if not period.is_open:
        return redirect("monitoring:period", council=access.council.slug, pk=period.pk)
    problem, missing, status = "", set[str](), 200
    reasons = {
        name.removeprefix("reason "): request.POST[name]
        for name in request.POST
        if name.startswith("reason ")
    }
    if request.method == "POST":
        try:
            close_period(period=period, by=access.person, at=access.at, accepted=reasons)
        except NotAccepted as refusal:
            problem, missing, status = str(refusal), {key_of(each) for each in refusal.findings}, 422
        except ValueError as refusal:
            problem, status = str(refusal), 409
        else:
            messages.success(request, gettext("%(month)s is closed.") % {"month": period})
            return redirect("monitoring:period", council=access.council.slug, pk=period.pk)
    before = snapshot_before(period)
    to_close = to_check(period, on=access.at.date(), before=before)
    places = places_of(period.plan, access.council.slug)
    findings = [places.shown(each) for each in check_month(to_close)]
    requests = ChangeRequest.objects.filter(plan=period.plan).select_related("action")
    moved = movement(None if before is None else value_of(before), to_close.snapshot)
    groups: dict[Severity, list[Shown]] = {severity: [] for severity in Severity}
    for each in findings:
        groups[each.finding.severity].append(each)
    return render(
        request,
        "monitoring/close.html",
        {
            "period": period,
            "value": to_close.snapshot,
            "previous": to_close.previous,
            "movement": moved.figures_only or moved.sentence(),
            "groups": [(severity, groups[severity]) for severity in Severity],
            "reasons": reasons,
            "missing": missing,
            "problem": problem,
            "ended": access.at.date() >= period.last.last_day,
            "pending": requests.filter(state=RequestState.SUBMITTED),
            "decided": requests.filter(
                decided_on__gte=period.first.first_day, decided_on__lte=period.last.last_day
            ),
        },
        status=status,
    )


@page(Act.CORRECT_PERIOD, methods=("GET", "POST"))
def correct(request: CouncilRequest, pk: int) -> HttpResponse:
    """Which action of a closed month is to be put right? Or close it anew on a corrected month before."""
    access = request.access
    period = period_of(access, pk)
    last = latest_snapshot(period)
    if last is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            stored = correct_period(
                period=period, reason=request.POST.get("reason", ""), by=access.person, at=access.at
            )
        except ValueError as refusal:
            problem = str(refusal)
        else:
            messages.success(
                request,
                gettext("Version %(number)s of %(month)s is closed.")
                % {"number": stored.version, "month": period},
            )
            return redirect("monitoring:period", council=access.council.slug, pk=period.pk)
    keys = dict(period.plan.actions.values_list("ref", "pk"))
    value = value_of(last)
    return render(
        request,
        "monitoring/correct.html",
        {
            "period": period,
            "value": value,
            "rows": [(each, keys[each.ref]) for each in value.actions],
            "old": stands_on_old(period),
            "problem": problem,
            "reason": request.POST.get("reason", ""),
        },
        status=422 if problem else 200,
    )


@page(Act.CORRECT_PERIOD, methods=("GET", "POST"))
def correct_action(request: CouncilRequest, pk: int, action: int) -> HttpResponse:
    """Put the update of one action in a closed month right, with the reason, and close its next version."""
    access = request.access
    period = period_of(access, pk)
    last = latest_snapshot(period)
    if last is None:
        raise Http404
    chosen = found(period.plan.actions.select_related("plan__council"), pk=action)
    stands = Update.objects.filter(action=chosen, period=period).first()
    initial = typed_of(from_plain(UpdateValue, stands.content)) if stands and stands.content else {}
    form = UpdateForm(
        request.POST or None,
        initial=initial,
        case=case_of(chosen, period, on=access.at.date()),
        by=access.person,
        on=access.at.date(),
    )
    reason = request.POST.get("correction_reason", "")
    if request.method == "POST" and form.is_valid() and form.content is not None:
        try:
            stored = correct_with(
                period=period, contents={chosen: form.content}, reason=reason, by=access.person, at=access.at
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                gettext("Version %(number)s of %(month)s is closed.")
                % {"number": stored.version, "month": period},
            )
            return redirect("monitoring:period", council=access.council.slug, pk=period.pk)
    return render(
        request,
        "monitoring/correct_action.html",
        {
            "period": period,
            "action": chosen,
            "form": form,
            "judged": form.judged,
            "plan": period.plan,
            "was": value_of(last).action(chosen.ref),
            "correction_reason": reason,
        },
        status=422 if form.errors else 200,
    )
