"""
A whole copy of the database at one moment, by the database's own means, and how it comes back.

Copying the live file is never one: it misses what is still in memory or in a journal.
"""

import os
import sqlite3
import subprocess
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from diary.owned import Owned


class SnapshotError(Exception):
    """The copy is not whole, or there is no empty place for it."""


def on_sqlite() -> bool:
    return connection.vendor == "sqlite"


def take(into: Path) -> Counter[int]:
    """Write a checked copy of the database to a new file; return how many rows each person has in it."""
    return _take_sqlite(into) if on_sqlite() else _take_postgresql(into)


def put_back(copy: Path, expected: Counter[int], *, replace: bool) -> None:
    """Make a copy the database, if it is whole and nothing is in the way."""
    (_put_back_sqlite if on_sqlite() else _put_back_postgresql)(copy, expected, replace)


def personal_tables() -> list[str]:
    return [model._meta.db_table for model in apps.get_models() if issubclass(model, Owned)]


def count_rows(cursor: Any) -> Counter[int]:
    counts: Counter[int] = Counter()
    for table in personal_tables():
        cursor.execute(f"SELECT user_id, count(*) FROM {table} GROUP BY user_id")  # noqa: S608  # nosec B608
        counts.update(dict(cursor.fetchall()))
    return counts


def count_in_file(copy: Path) -> Counter[int]:
    """
    Return each person's rows in a SQLite copy.

    Raises
    ------
    SnapshotError
        If the copy is damaged or points to rows that are not in it.
    """
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as opened:
        try:
            damage = opened.execute("PRAGMA integrity_check").fetchone()[0]
            dangling = opened.execute("PRAGMA foreign_key_check").fetchone()
            counts = count_rows(opened.cursor())
        except sqlite3.DatabaseError as error:
            raise SnapshotError(f"The copy cannot be read: {error}") from None
    if damage != "ok" or dangling:
        raise SnapshotError("The copy is damaged.")
    return counts


def _take_sqlite(into: Path) -> Counter[int]:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(into)])
    into.chmod(0o600)
    return count_in_file(into)


def _put_back_sqlite(copy: Path, expected: Counter[int], replace: bool) -> None:
    if count_in_file(copy) != expected:
        raise SnapshotError("The copy does not hold the rows it should.")
    target = Path(connection.settings_dict["NAME"])
    if target.exists() and not replace:
        raise SnapshotError(f"{target} exists; stop the server and add --replace to put it aside.")
    connection.close()
    if target.exists():
        target.rename(target.with_name(target.name + ".before-restore"))
    for suffix in ("-journal", "-wal", "-shm"):  # of another file: they would undo parts of this one
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    copy.chmod(0o600)
    copy.rename(target)
    _flush(target.parent)


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _take_postgresql(into: Path) -> Counter[int]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        moment = cursor.fetchone()[0]
        counts = count_rows(cursor)
        _run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={moment}", f"--file={into}")
    into.chmod(0o600)
    return counts


def _put_back_postgresql(copy: Path, expected: Counter[int], replace: bool) -> None:
    if connection.introspection.table_names() and not replace:
        raise SnapshotError("The database is not empty; make an empty one, or add --replace.")
    connection.close()
    again = ["--clean", "--if-exists"] if replace else []
    name = connection.settings_dict["NAME"]
    _run("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", *again, f"--dbname={name}", str(copy))
    with connection.cursor() as cursor:
        if count_rows(cursor) != expected:
            raise SnapshotError("The restored database does not hold the rows it should.")


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs; the password goes by the environment, where other users do not see it."""
    given = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    environment = os.environ | {variable: str(given[key]) for variable, key in names.items() if given.get(key)}
    done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SnapshotError(f"{program} failed: {done.stderr.strip().splitlines()[-1]}")
