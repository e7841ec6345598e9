"""Kills a process at every statement of an operation, on a database file of its own, and says what is left.

Run as a program, so that nothing of the test's own process is forked, in a folder whose `killed.sqlite3` has every
table and nothing in it. Prints one word for each place at which it
killed: "before" or "after", or "between" for a database that is neither.
"""

import hashlib
import os
import shutil
import sqlite3
import sys
from datetime import date
from pathlib import Path

KILLED = 9


def contents(path):
    """The digest of everything that the database holds."""
    database = sqlite3.connect(path)
    try:
        return hashlib.sha256("\n".join(database.iterdump()).encode()).hexdigest()
    finally:
        database.close()


def killed_at(place, after_it, work):
    """Do the work in a child that ends without a word at this statement; gives whether it was killed."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        if code not in (0, KILLED):
            sys.exit(f"The child ended with {code} at statement {place}.")
        return code == KILLED
    from django.db import connection

    seen = 0

    def killer(execute, sql, params, many, context):
        nonlocal seen
        seen += 1
        if seen == place and not after_it:
            os._exit(KILLED)
        answer = execute(sql, params, many, context)
        if seen == place:
            os._exit(KILLED)
        return answer

    code = 1
    try:
        with connection.execute_wrapper(killer):
            work()
        code = 0
    except BaseException:  # noqa: BLE001  # the child must not go on as its parent, whatever happens
        import traceback

        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def main(folder, kind):
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "fingerpost.config.settings",
        "FINGERPOST_DATA": str(folder),
        "FINGERPOST_NOW": "2026-03-03T10:00",
        "DATABASE_URL": f"sqlite:///{folder / 'killed.sqlite3'}",
    }
    import django

    django.setup()
    from django.db import connection

    work = prepared(kind)
    connection.close()
    path, clean = folder / "killed.sqlite3", folder / "clean.sqlite3"
    shutil.copy(path, clean)

    def reset():
        for each in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            each.unlink(missing_ok=True)
        shutil.copy(clean, path)

    before = contents(path)
    killed_at(0, False, work)
    after = contents(path)
    words = {before: "before", after: "after"}
    if before == after:
        sys.exit("The work does nothing.")
    place, alive = 0, False
    while not alive:
        place += 1
        for after_it in (False, True):
            reset()
            alive = not killed_at(place, after_it, work)
            if not alive:
                sys.stdout.write(words.get(contents(path), "between") + "\n")


def prepared(kind):
    """The work to be killed in, on a council that is ready for it."""
    from fingerpost.changes.operations import approve, ask
    from fingerpost.changes.values import Wanted, at_meeting
    from fingerpost.meetings.models import Meeting
    from fingerpost.monitoring.closing import close_period, key_of, to_check
    from fingerpost.monitoring.operations.updates import send_update
    from fingerpost.rules.checks.month import check_month
    from fingerpost.rules.dates import in_month
    from fingerpost.rules.decisions import ChangeKind, ReasonCode
    from fingerpost.rules.months import Month
    from fingerpost.rules.updates import Progress, Update
    from tests import build

    world = build.world()
    by, at = world.officer, build.NOW
    if kind == "closing":
        found = check_month(to_check(world.period, on=at.date()))
        accepted = {key_of(each): "Known." for each in found}
        return lambda: close_period(period=world.period, by=by, at=at, accepted=accepted)
    if kind == "deciding":
        wanted = Wanted(
            ChangeKind.REPROGRAMME,
            ReasonCode.PARTNER,
            "The partner is late.",
            to_date=in_month(Month(2026, 5)),
        )
        request = ask(
            plan=world.plan,
            action=world.action("3.1.1"),
            wanted=wanted,
            by=world.lead,
            at=at.replace(month=2, day=9),
            and_submit=True,
        )
        ruling = at_meeting(Meeting.objects.get(body__name="Cabinet", day=date(2026, 2, 11)), "12/26")
        return lambda: approve(request=request, ruling=ruling, by=by, at=at)
    content = Update(
        world.period.value,
        Progress.COMPLETE,
        sent_by=world.lead.name,
        sent_on=at.date(),
        completed_on=date(2026, 2, 20),
    )
    return lambda: send_update(
        action=world.action("3.1.2"), period=world.period, content=content, by=world.lead, at=at
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
