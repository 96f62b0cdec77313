"""Anything else that was felt: a symptom of the list or in the person's own words, and how strong it was."""

from django.db import models
from django.db.models import Q

from diary import limits
from diary.limits import within
from diary.owned import Entry


class Severity(models.IntegerChoices):
    NONE = 0, "None"
    MILD = 1, "Mild"
    MODERATE = 2, "Moderate"
    SEVERE = 3, "Severe"


class SymptomEntry(Entry):
    """One symptom at one moment; `name` is the wording of the list, or the person's own."""

    name = models.CharField(max_length=limits.NAME)
    severity = models.PositiveSmallIntegerField(choices=Severity, validators=within(limits.SEVERITY))
    note = models.CharField(max_length=limits.NOTE, blank=True)

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.CheckConstraint(condition=Q(severity__range=limits.SEVERITY), name="severity_is_zero_to_three"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_severity_display().lower()}"
