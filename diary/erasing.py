"""
Erasing a person: every row, session and link at once (RELIABILITY P2).

Backups are older than the wish; so that a restore from one can carry it out again, the account's number and the moment
are kept outside the database. Nothing else about the person is.
"""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts.models import User

LIST = "erased.txt"


def erase(user: User) -> int:
    """Erase somebody and everything of theirs; return how many rows that were."""
    key = user.pk
    with transaction.atomic():
        _end_sessions(user)
        count, _ = user.delete()
    remember(key)
    return count


def _end_sessions(user: User) -> None:
    """Sessions name their person only inside, so each is opened; this is rare."""
    for session in Session.objects.iterator():
        if str(session.get_decoded().get("_auth_user_id")) == str(user.pk):
            session.delete()


def remember(key: int) -> None:
    with erased_list().open("a", encoding="ascii") as lines:
        lines.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {key}\n")


def erased_list() -> Path:
    return Path(settings.STATE_DIR) / LIST


def erased_since(moment: datetime) -> list[int]:
    """Return the accounts erased after a moment, for a restore from a backup of then."""
    path = erased_list()
    lines = path.read_text(encoding="ascii").split("\n") if path.exists() else []
    told = [line.split() for line in lines if line]
    return [int(key) for when, key in told if datetime.fromisoformat(when) >= moment]
