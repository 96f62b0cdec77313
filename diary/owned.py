"""
The only door to personal rows.

Every personal row carries its owner; `Model.objects.for_user(user)` is the one way to it. A deleted row stays as a
tombstone, so that undo can bring it back, and `for_user` no longer sees it.
"""

from datetime import UTC, date, time, timedelta
from typing import Self, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from accounts.models import User
from diary.ids import uuid7

M = TypeVar("M", bound=models.Model)


class OwnedQuerySet(models.QuerySet[M]):
    """What can be asked of one person's rows."""

    def for_user(self, user: User) -> Self:
        """The person's rows, tombstones left out."""
        return self.filter(user=user, deleted_at=None)

    def of_user_with_deleted(self, user: User) -> Self:
        """The person's rows, tombstones too: for undo, history and the full export only."""
        return self.filter(user=user)

    def between(self, first: date, last: date) -> Self:
        """Both days included."""
        return self.filter(day__range=(first, last))

    def on(self, day: date) -> Self:
        return self.filter(day=day)


class Owned(models.Model):
    """A row that belongs to one person."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)  # a default, so that an import keeps it
    deleted_at = models.DateTimeField(null=True, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["user", "id"], name="%(class)s_id_within_user")]

    def clean(self) -> None:
        """Refuse a reference to another person's row."""
        super().clean()
        for field in self._meta.concrete_fields:
            if not (isinstance(field, models.ForeignKey) and issubclass(field.related_model, Owned)):
                continue
            target = getattr(self, field.name)
            if target is not None and target.user_id != self.user_id:
                raise ValidationError({field.name: "This is not one of your own entries."})


class Dated(Owned):
    """A personal row that belongs to a day of the diary, which is a date the person chose."""

    day = models.DateField()

    class Meta(Owned.Meta):
        abstract = True
        indexes = [models.Index(fields=["user", "day"], name="%(class)s_by_day")]


class Entry(Dated):
    """Something that happened at a moment: the instant in UTC beside the day, zone and offset the person saw."""

    at = models.DateTimeField()
    zone = models.CharField(max_length=64)
    offset_minutes = models.SmallIntegerField()
    client_clock = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta(Dated.Meta):
        abstract = True

    @property
    def clock(self) -> time:
        """The time on the wall when and where it happened."""
        return (self.at.astimezone(UTC) + timedelta(minutes=self.offset_minutes)).time()
