"""E-mail through GOV.UK Notify. The Message-ID goes along as Notify's reference, by which a repetition is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django_gov_notify.backends import NotifyEmailBackend
from django_gov_notify.message import NotifyEmailMessage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.mail import EmailMessage


class NoFilesHere(ValueError):
    """GOV.UK Notify takes no files with a message."""


class NotifyBackend(NotifyEmailBackend):  # type: ignore[misc]  # of an untyped library
    """Sends plain text by the template of `GOVUK_NOTIFY_PLAIN_EMAIL_TEMPLATE_ID`, which holds ((subject)) and
    ((body)) and nothing else. Whatever Notify refuses is raised; the outbox tries again.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send these messages, each to its recipients; gives how many were sent."""
        self.open()
        for message in email_messages:
            if message.attachments:
                raise NoFilesHere("GOV.UK Notify takes no files with a message.")
            plain = NotifyEmailMessage(message.subject, message.body, to=message.to).message()
            for recipient in message.to:
                self.client.send_email_notification(
                    email_address=recipient, reference=message.extra_headers.get("Message-ID"), **plain
                )
        return len(email_messages)
