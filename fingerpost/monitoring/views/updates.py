"""The update of one action: shown, checked, saved as typed, sent."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from fingerpost.monitoring.evidence import EvidenceForm
from fingerpost.monitoring.forms.updates import UpdateForm, reached_of, typed_of
from fingerpost.monitoring.mine import Mine, in_period, my_actions
from fingerpost.monitoring.models import Evidence, Period
from fingerpost.monitoring.operations.updates import (
    NotOpen,
    SomebodyElseSaved,
    remove_evidence,
    save_draft,
    send_update,
)
from fingerpost.monitoring.preview import case_of
from fingerpost.people.access import found, page
from fingerpost.plans.models import Action
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from fingerpost.monitoring.models import Update
    from fingerpost.people.access import Access, CouncilRequest


def action_to_update(access: Access, pk: int) -> Action:
    """An action of the council on which this person may send updates; 404 and 403 otherwise."""
    rows = Action.objects.filter(plan__council=access.council).select_related("plan__council")
    action = found(rows.prefetch_related("people"), pk=pk)
    access.require(Act.SEND_UPDATE, action)
    return action


def open_period_of(action: Action) -> Period:
    """The open period of the action's plan; 404 while none is open."""
    return found(Period.objects.filter(plan=action.plan, closed_at=None).select_related("plan__council"))


def _open_period(action: Action) -> Period | None:
    """The open period of the action's plan; None while none is open, as after the month was closed."""
    return Period.objects.filter(plan=action.plan, closed_at=None).select_related("plan__council").first()


def _of_another_month(request: CouncilRequest, period: Period) -> bool:
    """Whether the form was opened for another month, which was closed, and this one opened, while it was filled in."""
    return request.POST.get("period", str(period.pk)) != str(period.pk)


def _moved_on(period: Period) -> str:
    return gettext(
        "The month that you wrote this for is closed. Nothing was sent. These are the questions of %(month)s, with your "
        "words: look them through, then send them for %(month)s."
    ) % {"month": period}


def _no_month(request: CouncilRequest, action: Action) -> HttpResponse:
    """No month is open: says so, and gives back what was typed for one that was closed meanwhile (409)."""
    typed = [
        (field.label, words)
        for name, field in UpdateForm.base_fields.items()
        if (words := request.POST.get(name, "").strip())
    ]
    last = Period.objects.filter(plan=action.plan).select_related("plan").order_by("-last").first()
    return render(
        request, "monitoring/no_month.html", {"action": action, "typed": typed, "last": last}, status=409
    )


@page(Act.SEND_UPDATE, methods=("GET", "POST"))
def update(request: CouncilRequest, pk: int) -> HttpResponse:
    """Is it done, or when? `then` says what follows: check what it gives, save as typed, or send (and go on)."""
    access = request.access
    action = action_to_update(access, pk)
    period = _open_period(action)
    if period is None:
        return _no_month(request, action)
    now = in_period(period, Action.objects.filter(pk=action.pk), on=access.at.date())[0]
    if request.method != "POST":
        return _show(request, now, None)
    form = UpdateForm(request.POST, case=now.case, by=access.person, on=access.at.date())
    if _of_another_month(request, period):
        form.is_valid()
        form.add_error(None, _moved_on(period))
        return _show(request, now, form, status=409)
    evidence = EvidenceForm(request.POST, request.FILES)
    then = request.POST.get("then", "send")
    if then == "check":
        return _show(request, now, form)
    if then.startswith("remove "):
        return _remove(request, now, form, then.removeprefix("remove "))
    adding = evidence.has_changed() or then == "evidence"
    wrong = adding and not evidence.is_valid()
    saving = then in ("save", "evidence")
    if wrong or (not saving and not form.is_valid()):
        return _show(request, now, form, evidence=evidence if adding else None)
    written: dict[str, Any] = {
        "action": action,
        "period": now.period,
        "typed": form.typed,
        "evidence": evidence.new if adding else None,
        "by": access.person,
        "at": access.at,
        **_carried(request),
    }
    try:
        if saving or form.content is None:
            save_draft(**written)
        else:
            send_update(content=form.content, reached=form.reached, **written)
    except SomebodyElseSaved as clash:
        return _show(request, now, form, clash=clash.now, status=409)
    except ValueError as refusal:
        form.is_valid()
        form.add_error(None, str(refusal))
        return _show(request, now, form, status=409)
    if saving:
        if then == "save":
            messages.success(request, gettext("Saved as a draft. It is not sent yet."))
        return redirect(_address(request, action) + ("#evidence" if then == "evidence" else ""))
    messages.success(request, gettext("Action %(ref)s: the update is sent.") % {"ref": action.ref})
    return redirect(_next(request, now, then))


def _carried(request: CouncilRequest) -> dict[str, Any]:
    """The version that was read and the key of the page, as its form carries them."""
    version = request.POST.get("version", "")
    return {
        "version": int(version) if version.isdecimal() else 0,
        "page": request.POST.get("page", "")[:32],
    }


