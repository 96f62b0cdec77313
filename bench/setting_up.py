"""How long it takes from a bare clone to the first page, with whatever packages the machine has cached."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from scripts.local_site import ROOT, free_port

PATIENCE_S = 300


def seconds_to_the_first_page() -> float | None:
    """Clone what is committed, run `make run`, and wait for the front page; None if it never comes."""
    with tempfile.TemporaryDirectory() as folder:
        clone, port = Path(folder) / "sunplate", free_port()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)  # noqa: S607
        command = ["make", "run", f"PORT={port}", f"PYTHON={sys._base_executable}"]  # type: ignore[attr-defined]
        begun = time.monotonic()
        with (Path(folder) / "log").open("w") as log:
            running = subprocess.Popen(
                command, cwd=clone, env=_bare(), stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
        try:
            return time.monotonic() - begun if _answers(port, begun + PATIENCE_S, running) else None
        finally:
            os.killpg(running.pid, signal.SIGTERM)
            running.wait(timeout=30)


def _bare() -> dict[str, str]:
    """The environment without what this run set for its own site."""
    ours = {"STATE_DIR", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DEBUG", "BEHIND_PROXY", "VIRTUAL_ENV"}
    return {name: value for name, value in os.environ.items() if name not in ours}


def _answers(port: int, until: float, running: "subprocess.Popen[bytes]") -> bool:
    while time.monotonic() < until and running.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                return bool(page.status == 200)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False
