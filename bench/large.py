"""`make bench-large`: the pages of one council beside many others with years of data, and alone with its own.

One council is seeded; its year is copied for earlier years, twelve closed months each, and the council with all its
years for each other council, with new keys, in SQL. Three files are then served at once, and each page is fetched
from each in turn: the council in the large file, alone with all its years, and alone with the seeded year.
`python -m bench.large 5 2` makes it with 5 councils and 2 years.
"""

import os
import sqlite3
import sys
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median

from bench import site
from bench.measure import Aims, Pair

COUNCILS, YEARS = 100, 10
AT_MOST = 1.3
SLUG = "harrowmere"
MONTH_KEYS, YEAR_KEYS, COUNCIL_KEYS = 20_000, 100_000, 2_000_000
OURS = ("fingerpost.",)
OF_A_PLAN = ("plans", "changes", "monitoring", "issuing", "history")
TIMES = 40
COUNTED = ("monitoring_update", "monitoring_actionmonth", "history_entry")


def run(aims: Aims, councils: int, years: int) -> None:
    """Make the files, say how large they are, and print each page's ratio."""
    with tempfile.TemporaryDirectory() as folder:
        site.prepare(Path(folder))
        from fingerpost.sample.seed import seed

        seed(slug=SLUG)
        cookies = {"officer": site.session_of(SLUG, "EL"), "lead": site.session_of(SLUG, "FD")}
        wanted = site.addresses(SLUG)
        before = time.perf_counter()
        files = {name: Path(folder) / f"{name}.sqlite3" for name in ("large", "alone", "one year")}
        copied(Path(folder) / "bench.sqlite3", files["one year"])
        copied(files["one year"], files["alone"])
        add_years(files["alone"], years)
        copied(files["alone"], files["large"])
        add_councils(files["large"], files["alone"], councils)
        aims.note(f"{councils} councils × {years} years, made", time.perf_counter() - before, "s")
        for name, path in files.items():
            with closing(sqlite3.connect(path)) as file:
                rows = {
                    table: file.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED
                }
            what = ", ".join(f"{number:,} {table.split('_')[1]}s" for table, number in rows.items())
            aims.note(f"{name}: {what}", path.stat().st_size / 1e6, "MB")
        with ExitStack() as servers:
            ports = {}
            for name, path in files.items():
                os.environ["DATABASE_URL"] = f"sqlite:///{path}"
                ports[name] = servers.enter_context(site.served())
            compare(aims, ports, wanted, cookies)


def compare(aims: Aims, ports, wanted, cookies) -> None:
    """Each page from each file in turn; the ratios of the least times, with the first look and the median as notes."""
    for page, (who, path, _limit) in wanted.items():
        taken = {name: [] for name in ports}
        for turn in range(TIMES):
            names = list(ports) if turn % 2 else list(ports)[::-1]  # whoever comes first is no better off
            for name in names:
                taken[name].append(site.fetched(ports[name], path, cookies[who]))
        least = {name: min(each) for name, each in taken.items()}
        aims.ratio(f"{page}, to the council alone", Pair(least["large"], least["alone"]), AT_MOST)
        middle = median(taken["large"]) / median(taken["alone"])
        aims.note("  the same by the median", middle, "×")
        aims.note("  the first look", taken["large"][0] / taken["alone"][0], "×")
        aims.note("  to the council with one year alone", least["large"] / least["one year"], "×")


def copied(source: Path, to: Path) -> None:
    """A copy of a whole file, with what still stands in its log."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(to)) as new:
        old.backup(new)


def opened(path: Path) -> sqlite3.Connection:
    """A file to fill: nothing is promised if the machine stops, and keys are checked at the end."""
    file = sqlite3.connect(path, isolation_level=None)
    for setting in (
        "journal_mode = OFF",
        "synchronous = OFF",
        "cache_size = -1000000",
        "temp_store = MEMORY",
    ):
        file.execute(f"PRAGMA {setting}")
    return file


def models(apps: tuple[str, ...] = ()):
    """The product's models, with those that join two others."""
    from django.apps import apps as installed

    return [
        each
        for each in installed.get_models(include_auto_created=True)
        if installed.get_app_config(each._meta.app_label).name.startswith(OURS)
        and (not apps or each._meta.app_label in apps)
    ]


def add_years(path: Path, years: int) -> None:
    """Earlier years of the council: each a plan of its own, live once and closed, its twelve months closed."""
    moved = [each for each in models(OF_A_PLAN) if each._meta.label not in ("plans.Aim", "plans.Risk")]
    with closing(opened(path)) as file:
        file.execute("BEGIN")
        check_keys(file, moved)
        last = file.execute(
            "SELECT id FROM monitoring_period WHERE closed_at IS NOT NULL ORDER BY first DESC LIMIT 1"
        ).fetchone()[0]
        ours = {
            each: file.execute(f"SELECT max(id) FROM {each._meta.db_table}").fetchone()[0] for each in moved
        }
        months = file.execute(
            "SELECT count(*) FROM monitoring_period WHERE closed_at IS NOT NULL"
        ).fetchone()[0]
        for year in range(1, years):
            for model in moved:
                copy_year(file, model, moved, year, f"id <= {ours[model] or 0}")
            for month in range(1, 13 - months):
                copy_month(file, last, year, month)
        file.execute("COMMIT")
        whole(file)


