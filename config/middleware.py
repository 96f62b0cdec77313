"""What every answer carries, whoever made it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import ResolverMatch
from django.utils.cache import patch_cache_control
from django_htmx.http import HttpResponseClientRedirect

Respond = Callable[[HttpRequest], HttpResponse]


class PrivateByDefault:
    """Forbid every cache to keep a page: the next person at this device must not find it by the back button."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Cache-Control" not in response:
            patch_cache_control(response, private=True, no_store=True)
        return response


class SomethingFirst:
    """Send whoever still owes something to the page where it is done, whatever they came for."""

    page: str

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        for_anybody = not getattr(view, "login_required", True)
        if match is None or for_anybody or not request.user.is_authenticated or not self.owes(request, match):
            return None
        asked = redirect(self.page)
        return HttpResponseClientRedirect(asked.url) if "HX-Request" in request.headers else asked

    def owes(self, request: HttpRequest, match: ResolverMatch) -> bool:
        """Whether this person must see `page` before the one they asked for."""
        raise NotImplementedError


class FullPageLogin:
    """Send an htmx request whose session ended to the log-in page as a whole page, not into a fragment."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        location = response.headers.get("Location", "")
        if "HX-Request" in request.headers and location.startswith(resolve_url(settings.LOGIN_URL)):
            response = HttpResponse(status=204)
            response["HX-Redirect"] = location
        return response
