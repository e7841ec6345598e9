"""`make bench-peers`: the list of a plan's actions in Fingerpost, Redmine (Debian) and Tryton (PyPI), in one run.

Each holds one plan of 150 and one of 15,000 actions in SQLite and answers on loopback from one process. Redmine and
Fingerpost answer with a page, Tryton with the data of the same columns, since its client draws them. Redmine and
Tryton show the first 150 actions of a plan, Fingerpost's grid every action of the plan with its twelve months.
"""

import base64
import http.cookiejar
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from bench import site

HERE = Path(__file__).parent
COUNTS = (150, 15_000)
SHOWN = 150
TIMES = 7
INSTANCE = "fingerpost_bench"
REDMINE = Path("/usr/share/redmine")
WORDS = secrets.token_urlsafe(16) + "-Aa1"


def least(get) -> float:
    """The least seconds by the clock of several calls, after one that warms up."""
    get()
    taken = []
    for _ in range(TIMES):
        before = time.perf_counter()
        get()
        taken.append(time.perf_counter() - before)
    return min(taken)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def running(command, address, **options):
    """A server in a process of its own, once it answers."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options) as server:
        try:
            for _ in range(120):
                time.sleep(0.5)
                try:
                    urllib.request.urlopen(address, timeout=5).close()
                    break
                except urllib.error.HTTPError:
                    break
                except OSError:
                    continue
            else:
                sys.exit(f"{command[0]} does not answer at {address}")
            yield
        finally:
            server.terminate()


def ours(folder: Path) -> dict[int, float]:
    """Fingerpost's grid of a whole plan."""
    site.prepare(folder)
    from fingerpost.sample.seed import seed

    seed()
    from fingerpost.people.models import Council, Person
    from fingerpost.plans.models import Action, ActionPerson, Plan, PlanState, Section
    from fingerpost.rules.months import Month

    council = Council.objects.get()
    lead = Person.objects.get(council=council, initials="FD")
    keys = {}
    for count in COUNTS:
        plan = Plan.objects.create(
            council=council,
            code=f"P{count}",
            title=f"Plan of {count}",
            first_month=Month(2025, 7),
            last_month=Month(2026, 6),
            level_names=["section"],
            state=PlanState.LIVE,
        )
        section = Section.objects.create(plan=plan, code="1", title="Everything", place=0)
        actions = Action.objects.bulk_create(
            Action(
                plan=plan,
                section=section,
                ref=f"1.1.{number + 1}",
                title=f"Action {number + 1} of the improvement plan",
                place=number,
                service=lead.service,
                programmed=(Month(2025, 7) + number % 12,),
            )
            for number in range(count)
        )
        ActionPerson.objects.bulk_create(ActionPerson(action=each, person=lead) for each in actions)
        keys[count] = plan.pk
    cookie = site.session_of(council.slug, "EL")
    with site.served() as port:
        return {
            count: least(lambda key=key: site.fetched(port, f"/{council.slug}/plans/{key}/grid/", cookie))
            for count, key in keys.items()
        }


def redmine() -> dict[int, float]:
    """Redmine's list of issues of a project, 150 on a page. Installs it where it is missing."""
    if not REDMINE.is_dir():
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(
            [
                "apt-get",
                "install",
                "-y",
                "-qq",
                "--no-install-recommends",
                "redmine",
                "redmine-sqlite",
                "puma",
            ],
            check=True,
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            stdout=subprocess.DEVNULL,
        )
    place = Path("/var/lib/redmine") / INSTANCE
    shutil.rmtree(place, ignore_errors=True)
    try:
        for each in ("config", "tmp", "log", "files"):
            (place / each).mkdir(parents=True)
        (place / "config/database.yml").write_text(
            f"production:\n  adapter: sqlite3\n  database: {place}/redmine.sqlite3\n", encoding="utf-8"
        )
        (place / "config/secret_key.txt").write_text(secrets.token_hex(40), encoding="utf-8")
        environment = os.environ | {
            "REDMINE_INSTANCE": INSTANCE,
            "RAILS_ENV": "production",
            "REDMINE_LANG": "en",
            "COUNTS": ",".join(map(str, COUNTS)),
            "BENCH_WORDS": WORDS,
        }
        for command in (
            ["bin/rake", "db:migrate"],
            ["bin/rake", "redmine:load_default_data"],
            ["bin/rails", "runner", str(HERE / "redmine_seed.rb")],
        ):
            subprocess.run(command, check=True, cwd=REDMINE, env=environment, stdout=subprocess.DEVNULL)
        address = f"http://127.0.0.1:{free_port()}"
        command = ["puma", "-e", "production", "-b", address.replace("http", "tcp"), "-t", "1:1", "config.ru"]
        with running(command, f"{address}/login", cwd=REDMINE, env=environment):
            visitor = urllib.request.build_opener(
                urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
            )
            form = visitor.open(f"{address}/login").read().decode()
            token = re.search(r'name="authenticity_token" value="([^"]+)"', form)[1]
            signing_in = {"authenticity_token": token, "username": "admin", "password": WORDS}
            visitor.open(f"{address}/login", urllib.parse.urlencode(signing_in).encode()).close()

            def listed(count: int) -> None:
                page = (
                    visitor.open(f"{address}/projects/plan-{count}/issues?per_page={SHOWN}").read().decode()
                )
                rows = page.count('id="issue-')
                if rows != SHOWN:
                    sys.exit(f"Redmine shows {rows} of {SHOWN} issues")

            return {count: least(lambda count=count: listed(count)) for count in COUNTS}
    finally:
        shutil.rmtree(place, ignore_errors=True)


