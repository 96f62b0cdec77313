"""A backup counts once it has been brought back into an empty folder (B1, B2, F13)."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from diary.owned import Owned  # noqa: F401  # the tables below are those of its children
from safekeeping.snapshot import personal_tables

ROOT = Path(__file__).resolve().parents[2]
MARKER = "zebrafinch-in-a-note"
PEOPLE = f"""
from accounts.models import User
from tests.factories import PainEntryFactory, MealItemFactory
for name in ("alice", "bob"):
    person = User.objects.create_user(name)
    for score in range(10):
        PainEntryFactory(user=person, score=score, note="{MARKER}")
    MealItemFactory(user=person)
"""


class Machine:
    """A folder with a diary in it, driven by its own commands."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        self.folder, self.file = folder, folder / "sunplate.sqlite3"

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "DEBUG": "1",
            "STATE_DIR": str(self.folder),
            "DATABASE_URL": f"sqlite:///{self.file}",
        }
        environment["DJANGO_SETTINGS_MODULE"] = "config.settings"
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    def run(self, *arguments: str) -> str:
        done = self.manage(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def rows(self) -> dict[str, list[str]]:
        with closing(sqlite3.connect(self.file)) as opened:
            tables = [*personal_tables(), "accounts_user"]
            return {table: sorted(map(repr, opened.execute(f"SELECT * FROM {table}"))) for table in tables}  # noqa: S608

    @property
    def backups(self) -> list[Path]:
        return sorted((self.folder / "backups").glob("*.backup"))


@pytest.fixture(scope="module")
def old(tmp_path_factory) -> Machine:
    machine = Machine(tmp_path_factory.mktemp("old") / "state")
    machine.run("migrate", "--verbosity", "0")
    machine.run("shell", "-c", PEOPLE)
    assert "2 people" in machine.run("backup")
    return machine


def taken_to(machine: Machine, old: Machine) -> Path:
    shutil.copy(old.folder / "backup_key", machine.folder)
    (machine.folder / "backups").mkdir(exist_ok=True)
    shutil.copy(old.backups[-1], machine.folder / "backups")
    return machine.backups[-1]


def test_a_backup_comes_back_on_an_empty_machine_row_by_row(old, tmp_path):
    new = Machine(tmp_path / "new")
    for stale in ("-journal", "-wal", "-shm"):
        (new.folder / f"sunplate.sqlite3{stale}").write_bytes(os.urandom(4096))
    said = new.run("restore", str(taken_to(new, old)))
    assert "restore epoch 1" in said
    assert new.rows() == old.rows()
    assert not [path for path in new.folder.glob("sunplate.sqlite3-*") if path.stat().st_size]
    assert new.file.stat().st_mode & 0o077 == 0


def test_whoever_was_erased_since_stays_erased_and_every_login_is_over(old, tmp_path):
    new = Machine(tmp_path / "new")
    backup = taken_to(new, old)
    new.run("restore", str(backup))
    new.run("shell", "-c", "from accounts.models import User; User.objects.get(username='bob').delete()")
    assert "1 erased again" in new.run("restore", "--replace", str(backup))
    with closing(sqlite3.connect(new.file)) as opened:
        assert opened.execute("SELECT username FROM accounts_user").fetchall() == [("alice",)]
        assert opened.execute("SELECT count(*) FROM diary_painentry").fetchone() == (10,)
        assert opened.execute("SELECT count(*) FROM django_session").fetchone() == (0,)


def test_nothing_that_was_written_can_be_read_in_a_backup(old):
    content = old.backups[-1].read_bytes()
    assert MARKER.encode() not in content
    assert b"alice" not in content
    assert b"SQLite" not in content
    assert old.backups[-1].stat().st_mode & 0o077 == 0


def test_no_unsealed_copy_stays_behind(old):
    assert sorted(path.suffix for path in (old.folder / "backups").iterdir()) == [".backup"]


def test_a_database_in_place_is_not_overwritten_unasked(old, tmp_path):
    new = Machine(tmp_path / "new")
    backup = taken_to(new, old)
    new.file.write_bytes(b"precious")
    refused = new.manage("restore", str(backup))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert new.file.read_bytes() == b"precious"


def test_a_changed_backup_and_a_wrong_key_change_nothing(old, tmp_path):
    new = Machine(tmp_path / "new")
    backup = taken_to(new, old)
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    backup.write_bytes(content)
    assert "Nothing was changed" in new.manage("restore", str(backup)).stderr
    (new.folder / "backup_key").write_bytes(bytes(32))
    assert "Nothing was changed" in new.manage("restore", str(old.backups[-1])).stderr
    assert not new.file.exists()


WRITER = """
import sqlite3, sys
from config.database import sqlite_options
options = sqlite_options(sqlite3.sqlite_version_info)
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=20)
for pragma in options["init_command"].split(";"):
    connection.execute(pragma)
for number in range(1, int(sys.argv[2]) + 1):
    connection.execute("INSERT INTO note VALUES (?, ?)", (number, "x" * 400))
"""


def test_a_copy_made_while_somebody_writes_is_whole_and_has_no_gaps(tmp_path):
    file = tmp_path / "busy.sqlite3"
    with closing(sqlite3.connect(file)) as opened:
        opened.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT)")
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(file), "1000"], cwd=ROOT)
    copies = []
    while writer.poll() is None and len(copies) < 50:
        copies.append(tmp_path / f"copy{len(copies)}")
        with closing(sqlite3.connect(file, timeout=20)) as opened:
            opened.execute("VACUUM INTO ?", [str(copies[-1])])
    assert writer.wait(timeout=60) == 0
    counts = []
    for copy in copies:
        with closing(sqlite3.connect(copy)) as opened:
            assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            count, newest = opened.execute("SELECT count(*), coalesce(max(id), 0) FROM note").fetchone()
            assert count == newest
            counts.append(count)
    assert len(copies) >= 3
    assert counts == sorted(counts)
    assert 0 < counts[-1] <= 1000
