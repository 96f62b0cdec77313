"""`manage.py erase_user`: erase one person with everything that was kept for them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.commands import person_called
from diary.erasing import erase


class Command(BaseCommand):
    help = "Erase --username with every note, version, link and session. There is no way back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", required=True)
        parser.add_argument("--yes", action="store_true", help="really erase; without it only say what would go")

    def handle(self, *, username: str, yes: bool, **options: Any) -> None:
        user = person_called(username)
        if not yes:
            raise CommandError(f"Nothing was erased. Add --yes to erase {username} for good.")
        self.stdout.write(f"{username} is erased, {erase(user):,} rows in all. Backups forget within 35 days.")
