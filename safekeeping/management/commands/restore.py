from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from accounts.models import Session
from safekeeping import backups, erasures, snapshot
from safekeeping.models import Restoration
from safekeeping.sealing import SealError
from safekeeping.snapshot import SnapshotError


class Command(BaseCommand):
    help = "Bring a backup back: check it, put it in place, upgrade it, and erase again whoever left since."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("backup", type=Path)
        parser.add_argument("--replace", action="store_true", help="put the present database aside (stop the server)")

    def handle(self, *args: Any, backup: Path, replace: bool, **options: Any) -> None:
        try:
            label = self._put_back(backup, replace=replace)
        except (SealError, SnapshotError, OSError) as error:
            raise CommandError(f"Nothing was changed. {error}") from None
        call_command("migrate", verbosity=0)
        gone = erasures.erase_again(label.made_at)
        Session.objects.all().delete()  # a log-in ended since must not come back
        epoch = Restoration.objects.create(backup_made_at=label.made_at).pk
        rows, people = label.counts.total(), len(label.counts)
        self.stdout.write(
            f"Restored the backup of {label.made_at:%Y-%m-%d %H:%M} UTC: {people:,} people, {rows:,} rows; "
            f"{gone:,} erased again. This is restore epoch {epoch}."
        )

    def _put_back(self, backup: Path, *, replace: bool) -> backups.Label:
        with TemporaryDirectory(dir=settings.STATE_DIR) as draft:
            copy = Path(draft) / "copy"
            label = backups.open_into(backup, copy)
            if label.engine != connection.vendor:
                raise SnapshotError(f"It is of {label.engine}, and the settings name another database.")
            if replace and snapshot.is_there():
                self._remember_who_left()
            snapshot.put_back(copy, label.counts, replace=replace)
        return label

    def _remember_who_left(self) -> None:
        """Ask the database that is about to go, unless it is too damaged to say."""
        try:
            erasures.gather()
        except DatabaseError:
            self.stderr.write("The present database could not be asked who was erased; only the file beside it counts.")
