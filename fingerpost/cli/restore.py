"""`fingerpost restore`: the database of a backup, looked at before it is used and after."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from fingerpost.cli.database import bring_up_to_date, is_empty, set_up
from fingerpost.cli.files import Refused

if TYPE_CHECKING:
    import argparse


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add this command to the command line."""
    parser = commands.add_parser(
        "restore",
        help="put a backup in place",
        description="Look through a backup, put it into an empty database (or, with --replace, in the place of what is "
        "there), bring it up to date and verify every closed month. A damaged file is refused before anything changes. "
        "Stop the application first. The database must be of the kind that was backed up.",
    )
    parser.add_argument("file", type=Path, help="the backup")
    parser.add_argument(
        "--replace", action="store_true", help="replace whatever the database holds; it is lost"
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Restore and verify; gives 1 where something in the backup was altered before it was made."""
    set_up()
    from django.conf import settings
    from django.db import connection

    from fingerpost.cli import archive
    from fingerpost.cli.verify import verified

    settings.DATA.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.DATA, prefix=".restoring-") as folder:
        manifest, database = archive.unpacked(asked.file, Path(folder))
        if (database.name == archive.SQLITE) != settings.DATABASE_IS_SQLITE:
            kind = "SQLite" if database.name == archive.SQLITE else "PostgreSQL"
            raise Refused(
                f"{asked.file} is the backup of a {kind} database; DATABASE_URL names another kind."
            )
        if not asked.replace and not is_empty():
            raise Refused(
                "The database is not empty. Restore into an empty one, or replace what is there with --replace."
            )
        connection.close()
        if settings.DATABASE_IS_SQLITE:
            archive.copy_sqlite(database, Path(settings.DATABASES["default"]["NAME"]))
        else:
            archive.load_postgresql(settings.DATABASES["default"], database)
    bring_up_to_date()
    print(f"Restored what was backed up at {manifest['at']} by release {manifest['release']}.")
    return verified(expected=manifest["months"])
