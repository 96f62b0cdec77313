"""Pulling the plug during an upgrade: the old schema or the new one, and the next try succeeds (F2, B4)."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KILLS = 20


def schema(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return sorted(str(row[0]) for row in opened.execute("SELECT sql FROM sqlite_master"))


class Diary:
    def __init__(self, file: Path) -> None:
        self.file = file
        self.environment = {**os.environ, "DEBUG": "1", "DATABASE_URL": f"sqlite:///{file}"}

    def migrate(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "manage.py", "migrate", "--skip-checks", "--verbosity", "0"]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment)


@pytest.mark.slow
def test_an_upgrade_killed_at_any_moment_is_finished_by_the_next(tmp_path):
    whole = Diary(tmp_path / "whole.sqlite3")
    assert whole.migrate().wait(timeout=600) == 0
    cut_short = 0
    for attempt in range(KILLS):
        diary = Diary(tmp_path / f"killed{attempt}.sqlite3")
        upgrade = diary.migrate()
        try:
            upgrade.wait(timeout=1.0 + 0.2 * attempt)
        except subprocess.TimeoutExpired:
            upgrade.kill()
            upgrade.wait(timeout=120)
            cut_short += 1
        assert diary.migrate().wait(timeout=600) == 0
        assert schema(diary.file) == schema(whole.file)
    print(f"\nF2: {cut_short} of {KILLS} upgrades cut short, all finished by the next")
    assert cut_short >= KILLS // 2
