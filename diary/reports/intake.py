"""What was taken in, day by day: the one place where meals, doses and daily supplements become totals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from accounts.models import User
from diary import day_sums
from diary.day_figures import no_food, pack
from diary.models import DayMark, DayState, MealItem
from diary.prepared import ask_figures
from diary.reports.daily_intake import NOTHING, DailyIntake
from diary.reports.supplement_intake import SupplementIntake, supplement_intake
from nutrients.registry import NUTRIENTS
from nutrients.science.composition import Total

ENERGY = "energy"
MEALS_OF_A_COMPLETE_DAY = 3
NEVER = DailyIntake((), (), {})


class Day(NamedTuple):
    """
    One day that holds something: what it adds up to, and whether it is all there.

    A tuple, for a year of days makes hundreds of them; its figures stay in the `sums` of its period, at `place`.
    """

    day: date
    meals: int
    mark: str
    sums: DailyIntake
    place: int

    @property
    def is_complete(self) -> bool:
        """Marked "that's everything", or three meals and no word that something is missing."""
        if self.mark:
            return self.mark == DayState.COMPLETE
        return self.meals >= MEALS_OF_A_COMPLETE_DAY

    @property
    def is_logged(self) -> bool:
        """Food was written down, or the day was said to be complete without any."""
        return self.meals > 0 or self.mark == DayState.COMPLETE

    def total(self, key: str) -> Total:
        """One nutrient; an empty sum where it was not asked for, or nothing was written."""
        return self.sums.total(key, (self.place,))


@dataclass(frozen=True)
class Intake:
    """
    The days of a period, first and last included. A day on which nothing was written is missing here, never zero.

    Days on which only a daily supplement was due count as unlogged: nothing was written then.
    """

    first: date
    last: date
    days: Sequence[Day]
    sums: DailyIntake

    @cached_property
    def complete(self) -> list[Day]:
        return [day for day in self.days if day.is_complete]

    @cached_property
    def logged(self) -> list[Day]:
        return [day for day in self.days if day.is_logged]

    @property
    def length(self) -> int:
        """Days of the period, logged or not."""
        return (self.last - self.first).days + 1

    def total(self, key: str, days: Iterable[Day] | None = None) -> Total:
        """One nutrient over all complete days, or over the given ones."""
        return self.sums.total(key, self._complete if days is None else tuple(day.place for day in days))

    def amounts(self, key: str) -> list[float]:
        """What is known of one nutrient on each complete day. [nutrient unit]"""
        found = self.sums.amounts(key)
        return [found[place] for place in self._complete]

    def part(self, first: date, last: date) -> "Intake":
        """The same days, from `first` to `last` only."""
        return replace(self, first=first, last=last, days=[day for day in self.days if first <= day.day <= last])

    def on(self, day: date) -> Day:
        return next((each for each in self.days if each.day == day), Day(day, 0, "", NEVER, 0))

    @cached_property
    def _complete(self) -> tuple[int, ...]:
        return tuple(day.place for day in self.complete)


def intake(
    user: User,
    first: date,
    last: date,
    keys: Sequence[str],
    *,
    with_estimates: bool = True,
    today: date | None = None,
    eaten: Sequence[MealItem] | None = None,
    supplements: SupplementIntake | None = None,
) -> Intake:
    """
    Add up the nutrients named by `keys`, day by day, from `first` to `last`.

    Without estimates, borrowed values and assumed zeros count as gaps. Daily supplements are due up to `today`. Whoever
    has read the period's items already hands them over as `eaten`, and what `supplements` gave.
    """
    added, food = day_sums.eaten(user, first, last, keys) if eaten is None else (keys, figures_of(eaten, keys))
    marks: dict[date, str] = dict(ask_figures(_marks, user, first, last))
    if supplements is None:
        supplements = supplement_intake(user, first, last, keys, today=today)
    days = sorted(food.keys() | marks.keys() | set(supplements.days))
    none = no_food(len(added))
    gave = {key: supplements.nutrients.get(key) for key in keys}
    sums = DailyIntake(
        eaten=[food.get(day, none) for day in days],
        nutrients=added,
        supplements={key: [by_day.get(day, NOTHING) for day in days] if by_day else () for key, by_day in gave.items()},
        with_estimates=with_estimates,
    )
    found = [
        Day(day, meals, marks.get(day, ""), sums, place)
        for place, (day, meals) in enumerate(zip(days, sums.meals, strict=True))
    ]
    return Intake(first, last, found, sums)


def _marks(user: User, first: date, last: date) -> Any:
    return DayMark.objects.for_user(user).between(first, last).values_list("day", "state")


def figures_of(items: Iterable[MealItem], keys: Sequence[str]) -> day_sums.Eaten:
    """Return the figures of `MealItemQuerySet.daily_intake` from items read already: for one day that is quicker."""
    days: dict[date, list[MealItem]] = {}
    for item in items:
        days.setdefault(item.day, []).append(item)
    return {day: pack(tuple(_one_day(rows, keys))) for day, rows in days.items()}


def _one_day(items: Sequence[MealItem], keys: Sequence[str]) -> Iterable[Any]:
    yield len({item.meal_id for item in items})
    yield from _four(items, ENERGY)[1:]
    for key in keys:
        bit = 1 << NUTRIENTS[key].bit
        known = [item for item in items if getattr(item, key) is not None]
        yield from _four(known, key)
        yield from _four([item for item in known if (item.estimated | item.assumed) & bit], key)


def _four(items: Sequence[MealItem], key: str) -> tuple[float, int, float, float]:
    """Amount, number, energy and grams of some items."""
    return _sum(items, key), len(items), _sum(items, ENERGY), _sum(items, "grams")


def _sum(items: Iterable[MealItem], field: str) -> float:
    return sum((getattr(item, field) or 0.0 for item in items), start=0.0)
