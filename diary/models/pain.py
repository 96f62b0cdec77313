"""Back pain: one number, saved at once; everything else is optional."""

from django.db import models
from django.db.models import Q

from diary import limits
from diary.limits import within
from diary.owned import Entry


class PainEntry(Entry):
    """A score from 0 (none) to 10 (worst imaginable), and whatever else the person wants to say about it."""

    score = models.PositiveSmallIntegerField(validators=within(limits.PAIN))
    regions = models.JSONField(default=list, blank=True)
    qualities = models.JSONField(default=list, blank=True)
    worse = models.JSONField(default=list, blank=True)
    better = models.JSONField(default=list, blank=True)
    activity = models.CharField(max_length=limits.SHORT_TEXT, blank=True)
    medicine = models.CharField(max_length=limits.SHORT_TEXT, blank=True)
    note = models.CharField(max_length=limits.NOTE, blank=True)

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(score__range=limits.PAIN), name="pain_is_zero_to_ten"),
        ]

    def __str__(self) -> str:
        return f"Pain {self.score}"
