"""
What the log holds: one JSON line for each request and each mishap (RELIABILITY W9).

Time, event, route, status, duration and the number of the user. No addresses, no query strings, no bodies, no names, no
text of exceptions: whatever somebody typed can be in any of them.
"""

import json
import logging
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

log = logging.getLogger("sunplate.request")
FACTS = ("route", "method", "status", "ms", "user", "error_id")


class Line(logging.Formatter):
    """One line of JSON, which escapes every control character."""

    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"time": when, "level": record.levelname, "event": self._event(record)}
        line |= {name: getattr(record, name) for name in FACTS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["at"] = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(record.exc_info[2])][-8:]
        return json.dumps(line)

    def _event(self, record: logging.LogRecord) -> str:
        """Return our own words as they are; of everybody else's, which may quote a request, only who spoke."""
        return record.getMessage() if record.name.startswith("sunplate.") else record.name


class RequestLog:
    """Note each request once it is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = self.get_response(request)
        match, person = request.resolver_match, getattr(request, "_cached_user", None)
        facts = {
            "route": match.view_name if match else None,
            "method": request.method,
            "status": response.status_code,
            "ms": round((time.perf_counter() - start) * 1000, 1),
            "user": person.pk if person else None,
        }
        log.info("request", extra=facts)
        return response


PRODUCTION: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.logging.Line"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["out"], "level": "INFO"},
    "loggers": {"django": {"handlers": ["out"], "level": "WARNING", "propagate": False}},
}
