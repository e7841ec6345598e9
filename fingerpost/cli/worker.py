"""`fingerpost worker`: writes and sends what people are to be told."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

EVERY = 30


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add this command to the command line."""
    parser = commands.add_parser(
        "worker",
        help="tell people what they are to be told",
        description="Work out who is to be told what (reminders, escalation, questions, decisions), and send what "
        "stands in the outbox. Runs until it is stopped, and ends after the message in hand. Several may run at once.",
    )
    parser.add_argument(
        "--once", action="store_true", help="one turn only: write what is due, send what waits"
    )
    parser.add_argument(
        "--every",
        type=int,
        default=EVERY,
        metavar="SECONDS",
        help=f"rest between two turns (default {EVERY})",
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Work in turns; gives 1 if a single turn met a fault."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fingerpost.config.settings")
    import django

    django.setup()
    from django.db import DatabaseError, close_old_connections

    from fingerpost.hearings.reminders import write_deadlines
    from fingerpost.notices.worker import Worker
    from fingerpost.people.clock import now

    worker = Worker(writers=(write_deadlines,))
    if asked.once:
        turn = worker.turn(at=now())
        print(turn)
        return 1 if turn.faults else 0
    stop = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda _number, _frame: stop.set())
    while not stop.is_set():
        close_old_connections()
        try:
            turn = worker.turn(at=now())
        except DatabaseError as problem:
            print(f"The database does not answer; trying again: {problem}", file=sys.stderr, flush=True)
        else:
            if turn.written or turn.sent or turn.failed or turn.faults:
                print(turn, file=sys.stderr, flush=True)
        stop.wait(asked.every)
    return 0
