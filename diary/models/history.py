"""
What was done, once each, and what stood there before.

An operation is one intent of the person: one tap, one form sent. Its id is made before it is sent, so a double tap or
a repeated request finds the first one's answer instead of writing again. A revision keeps a row as it was before the
operation touched it; undo puts it back.
"""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from diary import limits
from diary.owned import Owned
from diary.within_owner import OwnRow, WithinOwner


class Operation(Owned):
    """One intent, with its answer: where the person was sent, and what the page said."""

    payload_hash = models.CharField(max_length=64, editable=False)
    location = models.CharField(max_length=300, blank=True)
    message = models.CharField(max_length=limits.SHORT_TEXT * 2, blank=True)
    device = models.CharField(max_length=limits.SHORT_TEXT, blank=True)
    undone = models.BooleanField(default=False)

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["user", "created_at"], name="operation_by_time")]


class Revision(Owned):
    """A row as it was before an operation; `before` is NULL where the operation made the row."""

    operation = OwnRow(Operation)
    kind = models.CharField(max_length=64)
    entry_id = models.UUIDField()
    entry_version = models.PositiveIntegerField()
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    class Meta(Owned.Meta):
        constraints = [
            *Owned.Meta.constraints,
            WithinOwner(field="operation", name="revision_of_own_operation"),
            models.CheckConstraint(condition=~Q(kind=""), name="revision_names_its_kind"),
        ]
        indexes = [
            models.Index(fields=["user", "operation"], name="revision_by_operation"),
            models.Index(fields=["user", "entry_id"], name="revision_by_entry"),
        ]
