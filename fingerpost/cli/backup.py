"""`fingerpost backup`: everything in one file, while the application runs."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fingerpost.cli.database import require_up_to_date, set_up
from fingerpost.rules.numbers import count_words

if TYPE_CHECKING:
    import argparse


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add this command to the command line."""
    parser = commands.add_parser(
        "backup",
        help="back everything up into one file",
        description="Write the whole database, as it is at one moment, into one file with a manifest of digests; the "
        "application may go on meanwhile. Keep the secret (FINGERPOST_SECRET, or the file “secret” in the data folder) "
        "elsewhere: it is not in the backup, and authenticator apps work only with it.",
    )
    parser.add_argument("file", type=Path, help="the file to write")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Write the backup and say what is in it."""
    set_up()
    require_up_to_date()
    from django.conf import settings

    from fingerpost.cli import archive

    asked.file.parent.mkdir(parents=True, exist_ok=True)
    database = settings.DATABASES["default"]
    with tempfile.TemporaryDirectory(dir=asked.file.resolve().parent, prefix=".unfinished-") as folder:
        name = archive.SQLITE if settings.DATABASE_IS_SQLITE else archive.POSTGRESQL
        copy = Path(folder) / name
        if settings.DATABASE_IS_SQLITE:
            archive.copy_sqlite(Path(database["NAME"]), copy)
        else:
            archive.dump_postgresql(database, copy)
        manifest = archive.write(asked.file, _manifest(), copy, name)
    (size,) = (each["size"] for each in manifest["files"].values())
    print(
        f"{asked.file}: {', '.join(manifest['councils']) or 'no council yet'}; "
        f"{count_words(len(manifest['months']), 'closed month')}; {size / 2**20:.1f} MB before packing"
    )
    return 0


def _manifest() -> dict[str, Any]:
    from fingerpost import __version__
    from fingerpost.monitoring.models import Snapshot
    from fingerpost.people.clock import now
    from fingerpost.people.models import Council

    return {
        "release": __version__,
        "at": now().isoformat(timespec="seconds"),
        "councils": [each.name for each in Council.objects.order_by("name")],
        "months": list(Snapshot.objects.order_by("pk").values_list("digest", flat=True)),
    }
