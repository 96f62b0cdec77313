"""Pulling the plug: a load that is killed leaves no half table, and the next one succeeds."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20


class Plug:
    """`manage.py` on a database file of its own, in processes that can be killed."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.environment = {**os.environ, "DEBUG": "1", "DATABASE_URL": f"sqlite:///{file}"}

    def start(self, command: str, *options: str) -> subprocess.Popen[bytes]:
        line = [sys.executable, "manage.py", command, "--skip-checks", *options]
        return subprocess.Popen(line, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL)

    def counts(self) -> tuple[int, int, int]:
        connection = sqlite3.connect(self.file)
        tables = ("nutrients_food", "nutrients_portion", "nutrients_dataedition")
        foods, portions, editions = (
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in tables
        )
        connection.close()
        return foods, portions, editions


@pytest.mark.slow
def test_a_killed_load_leaves_whole_sources_only(tmp_path):
    plug = Plug(tmp_path / "foods.sqlite3")
    assert plug.start("migrate", "nutrients").wait(timeout=600) == 0
    nothing, first, both = (0, 0, 0), (8_789, 14_674, 1), (8_789 + 3_932, 14_674, 2)
    seen = []
    for attempt in range(KILLS):
        load = plug.start("load_foods")
        try:
            load.wait(timeout=0.8 + 0.1 * attempt)
        except subprocess.TimeoutExpired:
            load.kill()
            load.wait(timeout=120)
        seen.append(plug.counts())
    assert set(seen) <= {nothing, first, both}
    assert nothing in seen, "no load was cut short: the waits are too long for this machine"
    assert plug.start("load_foods").wait(timeout=600) == 0
    assert plug.counts() == both