def _remove(request: CouncilRequest, now: Mine, form: UpdateForm, key: str) -> HttpResponse:
    """Take a link or file off the update again; what was typed beside it is kept."""
    access = request.access
    rows = Evidence.objects.filter(update__action=now.action, update__period=now.period)
    chosen = found(rows, pk=int(key) if key.isdecimal() else 0)
    try:
        remove_evidence(
            evidence=chosen, typed=form.typed, by=access.person, at=access.at, **_carried(request)
        )
    except SomebodyElseSaved as clash:
        return _show(request, now, form, clash=clash.now, status=409)
    except NotOpen as refusal:
        form.is_valid()
        form.add_error(None, str(refusal))
        return _show(request, now, form, status=409)
    return redirect(_address(request, now.action) + "#evidence")


@page(Act.SEND_UPDATE, methods=("POST",))
def autosave(request: CouncilRequest, pk: int) -> HttpResponse:
    """For the script of the form: save it as typed and answer with what it would give, as JSON.

    409 with the words that stand where somebody else has saved meanwhile, or where the period is closed.
    """
    access = request.access
    action = action_to_update(access, pk)
    period = _open_period(action)
    if period is None:
        return JsonResponse({"refused": gettext("No month is open. What you type is not saved.")}, status=409)
    if _of_another_month(request, period):
        return JsonResponse({"refused": _moved_on(period)}, status=409)
    form = UpdateForm(
        request.POST,
        case=case_of(action, period, on=access.at.date()),
        by=access.person,
        on=access.at.date(),
    )
    form.is_valid()
    try:
        saved = save_draft(
            action=action,
            period=period,
            typed=form.typed,
            by=access.person,
            at=access.at,
            **_carried(request),
        )
    except (SomebodyElseSaved, NotOpen) as refusal:
        return JsonResponse({"refused": str(refusal)}, status=409)
    return JsonResponse(
        {
            "version": saved.version,
            "saved": gettext("Saved at %(time)s. Not sent yet.") % {"time": f"{access.at:%H:%M}"},
            "late": form.late,
            "outcome": render_to_string(
                "monitoring/outcome.html",
                {"judged": form.judged, "understood": form.understood, "plan": period.plan, "period": period},
                request,
            ),
        }
    )


def _address(request: CouncilRequest, action: Action) -> str:
    return reverse("monitoring:update", kwargs={"council": request.access.council.slug, "pk": action.pk})


def _next(request: CouncilRequest, sent: Mine, then: str) -> str:
    """Where to go on: the next action that waits for this person, or the list; the month, for somebody else's."""
    access = request.access
    slug = access.council.slug
    if access.person_ids.isdisjoint(sent.action.owner_ids):
        return reverse("monitoring:period", kwargs={"council": slug, "pk": sent.period.pk})
    if then == "send and next":
        waiting = my_actions(access.council, access.person_ids, on=access.at.date()).to_do
        place = sent.action.place
        after = [each for each in waiting if each.period == sent.period and each.action.place > place]
        if following := after or waiting:
            return _address(request, following[0].action)
    return reverse("monitoring:mine", kwargs={"council": slug})


def initial_of(now: Mine) -> dict[str, str]:
    """What the form of an update begins with: as last typed, or else as sent; and the milestones that are reached."""
    reached = reached_of(now.action.milestones.all())
    if now.update is not None and now.update.typed:
        return {**reached, **now.update.typed}
    return {**reached, **(typed_of(now.case.sent) if now.case.sent is not None else {})}


def fresh_form(now: Mine, access: Access, *, prefix: str | None = None) -> UpdateForm:
    """The form as it is first shown, with what its answers would give."""
    initial = initial_of(now)
    carried = {"version": now.update.version if now.update else 0, "page": secrets.token_hex(8)}
    given: dict[str, Any] = {"case": now.case, "by": access.person, "on": access.at.date()}
    form = UpdateForm(initial={**initial, **carried}, prefix=prefix, **given)
    if initial:
        trial = UpdateForm(initial, **given)
        trial.is_valid()
        form.judged, form.understood = trial.judged, trial.understood
    return form


def _show(
    request: CouncilRequest,
    now: Mine,
    form: UpdateForm | None,
    *,
    clash: Update | None = None,
    evidence: EvidenceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    access = request.access
    shown = form or fresh_form(now, access)
    shown.is_valid()
    return render(
        request,
        "monitoring/update.html",
        {
            "now": now,
            "plan": now.period.plan,
            "action": now.action,
            "period": now.period,
            "form": shown,
            "judged": shown.judged,
            "understood": shown.understood,
            "clash": clash,
            "evidence": evidence or EvidenceForm(),
            "evidence_items": now.update.evidence_items.select_related("file") if now.update else (),
            "remarks": now.update.remarks.select_related("by") if now.update else (),
            "last_said": now.last_said,
            "on_behalf": access.person.pk not in now.action.owner_ids,
        },
        status=status,
    )
