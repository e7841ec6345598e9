"""The `fingerpost` command: finds the command asked for, runs it, and turns refusals into messages.

Data go to stdout, messages to stderr. Exit codes: 0 fine; 1 findings of severity error, with --strict;
2 bad usage or unreadable input. Each command imports what it needs when it runs, so that help stays quick.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from fingerpost import __version__
from fingerpost.cli import (
    backup,
    check,
    committee,
    compare,
    convert,
    demo,
    init,
    months,
    publish,
    read,
    report,
    restore,
    sample,
    serve,
    verify,
    worker,
)
from fingerpost.cli.files import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    report,
    read,
    check,
    convert,
    committee,
    compare,
    months,
    sample,
    demo,
    init,
    serve,
    worker,
    backup,
    restore,
    verify,
    publish,
)
EXITS = """\
exit codes:
  0  fine
  1  findings of severity error, with --strict
  2  bad usage, or input that cannot be read

Data go to standard output, messages to standard error.
"""


class _Parser(argparse.ArgumentParser):
    """An argument parser whose refusals name the command that explains more."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\nTry: {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """The whole command line, every command with its options."""
    whole = _Parser(
        prog="fingerpost",
        description="Read a council's improvement plan reports, say what is wrong with them, and write accessible ones.",
        epilog=EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"fingerpost {__version__}")
    commands = whole.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    for command in COMMANDS:
        command.add_to(commands)
    return whole


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    whole = parser()
    if not (sys.argv[1:] if arguments is None else arguments):
        whole.print_help(sys.stderr)
        return 2
    asked = whole.parse_args(arguments)
    try:
        code: int = asked.run(asked)
        sys.stdout.flush()
    except Refused as refusal:
        print(f"fingerpost: {refusal}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of our output went away (as `head` does): nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as fault:
        # A fault of ours, not the reader's: said plainly, and shown where whoever mends it asks for it.
        if os.environ.get("FINGERPOST_DEBUG"):
            raise
        what = str(fault).splitlines()[0] if str(fault) else "no more is known"
        print(
            f"fingerpost: this is a fault of ours ({type(fault).__name__}: {what}). Nothing half written was left. "
            "Please report it, with the file if you may; with FINGERPOST_DEBUG=1 it shows where.",
            file=sys.stderr,
        )
        return 2
    except KeyboardInterrupt:
        print("fingerpost: stopped; nothing half written was left.", file=sys.stderr)
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
