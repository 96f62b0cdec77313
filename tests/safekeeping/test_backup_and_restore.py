"""A backup counts once it has been brought back into an empty folder (B1, B2, F13)."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from safekeeping.snapshot import count_in_file
from tests.safekeeping.machine import MARKER, PEOPLE, ROOT, Machine, taken_to


@pytest.fixture(scope="module")
def old(tmp_path_factory) -> Machine:
    machine = Machine(tmp_path_factory.mktemp("old") / "state")
    machine.run("migrate", "--verbosity", "0")
    machine.run("shell", "-c", PEOPLE)
    assert "2 people" in machine.run("backup")
    return machine


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
    new.run("erase_user", "--username", "bob", "--yes")
    assert "1 erased again" in new.run("restore", "--replace", str(backup))
    assert new.ask("SELECT username FROM accounts_user") == [("alice",)]
    assert new.ask("SELECT count(*) FROM diary_painentry") == [(10,)]
    assert old.ask("SELECT count(*) FROM accounts_session") == [(3,)]
    assert new.ask("SELECT count(*) FROM accounts_session") == [(0,)]


def test_an_erasure_counts_though_the_file_beside_the_backups_does_not_know_it(old, tmp_path):
    new = Machine(tmp_path / "new")
    backup = taken_to(new, old)
    new.run("restore", str(backup))
    new.run("erase_user", "--username", "bob", "--yes")
    (new.folder / "backups" / "erased.jsonl").unlink()
    assert "1 erased again" in new.run("restore", "--replace", str(backup))


def test_rows_are_counted_in_whatever_tables_the_copy_has(tmp_path):
    with closing(sqlite3.connect(tmp_path / "copy")) as opened:
        opened.executescript("CREATE TABLE notes_of_old (id, user_id); INSERT INTO notes_of_old VALUES (1, 7), (2, 7);")
    assert count_in_file(tmp_path / "copy") == {7: 2}


def test_replacing_what_is_not_there_leaves_nothing_aside(old, tmp_path):
    new = Machine(tmp_path / "new")
    new.run("restore", "--replace", str(taken_to(new, old)))
    assert not list(new.folder.glob("*.before-restore"))


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
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=120)
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
        with closing(sqlite3.connect(file, timeout=120)) as opened:
            opened.execute("VACUUM INTO ?", [str(copies[-1])])
    assert writer.wait(timeout=600) == 0
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
