"""Who asks with an API token, and what they may do: less than with a sign-in, never more."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from django.http import Http404
from django.utils.translation import gettext as _

from fingerpost.people.access import SECOND_FACTORS, Access, Standing
from fingerpost.people.clock import now
from fingerpost.people.council_settings import settings_of
from fingerpost.people.models import ApiToken, Service
from fingerpost.people.operations.tokens import digest_of, note_use
from fingerpost.rules.months import day_name
from fingerpost.rules.roles import Role

if TYPE_CHECKING:
    from django.http import HttpRequest

log = logging.getLogger("fingerpost.sign_in")
SCHEME = "bearer"
FAILED = "api_token_failed"


class NoGoodToken(Exception):
    """The request carries no token that opens anything; `sent` tells whether it carries one at all."""

    def __init__(self, sentence: str, *, sent: bool) -> None:
        super().__init__(sentence)
        self.sent = sent


class TooManyTries(Exception):
    """So many unknown tokens came from one place that no more are looked at for a while."""


class LacksSecondFactor(Exception):
    """The council asks for a second factor that the account has not."""


def token_in(request: HttpRequest) -> str:
    """The token of a request: in its Authorization header and nowhere else."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == SCHEME else ""


def access_by_token(request: HttpRequest, slug: str) -> tuple[Access, ApiToken]:
    """The access of whoever's token this is to the council with this short name; 404 where they are of another.

    A token lends the roles that it was made with, as far as the person still has them; what a colleague who is away
    lends to a person, it does not lend to programs. Refuses a token that is unknown, revoked or has expired, whose
    person has left, or whose account lacks the second factor that the council asks for.
    """
    at = now()
    today = at.date()
    token = _known(request)
    person = token.person
    if token.revoked_at is not None:
        raise _not_good(request, _("The token was revoked."))
    if today > token.expires_on:
        said = _("The token ended on %(day)s. Make another one.") % {"day": day_name(token.expires_on)}
        raise _not_good(request, said)
    roles = frozenset(Role(each) for each in token.roles) & person.role_set
    if person.user is None or not person.user.is_active or not person.is_here(today) or not roles:
        raise _not_good(request, _("Whoever made the token may do nothing any more."))
    if person.council.slug != slug:
        raise Http404
    has_factor = Authenticator.objects.filter(user=person.user, type__in=SECOND_FACTORS)
    asked_for = settings_of(person.council).needs_second_factor(roles) and not token.by_council_sign_in
    if asked_for and not has_factor.exists():
        raise LacksSecondFactor(_("Your council asks for a second factor. Set one up under “Your account”."))
    note_use(token, at)
    heads = frozenset(Service.objects.filter(head=person, merged_into=None).values_list("pk", flat=True))
    own = Standing(person.pk, roles, heads)
    access = Access(
        council=person.council,
        person=person,
        roles=roles,
        person_ids=frozenset({person.pk}),
        service_ids=heads,
        at=at,
        own=own,
    )
    return access, token


def _known(request: HttpRequest) -> ApiToken:
    """The token of the request as it is kept. Refuses none, and one that nobody ever had."""
    secret = token_in(request)
    if not secret:
        raise NoGoodToken(
            _("Send a token in the Authorization header: Bearer, a space, the token."), sent=False
        )
    rows = ApiToken.objects.select_related("person__council", "person__service", "person__user")
    found = rows.filter(digest=digest_of(secret)).first()
    if found is None:
        raise _not_good(request, _("The token is not known."))
    return found


def _not_good(request: HttpRequest, sentence: str) -> Exception:
    """The refusal. Failures are counted by where they come from, so that nobody tries tokens for long;
    whoever has a good one is never kept waiting for the failures of a neighbour.
    """
    log.warning("refused an API token from %s", ratelimit.get_ip(request))
    if not ratelimit.consume(request, app="allauth.account", action=FAILED, limit_get=True):
        return TooManyTries(_("Too many unknown tokens came from your address. Wait a minute."))
    return NoGoodToken(sentence, sent=True)
