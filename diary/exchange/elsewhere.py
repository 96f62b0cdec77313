"""
Meals from another diary's CSV file: read line by line, matched with what we know, and nothing of it lost.

A line that gives its own figures keeps them. One that gives only a food and an amount is read like a typed meal. What
neither works for is kept as a note. Such files write 0 for what they do not know, so a 0 is taken as unknown, but for
energy. Percentages of a daily value are no amounts and are left in the note of their line.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from math import isfinite
from typing import Final
from uuid import UUID, uuid5

from diary import limits, wording
from diary.eating import item_of
from diary.exchange.reading import UnreadableError
from diary.models import MealItem, MealKind
from diary.tables import BYTE_ORDER_MARK, unsafe
from nutrients import meal_text
from nutrients.models import Food
from nutrients.registry import NUTRIENTS
from nutrients.science.units import UnitError, convert

NAMESPACE: Final = UUID("6f1d0a52-3f0c-5b0e-9a57-2f1d8f3f9d11")
UNIT = re.compile(r"^(?P<name>.*?)\s*\((?P<unit>[^()]*)\)$")
THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
GRAMS = re.compile(r"^(?P<grams>\d+(?:[.,]\d+)?)\s*(?:g|gram|grams)$", re.IGNORECASE)
NAMES: Final[Mapping[str, str]] = {
    "energy": "energy",
    "calories": "energy",
    "protein": "protein",
    "fiber": "fibre",
    "fibre": "fibre",
    "water": "water",
    "caffeine": "caffeine",
    "alcohol": "alcohol",
    "vitamin d": "vitamin_d",
    "b12 (cobalamin)": "vitamin_b12",
    "vitamin b12": "vitamin_b12",
    "b12": "vitamin_b12",
    "magnesium": "magnesium",
    "calcium": "calcium",
    "iron": "iron",
    "potassium": "potassium",
    "sodium": "sodium",
    "phosphorus": "phosphorus",
    "zinc": "zinc",
    "selenium": "selenium",
    "vitamin c": "vitamin_c",
    "ala": "omega3_ala",
}
# MyFitnessPal leaves these units out of its headings; its vitamins and minerals beside them are percentages.
UNITS_LEFT_OUT: Final = {"calories": "kcal", "fiber": "g", "potassium": "mg"}
PARTS_BY_WEIGHT: Final = ("water", "carbs", "carbohydrates", "fat", "protein", "alcohol")
MEALS: Final = {
    "breakfast": MealKind.BREAKFAST,
    "lunch": MealKind.LUNCH,
    "dinner": MealKind.DINNER,
    "supper": MealKind.DINNER,
}
TOTALS: Final = {"cronometer_days": "Day's total", "myfitnesspal": "Meal's total"}
DATE_FORMATS: Final = {"iso": "%Y-%m-%d", "dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y"}
KINDS: Final = {
    "cronometer": "Cronometer, servings",
    "cronometer_days": "Cronometer, daily nutrition",
    "myfitnesspal": "MyFitnessPal",
    "table": "A table of your own",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; "" where a file has none."""

    kind: str
    day: str
    food: str = ""
    meal: str = ""
    amount: str = ""
    date_format: str = "iso"


