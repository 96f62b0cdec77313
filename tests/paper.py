"""Read a PDF as its reader does."""

import os
import shutil
import subprocess

import pytest


def text_of(printed: bytes) -> str:
    """Return the words of a PDF, every space alike. Without poppler the test is left out, but never in CI."""
    if not shutil.which("pdftotext") and os.environ.get("REQUIRE_BROWSER") != "1":
        pytest.skip("pdftotext (Debian's poppler-utils) is not here; `make test` installs it where it can")
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=printed, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())
