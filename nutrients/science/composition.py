"""Sums that carry their gaps: what is known, of how much of the food, and how much of it is estimated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from operator import add
from typing import NamedTuple

ALA_SHARE_OF_18_3 = 0.95  # of undifferentiated 18:3: within 10 % for 95 % of 879 foods with both (docs/foods.md)


@dataclass(frozen=True, slots=True)
class Portion:
    """
    Some food, and how much of one nutrient it holds.

    Parameters
    ----------
    grams : float
        Weight eaten. [g]
    per_100g : float or None
        None when nobody published a value; a published 0 is 0. [nutrient unit/100 g]
    energy_per_100g : float or None
        [kcal/100 g]
    estimated : bool
        Whether `per_100g` was borrowed, derived or assumed rather than published.

    Raises
    ------
    ValueError
        If a figure is negative or not finite.
    """

    grams: float
    per_100g: float | None
    energy_per_100g: float | None = None
    estimated: bool = False

    def __post_init__(self) -> None:
        for figure in (self.grams, self.per_100g, self.energy_per_100g):
            if figure is not None and not (isfinite(figure) and figure >= 0):
                raise ValueError(f"{figure} is not an amount of food")


class Total(NamedTuple):
    """
    A sum of one nutrient that knows what it does not know. Every field adds, so parts make up the whole.

    Parameters
    ----------
    from_food, from_supplements : float
        Known amounts. [nutrient unit]
    items, known : int
        Foods, and those of them with a value.
    energy, energy_known : float
        Energy of all foods, and of those with a value. [kcal]
    grams, grams_known : float
        Weight of all foods, and of those with a value. [g]
    supplements : int
        Doses that named an amount. They never enter the coverage.
    estimated : float
        Part of `from_food` that rests on estimated values. [nutrient unit]
    estimated_items, estimated_energy, estimated_grams : int, float, float
        Parts of `known`, `energy_known` and `grams_known` that do; assumed zeros show here only.

    Notes
    -----
    `amount` is a lower bound unless every food had a value: a gap adds nothing, and is counted as a gap. A tuple, for
    a year of days makes thousands of them.
    """

    from_food: float = 0.0
    from_supplements: float = 0.0
    items: int = 0
    known: int = 0
    energy: float = 0.0
    energy_known: float = 0.0
    grams: float = 0.0
    grams_known: float = 0.0
    supplements: int = 0
    estimated: float = 0.0
    estimated_items: int = 0
    estimated_energy: float = 0.0
    estimated_grams: float = 0.0

    def __add__(self, other: "Total") -> "Total":  # type: ignore[override]  # sums, no longer tuples
        return Total(*map(add, self, other))

    @property
    def amount(self) -> float:
        """What is known to be there. [nutrient unit]"""
        return self.from_food + self.from_supplements

    @property
    def is_lower_bound(self) -> bool:
        """True when a food lacks a value, so that the truth may be higher: write "at least"."""
        return self.known < self.items

    @property
    def coverage(self) -> float | None:
        """
        Share of the food's energy that has a value, by weight where there is no energy to go by. [unitless]

        None when nothing was recorded; 1.0 when only supplements were, for their labels leave no food unknown.
        """
        if not self.items:
            return 1.0 if self.supplements else None
        if not self.is_lower_bound:
            return 1.0
        if self.energy > 0:
            return min(1.0, max(0.0, self.energy_known / self.energy))
        return self.grams_known / self.grams if self.grams > 0 else self.known / self.items

    def without_estimates(self) -> "Total":
        """The same sum with every estimated or assumed value counted as a gap."""
        return self + Total(
            from_food=-self.estimated,
            known=-self.estimated_items,
            energy_known=-self.estimated_energy,
            grams_known=-self.estimated_grams,
            estimated=-self.estimated,
            estimated_items=-self.estimated_items,
            estimated_energy=-self.estimated_energy,
            estimated_grams=-self.estimated_grams,
        )


def total(portions: Iterable[Portion]) -> Total:
    """
    Add up one nutrient over foods.

    Parameters
    ----------
    portions : iterable of Portion

    Returns
    -------
    Total
        An empty one when there are no portions.
    """
    return sum(map(_of_portion, portions), start=Total())


def supplement(amount: float | None) -> Total:
    """
    Return one dose of a supplement as a sum.

    Parameters
    ----------
    amount : float or None
        What the label states; None when the product does not list the nutrient. [nutrient unit]

    Returns
    -------
    Total
        One dose that names an amount, or nothing at all; never a food.

    Raises
    ------
    ValueError
        If the amount is negative or not finite.
    """
    if amount is None:
        return Total()
    if not (isfinite(amount) and amount >= 0):
        raise ValueError(f"{amount} is not an amount")
    return Total(from_supplements=amount, supplements=1)


def _of_portion(portion: Portion) -> Total:
    energy = portion.grams * (portion.energy_per_100g or 0.0) / 100
    whole = Total(items=1, energy=energy, grams=portion.grams)
    if portion.per_100g is None:
        return whole
    amount = portion.grams * portion.per_100g / 100
    known = Total(from_food=amount, known=1, energy_known=energy, grams_known=portion.grams)
    if not portion.estimated:
        return whole + known
    mark = Total(estimated=amount, estimated_items=1, estimated_energy=energy, estimated_grams=portion.grams)
    return whole + known + mark


@dataclass(frozen=True, slots=True)
class Value:
    """
    A nutrient value of a food, and whether it was estimated.

    Parameters
    ----------
    amount : float or None
        [nutrient unit/100 g]
    estimated : bool
    """

    amount: float | None
    estimated: bool = False


def alpha_linolenic(values: Mapping[str, float | None], *, gla_plant: bool, hydrogenated: bool) -> Value:
    """
    Find a food's alpha-linolenic acid in what the USDA table gives.

    Parameters
    ----------
    values : mapping of str to float or None
        By USDA number: "851" ALA itself, "619" all 18:3, "685" gamma-linolenic acid, "856" other 18:3. [g/100 g]
    gla_plant : bool
        Whether the food comes from a plant rich in gamma-linolenic acid (spirulina, turmeric, borage, …).
    hydrogenated : bool
        Whether its fat is partly hydrogenated.

    Returns
    -------
    Value
        [g/100 g]; estimated only in step three, unknown when no step applies.

    Notes
    -----
    One, 851 as printed. Two, 619 less 685 less 856 where 685 is given (856 where there is one). Three, 95 % of 619,
    but not for plants and fats in which much of the 18:3 is something else.
    """
    printed, total_18_3, gamma = values.get("851"), values.get("619"), values.get("685")
    if printed is not None or total_18_3 is None:
        return Value(printed)
    if gamma is not None:
        return Value(max(0.0, total_18_3 - gamma - (values.get("856") or 0.0)))
    if gla_plant or hydrogenated:
        return Value(None)
    return Value(ALA_SHARE_OF_18_3 * total_18_3, estimated=True)
