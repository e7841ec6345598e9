"""Asking for a change: which kind, then exactly what that kind needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fingerpost.changes.forms import MOST_LEADS, AskForm, ChooseForm
from fingerpost.changes.operations.asking import AskedAlready, ask, cancel, edit, submit
from fingerpost.changes.operations.locking import ChangedMeanwhile
from fingerpost.changes.rows import actions_to_ask_about, shown_to
from fingerpost.changes.values import asked_of
from fingerpost.changes.wording import KINDS, MEANINGS, months_in_words, phrase
from fingerpost.meetings.forms import posted
from fingerpost.people.access import found, page
from fingerpost.people.models import Person
from fingerpost.plans.models import Action, Plan, PlanState
from fingerpost.plans.values import ledger_of
from fingerpost.rules.changes import MoveNotAllowed, RequestState
from fingerpost.rules.decisions import ChangeKind
from fingerpost.rules.roles import Act, Reach, reach_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from fingerpost.changes.models import ChangeRequest
    from fingerpost.people.access import Access, CouncilRequest


def action_to_change(access: Access, key: str) -> Action:
    """The action of that key in a live plan; 404 for any other, 403 if the person may not ask about it."""
    rows = Action.objects.filter(plan__council=access.council, plan__state=PlanState.LIVE)
    rows = rows.select_related("plan", "section", "service")
    action = found(
        rows.prefetch_related("ledger_entries", "milestones", "people__person"),
        pk=int(key) if key.isdecimal() else 0,
    )
    access.require(Act.REQUEST_CHANGE, action)
    return action


def _kind_of(name: str) -> ChangeKind:
    try:
        return ChangeKind(name)
    except ValueError:
        raise Http404 from None


def kinds_for(action: Action | None) -> list[ChangeKind]:
    """The kinds that make sense: nothing resumes that is not suspended, nothing is added to an action."""
    if action is None:
        return list(ChangeKind)
    suspended = ledger_of(action).suspension is not None
    never = {ChangeKind.ADD, ChangeKind.SUSPEND if suspended else ChangeKind.RESUME}
    return [each for each in ChangeKind if each not in never]


@page(Act.REQUEST_CHANGE, methods=("GET", "POST"))
def ask_page(request: CouncilRequest) -> HttpResponse:
    """What should be changed? With `?action=` and `?kind=` the form of that kind; without, the choice."""
    access = request.access
    action = action_to_change(access, key) if (key := request.GET.get("action", "")) else None
    if not request.GET.get("kind") or (action is None and request.GET["kind"] != ChangeKind.ADD):
        return _choose(request, action)
    kind = _kind_of(request.GET["kind"])
    if kind is ChangeKind.ADD:
        action = None
    elif request.method != "POST" and kind not in kinds_for(action):
        return _choose(request, action)
    plans = Plan.objects.filter(council=access.council, state=PlanState.LIVE)
    chosen = request.GET.get("plan", "")
    if action is not None:
        plan = action.plan
    elif chosen.isdecimal():
        plan = found(plans, pk=int(chosen))
    else:
        first = plans.first()
        if first is None:
            return render(request, "changes/no_plan.html")
        plan = first
    form = ask_form(access, kind, plan, action, data=posted(request), initial=_initial(kind, plan, action))
    if request.method == "POST" and form.is_valid():
        try:
            made = ask(
                plan=plan,
                action=action,
                wanted=form.wanted(),
                by=access.person,
                at=access.at,
                asked_on=form.cleaned_data.get("asked_on"),
                and_submit="submit" in request.POST,
            )
        except AskedAlready as refusal:
            messages.info(request, str(refusal))
            return redirect("changes:request", council=access.council.slug, pk=refusal.now.pk)
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _told(request, made)
    return _ask_page(request, form, live=list(plans) if kind is ChangeKind.ADD else [])


@page(Act.REQUEST_CHANGE, methods=("GET", "POST"))
def edit_page(request: CouncilRequest, pk: int) -> HttpResponse:
    """What should the draft say?"""
    access = request.access
    row = found(shown_to(access), pk=pk)
    access.require(Act.REQUEST_CHANGE, row)
    if row.state != RequestState.DRAFT:
        return redirect("changes:request", council=access.council.slug, pk=pk)
    kind = ChangeKind(row.kind)
    form = ask_form(access, kind, row.plan, row.action, data=posted(request), initial=_as_typed(row))
    problem = None
    if request.method == "POST" and form.is_valid():
        version = request.POST.get("version", "")
        try:
            made = edit(
                request=row,
                wanted=form.wanted(),
                by=access.person,
                at=access.at,
                asked_on=form.cleaned_data.get("asked_on") or row.asked_on,
                version=int(version) if version.isdecimal() else None,
                and_submit="submit" in request.POST,
            )
        except ChangedMeanwhile as refusal:
            problem, row = str(refusal), refusal.now
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _told(request, made)
    return _ask_page(request, form, draft=row, problem=problem)


@page(Act.REQUEST_CHANGE, methods=("POST",))
def submit_page(request: CouncilRequest, pk: int) -> HttpResponse:
    """Put a draft before whoever decides."""
    access = request.access
    row = found(shown_to(access), pk=pk)
    access.require(Act.REQUEST_CHANGE, row)
    try:
        made = submit(request=row, by=access.person, at=access.at)
    except ValueError as refusal:
        messages.error(request, str(refusal))
        return redirect("changes:request", council=access.council.slug, pk=pk)
    return _told(request, made)


@page(Act.CANCEL_REQUEST, methods=("POST",))
def cancel_page(request: CouncilRequest, pk: int) -> HttpResponse:
    """Take a request back."""
    access = request.access
    row = found(shown_to(access), pk=pk)
    access.require(Act.CANCEL_REQUEST, row)
    try:
        cancel(request=row, by=access.person, at=access.at, why=request.POST.get("why", ""))
    except MoveNotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The request was taken back. What was asked stays on record."))
    return redirect("changes:request", council=access.council.slug, pk=pk)


def _choose(request: CouncilRequest, action: Action | None) -> HttpResponse:
    """The choice of kind and, where it is not given, of action."""
    access = request.access
    given = {key: request.GET[key] for key in ("kind", "action") if key in request.GET}
    kinds = kinds_for(action)
    actions = [action] if action else list(actions_to_ask_about(access))
    chosen = "kind" in given or "chosen" in request.GET
    form = ChooseForm(given if chosen else None, initial=given, actions=actions, kinds=kinds)
    return render(request, "changes/choose.html", {"form": form, "action": action})


def ask_form(access: Access, kind: ChangeKind, plan: Plan, action: Action | None, **options: Any) -> AskForm:
    """The form of this kind, with what this person may choose in it."""
    people: Sequence[Person] = ()
    if kind in (ChangeKind.AMEND, ChangeKind.ADD, ChangeKind.SPLIT):
        people = [
            each
            for each in Person.objects.filter(council=access.council)
            if each.is_here(access.at.date()) and each.roles != ["Member"]
        ]
    others = plan.actions.exclude(pk=action.pk) if action and kind is ChangeKind.MERGE else ()
    sections = plan.sections.filter(children=None) if kind is ChangeKind.ADD else ()
    return AskForm(
        kind=kind,
        plan=plan,
        action=action,
        people=people,
        others=list(others),
        sections=list(sections),
        dated=reach_of(access.roles, Act.REQUEST_CHANGE) is Reach.ANY,
        **options,
    )


def _initial(kind: ChangeKind, plan: Plan, action: Action | None) -> dict[str, Any]:
    """What a new form already says: the title and leads as they are."""
    if action is None or kind not in (ChangeKind.AMEND, ChangeKind.RESCOPE):
        return {}
    leads = [each.person_id for each in action.people.all() if not each.deputy][:MOST_LEADS]
    return {"title": action.title, **{f"lead_{place}": key for place, key in enumerate(leads, start=1)}}


def _as_typed(row: ChangeRequest) -> dict[str, Any]:
    """A draft as its form shows it."""
    asked = asked_of(row)
    given: dict[str, Any] = _initial(asked.kind, row.plan, row.action)
    given |= {"why": asked.why, "reason": str(asked.reason), "months": months_in_words(asked.months)}
    if asked.to_date is not None:
        given["to_date"] = asked.to_date.text
    if asked.resume_month is not None:
        given["resume_month"] = asked.resume_month.name
    if asked.review_month is not None:
        given["review_month"] = asked.review_month.name
    if row.new_title:
        given["title"] = row.new_title
    if row.into_id is not None:
        given["into"] = row.into_id
    leads = list(row.new_leads.all())
    if leads:
        given |= {f"lead_{place}": "" for place in range(1, MOST_LEADS + 1)}
        given |= {f"lead_{place}": each.person_id for place, each in enumerate(leads, start=1)}
    for number, each in enumerate(row.new_actions.all(), start=1):
        given |= {
            "section": each.section_id,
            f"ref_{number}": each.ref,
            f"title_{number}": each.title,
            f"months_{number}": months_in_words(each.programmed),
            f"lead_{number}": each.lead_id,
            f"resources_{number}": each.resources,
        }
    return given


def _ask_page(
    request: CouncilRequest,
    form: AskForm,
    *,
    draft: ChangeRequest | None = None,
    problem: str | None = None,
    live: Sequence[Plan] = (),
) -> HttpResponse:
    ledger, waiting = None, []
    if form.action is not None:
        ledger = ledger_of(form.action)
        rows = form.action.change_requests.filter(state=RequestState.SUBMITTED)
        waiting = [(row, phrase(asked_of(row))) for row in rows]
    shown = {
        "form": form,
        "kind": form.kind,
        "kind_words": KINDS[form.kind],
        "meaning": MEANINGS[form.kind],
        "plan": form.plan,
        "action": form.action,
        "ledger": ledger,
        "waiting": waiting,
        "draft": draft,
        "problem": problem,
        "plans": live if len(live) > 1 else [],
    }
    return render(request, "changes/ask.html", shown, status=409 if problem else None)


def _told(request: CouncilRequest, made: ChangeRequest) -> HttpResponse:
    """To the request, with a word on what happened."""
    if made.state == RequestState.DRAFT:
        messages.success(request, _("The draft is saved. Nobody decides on it before you submit it."))
    else:
        messages.success(request, _("The request is submitted and waits for a decision."))
    return redirect(
        reverse("changes:request", kwargs={"council": request.access.council.slug, "pk": made.pk})
    )
