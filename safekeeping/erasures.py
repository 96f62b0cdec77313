"""
Who was erased, by number only, in a file beside the backups.

It cannot be in the database alone: a restored backup would bring back the person and forget that they went. Nor in the
file alone: with more than one machine, it lies on one of them. So both are told, and each backup joins them.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from diary.erasing import erase
from safekeeping.models import Erasure


def _file() -> Path:
    folder: Path = settings.BACKUP_DIR
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / "erased.jsonl"


def note(instance: User, **_: Any) -> None:
    """Remember that somebody was erased, once that is certain; a visitor's demo goes by itself anyway."""
    if instance.is_demo:
        return
    gone = Erasure.objects.create(at=timezone.now(), number=instance.pk)
    transaction.on_commit(lambda: _append(gone.at, gone.number))


def _append(at: datetime, number: int) -> None:
    with _file().open("a", encoding="ascii") as file:
        file.write(json.dumps({"at": at.isoformat(), "user": number}) + "\n")


def gather() -> None:
    """Write beside the backups whom other machines erased, as far as the database that is there knows."""
    if Erasure._meta.db_table not in connection.introspection.table_names():
        return
    known = set(erased())
    for at, number in Erasure.objects.order_by("at").values_list("at", "number"):
        if (at, number) not in known:
            _append(at, number)


def erased() -> list[tuple[datetime, int]]:
    """Return when each erased person went, and their number."""
    file = _file()
    lines = file.read_text(encoding="ascii").splitlines() if file.exists() else []
    return [(datetime.fromisoformat(each["at"]), each["user"]) for each in map(json.loads, lines)]


def erase_again(since: datetime) -> int:
    """Erase whoever was erased after that moment and came back with a backup; return how many did."""
    numbers = [number for at, number in erased() if at > since]
    people = list(User.objects.filter(pk__in=numbers))
    for person in people:
        erase(person)
    return len(people)
