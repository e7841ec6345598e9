"""How the days of meetings are counted: clear days, bank holidays, deadlines, and who of the council confirmed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fingerpost.meetings.forms import RulesForm, posted
from fingerpost.meetings.operations import keep_meeting_rules
from fingerpost.meetings.wording import NATIONS
from fingerpost.people.access import page
from fingerpost.people.council_settings import settings_of
from fingerpost.rules.meetings.bank_holidays import BANK_HOLIDAYS, SOURCE, YEARS
from fingerpost.rules.meetings.clear_days import AGENDA_NOTICE, KEY_DECISION_NOTICE
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


@page(Act.MANAGE_MEETINGS, methods=("GET", "POST"))
def rules(request: CouncilRequest) -> HttpResponse:
    """How does the council count the days of its meetings, and who says so?"""
    access = request.access
    now = settings_of(access.council).meeting_rules
    form = RulesForm(posted(request), rules=now, version=access.council.version)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            keep_meeting_rules(
                council=access.council,
                rules=form.chosen(),
                confirmed=given["confirmed"],
                by=access.person,
                at=access.at,
                version=given["version"],
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            said = (
                _("Saved and confirmed.") if given["confirmed"] else _("Saved. Nobody has confirmed it yet.")
            )
            messages.success(request, said)
            return redirect("meetings:rules", council=access.council.slug)
    shown = {
        "form": form,
        "rules": now,
        "holidays": BANK_HOLIDAYS[now.calendar.nation],
        "years": YEARS,
        "source": SOURCE,
        "statutes": [(NATIONS[nation], each) for nation, each in AGENDA_NOTICE.items()],
        "key_decisions": KEY_DECISION_NOTICE,
        "nation": NATIONS[now.calendar.nation],
    }
    return render(request, "meetings/days.html", shown)
