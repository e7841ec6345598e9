"""What the tests of open data share: the sample council's last months, as published at an invented address."""

import pytest

from fingerpost.reports.open_data.months import open_month, open_year
from fingerpost.reports.open_data.publishing import Addresses, Publisher, Publishing
from fingerpost.sample.council import snapshots


@pytest.fixture(scope="session")
def publishing():
    return Publishing(
        Publisher("Harrowmere District Council", "https://harrowmere.example/", "plans@harrowmere.example"),
        Addresses("https://plans.harrowmere.example/ip25/"),
    )


@pytest.fixture(scope="session")
def closed_months():
    """The snapshots of January and February 2026."""
    return snapshots()[-2:]


@pytest.fixture(scope="session")
def february(closed_months, publishing):
    return open_month(closed_months[-1], publishing)


@pytest.fixture(scope="session")
def year(closed_months, publishing):
    return open_year(open_month(each, publishing) for each in closed_months)
