"""The committed files of one source: foods.csv, portions.csv and source.json, the same bytes every time."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from nutrients.building.originals import digest
from nutrients.building.rows import FoodRow, PortionRow
from nutrients.registry import NUTRIENTS

FOOD_FIELDS = ("code", "description", "group", "common_names", "manufacturer", "scientific_name")


def number(value: float | None) -> str:
    """Nine digits: more than any table prints, few enough to hide the noise of a division."""
    return "" if value is None else f"{value:.9g}"


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def food_line(food: FoodRow) -> list[str]:
    texts = [getattr(food, name) for name in FOOD_FIELDS]
    flags = ["Y" if food.complete else "", str(food.refuse), food.qualities]
    return [*texts, *flags, *(number(food.amounts.get(key)) for key in NUTRIENTS)]


def write_source(folder: Path, foods: list[FoodRow], portions: list[PortionRow], about: Mapping[str, object]) -> None:
    """Write the tables, then a note on where they come from and the checksums of what was read and written."""
    folder.mkdir(parents=True, exist_ok=True)
    foods_path, portions_path = folder / "foods.csv", folder / "portions.csv"
    write_table(foods_path, [*FOOD_FIELDS, "complete", "refuse", "qualities", *NUTRIENTS], map(food_line, foods))
    portion_lines = ([row.code, str(row.sequence), row.label, number(row.grams)] for row in portions)
    write_table(portions_path, ["code", "sequence", "label", "grams"], portion_lines)
    outputs = {path.name: digest(path) for path in (foods_path, portions_path)}
    note = {**about, "foods": len(foods), "portions": len(portions), "outputs": outputs}
    (folder / "source.json").write_text(json.dumps(note, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
