"""Pages of the web application beside a signed-in hello, on the same server in turn; closing a month; its report."""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from bench.measure import Aims, Pair

TIMES = 40


def run(aims: Aims) -> None:
    """Print each page's ratio to the floor, and what closing and the report take."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        from fingerpost.sample.published import publish_all
        from fingerpost.sample.seed import seed

        publish_all(seed())
        with served() as address:
            pages(aims, address)
            api(aims, address)
            public(aims, address)
        static_site(aims, Path(folder))
        report(aims)
        closing(aims)


def prepare(data: Path) -> None:
    """Set Django up on an empty database in this folder, or on the one that BENCH_DATABASE_URL names."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "bench.site_settings",
        "FINGERPOST_DATA": str(data),
        "FINGERPOST_NOW": "2026-04-02T10:00",
        "DATABASE_URL": os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{data / 'bench.sqlite3'}"),
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def served(processes: int = 1):
    """The server, in one process or several of its own; gives its port."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    from fingerpost.cli.visitor import wait_for

    with subprocess.Popen([sys.executable, "-m", "bench.site_server", str(port), str(processes)]) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz", server)
            yield port
        finally:
            server.terminate()
            server.wait()


def addresses(slug: str) -> dict[str, tuple[str, str, float]]:
    """The pages that have an aim: who opens which, and at most how many times the floor."""
    from django.urls import reverse

    from fingerpost.monitoring.models import Period
    from fingerpost.plans.models import Plan

    plan = Plan.objects.filter(council__slug=slug).latest("first_month")
    closed = Period.objects.filter(plan=plan, closed_at__isnull=False).order_by("first").last()
    return {
        "start page of a lead": ("lead", f"/{slug}/", 15),
        "start page of a performance officer": ("officer", f"/{slug}/", 15),
        "my actions of a lead": ("lead", f"/{slug}/months/mine/", 15),
        f"plan grid of {plan.actions.count()} actions": ("officer", f"/{slug}/plans/{plan.pk}/grid/", 25),
        "page of a closed month": ("officer", f"/{slug}/months/{closed.pk}/version/1/", 15),
        "report of a closed month": (
            "officer",
            reverse("issuing:month", kwargs={"council": slug, "pk": closed.pk}),
            15,
        ),
    }


def pages(aims: Aims, port: int, *, slug: str = "harrowmere") -> dict[str, float]:
    """Measure the pages in turn with the floor; gives the least time of each."""
    cookies = {"officer": session_of(slug, "EL"), "lead": session_of(slug, "FD")}
    wanted = addresses(slug)
    floor, taken = [], {name: [] for name in wanted}
    for _ in range(TIMES):
        floor.append(fetched(port, "/hello/", cookies["officer"]))
        for name, (who, path, _limit) in wanted.items():
            taken[name].append(fetched(port, path, cookies[who]))
    for name, (_who, _path, limit) in wanted.items():
        aims.ratio(name, Pair(min(taken[name]), min(floor)), limit)
    return {name: min(each) for name, each in taken.items()}


def api(aims: Aims, port: int, *, slug: str = "harrowmere") -> None:
    """The API beside the same floor: the actions of the plan in one answer, and a closed month as stored."""
    from datetime import timedelta

    from fingerpost.monitoring.models import Period
    from fingerpost.people.clock import now
    from fingerpost.people.models import Person
    from fingerpost.people.operations.tokens import make_token

    officer = Person.objects.get(council__slug=slug, initials="EL")
    made = make_token(
        name="Bench", may_write=False, expires_on=now().date() + timedelta(days=1), by=officer, at=now()
    )
    token = f"Bearer {made.secret}"
    cookie = session_of(slug, "EL")
    opened = Period.objects.get(plan__council__slug=slug, closed_at=None)
    closed = Period.objects.filter(plan=opened.plan, closed_at__isnull=False).order_by("first").last()
    at = f"/{slug}/api/v1"
    wanted = {
        f"API: {opened.plan.actions.count()} actions": (f"{at}/actions?plan={opened.plan_id}&size=200", 15),
        "API: updates of the open month": (f"{at}/periods/{opened.pk}/updates?size=200", 20),
        "API: closed month as stored": (f"{at}/periods/{closed.pk}/snapshots/1", 10),
    }
    floor, taken = [], {name: [] for name in wanted}
    for _ in range(TIMES):
        floor.append(fetched(port, "/hello/", cookie))
        for name, (path, _limit) in wanted.items():
            taken[name].append(fetched(port, path, "", token))
    for name, (_path, limit) in wanted.items():
        aims.ratio(name, Pair(min(taken[name]), min(floor)), limit)


def public(aims: Aims, port: int) -> None:
    """The public page of a month beside a hello to whoever asks: once made, and with its file."""
    page = "/public/harrowmere/ip2025/2026-02/"
    fetched(port, page, "")
    floor, taken = [], []
    for _ in range(TIMES):
        floor.append(fetched(port, "/hello-everybody/", ""))
        taken.append(fetched(port, page, ""))
    aims.ratio("public page of a month, to a hello without sign-in", Pair(min(taken), min(floor)), 5)


def static_site(aims: Aims, folder: Path) -> None:
    """The whole public year as files, from nothing and again, each in a process of its own."""
    command = [sys.executable, "-m", "fingerpost.cli.main", "publish", "--to", str(folder / "www")]
    for what, limit in (("static site of the year, every format", 60), ("the same again", 60)):
        before = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        aims.limit(what, time.perf_counter() - before, "s", limit)


def session_of(slug: str, initials: str) -> str:
    """The cookie of a session of somebody, signed in."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY

    from fingerpost.people.models import Person

    user = Person.objects.get(council__slug=slug, initials=initials).user
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def fetched(port: int, path: str, cookie: str, token: str = "") -> float:
    """The seconds that a page takes, from the request to its last byte. Refuses any answer but the page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    before = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": cookie, "Authorization": token})
    answer = connection.getresponse()
    answer.read()
    taken = time.perf_counter() - before
    connection.close()
    if answer.status != http.client.OK:
        sys.exit(f"{path} answered {answer.status}")
    return taken


def report(aims: Aims) -> None:
    """The tagged PDF and the Excel file of a closed month, warm."""
    from fingerpost.monitoring.closing import value_of
    from fingerpost.monitoring.models import Snapshot
    from fingerpost.reports.compose.snapshot_report import compose_snapshot
    from fingerpost.reports.formats import render

    before, now = (value_of(each) for each in Snapshot.objects.order_by("pk")[6:8])
    document = compose_snapshot(now, before, ())
    for to, limit in (("pdf", 0.4), ("xlsx", 0.05)):
        aims.limit(
            f"{to} of the month, warm", least(lambda to=to: render(document, to, stem="month")), "s", limit
        )


def closing(aims: Aims) -> None:
    """Closing a month of the sample plan, and the second month of a plan of 2,000 actions."""
    from fingerpost.monitoring.models import Period

    sample = Period.objects.get(plan__council__slug="harrowmere", closed_at=None)
    february = large_plan(sample)
    for period, limit in ((sample, 1), (following(february), 10)):
        close = closer(period)
        what = f"closing {period.plan.actions.count():,} actions, nothing read before"
        clock = min(taking(close) for _ in range(3))
        aims.limit(what, least(close, times=3), "s of the processor", limit)
        aims.limit(f"{what}, by the clock", clock, "s", limit)


def closer(period):
    """What closes a month, its errors accepted, and takes it back."""
    from django.db import transaction

    from fingerpost.monitoring.closing import close_period
    from fingerpost.people.clock import now

    accepted = standing_errors(period)

    def close() -> None:
        forget_what_was_read()
        with transaction.atomic():
            close_period(period=period, by=officer(period), at=now(), accepted=accepted)
            transaction.set_rollback(True)

    return close


def forget_what_was_read() -> None:
    """As in a process that has not looked at these months before: no text read earlier is kept."""
    from fingerpost.monitoring import closing, rows

    for kept in (closing._read, closing._frozen, rows._row, rows._read):
        kept.cache_clear()


def standing_errors(period) -> dict[str, str]:
    """The reasons with which a month's errors are accepted."""
    from fingerpost.monitoring.closing import key_of, to_check
    from fingerpost.people.clock import now
    from fingerpost.rules.checks.month import check_month

    found = check_month(to_check(period, on=now().date()))
    return {key_of(each): "Known." for each in found}


