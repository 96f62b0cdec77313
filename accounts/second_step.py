"""
A second step at log-in, demanded where a password alone is too little (RELIABILITY A7).

That is of staff, and of everybody on an instance that can be reached from the internet. Whoever has none is led to set
one up before any page of theirs opens, and the last one stays until there is another. A demo diary is nobody's, and
has no password either.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import User

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes only stand in for one of these

# What somebody needs on the way to a second step, and the way out. Whoever adds one here must show no diary there.
ON_THE_WAY = frozenset(
    {
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)
TAKES_ONE_AWAY = frozenset({"mfa_deactivate_totp", "mfa_remove_webauthn"})


def is_demanded(user: User) -> bool:
    return user.is_staff or (settings.OPEN_INSTANCE and not user.is_demo)


def how_many(user: User) -> int:
    return int(Authenticator.objects.filter(user=user, type__in=KINDS).count())


class SecondStepFirst:
    """Send somebody who owes a second step to the page where it is set up, whatever they came for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        for_anybody = not getattr(view, "login_required", True)
        if match is None or for_anybody or match.view_name in ON_THE_WAY or not request.user.is_authenticated:
            return None
        if not is_demanded(request.user):
            return None
        if how_many(request.user) > (match.view_name in TAKES_ONE_AWAY):
            return None
        asked = redirect("mfa_index")
        return HttpResponseClientRedirect(asked.url) if "HX-Request" in request.headers else asked
