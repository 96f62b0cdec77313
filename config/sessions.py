"""
How long a log-in lasts (RELIABILITY A6): 30 idle days on "my device", half a day elsewhere, 90 days in all.

When the person was last here is noted at most once an hour, so that looking at a page writes next to nothing.
"""

import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

HOUR_S = 3600
IDLE_S = 12 * HOUR_S
IDLE_ON_MY_DEVICE_S = 30 * 24 * HOUR_S
LONGEST_S = 90 * 24 * HOUR_S
BEGAN, SEEN = "began", "seen"


@receiver(user_logged_in, dispatch_uid="session_began")
def begin(request: HttpRequest, **_: Any) -> None:
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def is_over(session: SessionBase, now: float) -> bool:
    """Whether nobody was here for too long, or the log-in is too old; one without a beginning is over too."""
    mine = session.get("_session_expiry", 0) > 0  # "remember me": the cookie outlives the browser window
    idle = IDLE_ON_MY_DEVICE_S if mine else IDLE_S
    began, seen = int(session.get(BEGAN, 0)), int(session.get(SEEN, 0))
    return now - seen > idle or now - began > LONGEST_S


class SessionLimits:
    """End a log-in that lasted too long, before the page behind it is asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = time.time()
            if is_over(request.session, now):
                logout(request)
            elif now - request.session[SEEN] > HOUR_S:
                request.session[SEEN] = int(now)
        return self.get_response(request)
