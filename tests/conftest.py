"""What several test folders share: where the real documents are, an empty database to copy, quick passwords."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import override_settings
from hypothesis import settings

os.environ.setdefault("FINGERPOST_SECRET", "of the tests only")
os.environ.setdefault("FINGERPOST_DATA", tempfile.mkdtemp(prefix="fingerpost-"))
# Playwright drives an event loop, beside which Django's database is used all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

REPOSITORY = Path(__file__).parent.parent

# A run is judged by the change that it tests: properties are tried on the same examples each time. Whoever looks for
# new ones sets HYPOTHESIS_PROFILE=search.
settings.register_profile("same", derandomize=True)
settings.register_profile("search", max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


class QuickArgon2(Argon2PasswordHasher):
    """The product's hash of passwords, at a cost that hundreds of tests can pay."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory):
    """Each worker counts failed sign-ins in a folder of its own: what one clears is never another's."""
    mine = django_settings.CACHES["default"] | {"LOCATION": tmp_path_factory.mktemp("cache")}
    quick = f"{QuickArgon2.__module__}.{QuickArgon2.__qualname__}"
    with override_settings(CACHES={"default": mine}, PASSWORD_HASHERS=[quick]):
        yield


@pytest.fixture(autouse=True)
def nothing_judged_before():
    """What a process remembers of one database is not asked of the next, which begins under the same keys."""
    from fingerpost.monitoring.mine import forget_what_was_judged

    forget_what_was_judged()


def pytest_collection_modifyitems(config, items):
    """On another database than SQLite only what uses the database is run: the rest was run before and is the same."""
    if django_settings.DATABASE_IS_SQLITE:
        return
    kept = [
        each
        for each in items
        if (each.get_closest_marker("django_db") or "db" in each.fixturenames)
        and not each.get_closest_marker("once")
    ]
    config.hook.pytest_deselected(items=[each for each in items if each not in set(kept)])
    items[:] = kept


CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def started_chromium():
    """A headless Chromium, started once for all tests of a worker."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium")
    assert found, "the tests of pages need Chromium: make test installs it"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=CHROMIUM)
        yield opened
        opened.close()


@pytest.fixture
def chromium(started_chromium):
    """The browser; whatever a test opens in it is closed after it."""
    yield started_chromium
    for context in started_chromium.contexts:
        context.close()


def made_once(tmp_path_factory, name: str, make) -> Path:
    """A file or folder of the run, made by whichever worker needs it first: `make` gets the place to write it to."""
    base = tmp_path_factory.getbasetemp()
    made = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with made.with_name(f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            part = made.with_name(f"{name}.part")
            make(part)
            part.rename(made)
    return made


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Path:
    """A SQLite file with every table and nothing in it, made once a run, for tests whose processes need a file each."""

    def migrate(place):
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
            env=os.environ | {"DATABASE_URL": f"sqlite:///{place}"},
            cwd=REPOSITORY,
            check=True,
        )

    return made_once(tmp_path_factory, "migrated.sqlite3", migrate)


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of real documents; tests that need it are skipped, with the reason, where it is absent."""
    place = Path(os.environ.get("FINGERPOST_REAL", REPOSITORY.parent / "shared" / "real"))
    if not place.is_dir():
        pytest.skip(f"the real documents are not here ({place}); set FINGERPOST_REAL to their folder")
    return place
