"""The person's profile, read once for each request and only when a view, a figure or the page's theme asks for it."""

from collections.abc import Callable
from functools import cache
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from diary.models import Profile, Theme
from diary.notation import Notation, written_in
from diary.person import notation_of, profile_of


class WithProfile:
    """Give each request of somebody who is logged in a lazy `profile`, and write its figures as the profile says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        user = request.user
        profile = SimpleLazyObject(lambda: profile_of(user))
        request.profile = profile  # type: ignore[attr-defined]

        @cache
        def theirs() -> Notation:
            return notation_of(cast(Profile, profile))

        with written_in(theirs):
            return self.get_response(request)


def theme(request: HttpRequest) -> dict[str, Any]:
    """Tell the templates which theme the person chose."""
    profile = getattr(request, "profile", None)
    return {"profile_theme": profile.theme if profile else Theme.AUTO}
