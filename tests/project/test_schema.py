"""Tests begin with tables made from the models, which is quick; the tables that migrations make are the same."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
OURS = ("accounts_", "diary_", "nutrients_", "safekeeping_")
Ask = Callable[[str], list[tuple[Any, ...]]]

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="reads how SQLite writes tables down")


def described(ask: Ask) -> dict[str, Any]:
    """Columns, references, indexes and named rules of each table, in whatever order they were made."""
    tables = ask("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    return {name: described_table(ask, name, sql) for name, sql in tables if name.startswith(OURS)}


def described_table(ask: Ask, name: str, sql: str) -> dict[str, Any]:
    references = [tuple(row[2:]) for row in ask(f"PRAGMA foreign_key_list({name})")]
    indexes = [tuple(row[1:4]) for row in ask(f"PRAGMA index_list({name})")]
    return {
        "columns": sorted(tuple(row[1:]) for row in ask(f"PRAGMA table_info({name})")),
        "references": sorted(references, key=str),
        "indexes": sorted((*row[1:], columns_of(ask, row[0])) for row in indexes),
        "rules": sorted(re.findall(r'CONSTRAINT "(\w+)" (?:CHECK|UNIQUE)', sql)),
    }


def columns_of(ask: Ask, index: str) -> tuple[str, ...]:
    return tuple(row[2] for row in ask(f"PRAGMA index_info({index})"))


@pytest.mark.long
def test_migrations_make_the_tables_that_tests_begin_with(db, tmp_path):
    environment = {**os.environ, "STATE_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{tmp_path / 'diary'}"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)

    def of_tests(sql: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            return cursor.execute(sql).fetchall()

    with closing(sqlite3.connect(tmp_path / "diary")) as migrated:
        found = described(lambda sql: migrated.execute(sql).fetchall())
    assert len(found) > 30
    assert found == described(of_tests)
