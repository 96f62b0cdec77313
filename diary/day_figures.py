"""
What was eaten on a day, in figures: the answer of `MealItemQuerySet.daily_intake`, packed at eight bytes each.

A look back over two years holds fifty thousand of them, most of which are only ever added up. So they stay packed, and
are taken apart a column at a time, for the days that are asked for.
"""

import sys
from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from struct import Struct

DAYS_OWN, EACH = 4, 8  # figures of the day (meals, items, energy, grams), and of each nutrient
MEALS = 0  # place of their number
BYTES = 8
Column = Sequence[float]  # a value for every day


def pack(figures: Sequence[float]) -> bytes:
    """Put one day's figures together."""
    return _packing(len(figures)).pack(*figures)


def unpack(day: bytes) -> tuple[float, ...]:
    """Take one day's figures apart."""
    return _packing(len(day) // BYTES).unpack(day)


def no_food(nutrients: int) -> bytes:
    """Return a day without food."""
    return bytes(BYTES * (DAYS_OWN + EACH * nutrients))


class Columns:
    """The figures of some days, each day with the same number of them."""

    def __init__(self, days: Sequence[bytes]) -> None:
        together = b"".join(days)
        self._width = len(days[0]) // BYTES
        self._numbers, self._amounts = array("q", together), array("d", together)
        if sys.byteorder == "big":
            self._numbers.byteswap()
            self._amounts.byteswap()

    def __iter__(self) -> Iterator[Column]:
        return (self[place] for place in range(self._width))

    def __getitem__(self, place: int) -> Column:
        return (self._numbers if _is_number(place) else self._amounts)[place :: self._width]


def added_up(days: Sequence[bytes]) -> Sequence[float]:
    """Return each figure over at least one day."""
    return unpack(days[0]) if len(days) == 1 else [sum(column) for column in Columns(days)]


@cache
def _packing(figures: int) -> Struct:
    return Struct("<" + "".join("q" if _is_number(place) else "d" for place in range(figures)))


def _is_number(place: int) -> bool:
    """Whether a figure is a number of things: meals, items, and items with a value or an estimate of a nutrient."""
    return place in (0, 1) or place % 4 == 1
