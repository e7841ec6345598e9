"""What portfolio holders state on the actions of their portfolio that slipped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fingerpost.govuk.lists import Choice, Column, Search, listing
from fingerpost.meetings.forms import posted
from fingerpost.monitoring.models import ActionMonth
from fingerpost.people.access import found, page
from fingerpost.people.models import Person
from fingerpost.rules.classes import Status
from fingerpost.rules.roles import Act
from fingerpost.scrutiny.holders import OfPortfolio, holders_of
from fingerpost.scrutiny.models import Statement
from fingerpost.scrutiny.operations.statements import state
from fingerpost.scrutiny.slipped import slipped_last

if TYPE_CHECKING:
    from django.http import HttpResponse

    from fingerpost.people.access import Access, CouncilRequest


class StatementForm(forms.Form):
    """What is stated on a slipped action."""

    words = forms.CharField(
        label=gettext_lazy("Statement"),
        help_text=gettext_lazy("It is printed in the report, with the action."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=2000,
        error_messages={"required": gettext_lazy("Write the statement")},
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A slipped action with its portfolio holders, and what was stated last."""

    stood: ActionMonth
    holders: tuple[Person, ...]
    said: Statement | None


def lines_of(access: Access) -> list[Line]:
    """The slipped actions of the last closed month of each plan on which this person may state something."""
    stood = [
        each
        for each in slipped_last(access.council)
        if access.may_to(Act.MAKE_STATEMENT, OfPortfolio(each.action))
    ]
    said: dict[tuple[int, int], Statement] = {}
    rows = Statement.objects.filter(period__in={each.period_id for each in stood}).select_related("holder")
    for each in rows:
        said[each.action_id, each.period_id] = each
    return [Line(each, holders_of(each.action), said.get((each.action_id, each.period_id))) for each in stood]


@page(Act.MAKE_STATEMENT)
def statements(request: CouncilRequest) -> HttpResponse:
    """Which actions of my portfolio slipped, and what do I say to it?"""
    lines = lines_of(request.access)
    holders = sorted({each.holders[0].shown for each in lines if each.holders})
    found_lines = listing(
        lines,
        request.GET,
        filters=(
            Search(_("Ref or title"), (lambda each: str(each.stood.action),)),
            Choice(
                "holder",
                _("Portfolio holder"),
                [(each, each) for each in holders],
                lambda each: each.holders[0].shown if each.holders else "",
            ),
            Choice(
                "said",
                _("Statement"),
                [("yes", _("Made")), ("no", _("Not made"))],
                lambda each: "yes" if each.said else "no",
            ),
        ),
        columns=(
            Column("action", _("Action"), lambda each: (each.stood.action.plan_id, each.stood.action.place)),
            Column("month", _("Month"), lambda each: each.stood.period.first),
            Column("status", _("Status"), lambda each: list(Status).index(each.stood.status)),
            Column(
                "holder", _("Portfolio holder"), lambda each: each.holders[0].shown if each.holders else ""
            ),
            Column("statement", _("Statement"), lambda each: each.said is None),
        ),
    )
    return render(request, "scrutiny/statements.html", {"found": found_lines})


@page(Act.MAKE_STATEMENT, methods=("GET", "POST"))
def statement(request: CouncilRequest, pk: int) -> HttpResponse:
    """What does the portfolio holder say of this action?"""
    access = request.access
    stood = found(slipped_last(access.council), action_id=pk)
    access.require(Act.MAKE_STATEMENT, OfPortfolio(stood.action))
    holders = holders_of(stood.action)
    holder = next((each for each in holders if each.pk in access.person_ids), next(iter(holders), None))
    earlier = list(
        Statement.objects.filter(action=stood.action, period=stood.period).select_related("holder")
    )
    form = StatementForm(posted(request))
    if request.method == "POST" and form.is_valid() and holder is not None:
        try:
            state(
                action=stood.action,
                period=stood.period,
                holder=holder,
                words=form.cleaned_data["words"],
                by=access.person,
                at=access.at,
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The statement is kept."))
            return redirect("scrutiny:statements", council=access.council.slug)
    shown = {"form": form, "stood": stood, "holder": holder, "earlier": earlier}
    return render(request, "scrutiny/statement.html", shown)
