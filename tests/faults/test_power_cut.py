"""
The power goes: what was acknowledged is there, because each commit waits for the disk (D3, F4).

`power_cut.c` tells what the disk would hold. That the shim tells anything is shown by the setting that does lose
entries: synchronous NORMAL with a write-ahead log.
"""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.programs import program

ROOT = Path(__file__).resolve().parents[2]
CUTS = 40
WRITER = """
import sqlite3, sys
from config.database import sqlite_options
file, mode, synchronous = sys.argv[1:]
options = sqlite_options(sqlite3.sqlite_version_info)
line = sqlite3.connect(file, isolation_level=None)
for pragma in options["init_command"].split(";"):
    line.execute(pragma)
line.execute(f"PRAGMA journal_mode={mode}")
line.execute(f"PRAGMA synchronous={synchronous}")
line.execute("CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, words TEXT)")
number = 0
while True:
    number += 1
    line.execute("BEGIN IMMEDIATE")
    line.execute("INSERT INTO note VALUES (?, ?)", (number, "x" * 300))
    line.execute("COMMIT")
    print(number, flush=True)
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def shim(tmp_path_factory) -> Path:
    library = tmp_path_factory.mktemp("shim") / "power_cut.so"
    source = Path(__file__).with_name("power_cut.c")
    subprocess.check_call(
        [program("gcc", "gcc", "libc6-dev"), "-w", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"]
    )
    return library


def cut(folder: Path, shim: Path, mode: str, synchronous: str, after: float) -> tuple[int, set[int], str]:
    """Pull the plug on a writer; return how many it acknowledged, what the disk holds, and whether it is sound."""
    live, shadow, acks = folder / "live", folder / "shadow", folder / "acks"
    for each in (live, shadow):
        each.mkdir(parents=True)
    environment = {"LD_PRELOAD": str(shim), "LIVE": str(live), "SHADOW": str(shadow), "PYTHONPATH": str(ROOT)}
    with acks.open("w") as out:
        command = [sys.executable, "-c", WRITER, str(live / "diary.sqlite3"), mode, synchronous]
        writer = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out)
        time.sleep(after)
        writer.send_signal(signal.SIGKILL)
        writer.wait(timeout=10)
    acked = [int(line) for line in acks.read_text().split("\n")[:-1]]
    with closing(sqlite3.connect(shadow / "diary.sqlite3")) as opened:
        sound = opened.execute("PRAGMA integrity_check").fetchone()[0]
        tables = opened.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        kept = {row[0] for row in opened.execute("SELECT id FROM note")} if tables else set()
    return len(acked), kept, sound


def lost_in_cuts(tmp_path: Path, shim: Path, mode: str, synchronous: str, cuts: int) -> tuple[int, int]:
    dice, lost, acked = random.Random(7), 0, 0  # noqa: S311  # moments, not secrets
    for number in range(cuts):
        count, kept, sound = cut(tmp_path / str(number), shim, mode, synchronous, 0.4 + dice.random() * 0.6)
        assert sound == "ok"
        acked += count
        lost += len(set(range(1, count + 1)) - kept)
    print(f"\nF4 {mode} {synchronous}: {cuts} cuts, {acked} acknowledged, {lost} lost")
    assert acked > cuts, "the writer was cut off before it wrote anything"
    return acked, lost


@pytest.mark.parametrize("mode", ["TRUNCATE", "WAL"])
def test_forty_power_cuts_lose_nothing_that_was_acknowledged(tmp_path, shim, mode):
    assert lost_in_cuts(tmp_path, shim, mode, "FULL", CUTS)[1] == 0


def test_the_shim_sees_what_a_lesser_setting_loses(tmp_path, shim):
    assert lost_in_cuts(tmp_path, shim, "WAL", "NORMAL", 5)[1] > 0
