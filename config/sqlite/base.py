"""
SQLite with a line to stand in for those who want to write (RELIABILITY D2).

SQLite lets whoever waits for the write lock ask ever less often, and whoever has just written may ask again at once, so
that of sixteen writers one is passed over for seconds or turned away. Here they stand in line for a lock on a file
beside the database, which the kernel gives out in order; whoever is at the front holds it until SQLite lets them in, so
that nobody who has just written overtakes them. All together take longer for it: each write begins cold.

Only the order rests on this, nothing that is kept. Whoever has stood for long, or cannot have the file, asks SQLite
without it, and waits there as long as ever.
"""

import fcntl
import os
from contextlib import suppress
from threading import Thread

from django.db.backends.sqlite3 import base

LONGEST_S = 10.0


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, whose transactions begin at the front of the line."""

    def _start_transaction_under_autocommit(self) -> None:
        place = -1 if self.is_in_memory_db() else stand(f"{self.settings_dict['NAME']}.line")
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs leave it out
        finally:
            if place >= 0:
                os.close(place)  # lets go of the lock, as the end of the process would


def stand(line: str) -> int:
    """Wait for the front of the line and return the open file that holds it, -1 where there is none to be had."""
    try:
        place = os.open(line, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        return -1
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        # A thread, because the kernel's wait has no end. One that is left behind holds the file open until it has had
        # its turn, and no longer.
        waiting = Thread(target=_wait, args=(place,), daemon=True)
        waiting.start()
        waiting.join(LONGEST_S)
    return place


def _wait(place: int) -> None:
    with suppress(OSError):
        fcntl.flock(place, fcntl.LOCK_EX)
