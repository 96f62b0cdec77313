"""A word by e-mail at an hour of the person's choice, off until they ask for it."""

from datetime import time
from typing import ClassVar

from django.db import models

from diary.owned import Dated, Owned


class Reminder(Owned):
    """When to write, on the person's own clock."""

    is_on = models.BooleanField(default=False)
    clock = models.TimeField(default=time(20))

    class Meta(Owned.Meta):
        constraints = [
            *Owned.Meta.constraints,
            models.UniqueConstraint(fields=["user"], name="one_reminder_a_person"),
        ]


class ReminderDay(Dated):
    """A day that was looked at when its hour came: it is never looked at again, so no day has two e-mails."""

    was_sent = models.BooleanField(default=False)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["user", "day"], name="one_reminder_a_day"),
        ]
        indexes: ClassVar[list[models.Index]] = []
