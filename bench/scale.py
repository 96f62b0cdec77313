"""
Whether a hundred thousand people slow each other down: `make bench-scale`.

Two databases in one PostgreSQL, one with a single person and one with that person among many; two server processes in
front of each, asked in turn. What is compared is the same page of the same person at the same time.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode
from uuid import uuid4

from bench.site import LAST_DAY, MAKE_SESSIONS, Answer, Site
from scripts.local_site import ROOT, LocalSite, free_port, prepared, running
from scripts.postgres import Server
from scripts.postgres import running as running_postgres

PEOPLE = 100_000
ROUNDS, WARM_UP = 20, 2
LEAVERS = 5
MOST = 1.3
DAY = LAST_DAY.isoformat()
PAGES = {
    "day": f"/day/{DAY}/",
    "week review": "/review/?week=2026-W47",
    "52 weeks": "/review/?week=2026-W47&weeks=52",
    "nutrient page": "/nutrients/magnesium/",
    "prompts": "/prompts/",
    "summary page": "/summary/",
    "food search": "/foods/?q=milk",
    "save an entry": f"/pain/add/{DAY}/",
}
ERASE = """
import time
from accounts.leaving import end_sessions
from accounts.models import User
from diary.erasing import erase
for user in User.objects.filter(username__startswith="person").order_by("-pk")[:%d]:
    for part in (end_sessions, erase):
        begun = time.perf_counter()
        part(user)
        print(part.__name__, time.perf_counter() - begun)
"""
ERASING = {"erase: log-ins": "end_sessions", "erase: rows": "erase"}


@dataclass(frozen=True)
class Row:
    """One page or act: how long it takes with one person and among many."""

    name: str
    alone_p50_ms: float
    crowd_p50_ms: float
    crowd_p95_ms: float
    ratio: float
    passed: bool


class Pair:
    """Two server processes in front of one database, asked in turn, as a proxy would."""

    def __init__(self, sites: list[Site]) -> None:
        self.sites = cycle(sites)

    def ask(self, name: str, path: str) -> Answer:
        saving = name == "save an entry"
        form = urlencode({"score": "4", "operation": str(uuid4())}) if saving else None
        answer = next(self.sites).ask("one", path, form, htmx=saving)
        if answer.status not in {200, 303}:
            sys.exit(f"{name}: {path} answered {answer.status}")
        return answer


def main(people: int) -> None:
    with running_postgres() as cluster, tempfile.TemporaryDirectory() as folder:
        alone, crowd = (a_site(Path(folder) / name, cluster) for name in ("alone", "crowd"))
        sessions = [log_in(site) for site in (alone, crowd)]
        fill(crowd, people)
        with pair(alone, sessions[0]) as few, pair(crowd, sessions[1]) as many:
            rows = list(pages(few, many))
        fill(alone, LEAVERS)
        leaving = [erasing(site) for site in (alone, crowd)]
        rows += [row(name, *(times[part] for times in leaving)) for name, part in ERASING.items()]
    show(rows, people)
    sys.exit(0 if all(each.passed for each in rows) else 1)


def a_site(folder: Path, cluster: Server) -> LocalSite:
    """Make a site on a database of its own, with a person who kept a diary for a year."""
    folder.mkdir(mode=0o700)
    settings = {"DJANGO_SETTINGS_MODULE": "bench.settings", "DEBUG": "0", "BEHIND_PROXY": "1"}
    site = prepared(folder, DATABASE_URL=cluster.new_database(folder.name), **settings)
    site.manage("createcachetable")
    site.manage("collectstatic", "--noinput", "--verbosity", "0")
    site.manage("seed_demo", "--username", "one", "--days", "365", "--last", DAY)
    return site


def log_in(site: LocalSite) -> Mapping[str, str]:
    listing = site.manage("shell", "--no-imports", "-c", MAKE_SESSIONS).splitlines()
    return dict(line.split() for line in listing)  # type: ignore[misc]


def fill(site: LocalSite, people: int) -> None:
    command = [sys.executable, "-m", "bench.crowd", str(people)]
    subprocess.run(command, cwd=ROOT, env=dict(site.environment), check=True)


@contextmanager
def pair(site: LocalSite, sessions: Mapping[str, str]) -> Iterator[Pair]:
    with ExitStack() as stack:
        places = [replace(site, port=free_port()) for _ in range(2)]
        served = [stack.enter_context(running(place, "--workers", "1", "--log-level", "error")) for place in places]
        yield Pair([Site(each.port, sessions, each.pid) for each in served])


def pages(few: Pair, many: Pair) -> Iterator[Row]:
    """Ask for every page in turn, alone and among many, so that both meet the same weather."""
    alone: dict[str, list[float]] = {name: [] for name in PAGES}
    crowd: dict[str, list[float]] = {name: [] for name in PAGES}
    for number in range(WARM_UP + ROUNDS):
        for name, path in PAGES.items():
            for asked, seconds in ((few, alone), (many, crowd)):
                answer = asked.ask(name, path)
                if number >= WARM_UP:
                    seconds[name].append(answer.seconds)
    return (row(name, alone[name], crowd[name]) for name in PAGES)


def erasing(site: LocalSite) -> dict[str, list[float]]:
    """Erase some people and return how long each part of it took."""
    told = [line.split() for line in site.manage("shell", "--no-imports", "-c", ERASE % LEAVERS).splitlines()]
    return {part: [float(seconds) for name, seconds in told if name == part] for part in ERASING.values()}


def row(name: str, alone: list[float], crowd: list[float]) -> Row:
    ratio = median(crowd) / median(alone)
    times = (median(alone), median(crowd), quantiles(crowd, n=20)[-1])
    return Row(name, *(round(each * 1000, 1) for each in times), round(ratio, 2), ratio <= MOST)


def show(rows: list[Row], people: int) -> None:
    print(f"\n{os.cpu_count()} cores, 2 server processes, 1 PostgreSQL, {people:,} people, {ROUNDS} rounds\n")
    print(f"{'':20}{'alone p50 ms':>14}{'crowd p50 ms':>14}{'p95 ms':>9}{'ratio':>8}  budget")
    for each in rows:
        verdict = "ok" if each.passed else "MISSED"
        times = f"{each.alone_p50_ms:14}{each.crowd_p50_ms:14}{each.crowd_p95_ms:9}"
        print(f"{each.name:20}{times}{each.ratio:8}  ≤ {MOST} {verdict}")
    (ROOT / "bench-scale.json").write_text(json.dumps([asdict(each) for each in rows], indent=1) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
