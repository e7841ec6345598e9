"""A plan that came as StratML becomes a plan that can be drafted on."""

from fingerpost.intake.operations import accept_plan
from fingerpost.reports.open_data.months import open_month
from fingerpost.reports.open_data.publishing import Addresses, Publisher, Publishing
from fingerpost.reports.open_data.stratml import stratml
from fingerpost.rules.snapshot import Section
from tests import build
from tests.rules.plans import closed, row
from tests.web.intake.taking_in import taken_in
from tests.web.intake.test_import import address, new_plan

PUBLISHING = Publishing(Publisher("Borrowdale"), Addresses("https://plans.example/ip07/"))


def test_our_own_stratml_comes_back_as_a_plan(world, client_of):
    month = closed(
        row("1.1", "Mar-08", programmed=("Jan-08", "Mar-08"), title="Let the shops", priority="High",
            resources="Two officers", outside_bodies=("Traders",)),
        row("1.2", "Jun-08", title="Open the hall", predecessors=("1.1",)),
        sections=(Section("CP9", "Community"), Section("CP1", "Town centre", level=1, parent="CP9")),
    )  # fmt: skip
    upload = taken_in(world, "plan.xml", stratml(open_month(month, PUBLISHING)))
    plan = new_plan(world)
    assert "Let the shops" in client_of(world.officer).get(f"{address(world, upload)}?plan={plan.pk}").text
    accept_plan(upload=upload, plan=plan, version=upload.version, by=world.officer, at=build.NOW)
    shops, hall = plan.actions.order_by("ref")
    assert (shops.ref, shops.title, shops.priority, shops.resources) == (
        "1.1",
        "Let the shops",
        "High",
        "Two officers",
    )
    assert [str(each) for each in shops.programmed] == ["2008-01", "2008-03"]
    assert (shops.section.code, shops.section.title) == ("CP1", "Town centre")
    assert (shops.section.parent.code, shops.section.parent.title) == ("CP9", "Community")
    assert [each.ref for each in hall.predecessors.all()] == ["1.1"]
