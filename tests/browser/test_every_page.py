"""Every page there is, in a real browser: found by anybody, on a narrow screen, with script and without.

The pages are found by walking the addresses of the whole application, as for the test that keeps councils apart,
so that a new page is tested, or fails the test. A page that answers otherwise than with a page stands in
`pages.NO_PAGES`, with the reason; one that needs the plan or the month in another state stands in `STATES`.
"""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver, reverse
from playwright.sync_api import Error as PlaywrightError

from fingerpost.plans.models import PlanState
from fingerpost.publication.operations import publish_report
from fingerpost.publication.static_site import answers
from fingerpost.rules.roles import Role
from tests import build
from tests.web.page_keys import KEYS, Things
from tests.web.pages import NO_PAGES, PAGES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
NARROW = {"width": 320, "height": 640}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN_AXE = """tags => axe.run(document, { runOnly: tags, rules: { region: { enabled: false } }, resultTypes: ['violations'] }).then(
    found => found.violations.map(each => each.id + ': ' + each.nodes.map(node => node.html.slice(0, 160)).join(' | ')))"""
WIDER = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] : [...document.querySelectorAll('body *')]
    .filter(each => each.getBoundingClientRect().right > window.innerWidth + 1)
    .slice(0, 3).map(each => each.tagName + '.' + each.className)"""

STATES = {
    "circulation:send_month": "closed",
    "committee:arrange": "closed",
    "committee:consulted": "closed",
    "committee:consultee": "closed",
    "committee:differences": "closed",
    "committee:fields": "closed",
    "committee:front": "closed",
    "committee:part": "closed",
    "committee:preview": "closed",
    "committee:report": "closed",
    "committee:sign": "closed",
    "insight:action": "closed",
    "insight:overview": "closed",
    "insight:question": "closed",
    "insight:report": "closed",
    "issuing:version": "closed",
    "monitoring:correct": "closed",
    "monitoring:correct_action": "closed",
    "monitoring:frozen": "closed",
    "monitoring:since": "closed",
    "publishing:edition": "closed",
    "publishing:edition_preview": "closed",
    "publishing:paper_time": "closed",
    "publishing:preview": "closed",
    "publishing:publish": "closed",
    "publishing:publish_paper": "closed",
    "publishing:redact": "closed",
    "publishing:time": "closed",
    "publishing:withdraw": "closed",
    "publishing:withdraw_file": "closed",
    "publishing:withdraw_paper": "closed",
    "scrutiny:bulletin": "closed",
    "scrutiny:statement": "closed",
    "plans:approve": "in consultation",
    "plans:edit_action": "draft",
    "plans:edit_section": "draft",
    "plans:live": "approved",
    "plans:move_section": "draft",
    "plans:new_action": "draft",
    "plans:new_section": "draft",
    "plans:opening": "draft",
    "plans:settings": "draft",
    "plans:workbook_in": "draft",
}
"""What a page needs: the month "closed", or the plan in another state than live; else it is live and the month open."""

FIRST = ["committee:template", "committee:template_preview", "publishing:publish_paper"]
"""Pages that are looked at before a committee report is issued as a bare row, or published."""

OUTSIDE = ["govuk:accessibility", "govuk:privacy", "govuk:cookies", "govuk:components", "account_login", "account_reset_password"]  # fmt: skip
"""Pages of no council, seen by whoever is not signed in."""

OWN = ["account", "account_sessions", "account_reauthenticate", "mfa_index", "account_logout"]
"""Pages of one's own account."""


@pytest.fixture
def visitor(chromium, live_server, settings):
    settings.FIXED_NOW = build.NOW
    cache.clear()
    return Visitor(chromium, live_server.url)


