"""Periods: which are open, how far each has come, and closed ones exactly as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fingerpost.govuk.days import DayField
from fingerpost.govuk.filters import status_word
from fingerpost.govuk.lists import Choice, Column, Listing, Search, listing
from fingerpost.monitoring.closing import stands_on_old, value_of
from fingerpost.monitoring.mine import Mine, in_period
from fingerpost.monitoring.models import Period
from fingerpost.monitoring.months import months_listed
from fingerpost.monitoring.operations.periods import (
    holidays_known,
    next_period,
    open_period,
    set_days,
    usual_days,
)
from fingerpost.monitoring.progress import progress_of
from fingerpost.people.access import found, page
from fingerpost.plans.models import Plan, PlanState
from fingerpost.rules.classes import Status
from fingerpost.rules.refs import ref_order
from fingerpost.rules.roles import Act
from fingerpost.rules.wording import CLASS_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fingerpost.monitoring.progress import Group
    from fingerpost.people.access import Access, CouncilRequest
    from fingerpost.rules.snapshot import ActionRecord
    from fingerpost.rules.snapshot import Snapshot as SnapshotValue


STATUS_ORDER = list(Status)
"""The statuses as a list is sorted by them: from best to worst, then what is no longer judged."""

UPDATES = {"missing": _("No update yet"), "sent": _("Sent"), "back": _("Sent back")}
"""How far an update has come, as the list of an open period is narrowed by."""


class DaysForm(forms.Form):
    """The days on which updates are due and the period is to be closed."""

    due_on = DayField(label=_("Updates are due on"))
    close_on = DayField(label=_("The period is to be closed on"))


def period_of(access: Access, pk: int) -> Period:
    """A period of the council; 404 otherwise."""
    return found(Period.objects.filter(plan__council=access.council).select_related("plan__council"), pk=pk)


@page(Act.READ_PLAN)
def periods(request: CouncilRequest) -> HttpResponse:
    """Which months are open, and which are closed?"""
    council = request.access.council
    live = Plan.objects.filter(council=council, state=PlanState.LIVE).exclude(
        periods__closed_at=None, periods__isnull=False
    )
    return render(
        request,
        "monitoring/periods.html",
        {
            "found": months_listed(council, request.GET),
            "to_open": [(each, following) for each in live if (following := next_period(each))],
        },
    )


@page(Act.OPEN_PERIOD, methods=("GET", "POST"))
def open_next(request: CouncilRequest, plan: int) -> HttpResponse:
    """Open the next month, with its days."""
    access = request.access
    chosen = found(Plan.objects.filter(council=access.council), pk=plan)
    following = next_period(chosen)
    if following is None:
        raise Http404
    already = Period.objects.filter(plan=chosen, closed_at=None).first()
    if request.method != "POST" and already is not None:
        messages.info(
            request, gettext("%(month)s is open; close it before you open the next.") % {"month": already}
        )
        return redirect("monitoring:period", council=access.council.slug, pk=already.pk)
    due_on, close_on = usual_days(following, access.council)
    form = DaysForm(request.POST or None, initial={"due_on": due_on, "close_on": close_on})
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_period(
                plan=chosen, period=following, by=access.person, at=access.at, **form.cleaned_data
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("%(month)s is open.") % {"month": opened})
            return redirect("monitoring:period", council=access.council.slug, pk=opened.pk)
    return render(
        request,
        "monitoring/open.html",
        {
            "form": form,
            "plan": chosen,
            "following": following,
            "period": None,
            "holidays_known": holidays_known(following, access.council),
        },
    )


@page(Act.OPEN_PERIOD, methods=("GET", "POST"))
def days(request: CouncilRequest, pk: int) -> HttpResponse:
    """Move the days of an open month."""
    access = request.access
    period = period_of(access, pk)
    form = DaysForm(request.POST or None, initial={"due_on": period.due_on, "close_on": period.close_on})
    if request.method == "POST" and form.is_valid():
        try:
            set_days(period=period, by=access.person, at=access.at, **form.cleaned_data)
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("monitoring:period", council=access.council.slug, pk=period.pk)
    return render(
        request,
        "monitoring/open.html",
        {"form": form, "plan": period.plan, "following": period.value, "period": period},
    )


@page(Act.READ_PLAN)
def period(request: CouncilRequest, pk: int) -> HttpResponse:
    """How far has the month come? Closed: the month as it was."""
    access = request.access
    asked = period_of(access, pk)
    if not asked.is_open:
        return frozen_page(request, asked, None)
    everything = in_period(asked, asked.plan.actions.order_by("place"), on=access.at.date())
    progress = progress_of(everything)
    actions = _counted(everything, request.GET)
    services = _groups(progress.by_service, request.GET, "service", beside=actions)
    return render(
        request,
        "monitoring/period.html",
        {
            "period": asked,
            "progress": progress,
            "actions": actions,
            "services": services,
            "leads": _groups(progress.by_lead, request.GET, "lead", beside=services),
        },
    )


def _groups(
    groups: Iterable[Group], asked: Mapping[str, str], kind: str, *, beside: Listing[Any]
) -> Listing[Group]:
    """How far the services or the leads have come."""
    return listing(
        groups,
        asked,
        filters=(
            Search(_("Name"), ("name",)),
            Choice(
                "updates",
                _("Updates"),
                [("missing", _("Some missing")), ("silent", _("Nothing yet")), ("in", _("All in"))],
                lambda each: "silent" if each.silent else "missing" if each.missing else "in",
            ),
        ),
        columns=(
            Column("name", _("Name"), ("name",)),
            Column("in", _("In"), lambda each: (each.called_for - len(each.missing), each.name)),
            Column("missing", _("Missing"), lambda each: (len(each.missing), each.name)),
        ),
        name=f"of-{kind}",
        beside=beside,
    )


def _counted(everything: list[Mine], asked: Mapping[str, str]) -> Listing[Mine]:
    """The actions counted in an open period, narrowed by service, lead, or how far the update has come."""
    rows = [each for each in everything if each.record.highlight is not None]
    services = sorted({each.record.service or "–" for each in rows})
    leads = sorted({lead.name for each in rows for lead in each.record.leads})
    chosen = asked.get("lead", "")
    return listing(
        rows,
        asked,
        filters=(
            Choice(
                "service",
                _("Service"),
                [(each, each) for each in services],
                lambda each: each.record.service or "–",
            ),
            Choice(
                "lead",
                _("Lead"),
                [(each, each) for each in leads],
                lambda each: chosen if chosen in {lead.name for lead in each.record.leads} else "",
            ),
            Choice("update", _("Update"), list(UPDATES.items()), _update_of),
            Search(_("Words"), (lambda each: f"{each.action.ref} {each.action.title}",)),
        ),
        columns=(
            Column("action", _("Action"), ("action.place",)),
            Column("lead", _("Lead"), lambda each: [lead.name for lead in each.record.leads]),
            Column("status", _("Status"), lambda each: STATUS_ORDER.index(each.record.status)),
            Column("update", _("Update"), _update_of),
        ),
    )


def _update_of(each: Mine) -> str:
    return "back" if each.sent_back else "sent" if each.sent else "missing"


@page(Act.READ_PLAN)
def frozen(request: CouncilRequest, pk: int, version: int) -> HttpResponse:
    """A closed month as one of its versions has it."""
    return frozen_page(request, period_of(request.access, pk), version)


def frozen_page(request: CouncilRequest, closed: Period, version: int | None) -> HttpResponse:
    """The frozen actions of a closed month, from its snapshot alone."""
    stored = list(closed.snapshots.select_related("closed_by").order_by("version"))
    chosen = found(closed.snapshots.all(), version=version) if version else (stored[-1] if stored else None)
    if chosen is None:
        raise Http404
    value = value_of(chosen)
    keys = dict(closed.plan.actions.values_list("ref", "pk"))
    return render(
        request,
        "monitoring/frozen.html",
        {
            "period": closed,
            "stored": stored,
            "chosen": chosen,
            "value": value,
            "found": _frozen_rows(value, keys, request.GET),
            "old": chosen is stored[-1] and stands_on_old(closed),
            "notes": closed.since_notes.select_related("action", "by"),
            "class_words": CLASS_WORDS,
        },
    )


def _frozen_rows(
    value: SnapshotValue, keys: Mapping[str, int], asked: Mapping[str, str]
) -> Listing[tuple[ActionRecord, int | None]]:
    """The actions of a closed month with their keys, in the order of the plan; None for one that is there no more."""
    sections = [(each.code, f"{each.number or each.code} {each.title}") for each in value.sections]
    used = {each.section for each in value.actions}
    statuses = {each.status for each in value.actions}
    return listing(
        [(each, keys.get(each.ref)) for each in value.actions],
        asked,
        filters=(
            Search(_("Ref, title or reason"), (lambda row: f"{row[0].ref} {row[0].title} {row[0].reason}",)),
            Choice(
                "section",
                _("Section"),
                [each for each in sections if each[0] in used],
                lambda row: row[0].section,
            ),
            Choice(
                "status",
                _("Status"),
                [(str(each), status_word(each, None)) for each in STATUS_ORDER if each in statuses],
                lambda row: row[0].status,
            ),
        ),
        columns=(
            Column("action", _("Action"), lambda row: ref_order(row[0].ref)),
            Column("status", _("Status"), lambda row: STATUS_ORDER.index(row[0].status)),
            Column("why", _("Why")),
            Column("class", _("Counted as"), lambda row: str(row[0].class_ or "")),
        ),
    )
