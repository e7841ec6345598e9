"""Adding people, changing what is known of them and what they may do, and their leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction

from fingerpost.history.record import record
from fingerpost.people.models import Council, Person, User
from fingerpost.people.operations.locking import to_write
from fingerpost.people.operations.tokens import end_tokens, shorten_tokens
from fingerpost.rules.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from fingerpost.people.models import Service


class EmailTaken(ValueError):
    """Somebody else of the council has this e-mail address."""


class LastAdministrator(ValueError):
    """A council always has an administrator who can sign in."""


class NoEmail(ValueError):
    """Without an e-mail address nobody can be invited."""


class NotYourself(ValueError):
    """An administrator does not do this to themselves."""


class HasLeft(ValueError):
    """The person has left."""


class NameStaysForNow(ValueError):
    """A name is retired only of somebody who has left and has a post."""


def account_for(email: str) -> User:
    """The account with an e-mail address; a new one, with which nobody can sign in yet, where there is none.

    The address counts as verified: an administrator vouched for it, and it takes a link sent to it, or the
    council's own directory, to sign in.
    """
    user = User.objects.filter(email=email.lower()).first() or User.objects.create_user(email)
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user


@transaction.atomic
def add_person(
    *,
    council: Council,
    name: str,
    email: str = "",
    initials: str = "",
    post: str = "",
    service: Service | None = None,
    portfolio: str = "",
    roles: Iterable[Role] = (),
    by: Person,
    at: datetime,
) -> Person:
    """Add somebody to the council. With an e-mail address they get an account; `invite` lets them in."""
    person = _create(
        council=council,
        name=name,
        email=email.lower(),
        initials=initials,
        post=post,
        service=service,
        portfolio=portfolio,
        roles=_plain(roles),
        user=account_for(email) if email else None,
    )
    record(by=by, at=at, event="added", of=person, label=person.name, after=_shown(person))
    return person


def _create(**fields: Any) -> Person:
    try:
        with transaction.atomic():
            return Person.objects.create(**fields)
    except IntegrityError:
        raise EmailTaken(f"Somebody else of the council has the e-mail address {fields['email']}.") from None


@transaction.atomic
def edit_person(
    *,
    person: Person,
    name: str,
    email: str = "",
    initials: str = "",
    post: str = "",
    service: Service | None = None,
    portfolio: str = "",
    by: Person,
    at: datetime,
    version: int | None = None,
) -> Person:
    """Change what is known of somebody. A new e-mail address is a new account, to be invited anew; tokens end.

    Refuses an address that somebody else of the council has, and to take the address of the last administrator.
    """
    changed = to_write(person, version)
    before = _shown(changed)
    if email.lower() != changed.email:
        if not email:
            _refuse_without_administrator(changed, "has no e-mail address")
        changed.email = email.lower()
        changed.user = account_for(email) if email else None
        changed.invited_at = None
        end_tokens(person=changed, by=by, at=at, why="The account is another.")
    changed.name, changed.initials, changed.post = name, initials, post
    changed.service, changed.portfolio = service, portfolio
    try:
        with transaction.atomic():
            changed.save()
    except IntegrityError:
        raise EmailTaken(f"Somebody else of the council has the e-mail address {email}.") from None
    _record_change(changed, before, event="changed the details of", by=by, at=at)
    return changed


@transaction.atomic
def set_roles(
    *, person: Person, roles: Iterable[Role], by: Person, at: datetime, version: int | None = None
) -> Person:
    """Give somebody exactly these roles; a token made with a role that is taken away ends.

    Refuses to leave the council without an administrator.
    """
    changed = to_write(person, version)
    before = _shown(changed)
    wanted = _plain(roles)
    if Role.ADMINISTRATOR in changed.role_set and Role.ADMINISTRATOR not in wanted:
        _refuse_without_administrator(changed, "is not an administrator")
    lost = set(changed.roles) - set(wanted)
    changed.roles = wanted
    changed.save()
    _record_change(changed, before, event="changed the roles of", by=by, at=at)
    end_tokens(
        person=changed, holding=lost, by=by, at=at, why="A role with which it was made was taken away."
    )
    return changed


@transaction.atomic
def invite(*, person: Person, by: Person, at: datetime) -> Person:
    """Note that somebody was invited; `people.invitations` then sends the link. Refuses leavers."""
    changed = to_write(person, None)
    if changed.left_on is not None:
        raise HasLeft(f"{changed} has left.")
    if not changed.email:
        raise NoEmail(f"{changed} has no e-mail address to which an invitation could go.")
    if changed.user is None:
        changed.user = account_for(changed.email)
    changed.invited_at = at
    changed.save()
    record(by=by, at=at, event="invited", of=changed, label=changed.name, after={"email": changed.email})
    return changed


@transaction.atomic
def start_sign_in_anew(*, person: Person, by: Person, at: datetime) -> Person:
    """Take away password, second factors, sessions and tokens of somebody who lost them or from whom they were stolen.

    `people.invitations` then sends a link to a new password. Refuses whoever has no account, and doing it to oneself.
    """
    changed = to_write(person, None)
    if changed.user is None:
        raise NoEmail(f"{changed} has no account.")
    if changed.user_id == by.user_id:
        raise NotYourself("Change your own password and second factor under “Your account”.")
    changed.user.set_unusable_password()
    changed.user.save()
    Authenticator.objects.filter(user=changed.user).delete()
    _end_sessions(changed.user)
    changed.invited_at = at
    changed.save()
    record(by=by, at=at, event="started anew the sign-in of", of=changed, label=changed.name)
    end_tokens(person=changed, by=by, at=at, why="The sign-in was started anew.")
    return changed


@transaction.atomic
def mark_left(
    *, person: Person, left_on: date | None, by: Person, at: datetime, version: int | None = None
) -> Person:
    """Set the last day on which somebody works for the council, or sits on it; None takes it back.

    From the day after they cannot sign in; no token of theirs outlasts that day, nor lives again if they stay after
    all. Refuses for the last administrator.
    """
    changed = to_write(person, version)
    before = _shown(changed)
    if left_on is not None:
        _refuse_without_administrator(changed, "has left")
    changed.left_on = left_on
    if left_on is None:
        changed.name_retired = False
    changed.save()
    event = "marked as staying" if left_on is None else "marked as left"
    _record_change(changed, before, event=event, by=by, at=at)
    if left_on is not None and left_on < at.date():
        end_tokens(person=changed, by=by, at=at, why="They have left.")
        elsewhere = changed.user.people.exclude(pk=changed.pk) if changed.user else ()
        if changed.user and not any(each.is_here(at.date()) for each in elsewhere):
            _end_sessions(changed.user)
    elif left_on is not None:
        shorten_tokens(person=changed, last_day=left_on, by=by, at=at)
    return changed


@transaction.atomic
def retire_name(*, person: Person, by: Person, at: datetime, version: int | None = None) -> Person:
    """Show the post wherever pages and new reports name somebody who has left. Closed months stand as they are."""
    changed = to_write(person, version)
    if changed.is_here(at.date()):
        raise NameStaysForNow(f"{changed} has not left.")
    if not changed.post:
        raise NameStaysForNow(f"{changed} has no post that could stand in place of the name.")
    before = _shown(changed)
    changed.name_retired = True
    changed.save()
    _record_change(changed, before, event="retired the name of", by=by, at=at)
    return changed


def _end_sessions(user: User) -> None:
    """Sign somebody out everywhere."""
    for each in UserSession.objects.filter(user=user):
        each.end()


def _refuse_without_administrator(person: Person, what: str) -> None:
    """Refuse what would leave the council without an administrator who is here and has an account."""
    if Role.ADMINISTRATOR not in person.role_set:
        return
    # All are locked, so that two administrators cannot remove each other at once.
    people = Person.objects.select_for_update().filter(council_id=person.council_id, left_on=None)
    others = [
        each
        for each in people.exclude(pk=person.pk)
        if each.user_id is not None and Role.ADMINISTRATOR in each.role_set
    ]
    if not others:
        raise LastAdministrator(
            f"{person} is the council’s last administrator. Make somebody else administrator first; "
            f"otherwise nobody could manage the council once {person} {what}."
        )


def _plain(roles: Iterable[Role]) -> list[str]:
    wanted = set(roles)
    return [str(each) for each in Role if each in wanted]


def _shown(person: Person) -> dict[str, Any]:
    """What the history keeps of somebody."""
    return {
        "name": person.name,
        "initials": person.initials,
        "post": person.post,
        "email": person.email,
        "service": person.service.name if person.service else None,
        "portfolio": person.portfolio,
        "roles": list(person.roles),
        "left_on": person.left_on.isoformat() if person.left_on else None,
        "name_retired": person.name_retired,
    }


def _record_change(person: Person, before: dict[str, Any], *, event: str, by: Person, at: datetime) -> None:
    after = _shown(person)
    differing = [name for name in after if after[name] != before[name]]
    record(
        by=by,
        at=at,
        event=event,
        of=person,
        label=person.name,
        before={name: before[name] for name in differing},
        after={name: after[name] for name in differing},
    )
