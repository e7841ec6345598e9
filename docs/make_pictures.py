"""Take the pictures of the documentation anew from the demonstration (`make pictures`).

Beside them stands `pictures.json`: for each the page, whose it is, and a digest of its words. A test fetches the
pages again and holds their words against it, so that a picture of a page that has changed since is found.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from django.apps import apps
from django.test import Client
from django.urls import reverse
from lxml import html
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from fingerpost.cli.database import bring_up_to_date, set_up
from fingerpost.cli.visitor import wait_for
from fingerpost.rules.months import Month
from fingerpost.rules.roles import Role
from fingerpost.sample.roles import SIGN_INS

IMAGES = Path(__file__).parent / "images"
RECORD = IMAGES / "pictures.json"
COUNCIL = "harrowmere"
_COLOURS = 256
_ABOVE = 20
"""Pixels above what a picture begins with."""
_CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
_NO_WORDS = "//script | //style | //template"
_OTHER_EACH_RELEASE = re.compile(r"\b[0-9a-f]{12,64}\b|\b[\d.,]+\s?(?:bytes|kB|KB|MB)\b")
"""Digests and sizes of files: no words, and another renderer gives others."""

FEBRUARY, MARCH = Month(2026, 2), Month(2026, 3)
CABINET = {"body__name": "Cabinet", "day": "2026-03-18"}


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture of a page: its name, who looks, the page by its name, and the thing that it is about.

    `begins` is a selector of what stands at the top of the picture; without it, it is the top of the page. `width` and
    `height` are at most so many pixels.
    """

    name: str
    role: Role
    page: str
    about: tuple[str, Mapping[str, object]] | None = None
    given: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({"council": COUNCIL}))
    begins: str = ""
    width: int = 1000
    height: int = 850

    @property
    def address(self) -> str:
        """The address of the page in the database in use."""
        if self.about is None:
            return reverse(self.page, kwargs=dict(self.given))
        model, sought = self.about
        thing = apps.get_model(model).objects.get(**sought)
        return reverse(self.page, kwargs={**self.given, "pk": thing.pk})

    @property
    def described(self) -> str:
        """The page in words that are the same in every database."""
        _, sought = self.about or ("", {})
        return ", ".join([self.page, *(f"{key} {value}" for key, value in sought.items())])

    @property
    def email(self) -> str | None:
        """The address with which one signs in to see the page; None where nobody signs in."""
        return next((each.email for each in SIGN_INS if each.role is self.role), None)


PICTURES = (
    Picture("lead-start", Role.LEAD, "start:start", height=600),
    Picture(
        "lead-update", Role.LEAD, "monitoring:update", ("plans.Action", {"ref": "3.1.3"}), begins="main *"
    ),
    Picture("officer-start", Role.PERFORMANCE_OFFICER, "start:start", begins="h2:has-text('March 2026')"),
    Picture(
        "officer-review",
        Role.PERFORMANCE_OFFICER,
        "monitoring:review",
        ("monitoring.Period", {"first": MARCH}),
        begins="main *",
    ),
    Picture(
        "officer-close",
        Role.PERFORMANCE_OFFICER,
        "monitoring:close",
        ("monitoring.Period", {"first": MARCH}),
        begins="main *",
    ),
    Picture("grid", Role.PERFORMANCE_OFFICER, "plans:grid", ("plans.Plan", {}), width=1280, height=900),
    Picture("head-coverage", Role.HEAD_OF_SERVICE, "plans:coverage", ("plans.Plan", {}), begins="main *"),
    Picture("member-start", Role.MEMBER, "start:start"),
    Picture(
        "report",
        Role.MEMBER,
        "issuing:month",
        ("monitoring.Period", {"first": FEBRUARY}),
        begins="h2:text-is('Figures')",
    ),
    Picture(
        "meeting",
        Role.DEMOCRATIC_SERVICES,
        "meetings:meeting",
        ("meetings.Meeting", CABINET),
        begins="main *",
    ),
    Picture(
        "minute",
        Role.DEMOCRATIC_SERVICES,
        "hearings:hearing",
        ("hearings.Hearing", {f"meeting__{key}": value for key, value in CABINET.items()}),
        begins="main *",
    ),
    Picture("people", Role.ADMINISTRATOR, "people:people", begins="main *"),
    Picture(
        "committee-report",
        Role.PERFORMANCE_OFFICER,
        "committee:report",
        ("committee.CommitteeReport", {"period__first": FEBRUARY}),
        begins="main *",
    ),
    Picture("insight", Role.PERFORMANCE_OFFICER, "insight:overview", begins="main *"),
    Picture(
        "public-month",
        Role.PUBLIC,
        "publication:month",
        given={"slug": COUNCIL, "plan": "ip2025", "month": FEBRUARY},
    ),
)


