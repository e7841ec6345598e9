"""Two people who close one month at once, and one who is killed while closing, on a database of their own.

Run by `test_closers.py` in a process of its own, since the tests' own SQLite database is in memory, where two
connections cannot meet. Prints what came of it.
"""

import os
import sys
import threading

import django


def both(world, build, closing, connections):
    """What each of two closers at the same moment got: the digest, or the name of the refusal."""
    start, results = threading.Barrier(2), []

    def close():
        start.wait(10)
        try:
            results.append(f"closed {build.closed(world.period, world.officer).version}")
        except closing.AlreadyClosed as refusal:
            results.append(type(refusal).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=close) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    return sorted(results)


def main(what):
    os.environ["DJANGO_SETTINGS_MODULE"] = "fingerpost.config.settings"
    django.setup()
    from django.db import connections

    from fingerpost.monitoring import closing
    from fingerpost.monitoring.models import ActionMonth, Period, Snapshot
    from fingerpost.people.models import Person
    from tests import build

    if what == "make":
        build.world()
    elif what == "both":
        world = build.World(**dict.fromkeys(build.World.__annotations__))
        world.period, world.officer = Period.objects.get(), Person.objects.get(name="Edith Lamb")
        print(*both(world, build, closing, connections), sep="\n")  # noqa: T201  # the parent process reads this
    elif what == "killed":
        closing.record = lambda **_: os.kill(os.getpid(), 9)
        build.closed(Period.objects.get(), Person.objects.get(name="Edith Lamb"))
    print(Snapshot.objects.count(), ActionMonth.objects.count(), Period.objects.get().is_open)  # noqa: T201  # likewise


if __name__ == "__main__":
    main(sys.argv[1])
