"""The committed food tables into the database: all or nothing, and nothing at all when nothing changed."""

import csv
import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

from django.db import transaction

from nutrients.models import DataEdition, Food, Portion, Quality
from nutrients.registry import NUTRIENTS

FOLDER = Path(__file__).resolve().parent / "data"
TEXTS = ("description", "group", "common_names", "manufacturer", "scientific_name")
FOOD_FIELDS = [*TEXTS, "complete", "refuse", "qualities", "estimated", "assumed", *NUTRIENTS]
BATCH = 1000


class DamagedDataError(ValueError):
    """A committed file is not the one its checksum was written for."""


@dataclass(frozen=True, slots=True)
class Loaded:
    source: str
    foods: int
    portions: int
    changed: bool


Announce = Callable[[str], object]


def load_foods(
    *, only: Collection[str] | None = None, folder: Path = FOLDER, announce: Announce = lambda _line: None
) -> list[Loaded]:
    """
    Load every source, or the foods of `only` (codes, for tests) alone, and `announce` each that takes its time.

    Running it again changes nothing; a run that is cut short leaves what was there before. No food is ever deleted,
    because diaries point to them.
    """
    return [load_source(source, folder / source.value.lower(), only, announce) for source in Food.Source]


def load_source(source: Food.Source, folder: Path, only: Collection[str] | None, announce: Announce) -> Loaded:
    note = json.loads((folder / "source.json").read_text(encoding="utf-8"))
    checksum = sha256(json.dumps(note["outputs"], sort_keys=True).encode()).hexdigest()
    if only is None and DataEdition.objects.filter(source=source, checksum=checksum).exists():
        return Loaded(source, note["foods"], note["portions"], changed=False)
    announce(f"{source}: loading {note['foods']:,} foods …")
    foods, portions = (list(checked_rows(folder, f"{table}.csv", note, only)) for table in ("foods", "portions"))
    with transaction.atomic():
        save_foods(source, foods)
        save_portions(source, {row["code"] for row in foods}, portions)
        if only is None:
            sizes = {"foods": len(foods), "portions": len(portions)}
            texts = {"citation": note["citation"], "licence": note["licence"], "checksum": checksum}
            DataEdition.objects.update_or_create(source=source, defaults=texts | sizes)
    return Loaded(source, len(foods), len(portions), changed=True)


def checked_rows(
    folder: Path, name: str, note: dict[str, Any], only: Collection[str] | None
) -> Iterator[dict[str, str]]:
    """The rows of one table, of the wanted codes; raise DamagedDataError if the file is not as it was built."""
    text = whole_file(folder / name, note["outputs"][name])
    rows = csv.DictReader(StringIO(text, newline=""))
    return (row for row in rows if only is None or row["code"] in only)


@cache
def whole_file(path: Path, checksum: str) -> str:
    content = path.read_bytes()
    if sha256(content).hexdigest() != checksum:
        raise DamagedDataError(f"{path} was changed after it was built: run build_foods, or fetch the file again")
    return content.decode("utf-8")


def save_foods(source: Food.Source, rows: Iterable[dict[str, str]]) -> None:
    Food.objects.bulk_create(
        [as_food(source, row) for row in rows],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["source", "code"],
        update_fields=FOOD_FIELDS,
    )


def as_food(source: Food.Source, row: dict[str, str]) -> Food:
    food = Food(
        source=source,
        code=row["code"],
        complete=row["complete"] == "Y",
        refuse=int(row["refuse"]),
        qualities=row["qualities"],
        **{name: row[name] for name in TEXTS},
    )
    amounts = {key: float(row[key]) if row[key] else None for key in NUTRIENTS}
    return food.set_amounts(amounts, estimated=having(food, Quality.ESTIMATED), assumed=having(food, Quality.ASSUMED))


def having(food: Food, quality: Quality) -> list[str]:
    return [key for key in NUTRIENTS if food.quality(key) is quality]


def save_portions(source: Food.Source, codes: Collection[str], rows: Iterable[dict[str, str]]) -> None:
    """Portions follow the file: new ones come, changed ones change, dropped ones go with what was wrong in them."""
    of_source = Food.objects.filter(source=source).values_list("code", "pk")
    ids = {code: pk for code, pk in of_source if code in codes}
    portions = [
        Portion(food_id=ids[row["code"]], sequence=int(row["sequence"]), label=row["label"], grams=float(row["grams"]))
        for row in rows
    ]
    drop_stale_portions(source, set(ids.values()), {(portion.food_id, portion.sequence) for portion in portions})
    Portion.objects.bulk_create(
        portions,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["food", "sequence"],
        update_fields=["label", "grams"],
    )


def drop_stale_portions(source: Food.Source, food_ids: Collection[int], kept: Collection[tuple[int, int]]) -> None:
    there = Portion.objects.filter(food__source=source).values_list("pk", "food_id", "sequence")
    stale = [pk for pk, food_id, sequence in there if food_id in food_ids and (food_id, sequence) not in kept]
    Portion.objects.filter(pk__in=stale).delete()
