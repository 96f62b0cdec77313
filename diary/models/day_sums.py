"""What the foods of a day add up to, kept so that a look back over a year need not add them all up again."""

from typing import ClassVar

from django.db import models

from diary.owned import Dated


class DaySum(Dated):
    """
    The answer of `MealItemQuerySet.daily_intake` for one day; `diary.day_sums` alone reads and writes it.

    It is no part of the diary: the items are the truth, every day that holds one has such a row, and whatever changes
    them clears `nutrients`, the mark (`to_mark`) of what is added up in `figures`.
    """

    nutrients = models.BigIntegerField(default=0)
    figures = models.BinaryField(default=b"")

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["user", "day"], name="one_sum_a_day"),
        ]
        indexes: ClassVar[list[models.Index]] = []
