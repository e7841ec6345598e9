"""Who is asking, for which council, and what they may do there.

"May this person" is answered here from `rules.roles`; "does the state allow it" by the operation that is
asked. Strangers get 404, colleagues without the right 403.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, Q
from django.http import Http404, HttpRequest
from django.urls import reverse

from fingerpost.govuk.faults import not_allowed, signed_out, typed
from fingerpost.people.clock import now, seconds_since
from fingerpost.people.council_settings import settings_of
from fingerpost.people.models import Council, Delegation, Person, Service
from fingerpost.rules.roles import Act, Reach, Role, reach_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from django.db.models import QuerySet
    from django.http import HttpResponseBase

    from fingerpost.people.models import User

M = TypeVar("M", bound=Model)
LENT_ROLES = frozenset({Role.LEAD, Role.HEAD_OF_SERVICE})
"""The roles that delegation lends."""
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class OfSomebody(Protocol):
    """Something that belongs to people and a service: an action, or whatever hangs on one."""

    @property
    def owner_ids(self) -> Collection[int]:
        """The keys of the people whose own it is: leads and deputies."""

    @property
    def owner_service_id(self) -> int | None:
        """The key of its service."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in which somebody acts: their own, or that of a colleague who is away."""

    person_id: int
    roles: frozenset[Role]
    service_ids: frozenset[int]

    def may_to(self, act: Act, thing: OfSomebody) -> bool:
        """Whether whoever acts in this place may do this to this action, or to what hangs on it."""
        reach = reach_of(self.roles, act)
        if reach is None or reach is Reach.ANY:
            return reach is not None
        own = self.person_id in thing.owner_ids
        return own or (reach is Reach.SERVICE and thing.owner_service_id in self.service_ids)


@dataclass(frozen=True, slots=True)
class Access:
    """What a person may do in a council, now.

    `person_ids` are the person and whoever delegated to them; `service_ids` the services that any of these
    heads. Delegation lends reach over the actions of whoever is away (`lent`), with the roles of lead and head of
    service only; it adds nothing to what the person may do to their own.
    `lacks_second_factor` where the council asks for one that the account has not.
    """

    council: Council
    person: Person
    roles: frozenset[Role]
    person_ids: frozenset[int]
    service_ids: frozenset[int]
    at: datetime
    own: Standing
    lent: tuple[Standing, ...] = ()
    lacks_second_factor: bool = False

    def may(self, act: Act) -> bool:
        """Whether the person may do this at all, to something."""
        return reach_of(self.roles, act) is not None

    def may_to(self, act: Act, thing: OfSomebody) -> bool:
        """Whether the person may do this to this action, or to what hangs on it, in any place of theirs."""
        return any(each.may_to(act, thing) for each in (self.own, *self.lent))

    def require(self, act: Act, thing: OfSomebody | None = None) -> None:
        """Refuse (403) what the person may not do."""
        if not (self.may(act) if thing is None else self.may_to(act, thing)):
            raise PermissionDenied(f"You may not {act}.")


class CouncilRequest(HttpRequest):
    """A request that `page` let through: it knows who asks (`access`) and when."""

    access: Access


def access_of(request: HttpRequest, slug: str) -> Access:
    """The access of whoever is signed in to the council with this short name; 404 for strangers."""
    at = now()
    today = at.date()
    person = (
        Person.objects.select_related("council", "service")
        .annotate(
            has_second_factor=Exists(
                Authenticator.objects.filter(user=OuterRef("user"), type__in=SECOND_FACTORS)
            )
        )
        .filter(Q(left_on=None) | Q(left_on__gte=today), council__slug=slug, user=cast("User", request.user))
        .first()
    )
    if person is None:
        raise Http404
    person.lent_by = [
        each.person
        for each in Delegation.objects.filter(
            to=person, first_day__lte=today, last_day__gte=today
        ).select_related("person")
    ]
    person_ids = frozenset({person.pk, *(each.pk for each in person.lent_by)})
    heads = Service.objects.filter(head_id__in=person_ids, merged_into=None).values_list("head_id", "pk")
    own, *lent = (
        Standing(each.pk, roles, frozenset(service for head, service in heads if head == each.pk))
        for each, roles in (
            (person, person.role_set),
            *((each, each.role_set & LENT_ROLES) for each in person.lent_by),
        )
    )
    lacks = (
        not person.has_second_factor
        and settings_of(person.council).needs_second_factor(person.role_set)
        and not came_from_the_council(request)
    )
    return Access(
        council=person.council,
        person=person,
        roles=own.roles.union(*(each.roles for each in lent)),
        person_ids=person_ids,
        service_ids=own.service_ids.union(*(each.service_ids for each in lent)),
        at=at,
        own=own,
        lent=tuple(lent),
        lacks_second_factor=lacks,
    )


def came_from_the_council(request: HttpRequest) -> bool:
    """Whether the session began at the council's own sign-in service, which asks for a second factor by its own rules."""
    methods = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return any(each.get("method") == "socialaccount" for each in methods)


def is_to_say_again(request: HttpRequest) -> bool:
    """Whether somebody signed in, or said again who they are, longer ago than counts as recent, and can say it."""
    if not get_reauthentication_flows(request.user):
        return False
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    last = max((each.get("at", 0) for each in records), default=0)
    return seconds_since(last) >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def page(
    act: Act, *, methods: tuple[str, ...] = ("GET",), fresh: bool = False
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Make a view a page of a council, for people who may `act` there.

    Not signed in: to the sign-in page, or where words were typed to a page that shows them. Not of the council: 404. Without the second factor that the council asks
    for: to the page that explains it. Without the right: 403. Other methods: 405.
    `fresh` pages change what people may do: whoever signed in longer ago than a few minutes says again who they are
    (OWASP ASVS 7.5.3), unless they came from the council's own sign-in service and have nothing to say it with.
    The view is called without the council's short name; `request.access` knows the council.
    """

    def make(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def answer(request: HttpRequest, council: str, **parts: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return signed_out(request) if typed(request) else redirect_to_login(request.get_full_path())
            asked = cast("CouncilRequest", request)
            asked.access = access_of(request, council)
            if asked.access.lacks_second_factor:
                return redirect_to_login(
                    request.get_full_path(), login_url=reverse("account_second_factor_needed")
                )
            asked.access.require(act)
            if request.method not in (*methods, "HEAD", "OPTIONS"):
                return not_allowed(request, methods)
            if fresh and is_to_say_again(request):
                return redirect_to_login(request.get_full_path(), login_url=reverse("account_reauthenticate"))
            return view(asked, **parts)

        answer.act = act  # type: ignore[attr-defined]  # read by the test that goes through every page
        answer.methods = methods  # type: ignore[attr-defined]  # as above
        return answer

    return make


def found(rows: QuerySet[M], **lookup: Any) -> M:
    """The one row that matches; 404 otherwise. The rows are to be those of the council already."""
    row = rows.filter(**lookup).first()
    if row is None:
        raise Http404
    return row
