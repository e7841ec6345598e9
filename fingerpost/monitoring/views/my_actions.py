"""My actions: what is to be updated now, what was sent, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from fingerpost.monitoring.mine import my_actions, open_periods
from fingerpost.people.access import page
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest


@page(Act.READ_PLAN)
def mine(request: CouncilRequest) -> HttpResponse:
    """Which of my actions are to be updated, and by when?"""
    access = request.access
    return render(
        request,
        "monitoring/mine.html",
        {
            "mine": my_actions(access.council, access.person_ids, on=access.at.date()),
            "periods": open_periods(access.council),
            "today": access.at.date(),
        },
    )
