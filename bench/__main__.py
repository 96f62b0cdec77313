"""Measure every page and action of the budget, print a table, write bench.json."""

import csv
import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import timedelta
from statistics import median, quantiles
from urllib.parse import urlencode
from uuid import uuid4

from bench.first_view import first_view
from bench.setting_up import seconds_to_the_first_page
from bench.site import LAST_DAY, Answer, Site, running_site
from scripts.local_site import ROOT

ROUNDS = 40
WARM_UP = 4
DAY = LAST_DAY.isoformat()
WRITTEN_ON = (LAST_DAY - timedelta(days=400)).isoformat()  # on no page that is measured, for every round adds to it
LISTS = ROOT / "tests" / "nutrients"


@dataclass(frozen=True)
class Row:
    """One line of the table; a budget is the most that its own figure may be."""

    name: str
    p50_ms: float
    p95_ms: float
    ratio_to_bare: float | None
    queries: int | None
    bytes: int | None
    budget: str
    passed: bool


@dataclass(frozen=True)
class Page:
    """Something to ask of the site, and how many bare views it may cost."""

    name: str
    person: str
    path: str
    budget: float
    form: Callable[[], str] | None = None

    def ask(self, site: Site) -> Answer:
        form = self.form() if self.form else None
        answer = site.ask(self.person, self.path, form, htmx=form is not None)
        if answer.status not in {200, 303}:
            sys.exit(f"{self.name}: {self.path} answered {answer.status}\n{answer.body[:800].decode()}")
        return answer


def a_pain_score() -> str:
    return urlencode({"score": "4", "operation": str(uuid4())})


def a_helping() -> str:
    helping = {"quantity": "100", "unit": "g", "day": WRITTEN_ON, "kind": "lunch"}
    return urlencode({**helping, "operation": str(uuid4())})


PAGES = [
    Page("day, 1 year", "one", f"/day/{DAY}/", 3),
    Page("day, 10 years", "ten", f"/day/{DAY}/", 3),
    Page("save a pain score, 10 years", "ten", f"/pain/add/{WRITTEN_ON}/", 3, a_pain_score),
    Page("save a food, 10 years", "ten", "/foods/1/eat/", 3, a_helping),
    Page("week review, 1 year", "one", "/review/?week=2026-W47", 5),
    Page("week review, 10 years", "ten", "/review/?week=2026-W47", 5),
    Page("52 weeks, 1 year", "one", "/review/?week=2026-W47&weeks=52", 12),
    Page("52 weeks, 10 years", "ten", "/review/?week=2026-W47&weeks=52", 12),
    Page("nutrient page, 10 years", "ten", "/nutrients/magnesium/", 12),
    Page("prompts, 10 years", "ten", "/prompts/", 12),
    Page("summary page, 10 years", "ten", "/summary/", 12),
]
FIRST_VIEWS = [("day", f"/day/{DAY}/", 80, 10), ("review", "/review/?week=2026-W47", 200, 0)]
IN_STEP = [("day, 1 year", "day, 10 years"), ("week review, 1 year", "week review, 10 years")]
IN_STEP += [("52 weeks, 1 year", "52 weeks, 10 years")]


def main() -> None:
    with running_site() as site:
        rows = [*pages(site), *downloads(site), memory(site), *in_process(), *weights(site)]
    rows += [*growth(rows), setting_up()]
    show(rows)
    (ROOT / "bench.json").write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n")
    sys.exit(0 if all(row.passed for row in rows) else 1)


def pages(site: Site) -> list[Row]:
    """Measure the pages in turn with the bare view, so that both meet the same weather."""
    print(f"Measuring {len(PAGES)} pages, {ROUNDS} rounds …", flush=True)
    for page in PAGES * WARM_UP:
        page.ask(site)
    bare: dict[str, list[float]] = {page.name: [] for page in PAGES}
    own: dict[str, list[float]] = {page.name: [] for page in PAGES}
    last: dict[str, Answer] = {}
    for _ in range(ROUNDS):
        for page in PAGES:
            bare[page.name].append(site.ask(page.person, "/bare/").seconds)
            last[page.name] = page.ask(site)
            own[page.name].append(last[page.name].seconds)
    return [_page_row(page, own[page.name], bare[page.name], last[page.name]) for page in PAGES]


def _page_row(page: Page, own: list[float], bare: list[float], last: Answer) -> Row:
    ratio = median(own) / median(bare)
    queries = int(last.headers["X-Queries"])
    budget = f"≤ {page.budget:g} × bare"
    return Row(page.name, *_times(own), round(ratio, 2), queries, len(last.body), budget, ratio <= page.budget)


