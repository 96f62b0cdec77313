"""A folder with a diary in it, driven by its own commands, as somebody who keeps backups would."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
MARKER = "zebrafinch-in-a-note"
PEOPLE = f"""
from accounts.models import User
from accounts.sessions import SessionStore
from tests.factories import PainEntryFactory, MealItemFactory
for name in ("alice", "bob"):
    person = User.objects.create_user(name)
    for score in range(10):
        PainEntryFactory(user=person, score=score, note="{MARKER}")
    MealItemFactory(user=person)
    login = SessionStore()
    login["_auth_user_id"] = str(person.pk)
    login.create()
SessionStore().create()  # of somebody who only looked at the front page
"""


class Machine:
    """One machine: its folder, its key, its backups, and the database it works with."""

    def __init__(self, folder: Path, database: str = "") -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        self.folder, self.file = folder, folder / "sunplate.sqlite3"
        self.database = database or f"sqlite:///{self.file}"

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        settings = {"DEBUG": "1", "STATE_DIR": str(self.folder), "DATABASE_URL": self.database}
        environment = {**os.environ, **settings, "DJANGO_SETTINGS_MODULE": "config.settings"}
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    def run(self, *arguments: str) -> str:
        done = self.manage(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, query: str) -> Sequence[tuple[Any, ...]]:
        if not self.on_postgresql:
            with closing(sqlite3.connect(self.file)) as opened:
                return opened.execute(query).fetchall()
        import psycopg  # installed for PostgreSQL only

        with psycopg.connect(self.database, autocommit=True) as opened:
            answer = opened.execute(query)
            return answer.fetchall() if answer.description else []

    @property
    def on_postgresql(self) -> bool:
        return self.database.startswith("postgresql:")

    def rows(self) -> dict[str, list[str]]:
        """Return all rows of the diary's tables, and of who there is."""
        listing = "SELECT tablename FROM pg_tables" if self.on_postgresql else "SELECT name FROM pragma_table_list"
        tables = [table for (table,) in self.ask(listing) if table.startswith("diary_") or table == "accounts_user"]
        return {table: sorted(map(repr, self.ask(f"SELECT * FROM {table}"))) for table in tables}  # noqa: S608

    @property
    def backups(self) -> list[Path]:
        return sorted((self.folder / "backups").glob("*.backup"))


def taken_to(machine: Machine, old: Machine) -> Path:
    """Carry the key and the newest backup to another machine, as the page for its keeper says."""
    shutil.copy(old.folder / "backup_key", machine.folder)
    (machine.folder / "backups").mkdir(exist_ok=True)
    shutil.copy(old.backups[-1], machine.folder / "backups")
    return machine.backups[-1]
