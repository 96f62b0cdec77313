"""The person's profile, read once for each request and only when a view or the page's theme asks for it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from diary.models import Theme
from diary.person import profile_of


class WithProfile:
    """Give each request of somebody who is logged in a lazy `profile`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            user = request.user
            request.profile = SimpleLazyObject(lambda: profile_of(user))  # type: ignore[attr-defined]
        return self.get_response(request)


def theme(request: HttpRequest) -> dict[str, Any]:
    """Tell the templates which theme the person chose."""
    profile = getattr(request, "profile", None)
    return {"profile_theme": profile.theme if profile else Theme.AUTO}
