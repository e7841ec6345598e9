"""`fingerpost publish`: the public site as static files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fingerpost.cli.database import require_up_to_date, set_up
from fingerpost.cli.files import Refused, progress

if TYPE_CHECKING:
    import argparse

DESCRIPTION = """\
Write everything that is public into a folder, which any web server can hold: the same bytes as the application
serves, at the same addresses. The folder is swapped whole, so nobody ever sees half of it, and only what changed is
written. What an embargo holds back, what was withdrawn and every other council's drafts are not in it.
Run it again whenever something was published or withdrawn, and at the end of an embargo (every minute does no harm).
"""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add this command to the command line."""
    import argparse

    parser = commands.add_parser(
        "publish",
        help="write the public site as static files",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--to", type=Path, required=True, metavar="DIR", help="the folder, which holds nothing else"
    )
    parser.add_argument("--council", metavar="NAME", help="the short name of a council; all where not given")
    parser.add_argument(
        "--links",
        choices=("root", "relative"),
        default="root",
        help="how pages lead to each other: from the root of the site (default), or relative, for a site below a "
        "folder or opened without a server",
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Write what is public now."""
    set_up()
    require_up_to_date()
    from fingerpost.people.clock import now
    from fingerpost.publication.static_site import Links, NotPublished, files
    from fingerpost.publication.writing import Busy, NotASite, write_site

    links = Links(asked.links)
    about = {"links": str(links), **({"council": asked.council} if asked.council else {})}
    progress("Writing what is public …")
    try:
        done = write_site(asked.to, files(now(), council=asked.council, links=links), about)
    except (NotPublished, NotASite, Busy) as refusal:
        raise Refused(str(refusal)) from refusal
    except OSError as problem:
        raise Refused(f"{asked.to}: {problem.strerror or problem}.") from problem
    print(
        f"{asked.to}: {done.written} files written, {done.same} as they were, {done.gone} gone.",
        file=sys.stderr,
    )
    return 0
