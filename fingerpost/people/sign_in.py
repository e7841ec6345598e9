"""How people sign in: what differs here from django-allauth's own ways.

Nobody makes an account for themselves; leavers stay outside; changes to what somebody signs in with are told
them by e-mail; secrets of authenticator apps are stored encrypted.
"""

from __future__ import annotations

import base64
import logging
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.mail import EmailMessage
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.translation import gettext, gettext_noop

from fingerpost.people.clock import now

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from fingerpost.people.models import User

log = logging.getLogger("fingerpost.sign_in")

CHANGES = {
    "account/email/password_changed": gettext_noop("the password was changed"),
    "account/email/password_reset": gettext_noop("a new password was set"),
    "account/email/password_set": gettext_noop("a password was set"),
    "mfa/email/totp_activated": gettext_noop("an authenticator app was set up"),
    "mfa/email/totp_deactivated": gettext_noop("the authenticator app was removed"),
    "mfa/email/webauthn_added": gettext_noop("a passkey or security key was added"),
    "mfa/email/webauthn_removed": gettext_noop("a passkey or security key was removed"),
    "mfa/email/recovery_codes_generated": gettext_noop("new recovery codes were made"),
    "socialaccount/email/account_connected": gettext_noop("the council’s own sign-in was connected"),
    "socialaccount/email/account_disconnected": gettext_noop("the council’s own sign-in was disconnected"),
}
"""What is said about each change to what somebody signs in with, by allauth's name for its message."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts with password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth's signature
        """Accounts come by invitation."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse | None:
        """Refuse whoever has left every council that they were of."""
        today = now().date()
        people = list(user.people.all())
        if people and not any(each.is_here(today) for each in people):
            log.warning("refused a leaver: account %s", user.pk, extra={"request": request})
            return redirect("account_inactive")
        answer: HttpResponse | None = super().pre_login(request, user, **options)
        return answer

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note a failed sign-in for whoever watches the log; neither e-mail address nor password is in it."""
        log.warning("failed sign-in", extra={"request": request})
        super().authentication_failed(request, **credentials)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002  # allauth's signature
        """Back to one's account."""
        return reverse("account")

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """The message about a change to what somebody signs in with, in our words; allauth's way for any other."""
        if template_prefix not in CHANGES:
            made: EmailMessage = super().render_mail(template_prefix, email, context, headers)
            return made
        what = gettext(CHANGES[template_prefix])
        body = render_to_string(
            "account/email/notification.txt",
            {**context, "what": what, "site_address": settings.SITE_ADDRESS, "timestamp": now()},
        )
        return EmailMessage(
            gettext("Your Fingerpost account: %(what)s") % {"what": what},
            body,
            self.get_from_email(),
            [email] if isinstance(email, str) else email,
            headers=headers,
        )


class StaffAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-in with the council's own service, for people who were invited."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002  # allauth's signature
        """Accounts come by invitation."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse whoever has no account: neither this sign-in nor a verified e-mail address of theirs is known."""
        if not sociallogin.is_existing:
            log.warning("a stranger came from the council's sign-in service", extra={"request": request})
            raise ImmediateHttpResponse(
                render(request, "socialaccount/stranger.html", {"email": sociallogin.user.email}, status=403)
            )

    def on_authentication_error(self, request: HttpRequest, provider: Any, **about: Any) -> None:  # noqa: ARG002  # allauth's signature
        """Note what went wrong for whoever watches the log."""
        log.warning(
            "the council's sign-in service: %s %s",
            about.get("error"),
            about.get("exception"),
            extra={"request": request},
        )


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Second factors. Secrets are encrypted with a key made from the installation's secret."""

    def encrypt(self, text: str) -> str:
        """The text, encrypted."""
        return _box().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The text that was encrypted, with today's secret or one of its predecessors."""
        return _box().decrypt(encrypted_text.encode("ascii")).decode()

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002, ARG002  # allauth's signature
        """What a new key is called until somebody renames it."""
        return gettext("My key")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whom a passkey is for: the site's host, called Fingerpost."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Fingerpost"}


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(each)) for each in secrets])


def _key(secret: str | bytes) -> bytes:
    derived = HKDF(hashes.SHA256(), length=32, salt=None, info=b"fingerpost second factors")
    return base64.urlsafe_b64encode(derived.derive(force_bytes(secret)))
