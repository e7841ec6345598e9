"""A person's watch list: what moved on it, and what is put on it or taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fingerpost.govuk.lists import Choice, Column, Search, listing
from fingerpost.people.access import found, page
from fingerpost.plans.models import Action, Section
from fingerpost.rules.classes import Status
from fingerpost.rules.roles import Act
from fingerpost.scrutiny.forms.fields import Things
from fingerpost.scrutiny.operations.watching import unwatch, watch
from fingerpost.scrutiny.watched import watch_list

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


@page(Act.READ_PLAN, methods=("GET", "POST"))
def watching(request: CouncilRequest) -> HttpResponse:
    """What has moved on what I watch?"""
    access = request.access
    if request.method == "POST":
        return _changed(request)
    options = [each for each in Things(access.council).options if not _of_figures(each)]
    watched = watch_list(access.person)
    found_actions = listing(
        watched.actions,
        request.GET,
        filters=(
            Search(_("Ref or title"), ("action",)),
            Choice(
                "moved",
                _("What has moved"),
                [("yes", _("Something")), ("no", _("Nothing"))],
                lambda each: "yes" if each.moved else "no",
            ),
        ),
        columns=(
            Column("action", _("Action"), lambda each: (each.action.plan_id, each.action.place)),
            Column(
                "now",
                _("How it stands"),
                lambda each: list(Status).index(each.now.status) if each.now else -1,
            ),
            Column("moved", _("What has moved"), lambda each: not each.moved),
        ),
    )
    shown = {"list": watched, "found": found_actions, "options": options[1:]}
    return render(request, "scrutiny/watch.html", shown)


def _of_figures(option: tuple[str, object]) -> bool:
    """Whether a group of options holds figures, which nobody watches."""
    return isinstance(option[1], list) and any(key.startswith("figure-") for key, _words in option[1])


def _changed(request: CouncilRequest) -> HttpResponse:
    """Put `thing` on the list, or take `off` from it: "action-12", "section-3"."""
    access = request.access
    off = request.POST.get("off", "")
    kind, _dash, key = (off or request.POST.get("thing", "")).partition("-")
    keys = {"pk": int(key)} if key.isdecimal() else {"pk": 0}
    action, section = None, None
    if kind == "section":
        section = found(Section.objects.filter(plan__council=access.council).select_related("plan"), **keys)
    elif kind == "action":
        action = found(Action.objects.filter(plan__council=access.council).select_related("plan"), **keys)
    else:
        messages.error(request, _("Choose an action or a section."))
        return redirect("scrutiny:watch", council=access.council.slug)
    if off:
        unwatch(action=action, section=section, by=access.person, at=access.at)
        messages.success(request, _("You no longer watch %(thing)s.") % {"thing": action or section})
    else:
        watch(action=action, section=section, by=access.person, at=access.at)
        messages.success(request, _("You watch %(thing)s.") % {"thing": action or section})
    return redirect("scrutiny:watch", council=access.council.slug)
