"""The update of one action: shown, checked, saved as typed, sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from fingerpost.monitoring.evidence import EvidenceForm
from fingerpost.monitoring.forms.updates import UpdateForm, typed_of
from fingerpost.monitoring.mine import in_period, my_actions
from fingerpost.monitoring.models import Period, Update
from fingerpost.monitoring.operations.updates import (
    NotOpen,
    SomebodyElseSaved,
    add_evidence,
    remove_evidence,
    save_draft,
    send_update,
)
from fingerpost.people.access import found, page
from fingerpost.plans.models import Action
from fingerpost.rules.plain import from_plain
from fingerpost.rules.roles import Act
from fingerpost.rules.updates import Update as UpdateValue

if TYPE_CHECKING:
    from django.http import QueryDict

    from fingerpost.monitoring.mine import Mine
    from fingerpost.people.access import Access, CouncilRequest

NOT_TYPED = frozenset({"csrfmiddlewaretoken", "version", "then"})


def _action(access: Access, pk: int) -> Action:
    """An action of the council on which this person may send updates."""
    rows = Action.objects.filter(plan__council=access.council).select_related("plan__council")
    action = found(rows.prefetch_related("people"), pk=pk)
    access.require(Act.SEND_UPDATE, action)
    return action


def _period(action: Action) -> Period:
    """The open period of the action's plan; 404 while none is open."""
    return found(Period.objects.filter(plan=action.plan, closed_at=None).select_related("plan__council"))


def _form(access: Access, action: Action, period: Period, data: Any) -> UpdateForm:
    return UpdateForm(data, action=action, period=period, by=access.person, on=access.at.date())


@page(Act.SEND_UPDATE, methods=("GET", "POST"))
def update(request: CouncilRequest, pk: int) -> HttpResponse:
    """Is it done, or when? `then` says what follows: save as typed, check what it gives, or send and go on."""
    access = request.access
    action = _action(access, pk)
    period = _period(action)
    if request.method != "POST":
        return _show(request, action, period, None)
    form = _form(access, action, period, request.POST)
    then = request.POST.get("then", "send")
    if then in ("save", "check"):
        return _keep(request, action, period, form, check=then == "check")
    if not form.is_valid() or form.content is None:
        return _show(request, action, period, form)
    try:
        send_update(
            action=action,
            period=period,
            content=form.content,
            typed=typed(request.POST),
            by=access.person,
            at=access.at,
            version=form.cleaned_data["version"] or 0,
        )
    except SomebodyElseSaved as clash:
        return _show(request, action, period, form, clash=clash.now, status=409)
    except NotOpen as refusal:
        form.add_error(None, str(refusal))
        return _show(request, action, period, form, status=409)
    messages.success(request, gettext("Action %(ref)s: the update is sent.") % {"ref": action.ref})
    return redirect(_next(request, action, then))


def _keep(
    request: CouncilRequest, action: Action, period: Period, form: UpdateForm, *, check: bool
) -> HttpResponse:
    """Save the form as typed; to check, show at once what it would give."""
    access = request.access
    version = request.POST.get("version", "")
    try:
        save_draft(
            action=action,
            period=period,
            typed=typed(request.POST),
            by=access.person,
            at=access.at,
            version=int(version) if version.isdecimal() else 0,
        )
    except SomebodyElseSaved as clash:
        form.is_valid()
        return _show(request, action, period, form, clash=clash.now, status=409)
    except NotOpen as refusal:
        form.is_valid()
        form.add_error(None, str(refusal))
        return _show(request, action, period, form, status=409)
    if check:
        return _show(request, action, period, form)
    messages.success(request, gettext("Saved as a draft. It is not sent yet."))
    return redirect("monitoring:update", council=access.council.slug, pk=action.pk)


