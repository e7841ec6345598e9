"""The commands of docs/how-to/use-the-api.md do what it says, against a server."""

import json
import os
import re
import subprocess
from hashlib import sha256

import pytest

from fingerpost.api.shapes.common import PersonShape
from fingerpost.api.shapes.plans import ActionShape, ServiceShape, StandingShape
from fingerpost.monitoring.operations.periods import next_period, open_period, usual_days
from tests import build
from tests.conftest import REPOSITORY
from tests.web.api.calling import Caller

HOW_TO = (REPOSITORY / "docs" / "how-to" / "use-the-api.md").read_text(encoding="utf-8")
TRIED = re.findall(r"<!-- tried -->\n```sh\n(.*?)```", HOW_TO, re.DOTALL)


@pytest.fixture
def two_months(transactional_db):
    """February closed, and March open."""
    world = build.world()
    world.digest = build.closed(world.period, world.officer).digest
    following = next_period(world.plan)
    due_on, close_on = usual_days(following, world.council)
    world.march = open_period(
        plan=world.plan, period=following, due_on=due_on, close_on=close_on, by=world.officer, at=build.NOW
    )
    return world


def test_the_commands_do_what_the_page_says(two_months, live_server, tmp_path):
    world = two_months
    env = os.environ | {
        "TOKEN": Caller(world.lead).secret,
        "API": f"{live_server.url}/{world.council.slug}/api/v1",
        "PERIOD": str(world.march.pk),
        "CLOSED": str(world.period.pk),
        "ACTION": str(world.action("3.1.1").pk),
        "VERSION": "0",
    }

    def typed(command):
        done = subprocess.run(
            ["bash", "-euc", command], env=env, cwd=tmp_path, check=True, capture_output=True, text=True
        )
        return done.stdout

    me, red, opened, missing, stored, update, sent = (typed(each) for each in TRIED)
    assert json.loads(me)["person"]["name"] == "Leo Brandt"
    assert {each["standing"]["status"] for each in json.loads(red)["items"]} == {"red"}
    assert [each["name"] for each in json.loads(opened)["items"]] == ["March 2026"]
    assert "3.1.1" in [each["ref"] for each in json.loads(missing)["items"]]
    assert stored.startswith(world.digest)
    assert sha256((tmp_path / "month.json").read_bytes()).hexdigest() == world.digest
    assert json.loads(update)["version"] == 0
    assert json.loads(sent)["state"] == "sent"


def test_the_query_for_excel_names_what_there_is():
    [query] = re.findall(r"<!-- power query -->\n```\n(.*?)```", HOW_TO, re.DOTALL)
    named = set(re.findall(r"\[(\w+)\]", query))
    known = {
        name
        for shape in (ActionShape, ServiceShape, StandingShape, PersonShape)
        for name in shape.model_fields
    }
    assert named - known == {"next", "items", "text"}
