"""What journeys share: a browser without script on the live server."""

import pytest

from tests.browser.walking import Browser


@pytest.fixture
def browser(chromium, live_server):
    return Browser(chromium, live_server.url)
