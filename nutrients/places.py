"""Towns to choose from, so that the sun can be worked out without asking for coordinates: offline, after GeoNames."""

import csv
import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from nutrients.text import plain

FOLDER: Final = Path(__file__).resolve().parent / "data" / "places"
TOWNS: Final = FOLDER / "towns.csv.gz"
COUNTRIES: Final = FOLDER / "countries.csv"
TOWN_FIELDS: Final = ("names", "id", "name", "country", "region", "latitude", "longitude", "zone")
COUNTRY_FIELDS: Final = ("code", "name")


@dataclass(frozen=True, slots=True)
class Place:
    """A town, as finely placed as the sun needs: a tenth of a degree."""

    id: str
    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    zone: str
    names: str

    @property
    def label(self) -> str:
        """The name with its state, where there is one, and country: "Springfield, IL, United States"."""
        return ", ".join(part for part in (self.name, self.region, countries().get(self.country, "")) if part)


def search(text: str, country: str = "", limit: int = 8) -> Sequence[Place]:
    """
    Return the towns of that name, largest first, those of the person's own country before all others.

    A whole name comes before a beginning; "name, country" or "name, state" narrows it down.
    """
    name, _, rest = plain(text).replace("|", " ").partition(",")
    wanted, area = name.strip(), rest.strip()
    if not wanted:
        return []
    found = [_read(line) for line in _lines() if f"|{wanted}" in line]
    if area:
        found = [place for place in found if area in plain(place.label.partition(",")[2])]
    found.sort(key=lambda place: (f"|{wanted}|" not in place.names, place.country != country))
    return found[:limit]


def find(town: str) -> Place | None:
    """Return the town of that id."""
    return next((_read(line) for line in _lines() if f"|,{town}," in line or f'|",{town},' in line), None)


@cache
def countries() -> dict[str, str]:
    """Every country's English name by its ISO 3166 code, by name."""
    with COUNTRIES.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines)}


@cache
def only_zone(country: str) -> str:
    """Return the time zone of a country that has but one, else ""."""
    zones = {place.zone for place in map(_read, _lines()) if place.country == country}
    return zones.pop() if len(zones) == 1 else ""


@cache
def zones() -> Sequence[str]:
    """Every time zone that a town here has."""
    return sorted({place.zone for place in map(_read, _lines())} | {"UTC"})


@cache
def _lines() -> Sequence[str]:
    """The table unread, largest town first: small to keep, and quick to look through."""
    with gzip.open(TOWNS, "rt", encoding="utf-8", newline="") as file:
        return tuple(file.read().splitlines()[1:])


def _read(line: str) -> Place:
    names, town, name, country, region, latitude, longitude, zone = next(csv.reader([line]))
    return Place(town, name, country, region, float(latitude), float(longitude), zone, names)
