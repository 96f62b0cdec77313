"""The diary does not start where it could lose entries or show them, and says why in one sentence (D4, D8, B4)."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest
from django.db.migrations.recorder import MigrationRecorder

from config import startup
from config.startup import RefusalError

ROOT = Path(__file__).resolve().parents[2]
KEY = "q7" * 30
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def file(tmp_path) -> Path:
    tmp_path.chmod(0o700)
    path = tmp_path / "diary.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT)")
        connection.executemany("INSERT INTO note (words) VALUES (?)", [("x" * 500,)] * 200)
    connection.close()
    path.chmod(0o600)
    return path


def test_a_sound_place_is_accepted(file):
    startup.check_file(file)


def test_a_network_file_system_is_refused(file, tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "1 0 0:1 / / rw - ext4 /dev/sda rw\n" + f"2 1 0:2 / {tmp_path} rw shared:1 - nfs4 host:/share rw\n"
    )
    with pytest.raises(RefusalError, match=r"network file system \(nfs4\)"):
        startup.check_folder_is_local(file, str(mounts))


def test_a_local_folder_below_a_network_mount_is_accepted(file, tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"1 0 0:1 / / rw - nfs host:/ rw\n2 1 0:2 / {tmp_path} rw - xfs /dev/sda rw\n")
    startup.check_folder_is_local(file, str(mounts))


def test_a_read_only_place_is_refused():
    with pytest.raises(RefusalError, match="cannot be written to"):
        startup.check_folder_takes_files(Path("/proc/diary.sqlite3"))


def test_a_missing_database_is_refused(tmp_path):
    with pytest.raises(RefusalError, match=r"migrate. first"):
        startup.check_folder_takes_files(tmp_path / "none.sqlite3")


@pytest.mark.parametrize(("free", "refused"), [(999_999_999, True), (1_000_000_000, False)])
def test_a_nearly_full_disk_is_refused(file, monkeypatch, free, refused):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(10**12, 0, free))
    if refused:
        with pytest.raises(RefusalError, match="MB are needed"):
            startup.check_space(file)
    else:
        startup.check_space(file)


@pytest.mark.parametrize("loose", ["folder", "file"])
def test_files_open_to_others_are_refused(file, loose):
    (file.parent if loose == "folder" else file).chmod(0o755)
    with pytest.raises(RefusalError, match="others on this machine"):
        startup.check_modes(file)


def test_a_damaged_file_is_refused(file):
    with file.open("r+b") as raw:
        raw.seek(2 * 4096)
        raw.write(os.urandom(3000))
    with pytest.raises(RefusalError, match="restore the latest backup"):
        startup.check_content(file)


def test_something_that_is_no_database_is_refused(file):
    file.write_bytes(b"not a database at all" * 400)
    with pytest.raises(RefusalError, match="is damaged"):
        startup.check_content(file)


def test_a_write_ahead_log_is_brought_to_the_safe_journal_mode(file, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    startup.check_journal(file)
    assert file.read_bytes()[18:20] == b"\x01\x01"  # the header of a file with a rollback journal


def test_a_write_ahead_log_that_somebody_holds_is_refused(file, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    holder = sqlite3.connect(file)
    holder.execute("PRAGMA journal_mode=WAL")
    holder.execute("SELECT count(*) FROM note").fetchone()
    with pytest.raises(RefusalError, match="stop whatever has it open"):
        startup.check_journal(file)
    holder.close()


@pytest.mark.parametrize("key", ["", "short", "django-insecure-" + "x" * 60, "changeme" * 8])
def test_a_weak_key_is_refused(key):
    with pytest.raises(RefusalError, match="SECRET_KEY"):
        startup.check_secret_key(key)


@pytest.mark.django_db
def test_a_database_of_a_newer_version_is_refused(db):
    MigrationRecorder.Migration.objects.create(app="diary", name="9999_from_the_future")
    with pytest.raises(RefusalError, match=r"newer version \(diary.9999_from_the_future\)"):
        startup.check_migrations()


@pytest.mark.django_db
def test_a_database_that_lacks_a_migration_is_refused(db):
    MigrationRecorder.Migration.objects.filter(app="diary").latest("id").delete()
    with pytest.raises(RefusalError, match=r"then run .manage"):
        startup.check_migrations()


@pytest.mark.long
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": "changeme"}, "SECRET_KEY is short or well known"),
        ({"DATABASE_URL": "sqlite:////proc/diary.sqlite3"}, "cannot be written to"),
    ],
)
def test_a_refusal_ends_the_process_with_one_sentence(tmp_path, change, sentence):
    environment = {**os.environ, "DEBUG": "0", "SECRET_KEY": KEY, "STATE_DIR": str(tmp_path), **change}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-m", "config.startup"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
