"""
One nutrient on each day of a period, column by column.

A look back over a year holds thousands of sums, and most of them are only ever added up again. So they stay in columns,
as the database gives them, and become a `Total` when somebody asks for one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import add, itemgetter
from typing import Any

from nutrients.science.composition import Total

NOTHING = Total()
DAYS_OWN, EACH = 4, 8  # figures of `MealItemQuerySet.daily_intake`: of the day, and of each nutrient
Column = Sequence[float]  # a value for every day


@dataclass(frozen=True)
class NutrientDays:
    """One nutrient: the figures of a `Total`, in its order, each as a column."""

    columns: Sequence[Column]

    @cached_property
    def amounts(self) -> list[float]:
        """What is known to be there on each day. [nutrient unit]"""
        return list(map(add, self.columns[0], self.columns[1]))

    @property
    def from_supplements(self) -> Column:
        """What supplements gave on each day. [nutrient unit]"""
        return self.columns[1]

    def on(self, place: int) -> Total:
        """The sum of one day."""
        return Total._make([column[place] for column in self.columns])

    def total(self, places: Sequence[int]) -> Total:
        """The sum of some days."""
        if len(places) < 2:  # of one place itemgetter makes no tuple
            return self.on(places[0]) if places else NOTHING
        these = itemgetter(*places)
        return Total._make([sum(these(column)) for column in self.columns])

    def without_estimates(self) -> "NutrientDays":
        """The same days with every estimated or assumed value counted as a gap."""
        bare = [self.on(place).without_estimates() for place in range(len(self.amounts))]
        return NutrientDays(list(zip(*bare, strict=True)))


@dataclass(slots=True, eq=False)
class TotalsOfADay(Mapping[str, Total]):
    """Every nutrient on one day, added up when it is asked for."""

    nutrients: Mapping[str, NutrientDays]
    place: int

    def __getitem__(self, key: str) -> Total:
        return self.nutrients[key].on(self.place)

    def __iter__(self) -> Iterator[str]:
        return iter(self.nutrients)

    def __len__(self) -> int:
        return len(self.nutrients)


def by_nutrient(
    rows: Sequence[Sequence[Any]], added_up: Sequence[str], taken: Sequence[Mapping[str, Total]], keys: Iterable[str]
) -> dict[str, NutrientDays]:
    """
    Put together what food and supplements gave, for each of the nutrients named by `keys`.

    `rows` are the figures of `MealItemQuerySet.daily_intake` for the nutrients in `added_up`, for each day; `taken` is
    what supplements gave on each.
    """
    columns = list(zip(*rows, strict=True)) or [()] * (DAYS_OWN + EACH * len(added_up))
    _, items, energy, grams, *figures = columns
    named = {key for totals in taken for key in totals}
    nothing = (0.0,) * len(rows)
    found = {}
    for key in keys:
        first = EACH * added_up.index(key)
        amount, known, energy_known, grams_known, *estimated = figures[first : first + EACH]
        given, doses = _given(taken, key) if key in named else (nothing, nothing)
        food = [items, known, energy, energy_known, grams, grams_known]
        found[key] = NutrientDays([amount, given, *food, doses, *estimated])
    return found


def no_food(nutrients: int) -> tuple[float, ...]:
    """Return the figures of a day without food."""
    return (0,) * (DAYS_OWN + EACH * nutrients)


def _given(taken: Sequence[Mapping[str, Total]], key: str) -> tuple[Column, Column]:
    """Amounts and number of doses."""
    totals = [each.get(key, NOTHING) for each in taken]
    return [total.from_supplements for total in totals], [total.supplements for total in totals]
