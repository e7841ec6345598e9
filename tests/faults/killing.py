"""Kills a process at every statement of an operation, on a database file of its own, and says what is left.

Run as a program, so that nothing of the test's own process is forked, in a folder whose `killed.sqlite3` has every
table and nothing in it. Prints one word for each place at which it killed: "before" or "after", or "between" for a
database that is neither. For mail, which is sent one message at a time, it prints after a new start of the worker
"whole", "repeated" where one message was sent once more under its own Message-ID, or "lost". Told "twice", it lets two
processes do the work at the same moment, and prints how each fared and what is left.
"""

import hashlib
import os
import shutil
import sqlite3
import sys
from datetime import date, timedelta
from pathlib import Path

KILLED, REFUSED = 9, 3


def contents(path):
    """The digest of everything that the database holds."""
    database = sqlite3.connect(path)
    try:
        return hashlib.sha256("\n".join(database.iterdump()).encode()).hexdigest()
    finally:
        database.close()


def child(do):
    """Run this in a child that ends without a word whatever happens; gives its number."""
    number = os.fork()
    if number:
        return number
    code = 1
    try:
        do()
        code = 0
    except ValueError:
        code = REFUSED
    except BaseException:  # noqa: BLE001  # the child must not go on as its parent, whatever happens
        import traceback

        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def ended(number):
    """How a child ended: 0 for done, KILLED or REFUSED; ends with it on anything else."""
    code = os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
    if code not in (0, KILLED, REFUSED):
        sys.exit(f"A child ended with {code}.")
    return code


def killed_at(place, after_it, work):
    """Do the work in a child that is gone at this statement; gives whether it came so far."""
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

    def do():
        with connection.execute_wrapper(killer):
            work()

    return ended(child(do)) == KILLED


def set_up(folder):
    """Set Django up on the file in this folder."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "fingerpost.config.settings",
        "FINGERPOST_DATA": str(folder),
        "FINGERPOST_NOW": "2026-03-03T10:00",
        "FINGERPOST_EMAIL_URL": "file:",
        "DATABASE_URL": f"sqlite:///{folder / 'killed.sqlite3'}",
    }
    import django

    django.setup()


def main(folder, kind, how="killed"):
    """Print what is left of the work after each way in which it ended."""
    set_up(folder)
    from django.db import connection

    work = prepared(kind)
    connection.close()
    path, clean = folder / "killed.sqlite3", folder / "clean.sqlite3"
    shutil.copy(path, clean)

    def reset():
        for each in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            each.unlink(missing_ok=True)
        shutil.copy(clean, path)
        shutil.rmtree(folder / "mail", ignore_errors=True)

    def left():
        if kind == "sending":
            return after_a_new_start(path, folder / "mail")
        return words.get(contents(path), "between")

    before = contents(path)
    killed_at(0, False, work)
    after = contents(path)
    words = {before: "before", after: "after"}
    if before == after:
        sys.exit("The work does nothing.")
    found = []
    if how == "twice":
        reset()
        start, go = os.pipe()
        both = [child(lambda: (os.read(start, 1), work())) for _ in range(2)]
        os.write(go, b"go")
        found = [*sorted("done" if ended(each) == 0 else "refused" for each in both), left()]
    else:
        place, alive = 0, False
        while not alive:  # to be killed after a statement is to be killed before the next, but for the last
            place += 1
            reset()
            alive = not killed_at(place, False, work)
            if not alive:
                found.append(left())
        reset()
        killed_at(place - 1, True, work)
        found.append(left())
    sys.stdout.write("\n".join(found) + "\n")


def after_a_new_start(path, mail):
    """What came of the mail once a worker was started again, when a message in hand is given up for lost."""
    from fingerpost.notices.sending import GIVEN_UP_AFTER, send_waiting
    from tests import build

    ended(child(lambda: send_waiting(at=build.NOW + GIVEN_UP_AFTER + timedelta(minutes=1))))
    database = sqlite3.connect(path)
    try:
        states = [state for (state,) in database.execute("SELECT state FROM notices_message")]
    finally:
        database.close()
    lines = [line for each in mail.iterdir() for line in each.read_text(encoding="utf-8").splitlines()]
    sent = [line for line in lines if line.startswith("Message-ID:")]
    if set(states) != {"sent"} or len(set(sent)) != len(states) or len(sent) > len(states) + 1:
        return "lost"
    return "whole" if len(sent) == len(states) else "repeated"


def prepared(kind):
    """The work to be killed in, on a council that is ready for it."""
    from fingerpost.changes.operations.asking import ask
    from fingerpost.changes.operations.deciding import approve
    from fingerpost.changes.values import Wanted, at_meeting
    from fingerpost.meetings.models import Meeting
    from fingerpost.monitoring.closing import close_period, key_of, to_check
    from fingerpost.monitoring.operations.updates import send_update
    from fingerpost.notices.sending import send_waiting
    from fingerpost.notices.writing import write_due
    from fingerpost.rules.checks.month import check_month
    from fingerpost.rules.dates import in_month
    from fingerpost.rules.decisions import ChangeKind, ReasonCode
    from fingerpost.rules.months import Month
    from fingerpost.rules.updates import Progress, Update
    from tests import build

    world = build.world()
    by, at = world.officer, build.NOW
    if kind == "importing":
        return importing(world)
    if kind == "importing a month":
        return importing_a_month(world)
    if kind == "writing":
        return lambda: write_due(world.council, at=at)
    if kind == "sending":
        write_due(world.council, at=at)
        return lambda: send_waiting(at=at)
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


def importing(world):
    """A tracker of one action, with a lead whom nobody knows, to be accepted into a plan that is being drafted."""
    from fingerpost.intake.operations import accept_plan
    from fingerpost.plans.models import Plan, PlanState
    from fingerpost.rules.months import Month
    from tests import build
    from tests.web.intake.taking_in import taken_in

    plan = Plan.objects.create(
        council=world.council,
        code="NEW",
        title="New plan",
        first_month=Month(2025, 7),
        last_month=Month(2026, 6),
        level_names=["theme"],
        state=PlanState.DRAFT,
    )
    tracker = b"Ref,Section,Action,Lead,Due\n9.1,Homes,Open the hub,LB,Feb 2026\n"
    upload = taken_in(world, "tracker.csv", tracker)
    return lambda: accept_plan(
        upload=upload, plan=plan, version=upload.version, by=world.officer, at=build.NOW
    )


def importing_a_month(world):
    """An old report, to be accepted as a month of the plan as published."""
    from fingerpost.intake.operations import accept_month
    from tests import build
    from tests.web.intake.test_import import REPORT, uploaded

    upload = uploaded(world, REPORT)
    return lambda: accept_month(
        upload=upload, plan=world.plan, version=upload.version, by=world.officer, at=build.NOW
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
