"""Making and revoking API tokens, and noting that one was used."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from fingerpost.history.record import record
from fingerpost.people.models import ApiToken, Person

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

MARK = "fp_"
"""Every token begins with this, so that programs which look for leaked secrets can tell what it is."""
LONGEST = timedelta(days=365)
SPARING = timedelta(minutes=1)
"""Use is noted at most so often, so that reading does not write to the database each time."""


class NoSuchDuration(ValueError):
    """A token is good for at least today and at most a year."""


class NameInUse(ValueError):
    """The person has a token of this name that is good, or ran out without being revoked."""


class RevokedAlready(ValueError):
    """The token was revoked before."""


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token and its secret, which is known at this moment only."""

    row: ApiToken
    secret: str


def digest_of(secret: str) -> str:
    """What is kept of a token. 256 random bits need no slow hash."""
    return sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_token(
    *,
    name: str,
    may_write: bool,
    expires_on: date,
    by_council_sign_in: bool = False,
    by: Person,
    at: datetime,
) -> NewToken:
    """Make a token for oneself. Refuses a day that is past or more than a year away, and a name twice."""
    if not at.date() <= expires_on <= at.date() + LONGEST:
        raise NoSuchDuration("A token is good until a day from today on, and for a year at most.")
    owner = Person.objects.select_for_update().get(pk=by.pk)
    if ApiToken.objects.filter(person=owner, name=name, revoked_at=None).exists():
        raise NameInUse(f"You have a token called “{name}”. Revoke it first, or choose another name.")
    prefix = MARK + secrets.token_hex(4)
    secret = f"{prefix}_{secrets.token_urlsafe(32)}"
    made = ApiToken.objects.create(
        person=owner,
        name=name,
        prefix=prefix,
        digest=digest_of(secret),
        roles=list(owner.roles),
        may_write=may_write,
        by_council_sign_in=by_council_sign_in,
        made_at=at,
        expires_on=expires_on,
    )
    record(by=by, at=at, event="made", of=made, label=_label(made), after=_shown(made))
    return NewToken(made, secret)


@transaction.atomic
def revoke_token(*, token: ApiToken, by: Person, at: datetime, why: str = "") -> ApiToken:
    """End a token, for good. Refuses one that was revoked before."""
    locked = ApiToken.objects.select_for_update(of=("self",)).select_related("person").get(pk=token.pk)
    if locked.revoked_at is not None:
        raise RevokedAlready(f"The token “{locked.name}” was revoked before.")
    locked.revoked_at, locked.revoked_by = at, by
    locked.save(update_fields=["revoked_at", "revoked_by"])
    record(by=by, at=at, event="revoked", of=locked, label=_label(locked), before=_shown(locked), why=why)
    return locked


@transaction.atomic
def end_tokens(
    *, person: Person, by: Person, at: datetime, why: str, holding: Collection[str] | None = None
) -> list[ApiToken]:
    """Revoke every token of somebody; with `holding`, those that were made with any of these roles."""
    standing = list(ApiToken.objects.filter(person=person, revoked_at=None))
    return [
        revoke_token(token=each, by=by, at=at, why=why)
        for each in standing
        if holding is None or not set(holding).isdisjoint(each.roles)
    ]


@transaction.atomic
def shorten_tokens(*, person: Person, last_day: date, by: Person, at: datetime) -> list[ApiToken]:
    """Let no token of somebody outlast a day."""
    longer = list(
        ApiToken.objects.select_for_update(of=("self",))
        .filter(person=person, revoked_at=None, expires_on__gt=last_day)
        .select_related("person")
    )
    for each in longer:
        before = _shown(each)
        each.expires_on = last_day
        each.save(update_fields=["expires_on"])
        record(
            by=by,
            at=at,
            event="shortened",
            of=each,
            label=_label(each),
            before={"expires_on": before["expires_on"]},
            after={"expires_on": last_day.isoformat()},
        )
    return longer


def note_use(token: ApiToken, at: datetime) -> None:
    """Note that a token was used, once a minute at most. The record of what was done names the person."""
    lately = Q(last_used_at=None) | Q(last_used_at__lt=at - SPARING)
    if token.last_used_at is None or token.last_used_at < at - SPARING:
        ApiToken.objects.filter(lately, pk=token.pk).update(last_used_at=at)


def _label(token: ApiToken) -> str:
    return f"API token “{token.name}” of {token.person.shown}"


def _shown(token: ApiToken) -> dict[str, object]:
    """What the history keeps of a token: nothing of the secret."""
    return {
        "name": token.name,
        "prefix": token.prefix,
        "may_write": token.may_write,
        "expires_on": token.expires_on.isoformat(),
    }
