"""The people of the council: who is here, what may they do, and who acts for whom?"""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fingerpost.govuk.lists import Choice, Column, Search, listing
from fingerpost.history.of import entries_of, who
from fingerpost.people.access import found, page
from fingerpost.people.council_settings import settings_of
from fingerpost.people.forms.people import (
    AddForm,
    AwayForm,
    DetailsForm,
    LeavingForm,
    RolesForm,
    role_choices,
    standing_services,
)
from fingerpost.people.invitations import invitation
from fingerpost.people.models import Delegation, Person
from fingerpost.people.operations import delegations, persons
from fingerpost.people.operations.locking import SomebodyElseChangedIt
from fingerpost.rules.roles import Act, Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.forms import Form
    from django.http import HttpResponse

    from fingerpost.people.access import CouncilRequest

log = logging.getLogger(__name__)
LATEST = 10


def _people(request: CouncilRequest) -> QuerySet[Person]:
    return Person.objects.filter(council=request.access.council).select_related("service", "council")


def filled(form: Form, name: str, template: str, request: CouncilRequest, **more: Any) -> HttpResponse:
    """A page with a form, with what was typed."""
    return render(request, template, {"form": form, "name": name, **more})


def attempt(form: Form, operation: Callable[[], Any]) -> Any:
    """What the operation gives; where it refuses, None, and its sentence stands on the form."""
    try:
        return operation()
    except ValueError as refusal:
        form.add_error(None, str(refusal))
        return None


@page(Act.MANAGE_PEOPLE)
def people(request: CouncilRequest) -> HttpResponse:
    """Everybody of the council."""
    council = request.access.council
    rows = _people(request).select_related("user")
    today = request.access.at.date()

    def in_role(role: str) -> Q:
        """Roles are a JSON list, which SQLite cannot search: a council has some hundred people, so it is done here."""
        return Q(pk__in=[each.pk for each in rows if Role(role) in each.role_set])

    def is_here(which: str) -> Q:
        left = Q(left_on__lt=today)
        return left if which == "left" else ~left

    found = listing(
        rows,
        request.GET,
        filters=(
            Search(_("Name, post or e-mail address"), ("name", "post", "email"), name="text"),
            Choice("role", _("Role"), role_choices(council), in_role),
            Choice(
                "service",
                _("Service"),
                [(str(each.pk), each.name) for each in standing_services(council)],
                "service_id",
            ),
            Choice("who", _("Who"), [("here", _("Here now")), ("left", _("Left"))], is_here),
        ),
        columns=(
            Column("name", _("Name"), ("name",)),
            Column("post", _("Post"), ("post", "name")),
            Column("service", _("Service"), ("service__name", "name")),
            Column("roles", _("Roles")),
            Column("account", _("Account"), ("user__last_login", "name")),
        ),
    )
    return render(
        request,
        "people/people.html",
        {"found": found, "today": today, "word": settings_of(council).role_word},
    )


@page(Act.MANAGE_PEOPLE, methods=("GET", "POST"), fresh=True)
def add(request: CouncilRequest) -> HttpResponse:
    """Add somebody, and invite them."""
    form = AddForm(request.POST or None, council=request.access.council)
    if form.is_valid():
        given = form.cleaned_data
        invited = given.pop("invite") and given["email"]
        given.pop("version")
        access = request.access

        def add_them() -> Person:
            return persons.add_person(council=access.council, **given, by=access.person, at=access.at)

        person = attempt(form, add_them)
        if person is not None:
            if invited:
                _send_invitation(request, person)
            else:
                messages.success(request, _("%(name)s is added.") % {"name": person})
            return redirect("people:person", council=access.council.slug, pk=person.pk)
    return filled(form, _("Add somebody"), "people/form.html", request, back=_list_address(request))


def _list_address(request: CouncilRequest) -> tuple[str, str]:
    return reverse("people:people", kwargs={"council": request.access.council.slug}), _("People")


def _send_invitation(request: CouncilRequest, person: Person) -> None:
    invited = persons.invite(person=person, by=request.access.person, at=request.access.at)
    _send_link(request, invited, _("An invitation is on its way to %(email)s."))


def _send_link(request: CouncilRequest, person: Person, said: str) -> None:
    """Send the link with which a password is set, and say so; or say that the mail server did not take it."""
    try:
        invitation(person, by=request.access.person).send()
    except (OSError, SMTPException):
        log.exception("the message to person %s could not be sent", person.pk)
        refused = _("The mail server did not take the message to %(email)s. Send an invitation again later.")
        messages.error(request, refused % {"email": person.email})
    else:
        messages.success(request, said % {"email": person.email})


@page(Act.MANAGE_PEOPLE)
def person(request: CouncilRequest, pk: int) -> HttpResponse:
    """Somebody: what is known of them, what they may do, who acts for them, and what happened."""
    shown = found(_people(request).select_related("user"), pk=pk)
    access = request.access
    today = access.at.date()
    return render(
        request,
        "people/person.html",
        {
            "person": shown,
            "here": shown.is_here(today),
            "today": today,
            "word": settings_of(access.council).role_word,
            "delegations": shown.delegations.filter(last_day__gte=today).select_related("to"),
            "heads": shown.heads.filter(merged_into=None),
            "entries": entries_of(access.council.pk, shown)[:LATEST],
            "who": who,
        },
    )


