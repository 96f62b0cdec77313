"""What food and supplements gave on each day of a period, and the one place where days are added up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import add, sub

from diary.day_figures import DAYS_OWN, EACH, MEALS, Column, Columns, added_up
from nutrients.science.composition import Total

NOTHING = Total()
AMOUNT, ESTIMATED = 0, 4  # places among the figures of a nutrient


@dataclass(frozen=True)
class DailyIntake:
    """
    A place for each day, in order: what was eaten (`diary.day_figures`), and what supplements gave.

    `nutrients` are those among the figures, in order; `supplements` has those that were asked for, each with its sums
    by day or with none at all. Without estimates, borrowed values and assumed zeros count as gaps.
    """

    eaten: Sequence[bytes]
    nutrients: Sequence[str]
    supplements: Mapping[str, Sequence[Total]]
    with_estimates: bool = True
    _sums: dict[tuple[int, ...], Sequence[float]] = field(default_factory=dict)
    _amounts: dict[str, Sequence[float]] = field(default_factory=dict)

    @property
    def meals(self) -> Sequence[int]:
        """Number of meals on each day."""
        return list(map(int, self._columns[MEALS])) if self.eaten else []

    def total(self, key: str, places: tuple[int, ...]) -> Total:
        """One nutrient over the days at these places; an empty sum where it was not asked for."""
        if key not in self.supplements or not places:
            return NOTHING
        sums = self._added_up(places)
        _, items, energy, grams = sums[:DAYS_OWN]
        first = self._first(key)
        amount, known, energy_known, grams_known, *estimated = sums[first : first + EACH]
        gave, doses = self._from_supplements(key, places)
        food = (items, known, energy, energy_known, grams, grams_known)
        found = Total._make((amount, gave, *food, doses, *estimated))
        return found if self.with_estimates else found.without_estimates()

    def amounts(self, key: str) -> Sequence[float]:
        """What is known to be there on each day. [nutrient unit]"""
        found = self._amounts.get(key)
        if found is None:
            found = self._amounts[key] = self._known(key)
        return found

    def from_supplements(self, key: str) -> Sequence[float]:
        """What supplements gave on each day. [nutrient unit]"""
        return [each.from_supplements for each in self.supplements.get(key, ())] or [0.0] * len(self.eaten)

    def _known(self, key: str) -> Sequence[float]:
        if not self.eaten or key not in self.supplements:
            return [0.0] * len(self.eaten)
        first = self._first(key)
        amounts: Column = self._columns[first + AMOUNT]
        if not self.with_estimates:
            amounts = list(map(sub, amounts, self._columns[first + ESTIMATED]))
        return list(map(add, amounts, self.from_supplements(key)))

    @cached_property
    def _columns(self) -> Columns:
        return Columns(self.eaten)

    def _added_up(self, places: tuple[int, ...]) -> Sequence[float]:
        """Every figure of food over some days, worked out once for all nutrients that are drawn beside each other."""
        found = self._sums.get(places)
        if found is None:
            found = self._sums[places] = added_up([self.eaten[place] for place in places])
        return found

    def _from_supplements(self, key: str, places: tuple[int, ...]) -> tuple[float, int]:
        """Amount and number of doses."""
        by_day = self.supplements[key]
        these = [by_day[place] for place in places] if by_day else []
        return sum((each.from_supplements for each in these), start=0.0), sum(each.supplements for each in these)

    def _first(self, key: str) -> int:
        return DAYS_OWN + EACH * self.nutrients.index(key)
