"""The link with which somebody sets their first password, and the message that brings it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from fingerpost.people.models import Person, User


def password_link(user: User) -> str:
    """The address at which somebody sets their password. It works once, for PASSWORD_RESET_TIMEOUT."""
    key = default_token_generator.make_token(user)
    parts = {"uidb36": user_pk_to_url_str(user), "key": key}
    return settings.SITE_ADDRESS + reverse("account_reset_password_from_key", kwargs=parts)


def invitation(person: Person, *, by: Person) -> EmailMessage:
    """The message that invites somebody who has an account."""
    assert person.user is not None, "operations.persons.invite makes the account"
    body = render_to_string(
        "account/email/invitation.txt",
        {
            "person": person,
            "by": by.shown,
            "link": password_link(person.user),
            "sign_in": settings.SITE_ADDRESS + reverse("account_login"),
        },
    )
    subject = _("Your account in %(council)s’s improvement plan") % {"council": person.council.name}
    return EmailMessage(subject, body, to=[person.email])
