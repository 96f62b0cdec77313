"""A hundred megabytes come back within a minute (B2, F13)."""

import time

import pytest

from tests.safekeeping.machine import Machine, taken_to

MEGABYTES, SECONDS = 100, 60
FILL = """
import random
from diary.models import Operation, Revision
from tests.factories import UserFactory
from config.settings import STATE_DIR
file, chance, user = STATE_DIR / "sunplate.sqlite3", random.Random(7), UserFactory()
while file.stat().st_size < %d:
    done = Operation.objects.create(user=user)
    notes = [{"note": chance.randbytes(400).hex()} for _ in range(2000)]
    rows = [Revision(user=user, operation=done, kind="diary.PainEntry", entry_id=done.pk, entry_version=1, before=note)
            for note in notes]
    Revision.objects.bulk_create(rows)
"""


@pytest.mark.slow
def test_a_hundred_megabytes_come_back_within_a_minute(tmp_path):
    old, new = Machine(tmp_path / "old"), Machine(tmp_path / "new")
    old.run("migrate", "--verbosity", "0")
    old.run("shell", "-c", FILL % (MEGABYTES * 1_000_000))
    old.run("backup")
    backup = taken_to(new, old)
    begun = time.monotonic()
    new.run("restore", str(backup))
    seconds = time.monotonic() - begun
    print(f"\nB2: {new.file.stat().st_size / 1e6:.0f} MB restored in {seconds:.1f} s")
    assert new.rows() == old.rows()
    assert new.file.stat().st_size >= 0.9 * MEGABYTES * 1_000_000
    assert seconds < SECONDS
