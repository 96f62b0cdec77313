"""
Tables of figures: the cells a page shows are the cells a spreadsheet gets.

Spreadsheets run a text cell that begins like a formula, so such a cell gets a leading apostrophe on the way out, and
loses it again on the way in (RELIABILITY I5). Numbers are numbers by type, and need none.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from typing import Any

APOSTROPHE = "'"
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", APOSTROPHE)
BYTE_ORDER_MARK = "\ufeff"  # without it some spreadsheets misread "µg"
NOTHING = "–"


def _plain(value: Any) -> str:
    return str(value)


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and how the page writes what stands below it. `is_number` cells line up on the right."""

    name: str
    write: Callable[[Any], str] = _plain
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    is_number: bool
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain values; None is a gap, written as a dash and exported as an empty cell."""

    name: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    urls: Sequence[str] = ()

    def column(self, name: str) -> list[Any]:
        place = [column.name for column in self.columns].index(name)
        return [row[place] for row in self.rows]

    @property
    def texts(self) -> list[list[str]]:
        """What the page shows, column by column, for a long table has few columns."""
        columns = zip(self.columns, zip(*self.rows, strict=True), strict=True) if self.rows else ()
        return [[NOTHING if value is None else column.write(value) for value in values] for column, values in columns]

    @property
    def cells(self) -> list[list[Cell]]:
        """The same row by row; the first cell of a row leads to where the row's day is, if anywhere."""
        urls = self.urls or [""] * len(self.rows)
        return [self._cells(row, url) for row, url in zip(zip(*self.texts, strict=True), urls, strict=True)]

    def _cells(self, texts: Sequence[str], url: str) -> list[Cell]:
        first, *others = (Cell(text, column.is_number) for text, column in zip(texts, self.columns, strict=True))
        return [replace(first, url=url), *others]


def safe(value: Any) -> Any:
    """Return a value as a spreadsheet may have it: numbers as they are, text never taken for a formula."""
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    text = value.isoformat() if isinstance(value, date | datetime) else str(value)
    return f"{APOSTROPHE}{text}" if text.startswith(LIKE_A_FORMULA) else text


def unsafe(text: str) -> str:
    """Take back what `safe` put before a text."""
    rest = text.removeprefix(APOSTROPHE)
    return rest if rest != text and rest.startswith(LIKE_A_FORMULA) else text


class _Echo:
    """A file that hands each line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Write rows as CSV, line by line: all text quoted and safe, numbers bare, a gap an empty cell."""
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_NONNUMERIC)
    for row in chain([header], rows):
        line: str = writer.writerow([safe(value) for value in row])
        yield line