class Visitor:
    """Two narrow windows, one with script and one without, in which one looks at pages."""

    def __init__(self, browser, site):
        self.site = site
        self.scripted = browser.new_context(viewport=NARROW, bypass_csp=False)
        self.plain = browser.new_context(viewport=NARROW, java_script_enabled=False)
        self.scripted.add_init_script(AXE)
        self.pages = [self.scripted.new_page(), self.plain.new_page()]
        self.said = []
        for page in self.pages:
            page.on("console", self._note)
            page.on("pageerror", lambda problem: self.said.append(str(problem)))

    def _note(self, message):
        if message.type in ("error", "warning"):
            self.said.append(message.text)

    def sign_in(self, person):
        client = Client()
        client.force_login(person.user)
        name = django_settings.SESSION_COOKIE_NAME
        for context in (self.scripted, self.plain):
            context.clear_cookies()
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.site}])

    def problems(self, address, status=200):
        """What is wrong with a page, each as a sentence."""
        self.said.clear()
        scripted, plain = self.pages
        try:
            answer = scripted.goto(self.site + address, wait_until="load")
        except PlaywrightError as problem:
            return [f"is no page: {problem.message.splitlines()[0]}"]
        if answer.status != status or "text/html" not in answer.headers.get("content-type", ""):
            return [f"answers {answer.status} {answer.headers.get('content-type')}"]
        found = [f"axe, {each}" for each in scripted.evaluate(RUN_AXE, TAGS)]
        found += [f"wider than the screen: {each}" for each in scripted.evaluate(WIDER)]
        if not scripted.title().split(" – ")[0].strip():
            found.append("has no title")
        again = plain.goto(self.site + address, wait_until="load")
        if again.status != status or plain.locator("h1").count() != 1:
            found.append(f"without script: {again.status}, {plain.locator('h1').count()} h1")
        return found + [f"the browser says: {each}" for each in self.said if "status of" not in each]


def everybody(world):
    """Somebody with every role, so that every page opens."""
    return build.person(world.council, "Wanda Allroles", *(each for each in Role if each is not Role.PUBLIC))


def shown(state):
    """The pages that are looked at in a state, those first that need what others have not made or published yet."""
    found = [
        each
        for each in PAGES
        if "GET" in getattr(each.view, "methods", ("GET",))
        and each.name not in NO_PAGES
        and STATES.get(each.name, "open") == state
    ]
    return sorted(found, key=lambda each: each.name not in FIRST)


@pytest.mark.parametrize("state", ["open", *sorted(set(STATES.values()))])
def test_every_page_of_a_council(visitor, state):
    world = build.world(state=PlanState.LIVE if state in ("open", "closed") else PlanState(state))
    world.plan.opening = state == PlanState.DRAFT
    world.plan.save()
    if state == "closed":
        build.closed(world.period, world.officer)
    visitor.sign_in(everybody(world))
    things, wrong = _Once(world), {}
    for page in shown(state):
        keys = {name: getattr(made, "pk", made) for name, made in things.of(page.name).items()}
        address = reverse(page.name, kwargs={"council": world.council.slug, **keys})
        if found := visitor.problems(address):
            wrong[page.name] = found
    assert not wrong, "\n".join(f"{name}: {each}" for name, found in wrong.items() for each in found)


class _Once(Things):
    """The things of one council, each made once however many pages ask for it."""

    def __init__(self, world):
        super().__init__(world)
        self.made = {}

    def of(self, name):
        found = {}
        for key, make in KEYS.get(name, {}).items():
            if make not in self.made:
                self.made[make] = self.closed() if make is Things.closed else make(self)
            found[key] = self.made[make]
        return found

    def closed(self):
        return self.world.period


def test_the_start_page_of_each_role_and_the_pages_that_refuse(visitor):
    world = build.world()
    cast = (
        "administrator", "officer", "head", "lead", "cmt", "portfolio_holder", "member", "democratic", "auditor",
    )  # fmt: skip
    wrong = {}
    for who in cast:
        visitor.sign_in(getattr(world, who))
        wrong[who] = visitor.problems(reverse("start:start", kwargs={"council": world.council.slug}))
    visitor.sign_in(world.member)
    wrong["403"] = visitor.problems(reverse("people:settings", kwargs={"council": world.council.slug}), 403)
    wrong["404"] = visitor.problems(f"/{world.council.slug}/nothing/", 404)
    world.lead.user.set_password(build.PASSWORD)
    world.lead.user.save()
    visitor.sign_in(world.lead)
    for name in OWN:
        wrong[name] = visitor.problems(reverse(name))
    assert not any(wrong.values()), wrong


def test_the_pages_of_no_council(visitor):
    build.world()
    wrong = {name: visitor.problems(reverse(name)) for name in OUTSIDE}
    assert not any(wrong.values()), wrong


def test_every_exception_names_a_page_that_there_is():
    names = {each.name for each in PAGES}
    assert set(STATES) <= names
    assert set(NO_PAGES) <= names
    assert get_resolver()


def test_every_public_page(visitor):
    world = build.world()
    publish_report(report=build.issued(world), by=world.officer, at=build.NOW)
    wrong = {}
    for address, made in answers(build.NOW, council=world.council.slug):
        is_page = made.media_type.startswith("text/html") and "/files/" not in address
        if is_page and (found := visitor.problems(address)):
            wrong[address] = found
    assert not wrong, "\n".join(f"{address}: {each}" for address, found in wrong.items() for each in found)
    assert not visitor.scripted.cookies()
