"""A month of Harrow Vale, closed, issued and published."""

import pytest

from fingerpost.publication.operations import publish_report
from tests import build


@pytest.fixture
def report(world):
    return build.issued(world)


@pytest.fixture
def published(world, report):
    return publish_report(report=report, by=world.officer, at=build.NOW)
