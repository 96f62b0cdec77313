"""Nothing lives in a server process or on one machine: each request may be answered by another (PostgreSQL)."""

from collections.abc import Iterator

import pytest

from scripts.postgres import running
from tests.faults.machines import Browser, Proxy, two_machines

pytestmark = pytest.mark.slow
PASSWORD = "seven quiet lanterns"
DAY = "2026-11-22"
TABLE = "Day,Meal,Food,Weight\n2026-11-20,Lunch,Something of my own,80\n"


@pytest.fixture(scope="module")
def proxy(tmp_path_factory) -> Iterator[Proxy]:
    with running() as cluster, two_machines(tmp_path_factory.mktemp("machines"), cluster) as listening:
        yield listening


def sign_up(proxy: Proxy, name: str) -> Browser:
    browser = Browser(proxy.port)
    form = browser.get("/accounts/signup/").hidden()
    assert browser.post("/accounts/signup/", {**form, "username": name, "password1": PASSWORD}).status == 302
    form = browser.get("/consent/").hidden("/consent/")
    assert browser.post("/consent/", {**form, "agrees": "on"}).status == 303
    return browser


@pytest.fixture(scope="module")
def browser(proxy) -> Browser:
    return sign_up(proxy, "wanderer")


def asked_of_both(proxy: Proxy, first: int) -> bool:
    return set(proxy.asked[first:]) == set(proxy.ports)


def test_an_account_made_by_one_machine_is_known_to_the_other(proxy, browser):
    first = len(proxy.asked)
    pages = [browser.get(f"/day/{DAY}/") for _ in range(4)]
    assert asked_of_both(proxy, first)
    assert [page.status for page in pages] == [200] * 4


def test_what_one_machine_saved_the_other_shows_and_saves_no_second_time(proxy, browser):
    form = browser.get(f"/day/{DAY}/").hidden(f"/pain/add/{DAY}/")
    first = len(proxy.asked)
    answers = [browser.post(f"/pain/add/{DAY}/", {**form, "score": "7"}) for _ in range(6)]
    assert asked_of_both(proxy, first)
    assert [answer.status for answer in answers] == [303] * 6
    assert len({answer.location for answer in answers}) == 1
    shown = [browser.get(f"/day/{DAY}/").text for _ in range(2)]
    assert [page.count('href="/pain/') for page in shown] == [shown[0].count('href="/pain/')] * 2


def test_a_file_sent_to_one_machine_is_taken_in_by_the_other(proxy, browser):
    form = browser.get("/data/elsewhere/").hidden("/data/elsewhere/")
    sent = browser.post("/data/elsewhere/", form, file=("file", TABLE))
    sent_to = proxy.asked[-1]
    looks = [browser.get(sent.location) for _ in range(2)]
    assert all("Bring all of it in" in look.text for look in looks)
    taken = browser.post(sent.location, looks[0].hidden(sent.location))
    assert (taken.status, proxy.asked[-1] != sent_to) == (303, True)
    assert "Something of my own" in browser.get("/day/2026-11-20/").text + browser.get("/data/elsewhere/").text


def test_wrong_tries_are_counted_by_all_machines_together(proxy, browser):
    stranger = Browser(proxy.port)
    wrong = {"login": "wanderer", "password": "not the one at all"}
    form = stranger.get("/accounts/login/").hidden()
    first = len(proxy.asked)
    tries = [stranger.post("/accounts/login/", form | wrong) for _ in range(6)]
    assert asked_of_both(proxy, first)
    assert ["Too many failed" in answer.text for answer in tries] == [False] * 5 + [True]


def test_logged_out_of_one_is_logged_out_of_all(proxy):
    browser = sign_up(proxy, "leaver")
    kept = dict(browser.cookies)
    form = browser.get("/accounts/logout/").hidden()
    assert browser.post("/accounts/logout/", form).status == 302
    thief = Browser(proxy.port, kept)
    answers = [thief.get(f"/day/{DAY}/") for _ in range(2)]
    assert all("/accounts/login/" in answer.location for answer in answers)
