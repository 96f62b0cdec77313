"""
Run every test but the slow ones: first the quick ones, then those with real
processes, then the journeys in a browser.

Where Chromium or poppler cannot be had, the browser tests are left out, loudly; with REQUIRE_BROWSER=1, as in CI, that
is a failure.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [str(ROOT / ".venv" / "bin" / "python"), "-m", "pytest"]


def main() -> None:
    print("Quick tests", flush=True)
    if code := run("-n", "auto"):
        sys.exit(code)
    print("Tests with real processes and whole databases", flush=True)
    if code := run("-n", "auto", "-m", "long and not slow"):
        sys.exit(code)
    missing = [program for program in ("chromium", "pdftotext") if not shutil.which(program)]
    if missing:
        print(f"\n!!! BROWSER TESTS WERE SKIPPED: {' and '.join(missing)} not found and not installable here !!!\n")
        sys.exit(1 if os.environ.get("REQUIRE_BROWSER") == "1" else 0)
    print("Journeys in a browser", flush=True)
    sys.exit(run("-m", "browser and not slow"))


def run(*arguments: str) -> int:
    environment = {**os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}  # Playwright's loop runs beside the live server
    return subprocess.run([*PYTEST, *arguments], cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    main()
