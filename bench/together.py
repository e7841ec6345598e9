"""Several people at once on one server: each reads, saves drafts and sends updates; nothing is refused or lost."""

import http.client
import os
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from bench.measure import Aims
from bench.site import officer, prepare, served, session_of, updated_month

PEOPLE = 200
EACH = 1
"""The actions of each of them, updated once in every run."""
PAUSE = 5.0
"""Seconds for which somebody reads or types between two requests, on average."""


def run(aims: Aims) -> None:
    """One person alone, then 50 and 200, at their own pace; then 50 without a pause, for what the server can do."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        from django.conf import settings

        from fingerpost.sample.seed import seed

        seed()
        visits = leads()
        processes = 1 if settings.DATABASE_IS_SQLITE else 2
        print(f"  {settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}, {processes} process(es)")
        with served(processes) as port:
            for each in visits[:4]:
                each.go(port, "Warm", pause=0)
            for number, pause in ((1, 0.2), (50, PAUSE), (200, PAUSE), (50, 0.0)):
                measured(aims, port, visits[:number], pause)


def measured(aims: Aims, port: int, visits: list["Visit"], pause: float) -> None:
    """Everybody goes once through their actions; then each write is looked for."""
    run_of = f"{len(visits)} with {pause:g} s between"
    sent, saved = written()
    for each in visits:
        each.taken.clear()
        each.refused.clear()
    processor = of_the_server()
    threads = [threading.Thread(target=each.go, args=(port, run_of, pause)) for each in visits]
    before = time.perf_counter()
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    seconds = time.perf_counter() - before
    processor = of_the_server() - processor
    taken = sorted(one for each in visits for one in each.taken)
    refused = Counter(one for each in visits for one in each.refused)
    who = f"{len(visits)} at once" if len(visits) > 1 else "one alone"
    who += f", {pause:g} s between requests" if pause else ", without a pause"
    aims.note(f"{who}: requests a second", len(taken) / seconds, "by the clock")
    aims.note(f"{who}: each takes", processor / len(taken) * 1000, "ms of the server's processor")
    aims.note(f"{who}: half are answered within", median(taken) * 1000, "ms")
    aims.note(f"{who}: 95 of 100 within", taken[len(taken) * 95 // 100] * 1000, "ms")
    aims.limit(f"{who}: refused {dict(refused) or ''}".rstrip(), refused.total(), "requests", 1)
    now_sent, now_saved = written()
    hoped = len(visits) * EACH
    lost = (
        abs(now_sent - sent - hoped)
        + abs(now_saved - saved - hoped * (Visit.DRAFTS + 1))
        + sum(not found(each, run_of) for each in visits)
    )
    aims.limit(f"{who}: not as written afterwards", lost, "writes", 1)


def of_the_server() -> float:
    """The processor seconds that the processes which this one started have used, and those that they started."""
    ticks, of = {}, {}
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            said = each.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        pid = int(each.parent.name)
        of[pid], ticks[pid] = int(said[1]), int(said[11]) + int(said[12])
    ours = {os.getpid()}
    while more := {pid for pid, parent in of.items() if parent in ours} - ours:
        ours |= more
    return sum(ticks[pid] for pid in ours - {os.getpid()}) / os.sysconf("SC_CLK_TCK")


def written() -> tuple[int, int]:
    """How many updates were sent, by the history; and how often any was saved."""
    from django.db.models import Sum

    from fingerpost.history.models import Entry
    from fingerpost.monitoring.models import Update

    saved = Update.objects.filter(period__plan__code="TOGETHER").aggregate(all=Sum("version"))["all"]
    return Entry.objects.filter(event="sent an update").count(), saved


def found(visit: "Visit", run_of: str) -> bool:
    """Whether the words that somebody sent in a run stand in every one of their updates."""
    from fingerpost.monitoring.models import Update

    contents = Update.objects.filter(action__in=visit.actions, period__plan__code="TOGETHER")
    said = [each.content["comment"] for each in contents]
    return said == [visit.words(run_of)] * EACH


def leads() -> list["Visit"]:
    """Two hundred leads of the sample council with a plan of their own, live, its month open."""
    from fingerpost.people.models import Council, Person, User
    from fingerpost.plans.models import Action, ActionPerson, Plan, PlanState, Section
    from fingerpost.rules.months import Month
    from fingerpost.rules.roles import Role

    council = Council.objects.get(slug="harrowmere")
    emails = [f"lead{n}@harrowmere.example" for n in range(PEOPLE)]
    users = User.objects.bulk_create(User(email=each, password="!") for each in emails)
    people = Person.objects.bulk_create(
        Person(
            council=council,
            user=user,
            name=f"Lead {n}",
            initials=f"Q{n}",
            email=user.email,
            roles=[str(Role.LEAD)],
        )
        for n, user in enumerate(users)
    )
    plan = Plan.objects.create(
        council=council,
        code="TOGETHER",
        title="A plan of many leads",
        first_month=Month(2025, 7),
        last_month=Month(2026, 6),
        level_names=["section"],
        state=PlanState.LIVE,
    )
    section = Section.objects.create(plan=plan, code="S1", number="1", title="All", place=1)
    actions = Action.objects.bulk_create(
        Action(
            plan=plan,
            section=section,
            ref=f"1.{n + 1}",
            title=f"Do thing {n}",
            place=n,
            programmed=(Month(2026, 5),),
        )
        for n in range(PEOPLE * EACH)
    )
    ActionPerson.objects.bulk_create(
        ActionPerson(action=each, person=people[n // EACH]) for n, each in enumerate(actions)
    )
    period = updated_month(plan, Month(2026, 3), people[0])
    assert officer(period)
    return [
        Visit(n, session_of("harrowmere", each.initials), [a.pk for a in actions[n * EACH : n * EACH + EACH]])
        for n, each in enumerate(people)
    ]


@dataclass
class Visit:
    """One lead in a browser: what each request took, and every answer that was not the one hoped for."""

    number: int
    cookie: str
    actions: list[int]
    taken: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    DRAFTS = 3

    def words(self, run_of: str) -> str:
        """What this lead says in a run."""
        return f"Lead {self.number} says so, {run_of}."

    def go(self, port: int, run_of: str, pause: float) -> None:
        """From the start page by my actions to each update: typed, saved as it is typed, sent."""
        step = 0

        def think() -> None:
            nonlocal step
            step += 1
            time.sleep((self.number * 0.618 + step * 0.382) % 1 * 2 * pause)

        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        think()
        self._ask(connection, "/harrowmere/")
        for action in self.actions:
            address = f"/harrowmere/months/action/{action}/update/"
            think()
            self._ask(connection, "/harrowmere/months/mine/")
            think()
            page, token = self._ask(connection, address)
            typed = {name: _hidden(page, name) for name in ("csrfmiddlewaretoken", "version", "page")}
            typed |= {"complete": "no", "expected": "as promised", "comment": self.words(run_of)}
            for part in range(1, self.DRAFTS + 1):
                think()
                draft = typed | {"comment": typed["comment"][: 8 * part]}
                self._ask(connection, f"{address}autosave/", draft, token)
            think()
            self._ask(connection, address, typed | {"then": "send"}, token)
        connection.close()

    def _ask(
        self, connection, path: str, form: dict[str, str] | None = None, token: str = ""
    ) -> tuple[str, str]:
        headers = {"Cookie": f"{self.cookie}; {token}"}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        before = time.perf_counter()
        connection.request("GET" if form is None else "POST", path, form and urlencode(form), headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        self.taken.append(time.perf_counter() - before)
        if answer.status not in (http.client.OK, http.client.FOUND) or (
            form is not None and "then" in form and answer.status != http.client.FOUND
        ):
            self.refused.append(f"{answer.status} {path.rpartition('/action/')[2].lstrip('0123456789')}")
        cookies = answer.headers.get_all("Set-Cookie") or []
        given = [each.partition(";")[0] for each in cookies if each.startswith("csrf=")]
        return text, given[0] if given else token


def _hidden(page: str, name: str) -> str:
    found_at = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    value = found_at and re.search(r'value="([^"]*)"', found_at[0])
    if not value:
        sys.exit(f"The form has no {name}.")
    return value[1]
