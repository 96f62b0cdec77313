"""The pages that belong to nobody's diary."""

import logging
import secrets
import sys

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError, OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from config.retry import passes

log = logging.getLogger("sunplate.mishap")


@login_not_required
@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """Say what this is to a visitor; take somebody who is logged in to today."""
    if request.user.is_authenticated:
        return redirect("diary:today")
    return render(request, "landing.html", {"demo": settings.DEMO})


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database does, else 503; a file that is gone or empty is no answer."""
    try:
        MigrationRecorder.Migration.objects.exists()
    except (DatabaseError, InterfaceError):
        return HttpResponse("database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def mishap(request: HttpRequest) -> HttpResponse:
    """Say that something went wrong, with a number to ask about and nothing else; 503 when the database is away."""
    error, number = sys.exc_info()[1], secrets.token_hex(4)
    away = isinstance(error, OperationalError | InterfaceError)
    status = 503 if away else 500
    log.error("mishap", exc_info=True, extra={"error_id": number, "status": status})
    response = HttpResponse(render_to_string(f"{status}.html", {"error_id": number}), status=status)
    response.passes = passes(error)  # type: ignore[attr-defined]
    return response
