"""Several devices write food on the same days at once: the kept sums are those of all of them (note 5)."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.postgres import running

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
DEVICES, DAYS = 4, 30
WRITER = f"""
import sys, time, django
django.setup()
from datetime import timedelta
from pathlib import Path
from django.db import transaction
from accounts.models import User
from diary.models import Meal, MealItem
from diary.services import Writing
from tests.factories import DAY
person, go = User.objects.get(username="p"), Path(sys.argv[1])
print("ready", flush=True)
while not go.exists():
    time.sleep(0.01)
for number in range({DAYS}):
    day = DAY - timedelta(days=number)
    with transaction.atomic():
        writing = Writing.begin(person)
        meal = Meal.objects.for_user(person).on(day).get()
        writing.add(MealItem(meal=meal, day=day, label="x", grams=10.0, magnesium=1.0, energy=5.0))
        time.sleep(0.03)  # meanwhile the others are at the same day
        writing.done("", "/")
"""
PEOPLE = f"""
from datetime import timedelta
from tests.factories import DAY, MealFactory, UserFactory
person = UserFactory(username="p")
for number in range({DAYS}):
    MealFactory(user=person, day=DAY - timedelta(days=number))
"""
JUDGE = """
from accounts.models import User
from diary import day_sums
from diary.day_figures import unpack
from diary.models import DaySum
from diary.prepared import ask_figures
person = User.objects.get(username="p")
rows = DaySum.objects.for_user(person).order_by("day").values_list("nutrients", "figures")
kept = [unpack(figures) for nutrients, figures in rows if nutrients == day_sums.ALL]
days = DaySum.objects.for_user(person).values_list("day", flat=True)
items = ask_figures(day_sums.eaten_by_day(day_sums.ADDED_UP), person, min(days), max(days))
print(kept == [tuple(row[1:]) for row in items], [row[2] for row in items])
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'diary.sqlite3'}"
        return
    with running() as cluster:
        yield cluster.url


def test_what_several_devices_eat_on_one_day_is_added_up_once_each(database, tmp_path):
    environment = {**os.environ, "DEBUG": "1", "STATE_DIR": str(tmp_path), "DATABASE_URL": database}
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(ROOT)}
    run = {"cwd": ROOT, "env": environment, "text": True}

    def manage(*arguments: str) -> str:
        return subprocess.check_output([sys.executable, "manage.py", *arguments], **run)

    manage("migrate", "--verbosity", "0")
    manage("shell", "--verbosity", "0", "-c", PEOPLE)
    go, pipes = tmp_path / "go", {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    devices = [subprocess.Popen([sys.executable, "-c", WRITER, str(go)], **run, **pipes) for _ in range(DEVICES)]
    for each in devices:
        assert each.stdout.readline() == "ready\n", each.stderr.read()
    go.touch()
    said = [each.communicate(timeout=300) for each in devices]
    assert [each.returncode for each in devices] == [0] * DEVICES, [error for _, error in said]
    assert manage("shell", "--verbosity", "0", "-c", JUDGE).strip() == f"True {[DEVICES] * DAYS}"
