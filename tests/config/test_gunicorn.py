"""What the server does before it divides (D8, D9)."""

import runpy
import shutil
import sqlite3
import subprocess
from types import SimpleNamespace

import pytest
from django.db import connection

from config import gunicorn


def test_no_connection_is_open_when_the_process_forks(transactional_db, monkeypatch):
    closed = []
    connection.ensure_connection()
    monkeypatch.setattr(connection, "_close", lambda: closed.append(True))
    monkeypatch.setattr(connection, "is_in_memory_db", lambda: False, raising=False)
    kept = connection.connection
    gunicorn.pre_fork(None, None)
    assert closed == [True]
    assert connection.connection is None
    connection.connection = kept


def test_the_server_stays_down_when_the_start_is_refused(monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: SimpleNamespace(returncode=1))
    with pytest.raises(SystemExit) as ended:
        gunicorn.on_starting(None)
    assert ended.value.code == 1


def test_files_made_by_the_server_are_for_its_owner_alone():
    assert gunicorn.umask == 0o077
    assert sqlite3.sqlite_version_info >= (3, 37)  # the oldest that Django 5.2 and our constraints work with


def test_who_waits_for_something_long_keeps_nobody_else_waiting():
    assert gunicorn.worker_class == "gthread"
    assert gunicorn.threads > 1
    assert gunicorn.keepalive == 0  # a proxy that keeps lines open would send a form on one just closed


def test_the_number_of_processes_may_stand_in_the_file_of_settings(tmp_path, monkeypatch):
    for name in ("WORKERS", "BIND"):
        monkeypatch.setenv(name, "")  # so that what the file sets is taken back afterwards
        monkeypatch.delenv(name)
    (tmp_path / "config").mkdir()
    shutil.copy(gunicorn.__file__, tmp_path / "config")
    (tmp_path / ".env").write_text("WORKERS=3\nBIND=127.0.0.1:8800\n")
    said = runpy.run_path(str(tmp_path / "config/gunicorn.py"))
    assert (said["workers"], said["bind"]) == (3, "127.0.0.1:8800")


def test_a_worker_leaves_what_is_loaded_out_of_the_search_for_cycles_and_keeps_one_heap_for_long_pages(monkeypatch):
    done = []
    monkeypatch.setattr(gunicorn.gc, "freeze", lambda: done.append("kept apart"))
    monkeypatch.setattr(gunicorn.gc, "set_threshold", lambda *limits: done.append(limits[0]))
    monkeypatch.setattr(gunicorn.ctypes, "CDLL", lambda _: SimpleNamespace(mallopt=lambda *told: done.append(told)))
    gunicorn.post_worker_init(None)
    assert done[:2] == ["kept apart", 200_000]
    assert dict(done[2:]) == {
        gunicorn.M_ARENA_MAX: 1,
        gunicorn.M_TRIM_THRESHOLD: 4 * gunicorn.MB,
        gunicorn.M_MMAP_THRESHOLD: gunicorn.MB,
    }


def test_cycles_are_looked_for_once_the_answer_is_sent(monkeypatch):
    looked = []
    monkeypatch.setattr(gunicorn.gc, "collect", looked.append)
    gunicorn.post_request(None, None, None, None)
    assert looked == [1]
