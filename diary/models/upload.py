"""Files from elsewhere: one that waits for the person's word, and the lines that could not be counted."""

from django.db import models

from diary import limits
from diary.owned import Owned


class Upload(Owned):
    """Gone as soon as it was taken in, put aside, or followed by the next one; no part of the diary."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=limits.NAME, blank=True)
    content = models.BinaryField()

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["user", "created_at"], name="upload_by_time")]


class KeptLine(Owned):
    """A line of a file that nothing could be made of: kept as it stood, so that nothing is lost."""

    day = models.DateField(null=True, blank=True)
    text = models.CharField(max_length=limits.NOTE)

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["user", "day"], name="keptline_by_day")]

    def __str__(self) -> str:
        return self.text
