"""Letting somebody else read a summary, for a while, and seeing who looked."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from diary import limits
from diary.owned import Owned
from diary.within_owner import OwnRow, WithinOwner


class ShareLink(Owned):
    """
    A door to one summary, read-only.

    Its secret is kept nowhere, only a digest to know it by; a code word is kept as passwords are.
    """

    name = models.CharField(max_length=limits.NAME, blank=True)
    secret_hash = models.CharField(max_length=64, editable=False)
    code_word = models.CharField(max_length=128, blank=True, editable=False)
    tries_left = models.PositiveSmallIntegerField(default=limits.CODE_WORD_TRIES, editable=False)
    first = models.DateField()
    last = models.DateField()
    sections = models.JSONField(default=list, blank=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            *Owned.Meta.constraints,
            models.UniqueConstraint(fields=["user", "secret_hash"], name="one_link_for_each_secret"),
            models.CheckConstraint(condition=Q(last__gte=models.F("first")), name="share_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["user", "expires_at"], name="sharelink_by_expiry")]

    def __str__(self) -> str:
        return self.name or "Link without a name"

    def is_open(self, now: datetime) -> bool:
        return self.revoked_at is None and self.expires_at > now and self.tries_left > 0


class ShareView(Owned):
    """Somebody opened a link; `created_at` says when."""

    link = OwnRow(ShareLink)
    device = models.CharField(max_length=limits.SHORT_TEXT, blank=True)

    class Meta(Owned.Meta):
        constraints = [*Owned.Meta.constraints, WithinOwner(field="link", name="shareview_of_own_link")]
        indexes = [models.Index(fields=["user", "link"], name="shareview_by_link")]
