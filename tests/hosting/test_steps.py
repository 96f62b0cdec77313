"""The guide's first start, backup, restore and upgrade, typed as they stand there into a shell (B2, B4)."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hosting import guide

pytestmark = pytest.mark.slow
HOME = "/srv/sunplate"
FIRST, SETTINGS, READY = (
    guide.block("git clone"),
    guide.block("STATE_DIR="),
    guide.block("app && python3 scripts/setup"),
)
BACKUP, UPGRADE, RESTORE = (
    guide.block("\n.venv/bin/python manage.py backup"),
    guide.block("git pull"),
    guide.block("restore"),
)
EXAMPLE = re.compile(r"sunplate-[\dT.]+Z\.backup")
PERSON = """
from tests.factories import PainEntryFactory, UserFactory
PainEntryFactory(user=UserFactory(username="anna"), score=7, note="after the garden")
"""
NOTES = """
from diary.models import PainEntry
print("NOTES", list(PainEntry.objects.values_list("user__username", "score", "note")))
"""
KEPT = "NOTES [('anna', 7, 'after the garden')]"
LATER = """
from django.db import migrations
class Migration(migrations.Migration):
    dependencies = [("accounts", "{last}")]
    operations = [migrations.RunSQL("CREATE TABLE later (id integer)", "DROP TABLE later")]
"""


@dataclass
class Machine:
    """A home for the diary, and the few programs of a system that the guide asks and that have nothing to do here."""

    folder: Path
    repository: Path

    @property
    def home(self) -> Path:
        return self.folder / "sunplate"

    @property
    def app(self) -> Path:
        return self.home / "app"

    def type(self, block: str) -> str:
        """Type a block of the guide; only where the home and the repository lie is ours."""
        typed = block.replace(HOME, str(self.home)).replace("<this repository>", str(self.repository))
        path = f"{self.programs()}:{os.environ['PATH']}"
        kept = {name: value for name, value in os.environ.items() if name not in guide.settings_named() | {"DEBUG"}}
        environment = {**kept, "PATH": path, "DJANGO_SETTINGS_MODULE": "config.settings"}
        done = subprocess.run(
            ["bash", "-e", "-c", typed], cwd=self.home, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{typed}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def programs(self) -> Path:
        folder = self.folder / "bin"
        if not folder.exists():
            folder.mkdir(parents=True)
            self.home.mkdir()
            self._program("sudo", 'if [ "$1" = -u ]; then shift 2; fi; exec "$@"')
            for name in ("apt", "useradd", "systemctl"):
                self._program(name, f'echo {name} "$@" >> {self.folder}/asked')
        return folder

    def _program(self, name: str, text: str) -> None:
        file = self.folder / "bin" / name
        file.write_text(f"#!/bin/sh\n{text}\n")
        file.chmod(0o755)

    def first_steps(self) -> None:
        self.type(FIRST)
        (self.app / ".venv").symlink_to(sys.prefix)  # the packages are those of this test, and are not fetched again
        self.type(SETTINGS)

    def shell(self, code: str) -> str:
        return self.type(f"cd {HOME}/app && umask 077 && .venv/bin/python manage.py shell -v 0 -c '{code}'")

    def starts(self) -> str:
        """Ask what the server asks itself before it starts."""
        return self.type(f"cd {HOME}/app && .venv/bin/python -m config.startup && echo READY")


@pytest.fixture(scope="module")
def repository(tmp_path_factory) -> Path:
    """What lies here now, as a repository to clone."""
    folder = tmp_path_factory.mktemp("repository")
    names = git(guide.ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, names):
        if (guide.ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(guide.ROOT / name, folder / name)
    git(folder, "init", "--quiet")
    commit(folder, "What lies here now")
    return folder


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=nobody", "-c", "user.email=nobody@example.org"]
    return subprocess.check_output(["git", *who, *arguments], cwd=folder, text=True)


def commit(folder: Path, words: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", words)


@pytest.fixture(scope="module")
def machine(repository, tmp_path_factory) -> Machine:
    machine = Machine(tmp_path_factory.mktemp("first"), repository)
    machine.first_steps()
    machine.type(READY)
    machine.shell(PERSON)
    return machine


def test_after_the_first_steps_the_server_would_start(machine):
    assert "READY" in machine.starts()
    state = machine.home / "state"
    open_to_others = [path.name for path in (state, *state.glob("*")) if path.stat().st_mode & 0o077]
    assert open_to_others == []
    assert (machine.app / ".env").stat().st_mode & 0o777 == 0o600


def test_a_backup_comes_back_on_another_machine_by_the_steps_as_written(machine, tmp_path):
    machine.type(f"cd {HOME}/app\n{BACKUP}")
    other = Machine(tmp_path / "other", machine.repository)
    other.first_steps()
    shutil.copy2(machine.home / "state/backup_key", other.home)
    shutil.copytree(machine.home / "state/backups", other.home / "backups")
    made = next((other.home / "backups").glob("*.backup")).name
    other.type(EXAMPLE.sub(made, RESTORE))
    assert KEPT in other.shell(NOTES)
    assert "READY" in other.starts()


def test_an_upgrade_by_the_steps_as_written_keeps_a_backup_and_the_notes(machine):
    last = max((machine.repository / "accounts/migrations").glob("0*.py")).stem
    before = git(machine.app, "rev-parse", "HEAD").strip()
    (machine.repository / "accounts/migrations/9999_later.py").write_text(LATER.format(last=last))
    commit(machine.repository, "A later version, with a table more")
    known = set((machine.home / "state/backups").glob("*.backup"))
    machine.type(UPGRADE)
    assert KEPT in machine.shell(NOTES)
    assert "READY" in machine.starts()
    assert "9999_later" in machine.type(f"cd {HOME}/app && .venv/bin/python manage.py showmigrations accounts")
    assert len(set((machine.home / "state/backups").glob("*.backup")) - known) == 1
    asked = (machine.folder / "asked").read_text().splitlines()
    assert [line for line in asked if line.startswith("systemctl")] == [
        "systemctl stop sunplate",
        "systemctl start sunplate",
    ]
    git(machine.app, "checkout", "--quiet", before)
    with pytest.raises(AssertionError, match="made by a newer version"):
        machine.starts()
