"""Sixteen writers and eight readers at one file: nobody is turned away (D2, F6)."""

import os
import subprocess
import sys
from pathlib import Path
from statistics import quantiles

import pytest

from tests.faults.server import Judge

ROOT = Path(__file__).resolve().parents[2]
WRITERS, READERS, EACH = 16, 8, 60
SETUP = """
import django, sys, time, os
django.setup()
from pathlib import Path
from django.db import transaction
from accounts.models import User
from diary.models import PainEntry
from diary.services import Writing
from tests.factories import DAY, NOON
go = Path(sys.argv[1])
person = User.objects.get(username=sys.argv[2])
print("ready", flush=True)
while not go.exists():
    time.sleep(0.01)
"""
WRITER = (
    SETUP
    + f"""
for number in range({EACH}):
    start = time.perf_counter()
    with transaction.atomic():
        count = PainEntry.objects.for_user(person).count()
        write = Writing.begin(person)
        write.add(PainEntry(score=count % 11, day=DAY, at=NOON, zone="UTC", offset_minutes=0))
    print(time.perf_counter() - start, flush=True)
"""
)
READER = (
    SETUP
    + """
while not Path(sys.argv[1] + ".over").exists():
    start = time.perf_counter()
    list(PainEntry.objects.for_user(person).on(DAY)[:50])
    print(time.perf_counter() - start, flush=True)
    time.sleep(0.01)
"""
)


@pytest.mark.slow
def test_sixteen_writers_and_eight_readers_meet_no_error(tmp_path):
    file, go = tmp_path / "diary.sqlite3", tmp_path / "go"
    environment = {**os.environ, "DEBUG": "1", "STATE_DIR": str(tmp_path), "DATABASE_URL": f"sqlite:///{file}"}
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(ROOT)}
    subprocess.check_call([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, env=environment)
    people = "from tests.factories import UserFactory\nfor n in range(4): UserFactory(username=f'p{n}')"
    subprocess.check_call([sys.executable, "manage.py", "shell", "-c", people], cwd=ROOT, env=environment)

    def start(code: str, number: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", code, str(go), f"p{number % 4}"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **pipes)

    writers = [start(WRITER, number) for number in range(WRITERS)]
    readers = [start(READER, number) for number in range(READERS)]
    for each in [*writers, *readers]:
        assert each.stdout.readline() == "ready\n", each.stderr.read()
    go.touch()
    written = [each.communicate(timeout=300) for each in writers]
    (tmp_path / "go.over").touch()
    read = [each.communicate(timeout=60) for each in readers]
    assert [each.returncode for each in [*writers, *readers]] == [0] * (WRITERS + READERS), [e for _, e in written if e]
    slow_write, slow_read = (
        quantiles([float(line) for out, _ in group for line in out.split()], n=100)[98] for group in (written, read)
    )
    print(f"\nF6: {WRITERS * EACH} writes, p99 {slow_write * 1000:.0f} ms; reads p99 {slow_read * 1000:.0f} ms")
    judge = Judge(file)
    assert judge.column("SELECT count(*) FROM diary_painentry") == [WRITERS * EACH]
    assert judge.is_sound()
    assert slow_write < 2.0
    assert slow_read < 0.3
