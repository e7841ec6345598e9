"""A month of Harrow Vale, closed, issued and published."""

import pytest

from fingerpost.issuing.operations import issue_report
from fingerpost.publication.operations import publish_report
from tests import build


def issued(world, at=build.NOW):
    build.closed(world.period, world.officer, at=at)
    return issue_report(period=world.period, by=world.officer, at=at)


@pytest.fixture
def published(world):
    return publish_report(report=issued(world), by=world.officer, at=build.NOW)
