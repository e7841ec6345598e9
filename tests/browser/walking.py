"""A browser without script in which one person after another is signed in, for journeys."""

from django.conf import settings as django_settings
from django.test import Client


class Browser:
    """Goes, fills, presses and reads as a person would; nothing of the page may go wrong."""

    def __init__(self, chromium, address):
        self.address = address
        self.context = chromium.new_context(java_script_enabled=False, base_url=address)
        self.context.set_default_timeout(30_000)
        self.page = self.context.new_page()

    def sign_in(self, person):
        client = Client()
        client.force_login(person.user)
        self.context.clear_cookies()
        value = client.cookies[django_settings.SESSION_COOKIE_NAME].value
        self.context.add_cookies(
            [{"name": django_settings.SESSION_COOKIE_NAME, "value": value, "url": self.address}]
        )

    def go(self, path):
        answer = self.page.goto(path)
        assert answer.ok, f"{path}: {answer.status}\n{self.page.inner_text('body')}"

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).first.click()
        assert "Something went wrong" not in self.page.inner_text("body")

    def submit(self):
        """Press the last button of the page's last form."""
        self.page.locator("main form").last.locator("button").last.click()
        assert "There is a problem" not in self.text(), self.text()

    def follow(self, name):
        self.page.get_by_role("link", name=name).first.click()

    def fill(self, **fields):
        for name, value in fields.items():
            self.page.locator(f"[name={name}]").first.fill(value)

    def text(self):
        return self.page.inner_text("main")

    def sign_out(self):
        self.context.clear_cookies()

    def choose(self, name, value):
        self.page.locator(f"[name={name}][value='{value}']").first.check()
