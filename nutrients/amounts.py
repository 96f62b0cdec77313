"""
How much of each nutrient something holds: one nullable column per row of the registry.

Foods keep it per 100 g; meal items, doses, recipes and a person's own foods keep the snapshot for what was eaten. An
unknown amount is NULL, never 0. Two marks say which amounts are estimates and which are assumed zeros, so that both
can be told apart, and left out, later.
"""

from collections.abc import Collection, Mapping
from typing import Any, Self

from django.db import models
from django.db.models import Q

from nutrients.registry import NUTRIENTS


def to_mark(keys: Collection[str]) -> int:
    """Pack nutrient keys into the bits of one number."""
    return sum(1 << NUTRIENTS[key].bit for key in set(keys))


def from_mark(mark: int) -> frozenset[str]:
    """Unpack what `to_mark` packed."""
    return frozenset(key for key, nutrient in NUTRIENTS.items() if mark >> nutrient.bit & 1)


class NutrientAmounts(models.Model):
    """The columns are added below, from the registry: `vitamin_d`, `vitamin_b12`, …, each in its registry unit."""

    estimated = models.BigIntegerField(default=0)
    assumed = models.BigIntegerField(default=0)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(*[(f"{key}__gte", 0) for key in NUTRIENTS]), name="%(class)s_amounts_are_not_negative"
            )
        ]

    def amount(self, key: str) -> float | None:
        """What is known of one nutrient; None is "unknown", 0.0 is an answer."""
        value: float | None = getattr(self, NUTRIENTS[key].key)
        return value

    def amounts(self) -> dict[str, float | None]:
        return {key: self.amount(key) for key in NUTRIENTS}

    def contents(self) -> dict[str, Any]:
        """Every column of it, amounts and marks: what a snapshot consists of."""
        return {**self.amounts(), "estimated": self.estimated, "assumed": self.assumed}

    def set_amounts(
        self,
        amounts: Mapping[str, float | None],
        *,
        estimated: Collection[str] = (),
        assumed: Collection[str] = (),
    ) -> Self:
        """Replace all amounts and marks; a nutrient left out becomes unknown."""
        if strangers := amounts.keys() - NUTRIENTS.keys():
            raise KeyError(f"not in the registry: {', '.join(sorted(strangers))}")
        for key in NUTRIENTS:
            setattr(self, key, amounts.get(key))
        known = {key for key in NUTRIENTS if amounts.get(key) is not None}
        self.estimated = to_mark(known.intersection(estimated))
        self.assumed = to_mark(known.intersection(assumed))
        return self

    def take_amounts(self, source: "NutrientAmounts", *, times: float) -> Self:
        """Keep a snapshot of `source`, scaled: `times` is grams / 100 for a food, servings for a tablet."""
        scaled = {key: None if value is None else value * times for key, value in source.amounts().items()}
        return self.set_amounts(scaled, estimated=from_mark(source.estimated), assumed=from_mark(source.assumed))

    def is_known(self, key: str) -> bool:
        return self.amount(key) is not None

    def is_estimated(self, key: str) -> bool:
        """True for an amount borrowed from a sibling food or found by the third ALA rule."""
        return bool(self.estimated >> NUTRIENTS[key].bit & 1)

    def is_assumed(self, key: str) -> bool:
        """True for a zero that no table gives but nature does, such as B12 in an apple."""
        return bool(self.assumed >> NUTRIENTS[key].bit & 1)


for _nutrient in NUTRIENTS.values():
    NutrientAmounts.add_to_class(
        _nutrient.key,
        models.FloatField(f"{_nutrient.name} [{_nutrient.unit}]", null=True, blank=True),
    )
