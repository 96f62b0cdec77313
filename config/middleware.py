"""What every answer carries, whoever made it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control

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
