"""
Raw and cooked forms of the same meat or fish: one lends the other what its record lacks.

A sibling has the same description apart from the words for raw or cooked. The borrowed value is scaled by protein,
which cooking concentrates but hardly destroys, and marked as an estimate. Only published values are lent.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from nutrients.building.rows import FoodRow
from nutrients.models import Quality
from nutrients.registry import CORE

FISH = "Finfish and Shellfish Products"
GROUPS = {
    FISH,
    "Beef Products",
    "Lamb, Veal, and Game Products",
    "Pork Products",
    "Poultry Products",
}
RAW = "raw"
COOKED = re.compile(
    r"cooked(?:\b(?!.*(?:fried|breaded)).*)?|dry heat|moist heat|boiled|broiled|roasted|baked|braised|grilled|steamed|"
    r"simmered|stewed|poached|microwaved|pan-broiled|fast roasted|slow roasted"
)
PROTEIN_ENOUGH = 5.0  # [g/100 g]: below it the ratio rests on rounding
PROTEIN_RATIO = (0.5, 2.0)

Family = list[tuple[FoodRow, bool]]  # each food, and whether it is the raw form


def families(foods: Iterable[FoodRow]) -> list[Family]:
    """Foods that differ in the words for raw or cooked alone, in the order of their codes."""
    members: dict[tuple[str, ...], Family] = defaultdict(list)
    for food in foods:
        words = [part.strip() for part in food.description.lower().split(",")]
        name = [part for part in words if part != RAW and not COOKED.fullmatch(part)]
        if food.group in GROUPS and len(name) < len(words):
            members[food.group, *name].append((food, RAW in words))
    return [family for family in members.values() if len(family) > 1]


def borrowed(food: FoodRow, lender: FoodRow, key: str) -> float | None:
    """The lender's published amount at the food's protein; None where it cannot be lent."""
    ours, theirs = food.amounts.get("protein"), lender.amounts.get("protein")
    if ours is None or theirs is None or theirs < PROTEIN_ENOUGH or not lender.is_published(key):
        return None
    low, high = PROTEIN_RATIO
    return lender.amounts[key] * ours / theirs if low < ours / theirs < high else None


def offers(family: Family, key: str) -> Iterator[tuple[FoodRow, FoodRow, float]]:
    """For each food the first sibling of the other form that can lend: food, lender, borrowed amount."""
    for food, is_raw in family:
        for lender, lender_is_raw in family:
            amount = borrowed(food, lender, key) if lender_is_raw != is_raw else None
            if amount is not None:
                yield food, lender, amount
                break


def estimate_from_siblings(foods: Iterable[FoodRow]) -> None:
    for family in families(foods):
        for nutrient in CORE:
            for food, _lender, amount in list(offers(family, nutrient.key)):
                if nutrient.key not in food.amounts:
                    food.put(nutrient.key, amount, Quality.ESTIMATED)
