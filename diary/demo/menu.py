"""The dishes of the demo person, from `menu.csv`: real foods by their USDA code, in their household portions."""

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nutrients.models import Food

MENU = Path(__file__).with_name("menu.csv")


@dataclass(frozen=True, slots=True)
class Helping:
    """One food on the plate, before anyone ate it."""

    food: Food
    label: str
    quantity: float
    unit: str
    grams: float


@dataclass(frozen=True, slots=True)
class Menu:
    """For each meal: whole dishes, of which one is eaten, and extras, of which some come with it."""

    dishes: Mapping[str, list[list[Helping]]]
    extras: Mapping[str, list[Helping]]


class FoodsNotLoadedError(LookupError):
    """A food of the menu is not in the database."""


def menu() -> Menu:
    """
    Read the menu with the foods and portions of the database.

    Raises
    ------
    FoodsNotLoadedError
        If a food or its portion is not there: run `load_foods` first.
    """
    rows = _rows()
    foods = {
        food.code: food
        for food in Food.objects.filter(
            source=Food.Source.SR28, code__in={row["code"] for row in rows}
        ).prefetch_related("portions")
    }
    dishes: dict[str, dict[str, list[Helping]]] = defaultdict(lambda: defaultdict(list))
    extras: dict[str, list[Helping]] = defaultdict(list)
    for row in rows:
        place = dishes[row["meal"]][row["dish"]] if row["dish"] else extras[row["meal"]]
        place.append(_helping(row, foods))
    return Menu({meal: list(by_name.values()) for meal, by_name in dishes.items()}, extras)


@cache
def _rows() -> list[dict[str, str]]:
    with MENU.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _helping(row: Mapping[str, str], foods: Mapping[str, Food]) -> Helping:
    try:
        food = foods[row["code"]]
        portion = next(each for each in food.portions.all() if each.label.startswith(row["portion"]))
    except (KeyError, StopIteration):
        raise FoodsNotLoadedError(f"{row['label']} ({row['code']}, {row['portion']}) is not loaded") from None
    quantity = float(row["quantity"])
    return Helping(food, row["label"], quantity, portion.label, quantity * portion.grams)


def codes() -> set[str]:
    """Return the codes of all foods of the menu, for tests that load only these."""
    return {row["code"] for row in _rows()}
