"""
One nutrient on each day of a period, column by column.

A look back over a year holds thousands of sums, and most of them are only ever added up again. So they stay in columns,
as the database gives them, and become a `Total` when somebody asks for one.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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

    @classmethod
    def of(cls, totals: Iterable[Total]) -> "NutrientDays":
        """The days whose sums these are."""
        return cls(list(zip(*totals, strict=True)))

    def on(self, place: int) -> Total:
        """The sum of one day."""
        return Total._make([column[place] for column in self.columns])

    def total(self, places: Sequence[int]) -> Total:
        """The sum of some days."""
        added_up = _adding_up(places)
        return Total._make([added_up(column) for column in self.columns]) if places else NOTHING

    def without_estimates(self) -> "NutrientDays":
        """The same days with every estimated or assumed value counted as a gap."""
        return self.of(self.on(place).without_estimates() for place in range(len(self.amounts)))


def totals(nutrients: Mapping[str, NutrientDays], places: Sequence[int]) -> dict[str, Total]:
    """Each nutrient over some days. A column that several share, as the energy of all foods, is added up once."""
    if not places:
        return dict.fromkeys(nutrients, NOTHING)
    added_up = _adding_up(places)
    columns = {id(column): column for found in nutrients.values() for column in found.columns}
    sums = {name: added_up(column) for name, column in columns.items()}
    return {key: Total._make([sums[id(column)] for column in found.columns]) for key, found in nutrients.items()}


def _adding_up(places: Sequence[int]) -> Callable[[Column], float]:
    """Return what adds up these places of a column."""
    if len(places) < 2:  # of one place itemgetter makes no tuple
        return lambda column: sum(column[place] for place in places)
    these = itemgetter(*places)
    return lambda column: sum(these(column))


def by_nutrient(
    days: Sequence[date],
    eaten: Sequence[Sequence[Any]],
    added_up: Sequence[str],
    taken: Mapping[str, Mapping[date, Total]],
    keys: Iterable[str],
) -> dict[str, NutrientDays]:
    """
    Put together what food and supplements gave on these days, for each of the nutrients named by `keys`.

    `eaten` are the figures of `MealItemQuerySet.daily_intake` for the nutrients in `added_up`, for each day; `taken` is
    what supplements gave, by nutrient and day.
    """
    columns = list(zip(*eaten, strict=True)) or [()] * (DAYS_OWN + EACH * len(added_up))
    _, items, energy, grams, *figures = columns
    nothing = (0.0,) * len(days)
    found = {}
    for key in keys:
        first = EACH * added_up.index(key)
        amount, known, energy_known, grams_known, *estimated = figures[first : first + EACH]
        gave = taken.get(key)
        amounts, doses = _given(gave, days) if gave else (nothing, nothing)
        food = [items, known, energy, energy_known, grams, grams_known]
        found[key] = NutrientDays([amount, amounts, *food, doses, *estimated])
    return found


def no_food(nutrients: int) -> tuple[float, ...]:
    """Return the figures of a day without food."""
    return (0,) * (DAYS_OWN + EACH * nutrients)


def _given(gave: Mapping[date, Total], days: Iterable[date]) -> tuple[Column, Column]:
    """Amounts and number of doses."""
    totals = [gave.get(day, NOTHING) for day in days]
    return [total.from_supplements for total in totals], [total.supplements for total in totals]
