"""`manage.py add_up_days`: keep the sums of days that have none, as after an upgrade that follows a new nutrient."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from accounts.models import User
from diary import day_sums


class Command(BaseCommand):
    help = "Add up the days whose sums are not kept, so that a look back is quick. Nothing anybody wrote is touched."

    def handle(self, **options: Any) -> None:
        done = sum(_person(user) for user in User.objects.order_by("pk").iterator())
        self.stdout.write(f"{done:,} days were added up.")


@transaction.atomic
def _person(user: User) -> int:
    """One person at a time, so that nobody waits for everybody."""
    days = day_sums.days_to_add_up(user)
    day_sums.forget(user, days)
    day_sums.add_up(user, days)
    return len(days)
