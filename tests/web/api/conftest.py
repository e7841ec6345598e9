"""What tests of the API share: each begins with no unknown token counted."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()
