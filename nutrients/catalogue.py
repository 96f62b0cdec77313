"""The published foods as search needs them: what they are called and what a household portion of them weighs."""

import csv
from dataclasses import dataclass
from functools import cache
from typing import Literal

from nutrients.text import FOLDER

Source = Literal["SR28", "FNDDS"]
SOURCES: tuple[Source, ...] = ("SR28", "FNDDS")


@dataclass(frozen=True, slots=True)
class Entry:
    """One food of a published table, by the code it has there."""

    code: str
    source: Source
    description: str
    group: str
    common_names: str
    complete: bool


@cache
def entries() -> dict[str, Entry]:
    """Every food by its code. SR28 codes are five digits and FNDDS codes are words, so they never meet."""
    return {entry.code: entry for source in SOURCES for entry in read_entries(source)}


def read_entries(source: Source) -> list[Entry]:
    with (FOLDER / source.lower() / "foods.csv").open(encoding="utf-8", newline="") as file:
        table = csv.reader(file)
        names = next(table)
        code, description, group, common, complete = (
            names.index(name) for name in ("code", "description", "group", "common_names", "complete")
        )
        return [
            Entry(row[code], source, row[description], row[group], row[common], row[complete] == "Y") for row in table
        ]


@cache
def portions() -> dict[str, list[tuple[str, float]]]:
    """The household measures of each food: label and grams, in the order of the table."""
    found: dict[str, list[tuple[str, float]]] = {}
    for source in SOURCES:
        with (FOLDER / source.lower() / "portions.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.setdefault(row["code"], []).append((row["label"], float(row["grams"])))
    return found
