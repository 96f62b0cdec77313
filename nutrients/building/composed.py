"""SR28 with all that is filled in here: ALA by its rule, zeros by nature, raw and cooked forms."""

from collections.abc import Mapping

from nutrients.building import plants, siblings
from nutrients.building.rows import FoodRow
from nutrients.building.sr28 import Values
from nutrients.models import Quality
from nutrients.science.composition import alpha_linolenic

ALA = "851"


def fill_in(foods: list[FoodRow], values: Mapping[str, Values]) -> None:
    for food in foods:
        of_food = values.get(food.code, {})
        add_alpha_linolenic(food, of_food)
        plants.assume_zeros(food, of_food)
    siblings.estimate_from_siblings(foods)


def add_alpha_linolenic(food: FoodRow, values: Values) -> None:
    found = alpha_linolenic(
        {number: value.amount for number, value in values.items()},
        gla_plant=plants.is_gla_plant(food.description),
        hydrogenated=plants.is_hydrogenated(food.description, values),
    )
    if found.amount is None:
        return
    printed = values[ALA].quality if ALA in values else Quality.CALCULATED
    food.put("omega3_ala", found.amount, Quality.ESTIMATED if found.estimated else printed)
