"""A council with something of every kind that must never be public, each marked with a word of its own."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from fingerpost.committee.operations.reports import start_month_report
from fingerpost.monitoring.models import Evidence
from fingerpost.monitoring.operations.review import send_back
from fingerpost.monitoring.operations.updates import save_draft, send_update
from fingerpost.plans.models import Plan, PlanState, Section
from fingerpost.publication.models import Publication
from fingerpost.publication.operations import publish_report, redact, withdraw, withdraw_file
from fingerpost.publication.papers import publish_paper
from fingerpost.rules import updates
from fingerpost.rules.committee.exempt import Exemption, Nation
from fingerpost.rules.dates.words import parse_date
from fingerpost.rules.months import Month
from fingerpost.rules.updates import Progress
from tests import build
from tests.web.committee import living
from tests.web.monitoring.year import open_month

LONDON = ZoneInfo("Europe/London")
NEVER = {
    "evidence": "canaryevidence",
    "comment on an action that is no exception": "canaryquiet",
    "question of the review": "canaryquestion",
    "typed and not sent": "canarytyped",
    "update of the open month": "canaryopen",
    "draft plan": "canarydraft",
    "withdrawn edition": "canarywithdrawn",
    "exempt part of a report to committee": "canaryexempt",
    "another council": "canaryelsewhere",
}
"""What no page and no file may ever say, by what it is."""
OF_MONTHS = {"officer's name": "Leo Brandt", "who typed it": "Edith Lamb", "taken out": "canarytakenout"}
"""What no page or file of a month may ever say; a report to committee is published as it was approved."""
EMBARGOED = "canaryembargoed"
"""What may be said once its time has come."""


@dataclass
class Secrets:
    world: build.World
    published: Publication
    """February: public, with words taken out and one file withdrawn."""
    embargoed: Publication
    """April: issued, and held back."""
    withdrawn: Publication
    """March: withdrawn."""


def late(period, comment):
    return updates.Update(
        period.value,
        Progress.NOT_COMPLETE,
        expected=parse_date("June 2026"),
        comment=comment,
        reason=f"{comment}, as Leo Brandt says.",
        corrective_action="More hands.",
    )


def quiet(period, comment):
    return updates.Update(period.value, Progress.ON_COURSE, comment=comment)


def tell(world, ref, content, *, day):
    update = send_update(
        action=world.action(ref),
        period=world.period,
        content=content,
        by=world.lead,
        at=day,
    )
    Evidence.objects.create(
        update=update,
        link=f"https://files.example/{NEVER['evidence']}",
        words=NEVER["evidence"],
    )
    return update


def secrets():
    world = build.world()
    published = _february(world)
    _paper(world)
    withdrawn = _month(world, Month(2026, 3), NEVER["withdrawn edition"])
    file = published.files.get(format="docx")
    withdraw_file(file=file, why="Its properties were wrong.", by=world.officer, at=_at(4, 10))
    embargoed = _month(world, Month(2026, 4), EMBARGOED, held_until=_at(5, 20))
    withdraw(publication=withdrawn, why="It held a mistake.", by=world.officer, at=_at(5, 12))
    _open(world)
    _draft(world, NEVER["draft plan"])
    _draft(build.world("other-vale", opened=False), NEVER["another council"])
    return Secrets(world, published, Publication.objects.get(pk=embargoed.pk), withdrawn)


def _at(month, day):
    return build.NOW.replace(month=month, day=day)


def _february(world):
    tell(world, "3.1.2", late(world.period, "The policy waits"), day=build.NOW)
    tell(
        world, "3.2.1", quiet(world.period, NEVER["comment on an action that is no exception"]), day=build.NOW
    )
    tell(world, "3.1.10", late(world.period, f"A word {OF_MONTHS['taken out']} too many"), day=build.NOW)
    first = publish_report(report=build.issued(world), by=world.officer, at=build.NOW)
    return redact(
        publication=first,
        phrases=[OF_MONTHS["taken out"]],
        why="A tenant could be told.",
        by=world.officer,
        at=build.NOW,
    )


def _paper(world):
    """A report to committee on February, public, with a part that is exempt."""
    begun = living.again(start_month_report(period=world.period, by=world.officer, at=build.NOW))
    exemption = Exemption(Nation.ENGLAND, ("3",), "The tender is open.")
    secret = NEVER["exempt part of a report to committee"]
    living.write(begun.parts.get(key="financial"), f"The {secret} stands.", world, exempt=exemption)
    publish_paper(paper=living.issued(begun, world), by=world.officer, at=build.NOW)


def _month(world, month, word, *, held_until=None):
    world.period = open_month(world, month)
    at = _at(month.number + 1, 9)
    tell(world, "3.1.2", late(world.period, word), day=at)
    report = build.issued(world, at=at)
    return publish_report(report=report, by=world.officer, at=at, embargo_until=held_until)


def _open(world):
    world.period = open_month(world, Month(2026, 5))
    at = _at(5, 11)
    update = tell(world, "3.1.2", late(world.period, NEVER["update of the open month"]), day=at)
    send_back(update=update, question=NEVER["question of the review"], by=world.officer, at=at)
    save_draft(
        action=world.action("3.1.10"),
        period=world.period,
        typed={"comment": NEVER["typed and not sent"]},
        by=world.lead,
        at=at,
    )


def _draft(world, word):
    plan = Plan.objects.create(
        council=world.council,
        code=f"D-{word}",
        title=f"Plan {word}",
        first_month=Month(2026, 7),
        last_month=Month(2027, 6),
        level_names=["theme"],
        state=PlanState.DRAFT,
    )
    Section.objects.create(plan=plan, code="X", title=word, place=0)
