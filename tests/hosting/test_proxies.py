"""Caddy and nginx as the guide writes them, in front of the server as its unit starts it (A5, A8, W2, W9)."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from allauth.mfa.totp.internal import auth as totp

from config.logging import FACTS
from tests.faults.server import free_port
from tests.hosting import guide
from tests.hosting.proxies import NAME, PROXIES, Proxy, Visitor

pytestmark = pytest.mark.slow
DAY = "2026-11-22"
PASSWORD = "seven quiet lanterns"
MARKERS = ("jasmine", "turmeric", "127.0.0.7", PASSWORD)  # who writes, what about, from where, and by what word
START_SECONDS = 120


@dataclass
class Diary:
    """The server of the guide's unit, with what the guide's `.env` says."""

    folder: Path
    port: int = field(default_factory=free_port)

    @property
    def environment(self) -> dict[str, str]:
        said = dict(re.findall(r"^([A-Z_]+)=(.*)$", guide.block("STATE_DIR="), re.MULTILINE))
        kept = {name: value for name, value in os.environ.items() if name not in guide.settings_named() | {"DEBUG"}}
        ours = {"STATE_DIR": str(self.folder), "BIND": f"127.0.0.1:{self.port}"}
        return kept | said | ours | {"DJANGO_SETTINGS_MODULE": "config.settings"}

    def manage(self, *arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=guide.ROOT, env=self.environment, check=True, capture_output=True, umask=0o077)

    @contextmanager
    def running(self) -> Iterator["Diary"]:
        command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py"]
        with (self.folder / "journal").open("a") as journal:
            process = subprocess.Popen(command, cwd=guide.ROOT, env=self.environment, stdout=journal, stderr=journal)
        try:
            self._wait()
            yield self
        finally:
            process.terminate()
            process.wait(timeout=120)

    def _wait(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            try:
                return HTTPConnection("127.0.0.1", self.port).connect()
            except OSError:
                time.sleep(0.1)
        raise AssertionError((self.folder / "journal").read_text()[-3000:])


@pytest.fixture(scope="module")
def diary(tmp_path_factory) -> Iterator[Diary]:
    folder = tmp_path_factory.mktemp("hosted")
    folder.chmod(0o700)
    hosted = Diary(folder)
    hosted.manage("migrate", "--verbosity", "0")
    hosted.manage("createcachetable")
    hosted.manage("collectstatic", "--noinput", "--verbosity", "0")
    with hosted.running():
        yield hosted


@pytest.fixture(scope="module", params=PROXIES)
def proxy(request, diary) -> Iterator[Proxy]:
    with PROXIES[request.param](diary.port) as running:
        yield running


@pytest.fixture(scope="module")
def walked(proxy) -> tuple[Visitor, list[str]]:
    """Sign up from one address, set up the second step that an open site asks for, agree, and save an entry."""
    visitor = Visitor(proxy.secure, source="127.0.0.7")
    form = visitor.get("/accounts/signup/").hidden()
    name = f"jasmine-{proxy.secure}"
    assert visitor.post("/accounts/signup/", {**form, "username": name, "password1": PASSWORD}).status == 302
    assert visitor.get(f"/day/{DAY}/").location == "/accounts/2fa/"
    page = visitor.get("/accounts/2fa/totp/activate/")
    secret = re.findall(r"\b[A-Z2-7]{32}\b", page.text)[0]
    code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    assert visitor.post("/accounts/2fa/totp/activate/", {**page.hidden(), "code": code}).status == 302
    spare = re.findall(r"\b[0-9a-f]{8,10}\b", visitor.get("/accounts/2fa/recovery-codes/").text)
    agree = visitor.get("/consent/").hidden("/consent/")
    assert visitor.post("/consent/", {**agree, "agrees": "on"}).status == 303
    form = visitor.get(f"/day/{DAY}/").hidden(f"/pain/add/{DAY}/")
    assert visitor.post(f"/pain/add/{DAY}/", {**form, "score": "7", "note": "after turmeric"}).status == 303
    return visitor, [name, *spare]


def test_a_diary_is_kept_through_the_proxy(walked):
    visitor, _ = walked
    assert 'href="/pain/' in visitor.get(f"/day/{DAY}/").text


def test_logging_in_again_asks_for_the_password_and_the_second_step(proxy, walked):
    name, *spare = walked[1]
    again = Visitor(proxy.secure, source="127.0.0.7")
    form = again.get("/accounts/login/").hidden()
    asked = again.post("/accounts/login/", {**form, "login": name, "password": PASSWORD})
    assert asked.location == "/accounts/2fa/authenticate/"
    step = again.get(asked.location)
    assert again.post(asked.location, {**step.hidden(asked.location), "code": spare[0]}).status == 302
    assert again.get(f"/day/{DAY}/").status == 200


def test_cookies_are_for_https_and_this_name_alone(proxy):
    page = Visitor(proxy.secure).get("/accounts/login/")
    given = {name: morsel for each in page.headers.get_all("Set-Cookie") for name, morsel in SimpleCookie(each).items()}
    assert set(given) == {"__Host-csrftoken"}
    assert all(
        (morsel["secure"], morsel["httponly"], morsel["domain"]) == (True, True, "") for morsel in given.values()
    )


def test_what_the_server_says_about_itself_arrives(proxy):
    page = Visitor(proxy.secure).get("/")
    assert page.status == 200
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers.get_all("Referrer-Policy") == ["no-referrer"]


def test_style_and_scripts_arrive_and_are_kept_by_browsers(proxy):
    visitor = Visitor(proxy.secure)
    files = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', visitor.get("/").text)
    assert files
    answers = [visitor.get(each) for each in files]
    assert {(answer.status, "immutable" in answer.headers["Cache-Control"]) for answer in answers} == {(200, True)}


def test_whoever_comes_without_https_is_sent_to_it(proxy):
    line = HTTPConnection("127.0.0.1", proxy.plain, timeout=60)
    line.request("GET", "/accounts/login/", headers={"Host": NAME})
    answer = line.getresponse()
    assert answer.status in {301, 308}
    assert answer.headers["Location"] == f"https://{NAME}/accounts/login/"


def test_tries_are_counted_by_the_address_they_come_from_whatever_they_claim(proxy):
    network = f"127.0.{proxy.secure % 200 + 1}"  # of this proxy's own visitors
    stranger, other = (Visitor(proxy.secure, source=f"{network}.{number}") for number in (8, 9))
    form = stranger.get("/accounts/signup/").hidden()
    sent = [stranger.post("/accounts/signup/", {**form, "username": "x"}).status for _ in range(25)]
    assert (sent[0], sent[-1]) == (200, 429)
    claiming = stranger.get("/accounts/signup/", **{"X-Forwarded-For": "198.51.100.7"}).hidden()
    assert stranger.post("/accounts/signup/", {**claiming, "username": "x"}).status == 429
    form = other.get("/accounts/signup/").hidden()
    assert other.post("/accounts/signup/", {**form, "username": "x"}).status == 200


def test_the_health_page_says_when_the_database_is_away(proxy, diary):
    visitor, file = Visitor(proxy.secure), diary.folder / "sunplate.sqlite3"
    assert visitor.get("/healthz").status == 200
    file.rename(diary.folder / "away")
    try:
        assert visitor.get("/healthz").status == 503
    finally:
        (diary.folder / "away").rename(file)
    assert visitor.get("/healthz").status == 200


def test_the_journal_holds_no_health_data_and_no_addresses(diary, walked):
    walked[0].get("/foods/?q=turmeric")
    journal = (diary.folder / "journal").read_text()
    lines = [json.loads(line) for line in journal.splitlines() if line.startswith("{")]
    assert {"request"} <= {line["event"] for line in lines}
    assert all(set(line) <= {"time", "level", "event", "error", "at", *FACTS} for line in lines)
    assert [marker for marker in MARKERS if marker in journal] == []


def test_a_proxy_writes_down_nothing_of_what_somebody_looked_for(proxy, walked):
    assert walked[0].get("/foods/?q=turmeric").status == 200
    assert [marker for marker in MARKERS if marker in proxy.log] == []


@pytest.mark.parametrize("start", PROXIES.values(), ids=PROXIES)
def test_nor_while_the_diary_is_down(start):
    with start(free_port()) as lost:
        assert Visitor(lost.secure, source="127.0.0.7").get("/foods/?q=turmeric").status == 502
        assert [marker for marker in MARKERS if marker in lost.log] == []
