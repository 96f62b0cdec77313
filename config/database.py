"""
How the database is opened: RELIABILITY D2 to D5 for SQLite, D10 for PostgreSQL.

The figures here are promises about not losing an acknowledged entry; tests read the live values back.
"""

from typing import Any

BUSY_TIMEOUT_S = 20
CACHE_KIB = 20_000
SPILL_PAGES = 25_000  # 100 MB: while a long transaction is not written out before its end, others go on reading
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
        "cache_spill": SPILL_PAGES,
        "temp_store": "MEMORY",
        "journal_size_limit": JOURNAL_LIMIT_BYTES,
    }
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": BUSY_TIMEOUT_S,
        "init_command": "".join(f"PRAGMA {name}={value};" for name, value in pragmas.items()),
    }


POSTGRESQL_SETTINGS = {
    "synchronous_commit": "on",
    "statement_timeout": "15s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "30s",
}


def postgresql_alias(*, pooled: bool) -> dict[str, Any]:
    """
    Return what a PostgreSQL alias needs: no commit without the disk, no statement without an end, primaries only.

    Behind a pool that lends a connection for one transaction (PgBouncer), nothing may be kept on the connection: the
    settings then belong to the role (`docs/scaling.md`), and a cursor may not outlive its transaction.
    """
    kept = " ".join(f"-c {name}={value}" for name, value in POSTGRESQL_SETTINGS.items())
    options = {"target_session_attrs": "read-write", **({} if pooled else {"options": kept})}
    alias = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "DISABLE_SERVER_SIDE_CURSORS": pooled}
    return {**alias, "OPTIONS": options}


def with_safe_options(
    alias: dict[str, Any], sqlite_version: tuple[int, ...], *, pooled: bool = False
) -> dict[str, Any]:
    """Return a `DATABASES` entry with the options its engine needs."""
    if "postgresql" in alias["ENGINE"]:
        ours = postgresql_alias(pooled=pooled)
    else:
        ours = {"ENGINE": "config.sqlite", "OPTIONS": sqlite_options(sqlite_version)}
    return {**alias, **ours, "OPTIONS": {**ours["OPTIONS"], **alias.get("OPTIONS", {})}}
