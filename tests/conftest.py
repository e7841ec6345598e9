"""What several test folders share: where the real documents are."""

import os
import tempfile
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import override_settings
from hypothesis import settings

os.environ.setdefault("FINGERPOST_SECRET", "of the tests only")
os.environ.setdefault("FINGERPOST_DATA", tempfile.mkdtemp(prefix="fingerpost-"))

REPOSITORY = Path(__file__).parent.parent

# A run is judged by the change that it tests: properties are tried on the same examples each time. Whoever looks for
# new ones sets HYPOTHESIS_PROFILE=search.
settings.register_profile("same", derandomize=True)
settings.register_profile("search", max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """Each worker counts failed sign-ins in a folder of its own: what one clears is never another's."""
    mine = django_settings.CACHES["default"] | {"LOCATION": tmp_path_factory.mktemp("cache")}
    with override_settings(CACHES={"default": mine}):
        yield


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of real documents; tests that need it are skipped, with the reason, where it is absent."""
    place = Path(os.environ.get("FINGERPOST_REAL", REPOSITORY.parent / "shared" / "real"))
    if not place.is_dir():
        pytest.skip(f"the real documents are not here ({place}); set FINGERPOST_REAL to their folder")
    return place
