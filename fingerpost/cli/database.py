"""What commands ask of the database before they use it: that Django is set up, that it is there and up to date."""

from __future__ import annotations

import os

from fingerpost.cli.files import Refused, progress


def set_up() -> None:
    """Make the application ready in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fingerpost.config.settings")
    import django

    django.setup()


def is_empty() -> bool:
    """Whether the database holds no table yet."""
    from django.db import connection

    return not connection.introspection.table_names()


def is_up_to_date() -> bool:
    """Whether every table is as this release wants it."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def bring_up_to_date() -> None:
    """Make the data folder and the tables, or change the tables to those of this release."""
    from django.conf import settings
    from django.core.management import call_command

    settings.DATA.mkdir(parents=True, exist_ok=True)
    progress("Bringing the database up to date …")
    call_command("migrate", verbosity=0, interactive=False)


def require_up_to_date() -> None:
    """Refuse a database that lacks tables of this release."""
    if not is_up_to_date():
        raise Refused(
            "The database is empty, or of an earlier release. Make a backup, then run `fingerpost serve --migrate` "
            "(for a new council: `fingerpost init`)."
        )
