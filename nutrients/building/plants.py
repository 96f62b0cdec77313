"""
Plants: where a zero is sure though nobody printed it, and where 18:3 is not ALA.

Vitamin B12, vitamin D, EPA and DHA are made by animals, fungi, algae and bacteria, or added by people. So a food gets
an assumed zero only if its group and description say that it is a plain plant food, and no word hints at anything
else. When in doubt the value stays unknown.
"""

import re

from nutrients.building.rows import FoodRow
from nutrients.building.sr28 import Values
from nutrients.models import Quality

ABSENT_FROM_PLANTS = ("vitamin_d", "vitamin_b12", "omega3_epa_dha")
EPA_AND_DHA = ("629", "621")
OTHER_18_3 = "856"


def words(*patterns: str) -> re.Pattern[str]:
    """Any of these, from the beginning of a word on."""
    return re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE)


PLANT_GROUPS = {
    "Fruits and Fruit Juices",
    "Vegetables and Vegetable Products",
    "Legumes and Legume Products",
    "Nut and Seed Products",
    "Cereal Grains and Pasta",
    "Spices and Herbs",
}
PLAIN_KINDS_OF_MIXED_GROUPS = {
    "Fats and Oils": re.compile(r"(?:Oil|Vegetable oil), (?!fish|industrial)"),
    "Sweets": re.compile(r"(?:Sugars?|Molasses|Honey|Jams and preserves|Jellies|Marmalade)\b"),
    "Beverages": re.compile(
        r"(?:Beverages, )?(?:Water|Coffee, brewed|Tea, (?:black|green|herb)|Carbonated beverage)\b", re.IGNORECASE
    ),
}
NUT_BUTTER = words("(?:peanut|almond|cashew|sesame|seed|apple|nut) butter")
FUNGI_ALGAE_FERMENTS = (
    "mushrooms?|fung|truffle|seaweed|alga|spirulina|chlorella|kelp|laver|agar|irishmoss|wakame|nori|dulse|yeast",
    "ferment|tempeh|miso|natto|sauerkraut|kimchi|pickle|soy sauce|shoyu|tamari|vinegar|olives|kombucha|fuyu|hoisin",
)
ADDED = ("fortified|enriched|added|vitamin|anti-oxidant|supplement|formulated|infant|protein (?:isolate|concentrate)",)
FROM_ANIMALS = (
    "milk|cream|cheese|butter(?!bur|nut|head)|yogurt|whey|dairy|eggs?\\b|mayonnaise|margarine|honey mustard|gelatin",
    "meat|beef|pork|bacon|ham|lard|tallow|sausage|frank|chicken|turkey|fish|salmon|tuna|anchov|shrimp|clam",
    "crab(?!apple)",
)
MIXED_OR_IMITATED = (
    "sauce|dressing|dish\\b|mix|pancakes|fresh-refrigerated|prepared|recipe|au gratin|scalloped|pie|salad|souffle",
    "stuffing|casserole|breaded|batter|fried|hush|burgers?|meatless|vegetarian|imitation|substitute|analog|extender",
    "soy ?milk|pudding|restaurant|school|commodity|brand|puffs|patties|patty|instant|novelties|sweetener|ready-to-eat",
)
DOUBT = words(*FUNGI_ALGAE_FERMENTS, *ADDED, *FROM_ANIMALS, *MIXED_OR_IMITATED)
GLA_PLANTS = words("spirulina|turmeric|borage|evening primrose|hemp|black ?currant|currants, european black")
HYDROGENATED = re.compile("hydrogenated|margarine|shortening", re.IGNORECASE)


def is_plain_plant(food: FoodRow) -> bool:
    kind = PLAIN_KINDS_OF_MIXED_GROUPS.get(food.group)
    in_group = food.group in PLANT_GROUPS or bool(kind and kind.match(food.description))
    names = NUT_BUTTER.sub("paste", f"{food.description}, {food.common_names}")
    return in_group and not food.manufacturer and not DOUBT.search(names)


def assume_zeros(food: FoodRow, values: Values) -> None:
    """Fill what a plain plant food cannot hold, unless the table prints one of EPA and DHA above zero."""
    if not is_plain_plant(food):
        return
    has_marine_trace = any(values[number].amount > 0 for number in EPA_AND_DHA if number in values)
    for key in ABSENT_FROM_PLANTS:
        if key not in food.amounts and not (key == "omega3_epa_dha" and has_marine_trace):
            food.put(key, 0.0, Quality.ASSUMED)


def is_gla_plant(description: str) -> bool:
    """Whether gamma-linolenic acid may make up much of the 18:3."""
    return bool(GLA_PLANTS.search(description))


def is_hydrogenated(description: str, values: Values) -> bool:
    """Whether the 18:3 may be trans isomers: the fat is called hydrogenated, or the table prints such isomers."""
    isomers = values.get(OTHER_18_3)
    return bool(HYDROGENATED.search(description)) or (isomers is not None and isomers.amount > 0)
