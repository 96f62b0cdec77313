"""Tablets, drops and powders: the person's own products, what they take every day, and single doses."""

from django.db import models
from django.db.models import Q

from diary import limits
from diary.limits import within
from diary.owned import Dated, Entry, Owned
from diary.within_owner import OwnRow, WithinOwner
from nutrients.amounts import NutrientAmounts


class Product(Owned, NutrientAmounts):
    """A supplement by its label; the amounts are those of one serving, elemental where the label gives a salt."""

    name = models.CharField(max_length=limits.NAME)
    serving = models.CharField(max_length=limits.NAME, default="tablet")
    is_injection = models.BooleanField(default=False)
    label_lines = models.JSONField(default=list, blank=True)
    note = models.CharField(max_length=limits.SHORT_TEXT, blank=True)

    class Meta(Owned.Meta):
        constraints = [*Owned.Meta.constraints, *NutrientAmounts.Meta.constraints]
        indexes = [models.Index(fields=["user", "name"], name="product_by_name")]

    def __str__(self) -> str:
        return self.name


class Schedule(Owned, NutrientAmounts):
    """
    "Every day since …": a daily tablet that needs no daily tap.

    It keeps its own snapshot of what one serving held, so a product that changes later does not rewrite past days.
    """

    product = OwnRow(Product)
    label = models.CharField(max_length=limits.SHORT_TEXT)
    servings = models.FloatField(default=1, validators=within(limits.SERVINGS))
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta(Owned.Meta):
        constraints = [
            *Owned.Meta.constraints,
            *NutrientAmounts.Meta.constraints,
            WithinOwner(field="product", name="schedule_of_own_product"),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=models.F("first_day")),
                name="schedule_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["user", "first_day"], name="schedule_by_first_day")]

    def __str__(self) -> str:
        return self.label


class ScheduleSkip(Dated):
    """One day on which a daily supplement was not taken."""

    schedule = OwnRow(Schedule)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            WithinOwner(field="schedule", name="skip_of_own_schedule"),
            models.UniqueConstraint(fields=["user", "schedule", "day"], name="one_skip_a_day_of_a_schedule"),
        ]


class SupplementDose(Entry, NutrientAmounts):
    """
    One dose taken. Its amounts are a snapshot of servings × label; an injection is an event and holds no intake.
    """

    product = OwnRow(Product, null=True, blank=True)
    label = models.CharField(max_length=limits.SHORT_TEXT)
    servings = models.FloatField(default=1, validators=within(limits.SERVINGS))
    serving = models.CharField(max_length=limits.NAME, default="tablet")
    is_injection = models.BooleanField(default=False)

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            *NutrientAmounts.Meta.constraints,
            WithinOwner(field="product", name="dose_of_own_product"),
        ]

    def __str__(self) -> str:
        return self.label
