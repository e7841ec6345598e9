"""Several updates on one page: a person's own that are to be sent, or those that came back in a lead's form."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext

from fingerpost.monitoring.forms.updates import UpdateForm, reached_of
from fingerpost.monitoring.mine import Mine, in_period, my_actions, open_periods
from fingerpost.monitoring.operations.updates import SomebodyElseSaved, ToSend, send_several
from fingerpost.monitoring.views.updates import fresh_form
from fingerpost.people.access import page
from fingerpost.plans.models import Action
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from fingerpost.people.access import Access, CouncilRequest


@dataclass(frozen=True, slots=True)
class Entry:
    """One action on the page with its form. `place` is where its words came from, if from a file."""

    mine: Mine
    form: UpdateForm
    place: str = ""


@page(Act.SEND_UPDATE, methods=("GET", "POST"))
def several(request: CouncilRequest) -> HttpResponse:
    """What is to be said of all of these? Those that are filled in are sent together, or none of them."""
    access = request.access
    if request.method != "POST":
        waiting = my_actions(access.council, access.person_ids, on=access.at.date()).to_do
        return show(
            request, [Entry(each, fresh_form(each, access, prefix=str(each.action.pk))) for each in waiting]
        )
    asked = {int(each) for each in request.POST.getlist("action") if each.isdecimal()}
    bound = [Entry(each, bound_form(each, access, request.POST)) for each in _open_ones(access, asked)]
    filled = [each for each in bound if each.form.typed]
    entries = [
        each if each.form.typed else Entry(each.mine, fresh_form(each.mine, access, prefix=each.form.prefix))
        for each in bound
    ]
    if not filled:
        return show(request, entries, problem=gettext("Nothing is filled in yet."), status=422)
    if not all(each.form.is_valid() for each in filled):  # every form, so that all problems come at once
        return show(request, entries, status=422)
    try:
        sent = send_several(updates=[_to_send(each) for each in filled], by=access.person, at=access.at)
    except SomebodyElseSaved as clash:
        problem = gettext(
            "Somebody else has saved the update of action %(ref)s meanwhile. Nothing was sent. Open that action by "
            "itself to see both texts."
        ) % {"ref": clash.now.action.ref}
        return show(request, entries, problem=problem, status=409)
    except ValueError as refusal:
        return show(request, entries, problem=str(refusal), status=409)
    messages.success(
        request,
        ngettext("%(number)s update is sent.", "%(number)s updates are sent.", len(sent))
        % {"number": len(sent)},
    )
    return redirect("monitoring:mine", council=access.council.slug)


def bound_form(mine: Mine, access: Access, data: QueryDict) -> UpdateForm:
    """The form of one action among several, with what was posted for it."""
    return UpdateForm(data, prefix=str(mine.action.pk), case=mine.case, by=access.person, on=access.at.date())


def posted_as(mine: Mine, typed: Mapping[str, str]) -> QueryDict:
    """What a form of one action among several would post, had these words been typed into it."""
    data = QueryDict(mutable=True)
    carried = {"version": str(mine.update.version if mine.update else 0), "page": secrets.token_hex(8)}
    for name, words in {**reached_of(mine.action.milestones.all()), **typed, **carried}.items():
        data[f"{mine.action.pk}-{name}"] = words
    return data


def show(
    request: CouncilRequest,
    entries: Sequence[Entry],
    *,
    problem: str = "",
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """The page with all these forms."""
    wrong = [each for each in entries if each.form.is_bound and each.form.errors]
    return render(
        request,
        "monitoring/several.html",
        {"entries": entries, "wrong": wrong, "problem": problem, **context},
        status=status,
    )


def _open_ones(access: Access, keys: Collection[int]) -> list[Mine]:
    """The actions with these keys in the council's open periods; 403 if one is not theirs to update."""
    found: list[Mine] = []
    for period in open_periods(access.council):
        actions = Action.objects.filter(plan=period.plan, pk__in=keys)
        found += in_period(period, actions.order_by("place"), on=access.at.date())
    for each in found:
        access.require(Act.SEND_UPDATE, each.action)
    return found


def _to_send(entry: Entry) -> ToSend:
    content = entry.form.content
    assert content is not None, "a valid form has its content"
    return ToSend(
        action=entry.mine.action,
        period=entry.mine.period,
        content=content,
        typed=entry.form.typed,
        version=entry.form.cleaned_data["version"] or 0,
        page=entry.form.cleaned_data["page"],
        reached=entry.form.reached,
    )
