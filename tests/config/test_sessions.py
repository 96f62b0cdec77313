"""How long a log-in lasts, and what ends it (A5, A6)."""

import time

import pytest
from django.test import Client
from django.urls import reverse

from accounts.leaving import end_sessions
from accounts.models import Session, User
from accounts.sessions import SessionStore
from config import sessions
from config.sessions import HOUR_S, IDLE_ON_MY_DEVICE_S, IDLE_S, LONGEST_S
from tests.factories import DAY

PASSWORD = "warm oats and figs"
PAGE = reverse("diary:day", args=[DAY])


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until it is moved on."""

    class Clock:
        now = time.time()

        def time(self) -> float:
            return self.now

    frozen = Clock()
    monkeypatch.setattr(sessions, "time", frozen)
    return frozen


@pytest.fixture
def person(alice):
    alice.set_password(PASSWORD)
    alice.save()
    return alice


def log_in(**more: str) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": "alice", "password": PASSWORD, **more})
    assert is_in(client)
    return client


def is_in(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


@pytest.mark.parametrize(("remember", "idle"), [({}, IDLE_S), ({"remember": "on"}, IDLE_ON_MY_DEVICE_S)])
def test_nobody_there_for_long_ends_the_login(person, clock, remember, idle):
    client = log_in(**remember)
    clock.now += idle - 60
    assert is_in(client)
    clock.now += idle - 60
    assert is_in(client)
    clock.now += idle + 60
    assert not is_in(client)


def test_even_a_device_in_daily_use_asks_again_after_90_days(person, clock):
    client = log_in(remember="on")
    for _ in range(4):
        clock.now += 22 * 24 * HOUR_S
        assert is_in(client)
    clock.now += LONGEST_S - 4 * 22 * 24 * HOUR_S + 1
    assert not is_in(client)


def test_being_there_is_noted_at_most_once_an_hour(person, clock):
    client = log_in()
    before = Session.objects.get().session_data
    clock.now += HOUR_S - 1
    assert is_in(client)
    assert Session.objects.get().session_data == before
    clock.now += 2
    assert is_in(client)
    assert Session.objects.get().session_data != before


def test_a_login_gets_a_new_session_key(person):
    client = Client()
    client.get(reverse("account_login"))
    client.session["visited"] = True
    first = client.session.session_key
    client.post(reverse("account_login"), {"login": "alice", "password": PASSWORD})
    assert client.session.session_key != first


def replay(cookies) -> Client:
    thief = Client()
    thief.cookies["sessionid"] = cookies
    return thief


def test_a_cookie_from_before_the_logout_is_worth_nothing(person):
    client = log_in()
    old = client.cookies["sessionid"].value
    client.post(reverse("account_logout"))
    assert not is_in(replay(old))


def test_a_new_password_ends_the_other_sessions(person):
    here, elsewhere = log_in(), log_in()
    data = {"oldpassword": PASSWORD, "password1": "cold oats and dates", "password2": "cold oats and dates"}
    here.post(reverse("account_change_password"), data)
    person.refresh_from_db()
    assert person.check_password("cold oats and dates")
    assert not is_in(elsewhere)


def test_the_session_list_ends_all_others(person):
    here, elsewhere = log_in(), log_in()
    assert here.get(reverse("usersessions_list")).status_code == 200
    here.post(reverse("usersessions_list"))
    assert is_in(here)
    assert not is_in(elsewhere)


def test_a_login_names_its_person_and_a_visit_nobody(person):
    log_in()
    SessionStore().create()
    assert sorted(Session.objects.values_list("user", flat=True), key=bool) == [None, person.pk]


def test_ending_somebodys_logins_asks_about_nobody_elses(person, bob, django_assert_num_queries):
    here, elsewhere, other = log_in(), log_in(), Client()
    other.force_login(bob)
    with django_assert_num_queries(1):
        end_sessions(person)
    assert not is_in(here)
    assert not is_in(elsewhere)
    assert is_in(other)


@pytest.mark.django_db(transaction=True)
def test_a_login_that_meets_the_erasing_of_its_person_ends_and_opens_nothing(alice):
    number = alice.pk
    alice.delete()
    late = SessionStore()
    late["_auth_user_id"] = str(number)
    late.create()
    client = Client()
    client.cookies["sessionid"] = late.session_key
    assert not is_in(client)
    assert not User.objects.filter(pk=number).exists()
