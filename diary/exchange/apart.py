"""
Long work in a process of its own, which gives way to whoever waits for a page (RELIABILITY F18).

Python lets one thread of a process run at a time. Beside a file of many thousand lines, read by a thread of the same
process, every page would take several times as long.
"""

import os
import pickle  # nosec B403
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from diary.exchange.reading import UnreadableError

Made = TypeVar("Made")
ROOT = Path(__file__).resolve().parents[2]
LONG_BYTES = 200_000  # of a file: shorter ones are read sooner than a process starts
SECONDS = 110
POLITE = 10
START = "import django; django.setup(); from diary.exchange.apart import main; main()"
TOO_LONG = "This file takes longer to read than a page can wait. Cut it in two."


def long_work(content: bytes, work: Callable[..., Made], *given: object, too_long: str = TOO_LONG) -> Made:
    """
    Return `work(content, *given)`, done in a process of its own if there is much of it.

    Raises
    ------
    UnreadableError
        If the work raises it, or takes too long; then with these words.
    """
    if len(content) < LONG_BYTES:
        return work(content, *given)
    job = pickle.dumps((work, content, *given))
    try:
        command = [sys.executable, "-c", START]
        done = subprocess.run(command, input=job, capture_output=True, timeout=SECONDS, check=True, cwd=ROOT)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(too_long) from error
    made = pickle.loads(done.stdout)  # noqa: S301 # nosec B301 - written by `main` below
    if isinstance(made, UnreadableError):
        raise made
    return cast(Made, made)


def main() -> None:
    """Do what comes in by standard input, and send out what it made."""
    os.nice(POLITE)
    work, *given = pickle.load(sys.stdin.buffer)  # noqa: S301 # nosec B301 - written by `long_work` above
    try:
        made = work(*given)
    except UnreadableError as error:
        made = error
    sys.stdout.buffer.write(pickle.dumps(made))
