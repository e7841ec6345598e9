"""The plan grid in headless Chromium: what a plan of 1,000 actions costs the browser's main thread, and each key."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from bench.measure import Aims
from bench.site import following, large_plan, prepare, served, session_of

SIZES = (150, 1_000, 5_000)
KEYS = 40
FIRST, LATER = 1.0, 50.0
"""The aims for 1,000 actions: seconds until the page can be used, and milliseconds from a key to its cell."""
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run")


def run(aims: Aims) -> None:
    """Open the grid of each size and walk through it by keys."""
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright drives an event loop
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        from fingerpost.monitoring.models import Period
        from fingerpost.sample.seed import seed

        seed()
        like = Period.objects.get(plan__council__slug="harrowmere", closed_at=None)
        plans = {size: following(large_plan(like, size)).plan_id for size in SIZES}
        name, _equals, value = session_of("harrowmere", "EL").partition("=")
        with served() as port, sync_playwright() as playwright:
            found = shutil.which("chromium") or sys.exit("Chromium is not installed.")
            chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
            context = chromium.new_context(viewport={"width": 1280, "height": 900})
            context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{port}"}])
            for size, plan in plans.items():
                opened(
                    aims, context.new_page(), f"http://127.0.0.1:{port}/harrowmere/plans/{plan}/grid/", size
                )
            chromium.close()


def opened(aims: Aims, page, address: str, size: int) -> None:
    """One grid: its bytes and elements, the main thread's time until it stands, and the time of a key."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    answer = page.goto(address)
    page.evaluate("() => new Promise(requestAnimationFrame)")
    elements = page.evaluate("document.querySelectorAll('*').length")
    what = f"grid of {size:,} actions"
    aims.note(f"{what}: its page", len(answer.body()) / 1024, "KiB before compression")
    aims.note(f"{what}: elements", elements, "")
    first = main_thread(devtools)
    page.locator("table tbody th a").first.focus()
    before = main_thread(devtools)
    for place in range(KEYS):
        page.keyboard.press("ArrowDown" if place % 2 else "ArrowRight")
        page.evaluate("() => new Promise(requestAnimationFrame)")
    each = (main_thread(devtools) - before) / KEYS * 1000
    if size == 1_000:
        aims.limit(f"{what}: until it stands", first, "s of main thread", FIRST)
        aims.limit(f"{what}: an arrow key", each, "ms of main thread", LATER)
    else:
        aims.note(f"{what}: until it stands", first, "s of main thread")
        aims.note(f"{what}: an arrow key", each, "ms of main thread")
    page.close()


def main_thread(devtools) -> float:
    """The processor seconds that the page's main thread has worked."""
    found = devtools.send("Performance.getMetrics")["metrics"]
    return next(each["value"] for each in found if each["name"] == "TaskDuration")
