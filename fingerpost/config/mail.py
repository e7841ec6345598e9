"""Where mail goes, from one address in the environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

if TYPE_CHECKING:
    from pathlib import Path

SMTP_TIMEOUT = 30
"""Seconds after which a mail server that does not answer is a failure."""


class NotAMailAddress(ValueError):
    """The value of FINGERPOST_EMAIL_URL means nothing to us."""


def mail_settings(url: str, folder: Path) -> dict[str, Any]:
    """Django's settings for an address such as `file:`, `console:`, `smtp://user:word@mail.example:587?tls=yes`,
    `smtps://mail.example`, or `notify://TEMPLATE?key=KEY`. Without a path, `file:` writes to this folder.
    """
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme == "file":
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": unquote(parts.path) or folder,
        }
    if parts.scheme in ("smtp", "smtps") and parts.hostname:
        secure = parts.scheme == "smtps"
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": parts.port or (465 if secure else 25),
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": secure,
            "EMAIL_USE_TLS": not secure and parse_qs(parts.query).get("tls") == ["yes"],
            "EMAIL_TIMEOUT": SMTP_TIMEOUT,
        }
    key = parse_qs(parts.query).get("key", [""])[0]
    if parts.scheme == "notify" and parts.hostname and key:
        return {
            "EMAIL_BACKEND": "fingerpost.notices.notify.NotifyBackend",
            "GOVUK_NOTIFY_API_KEY": key,
            "GOVUK_NOTIFY_PLAIN_EMAIL_TEMPLATE_ID": parts.hostname,
        }
    raise NotAMailAddress(
        "FINGERPOST_EMAIL_URL is to be file:, console:, smtp://…, smtps://… or notify://TEMPLATE?key=KEY."
    )
