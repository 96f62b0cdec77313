"""The promises about losing nothing, read back from a live connection (RELIABILITY D2 to D5, D10)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import ConnectionHandler

from config.database import POSTGRESQL_SETTINGS, journal_mode, with_safe_options

on_sqlite = pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="these are SQLite's own")


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ("3.40.1", "TRUNCATE"),
        ("3.44.5", "TRUNCATE"),
        ("3.44.6", "WAL"),
        ("3.46.1", "TRUNCATE"),
        ("3.50.6", "TRUNCATE"),
        ("3.50.7", "WAL"),
        ("3.51.2", "TRUNCATE"),
        ("3.51.3", "WAL"),
        ("3.53.0", "WAL"),
    ],
)
def test_write_ahead_logging_waits_for_the_mended_library(version, mode):
    assert journal_mode(tuple(int(part) for part in version.split("."))) == mode


@pytest.fixture
def file_database(tmp_path, django_db_blocker):
    """A database on disk, opened the way the settings open theirs."""
    alias = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "diary.sqlite3")}
    handler = ConnectionHandler({"default": with_safe_options(alias, sqlite3.sqlite_version_info)})
    with django_db_blocker.unblock():
        yield handler["default"]
        handler["default"].close()


@on_sqlite
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("synchronous", 2),  # FULL: an acknowledged entry survives a power cut
        ("mmap_size", 0),
        ("cache_size", -20_000),
        ("cache_spill", 25_000),
        ("temp_store", 2),
        ("journal_size_limit", 64 * 1024 * 1024),
        ("foreign_keys", 1),
        ("busy_timeout", 20_000),
        ("journal_mode", journal_mode(sqlite3.sqlite_version_info).lower()),
    ],
)
def test_every_connection_keeps_the_storage_promises(file_database, pragma, value):
    with file_database.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone()[0] == value


@on_sqlite
def test_others_go_on_reading_during_a_long_transaction(file_database):
    """More than the cache holds would be written out before the end, and whoever does that keeps every reader out."""
    page = b"x" * 100_000
    with file_database.cursor() as cursor, closing(sqlite3.connect(file_database.settings_dict["NAME"])) as reader:
        cursor.execute("CREATE TABLE pages (page BLOB)")
        reader.execute("PRAGMA busy_timeout = 0")
        with transaction_of(file_database):
            for _ in range(400):
                cursor.execute("INSERT INTO pages VALUES (%s)", [page])
            assert reader.execute("SELECT count(*) FROM pages").fetchone() == (0,)
        assert reader.execute("SELECT count(*) FROM pages").fetchone() == (400,)


@contextmanager
def transaction_of(connection) -> Iterator[None]:
    connection.set_autocommit(False)
    yield
    connection.commit()
    connection.set_autocommit(True)


@on_sqlite
def test_transactions_take_the_write_lock_at_once():
    assert settings.DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_waits_for_the_disk_and_accepts_primaries_only():
    alias = with_safe_options({"ENGINE": "django.db.backends.postgresql"}, sqlite3.sqlite_version_info)
    for setting in ("synchronous_commit=on", "statement_timeout=15s", "lock_timeout=5s"):
        assert setting in alias["OPTIONS"]["options"]
    assert "idle_in_transaction_session_timeout=30s" in alias["OPTIONS"]["options"]
    assert alias["OPTIONS"]["target_session_attrs"] == "read-write"
    assert alias["CONN_HEALTH_CHECKS"]
    assert not alias["DISABLE_SERVER_SIDE_CURSORS"]


def test_behind_a_pool_nothing_is_kept_on_a_connection():
    given = {"ENGINE": "django.db.backends.postgresql"}
    alias = with_safe_options(given, sqlite3.sqlite_version_info, pooled=True)
    assert alias["DISABLE_SERVER_SIDE_CURSORS"]
    assert alias["OPTIONS"] == {"target_session_attrs": "read-write"}  # statements are prepared by nobody unasked


def test_what_the_role_is_to_be_told_behind_a_pool_is_what_a_connection_is_told_elsewhere():
    page = (Path(__file__).resolve().parents[2] / "docs/scaling.md").read_text()
    for name, value in POSTGRESQL_SETTINGS.items():
        assert f"ALTER ROLE diary SET {name} = '{value}';" in page
