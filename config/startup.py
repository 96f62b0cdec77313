"""
Refusing to start where the diary could lose entries or show them (RELIABILITY B4, D4, D8).

`python -m config.startup` says in one sentence what is wrong and what to do about it, and exits with 1. It is meant for
production; the development server does not ask.
"""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryFile

GIGABYTE = 1_000_000_000
SHORTEST_KEY = 40
WELL_KNOWN_KEYS = ("django-insecure", "changeme", "change-me", "secret")
NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.glusterfs", "fuse.s3fs"}


class RefusalError(Exception):
    """Why the diary does not start, and what to do, in one sentence for the person who runs it."""


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.conf import settings

    try:
        check_secret_key(settings.SECRET_KEY)
        alias = settings.DATABASES["default"]
        if "sqlite" in alias["ENGINE"]:
            check_file(Path(alias["NAME"]))
        check_migrations()
    except RefusalError as refusal:
        sys.exit(f"Sunplate does not start: {refusal}")


def check_secret_key(key: str) -> None:
    if len(key) < SHORTEST_KEY or key.lower().startswith(WELL_KNOWN_KEYS):
        raise RefusalError("SECRET_KEY is short or well known; leave it unset, and one is made for this machine.")


def check_file(file: Path) -> None:
    checks: Iterable[Callable[[Path], None]] = (
        check_folder_is_local,
        check_folder_takes_files,
        check_space,
        check_modes,
        check_content,
        check_journal,
    )
    for check in checks:
        check(file)


def check_folder_is_local(file: Path, mounts: str = "/proc/self/mountinfo") -> None:
    kind = file_system(file.parent, Path(mounts))
    if kind in NETWORK:
        raise RefusalError(f"{file.parent} is on a network file system ({kind}); put the database on a local disk.")


def file_system(folder: Path, mounts: Path) -> str:
    """Return the type of the file system a folder is on, "" where the system does not tell."""
    kinds: dict[str, str] = {}
    for line in mounts.read_text().splitlines() if mounts.exists() else []:
        place, _, described = line.partition(" - ")
        kinds[place.split()[4]] = described.split()[0]
    above = [str(parent) for parent in (folder.resolve(), *folder.resolve().parents)]
    return next((kinds[place] for place in above if place in kinds), "")


def check_folder_takes_files(file: Path) -> None:
    try:
        with TemporaryFile(dir=file.parent):
            pass
    except OSError as error:
        raise RefusalError(f"{file.parent} cannot be written to ({error.strerror}).") from None
    if not file.exists():
        raise RefusalError(f"there is no database at {file}; run `manage.py migrate` first.")


def check_space(file: Path) -> None:
    free, wanted = shutil.disk_usage(file.parent).free, max(GIGABYTE, 2 * file.stat().st_size)
    if free < wanted:
        raise RefusalError(f"{file.parent} has {free / 1e6:.0f} MB free; {wanted / 1e6:.0f} MB are needed.")


def check_modes(file: Path) -> None:
    for path, wanted in ((file.parent, 0o700), (file, 0o600)):
        if path.stat().st_mode & 0o077:
            raise RefusalError(f"others on this machine can open {path}; run `chmod {wanted:o} {path}`.")


def check_content(file: Path) -> None:
    try:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
        found = connection.execute("PRAGMA quick_check").fetchone()[0]
        connection.close()
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise RefusalError(f"{file} is damaged ({found.splitlines()[0]}); restore the latest backup.")


def check_journal(file: Path) -> None:
    """Bring the file to the journal mode that is safe with this SQLite; nobody else may have it open for that."""
    from config.database import journal_mode

    wanted = journal_mode(sqlite3.sqlite_version_info).lower()
    connection = sqlite3.connect(file, timeout=1)
    try:
        live = connection.execute(f"PRAGMA journal_mode={wanted}").fetchone()[0]
    except sqlite3.OperationalError:
        live = "one that somebody else holds"
    finally:
        connection.close()
    if live != wanted:
        raise RefusalError(f"{file} is in journal mode {live} and not {wanted}; stop whatever has it open.")


def check_migrations() -> None:
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    applied, known = set(loader.applied_migrations or ()), set(loader.disk_migrations or ())
    newer = sorted(f"{app}.{name}" for app, name in applied - known if app in loader.migrated_apps)
    if newer:
        raise RefusalError(f"the database was made by a newer version ({newer[0]}); install that one again.")
    if missing := known - applied:
        raise RefusalError(
            f"{len(missing)} steps of an upgrade are missing; make a backup, then run `manage.py migrate`."
        )


if __name__ == "__main__":
    main()
