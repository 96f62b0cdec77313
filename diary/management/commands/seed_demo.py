"""`manage.py seed_demo`: add a believable person with so many days."""

import secrets
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from diary.demo.menu import FoodsNotLoadedError
from diary.demo.person import seed
from diary.demo.rows import ZONE
from diary.moments import today

MOST_DAYS = 3_650
DEVELOPMENT_PASSWORD = "a sunny plate"  # noqa: S105 - only where DEBUG is on, and said aloud


class Command(BaseCommand):
    help = "Add a demo person with a diary of --days days up to today (or --last)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", default="demo")
        parser.add_argument("--days", type=int, default=90)
        parser.add_argument("--last", type=date.fromisoformat, default=None, help="the last day, such as 2026-11-22")
        parser.add_argument("--seed", type=int, default=7, help="another number makes another diary")

    def handle(self, *, username: str, days: int, last: date | None, seed: int, **options: Any) -> None:
        if not 1 <= days <= MOST_DAYS:
            raise CommandError(f"--days must lie between 1 and {MOST_DAYS}")
        if User.objects.filter(username=username).exists():
            self.stdout.write(f"{username} is there already; choose another --username for a second one.")
            return
        password = DEVELOPMENT_PASSWORD if settings.DEBUG else secrets.token_urlsafe(12)
        logged = self._fill(username, password, days, last or today(ZONE), seed)
        self.stdout.write(f"Log in as {username} with the password: {password}   ({logged} of {days} days logged)")

    @transaction.atomic
    def _fill(self, username: str, password: str, days: int, last: date, dice: int) -> int:
        user = User.objects.create_user(username, password=password)
        try:
            return seed(user, days=days, last=last, dice=dice)
        except FoodsNotLoadedError as missing:
            raise CommandError(f"{missing}. Run `manage.py load_foods` first.") from missing
