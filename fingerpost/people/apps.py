"""The people's part of the application."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Councils, people and signing in."""

    name = "fingerpost.people"

    def ready(self) -> None:
        """Note when sessions begin and end."""
        from django.contrib.auth.signals import user_logged_in, user_logged_out  # noqa: PLC0415  # the registry must be complete

        from fingerpost.people.sessions import began, ended  # noqa: PLC0415  # as above

        user_logged_in.connect(began, dispatch_uid="session began")
        user_logged_out.connect(ended, dispatch_uid="session ended")
