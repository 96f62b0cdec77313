"""The line of those who want to write: first come, first served, and nobody kept from writing by it (D2)."""

import fcntl
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
from django.db import ConnectionHandler

from config.database import with_safe_options
from config.sqlite import base
from config.sqlite.base import stand

FRONT = "import sys, time; from config.sqlite.base import stand; stand(sys.argv[1]); print(flush=True); time.sleep(60)"


@pytest.fixture
def database(tmp_path, django_db_blocker):
    """A database on disk, opened the way the settings open theirs."""
    alias = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "diary.sqlite3")}
    handler = ConnectionHandler({"default": with_safe_options(alias, sqlite3.sqlite_version_info)})
    with django_db_blocker.unblock():
        yield handler["default"]
        handler["default"].close()


def begin(database) -> None:
    database.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


@pytest.fixture
def line(tmp_path) -> Path:
    return tmp_path / "diary.sqlite3.line"


@pytest.fixture
def front(line, monkeypatch) -> Iterator[int]:
    """Somebody at the front who does not move on, though others have little patience."""
    place = stand(str(line))
    monkeypatch.setattr(base, "LONGEST_S", 0.1)
    yield place
    with suppress(OSError):
        os.close(place)


def is_free(line: Path) -> bool:
    with line.open("rb") as file, suppress(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def comes_true(what: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not what() and time.monotonic() < until:
        time.sleep(0.01)
    return what()


def standing(line: Path) -> int:
    """Count who stands behind the front, as the kernel lists them."""
    return len(re.findall(rf"->.*:{line.stat().st_ino} ", Path("/proc/locks").read_text()))


def test_whoever_came_first_is_let_in_first(line):
    served: list[int] = []

    def write(number: int) -> None:
        place = stand(str(line))
        served.append(number)
        os.close(place)

    front = stand(str(line))
    writers = [Thread(target=write, args=(number,)) for number in range(5)]
    for behind, writer in enumerate(writers, start=1):
        writer.start()
        assert comes_true(lambda behind=behind: standing(line) == behind)
    os.close(front)
    for writer in writers:
        writer.join()
    assert served == [0, 1, 2, 3, 4]


def test_whoever_may_write_has_left_the_line_and_nobody_else_may_write(database, line):
    begin(database)
    assert is_free(line)
    other = sqlite3.connect(database.settings_dict["NAME"], timeout=0)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_a_front_that_does_not_move_keeps_nobody_from_writing(database, line, front):
    begin(database)
    assert database.connection.in_transaction
    assert not is_free(line)


def test_whoever_gave_up_holds_nothing_once_their_turn_comes(line, front):
    os.close(stand(str(line)))
    assert standing(line) == 1
    os.close(front)
    assert comes_true(lambda: standing(line) == 0 and is_free(line))


def test_a_process_that_dies_at_the_front_leaves_it_to_the_next(line):
    command = [sys.executable, "-c", FRONT, str(line)]
    with subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE) as dying:
        dying.stdout.readline()
        assert not is_free(line)
        dying.kill()
    assert is_free(line)


def test_where_there_can_be_no_line_writing_goes_on(database, line):
    line.mkdir()
    begin(database)
    assert database.connection.in_transaction


def test_a_database_in_memory_has_no_line(django_db_blocker, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    alias = with_safe_options({"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}, (3, 40, 1))
    with django_db_blocker.unblock():
        connection = ConnectionHandler({"default": alias})["default"]
        begin(connection)
        connection.close()
    assert list(tmp_path.iterdir()) == []


def test_only_the_owner_of_the_database_can_open_its_line(line):
    os.close(stand(str(line)))
    assert line.stat().st_mode & 0o077 == 0
