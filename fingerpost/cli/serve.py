"""`fingerpost serve`: the web application, with the worker that sends its messages beside it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fingerpost.cli.database import bring_up_to_date, require_up_to_date, set_up
from fingerpost.cli.files import Refused

if TYPE_CHECKING:
    import argparse

THREADS = 4
STOPPING = 10
"""Seconds that are waited for a request, or for a message, in hand."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add this command to the command line."""
    parser = commands.add_parser(
        "serve",
        help="start the web application",
        description="Serve the web application, and send its messages beside it, until it is stopped (Ctrl-C or "
        "SIGTERM); requests in hand are finished. Settings come from the environment: see docs/reference/settings.md.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on (default 8000)")
    parser.add_argument(
        "--processes",
        type=int,
        default=1,
        metavar="NUMBER",
        help="how many processes serve pages (default 1, which is enough for hundreds of users; more need PostgreSQL)",
    )
    parser.add_argument(
        "--migrate", action="store_true", help="first make the tables, or bring them up to date"
    )
    parser.add_argument(
        "--no-worker",
        action="store_true",
        help="send no messages; `fingerpost worker` does it elsewhere",
    )
    parser.add_argument("--log", action="store_true", help="write a line for each request to standard output")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Serve until stopped."""
    set_up()
    from django.conf import settings

    if asked.processes > 1 and settings.DATABASE_IS_SQLITE:
        raise Refused("Several processes need PostgreSQL; see docs/how-to/install.md.")
    refuse_busy(asked.host, asked.port)
    if asked.migrate:
        bring_up_to_date()
    require_up_to_date()
    make_static_files()
    worker = None if asked.no_worker else _started_worker()
    try:
        _serve(asked)
    finally:
        if worker is not None:
            worker.terminate()
            worker.wait(STOPPING)
    return 0


def refuse_busy(host: str, port: int) -> None:
    """Refuse an address at which something listens already, or that is not this machine's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            raise Refused(
                f"Nothing can listen on {host}, port {port}: {(error.strerror or str(error)).lower()}. "
                "Choose another with --port."
            ) from error


def make_static_files() -> None:
    """Gather style sheets, script and pictures where that was not done yet."""
    from django.conf import settings
    from django.core.management import call_command

    if not Path(settings.STATIC_ROOT).is_dir():
        call_command("collectstatic", verbosity=0, interactive=False)


def _started_worker() -> subprocess.Popen[bytes]:
    """The worker, in a process group of its own, so that Ctrl-C reaches it by us only."""
    command = [sys.executable, "-m", "fingerpost.cli.main", "worker"]
    return subprocess.Popen(command, start_new_session=True, env=os.environ.copy())  # noqa: S603  # our own command


def _serve(asked: argparse.Namespace) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        "fingerpost.config.wsgi:application",
        address=asked.host,
        port=asked.port,
        interface=Interfaces.WSGI,
        workers=asked.processes,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        log_access=asked.log,
        respawn_failed_workers=True,
        workers_kill_timeout=STOPPING,
    )
    print(f"Serving on http://{asked.host}:{asked.port}/ (stop with Ctrl-C)", file=sys.stderr, flush=True)
    server.serve()
