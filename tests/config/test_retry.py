"""A database that was only away for a moment costs nobody an entry or a second one (D11, W8, S1)."""

import sqlite3
import uuid

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config import retry
from diary.models import Operation, PainEntry
from tests.factories import DAY, UserFactory


def passing(message: str = "database is locked", code: int = sqlite3.SQLITE_BUSY) -> OperationalError:
    cause = sqlite3.OperationalError(message)
    cause.sqlite_errorcode = code
    error = OperationalError(message)
    error.__cause__ = cause
    return error


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(retry, "BUDGET_S", 0.5)
    monkeypatch.setattr(retry, "FIRST_PAUSE_S", 0.01)


@pytest.fixture
def browser(transactional_db) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory(username="alice"))
    return client


def save(client: Client, **more: str):
    return client.post(reverse("diary:pain_add", args=[DAY]), {"score": "4", **more})


class Faults:
    """Fail a number of times at one place of a request, then no more."""

    def __init__(self, times: int, error: OperationalError) -> None:
        self.left, self.error = times, error

    def strike(self) -> None:
        if self.left:
            self.left -= 1
            raise self.error

    def on_insert(self, execute, sql, params, many, context):
        if sql.startswith("INSERT") and "painentry" in sql:
            self.strike()
        return execute(sql, params, many, context)

    def on_anything(self, execute, sql, params, many, context):
        self.strike()
        return execute(sql, params, many, context)


@pytest.mark.parametrize("place", ["before", "during", "after"])
def test_one_intent_is_one_row_and_one_success_wherever_it_failed(browser, monkeypatch, place):
    # Asked again after the commit, the id is known, and nothing is left to commit.
    faults, commit, saves = Faults(1 if place == "after" else 2, passing()), connection._commit, []

    def note_saves(execute, sql, params, many, context):
        saves.extend(["save"] if sql.startswith("INSERT") else [])
        return execute(sql, params, many, context)

    def fail_at_commit():
        if place == "before" and saves:
            faults.strike()
        commit()
        if place == "after" and saves:
            faults.strike()

    key = str(uuid.uuid4())
    if place != "during":
        monkeypatch.setattr(connection, "_commit", fail_at_commit)
    with connection.execute_wrapper(faults.on_insert if place == "during" else note_saves):
        response = save(browser, operation=key)
    assert faults.left == 0
    assert response.status_code == 303
    assert (PainEntry.objects.count(), Operation.objects.filter(pk=key).count()) == (1, 1)


def test_looking_is_repeated_too(browser):
    with connection.execute_wrapper(Faults(2, passing()).on_anything):
        assert browser.get(reverse("diary:day", args=[DAY])).status_code == 200


def test_a_form_without_an_operation_id_is_sent_once(browser):
    faults = Faults(1, passing())
    with connection.execute_wrapper(faults.on_insert):
        assert save(browser).status_code == 503
    assert PainEntry.objects.count() == 0


def test_a_mistake_of_ours_is_not_repeated(browser):
    faults = Faults(2, passing("no such column", sqlite3.SQLITE_ERROR))
    with connection.execute_wrapper(faults.on_insert):
        assert save(browser, operation=str(uuid.uuid4())).status_code == 503
    assert faults.left == 1


def test_a_database_that_stays_away_is_a_page_that_says_so_and_no_more(browser):
    with connection.execute_wrapper(Faults(10**6, passing("disk I/O error at sector 7")).on_anything):
        response = browser.get(reverse("diary:day", args=[DAY]))
    assert response.status_code == 503
    assert "The diary is resting" in response.text
    assert "Number of this mishap" in response.text
    assert not any(word in response.text for word in ("sector", "Traceback", "OperationalError", "SELECT"))
    assert browser.get(reverse("diary:day", args=[DAY])).status_code == 200


def test_the_health_page_tells_without_detail(client, db):
    with connection.execute_wrapper(Faults(10**6, passing("secret detail")).on_anything):
        response = client.get("/healthz")
    assert response.status_code == 503
    assert "secret" not in response.text


def test_the_health_page_asks_for_a_table(client, db):
    """Without one, SQLite answers for a file that is gone."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/healthz").status_code == 200
    assert ["django_migrations" in query["sql"] for query in asked] == [True]


def postgres_error(state: str | None, name: str = "OperationalError") -> OperationalError:
    error = OperationalError()
    error.__cause__ = type(name, (Exception,), {"sqlstate": state})()
    return error


@pytest.mark.parametrize("state", ["40001", "40P01", "55P03", "57P01", "57P03", "08006", "25006", None])
def test_what_passes_on_postgresql(state):
    assert retry.passes(postgres_error(state))


@pytest.mark.parametrize("state", ["53100", "42703", "22001"])
def test_what_does_not_pass_on_postgresql(state):
    assert not retry.passes(postgres_error(state))


def test_pauses_grow_and_end_with_the_budget(monkeypatch):
    monkeypatch.setattr(retry, "BUDGET_S", 10.0)
    now = [0.0]
    monkeypatch.setattr(retry.time, "monotonic", lambda: now[0])
    waited = []
    for pause in retry.pauses():
        waited.append(pause)
        now[0] += pause
    assert waited == sorted(waited)
    assert 8 < sum(waited) <= 10
