"""
Who gets what at which address (RELIABILITY A1, A2, D6, W2, W3, W4).

The cases come from the resolver: a new page is asked the same questions as every other one from its first commit.
"""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.second_step import ON_THE_WAY
from tests.factories import DAY
from tests.project.routes import ALL, MARKER, METHODS, OWN_ROWS, PUBLIC, ROUTES, WITHOUT_A_PAGE, Route, database

pytestmark = pytest.mark.long  # a whole diary, or every address, each time

OWNED = [route for route in ROUTES if route.owned]
PRIVATE = [route for route in ROUTES if route.name not in PUBLIC]
ANSWERS_TO_THE_OWNER = {
    "get": {200, 302, 404, 405},
    "post": {200, 302, 303, 404, 405, 422},
}
# Setting up a second step keeps its draft in the session, which is what sessions are for.
SESSIONS = frozenset({"accounts_session"})
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")


def by_name(routes):
    return pytest.mark.parametrize("route", routes, ids=str)


def ask(client: Client, method: str, url: str, **headers):
    client.raise_request_exception = False
    return getattr(client, method)(url, **headers)


def test_every_address_has_an_example():
    lacking = {route.name: route.unknown_holes for route in ALL if route.unknown_holes}
    assert lacking == {}, "say in tests/project/routes.py what may stand there"


def test_no_example_outlives_its_address():
    assert OWN_ROWS.keys() <= {route.short for route in ALL}
    assert {route.name for route in ALL} >= PUBLIC


def test_every_address_has_a_name_of_its_own():
    names = [route.name for route in ALL]
    assert len(names) == len(set(names))
    assert "None" not in names


@by_name(PRIVATE)
def test_a_visitor_is_sent_to_the_login_whatever_they_ask(route: Route, alice, client):
    url, before = route.url(alice), database()
    for method in METHODS:
        response = ask(client, method, url)
        assert response.status_code in {302, 405}, method
        assert response.status_code == 405 or response["Location"].startswith(reverse("account_login"))
    assert database() == before


@by_name([route for route in PRIVATE if route.name not in ON_THE_WAY])
def test_without_a_second_step_nothing_opens_where_it_is_demanded(route: Route, alice, as_alice, settings):
    settings.OPEN_INSTANCE = True
    url, before = route.url(alice), database()
    for method in METHODS:
        response = ask(as_alice, method, url)
        assert (response.status_code, response.headers.get("Location")) == (302, reverse("mfa_index")), method
    assert database() == before


@pytest.mark.parametrize("method", ANSWERS_TO_THE_OWNER)
@by_name(ROUTES)
def test_the_owner_gets_an_answer_that_is_no_mishap(route: Route, method, alice, as_alice, settings):
    settings.DEMO = False  # making a demo person needs the foods, and has tests of its own
    response = ask(as_alice, method, route.url(alice))
    allowed = ANSWERS_TO_THE_OWNER[method] - ({404} if route.owned else set())
    assert response.status_code in allowed
    assert reverse("diary:consent") not in response.headers.get("Location", "") or "consent" in route.name


@by_name(OWNED)
def test_a_stranger_with_the_id_learns_nothing_and_changes_nothing(route: Route, alice, as_bob):
    theirs, nobodys = route.url(alice), route.url_of_nothing(alice)
    before = database(without=SESSIONS)
    for method in METHODS:
        answer, unknown = ask(as_bob, method, theirs), ask(as_bob, method, nobodys)
        assert answer.status_code in {404, 405}, method
        assert (answer.status_code, answer.content) == (unknown.status_code, unknown.content)
    assert 404 in {ask(as_bob, method, theirs).status_code for method in ("get", "post")}
    assert database(without=SESSIONS) == before


@by_name(ROUTES)
def test_looking_writes_nothing(route: Route, alice, as_alice):
    url, before = route.url(alice), database(without=SESSIONS)
    ask(as_alice, "get", url)
    ask(as_alice, "get", url, headers={"HX-Request": "true"})
    ask(as_alice, "head", url)
    assert database(without=SESSIONS) == before


@by_name([route for route in ROUTES if route.name not in WITHOUT_A_PAGE])
def test_nothing_is_sent_without_the_page_it_came_from(route: Route, alice):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice)
    url, before = route.url(alice), database()
    for method in ("post", "put", "patch", "delete"):
        for headers in ({}, {"HX-Request": "true"}):
            assert ask(strict, method, url, headers=headers).status_code == 403, method
    assert database() == before


@by_name(ROUTES)
def test_every_answer_carries_the_headers(route: Route, alice, as_alice, client):
    url = route.url(alice)
    for response in (ask(as_alice, "get", url), ask(client, "get", url), ask(as_alice, "patch", url)):
        assert_headers(response)
    assert {"no-store", "private"} <= set(re.split(r", *", ask(as_alice, "get", url)["Cache-Control"]))


def assert_headers(response):
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    policy = response.headers["Content-Security-Policy"]
    assert all(part in policy for part in POLICY)
    assert "unsafe" not in policy


def test_errors_carry_the_headers_too(as_alice, client, monkeypatch):
    monkeypatch.setattr("diary.views.day.render_part", _broken)
    for response in (ask(as_alice, "get", "/no/such/page/"), ask(client, "get", "/no/such/page/")):
        assert_headers(response)
    mishap = ask(as_alice, "get", f"/day/{DAY}/")
    assert mishap.status_code == 500
    assert_headers(mishap)
    assert "no-store" in mishap["Cache-Control"]


def _broken(*args, **kwargs):
    raise RuntimeError("on purpose")


@by_name(ROUTES)
def test_no_address_holds_what_somebody_wrote(route: Route, alice, as_alice):
    url = route.url(alice)
    for make in OWN_ROWS.values():
        make(alice)
    response = ask(as_alice, "get", url)
    addresses = re.findall(r"""(?:href|src|action|hx-[a-z]+)=["']([^"']*)""", _text(response))
    assert not [each for each in [*addresses, response.headers.get("Location", "")] if MARKER in each.lower()]


def _text(response) -> str:
    if response.streaming or "text/html" not in response["Content-Type"]:
        return ""
    return str(response.text)
