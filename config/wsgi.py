"""The WSGI door for gunicorn."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

ROOM_FOR_FRAMES = 16_000  # values of 8 bytes; Python takes the next power of two, and pages fit into what is left


def with_room(answer: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """
    Run an application where its calls, however deep, find room for their frames at once.

    Python gets memory for frames in pieces of 16 KB and gives each piece back as soon as its last frame returns. A loop
    in a template, some hundred calls deep, that happens to stand at the end of a piece has one fetched and given back
    for every call it makes: 450 times for a day, a quarter of its time. A frame that asks for much gets a large piece,
    and all calls from there on share what it leaves.
    """

    def roomy(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        return answer(environ, start_response)

    roomy.__code__ = roomy.__code__.replace(co_stacksize=ROOM_FOR_FRAMES)
    return roomy


application = with_room(get_wsgi_application())
