"""PostgreSQL is stopped in the middle of work ten times, and nobody saving an entry notices (D11, F11)."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from scripts.postgres import NoPostgresError, running
from tests.faults.server import new_operation, serving

ADD = "/pain/add/2026-11-22/"
CLIENTS, RESTARTS = 8, 10
KEPT = """
from diary.models import Revision
for key in Revision.objects.filter(kind="diary.PainEntry", before__isnull=True).values_list("operation", flat=True):
    print(key)
"""


@pytest.mark.slow
def test_ten_restarts_cost_nobody_an_entry_or_an_error(tmp_path):
    try:
        cluster = running()
        database = cluster.__enter__()
    except NoPostgresError as error:
        pytest.skip(f"NO POSTGRESQL: {error}")
    try:
        tries = save_during_restarts(tmp_path, database)
    finally:
        cluster.__exit__(None, None, None)
    statuses = [status for status, _ in tries]
    print(f"\nF11: {len(tries)} saves in {RESTARTS} restarts, {len(statuses) - statuses.count(303)} failed")
    assert set(statuses) == {303}


def save_during_restarts(folder, database) -> list[tuple[int, str]]:
    over = threading.Event()
    with serving(folder, database.url, people=CLIENTS) as server:

        def client(person: int) -> list[tuple[int, str]]:
            tries = []
            while not over.is_set():
                key = new_operation()
                answer = server.ask(person, "POST", ADD, {"score": "4", "operation": key})
                tries.append((answer.status, key))
            return tries

        with ThreadPoolExecutor(CLIENTS) as pool:
            clients = [pool.submit(client, person) for person in range(CLIENTS)]
            for _ in range(RESTARTS):
                over.wait(2)
                database.stop("immediate")
                database.start()
            over.wait(2)
            over.set()
            tries = [each for done in clients for each in done.result()]
        listing = server.manage("shell", "--verbosity", "0", "-c", KEPT)
    kept = sorted(listing.split())
    acked = sorted(key for status, key in tries if status == 303)
    assert set(acked) <= set(kept)
    assert len(kept) == len(set(kept))
    return tries
