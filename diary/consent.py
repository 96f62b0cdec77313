"""
Consent: nothing is written into a diary, and nothing worked out from one, before its person agreed to that.

The wording has a name; changing what the page asks means a new name, and everybody is asked again (RELIABILITY P1).
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import User
from diary.models import Consent
from diary.owned import OwnedQuerySet
from diary.services import Writing

WORDING = "2026-11"

# Pages that stand open without consent: reading and giving it, taking one's data along, erasing it, and general
# knowledge. Whoever adds one here must not show or write a diary there.
OPEN = frozenset(
    {
        "consent",
        "consent_withdraw",
        "data",
        "export",
        "erase",
        "method",
        "sources",
        "reminder_stop",
        "shared",
        "shared_open",
        "try_demo",
    }
)


def standing(user: User, wording: str = "") -> OwnedQuerySet[Consent]:
    """Return the consent to a wording, the present one if none is named, that was not taken back, if there is one."""
    return Consent.objects.for_user(user).filter(wording=wording or WORDING, withdrawn_at=None)


def give(write: Writing) -> None:
    if not standing(write.user).exists():
        write.add(Consent(wording=WORDING, given_at=timezone.now()))


def withdraw(write: Writing) -> None:
    """Take back every consent; the notes stay as they are until their person erases them or agrees again."""
    for consent in Consent.objects.for_user(write.user).filter(withdrawn_at=None):
        write.change(consent, withdrawn_at=timezone.now())


class ConsentFirst:
    """Send somebody who has not agreed yet, or has taken it back, to the page that asks, whatever they came for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.namespace != "diary" or match.url_name in OPEN or not request.user.is_authenticated:
            return None
        if request.profile.has_consented:  # type: ignore[attr-defined]
            return None
        asked = redirect("diary:consent")
        return HttpResponseClientRedirect(asked.url) if "HX-Request" in request.headers else asked
