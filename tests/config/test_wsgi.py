"""The door gunicorn comes in by."""

import io
from wsgiref.util import setup_testing_defaults

import pytest

from config.wsgi import ROOM_FOR_FRAMES, application, with_room


@pytest.mark.django_db(transaction=True)  # a request of its own drops a connection that is inside a transaction
def test_the_door_answers():
    said, environ = [], {"wsgi.input": io.BytesIO(), "PATH_INFO": "/healthz", "HTTP_HOST": "testserver"}
    setup_testing_defaults(environ)
    body = b"".join(application(environ, lambda status, headers: said.append(status)))
    assert said == ["200 OK"]
    assert body


def test_whoever_comes_in_finds_room_for_every_call_at_once():
    def deep(environ, start_response):
        return [start_response(environ)]

    answer = with_room(deep)
    assert answer.__code__.co_stacksize == ROOM_FOR_FRAMES
    assert answer("asked", lambda told: told) == ["asked"]