def _times(seconds: list[float]) -> tuple[float, float]:
    return round(median(seconds) * 1000, 2), round(quantiles(seconds, n=20)[-1] * 1000, 2)


def downloads(site: Site) -> Iterable[Row]:
    """The PDF and the full export, which cost more than a page."""
    yield _download(site, "summary PDF, 90 days", "/summary/pdf/", 1.0, most_bytes=300_000, rounds=8)
    yield _download(site, "export, 10 years", "/data/export/", 10.0, rounds=3)


def _download(
    site: Site, name: str, path: str, most_seconds: float, *, most_bytes: int | None = None, rounds: int
) -> Row:
    answers = [site.ask("ten", path) for _ in range(rounds)]
    if any(answer.status != 200 for answer in answers):
        sys.exit(f"{name}: {path} answered {answers[0].status}")
    seconds, size = [answer.seconds for answer in answers], len(answers[-1].body)
    passed = median(seconds) <= most_seconds and (most_bytes is None or size <= most_bytes)
    budget = f"≤ {most_seconds:g} s" + (f", ≤ {most_bytes // 1000} KB" if most_bytes else "")
    p50, p95 = _times(seconds)
    return Row(name, p50, p95, None, int(answers[-1].headers["X-Queries"]), size, budget, passed)


def memory(site: Site) -> Row:
    megabytes = site.memory_mb()
    return Row(f"memory of a worker: {megabytes:.0f} MB", 0, 0, None, None, None, "≤ 150 MB", megabytes <= 150)


def weights(site: Site) -> Iterable[Row]:
    """What the first view of a page weighs."""
    for name, path, most_kb, most_requests in FIRST_VIEWS:
        requests, size = first_view(site, "ten", path)
        budget = f"≤ {most_kb} KB" + (f" in ≤ {most_requests} requests" if most_requests else "")
        passed = size <= most_kb * 1000 and requests <= (most_requests or requests)
        yield Row(f"first view, {name}: {requests} requests", 0, 0, None, None, size, budget, passed)


def setting_up() -> Row:
    """From a bare clone to the first page."""
    print("Setting up a bare clone …", flush=True)
    seconds = seconds_to_the_first_page()
    taken = round((seconds or 0) * 1000, 2)
    passed = seconds is not None and seconds <= 90
    return Row("set-up from a bare clone", taken, taken, None, None, None, "≤ 90 s", passed)


def in_process() -> Iterable[Row]:
    """Search and meal line without the web around them, each text asked once: nothing is remembered from before."""
    from nutrients.meal_text import parse
    from nutrients.search import search

    yield _timed("food search", lambda text: search(text), _texts("phrases.csv", "phrase"), 15)
    yield _timed("meal line", lambda text: parse(text), _texts("lines.csv", "line"), 50)


def _texts(listing: str, column: str) -> list[str]:
    """The texts of a test list, every one once."""
    with (LISTS / listing).open(encoding="utf-8", newline="") as rows:
        return list(dict.fromkeys(row[column] for row in csv.DictReader(rows)))


def _timed(name: str, ask: Callable[[str], object], texts: list[str], most_ms: float) -> Row:
    """Time every text but the first few, which wait for the tables to be read."""
    seconds = []
    for text in texts:
        begun = time.perf_counter()
        ask(text)
        seconds.append(time.perf_counter() - begun)
    p50, p95 = _times(seconds[WARM_UP:])
    return Row(f"{name}, {len(texts)} texts", p50, p95, None, None, None, f"p95 ≤ {most_ms:g} ms", p95 <= most_ms)


def growth(rows: list[Row]) -> Iterable[Row]:
    """Ten years may cost at most a fifth more than one."""
    times = {row.name: row.p50_ms for row in rows}
    for young, old in IN_STEP:
        ratio = round(times[old] / times[young], 2)
        yield Row(f"{old} / 1 year", times[old], 0, ratio, None, None, "≤ 1.2", ratio <= 1.2)


def show(rows: list[Row]) -> None:
    print(f"\n{os.cpu_count()} cores, {ROUNDS} rounds each, pages in turn with the bare view\n")
    print(f"{'':32}{'p50 ms':>9}{'p95 ms':>9}{'ratio':>8}{'queries':>9}{'bytes':>11}  budget")
    for row in rows:
        ratio, queries, size = ("" if part is None else part for part in (row.ratio_to_bare, row.queries, row.bytes))
        verdict = "ok" if row.passed else "MISSED"
        print(f"{row.name:32}{row.p50_ms:9}{row.p95_ms:9}{ratio:>8}{queries:>9}{size:>11}  {row.budget}  {verdict}")


if __name__ == "__main__":
    main()
