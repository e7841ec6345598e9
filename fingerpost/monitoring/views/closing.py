"""Closing a month, and correcting a closed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fingerpost.changes.models import ChangeRequest
from fingerpost.govuk.lists import Column, Search, listing
from fingerpost.monitoring.closing import (
    NotAccepted,
    as_it_stands,
    close_period,
    correct_period,
    key_of,
    latest_snapshot,
    snapshot_before,
    stands_on_old,
    to_check,
    value_of,
)
from fingerpost.monitoring.forms.corrections import ReasonForm
from fingerpost.monitoring.forms.updates import UpdateForm, typed_of
from fingerpost.monitoring.mending import Shown, places_of
from fingerpost.monitoring.models import PendingCorrection, Update
from fingerpost.monitoring.operations.corrections import close_corrected, put_aside, take_back
from fingerpost.monitoring.preview import case_of
from fingerpost.monitoring.views.periods import STATUS_ORDER, period_of
from fingerpost.people.access import found, page
from fingerpost.rules.changes import RequestState
from fingerpost.rules.checks.month import check_month
from fingerpost.rules.findings import Severity
from fingerpost.rules.movement import movement
from fingerpost.rules.plain import from_plain
from fingerpost.rules.refs import ref_order
from fingerpost.rules.roles import Act
from fingerpost.rules.updates import Update as UpdateValue

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from fingerpost.govuk.lists import Listing
    from fingerpost.monitoring.models import Period
    from fingerpost.people.access import CouncilRequest
    from fingerpost.rules.snapshot import ActionRecord
    from fingerpost.rules.snapshot import Snapshot as SnapshotValue


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
    rest = request.POST.get("rest", "").strip()
    if request.method == "POST":
        try:
            accepted = {
                **_for_the_rest(request, period, rest),
                **{key: each for key, each in reasons.items() if each.strip()},
            }
            close_period(period=period, by=access.person, at=access.at, accepted=accepted)
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
            "rest": rest,
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


def _for_the_rest(request: CouncilRequest, period: Period, reason: str) -> dict[str, str]:
    """One reason for every error that stands, by its key: it counts where none of its own is given."""
    if not reason:
        return {}
    findings = check_month(to_check(period, on=request.access.at.date(), before=snapshot_before(period)))
    return {key_of(each): reason for each in findings if each.severity is Severity.ERROR}


@page(Act.CORRECT_PERIOD, methods=("GET", "POST"))
def correct(request: CouncilRequest, pk: int) -> HttpResponse:
    """What is to be put right in a closed month, what it gives, and why? Or close it anew on a corrected month before."""
    access = request.access
    period = period_of(access, pk)
    last = latest_snapshot(period)
    if last is None:
        raise Http404
    pending = list(period.pending_corrections.select_related("action", "by"))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        close_next = close_corrected if pending else correct_period
        try:
            stored = close_next(
                period=period, reason=form.cleaned_data["reason"], by=access.person, at=access.at
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
    value = value_of(last)
    old = stands_on_old(period)
    instead = {each.action.ref: from_plain(UpdateValue, each.content) for each in pending}
    after = as_it_stands(period, on=access.at.date(), instead=instead) if pending or old else None
    return render(
        request,
        "monitoring/correct.html",
        {
            "period": period,
            "rows": _rows(period, value, request.GET),
            "value": value,
            "after": after,
            "pending": [
                (each, value.action(each.action.ref), after and after.action(each.action.ref))
                for each in pending
            ],
            "follows": _follows(value, after, set(instead)) if after else [],
            "old": old,
            "form": form,
        },
        status=422 if form.errors else 200,
    )


def _rows(
    period: Period, value: SnapshotValue, asked: Mapping[str, str]
) -> Listing[tuple[ActionRecord, int]]:
    """The actions of a closed month with their keys, to choose from."""
    keys = dict(period.plan.actions.values_list("ref", "pk"))
    search = Search(_("Ref or title"), (lambda row: f"{row[0].ref} {row[0].title}",))
    return listing(
        [(each, keys[each.ref]) for each in value.actions],
        asked,
        filters=(search,),
        columns=(
            Column("action", _("Action"), lambda row: ref_order(row[0].ref)),
            Column("status", _("Status"), lambda row: STATUS_ORDER.index(row[0].status)),
        ),
    )


def _follows(
    closed: SnapshotValue, after: SnapshotValue, put_right: Collection[str]
) -> list[tuple[ActionRecord, ActionRecord]]:
    """The actions, other than those put right, that a correction would show otherwise: as closed, and as they would be."""
    before = {each.ref: each for each in closed.actions}
    return [
        (before[each.ref], each)
        for each in after.actions
        if each.ref not in put_right and each.ref in before and each.status != before[each.ref].status
    ]


@page(Act.CORRECT_PERIOD, methods=("GET", "POST"))
def correct_action(request: CouncilRequest, pk: int, action: int) -> HttpResponse:
    """What should have been said of one action in a closed month? It is put aside until the next version is closed."""
    access = request.access
    period = period_of(access, pk)
    last = latest_snapshot(period)
    if last is None:
        raise Http404
    chosen = found(period.plan.actions.select_related("plan__council"), pk=action)
    was = value_of(last).action(chosen.ref)
    if was is None:
        raise Http404
    pending = period.pending_corrections.filter(action=chosen).first()
    stands = pending or Update.objects.filter(action=chosen, period=period).first()
    initial = typed_of(from_plain(UpdateValue, stands.content)) if stands and stands.content else {}
    form = UpdateForm(
        request.POST or None,
        initial=initial,
        case=case_of(chosen, period, on=access.at.date()),
        by=access.person,
        on=access.at.date(),
        with_steps=False,
    )
    if request.method == "POST" and form.is_valid() and form.content is not None:
        try:
            put_aside(period=period, action=chosen, content=form.content, by=access.person, at=access.at)
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            said = gettext("Action %(ref)s is put aside. Close the next version below, or put right another.")
            messages.success(request, said % {"ref": chosen.ref})
            return redirect("monitoring:correct", council=access.council.slug, pk=period.pk)
    return render(
        request,
        "monitoring/correct_action.html",
        {
            "period": period,
            "action": chosen,
            "form": form,
            "judged": form.judged,
            "plan": period.plan,
            "was": was,
        },
        status=422 if form.errors else 200,
    )


@page(Act.CORRECT_PERIOD, methods=("POST",))
def take_back_page(request: CouncilRequest, pk: int) -> HttpResponse:
    """Take back a correction that was put aside."""
    access = request.access
    rows = PendingCorrection.objects.filter(period__plan__council=access.council)
    pending = found(rows.select_related("action", "period"), pk=pk)
    take_back(pending=pending, by=access.person, at=access.at)
    messages.success(request, gettext("Action %(ref)s stays as it was closed.") % {"ref": pending.action.ref})
    return redirect("monitoring:correct", council=access.council.slug, pk=pending.period_id)