@page(Act.MANAGE_PEOPLE, methods=("GET", "POST"))
def edit(request: CouncilRequest, pk: int) -> HttpResponse:
    """Change what is known of somebody."""
    shown = found(_people(request), pk=pk)
    names = ("name", "initials", "post", "email", "service", "portfolio", "version")
    form = DetailsForm(
        request.POST or None,
        council=request.access.council,
        initial={each: getattr(shown, each) for each in names},
    )
    return _changed(request, form, shown, _("Change the details of %(name)s"), persons.edit_person)


@page(Act.MANAGE_PEOPLE, methods=("GET", "POST"), fresh=True)
def roles(request: CouncilRequest, pk: int) -> HttpResponse:
    """Change what somebody may do."""
    shown = found(_people(request), pk=pk)
    form = RolesForm(
        request.POST or None,
        council=request.access.council,
        initial={"roles": shown.roles, "version": shown.version},
    )
    return _changed(request, form, shown, _("Roles of %(name)s"), persons.set_roles)


@page(Act.MANAGE_PEOPLE, methods=("GET", "POST"))
def leaving(request: CouncilRequest, pk: int) -> HttpResponse:
    """Say when somebody leaves or left."""
    shown = found(_people(request), pk=pk)
    form = LeavingForm(request.POST or None, initial={"left_on": shown.left_on, "version": shown.version})
    return _changed(request, form, shown, _("When does %(name)s leave?"), persons.mark_left)


def _changed(
    request: CouncilRequest, form: Form, shown: Person, title: str, operation: Callable[..., Person]
) -> HttpResponse:
    """Save a form about somebody by one operation, or show it with what is wrong."""
    access = request.access
    if form.is_valid():

        def change() -> Person:
            return operation(person=shown, **form.cleaned_data, by=access.person, at=access.at)

        if attempt(form, change) is not None:
            messages.success(request, _("Saved."))
            return redirect("people:person", council=access.council.slug, pk=shown.pk)
    back = reverse("people:person", kwargs={"council": access.council.slug, "pk": shown.pk}), str(shown)
    return filled(form, title % {"name": shown}, "people/form.html", request, back=back)


@page(Act.MANAGE_PEOPLE, methods=("POST",))
def invite(request: CouncilRequest, pk: int) -> HttpResponse:
    """Send somebody the link with which they set their password."""
    shown = found(_people(request), pk=pk)
    try:
        _send_invitation(request, shown)
    except (persons.HasLeft, persons.NoEmail) as refusal:
        messages.error(request, str(refusal))
    return redirect("people:person", council=request.access.council.slug, pk=pk)


@page(Act.MANAGE_PEOPLE, methods=("POST",))
def anew(request: CouncilRequest, pk: int) -> HttpResponse:
    """Take away what somebody signs in with, and send them a link to a new password."""
    shown = found(_people(request), pk=pk)
    access = request.access
    try:
        changed = persons.start_sign_in_anew(person=shown, by=access.person, at=access.at)
    except (persons.NoEmail, persons.NotYourself) as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("They are signed out everywhere, and a link is on its way to %(email)s.")
        _send_link(request, changed, said)
    return redirect("people:person", council=access.council.slug, pk=pk)


@page(Act.MANAGE_PEOPLE, methods=("POST",))
def retire(request: CouncilRequest, pk: int) -> HttpResponse:
    """Show somebody's post instead of their name from now on."""
    shown = found(_people(request), pk=pk)
    access = request.access
    version = request.POST.get("version", "")
    try:
        persons.retire_name(
            person=shown,
            by=access.person,
            at=access.at,
            version=int(version) if version.isdigit() else None,
        )
    except (persons.NameStaysForNow, SomebodyElseChangedIt) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Pages and new reports now show the post."))
    return redirect("people:person", council=access.council.slug, pk=pk)


@page(Act.READ_PLAN, methods=("GET", "POST"))
def away(request: CouncilRequest) -> HttpResponse:
    """Say who acts in one's own place while one is away."""
    return _away(request, request.access.person)


@page(Act.MANAGE_PEOPLE, methods=("GET", "POST"))
def away_of(request: CouncilRequest, pk: int) -> HttpResponse:
    """Say who acts in somebody's place while they are away."""
    return _away(request, found(_people(request), pk=pk))


def _away(request: CouncilRequest, shown: Person) -> HttpResponse:
    access = request.access
    today = access.at.date()
    form = AwayForm(request.POST or None, person=shown, today=today)
    if form.is_valid():

        def delegate() -> Delegation:
            return delegations.delegate(person=shown, **form.cleaned_data, by=access.person, at=access.at)

        if attempt(form, delegate) is not None:
            messages.success(request, _("Saved."))
            return redirect(request.path)
    own = shown.pk == access.person.pk
    return render(
        request,
        "people/away.html",
        {
            "form": form,
            "person": shown,
            "own": own,
            "delegations": shown.delegations.filter(last_day__gte=today)
            .select_related("to")
            .order_by("first_day"),
            "lent": Delegation.objects.filter(to=shown, last_day__gte=today)
            .select_related("person")
            .order_by("first_day"),
        },
    )


@page(Act.READ_PLAN, methods=("POST",))
def end_delegation(request: CouncilRequest, pk: int) -> HttpResponse:
    """End a delegation: one's own, or as an administrator anybody's."""
    access = request.access
    rows = Delegation.objects.filter(person__council=access.council).select_related("person")
    ended = found(rows, pk=pk)
    own = ended.person_id == access.person.pk
    if not own:
        access.require(Act.MANAGE_PEOPLE)
    delegations.end_delegation(delegation=ended, by=access.person, at=access.at)
    messages.success(request, _("Ended."))
    if own:
        return redirect("people:away", council=access.council.slug)
    return redirect("people:away_of", council=access.council.slug, pk=ended.person_id)
