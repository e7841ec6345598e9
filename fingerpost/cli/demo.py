"""`fingerpost demo`: the sample council to try, in the browser or as documents."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fingerpost.cli.files import Refused

if TYPE_CHECKING:
    import argparse

DEMONSTRATION = "exception-report-2026-02-faults.txt"
PORT = 8000


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "demo",
        help="try everything on the sample council",
        description="Serve a fictional council with eight closed months and one half updated, and print a sign-in for "
        "each role. The clock stands at 2 April 2026. With --out, read, check and rewrite an old report instead.",
    )
    command.add_argument(
        "--data",
        type=Path,
        default=Path("demo"),
        metavar="DIR",
        help="the folder of its database and messages (default demo); what was done there before is kept",
    )
    command.add_argument("--port", type=int, default=PORT, help=f"the port to listen on (default {PORT})")
    command.add_argument(
        "--check",
        action="store_true",
        help="start it, sign in with each role, and stop",
    )
    command.add_argument(
        "--out", type=Path, metavar="DIR", help="serve nothing: do the job on documents, into this folder"
    )
    command.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Do the job on documents, or make the council where it is not there yet and serve it."""
    return _documents(asked.out) if asked.out else _web(asked.data.resolve(), asked.port, check=asked.check)


def _documents(out: Path) -> int:
    """Write the documents, run the whole job on one of them, and say where everything is."""
    from fingerpost.cli.files import progress, write_all
    from fingerpost.cli.main import main
    from fingerpost.sample.documents import write_documents

    documents, results = out / "documents", out / "results"
    progress("Writing the sample council's documents …")
    write_all(documents, write_documents())
    print(f"Read {documents / DEMONSTRATION}, an old report with faults in it, and wrote:")
    code = main(["report", str(documents / DEMONSTRATION), "--out", str(results)])
    stem = Path(DEMONSTRATION).stem
    print(
        f"\nOpen {results / stem}.html for the report and {results / stem}-findings.html for what was wrong."
    )
    print(f"More documents to try are in {documents}.")
    return code


def _web(data: Path, port: int, *, check: bool) -> int:
    from fingerpost.cli.database import bring_up_to_date, set_up
    from fingerpost.cli.serve import refuse_busy

    address = f"http://127.0.0.1:{port}"
    os.environ |= {
        "FINGERPOST_DATA": str(data),
        "FINGERPOST_ADDRESS": address,
        "FINGERPOST_NOW": "2026-04-02T10:00",
        "FINGERPOST_EMAIL_URL": "file:",
        "DATABASE_URL": f"sqlite:///{data / 'fingerpost.sqlite3'}",
    }
    refuse_busy("127.0.0.1", port)
    set_up()
    from fingerpost.people.models import Council
    from fingerpost.sample.published import publish_all
    from fingerpost.sample.seed import SLUG, seed

    bring_up_to_date()
    if not Council.objects.filter(slug=SLUG).exists():
        print("Living the year of Harrowmere District Council; this takes some seconds …", flush=True)
        council = seed()
        print("Publishing its closed months, every file of them …", flush=True)
        publish_all(council)
    command = [sys.executable, "-m", "fingerpost.cli.main", "serve", "--port", str(port)]
    with subprocess.Popen(command, env=os.environ.copy()) as server:  # noqa: S603  # our own command
        try:
            if check:
                return _check(address, server)
            print(_welcome(address, data), flush=True)
            signal.signal(signal.SIGTERM, lambda _number, _frame: server.terminate())
            return server.wait()
        except KeyboardInterrupt:
            server.wait()
            return 0
        finally:
            server.terminate()


def _welcome(address: str, data: Path) -> str:
    from fingerpost.sample.roles import SIGN_INS
    from fingerpost.sample.seed import PASSWORD, SLUG

    widest = max(len(each.role) for each in SIGN_INS)
    lines = [f"  {each.role:<{widest}}  {each.email}" for each in SIGN_INS]
    return "\n".join(
        [
            f"Harrowmere District Council is at {address}/{SLUG}/",
            f"What it publishes is at {address}/public/{SLUG}/ (no sign-in)",
            "",
            f"Everybody's password: {PASSWORD}",
            *lines,
            "",
            f"Its database and the messages that it sends are in {data}. Stop with Ctrl-C.",
        ]
    )


def _check(address: str, server: subprocess.Popen[bytes]) -> int:
    """Wait until it answers, then sign in with each role and look at the start page."""
    from fingerpost.cli.visitor import Visitor, wait_for
    from fingerpost.sample.roles import SIGN_INS
    from fingerpost.sample.seed import PASSWORD, SLUG

    wait_for(f"{address}/healthz", server)
    for each in SIGN_INS:
        visitor = Visitor(address)
        visitor.sign_in(each.email, PASSWORD)
        if "Harrowmere District Council" not in visitor.get(f"/{SLUG}/"):
            raise Refused(f"{each.email} does not come to the start page.")
        print(f"{each.role}: {each.name} signed in and has a start page")
    if "Improvement Plan 2025/26" not in Visitor(address).get(f"/public/{SLUG}/"):
        raise Refused("The public pages do not show the plan.")
    print("Everybody: the public pages show the plan")
    return 0
