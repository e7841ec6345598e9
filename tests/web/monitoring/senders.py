"""Many leads who save and send at the same moment, each from a browser of their own.

Run by `test_senders.py`: on a server within the test, and on SQLite in a process of its own with a file, since the
tests' own database is in memory, where connections cannot meet. Prints every answer that was not the one hoped for
and how many updates stand.
"""

import os
import threading

import django

LEADS = 12


def answers_at_once(world, build):
    """What each of the leads was answered: twice saved as typed, once sent, all starting together."""
    from django.db import connections
    from django.test import Client

    from fingerpost.rules.roles import Role

    section = world.plan.sections.get(code="CP4")
    leads = [build.person(world.council, f"Q{n} Lead", Role.LEAD) for n in range(LEADS)]
    actions = [
        build.action(world.plan, section, f"1.1.{50 + n}", f"Do thing {n}", "2026-05", lead)
        for n, lead in enumerate(leads)
    ]
    clients = [Client(raise_request_exception=False) for _ in leads]
    for client, lead in zip(clients, leads, strict=True):
        client.force_login(lead.user)
    start, answers = threading.Barrier(LEADS), []

    def lead_on(number):
        address = f"/{world.council.slug}/months/action/{actions[number].pk}/update/"
        typed = {"complete": "no", "expected": "as promised", "version": "0", "page": f"page {number}"}
        start.wait(30)
        try:
            for words in ("It g", "It goes"):
                answer = clients[number].post(f"{address}autosave/", typed | {"comment": words})
                answers.append(answer.status_code)
            answer = clients[number].post(address, typed | {"comment": f"It goes well, says {number}."})
            answers.append(answer.status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=lead_on, args=(number,)) for number in range(LEADS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    return sorted(answers)


def said():
    """What stands afterwards: the words that were sent, in the order of the actions, and how many times it was told."""
    from fingerpost.history.models import Entry
    from fingerpost.monitoring.models import Update

    contents = (
        Update.objects.filter(content__isnull=False).order_by("action__pk").values_list("content", flat=True)
    )
    return [each["comment"] for each in contents], Entry.objects.filter(event="sent an update").count()


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "fingerpost.config.settings"
    django.setup()
    from tests import build

    print(answers_at_once(build.world(), build), said(), sep="\n")  # noqa: T201  # the parent process reads this


if __name__ == "__main__":
    main()
