"""`manage.py send_reminders`: once an hour or more often, by cron."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from diary.reminders import Outcome, readers, remind


class Command(BaseCommand):
    help = "E-mail those who asked for it and whose day is still empty at their hour. Never twice a day."

    def handle(self, *args: Any, **options: Any) -> None:
        found: Counter[Outcome] = Counter()
        failed = 0
        for user in readers():
            try:
                found[remind(user, timezone.now())] += 1
            except OSError:  # of the mail server (smtplib's are OSErrors too): the others still get theirs
                failed += 1
        said = f"Reminders: {found[Outcome.SENT]} sent, {found[Outcome.NOT_NEEDED]} not needed."
        if failed:
            raise CommandError(f"{said} {failed} could not be sent; they are not tried again today.")
        self.stdout.write(said)
