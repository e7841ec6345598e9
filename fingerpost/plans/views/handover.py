"""Handing over: whose actions need another lead, and to whom they go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count, F, Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fingerpost.govuk.lists import Choice, Column, Search, listing
from fingerpost.people.access import found, page
from fingerpost.people.models import Person, Service
from fingerpost.plans.forms.handover import HandOverForm
from fingerpost.plans.models import Action
from fingerpost.plans.operations import hand_over
from fingerpost.plans.rights import may_edit_action
from fingerpost.plans.states import OPEN
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import Access, CouncilRequest


def _actions(access: Access, person: Person) -> list[Action]:
    """The person's actions in plans that are not closed, so far as whoever asks may write them."""
    rows = (
        Action.objects.filter(plan__council=access.council, plan__state__in=OPEN, people__person=person)
        .select_related("plan", "service", "section__parent__parent")
        .prefetch_related("people__person")
        .order_by("plan__first_month", "place")
    )
    return [each for each in rows if may_edit_action(access, each)]


@page(Act.EDIT_PLAN)
def people(request: CouncilRequest) -> HttpResponse:
    """Whose actions may need another lead? Leavers come first."""
    access = request.access
    today = access.at.date()
    in_open_plans = Q(action_links__action__plan__state__in=OPEN)
    rows = Person.objects.filter(council=access.council).select_related("service")
    rows = rows.annotate(
        leads=Count("action_links", filter=in_open_plans & Q(action_links__deputy=False)),
        deputises=Count("action_links", filter=in_open_plans & Q(action_links__deputy=True)),
    ).filter(Q(leads__gt=0) | Q(deputises__gt=0))
    listed = listing(
        rows.order_by(F("left_on").asc(nulls_last=True), "name"),
        request.GET,
        filters=(
            Search(_("Name or post"), ("name", "post"), name="text"),
            Choice(
                "service",
                _("Service"),
                [(str(each.pk), each.name) for each in Service.objects.filter(council=access.council)],
                "service_id",
            ),
        ),
        columns=(
            Column("person", _("Person"), ("name",)),
            Column("service", _("Service"), ("service__name", "name")),
            Column("leads", _("Leads"), ("leads", "name"), numeric=True),
            Column("deputises", _("Deputises"), ("deputises", "name"), numeric=True),
        ),
    )
    return render(request, "plans/hand_over_people.html", {"found": listed, "today": today})


@page(Act.EDIT_PLAN, methods=("GET", "POST"))
def person(request: CouncilRequest, pk: int) -> HttpResponse:
    """Which of this person's actions go to whom? What else waits for them is listed, to be given to others there."""
    access = request.access
    leaver = found(Person.objects.filter(council=access.council), pk=pk)
    actions = _actions(access, leaver)
    form = HandOverForm(request.POST or None, actions=actions, person=leaver, today=access.at.date())
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["to"]
        try:
            number = hand_over(
                person=leaver,
                to=to,
                actions=form.chosen(),
                by=access.person,
                at=access.at,
                why=form.cleaned_data["why"],
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext("%(number)s action goes to %(to)s.", "%(number)s actions go to %(to)s.", number)
            messages.success(request, said % {"number": number, "to": to.shown})
            return redirect("plans:hand_over", council=access.council.slug)
    return render(
        request,
        "plans/hand_over.html",
        {
            "leaver": leaver,
            "actions": actions,
            "form": form,
            "asked": leaver.requests_owned.waiting().order_by("number"),
            "parts": leaver.committee_parts.exclude(report__approved_at__isnull=False)
            .select_related("report")
            .order_by("report__started_at", "place"),
        },
        status=422 if form.errors else 200,
    )
