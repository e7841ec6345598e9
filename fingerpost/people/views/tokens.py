"""API tokens: which do I have, make one, revoke one; administrators see everybody's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from fingerpost.govuk.lists import Choice, Column, Search, listing
from fingerpost.people.access import came_from_the_council, found, page
from fingerpost.people.forms.tokens import TokenForm
from fingerpost.people.models import ApiToken
from fingerpost.people.operations import tokens as operations
from fingerpost.rules.roles import Act

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from fingerpost.govuk.lists import Listing
    from fingerpost.people.access import Access, CouncilRequest

USUAL = timedelta(days=90)


def _seen_by(access: Access) -> QuerySet[ApiToken]:
    """One's own; for administrators, the council's."""
    rows = ApiToken.objects.filter(person__council=access.council).select_related("person", "revoked_by")
    return rows if access.may(Act.MANAGE_PEOPLE) else rows.filter(person=access.person)


@page(Act.READ_PLAN)
def tokens(request: CouncilRequest) -> HttpResponse:
    """Which programs act for me, and until when?"""
    access = request.access
    today = access.at.date()
    rows = list(_seen_by(access))
    return render(
        request,
        "people/tokens.html",
        {
            "own": [each for each in rows if each.person_id == access.person.pk],
            "others": _of_others([each for each in rows if each.person_id != access.person.pk], request),
            "good": {each.pk for each in rows if each.is_good(today) and each.person.is_here(today)},
        },
    )


def _of_others(rows: list[ApiToken], request: CouncilRequest) -> Listing[ApiToken]:
    return listing(
        rows,
        request.GET,
        filters=(
            Search(_("Purpose or name"), ("name", "person.shown")),
            Choice(
                "may",
                _("May"),
                [("read", _("Read")), ("write", _("Read and write"))],
                lambda each: "write" if each.may_write else "read",
            ),
        ),
        columns=(
            Column("for", _("For"), ("name",)),
            Column("whose", _("Whose"), ("person.shown", "name")),
            Column("prefix", _("Begins with")),
            Column("may", _("May"), ("may_write", "name")),
            Column("used", _("Last used"), lambda each: str(each.last_used_at or "")),
            Column("state", _("State"), ("expires_on", "name")),
            Column("revoke", _("Revoke")),
        ),
    )


@page(Act.READ_PLAN, methods=("GET", "POST"), fresh=True)
def make_token(request: CouncilRequest) -> HttpResponse:
    """Make a token; its secret is shown once, on the page that answers."""
    access = request.access
    today = access.at.date()
    form = TokenForm(request.POST or None, today=today, initial={"expires_on": today + USUAL})
    if form.is_valid():
        given = form.cleaned_data
        try:
            made = operations.make_token(
                name=given["name"],
                may_write=given["may"] == TokenForm.WRITE,
                expires_on=given["expires_on"],
                by_council_sign_in=came_from_the_council(request),
                by=access.person,
                at=access.at,
            )
        except ValueError as refusal:
            form.add_error(None, str(refusal))
        else:
            answer = render(request, "people/token_made.html", {"token": made.row, "secret": made.secret})
            add_never_cache_headers(answer)
            return answer
    return render(request, "people/token_form.html", {"form": form})


@page(Act.READ_PLAN, methods=("POST",))
def revoke_token(request: CouncilRequest, pk: int) -> HttpResponse:
    """End a token: one's own, or as an administrator anybody's."""
    access = request.access
    token = found(_seen_by(access), pk=pk)
    try:
        operations.revoke_token(token=token, by=access.person, at=access.at)
    except operations.RevokedAlready as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The token “%(name)s” opens nothing any more.") % {"name": token.name})
    return redirect("people:tokens", council=access.council.slug)
