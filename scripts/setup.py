"""
Set Sunplate up from a bare clone: `python3 scripts/setup.py program|run|serve|tools|test|audit`.

Needs Python 3.11 and nothing else; uses only the standard library. Each step says what it does and is skipped when it
has been done, so a second call takes a moment.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "done"
DEBIAN_PACKAGES = {"chromium": "chromium", "pdftotext": "poppler-utils"}
QUIET_SECONDS = 2
OLDEST_PYTHON = (3, 11)


def main(goal: str) -> None:
    if sys.version_info < OLDEST_PYTHON:
        sys.exit("Sunplate needs Python 3.11 or newer; this is " + sys.version.split()[0])
    os.chdir(ROOT)
    make_environment()
    install("requirements.txt")
    if postgres_is_meant():
        install("requirements-postgres.txt")
    if goal in {"tools", "test", "audit"}:
        install("requirements-dev.txt")
    if goal == "audit":
        install("requirements-audit.txt")
    if goal == "test":
        install_debian_packages()
    if goal in {"run", "serve"}:
        prepare_database(debug=goal == "run")


def postgres_is_meant() -> bool:
    return database_url().startswith(("postgres", "pgsql"))


def database_url() -> str:
    """Return the address of the database from the environment, else from `.env`."""
    kept = ROOT / ".env"
    lines = kept.read_text().splitlines() if kept.exists() else []
    named = [line.partition("=")[2].strip("'\" ") for line in lines if line.startswith("DATABASE_URL=")]
    return os.environ.get("DATABASE_URL", "".join(named[:1]))


def make_environment() -> None:
    if PYTHON.exists():
        return
    say("Making a virtual environment in .venv")
    try:
        venv.create(VENV, with_pip=True, symlinks=True)
    except (subprocess.CalledProcessError, OSError):
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("Python's venv module is incomplete here. On Debian and Ubuntu: apt install python3-venv")


def install(listing: str) -> None:
    """Install a pinned list once; a changed list is installed again."""
    stamp = STAMPS / hashlib.sha256((ROOT / listing).read_bytes()).hexdigest()
    if stamp.exists():
        return
    uv = shutil.which("uv")
    command = (
        [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
        if uv
        else [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    )
    watch(f"Installing {listing}", [*command, "--require-hashes", "-r", listing])
    STAMPS.mkdir(exist_ok=True)
    stamp.touch()


def install_debian_packages() -> None:
    """Get Chromium and poppler for the browser and PDF tests where that is possible; `make test` says when not."""
    missing = [package for program, package in DEBIAN_PACKAGES.items() if not shutil.which(program)]
    apt, root = shutil.which("apt-get"), root_prefix()
    if not missing or not apt or root is None:
        return
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    watch("Updating the list of Debian packages", [*root, apt, "update", "-qq"], required=False, **quiet)
    install_all = [*root, apt, "install", "-y", "-qq", "--no-install-recommends", *missing]
    watch(f"Installing {', '.join(missing)}", install_all, required=False, **quiet)


def root_prefix() -> list[str] | None:
    """Return what to put before a command so that it runs as root, or None."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    can = sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    return [str(sudo), "-n"] if can else None


def prepare_database(*, debug: bool) -> None:
    settings = {"DEBUG": "1"} if debug else {}
    manage = [str(PYTHON), "manage.py"]
    watch("Preparing the database", [*manage, "migrate", "--verbosity", "0"], **settings)
    watch("Preparing the cache", [*manage, "createcachetable"], **settings)
    watch("Loading the foods", [*manage, "load_foods"], **settings)
    if not debug:
        watch("Adding up days", [*manage, "add_up_days"], **settings)
        watch("Collecting static files", [*manage, "collectstatic", "--noinput", "--verbosity", "0"], **settings)


def watch(title: str, command: list[str], *, required: bool = True, **environment: str) -> None:
    """Run a command, saying how long it has been at it once that is longer than two seconds."""
    say(title)
    done = threading.Event()
    ticker = threading.Thread(target=tick, args=(done,), daemon=True)
    ticker.start()
    result = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=False, cwd=ROOT
    )
    done.set()
    ticker.join()
    if result.returncode:
        print(result.stdout + result.stderr, file=sys.stderr)
        if required:
            sys.exit(f"{title}: failed. What it said is above.")
        print(f"{title}: not possible here, going on without it.", file=sys.stderr)
    elif result.stdout.strip():
        print("  " + result.stdout.strip().splitlines()[-1])


def tick(done: threading.Event) -> None:
    start = time.monotonic()
    while not done.wait(QUIET_SECONDS):
        line = f"  … {time.monotonic() - start:.0f} s"
        print(f"\r{line}" if sys.stdout.isatty() else line, end="" if sys.stdout.isatty() else "\n", flush=True)
    if sys.stdout.isatty() and time.monotonic() - start > QUIET_SECONDS:
        print()


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    goals = {"program", "run", "serve", "tools", "test", "audit"}
    if len(sys.argv) != 2 or sys.argv[1] not in goals:
        sys.exit(f"usage: setup.py {'|'.join(sorted(goals))}")
    main(sys.argv[1])