def tryton(folder: Path) -> dict[int, float]:
    """Tryton's search for the tasks of a project, over its JSON-RPC. Installs it into an environment of its own."""
    bin_ = folder / "tryton" / "bin"
    subprocess.run([sys.executable, "-m", "venv", str(bin_.parent)], check=True)
    subprocess.run([bin_ / "pip", "install", "-q", "trytond>=8,<9", "trytond-project>=8,<9"], check=True)
    data = folder / "trytondb"
    data.mkdir()
    (data / "bench.sqlite").touch()
    (folder / "words").write_text(f"{WORDS}\n", encoding="utf-8")
    port = free_port()
    settings = folder / "trytond.conf"
    settings.write_text(
        f"[database]\nuri = sqlite://\npath = {data}\n[web]\nlisten = 127.0.0.1:{port}\n", encoding="utf-8"
    )
    environment = os.environ | {
        "TRYTOND_CONFIG": str(settings),
        "TRYTONPASSFILE": str(folder / "words"),
        "COUNTS": ",".join(map(str, COUNTS)),
    }
    subprocess.run(
        [bin_ / "trytond-admin", "-c", settings, "-d", "bench", "-u", "ir", "res", "project",
         "--activate-dependencies", "--email", "bench@council.example"],
        check=True, env=environment, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    made = subprocess.run(
        [bin_ / "python", HERE / "tryton_seed.py"],
        check=True, env=environment, capture_output=True, text=True,
    ).stdout.split()  # fmt: skip
    address = f"http://127.0.0.1:{port}/bench/rpc/"
    fields = [
        "name",
        "type",
        "status.rec_name",
        "parent.rec_name",
        "effort_duration",
        "progress",
        "write_date",
    ]

    def call(method: str, *params, session: str = ""):
        asked = urllib.request.Request(
            address,
            json.dumps({"id": 1, "method": method, "params": params}).encode(),
            {"Content-Type": "application/json"} | ({"Authorization": session} if session else {}),
        )
        answer = json.load(urllib.request.urlopen(asked))
        if "error" in answer:
            sys.exit(f"Tryton refuses {method}: {answer['error']}")
        return answer["result"]

    command = [bin_ / "trytond", "-c", settings, "-d", "bench"]
    with running(command, f"http://127.0.0.1:{port}/", env=environment):
        user, key, *_ = call("common.db.login", "admin", {"password": WORDS}, "en")
        session = "Session " + base64.b64encode(f"admin:{user}:{key}".encode()).decode()

        def listed(plan: str) -> None:
            rows = call(
                "model.project.work.search_read",
                [["parent", "=", int(plan)]], 0, SHOWN, None, fields, {"company": 1},
                session=session,
            )  # fmt: skip
            if len(rows) != SHOWN:
                sys.exit(f"Tryton lists {len(rows)} of {SHOWN} tasks")

        return {
            count: least(lambda plan=plan: listed(plan)) for count, plan in zip(COUNTS, made, strict=True)
        }


def main() -> None:
    """Measure the three, one after the other, and print them beside each other."""
    with tempfile.TemporaryDirectory() as folder:
        found = {"Redmine": redmine(), "Tryton": tryton(Path(folder)), "Fingerpost": ours(Path(folder))}
    print((__doc__ or "").partition("\n\n")[2])
    for name, taken in found.items():
        for count, seconds in taken.items():
            ratio = seconds / found["Fingerpost"][count]
            print(f"  {name:<12} plan of {count:>6}: {seconds * 1000:8.1f} ms {ratio:6.2f} times ours")


if __name__ == "__main__":
    main()
