"""`manage.py export_diary`: write everything kept for one person into a zip."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.commands import person_called
from diary.exchange.archive import Export


class Command(BaseCommand):
    help = "Write everything kept for --username into the zip --to."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", required=True)
        parser.add_argument("--to", type=Path, required=True)

    def handle(self, *, username: str, to: Path, **options: Any) -> None:
        user = person_called(username)
        export = Export(user)
        try:
            with to.open("xb") as file:
                to.chmod(0o600)
                file.writelines(export.pieces())
        except OSError as error:
            raise CommandError(f"{to} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{sum(export.rows.values()):,} notes of {username} are in {to}.")
