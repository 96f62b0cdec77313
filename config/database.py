"""
How the database is opened: RELIABILITY D2 to D5 for SQLite, D10 for PostgreSQL.

The figures here are promises about not losing an acknowledged entry; tests read the live values back.
"""

from typing import Any

BUSY_TIMEOUT_S = 20
CACHE_KIB = 20_000
JOURNAL_LIMIT_BYTES = 64 * 1024 * 1024


def journal_mode(version: tuple[int, ...]) -> str:
    """
    Return the journal mode that is safe with this SQLite library.

    Write-ahead logging has a rare race that corrupts a file with two connections; it is mended in 3.51.3 and in the
    later patches of 3.50 and 3.44. Everything else gets a rollback journal, cut to nothing after each commit.
    """
    major, minor, patch = (*version, 0, 0, 0)[:3]
    mended = {(3, 44): 6, (3, 50): 7, (3, 51): 3}
    if (major, minor) in mended:
        return "WAL" if patch >= mended[major, minor] else "TRUNCATE"
    return "WAL" if (major, minor) > (3, 51) else "TRUNCATE"


def sqlite_options(version: tuple[int, ...]) -> dict[str, Any]:
    """Return the OPTIONS of a SQLite alias: short immediate transactions, every commit on the disk."""
    pragmas = {
        "journal_mode": journal_mode(version),
        "synchronous": "FULL",
        "foreign_keys": "ON",
        "mmap_size": 0,
        "cache_size": -CACHE_KIB,
        "temp_store": "MEMORY",
        "journal_size_limit": JOURNAL_LIMIT_BYTES,
    }
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": BUSY_TIMEOUT_S,
        "init_command": "".join(f"PRAGMA {name}={value};" for name, value in pragmas.items()),
    }


def postgresql_options() -> dict[str, Any]:
    """Return the OPTIONS of a PostgreSQL alias: no commit without the disk, no statement without an end."""
    settings = {
        "synchronous_commit": "on",
        "statement_timeout": "15s",
        "lock_timeout": "5s",
        "idle_in_transaction_session_timeout": "30s",
    }
    return {
        "options": " ".join(f"-c {name}={value}" for name, value in settings.items()),
        "target_session_attrs": "read-write",
    }


def with_safe_options(alias: dict[str, Any], sqlite_version: tuple[int, ...]) -> dict[str, Any]:
    """Return a `DATABASES` entry with the options its engine needs."""
    options = sqlite_options(sqlite_version) if "sqlite" in alias["ENGINE"] else postgresql_options()
    pooled = {} if "sqlite" in alias["ENGINE"] else {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    return {**alias, **pooled, "OPTIONS": {**options, **alias.get("OPTIONS", {})}}
