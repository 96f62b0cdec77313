"""Measure every page and action of the budget, print a table, write bench.json."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from statistics import median, quantiles
from urllib.parse import urlencode
from uuid import uuid4

from bench.site import LAST_DAY, Answer, Site, running_site
from scripts.local_site import ROOT

ROUNDS = 40
WARM_UP = 4
DAY = LAST_DAY.isoformat()


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


PAGES = [
    Page("day, 1 year", "one", f"/day/{DAY}/", 3),
    Page("day, 10 years", "ten", f"/day/{DAY}/", 3),
    Page("save an entry, 10 years", "ten", f"/pain/add/{DAY}/", 3, a_pain_score),
    Page("week review, 1 year", "one", "/review/?week=2026-W47", 5),
    Page("week review, 10 years", "ten", "/review/?week=2026-W47", 5),
    Page("52 weeks, 1 year", "one", "/review/?week=2026-W47&weeks=52", 12),
    Page("52 weeks, 10 years", "ten", "/review/?week=2026-W47&weeks=52", 12),
    Page("nutrient page, 10 years", "ten", "/nutrients/magnesium/", 12),
    Page("prompts, 10 years", "ten", "/prompts/", 12),
    Page("summary page, 10 years", "ten", "/summary/", 12),
]
IN_STEP = [("day, 1 year", "day, 10 years"), ("week review, 1 year", "week review, 10 years")]
IN_STEP += [("52 weeks, 1 year", "52 weeks, 10 years")]


def main() -> None:
    with running_site() as site:
        rows = [*pages(site), *downloads(site), memory(site), *in_process()]
    rows += growth(rows)
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


def in_process() -> Iterable[Row]:
    """Search and meal line without the web around them."""
    from nutrients.meal_text import parse
    from nutrients.search import search

    phrases = ["milk", "semi skimmed milk", "2 eggs", "chiken breast", "wholemeal toast", "greek yoghurt 0%", "salmon"]
    lines = [
        "2 eggs, a cup of whole milk and a slice of wholewheat toast",
        "porridge made with 40g oats and 200ml milk",
    ]
    yield _timed("food search", lambda text: search(text), phrases, 15)
    yield _timed("meal line", lambda text: parse(text), lines, 50)


def _timed(name: str, ask: Callable[[str], object], texts: list[str], most_ms: float) -> Row:
    seconds = []
    for text in texts * 40:
        begun = time.perf_counter()
        ask(text)
        seconds.append(time.perf_counter() - begun)
    p50, p95 = _times(seconds[len(texts) :])
    return Row(name, p50, p95, None, None, None, f"p95 ≤ {most_ms:g} ms", p95 <= most_ms)


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