def copy_year(file: sqlite3.Connection, model, moved, year: int, which: str) -> None:
    """The rows of a model once more, so many years earlier. What belongs to the open month stays out."""
    still_open = "(SELECT id FROM monitoring_period WHERE closed_at IS NULL)"
    if model._meta.label == "monitoring.Period":
        which += " AND closed_at IS NOT NULL"
    elif any(each.name == "period" for each in model._meta.concrete_fields):
        which += f" AND period_id NOT IN {still_open}"
    elif any(each.name == "update" for each in model._meta.concrete_fields):
        which += f" AND update_id IN (SELECT id FROM monitoring_update WHERE period_id NOT IN {still_open})"
    special = {}
    if model._meta.label == "plans.Plan":
        special = {"code": f"code || '-{year}'", "state": "'closed'"}
        special |= {name: earlier(name, year) for name in ("first_month", "last_month")}
    elif model._meta.label == "monitoring.Period":
        special = {name: earlier(name, year) for name in ("first", "last")}
    elif model._meta.label == "history.Entry":
        special = {"subject": moved_subject(year * YEAR_KEYS)}
    copy(file, model, moved, year * YEAR_KEYS, special=special, which=which)


def copy_month(file: sqlite3.Connection, period: int, year: int, month: int) -> None:
    """A closed month of an earlier year once more, so many months later."""
    base = period + year * YEAR_KEYS
    keys = month * MONTH_KEYS
    from fingerpost.monitoring.models import ActionMonth, Period, Snapshot, Update

    first, last = (f"strftime('%Y-%m', {name} || '-01', '+{month} months')" for name in ("first", "last"))
    copy(file, Period, (Period,), keys, special={"first": first, "last": last}, which=f"id = {base}")
    for model in (Snapshot, Update, ActionMonth):
        stays = {"previous_id": "previous_id"}
        copy(file, model, (Period, model, Snapshot), keys, special=stays, which=f"period_id = {base}")


def add_councils(path: Path, alone: Path, councils: int) -> None:
    """The council once more under other names, so often that there are as many as wanted."""
    moved = models()
    with closing(opened(path)) as file:
        file.execute("ATTACH ? AS alone", [str(alone)])
        check_keys(file, moved, COUNCIL_KEYS)
        file.execute("BEGIN")
        for model in moved:
            for number in range(1, councils):
                keys = number * COUNCIL_KEYS
                special = {
                    "people.Council": {"slug": f"slug || '-{number}'"},
                    "people.User": {"email": f"'{number}.' || email"},
                    "notices.Message": {"message_id": f"'{number}.' || message_id"},
                    "history.Entry": {
                        "council_id": f"council_id + {keys}",
                        "by_id": f"by_id + {keys}",
                        "subject": moved_subject(keys),
                    },
                }
                copy(
                    file,
                    model,
                    moved,
                    keys,
                    special=special.get(model._meta.label, {}),
                    which="1",
                    source="alone.",
                )
        file.execute("COMMIT")
        whole(file)


def copy(file: sqlite3.Connection, model, moved, keys: int, *, special, which: str, source: str = "") -> None:
    """The rows of a model once more: its keys, and those of what is copied with it, moved by so much."""
    names, values = [], []
    for field in model._meta.concrete_fields:
        related = field.related_model if field.is_relation else None
        follows = field.primary_key or related in moved
        names.append(f'"{field.column}"')
        values.append(
            special.get(field.column) or (f'"{field.column}" + {keys}' if follows else f'"{field.column}"')
        )
    table = model._meta.db_table
    file.execute(
        f'INSERT INTO main."{table}" ({", ".join(names)}) SELECT {", ".join(values)} '  # names of our own
        f'FROM {source or "main."}"{table}" WHERE {which} ORDER BY id'
    )


def earlier(name: str, years: int) -> str:
    """A month so many years before, in SQL."""
    return f"(CAST(substr({name}, 1, 4) AS INTEGER) - {years}) || substr({name}, 5)"


def moved_subject(keys: int) -> str:
    """The subject of an entry of history, its key moved, in SQL."""
    at = "instr(subject, ':')"
    return f"substr(subject, 1, {at}) || (CAST(substr(subject, {at} + 1) AS INTEGER) + {keys})"


def check_keys(file: sqlite3.Connection, moved, below: int = MONTH_KEYS) -> None:
    """Refuse to copy where the keys of two copies would meet."""
    for model in moved:
        highest = file.execute(f"SELECT max(id) FROM {model._meta.db_table}").fetchone()[0] or 0
        if highest >= below:
            sys.exit(
                f"{model._meta.label} has keys up to {highest}: leave more room than {below} between copies."
            )


def whole(file: sqlite3.Connection) -> None:
    """Refuse a file in which a key leads nowhere; leave it as the product keeps its own, written to the disk."""
    lost = file.execute("PRAGMA foreign_key_check").fetchone()
    if lost:
        sys.exit(f"A key leads nowhere: {lost}")
    file.execute("PRAGMA journal_mode = WAL")
    os.sync()  # or the first page would wait for gigabytes to be written


if __name__ == "__main__":
    aims = Aims()
    run(aims, *(map(int, sys.argv[1:3]) if sys.argv[1:] else (COUNCILS, YEARS)))
    aims.summary()
