"""One month's report through its whole public life, in the browser, without script: closed, written about, signed,
approved, heard, minuted, published, asked about, answered, and printed in the next report.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from fingerpost.changes.models import ChangeRequest
from fingerpost.circulation.models import Circulation
from fingerpost.committee.models import CommitteeReport
from fingerpost.hearings.models import Hearing
from fingerpost.meetings.models import Body, Meeting
from fingerpost.monitoring.models import Period
from fingerpost.rules.changes import RequestState
from fingerpost.rules.roles import Role
from fingerpost.scrutiny.models import Request
from tests import build
from tests.web.changes.asking import submitted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOME = "/harrow-vale"
MINUTE = "112/26"


def at(month, day, hour=10):
    return datetime(2026, month, day, hour, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def living(transactional_db):
    """Harrow Vale with February open, a request for a new date of 3.1.2, and Cabinet about to meet."""
    world = build.world()
    world.solicitor = build.person(world.council, "Felix Ames", Role.FINANCE_AND_LEGAL, post="Solicitor")
    world.cabinet = Meeting.objects.create(
        body=Body.objects.get(council=world.council, name="Cabinet"), day=date(2026, 3, 18)
    )
    Meeting.objects.create(
        body=Body.objects.get(council=world.council, name="Overview and Scrutiny Committee"),
        day=date(2026, 4, 9),
    )
    world.request = submitted(world)
    return world


def test_a_month_goes_from_closing_to_the_answer_in_the_next_report(browser, living, settings):
    settings.FIXED_NOW = at(3, 9)
    close_and_issue(browser, living)
    report = write_the_committee_report(browser, living)
    put_it_before_cabinet(browser, living, report)
    sign_approve_and_issue(browser, living, report)
    send_it_round(browser, living)
    publish_under_embargo(browser, living, settings)
    settings.FIXED_NOW = at(3, 19)
    record_the_minute(browser, living, report)
    asked = ask_and_answer(browser, living, settings)
    close_march_and_read(browser, living, settings, asked)


def close_and_issue(browser, world):
    browser.sign_in(world.officer)
    browser.go(f"{HOME}/months/{world.period.pk}/close/")
    for box in browser.page.locator("[name^='reason ']").all():
        box.fill("Known to the performance team.")
    browser.press("Close February 2026")
    world.period.refresh_from_db()
    assert not world.period.is_open, browser.text()
    browser.go(f"{HOME}/reports/{world.period.pk}/")
    browser.press("Issue this report")


def write_the_committee_report(browser, world):
    browser.go(f"{HOME}/committee/")
    browser.page.locator("[name=of]").select_option(f"month {world.period.pk}")
    browser.press("Start the report")
    report = CommitteeReport.objects.get()
    browser.go(f"{HOME}/committee/{report.pk}/front/")
    browser.fill(wards="All wards.")
    browser.press("Save")
    for part in report.parts.order_by("place"):
        browser.go(f"{HOME}/committee/part/{part.pk}/")
        box = browser.page.locator("[name=text]")
        if not box.input_value().strip():
            box.fill("None.")
        browser.press("Save")
        assert "There is a problem" not in browser.text(), browser.text()
    return report


def put_it_before_cabinet(browser, world, report):
    browser.go(f"{HOME}/hearings/report/{report.pk}/add/")
    browser.page.locator("[name=meeting]").select_option(str(world.cabinet.pk))
    browser.choose("requests", world.request.pk)
    browser.submit()
    assert Hearing.objects.get().meeting == world.cabinet, browser.text()


def sign_approve_and_issue(browser, world, report):
    browser.go(f"{HOME}/committee/{report.pk}/")
    browser.press("Send for sign-off")
    assert "in sign-off" in browser.text().lower(), browser.text()
    for signs in (world.officer, world.solicitor):
        browser.sign_in(signs)
        browser.go(f"{HOME}/committee/{report.pk}/")
        addresses = [
            each.get_attribute("href")
            for each in browser.page.get_by_role("link", name="Read and sign off").all()
        ]
        for address in addresses:
            browser.go(address)
            browser.press("Sign off")
    browser.sign_in(world.cmt)
    browser.go(f"{HOME}/committee/{report.pk}/")
    browser.press("Approve the report")
    browser.sign_in(world.officer)
    browser.go(f"{HOME}/committee/{report.pk}/")
    browser.press("Issue the report")
    report.refresh_from_db()
    assert report.state == "issued", browser.text()


def send_it_round(browser, world):
    browser.go(f"{HOME}/circulation/lists/add/")
    browser.fill(name="Cabinet members")
    browser.choose("people", world.portfolio_holder.pk)
    browser.submit()
    browser.go(f"{HOME}/circulation/committee/{CommitteeReport.objects.get().pk}/")
    browser.page.locator("[name=to]").select_option(label="Cabinet members")
    browser.choose("formats", "pdf")
    browser.press("See who would get what")
    assert "Petra Quince" in browser.text()
    browser.press("Send it")
    assert Circulation.objects.count() == 1, browser.text()


def publish_under_embargo(browser, world, settings):
    issued = world.period.snapshots.get().reports.get()
    browser.go(f"{HOME}/publication/report/{issued.pk}/")
    browser.choose("when", "later")
    browser.fill(day="10/3/2026", time="9am")
    browser.press("Publish")
    browser.sign_out()
    page = "/public/harrow-vale/ip25/2026-02/"
    settings.FIXED_NOW = at(3, 10, 8)
    assert browser.context.request.get(page).status == 404
    settings.FIXED_NOW = at(3, 10, 9)
    browser.go(page)
    assert "February 2026" in browser.text()
    assert "3.1.1" in browser.text()
    assert not browser.context.cookies()


def record_the_minute(browser, world, report):
    browser.sign_in(world.democratic)
    browser.go(f"{HOME}/hearings/minute/{world.cabinet.pk}/")
    item = Hearing.objects.get(report=report)
    mine = f"item{item.pk}-"
    browser.choose(f"{mine}outcome", "approved")
    assert browser.page.locator(f"[name={mine}resolution]").input_value().strip()
    browser.fill(**{f"{mine}minute": MINUTE})
    browser.page.locator(f"[name={mine}request_{world.request.pk}]").select_option("approve")
    browser.press("Record the minute")
    item.refresh_from_db()
    assert (item.outcome, item.minute) == ("approved", MINUTE), browser.text()
    browser.go(f"{HOME}/meetings/{world.cabinet.pk}/")
    form = browser.page.locator("form[action$='/decisions/']")
    form.locator("xpath=ancestor::details/summary").click()
    form.locator("input[type=text]").fill("19/3/2026")
    form.locator("button").click()


def ask_and_answer(browser, world, settings):
    browser.sign_in(world.member)
    browser.go(f"{HOME}/scrutiny/ask/")
    browser.choose("kind", "question")
    browser.fill(words="When will the homes contract be let?")
    browser.page.locator("[name=about]").select_option(label=str(world.action("3.1.1")))
    browser.press("Ask")
    asked = Request.objects.get()
    assert asked.action == world.action("3.1.1"), browser.text()
    settings.FIXED_NOW = at(3, 25)
    browser.sign_in(asked.owner)
    browser.go(f"{HOME}/scrutiny/{asked.pk}/")
    browser.choose("to", "answered")
    browser.fill(words="By the end of April, once the bids are in.")
    browser.press("Keep it")
    asked.refresh_from_db()
    assert asked.state == "answered", browser.text()
    return asked


def close_march_and_read(browser, world, settings, asked):
    settings.FIXED_NOW = at(4, 9)
    browser.sign_in(world.officer)
    request = ChangeRequest.objects.get()
    put_decision_into_force(browser, world)
    request.refresh_from_db()
    assert (request.state, request.decision["minute"]) == (RequestState.APPROVED, MINUTE)
    browser.go(f"{HOME}/months/open/{world.plan.pk}/")
    browser.submit()
    march = Period.objects.get(closed_at=None)
    browser.go(f"{HOME}/months/{march.pk}/close/")
    for box in browser.page.locator("[name^='reason ']").all():
        box.fill("Known to the performance team.")
    browser.press("Close March 2026")
    browser.go(f"{HOME}/reports/{march.pk}/")
    browser.press("Issue this report")
    browser.go(f"{HOME}/reports/{march.pk}/")
    text = browser.text()
    assert "When will the homes contract be let?" in text
    assert "By the end of April, once the bids are in." in text
    assert MINUTE in text
    browser.go(f"{HOME}/committee/")
    browser.page.locator("[name=of]").select_option(f"month {march.pk}")
    browser.press("Start the report")
    assert CommitteeReport.objects.filter(period=march, wards="All wards.").exists(), browser.text()


def put_decision_into_force(browser, world):
    """Where decisions wait for call-in, the last day to call it in has passed."""
    browser.go(f"{HOME}/meetings/{world.cabinet.pk}/")
    browser.go(f"{HOME}/hearings/{Hearing.objects.first().pk}/")
    if browser.page.get_by_role("button", name="Put the decision into force").count():
        browser.press("Put the decision into force")