@dataclass(frozen=True, slots=True)
class Helping:
    """Some food to be eaten: with a code it is one of our tables', without one it has the figures of its line."""

    label: str
    quantity: float
    unit: str
    grams: float
    amounts: Mapping[str, float | None] = field(default_factory=dict)
    code: str = ""

    def item(self, foods: Mapping[str, Food]) -> MealItem:
        """Return the unsaved item."""
        if self.code:
            return item_of(foods[self.code], quantity=self.quantity, unit=self.unit, grams=self.grams)
        item = MealItem(label=self.label, quantity=self.quantity, unit=self.unit, grams=self.grams)
        return item.set_amounts(self.amounts)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file, and what becomes of it: a helping in a meal, or a note."""

    key: UUID
    text: str
    day: date | None
    meal: str
    helping: Helping | None
    how: str


def read_table(content: bytes) -> tuple[list[str], list[dict[str, str]]]:
    """
    Return the headings and the lines of a CSV file.

    Raises
    ------
    UnreadableError
        If it is not text, has no headings, or is larger than such files are.
    """
    try:
        text = content.decode("utf-8").removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    lines = text.replace("\0", "").splitlines()
    delimiter = _delimiter(lines)
    cell = _english_cell if delimiter == "," else _cell
    rows = csv.reader(lines, delimiter=delimiter)
    try:
        head = [name.strip() for name in next(rows)]
        found = [dict(zip(head, map(cell, row), strict=False)) for row in _bounded(rows) if any(row)]
    except (csv.Error, StopIteration) as error:
        raise UnreadableError("This is not a table in CSV.") from error
    if not any(head) or len(head) > limits.IMPORT_COLUMNS:
        raise UnreadableError("The first line should name the columns.")
    if not found:
        raise UnreadableError("There is no line below the headings.")
    return head, found


def _cell(text: str) -> str:
    return unsafe(text.strip())


def _english_cell(text: str) -> str:
    """Take "1,650" for what it is in a file that commas divide: where a comma is the decimal sign, semicolons do."""
    plain = _cell(text)
    return plain.replace(",", "") if THOUSANDS.fullmatch(plain) else plain


def _delimiter(lines: Sequence[str]) -> str:
    head = lines[0] if lines else ""
    return max(",;\t", key=head.count)


def _bounded(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    for count, row in enumerate(rows, start=1):
        if count > limits.IMPORT_ROWS:
            raise UnreadableError(
                f"{wording.number(limits.IMPORT_ROWS)} lines are the most taken in at once. Cut the file in two."
            )
        yield row


def guess(head: Sequence[str]) -> Columns:
    """Tell the kind of a file, and its columns, by its headings."""
    names = {name.casefold(): name for name in head}

    def first(*wanted: str) -> str:
        return next((names[name] for name in wanted if name in names), "")

    day = first("day", "date", "datum", "tag")
    meal = first("group", "meal", "type")
    food = first("food name", "food", "name", "description", "item")
    amount = first("amount", "quantity", "serving", "grams")
    if "food name" in names and "amount" in names and "group" in names:
        return Columns("cronometer", day, food, meal, amount)
    if "meal" in names and "calories" in names and not food:
        return Columns("myfitnesspal", day, "", meal)
    if "energy (kcal)" in names and "completed" in names and not food:
        return Columns("cronometer_days", day)
    return Columns("table", day, food, meal, amount)


def read_lines(rows: Sequence[Mapping[str, str]], columns: Columns, *, owner: str, country: str) -> list[Line]:
    """Turn every line into an item or a note; the same line of the same person always has the same id."""
    seen: dict[str, int] = {}
    lines = []
    for row in rows:
        text = "; ".join(f"{name}: {value}" for name, value in row.items() if value)
        seen[text] = seen.get(text, 0) + 1
        key = uuid5(NAMESPACE, f"{owner}|{columns.kind}|{seen[text]}|{text}")
        lines.append(_line(row, columns, key, text[: limits.NOTE], country))
    return lines


def _line(row: Mapping[str, str], columns: Columns, key: UUID, text: str, country: str) -> Line:
    day = _day(row.get(columns.day, ""), columns.date_format)
    meal = _meal(row.get(columns.meal, ""))
    helping, how = _helping(row, columns, country) if day else (None, "kept as a note: its day cannot be read")
    return Line(key, text, day, meal, helping, how)


def _day(text: str, date_format: str) -> date | None:
    try:
        day = datetime.strptime(text.strip()[:10], DATE_FORMATS[date_format]).date()  # noqa: DTZ007 - a date on a wall
    except ValueError:
        return None
    return day if day.year >= limits.OLDEST_YEAR else None


def _meal(text: str) -> str:
    word = text.strip().casefold()
    return next((kind for begin, kind in MEALS.items() if word.startswith(begin)), MealKind.SNACK)


def _helping(row: Mapping[str, str], columns: Columns, country: str) -> tuple[Helping | None, str]:
    label = row.get(columns.food, "") or TOTALS.get(columns.kind, "")
    amount, amounts = row.get(columns.amount, ""), figures(row)
    if label and not amounts:
        return _matched(f"{amount} {label}".strip()[: limits.MEAL_LINE], country)
    weight = grams(amount) or _weight(row)
    if not (label and amounts and weight and limits.GRAMS[0] <= weight <= limits.GRAMS[1]):
        return None, "kept as a note: too little is known to count it"
    quantity, unit = (weight, "g") if grams(amount) else (1.0, amount[: limits.NAME] or "helping")
    return Helping(label[: limits.SHORT_TEXT], quantity, unit, weight, amounts), "with the figures of the file"


def _matched(text: str, country: str) -> tuple[Helping | None, str]:
    """Read a line like a typed meal; only one sure food with a weight is taken."""
    found = _read(text, country)
    if len(found) != 1 or found[0].kind != "food" or not found[0].grams:
        return None, "kept as a note: no food is sure to be meant"
    one = found[0]
    return Helping(text, one.quantity, one.unit or "piece", one.grams, code=one.code), f"as {one.description}"


@lru_cache(maxsize=2_000)
def _read(text: str, country: str) -> tuple[meal_text.Item, ...]:
    return tuple(meal_text.parse(text, country=country))


def grams(amount: str) -> float | None:
    """Return the weight an amount states, such as "150.00 g"."""
    found = GRAMS.match(amount.strip())
    return float(found["grams"].replace(",", ".")) if found else None


def _weight(row: Mapping[str, str]) -> float | None:
    """Add up what the file gives by weight, where it does not weigh the food itself."""
    given = [_number(value) for name, value in row.items() if _heading(name)[0] in PARTS_BY_WEIGHT]
    return sum(part for part in given if part) or None


def figures(row: Mapping[str, str]) -> dict[str, float | None]:
    """Return the amounts a line gives, by nutrient key and in its unit."""
    found: dict[str, float | None] = {}
    for name, text in row.items():
        plain, unit = _heading(name)
        key, value = NAMES.get(plain), _number(text)
        if key is None or value is None or (value == 0 and key != "energy"):
            continue
        try:
            found[key] = convert(value, unit or UNITS_LEFT_OUT.get(plain, ""), key, NUTRIENTS[key].unit)
        except UnitError:
            continue
    return found


def _heading(name: str) -> tuple[str, str]:
    found = UNIT.match(name)
    plain, unit = (found["name"], found["unit"]) if found else (name, "")
    return plain.strip().casefold(), unit


def _number(text: str) -> float | None:
    try:
        value = float(text.replace(",", "") if "." in text else text.replace(",", "."))
    except ValueError:
        return None
    return value if isfinite(value) and value >= 0 else None
