"""Turn the original food tables into the committed CSV files; docs/foods.md says where to get the originals."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nutrients.building import checks, composed, fndds, portions, sr28, written
from nutrients.building.originals import OriginalError, find_originals
from nutrients.building.rows import FoodRow
from nutrients.loading import FOLDER
from nutrients.models import Food, Quality


class Command(BaseCommand):
    help = "Build nutrients/data/sr28 and nutrients/data/fndds from the unpacked original packages."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--source", type=Path, required=True, help="folder that holds the unpacked packages")
        parser.add_argument("--to", type=Path, default=FOLDER, help="where the files go")
        parser.add_argument("--only", choices=Food.Source.values, help="build one source alone")

    def handle(self, *args: Any, source: Path, to: Path, only: str | None, **options: Any) -> None:
        builders = {Food.Source.SR28: build_sr28, Food.Source.FNDDS: build_fndds}
        for name, build in builders.items():
            if only in {None, name}:
                try:
                    self.stdout.write(f"{name}: {build(source, to / name.lower())}")
                except OriginalError as problem:
                    raise CommandError(str(problem)) from problem


def build_sr28(source: Path, to: Path) -> str:
    originals = find_originals(source, sr28.ORIGINALS)
    values = sr28.read_values(originals["NUT_DATA.txt"])
    foods = sr28.read_foods(originals, values)
    composed.fill_in(foods, values)
    kept, left_out = portions.usable_portions(sr28.records(originals["WEIGHT.txt"]))
    about = provenance(sr28.CITATION, sr28.LICENCE, sr28.OBTAINED, sr28.ORIGINALS) | {"portions_left_out": left_out}
    about |= {"filled_in": filled_in(foods), "checks": checks.all_checks(foods, values)}
    written.write_source(to, foods, kept, about)
    return f"{len(foods)} foods, {len(kept)} portions ({left_out.total()} left out)"


def build_fndds(source: Path, to: Path) -> str:
    originals = find_originals(source, fndds.ORIGINALS)
    foods, left_out = fndds.read_foods(originals["fooddata.csv"])
    about = provenance(fndds.CITATION, fndds.LICENCE, fndds.OBTAINED, fndds.ORIGINALS)
    written.write_source(to, foods, [], {**about, "foods_left_out": {"only an ingredient of other dishes": left_out}})
    return f"{len(foods)} foods ({left_out} left out)"


def provenance(citation: str, licence: str, obtained: str, originals: dict[str, str]) -> dict[str, object]:
    return {"citation": citation, "licence": licence, "obtained_from": obtained, "originals": originals}


def filled_in(foods: list[FoodRow]) -> dict[str, dict[str, int]]:
    """How many values of each nutrient are estimates or assumed zeros of ours."""
    counts = {
        quality.name.lower(): Counter(key for food in foods for key, found in food.quality.items() if found == quality)
        for quality in (Quality.ESTIMATED, Quality.ASSUMED)
    }
    return {name: dict(sorted(count.items())) for name, count in counts.items()}
