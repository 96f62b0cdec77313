"""A file that waits between its preview and the person's word to take it in."""

from django.db import models

from diary import limits
from diary.owned import Owned


class Upload(Owned):
    """Kept for an hour at most, and gone as soon as it was taken in or put aside; no part of the diary."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=limits.NAME, blank=True)
    content = models.BinaryField()

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["user", "created_at"], name="upload_by_time")]
