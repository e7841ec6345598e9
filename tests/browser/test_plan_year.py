"""A whole plan year in the browser, without script: drafted, approved, lived month by month, corrected, followed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from fingerpost.meetings.models import Body, Meeting
from fingerpost.monitoring.closing import value_of
from fingerpost.monitoring.models import ActionMonth, Period, Snapshot
from fingerpost.people.models import Council, Service
from fingerpost.plans.models import Plan, PlanState
from fingerpost.rules.chain import breaks
from fingerpost.rules.months import Month, months_between
from fingerpost.rules.roles import Role
from tests import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
YEAR = tuple(months_between(Month(2026, 7), Month(2027, 6)))


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def cast(db):
    council = Council.objects.create(
        slug="ashmere", name="Ashmere District Council", settings={"second_factor": "nobody"}
    )
    service = Service.objects.create(council=council, code="HOU", name="Housing")
    head = build.person(council, "Hazel Marsh", Role.HEAD_OF_SERVICE, post="Head of Housing", service=service)
    service.head = head
    service.save()
    cabinet = Body.objects.create(council=council, name="Cabinet", authority="Cabinet")
    for month in YEAR:
        Meeting.objects.create(body=cabinet, day=month.first_day.replace(day=6))
    return {
        "council": council,
        "head": head,
        "lead": build.person(council, "Leo Brandt", Role.LEAD, post="Housing Manager", service=service),
        "officer": build.person(council, "Edith Lamb", Role.PERFORMANCE_OFFICER, post="Performance Officer"),
    }


def add_action(browser, plan, ref, title, months):
    browser.go(f"/ashmere/plans/{plan.pk}/actions/new/")
    page = browser.page
    page.locator("[name=section]").select_option(label="1.1 Homes to let")
    browser.fill(ref=ref, title=title)
    page.locator("[name=leads]").first.select_option(label="Leo Brandt")
    for month in months:
        page.locator(f"[name=programmed][value='{month}']").check()
    page.locator("main form button").last.click()
    assert plan.actions.filter(ref=ref).exists(), browser.text()


def draft_the_plan(browser, cast) -> Plan:
    browser.sign_in(cast["officer"])
    browser.go("/ashmere/plans/new/")
    page = browser.page
    browser.fill(title="Improvement Plan 2026/27", code="IP26", level_1="theme", level_2="deliverable")
    page.locator("[name=first_month_month]").fill("7")
    page.locator("[name=first_month_year]").fill("2026")
    page.locator("main form button").last.click()
    plan = Plan.objects.get(code="IP26")
    within = ""
    for code, title in (("1", "Housing"), ("1.1", "Homes to let")):
        browser.go(f"/ashmere/plans/{plan.pk}/sections/new/{within}")
        browser.fill(code=code, title=title)
        browser.press("Save")
        within = f"?within={plan.sections.get(code=code).pk}"
    add_action(browser, plan, "1.1.1", "Let the homes contract", ["2026-09", "2026-10"])
    add_action(browser, plan, "1.1.2", "Adopt the lettings policy", ["2026-12"])
    add_action(browser, plan, "1.1.3", "Survey every roof", ["2027-03", "2027-04", "2027-05", "2027-06"])
    browser.go(f"/ashmere/plans/{plan.pk}/")
    browser.press("Send out to consultation")
    browser.press("Record the approval")
    browser.fill(decided_by="Cabinet", meeting="Cabinet", minute="12/26")
    page.locator("[name=authority]").select_option("Cabinet")
    browser.fill(decided_on_day="24", decided_on_month="6", decided_on_year="2026")
    browser.press("Record the approval")
    browser.press("Make the plan live")
    browser.press("Make the plan live")
    plan.refresh_from_db()
    assert plan.state == PlanState.LIVE, browser.text()
    return plan


def say(browser, month, ref):
    """What the lead says of an action: the contract is late in October and done in December; the rest on time."""
    page = browser.page
    completed = {"1.1.1": Month(2026, 12), "1.1.2": Month(2026, 12), "1.1.3": Month(2027, 6)}[ref]
    if month >= completed:
        page.locator("[name=complete][value=yes]").check()
        browser.fill(completed_on=f"20/{completed.number}/{completed.year}")
    elif ref == "1.1.1" and month >= Month(2026, 10):
        page.locator("[name=complete][value=no]").check()
        page.locator("[name=expected][value='another date']").check()
        browser.fill(expected_words="December 2026")
        page.locator("[name=reason_code]").select_option("partner")
        browser.fill(reason="The builder went out of business.")
        browser.fill(corrective_action=f"A new tender, reported weekly by Leo Brandt ({month.name}).")
    else:
        page.locator("[name=complete][value=no]").check()
        page.locator("[name=expected][value='as promised']").check()
    browser.fill(comment=f"As at {month.name}.")
    browser.press("Send and next")


def live_a_month(browser, cast, plan, month):
    browser.sign_in(cast["officer"])
    browser.go("/ashmere/months/")
    browser.page.get_by_role("button", name=f"Open {month.name}").click()
    browser.press("Open the month")
    period = Period.objects.get(plan=plan, first=month)
    browser.sign_in(cast["lead"])
    browser.go("/ashmere/months/mine/")
    if browser.page.get_by_role("button", name="Update next").count():
        browser.press("Update next")
    while "/update/" in browser.page.url:
        say(browser, month, browser.page.inner_text("h1").split()[0])
        assert "There is a problem" not in browser.text(), browser.text()
    assert "Nothing is left for you to update." in browser.text(), browser.text()
    if month == Month(2026, 10):
        ask_and_decide(browser, cast, plan)
    browser.sign_in(cast["head"])
    browser.go(f"/ashmere/months/{period.pk}/review/")
    while browser.page.get_by_role("button", name="Accept", exact=True).count():
        browser.press("Accept")
    browser.sign_in(cast["officer"])
    browser.go(f"/ashmere/months/{period.pk}/close/")
    for each in browser.page.locator("input[name^='reason ']").all():
        each.fill("Known, and told to Cabinet.")
    browser.press(f"Close {month.name}")
    period.refresh_from_db()
    assert not period.is_open, browser.text()


def ask_and_decide(browser, cast, plan):
    """The lead asks for December; Cabinet agrees, and the officer records it from the minute."""
    action = plan.actions.get(ref="1.1.1")
    browser.sign_in(cast["lead"])
    browser.go(f"/ashmere/changes/ask/?action={action.pk}&kind=reprogramme")
    page = browser.page
    browser.fill(
        to_date="December 2026", months="November and December 2026", why="The builder went out of business."
    )
    page.locator("[name=reason][value=partner]").check()
    page.locator("main form button").first.click()
    request = plan.change_requests.get()
    if request.state == "draft":
        page.locator("main form button").first.click()
    browser.sign_in(cast["officer"])
    browser.go(f"/ashmere/changes/{request.pk}/")
    page.locator("[name=outcome][value=approve]").check()
    page.locator("[name=meeting]").select_option(label="Cabinet, 6 November 2026")
    browser.fill(minute="57/26")
    page.locator("form[action$='/decide/'] button").first.click()
    request.refresh_from_db()
    assert request.state == "approved", browser.text()


def test_a_plan_year_from_the_first_draft_to_the_next_plan(browser, cast, settings):
    settings.FIXED_NOW = at(date(2026, 6, 29))
    plan = draft_the_plan(browser, cast)
    for month in YEAR:
        settings.FIXED_NOW = at((month + 1).first_day.replace(day=6))
        live_a_month(browser, cast, plan, month)
    stored = Snapshot.objects.filter(period__plan=plan)
    assert stored.count() == len(YEAR)
    assert breaks(value_of(each) for each in stored) == ()
    story = ActionMonth.objects.filter(action__ref="1.1.1").order_by("period__first")
    assert [each.status for each in story][:6] == [
        "not due", "not due", "on target", "red", "reprogrammed", "complete",
    ]  # fmt: skip
    correct_a_month(browser, cast, plan)
    follow_it(browser, cast, plan)


def correct_a_month(browser, cast, plan):
    """The policy was adopted in November already: version 2 of November, and December closed anew on it."""
    browser.sign_in(cast["officer"])
    november, december = (Period.objects.get(plan=plan, first=Month(2026, number)) for number in (11, 12))
    action = plan.actions.get(ref="1.1.2")
    browser.go(f"/ashmere/months/{november.pk}/correct/{action.pk}/")
    browser.page.locator("[name=complete][value=yes]").check()
    browser.fill(completed_on="27/11/2026")
    browser.press("Put it aside for the next version")
    browser.fill(reason="The minutes show that it was adopted in November.")
    browser.press("Close the next version")
    assert [each.version for each in november.snapshots.all()] == [1, 2], browser.text()
    browser.go(f"/ashmere/months/{december.pk}/correct/")
    browser.fill(reason="November was corrected.")
    browser.press("Close the next version")
    assert [each.version for each in december.snapshots.all()] == [1, 2], browser.text()
    assert breaks(value_of(each) for each in Snapshot.objects.filter(period__plan=plan)) == ()


def follow_it(browser, cast, plan):
    """Next year's plan carries the survey on, with its lineage; then what became of every action is recorded."""
    browser.sign_in(cast["officer"])
    page = browser.page
    survey = plan.actions.get(ref="1.1.3")
    browser.go(f"/ashmere/plans/{plan.pk}/next/")
    browser.fill(title="Improvement Plan 2027/28", code="IP27")
    for each in page.locator("[name=carried]").all():
        each.set_checked(each.get_attribute("value") == str(survey.pk))
    browser.press("Make the plan")
    following = Plan.objects.get(code="IP27")
    assert following.previous == plan
    assert [each.carried_from for each in following.actions.all()] == [survey]
    browser.go(f"/ashmere/plans/{plan.pk}/year-end/")
    for each in plan.actions.all():
        page.locator(f"[name=outcome_{each.pk}]").select_option(
            "carried to the next plan" if each == survey else "completed"
        )
    browser.press("Record")
    browser.press("Close the plan")
    plan.refresh_from_db()
    assert plan.state == PlanState.CLOSED, browser.text()
