"""
Asking the database again when it was only away for a moment (RELIABILITY D11).

A restart, a lock held too long, a lost serialisation race: each passes. What can be repeated without harm is repeated,
for ten seconds at most, and the person sees a page that took a little longer. Looking is harmless to repeat; so is a
form with an operation id, because `diary.http.writes` does each operation once even when the answer of the first try
was lost after its commit. Nothing else is repeated.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse

BUDGET_S = 10.0
FIRST_PAUSE_S = 0.05
LONGEST_PAUSE_S = 1.0
SERIALISATION, DEADLOCK, LOCK_TIMEOUT, DEMOTED = "40001", "40P01", "55P03", "25006"
LOST_CONNECTION = ("08", "57P")  # PostgreSQL's classes of errors: connection failures, and a server going away


def passes(error: BaseException | None) -> bool:
    """Whether this failure of the database is one that passes by itself."""
    if isinstance(error, InterfaceError):
        return True
    cause = error.__cause__ if isinstance(error, DatabaseError) else None
    if isinstance(cause, sqlite3.OperationalError):
        return (getattr(cause, "sqlite_errorcode", 0) & 0xFF) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
    if type(cause).__name__ == "OperationalError" and getattr(cause, "sqlstate", "") is None:
        return True  # no answer from the server at all
    state = getattr(cause, "sqlstate", None) or ""
    return state in {SERIALISATION, DEADLOCK, LOCK_TIMEOUT, DEMOTED} or state.startswith(LOST_CONNECTION)


def repeatable(request: HttpRequest) -> bool:
    return request.method in {"GET", "HEAD"} or bool(request.POST.get("operation"))


def pauses() -> Iterator[float]:
    """Yield growing pauses until the budget is spent."""
    until, pause = time.monotonic() + BUDGET_S, FIRST_PAUSE_S
    while time.monotonic() + pause < until:
        yield pause
        pause = min(2 * pause, LONGEST_PAUSE_S)


class AskAgain:
    """Repeat a request that `config.views.mishap` marked as failed by something that passes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not getattr(response, "passes", False) or not repeatable(request):
            return response
        for pause in pauses():
            time.sleep(pause)
            connection.close()
            response = self.get_response(request)
            if not getattr(response, "passes", False):
                break
        return response
