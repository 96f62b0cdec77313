"""A summary as PDF, again and again, and a long import: whoever looks at their day hardly notices (F18, I6)."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from statistics import median, quantiles

import pytest
from django.conf import settings

from tests.faults.machines import Browser, Page
from tests.faults.server import CSRF, Server, new_operation, serving

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="brings its own database"),
]
READER, PRINTER, IMPORTER, BRINGER = range(4)
ROUNDS, REQUESTS, PAUSE_S, LINES, LONGEST_MS = 5, 80, 0.05, 20_000, 2_000
FILL = """
from datetime import date
from accounts.models import User
from diary.demo.person import seed
for name, days in (("client0", 90), ("client1", 90), ("client3", 1800)):
    seed(User.objects.get(username=name), days=days, last=date(2026, 11, 22))
"""
FOODS = ("oats", "banana", "rye bread", "lentil soup", "apple", "a stew of my own")


def table(number: int) -> str:
    """Return a file of many lines, each time other ones: half with their own figures, half to be read and matched."""
    lines = ["Day,Meal,Food,Weight,Energy (kcal),Iron (mg)"]
    for line in range(LINES):
        day = date(2010, 1, 1) + timedelta(days=line // 12)
        figures = f"{100 + number},{line % 30 / 10}" if line % 2 else ","
        lines.append(f"{day},Lunch,{FOODS[line % 6]},{50 + line % 200}.{number} g,{figures}")
    return "\n".join(lines)


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("heavy"), people=4) as running:
        running.manage("load_foods")
        running.manage("shell", "--verbosity", "0", "-c", FILL)
        running.manage("export_diary", "--username", "client3", "--to", str(running.folder / "diary.zip"))
        yield running


def days_ms(server: Server) -> list[float]:
    taken = []
    for _ in range(REQUESTS):
        begun = time.perf_counter()
        assert server.ask(READER, "GET", "/day/2026-11-20/").status == 200
        taken.append((time.perf_counter() - begun) * 1000)
        time.sleep(PAUSE_S)
    return taken


def p95(taken: list[float]) -> float:
    return quantiles(taken, n=20)[-1]


def prints(server: Server) -> None:
    answer = server.ask(PRINTER, "GET", "/summary/pdf/?days=90")
    assert (answer.status, answer.body[:5]) == (200, "%PDF-")


class Direct(Browser):
    """A browser that comes by HTTPS and without a proxy."""

    def _ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Page:
        return super()._ask(method, path, body, {**headers, "X-Forwarded-Proto": "https"})


def imports(server: Server, numbers: Iterator[int] = count()) -> None:  # noqa: B008 - counts over all rounds
    browser = person(server, IMPORTER)
    where = sent(browser, "/data/elsewhere/", table(next(numbers)))
    arrives(browser, where, browser.get(where).hidden(where))


def brings(server: Server) -> None:
    """All of it is here already, so it is read and checked from end to end, twice, and nothing is written."""
    browser = person(server, BRINGER)
    where = sent(browser, "/data/bring/", (server.folder / "diary.zip").read_bytes())
    assert browser.get(where).status == 200
    arrives(browser, where, new_form())


def person(server: Server, number: int) -> Direct:
    return Direct(server.port, {"__Host-sessionid": server.sessions[number], "__Host-csrftoken": CSRF})


def new_form() -> dict[str, str]:
    return {"csrfmiddlewaretoken": CSRF, "operation": new_operation()}


def sent(browser: Direct, path: str, file: str | bytes) -> str:
    """Send a file and return where it is looked at."""
    answer = browser.post(path, new_form(), ("file", file))
    assert answer.status == 303, answer.text[:500]
    return answer.location


def arrives(browser: Direct, where: str, form: dict[str, str]) -> None:
    answer = browser.post(where, form)
    assert answer.status == 303, answer.text[:500]


@contextmanager
def meanwhile(*work: Callable[[], None]) -> Iterator[list[int]]:
    """Do each of these over and over, and count how often each was done."""
    over, done, broken = threading.Event(), [0] * len(work), []

    def keep_on(which: int) -> None:
        try:
            while not over.is_set():
                work[which]()
                done[which] += 1
        except BaseException as error:
            broken.append(error)

    threads = [threading.Thread(target=keep_on, args=(which,)) for which in range(len(work))]
    for thread in threads:
        thread.start()
    try:
        yield done
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert broken == []


def beside(server: Server, name: str, *work: Callable[[], None]) -> tuple[float, float]:
    """Return the median, over the rounds, of how much slower the day gets, and the slowest of all. [ratio, ms]"""
    rounds, done, slowest = [], [0] * len(work), 0.0
    days_ms(server)  # what is loaded on first use
    for _ in range(ROUNDS):
        quiet = p95(days_ms(server))
        with meanwhile(*work) as counted:
            busy = days_ms(server)
        rounds.append((quiet, p95(busy)))
        slowest = max(slowest, *busy)
        done = [before + more for before, more in zip(done, counted, strict=True)]
    ratio = median(busy / quiet for quiet, busy in rounds)
    told = ", ".join(f"{quiet:.0f}/{busy:.0f}" for quiet, busy in rounds)
    print(
        f"\nF18, {name}: p95 of the day in ms, quiet/busy: {told}; median ratio {ratio:.2f}; slowest {slowest:.0f} ms"
    )
    assert min(done) >= ROUNDS
    return ratio, slowest


def test_pages_stay_quick_beside_summaries_as_pdf(server):
    ratio, _ = beside(server, "PDF", lambda: prints(server))
    assert ratio < 2


def test_pages_stay_quick_while_a_diary_is_brought_back(server):
    ratio, slowest = beside(server, "five years brought back", lambda: brings(server))
    assert ratio < 2
    assert slowest < LONGEST_MS


def test_no_page_waits_for_a_long_import(server):
    _, slowest = beside(server, "import and PDF", lambda: imports(server), lambda: prints(server))
    assert slowest < LONGEST_MS
