"""
Plain foods with an everyday name and a usual portion: what may be offered as a source of a nutrient.

The rules are on the careful side. Only single foods of SR28 with every surveyed value, for which people have several
names; no fortified products, because what is added differs by country; no ready meals, sweets, drinks or spices;
nothing that is eaten only once it is cooked, and no liver. A diet admits whole groups of the table, less foods whose
description names something of animals.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from nutrients import catalogue, lexicon
from nutrients.measures import usual_portion

PLANTS: Final = frozenset(
    {
        "Vegetables and Vegetable Products",
        "Legumes and Legume Products",
        "Fruits and Fruit Juices",
        "Nut and Seed Products",
        "Cereal Grains and Pasta",
    }
)
MILK_AND_EGGS: Final = frozenset({"Dairy and Egg Products"})
FISH: Final = frozenset({"Finfish and Shellfish Products"})
MEAT: Final = frozenset({"Beef Products", "Pork Products", "Poultry Products", "Lamb, Veal, and Game Products"})
GROUPS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "vegan": PLANTS,
        "vegetarian": PLANTS | MILK_AND_EGGS,
        "omnivore": PLANTS | MILK_AND_EGGS | FISH | MEAT,
    }
)
# No plant is a dependable source of these (S106, S107), and ALA is not EPA or DHA.
NOT_FROM_PLANTS: Final = frozenset({"vitamin_b12", "omega3_epa_dha"})
EATEN_AS_THEY_ARE: Final = frozenset(
    {"Vegetables and Vegetable Products", "Fruits and Fruit Juices", "Nut and Seed Products"}
)
MADE_UP: Final = re.compile(r"(?i)\b(added|fortified|enriched|formula|powder|powdered|dehydrated|imitation|mix)\b")
UNEATEN: Final = re.compile(r"(?i)\b(raw|uncooked|dry|dried|flour|liver|giblets|brain|kidneys?|separable fat)\b")
OF_ANIMALS: Final = re.compile(
    r"(?i)\b(meat|beef|pork|ham|bacon|chicken|turkey|fish|frankfurters?|milk|cream|cheese|butter|eggs?|whey|honey)\b"
)
LARGEST: Final = 200.0  # a "portion" beyond it is a whole fish or a whole tin [g]
COMMON: Final = 5  # names; people have more of them for what they eat often


@dataclass(frozen=True, slots=True)
class Everyday:
    """
    A food as people call it.

    Parameters
    ----------
    code, name, group : str
    grams : float
        Of a usual portion. [g]
    """

    code: str
    name: str
    group: str
    grams: float


def everyday_foods(diet: str) -> Mapping[str, Everyday]:
    """Return the foods that fit a diet ("omnivore", "vegetarian", "vegan"), by code."""
    return _fitting(diet)


@cache
def _fitting(diet: str) -> Mapping[str, Everyday]:
    return MappingProxyType({food.code: food for food in _plain() if food.group in GROUPS[diet] and _fits(food, diet)})


def _fits(food: Everyday, diet: str) -> bool:
    description = catalogue.entries()[food.code].description
    return diet == "omnivore" or food.group not in PLANTS or not OF_ANIMALS.search(description)


@cache
def _plain() -> tuple[Everyday, ...]:
    names = Counter(name.code for name in lexicon.names())
    common = ((code, name) for code, name in lexicon.display_names().items() if names[code] >= COMMON)
    named = ((catalogue.entries()[code], name) for code, name in common)
    plain = ((entry, name) for entry, name in named if _is_plain(entry))
    foods = (Everyday(entry.code, name, entry.group, usual_portion(entry.code, name)) for entry, name in plain)
    return tuple(food for food in foods if food.grams <= LARGEST)


def _is_plain(entry: catalogue.Entry) -> bool:
    if entry.source != "SR28" or not entry.complete or entry.group not in GROUPS["omnivore"]:
        return False
    if entry.code not in catalogue.portions():
        return False
    is_eaten = entry.group in EATEN_AS_THEY_ARE or not UNEATEN.search(entry.description)
    return is_eaten and not MADE_UP.search(entry.description)
