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

from django.db import connection, transaction

# Which tables hold rows of a person: asked of the copy itself, which may be of a version with other tables than ours.
PERSONAL_ON_SQLITE = """
    SELECT kept.name FROM sqlite_master AS kept JOIN pragma_table_info(kept.name) AS part
    WHERE kept.type = 'table' AND part.name = 'user_id' ORDER BY kept.name
"""
PERSONAL_ON_POSTGRESQL = """
    SELECT table_name FROM information_schema.columns
    WHERE column_name = 'user_id' AND table_schema = 'public' ORDER BY table_name
"""
DISPOSABLE = "disposable_cache"
# Fails, and its transaction with it, unless the tables hold as many rows of people as they should.
REFUSE_UNLESS_WHOLE = """
    DO $$ DECLARE personal text; held bigint; total bigint := 0; BEGIN
    FOR personal IN %s LOOP
        EXECUTE format('SELECT count(user_id) FROM public.%%I', personal) INTO held;
        total := total + held;
    END LOOP;
    IF total <> %d THEN RAISE EXCEPTION 'The copy does not hold the rows it should.'; END IF; END $$
"""


class SnapshotError(Exception):
    """The copy is not whole, or there is no empty place for it."""


def on_sqlite() -> bool:
    return connection.vendor == "sqlite"


def is_there() -> bool:
    """Whether there is a database to ask; SQLite would make an empty file by being asked."""
    return not on_sqlite() or Path(connection.settings_dict["NAME"]).exists()


def take(into: Path) -> Counter[int]:
    """Write a checked copy of the database to a new file; return how many rows each person has in it."""
    return _take_sqlite(into) if on_sqlite() else _take_postgresql(into)


def put_back(copy: Path, expected: Counter[int], *, replace: bool) -> None:
    """Make a copy the database, if it is whole and nothing is in the way."""
    (_put_back_sqlite if on_sqlite() else _put_back_postgresql)(copy, expected, replace)


def count_rows(cursor: Any, tables: str) -> Counter[int]:
    """Count each person's rows in the tables that a query names."""
    counts: Counter[int] = Counter()
    cursor.execute(tables)
    for (table,) in cursor.fetchall():
        cursor.execute(f'SELECT user_id, count(*) FROM "{table}" WHERE user_id IS NOT NULL GROUP BY 1')  # noqa: S608  # nosec B608
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
            counts = count_rows(opened.cursor(), PERSONAL_ON_SQLITE)
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
        for limit in ("idle_in_transaction_session_timeout", "statement_timeout"):  # a large copy takes its time
            cursor.execute(f"SET LOCAL {limit} = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        moment = cursor.fetchone()[0]
        counts = count_rows(cursor, PERSONAL_ON_POSTGRESQL)
        kind = ("--format=custom", "--compress=0", "--no-owner", f"--exclude-table-data={DISPOSABLE}")
        _run("pg_dump", *kind, f"--snapshot={moment}", f"--file={into}")
    into.chmod(0o600)
    return counts


def _put_back_postgresql(copy: Path, expected: Counter[int], replace: bool) -> None:
    """
    Replace every table by those of the copy in one transaction, or change nothing.

    The tables that are there go by their own names: a newer version may have some that the copy knows nothing of.
    """
    present = connection.introspection.table_names()
    if present and not replace:
        raise SnapshotError("The database is not empty; make an empty one, or stop the servers and add --replace.")
    connection.close()
    script = copy.with_suffix(".sql")
    _run("pg_restore", "--no-owner", f"--file={script}", str(copy))
    names = ", ".join(f"public.{connection.ops.quote_name(table)}" for table in present)
    dropped = [f"--command=DROP TABLE {names} CASCADE"] if present else []
    checked = f"--command={REFUSE_UNLESS_WHOLE % (PERSONAL_ON_POSTGRESQL, expected.total())}"
    whole = ("--single-transaction", "--set=ON_ERROR_STOP=1", "--no-psqlrc", "--quiet")
    _run("psql", *whole, *dropped, f"--file={script}", checked)


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs; the password goes by the environment, where other users do not see it."""
    given = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    environment = os.environ | {variable: str(given[key]) for variable, key in names.items() if given.get(key)}
    done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["it did not say why"]
        raise SnapshotError(f"{program} failed: {next((line for line in said if 'ERROR' in line), said[-1])}")
