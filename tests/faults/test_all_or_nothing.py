"""Every way of writing happens completely or not at all (D1), and a full disk is said so (F5)."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse

from diary.models import PainEntry
from tests.factories import DAY, PainEntryFactory, UserFactory
from tests.project.routes import ROUTES, Route, database

SESSIONS = frozenset({"accounts_session"})
# What is sent where nothing but the address is not enough. A page that needs a long form is tried with its own tests.
FORMS = {
    "pain_add": {"score": "4"},
    "mark": {"state": "complete"},
    "eat_own_food": {"amount": "50", "quantity": "50", "unit": "g", "kind": "lunch", "day": DAY.isoformat()},
    "peg": {"pain": "1", "enjoyment": "2", "activity": "3", "day": DAY.isoformat()},
}
WRITING = [route for route in ROUTES if route.name.startswith("diary:")]


class OnPurposeError(Exception):
    pass


class FailAfter:
    """Fail once that many statements that write have been run."""

    def __init__(self, statements: int) -> None:
        self.left = statements

    def __call__(self, execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        if sql.split()[0] in {"INSERT", "UPDATE", "DELETE"}:
            self.left -= 1
            if self.left == 0:
                raise OnPurposeError(sql)
        return done


def send(client: Client, route: Route, url: str) -> int:
    return client.post(url, {**FORMS.get(route.short, {}), "operation": str(uuid.uuid4())}).status_code


def writes_at(client: Client, route: Route, url: str) -> int:
    """Return how many statements the page writes with, 0 where this form is not enough, and undo them."""
    counter = FailAfter(0)
    with transaction.atomic():
        with connection.execute_wrapper(counter):
            status = send(client, route, url)
        transaction.set_rollback(True)
    return -counter.left if status == 303 else 0


@pytest.mark.parametrize("route", WRITING, ids=str)
def test_a_failure_after_any_statement_leaves_nothing(route: Route, alice, as_alice, settings):
    settings.DEMO = False
    url = route.url(alice)
    before = database(without=SESSIONS)
    for statement in range(1, writes_at(as_alice, route, url) + 1):
        with pytest.raises(OnPurposeError), connection.execute_wrapper(FailAfter(statement)):
            send(as_alice, route, url)
        assert database(without=SESSIONS) == before, f"after statement {statement}"


def test_most_ways_of_writing_are_tried(alice, as_alice, settings):
    settings.DEMO = False
    tried = {route.short for route in WRITING if writes_at(as_alice, route, route.url(alice))}
    assert len(tried) >= 15, sorted(tried)
    assert {"pain_add", "remove_item", "undo", "mark", "remove_recipe"} <= tried


@pytest.fixture
def full_disk(transactional_db) -> Iterator[Callable[[], None]]:
    """
    Yield what makes room again on a disk without a free page.

    Pages are taken both beyond the file's end and inside it, where earlier rows of the same process may have left some.
    """
    if connection.vendor != "sqlite":
        pytest.skip("a page limit is SQLite's own")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE filler (bytes BLOB)")
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count={pages}")
        with suppress(OperationalError):
            for _ in range(pages):
                cursor.execute("INSERT INTO filler VALUES (zeroblob(3000))")
        assert cursor.execute("PRAGMA freelist_count").fetchone()[0] == 0
    yield make_room
    make_room()


def make_room() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count=1073741823")
        cursor.execute("DROP TABLE IF EXISTS filler")


@pytest.fixture
def room_left_by_earlier_rows(transactional_db) -> None:
    PainEntryFactory.create_batch(500, user=UserFactory())
    PainEntry.objects.all().delete()


def test_a_full_disk_is_said_so_and_the_diary_goes_on_when_there_is_room(room_left_by_earlier_rows, full_disk):
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory(username="alice"))
    add, page = reverse("diary:pain_add", args=[DAY]), reverse("diary:day", args=[DAY])
    statuses = []
    for _ in range(200):  # the last page of each table may still have some room
        response = client.post(add, {"score": "4", "operation": str(uuid.uuid4())})
        statuses.append(response.status_code)
        if statuses[-1] == 503:
            break
    kept = PainEntry.objects.count()
    assert statuses[-1] == 503
    assert "was not saved" in response.text or "resting" in response.text
    assert kept == statuses.count(303)
    assert client.get(page).status_code == 200
    full_disk()
    assert client.post(add, {"score": "4", "operation": str(uuid.uuid4())}).status_code == 303
    assert PainEntry.objects.count() == kept + 1
