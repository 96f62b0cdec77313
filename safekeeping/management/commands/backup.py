from typing import Any

from django.core.management.base import BaseCommand, CommandError

from safekeeping.backups import make
from safekeeping.sealing import SealError
from safekeeping.snapshot import SnapshotError


class Command(BaseCommand):
    help = "Make a sealed backup of everything, read it back, and drop those the rotation no longer keeps."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            path, label = make()
        except (SealError, SnapshotError, OSError) as error:
            raise CommandError(f"No backup was made. {error}") from None
        size, people, rows = path.stat().st_size / 1e6, len(label.counts), label.counts.total()
        self.stdout.write(f"{path}: {size:.1f} MB, {people:,} people, {rows:,} rows, read back and whole.")
