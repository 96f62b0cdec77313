"""Double taps, two devices and killed workers, against a real server (S1, D12, F1, F7, F10)."""

import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings

from tests.faults.server import Judge, Server, new_operation, serving

ADD = "/pain/add/2026-11-22/"
WORKERS = 2  # of config/gunicorn.py
BACK_S = 5.0  # RELIABILITY F1

pytestmark = pytest.mark.skipif(
    "sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="brings its own database"
)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("server"), people=8) as running:
        yield running


@pytest.fixture
def judge(server) -> Judge:
    return Judge(server.folder / "diary.sqlite3")


def at_once(count: int, doing: Callable[[int], object]) -> list:
    barrier = threading.Barrier(count)

    def together(number: int) -> object:
        barrier.wait(timeout=300)
        return doing(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(together, range(count)))


def test_one_form_sent_fifty_times_is_one_row_and_fifty_equal_answers(server: Server, judge: Judge):
    key = new_operation()
    form = {"score": "5", "operation": key}
    answers = [answer for _ in range(5) for answer in at_once(10, lambda number: server.ask(0, "POST", ADD, form))]
    assert {(answer.status, answer.location) for answer in answers} == {(303, answers[0].location)}
    assert judge.saved().count(key) == 1


def test_the_same_id_with_something_else_in_it_is_refused(server: Server, judge: Judge):
    key = new_operation()
    assert server.ask(0, "POST", ADD, {"score": "5", "operation": key}).status == 303
    assert server.ask(0, "POST", ADD, {"score": "6", "operation": key}).status == 409
    assert judge.saved().count(key) == 1


def test_somebody_elses_operation_id_gives_nothing_away(server: Server, judge: Judge):
    key = new_operation()
    form = {"score": "5", "operation": key}
    assert server.ask(0, "POST", ADD, form).status == 303
    assert server.ask(1, "POST", ADD, form).status == 409
    assert judge.saved().count(key) == 1


def rounds_of_two(server: Server, judge: Judge, rounds: int) -> None:
    """Two devices save one entry at the same moment: one is taken, the other is told and keeps what was typed."""
    raw = judge.column("SELECT id FROM diary_painentry WHERE score = 1 AND user_id = 2")[0]
    path = f"/pain/{uuid.UUID(str(raw))}/"
    won = 0
    for number in range(rounds):
        version = str(judge.column("SELECT version FROM diary_painentry WHERE id = ?", raw)[0])
        forms = [
            {"score": "1", "day": "2026-11-22", "clock": "12:00", "version": version, "operation": new_operation()}
            | {"note": f"round {number} device {device}"}
            for device in range(2)
        ]
        answers = at_once(2, lambda device: server.ask(1, "POST", path, forms[device]))  # noqa: B023
        assert sorted(answer.status for answer in answers) == [303, 409], [answer.body[:300] for answer in answers]
        winner = next(form for form, answer in zip(forms, answers, strict=True) if answer.status == 303)
        loser, lost = next((answer, form) for form, answer in zip(forms, answers, strict=True) if answer.status == 409)
        assert judge.column("SELECT note FROM diary_painentry WHERE id = ?", raw) == [winner["note"]]
        assert "Changed elsewhere" in loser.body
        assert lost["note"] in loser.body
        won += 1
    assert won == rounds
    assert judge.column("SELECT version FROM diary_painentry WHERE id = ?", raw) == [rounds + 1]


def test_two_devices_that_save_one_entry_at_once_do_not_undo_each_other(server: Server, judge: Judge):
    rounds_of_two(server, judge, 20)


@pytest.mark.slow
def test_five_hundred_rounds_of_two_devices(tmp_path):
    with serving(tmp_path, people=3) as fresh:
        rounds_of_two(fresh, Judge(tmp_path / "diary.sqlite3"), 500)


@pytest.mark.slow
def test_killed_workers_lose_and_double_nothing_and_are_replaced_at_once(tmp_path):
    clients, each, kills = 8, 250, 100
    with serving(tmp_path, people=clients) as server:
        acks, over, killed, longest = tmp_path / "acks", threading.Event(), 0, 0.0
        back: list[float] = []

        def client(person: int) -> float:
            slowest = 0.0
            for _ in range(each):
                key, start = new_operation(), time.monotonic()
                server.insist(person, ADD, {"score": "4", "operation": key})
                slowest = max(slowest, time.monotonic() - start)
                with acks.open("a") as file:
                    file.write(f"{key}\n")
            return slowest

        def reaper() -> int:
            """Kill one worker, and every tenth time all of them; then see how long nobody is answered."""
            count = 0
            while not over.wait(0.3) and count < kills:
                count += server.kill_workers(WORKERS if len(back) % 10 == 9 else 1)
                back.append(server.wait())
            return count

        with ThreadPoolExecutor(clients + 1) as pool:
            killing = pool.submit(reaper)
            longest = max(pool.map(client, range(clients)))
            over.set()
            killed = killing.result()
    judge, acked = Judge(tmp_path / "diary.sqlite3"), acks.read_text().split()
    print(f"\nF1: {len(acked)} acknowledged, {killed} kills, slowest save {longest:.1f} s, back in {max(back):.1f} s")
    assert len(acked) == clients * each
    assert sorted(judge.saved()) == sorted(acked)
    assert set(acked) <= set(judge.operations())
    assert judge.is_sound()
    assert killed >= kills // 2
    assert max(back) < BACK_S