def officer(period):
    """Who closes the months of the sample council."""
    from fingerpost.people.models import Person

    return Person.objects.get(council=period.plan.council, initials="EL")


def large_plan(like, size: int = 2_000):
    """A live plan of so many actions with a month open, every action updated."""
    from fingerpost.people.models import Person
    from fingerpost.plans.models import Action, ActionPerson, Plan, PlanState, Section
    from fingerpost.rules.months import Month

    lead = Person.objects.get(council=like.plan.council, initials="FD")
    plan = Plan.objects.create(
        council=like.plan.council,
        code=f"LARGE{size}",
        title=f"A plan of {size:,} actions",
        first_month=Month(2025, 7),
        last_month=Month(2026, 6),
        level_names=["section"],
        state=PlanState.LIVE,
    )
    sections = Section.objects.bulk_create(
        Section(plan=plan, code=f"S{n}", number=str(n), title=f"Section {n}", place=n)
        for n in range(1, size // 50 + 1)
    )
    actions = Action.objects.bulk_create(
        Action(
            plan=plan,
            section=sections[n // 50],
            ref=f"{n // 50 + 1}.1.{n % 50 + 1}",
            title=f"Do thing {n}",
            place=n,
            service=lead.service,
            programmed=(Month(2026, 1), Month(2026, 2), Month(2026, 5)),
        )
        for n in range(size)
    )
    ActionPerson.objects.bulk_create(ActionPerson(action=each, person=lead) for each in actions)
    return updated_month(plan, Month(2026, 2), lead)


def following(period):
    """The month after one, which is closed for it."""
    from fingerpost.monitoring.closing import close_period
    from fingerpost.people.clock import now

    by = officer(period)
    close_period(period=period, by=by, at=now(), accepted=standing_errors(period))
    return updated_month(period.plan, period.last + 1, by)


def updated_month(plan, month, by):
    """An open month, with an accepted update of every action."""
    from fingerpost.monitoring.models import Period, Update, UpdateState
    from fingerpost.people.clock import now
    from fingerpost.rules import months, updates
    from fingerpost.rules.plain import to_plain
    from fingerpost.rules.updates import Progress

    period = Period.objects.create(
        plan=plan, first=month, last=month, opened_at=now(), due_on=now().date(), close_on=now().date()
    )
    content = updates.Update(
        months.Period(month, month), Progress.ON_COURSE, sent_by=by.name, sent_on=now().date()
    )
    Update.objects.bulk_create(
        Update(
            action=each,
            period=period,
            state=UpdateState.ACCEPTED,
            content=to_plain(content),
            sent_by=by,
            sent_at=now(),
        )
        for each in plan.actions.all()
    )
    return period


def taking(work) -> float:
    """The seconds by the clock that something takes."""
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def least(work, *, times: int = 7) -> float:
    """The least processor time of several runs, after one that warms up."""
    work()
    taken = []
    for _ in range(times):
        before = time.process_time()
        work()
        taken.append(time.process_time() - before)
    return min(taken)
