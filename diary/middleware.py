"""The person's profile, read once for each request: at once for a page of the diary, elsewhere when it is asked for."""

from collections.abc import Callable
from functools import cache
from typing import Any, cast

from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from diary.models import Profile, Theme
from diary.notation import Notation, written_in
from diary.person import notation_of, profile_of


class WithProfile:
    """
    Give each request of somebody who is logged in their `profile`, and write its figures as the profile says.

    Every page of the diary needs both the person and the profile, so there they are themselves and no lazy stand-ins,
    which a page would go through a thousand times.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:  # asked first: after a session that is over, `get_user` still knows one
            return self.get_response(request)
        user = request.user = cast(User, get_user(request))
        request.profile = SimpleLazyObject(lambda: profile_of(user))  # type: ignore[attr-defined]

        @cache
        def theirs() -> Notation:
            return notation_of(cast(Profile, request.profile))  # type: ignore[attr-defined]

        with written_in(theirs):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        match = request.resolver_match
        if match is not None and match.namespace == "diary" and isinstance(request.user, User):
            request.profile = profile_of(request.user)  # type: ignore[attr-defined]


def theme(request: HttpRequest) -> dict[str, Any]:
    """Tell the templates which theme the person chose."""
    profile = getattr(request, "profile", None)
    return {"profile_theme": profile.theme if profile else Theme.AUTO}
