"""On PostgreSQL: a connection that is lost at any statement of an operation leaves everything as it was."""

import pytest
from django.apps import apps
from django.db import InterfaceError, OperationalError, connection

from tests import build
from tests.faults.killing import prepared

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no connection to lose"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def still_clock(settings):
    settings.FIXED_NOW = build.NOW


@pytest.fixture
def beside():
    """Another connection to the server, which survives the first."""
    opened = connection.copy()
    yield opened
    opened.close()


def contents():
    """Everything that the database holds."""
    return {each.__name__: sorted(map(repr, each.objects.values_list())) for each in apps.get_models()}


def lost_at(place, work, beside):
    """Do the work on a connection that the server ends before this statement; gives whether it came so far."""
    seen = 0

    def cut(execute, sql, params, many, context):
        nonlocal seen
        seen += 1
        if seen == place:
            with beside.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid]
                )
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(cut):
            work()
    except (OperationalError, InterfaceError):
        return True
    finally:
        connection.close()
    return False


@pytest.mark.parametrize("kind", ["closing", "deciding", "updating", "importing"])
def test_a_connection_that_is_lost_half_way_leaves_everything_as_it_was(kind, beside):
    work = prepared(kind)
    before, place = contents(), 1
    while lost_at(place, work, beside):
        assert contents() == before, place
        place += 1
    assert place > 5
    assert contents() != before
