"""`manage.py import_diary`: bring a zip from `export_diary`, or from the site, back for one person."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.commands import person_called
from diary.exchange.reading import Archive, UnreadableError
from diary.exchange.restore import Restore


class Command(BaseCommand):
    help = "Bring the zip --file into the diary of --username: all of it, or nothing. Twice does no harm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--username", required=True)
        parser.add_argument("--file", type=Path, required=True)
        parser.add_argument("--look", action="store_true", help="only say what it would do")

    def handle(self, *, username: str, file: Path, look: bool, **options: Any) -> None:
        user = person_called(username)
        try:
            with file.open("rb") as content:
                restore = Restore(user, Archive(content))
                plan = restore.look() if look else restore.apply()
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except UnreadableError as error:
            raise CommandError(f"Nothing was brought in. {error}") from error
        done = "would be new" if look else "are new"
        self.stdout.write(f"{plan.total:,} notes of {username} {done}; {sum(plan.here.values()):,} were here already.")
