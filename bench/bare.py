"""The yardstick: a view that does nothing but know who asks, with a page of 10 KB."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines

PAGE = "<!doctype html><title>{{ user.username }}</title>" + "<p>Ten kilobytes of a page.</p>\n" * 320


def bare(request: HttpRequest) -> HttpResponse:
    """Read the session and the user, render 10 KB."""
    template = engines["django"].from_string(PAGE)
    return HttpResponse(template.render({"user": request.user}))


class CountQueries:
    """Say in a header how many queries a request took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        count = 0

        def counted(execute: Any, *query: Any) -> Any:
            nonlocal count
            count += 1
            return execute(*query)

        with connection.execute_wrapper(counted):
            response = self.get_response(request)
        response["X-Queries"] = str(count)
        return response