@page(Act.SEND_UPDATE, methods=("POST",))
def autosave(request: CouncilRequest, pk: int) -> HttpResponse:
    """For the script of the form: save it as typed and answer with what it would give, as JSON.

    409 with the words that stand where somebody else has saved meanwhile.
    """
    access = request.access
    action = _action(access, pk)
    period = _period(action)
    form = _form(access, action, period, request.POST)
    form.is_valid()
    version = request.POST.get("version", "")
    try:
        saved = save_draft(
            action=action,
            period=period,
            typed=typed(request.POST),
            by=access.person,
            at=access.at,
            version=int(version) if version.isdecimal() else 0,
        )
    except (SomebodyElseSaved, NotOpen) as refusal:
        return JsonResponse({"refused": str(refusal)}, status=409)
    judged = form.judged
    return JsonResponse(
        {
            "version": saved.version,
            "saved": gettext("Saved at %(time)s") % {"time": f"{access.at:%H:%M}"},
            "status": judged.status if judged else None,
            "late": form.late,
            "outcome": render_to_string(
                "monitoring/outcome.html", {"judged": judged, "plan": period.plan}, request
            ),
        }
    )


@page(Act.SEND_UPDATE, methods=("POST",))
def evidence(request: CouncilRequest, pk: int) -> HttpResponse:
    """Add a link or a file that shows what the update says."""
    access = request.access
    action = _action(access, pk)
    period = _period(action)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, action, period, None, evidence=form)
    try:
        add_evidence(
            action=action,
            period=period,
            words=form.cleaned_data["words"],
            link=form.cleaned_data["link"],
            file=form.cleaned_data["file"],
            by=access.person,
            at=access.at,
        )
    except NotOpen as refusal:
        form.add_error(None, str(refusal))
        return _show(request, action, period, None, evidence=form, status=409)
    return redirect("monitoring:update", council=access.council.slug, pk=action.pk)


@page(Act.SEND_UPDATE, methods=("POST",))
def drop_evidence(request: CouncilRequest, pk: int, item: int) -> HttpResponse:
    """Take a link or file off the update again."""
    access = request.access
    action = _action(access, pk)
    period = _period(action)
    row = found(Update.objects.filter(action=action, period=period))
    remove_evidence(evidence=found(row.evidence_items.all(), pk=item), by=access.person, at=access.at)
    return redirect("monitoring:update", council=access.council.slug, pk=action.pk)


def typed(posted: QueryDict) -> dict[str, str]:
    """The form as typed, without what only carries it."""
    return {name: str(posted[name]) for name in posted if name not in NOT_TYPED}


def _next(request: CouncilRequest, action: Action, then: str) -> str:
    """Where to go on: the next action that waits for this person, or the list."""
    access = request.access
    slug = access.council.slug
    if then == "send and next":
        waiting = my_actions(access.council, access.person_ids, on=access.at.date()).to_do
        after = [each for each in waiting if each.action.place > action.place] or list(waiting)
        if after:
            return reverse("monitoring:update", kwargs={"council": slug, "pk": after[0].action.pk})
    return reverse("monitoring:mine", kwargs={"council": slug})


def _show(
    request: CouncilRequest,
    action: Action,
    period: Period,
    form: UpdateForm | None,
    *,
    clash: Update | None = None,
    evidence: EvidenceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    access = request.access
    now: Mine = in_period(period, Action.objects.filter(pk=action.pk), on=access.at.date())[0]
    unsent = form is None
    if form is None:
        stands = now.update
        if stands is not None and stands.typed:
            initial: dict[str, Any] = dict(stands.typed)
        elif stands is not None and stands.content is not None:
            initial = dict(typed_of(from_plain(UpdateValue, stands.content)))
        else:
            initial = {}
        form = UpdateForm(
            initial=initial | {"version": stands.version if stands else 0},
            action=action,
            period=period,
            by=access.person,
            on=access.at.date(),
        )
        if initial:
            trial = _form(access, action, period, initial)
            trial.is_valid()
            form.judged = trial.judged
    return render(
        request,
        "monitoring/update.html",
        {
            "now": now,
            "plan": period.plan,
            "action": action,
            "period": period,
            "form": form,
            "judged": form.judged,
            "clash": clash,
            "evidence": evidence or EvidenceForm(),
            "evidence_items": now.update.evidence_items.select_related("file") if now.update else (),
            "remarks": now.update.remarks.select_related("by") if now.update else (),
            "last_said": from_plain(UpdateValue, now.last_update.content)
            if now.last_update is not None and now.last_update.content is not None
            else None,
            "on_behalf": access.person.pk not in action.owner_ids,
            "unsent": unsent,
        },
        status=status,
    )
