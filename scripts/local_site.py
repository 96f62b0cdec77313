"""A site of its own in a temporary folder, on a free port: for browser tests, pictures and the benchmark."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 300


@dataclass(frozen=True)
class LocalSite:
    """Its environment, which names its settings, state folder and database; where it listens once it runs."""

    environment: Mapping[str, str]
    port: int
    pid: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def manage(self, *arguments: str) -> str:
        """Run a management command on this site and return what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=dict(self.environment), capture_output=True, text=True, check=False, timeout=600
        )
        if done.returncode:
            raise RuntimeError(f"manage.py {arguments[0]} failed:\n{done.stderr[-3000:]}")
        return done.stdout


def prepared(folder: Path, **environment: str) -> LocalSite:
    """Make a site in `folder` with its tables and foods; it does not run yet."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "STATE_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
    }
    site = LocalSite({**os.environ, **settings, **environment}, free_port())
    site.manage("migrate", "--verbosity", "0")
    site.manage("load_foods")
    return site


@contextmanager
def running(site: LocalSite, *gunicorn: str) -> Iterator[LocalSite]:
    """Serve it by gunicorn with these options until the end of the block."""
    log = Path(site.environment["STATE_DIR"]) / "server.log"
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{site.port}", *gunicorn]
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=dict(site.environment), stdout=out, stderr=subprocess.STDOUT)
    try:
        _wait(site.port, log)
        yield LocalSite(site.environment, site.port, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=120)


def _wait(port: int, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the site did not start:\n{log.read_text()[-3000:]}")
