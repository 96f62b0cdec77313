"""How far the rules are off, measured on the foods for which the table gives the answer too."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from statistics import median

from nutrients.building import plants, siblings
from nutrients.building.rows import FoodRow
from nutrients.building.sr28 import Values
from nutrients.models import Quality
from nutrients.registry import CORE
from nutrients.science.composition import alpha_linolenic

ABOVE_ROUNDING = 0.05  # [g ALA/100 g]: below it the printed digits are the error
NEAR = 0.10


@dataclass(frozen=True, slots=True)
class Errors:
    """Relative errors of a rule, as shares of the published value."""

    cases: int
    median: float
    within_a_tenth: float


def errors(pairs: Iterable[tuple[float, float]]) -> Errors | None:
    """Compare found with published amounts, where the published one is above zero."""
    off = [abs(found - published) / published for found, published in pairs if published > 0]
    if not off:
        return None
    return Errors(len(off), round(median(off), 3), round(sum(error <= NEAR for error in off) / len(off), 3))


def ala_from_all_18_3(foods: Iterable[FoodRow], values: Mapping[str, Values]) -> Errors | None:
    """Step three of the ALA rule, on foods that print ALA and all 18:3."""
    pairs = []
    for food in foods:
        of_food = values.get(food.code, {})
        if "851" in of_food and "619" in of_food and of_food["851"].amount >= ABOVE_ROUNDING:
            found = alpha_linolenic(
                {"619": of_food["619"].amount},
                gla_plant=plants.is_gla_plant(food.description),
                hydrogenated=plants.is_hydrogenated(food.description, of_food),
            )
            if found.amount is not None:
                pairs.append((found.amount, of_food["851"].amount))
    return errors(pairs)


def raw_and_cooked(foods: Iterable[FoodRow]) -> dict[str, Errors | None]:
    """The loan between siblings, on foods and lenders that were both analysed."""
    families = siblings.families(foods)
    return {
        nutrient.key: errors(
            (amount, food.amounts[nutrient.key])
            for family in families
            for food, lender, amount in siblings.offers(family, nutrient.key)
            if food.quality.get(nutrient.key) == lender.quality[nutrient.key] == Quality.ANALYSED
        )
        for nutrient in CORE
    }


def zeros_in_plants(foods: Iterable[FoodRow]) -> dict[str, dict[str, int]]:
    """Published values of foods the zero rule would cover, and how many of them are above zero."""
    plain = [food for food in foods if plants.is_plain_plant(food)]
    published = {key: [f.amounts[key] for f in plain if f.is_published(key)] for key in plants.ABSENT_FROM_PLANTS}
    return {
        key: {"published": len(amounts), "above_zero": sum(amount > 0 for amount in amounts)}
        for key, amounts in published.items()
    }


def all_checks(foods: list[FoodRow], values: Mapping[str, Values]) -> dict[str, object]:
    fish = [food for food in foods if food.group == siblings.FISH]
    found = {
        "ala_from_all_18_3": {"omega3_ala": ala_from_all_18_3(foods, values)},
        "raw_and_cooked": raw_and_cooked(foods),
        "raw_and_cooked_fish": raw_and_cooked(fish),
    }
    as_dicts = {rule: {key: off and asdict(off) for key, off in of_rule.items()} for rule, of_rule in found.items()}
    return {**as_dicts, "zeros_in_plants": zeros_in_plants(foods)}
