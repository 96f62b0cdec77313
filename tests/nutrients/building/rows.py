"""Rows as the originals would give them, for the tests of each step."""

from nutrients.building import siblings
from nutrients.building.rows import FoodRow
from nutrients.building.sr28 import Value
from nutrients.models import Quality

FRUIT, VEGETABLES, FISH = "Fruits and Fruit Juices", "Vegetables and Vegetable Products", siblings.FISH
LEGUMES, GRAINS, OILS = "Legumes and Legume Products", "Cereal Grains and Pasta", "Fats and Oils"


def printed(**numbers: float) -> dict[str, Value]:
    """Values by USDA number: printed(n851=0.1)."""
    return {number.removeprefix("n"): Value(amount, Quality.ANALYSED) for number, amount in numbers.items()}


def row(description: str, group: str = FRUIT, **amounts: float) -> FoodRow:
    food = FoodRow("1", description, group)
    for key, amount in amounts.items():
        food.put(key, amount, Quality.ANALYSED)
    return food
