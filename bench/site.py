"""A temporary site to measure: its database, its people, its gunicorn."""

import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection
from pathlib import Path

from scripts.local_site import prepared, running

LAST_DAY = date(2026, 11, 22)
WORKERS = 2
PEOPLE = {"one": 365, "ten": 3_650}
MAKE_SESSIONS = """
import time
from types import SimpleNamespace
from allauth.account.internal.flows.login import record_authentication
from config.sessions import BEGAN, SEEN
from django.contrib.auth import SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY
from accounts.sessions import SessionStore
from accounts.models import User
for user in User.objects.all():
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "accounts.backends.ByNameOrAddress"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[BEGAN] = session[SEEN] = int(time.time())
    record_authentication(SimpleNamespace(session=session), user, "password")
    session.create()
    print(user.username, session.session_key)
"""


@dataclass(frozen=True)
class Answer:
    status: int
    seconds: float
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Site:
    """Where it listens, who is logged in with which session, and its processes."""

    port: int
    sessions: Mapping[str, str]
    pid: int

    def ask(self, person: str, path: str, form: str | None = None, *, htmx: bool = False) -> Answer:
        """Send one request as that person and time it until the last byte."""
        csrf = "c" * 32
        headers = {
            "Cookie": f"__Host-sessionid={self.sessions[person]}; __Host-csrftoken={csrf}",
            "Accept-Encoding": "identity",
            "Host": "127.0.0.1",
            "X-Forwarded-Proto": "https",
            **({"HX-Request": "true"} if htmx else {}),
        }
        if form is not None:
            headers |= {
                "X-CSRFToken": csrf,
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": "https://127.0.0.1/",
            }
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        begun = time.perf_counter()
        connection.request("GET" if form is None else "POST", path, form, headers)
        response = connection.getresponse()
        body = response.read()
        seconds = time.perf_counter() - begun
        connection.close()
        return Answer(response.status, seconds, body, dict(response.getheaders()))

    def memory_mb(self) -> float:
        """Return the resident memory of the largest worker. [MB]"""
        workers = subprocess.run(["pgrep", "-P", str(self.pid)], capture_output=True, text=True, check=True)  # noqa: S607
        return max(_resident_mb(int(pid)) for pid in workers.stdout.split())


def _resident_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


@contextmanager
def running_site() -> Iterator[Site]:
    """Make the site with its people, start it with production settings, and take it down again."""
    with tempfile.TemporaryDirectory() as folder:
        site = prepared(Path(folder), DJANGO_SETTINGS_MODULE="bench.settings", DEBUG="0", BEHIND_PROXY="1")
        site.manage("collectstatic", "--noinput", "--verbosity", "0")
        for name, days in PEOPLE.items():
            print(f"Writing {days} days for {name} …", flush=True)
            site.manage("seed_demo", "--username", name, "--days", str(days), "--last", LAST_DAY.isoformat())
        sessions = site.manage("shell", "--no-imports", "-c", MAKE_SESSIONS).splitlines()
        with running(
            site, "--config", "config/gunicorn.py", "--workers", str(WORKERS), "--log-level", "error"
        ) as served:
            yield Site(served.port, dict(line.split() for line in sessions), served.pid)  # type: ignore[misc]