def record() -> dict[str, dict[str, str]]:
    """What is recorded of each picture, from the pages that the application serves now, by the name of its file."""
    return {
        f"{each.name}.png": {
            "page": each.described,
            "role": str(each.role),
            "words": hashlib.sha256(words(_served(each)).encode()).hexdigest(),
        }
        for each in PICTURES
    }


def recorded() -> dict[str, dict[str, str]]:
    """What was recorded when the pictures were taken."""
    found: dict[str, dict[str, str]] = json.loads(RECORD.read_text(encoding="utf-8"))
    return found


def words(page: bytes) -> str:
    """The words of the main part of a page, in order, with every run of spaces as one."""
    (main,) = html.document_fromstring(page).xpath("//main")
    for each in main.xpath(_NO_WORDS):
        each.drop_tree()
    return " ".join(_OTHER_EACH_RELEASE.sub("…", " ".join(main.itertext())).split())


def _served(picture: Picture) -> bytes:
    answer = _visitor(picture).get(picture.address)
    if answer.status_code != 200:
        raise ValueError(f"{picture.name}: {picture.address} answers {answer.status_code}")
    return answer.content


def _visitor(picture: Picture) -> Client:
    """Whoever looks at the page, signed in where one signs in."""
    client = Client(SERVER_NAME="localhost")
    if picture.email:
        client.force_login(apps.get_model("people.Person").objects.get(email=picture.email).user)
    return client


def _take(picture: Picture, address: str, cookies: Mapping[str, str], browser: Browser, site: str) -> bytes:
    """The picture as PNG with few colours."""
    context = browser.new_context(viewport={"width": picture.width, "height": picture.height}, locale="en-GB")
    context.add_cookies([{"name": name, "value": value, "url": site} for name, value in cookies.items()])
    page = context.new_page()
    page.goto(site + address, wait_until="networkidle")
    top = page.locator(picture.begins).first.bounding_box()["y"] - _ABOVE if picture.begins else 0
    whole = page.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": top, "width": picture.width, "height": min(picture.height, whole - top)}
    taken = Image.open(BytesIO(page.screenshot(full_page=True, clip=clip)))
    context.close()
    few = taken.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
    small = BytesIO()
    few.save(small, "PNG", optimize=True)
    return small.getvalue()


def main() -> None:
    """Serve the demonstration, take every picture or those that are named, and write the record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="the pictures to take (default: all)")
    parser.add_argument("--port", default="8765")
    asked = parser.parse_args()
    if unknown := set(asked.names) - {each.name for each in PICTURES}:
        parser.error(f"there is no picture {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {
            "FINGERPOST_DATA": data,
            "FINGERPOST_NOW": "2026-04-02T10:00",
            "DATABASE_URL": f"sqlite:///{data}/fingerpost.sqlite3",
        }
        set_up()
        _make_council()
        now = record()
        if asked.names:
            now = recorded() | {f"{each}.png": now[f"{each}.png"] for each in asked.names}
        command = [sys.executable, "-m", "fingerpost.cli.main", "demo", "--data", data, "--port", asked.port]
        with subprocess.Popen(command) as demonstration:  # noqa: S603  # our own command
            try:
                site = f"http://127.0.0.1:{asked.port}"
                wait_for(f"{site}/healthz", demonstration)
                _take_all([each for each in PICTURES if not asked.names or each.name in asked.names], site)
            finally:
                demonstration.send_signal(signal.SIGTERM)
    RECORD.write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8")


def _make_council() -> None:
    """The council as the test has it: lived, and two of its months published."""
    from fingerpost.sample.published import publish_months  # noqa: PLC0415  # needs the application set up
    from fingerpost.sample.seed import seed  # noqa: PLC0415  # the same

    bring_up_to_date()
    publish_months(seed(), months=[Month(2026, 1), FEBRUARY])


def _take_all(pictures: list[Picture], site: str) -> None:
    # The database is asked before the browser starts, beside whose event loop Django refuses to.
    wanted = [
        (each, each.address, {name: kept.value for name, kept in _visitor(each).cookies.items()})
        for each in pictures
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_CHROMIUM)
        for each, address, cookies in wanted:
            (IMAGES / f"{each.name}.png").write_bytes(_take(each, address, cookies, browser, site))
        browser.close()


if __name__ == "__main__":
    main()
