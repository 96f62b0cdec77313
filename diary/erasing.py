"""
Erasing a person: every row, session and link at once (RELIABILITY P2).

That it stays so after a restore from an older backup is `safekeeping.erasures`' part.
"""

from django.db import transaction

from accounts.leaving import end_sessions
from accounts.models import User


def erase(user: User) -> int:
    """Erase somebody and everything of theirs; return how many rows that were."""
    with transaction.atomic():
        end_sessions(user)
        count, _ = user.delete()
    return count
