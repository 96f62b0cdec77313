"""The PDF of a summary: tagged, with its fonts inside, made by a process of its own within its limits."""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from django.template.loader import render_to_string

from diary.summary.parts import Page

TYPESET = Path(__file__).resolve().parent / "typeset.py"
SECONDS = 20
LETTER = frozenset("US CA MX PH CL CO VE CR GT PA SV DO".split())  # noqa: SIM905


class PdfError(Exception):
    """The PDF could not be made; the page itself is not affected."""


def paper(country: str) -> str:
    """Return the paper people in that country (ISO 3166 alpha-2) put into their printers."""
    return "us-letter" if country in LETTER else "a4"


def pdf(page: Page, *, country: str = "") -> bytes:
    """
    Typeset a page.

    Raises
    ------
    PdfError
        If it takes more than its share of time or memory, or cannot be set.
    """
    job = json.dumps({"page": json.dumps(asdict(page)), "paper": paper(country), "course": _picture(page)})
    command = [sys.executable, "-I", str(TYPESET)]
    try:
        done = subprocess.run(command, input=job.encode(), capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise PdfError("The PDF could not be made.") from error
    return done.stdout


def _picture(page: Page) -> str:
    drawings = [section.drawing for section in page.sections if section.drawing]
    if not drawings:
        return ""
    return render_to_string("diary/summary_course.svg", {"course": drawings[0].course, "label": drawings[0].alt})
