"""The guide names what there is: every setting, every program and file of its units."""

import configparser
import re
import subprocess

import pytest

from scripts import setup
from tests.hosting import guide
from tests.programs import program

READ = re.compile(r"""env(?:\.\w+)?\(\s*"([A-Z_]+)"|os\.environ\.get\("([A-Z_]+)\"""")
FOR_DEVELOPERS = {"DEBUG"}


def read_by_the_program() -> set[str]:
    texts = [(guide.ROOT / "config" / name).read_text() for name in ("settings.py", "gunicorn.py")]
    return {name for text in texts for pair in READ.findall(text) for name in pair if name}


def test_the_guide_names_every_setting_and_no_other():
    assert guide.settings_named() == read_by_the_program() - FOR_DEVELOPERS


@pytest.mark.parametrize(
    "line", ["DATABASE_URL=postgres://diary@host/diary", "DATABASE_URL='postgres://diary@host/diary'"]
)
def test_the_driver_is_installed_for_a_database_that_the_file_of_settings_names(tmp_path, monkeypatch, line):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    assert not setup.postgres_is_meant()
    (tmp_path / ".env").write_text(f"WORKERS=2\n{line}\n")
    assert setup.postgres_is_meant()
    monkeypatch.setenv("DATABASE_URL", "sqlite:////srv/diary.sqlite3")
    assert not setup.postgres_is_meant()


def parsed(text: str) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(text)
    return unit


@pytest.mark.parametrize("name", ["sunplate.service", "sunplate-backup.service", "sunplate-reminders.service"])
def test_what_a_unit_starts_is_there_and_keeps_its_files_to_itself(name):
    service = parsed(guide.units()[name])["Service"]
    program, *arguments = service["ExecStart"].removeprefix("/srv/sunplate/app/").split()
    assert program.startswith(".venv/bin/")
    assert [each for each in arguments if each.endswith(".py") and not (guide.ROOT / each).exists()] == []
    assert (service["User"], service["UMask"], service["WorkingDirectory"]) == ("sunplate", "0077", "/srv/sunplate/app")


def test_the_one_folder_a_locked_up_service_may_write_to_is_where_the_data_lie():
    kept = dict(
        line.split("=", 1) for line in guide.block("STATE_DIR=").splitlines() if "=" in line and "<<" not in line
    )
    assert parsed(guide.units()["sunplate.service"])["Service"]["ReadWritePaths"] == kept["STATE_DIR"]


@pytest.mark.slow
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path):
    analyze = program("systemd-analyze", "systemd")
    for name, text in guide.units().items():
        at_home = text.replace("/srv/sunplate/app", str(guide.ROOT)).replace("User=sunplate\n", "")
        (tmp_path / name).write_text(at_home)
    for name in guide.units():
        done = subprocess.run([analyze, "verify", tmp_path / name], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), name
