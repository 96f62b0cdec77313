"""
A real server on a real file, with clients that write down what was acknowledged, and a judge.

The judge reads two things only: what the clients noted after each answer, and the database.
"""

import http.client
import os
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from scripts.postgres import free_port

ROOT = Path(__file__).resolve().parents[2]
CSRF = "a" * 32
START_SECONDS = 300
PEOPLE = """
import sys
from django.contrib.auth import SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY
from accounts.sessions import SessionStore
from config.sessions import BEGAN, SEEN
from tests.factories import UserFactory, PainEntryFactory
import time
for number in range(%d):
    person = UserFactory(username=f"client{number}")
    PainEntryFactory(user=person, score=1)
    session = SessionStore()
    session.update({SESSION_KEY: str(person.pk), HASH_SESSION_KEY: person.get_session_auth_hash()})
    session.update({BACKEND_SESSION_KEY: "accounts.backends.ByNameOrAddress"})
    session.update({BEGAN: int(time.time()), SEEN: int(time.time())})
    session.save()
    print(session.session_key)
"""


@dataclass
class Answer:
    status: int
    location: str
    body: str


@dataclass
class Server:
    """Gunicorn with production settings, and the log-ins of its people."""

    folder: Path
    database: str
    port: int = field(default_factory=free_port)
    sessions: list[str] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if key not in {"DEBUG", "DJANGO_SETTINGS_MODULE"}}
        ours = {
            "STATE_DIR": str(self.folder),
            "DATABASE_URL": self.database,
            "SECRET_KEY": "q7" * 30,
            "BEHIND_PROXY": "1",
            "BIND": f"127.0.0.1:{self.port}",
        }
        return kept | ours | {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(ROOT)}

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.check_output(
            command, cwd=ROOT, env=self.environment, text=True, stderr=subprocess.PIPE, umask=0o077
        )

    def prepare(self, people: int) -> None:
        self.manage("migrate", "--verbosity", "0")
        self.manage("createcachetable")
        self.manage("collectstatic", "--noinput", "--verbosity", "0")
        self.sessions = self.manage("shell", "--verbosity", "0", "-c", PEOPLE % people).split()[-people:]

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py"]
        with (self.folder / "server.log").open("a") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        self.wait()

    def wait(self) -> float:
        """Wait until it answers, and return how long that took. [s]"""
        begun = time.monotonic()
        while time.monotonic() < begun + START_SECONDS:
            try:
                if self.ask(0, "GET", "/healthz").status == 200:
                    return time.monotonic() - begun
            except OSError:
                time.sleep(0.1)
        raise AssertionError((self.folder / "server.log").read_text()[-2000:])

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=120)

    def workers(self) -> list[int]:
        assert self.process
        listing = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in listing.split()]

    def kill_workers(self, count: int) -> int:
        """Kill so many of its workers, the oldest first, and return how many there were to kill."""
        killed = self.workers()[:count]
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        return len(killed)

    def ask(self, person: int, method: str, path: str, form: dict[str, str] | None = None) -> Answer:
        """Send one request as this person; raises OSError when the answer is lost."""
        host = f"127.0.0.1:{self.port}"
        cookies = f"__Host-csrftoken={CSRF}; __Host-sessionid={self.sessions[person] if self.sessions else ''}"
        headers = {"Cookie": cookies, "X-Forwarded-Proto": "https", "Origin": f"https://{host}", "Host": host}
        body = urlencode({"csrfmiddlewaretoken": CSRF, **form}) if form is not None else None
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as line:
            try:
                line.request(method, path, body, headers)
                answer = line.getresponse()
                text = answer.read().decode(errors="replace")  # a PDF is no text
            except http.client.HTTPException as error:
                raise ConnectionError(str(error)) from None
            return Answer(answer.status, answer.headers.get("Location", ""), text)

    def insist(self, person: int, path: str, form: dict[str, str], seconds: float = 60) -> Answer:
        """Send a form until it is answered with success, as a browser with a patient person would."""
        until, answer = time.monotonic() + seconds, None
        while time.monotonic() < until:
            try:
                answer = self.ask(person, "POST", path, form)
                if answer.status == 303:
                    return answer
            except OSError:
                pass
            time.sleep(0.05)
        raise AssertionError(f"no success in {seconds} s: {answer}")


def new_operation() -> str:
    return str(uuid.uuid4())


@contextmanager
def serving(folder: Path, database: str = "", people: int = 2) -> Iterator[Server]:
    folder.chmod(0o700)
    server = Server(folder, database or f"sqlite:///{folder / 'diary.sqlite3'}")
    server.prepare(people)
    server.start()
    try:
        yield server
    finally:
        server.stop()


class Judge:
    """What the database holds, read without any of our code."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def column(self, query: str, *given: object) -> list[object]:
        with closing(sqlite3.connect(self.file, timeout=20)) as opened:
            return [row[0] for row in opened.execute(query, given)]

    def operations(self) -> list[str]:
        return [str(uuid.UUID(str(each))) for each in self.column("SELECT id FROM diary_operation")]

    def saved(self) -> list[str]:
        """Return the operation of each pain entry that was saved by one, once for each row."""
        query = "SELECT operation_id FROM diary_revision JOIN diary_painentry ON diary_painentry.id = entry_id"
        return [str(uuid.UUID(str(each))) for each in self.column(f"{query} WHERE before IS NULL")]

    def is_sound(self) -> bool:
        return self.column("PRAGMA integrity_check") == ["ok"] and self.column("PRAGMA foreign_key_check") == []
