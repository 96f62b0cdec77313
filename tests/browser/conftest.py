"""
A real server on a real file, and a real browser in front of it.

The site of these tests is a process of its own with its own database, foods and demo person, made once for the session;
each test signs up somebody new, so none sees another's diary. Nothing here may reach another host.
"""

import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
START_SECONDS = 60
PASSWORD = "a kitchen notebook"
DEMO_DAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Site:
    """Where the server listens, and how to run a management command on its database."""

    url: str
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[Site]:
    state = tmp_path_factory.mktemp("site")
    port = free_port()
    environment = {
        **os.environ,
        "DEBUG": "1",
        "STATE_DIR": str(state),
        "DATABASE_URL": f"sqlite:///{state / 'site.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    site = Site(f"http://127.0.0.1:{port}", environment)
    site.manage("migrate", "--verbosity", "0")
    site.manage("load_foods")
    site.manage("seed_demo", "--username", "demo", "--days", "90", "--last", DEMO_DAY.isoformat())
    gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    log = (state / "server.log").open("w")
    server = subprocess.Popen(gunicorn, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for(site.url + "/healthz", state / "server.log")
        yield site
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with urlopen(url, timeout=2) as answer:
                assert answer.status == 200
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"the site did not start:\n{log.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


class Visit:
    """A browser window that notices what must never happen: script errors, policy reports, other hosts."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.page: Page = context.new_page()
        self.site = site
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
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
def open_window(browser: Browser, site: Site):
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
        context.set_default_timeout(10_000)
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
    """Make a new account by the form; returns the name. Ends on the welcome page."""
    name = f"person-{uuid.uuid4().hex[:10]}"
    page = visit.go("/accounts/signup/")
    page.fill("input[name=username]", name)
    page.fill("input[name=password1]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/welcome/**")
    return name
