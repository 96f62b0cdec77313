"""
Erasing a person: every row, session and link at once (RELIABILITY P2).

That it stays so after a restore from an older backup is `safekeeping.erasures`' part.
"""

from django.db import transaction

from accounts.leaving import end_sessions
from accounts.models import User
from diary.exchange.kinds import kinds


def erase(user: User) -> int:
    """Erase somebody and everything of theirs; return how many rows that were."""
    with transaction.atomic():
        end_sessions(user)
        rows = sum(model.objects.of_user_with_deleted(user).delete()[0] for model in reversed(kinds()))
        return rows + user.delete()[0]
