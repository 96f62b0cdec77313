"""
A real server on a real file, and a real browser in front of it.

The site of these tests is a process of its own with its own database, foods and demo person, made once for the session;
each test signs up somebody new, so none sees another's diary. Nothing here may reach another host.
"""

import uuid
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from scripts.local_site import LocalSite, prepared, running

CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
PASSWORD = "a kitchen notebook"
DEMO_DAY = date(2026, 11, 22)
PATIENCE_MS = 60_000  # how long a busy machine may take; only a failure waits that long
expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[LocalSite]:
    made = prepared(tmp_path_factory.mktemp("site"), DJANGO_SETTINGS_MODULE="tests.browser.settings", DEBUG="1")
    made.manage("seed_demo", "--username", "demo", "--days", "90", "--last", DEMO_DAY.isoformat())
    with running(made, "--threads", "4") as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def addresses(site) -> dict[str, str]:
    """The address of every route, leading to a row of the full diary where it needs one."""
    from tests.browser.pages import made_addresses

    return made_addresses(site)


class Visit:
    """A browser window that notices what must never happen: script errors, policy reports, other hosts."""

    def __init__(self, context: BrowserContext, site: LocalSite) -> None:
        self.page: Page = context.new_page()
        self.site = site
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(f"script error on {self.page.url}: {error}"))
        self.page.on("console", self._hear)
        self.page.on("request", self._see)
        self.page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))

    def _hear(self, message) -> None:
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            self.complaints.append(f"policy: {message.text}")

    def _see(self, request) -> None:
        if not request.url.startswith((self.site.url, "data:", "blob:")):
            self.complaints.append(f"another host: {request.url}")

    def go(self, path: str) -> Page:
        self.page.goto(self.site.url + path)
        return self.page


@pytest.fixture
def open_window(browser: Browser, site: LocalSite):
    """Open a window of a width and theme; at the end, nothing may have been complained about."""
    visits: list[tuple[BrowserContext, Visit]] = []

    def opened(viewport=PHONE, theme="light", **options) -> Visit:
        context = browser.new_context(
            viewport=viewport,
            color_scheme=theme,
            timezone_id="Europe/London",
            locale="en-GB",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE_MS)
        visit = Visit(context, site)
        visits.append((context, visit))
        return visit

    yield opened
    for context, visit in visits:
        context.close()
        assert visit.complaints == []


@pytest.fixture
def phone(open_window) -> Visit:
    return open_window(PHONE)


@pytest.fixture
def desktop(open_window) -> Visit:
    return open_window(DESKTOP)


def log_in(visit: Visit, username: str, password: str) -> None:
    page = visit.go("/accounts/login/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_url("**/day/**")


def log_in_as_demo(visit: Visit) -> None:
    log_in(visit, "demo", "a sunny plate")


def sign_up(visit: Visit) -> str:
    """Make a new account by the form and agree to what it asks; returns the name. Ends on the first welcome page."""
    name = f"person-{uuid.uuid4().hex[:10]}"
    page = visit.go("/accounts/signup/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password1]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/consent/**")
    page.get_by_label("I agree").check()
    page.get_by_role("button", name="Begin my diary").click()
    page.wait_for_url("**/welcome/**")
    return name
