"""PostgreSQL is stopped in the middle of work, or lost for good, and nobody saving an entry notices (D11, F11)."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from scripts.postgres import Server as Cluster
from scripts.postgres import running
from tests.faults.server import Server, new_operation, serving

ADD = "/pain/add/2026-11-22/"
CLIENTS, RESTARTS = 8, 10
LONGER_THAN_A_STATEMENT_S = 17
KEPT = """
from diary.models import Revision
for key in Revision.objects.filter(kind="diary.PainEntry", before__isnull=True).values_list("operation", flat=True):
    print(key)
"""


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with running() as server:
        yield server


@pytest.mark.slow
def test_ten_restarts_cost_nobody_an_entry_or_an_error(tmp_path, cluster):
    def restart_ten_times() -> None:
        for _ in range(RESTARTS):
            time.sleep(2)
            cluster.stop("immediate")
            cluster.start()

    with serving(tmp_path, cluster.url, people=CLIENTS) as server:
        tries = save_while(server, restart_ten_times)
        kept = kept_by(server)
    judge(f"{RESTARTS} restarts", tries, kept)


@pytest.mark.slow
def test_a_standby_that_takes_over_knows_everything_that_was_acknowledged(tmp_path, cluster):
    standby = cluster.standby()
    both = f"postgres://diary@127.0.0.1:{cluster.port},127.0.0.1:{standby.port}/diary"

    def lose_the_first() -> None:
        time.sleep(5)
        cluster.stop("immediate")
        standby.promote()
        time.sleep(5)

    try:
        with serving(tmp_path, both, people=CLIENTS) as server:
            tries = save_while(server, lose_the_first)
            kept = kept_by(server)
    finally:
        standby.stop("immediate")
    judge("a takeover", tries, kept)


@pytest.mark.slow
@pytest.mark.parametrize("ended_by", ["its return", "the operator"])
def test_while_the_standby_is_away_saving_waits_and_looking_does_not(tmp_path, cluster, ended_by):
    standby = cluster.standby()
    with serving(tmp_path, cluster.url) as server, ThreadPoolExecutor(1) as pool:
        form = {"score": "4", "operation": new_operation()}
        assert server.ask(0, "POST", ADD, form | {"operation": new_operation()}).status == 303
        standby.stop("immediate")
        saving = pool.submit(server.ask, 0, "POST", ADD, form)
        time.sleep(LONGER_THAN_A_STATEMENT_S)
        assert not saving.done()
        assert server.ask(0, "GET", "/day/2026-11-22/").status == 200
        if ended_by == "its return":
            standby.start()
        else:
            cluster.wait_for_nobody()
        assert saving.result(timeout=30).status == 303
        assert server.ask(0, "POST", ADD, form).status == 303
        assert len(kept_by(server)) == 2
    if ended_by == "its return":
        standby.stop("immediate")


def save_while(server: Server, something_happens: Callable[[], None]) -> list[tuple[int, str]]:
    """Let eight people save without pause until it is over; return each answer with its operation."""
    over = threading.Event()

    def client(person: int) -> list[tuple[int, str]]:
        tries = []
        while not over.is_set():
            key = new_operation()
            tries.append((server.ask(person, "POST", ADD, {"score": "4", "operation": key}).status, key))
        return tries

    with ThreadPoolExecutor(CLIENTS) as pool:
        clients = [pool.submit(client, person) for person in range(CLIENTS)]
        try:
            something_happens()
            time.sleep(2)
        finally:
            over.set()
        return [each for done in clients for each in done.result()]


def kept_by(server: Server) -> list[str]:
    return server.manage("shell", "--verbosity", "0", "-c", KEPT).split()


def judge(trial: str, tries: list[tuple[int, str]], kept: list[str]) -> None:
    acked = {key for status, key in tries if status == 303}
    failed, lost = len(tries) - len(acked), len(acked - set(kept))
    print(f"\nF11: {len(tries)} saves in {trial}, {failed} failed, {lost} lost")
    assert len(acked) > CLIENTS
    assert (failed, lost, len(kept) - len(set(kept))) == (0, 0, 0)
