"""What was taken in, day by day: the one place where meals, doses and daily supplements become totals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from accounts.models import User
from diary import day_sums
from diary.models import DayMark, DayState, MealItem, Schedule, ScheduleSkip, SupplementDose
from diary.prepared import Question, ask, ask_figures
from diary.reports.nutrient_days import NOTHING, NutrientDays, TotalsOfADay, by_nutrient, no_food
from nutrients.registry import NUTRIENTS
from nutrients.science.composition import Total, supplement

Totals = Mapping[str, Total]
MEALS_OF_A_COMPLETE_DAY = 3
MEALS = 0  # place of their number among a day's figures


class Day(NamedTuple):
    """
    One day that holds something: its totals by nutrient key, and whether it is all there.

    A tuple, for a year of days makes hundreds of them.
    """

    day: date
    totals: Totals
    meals: int
    mark: str
    place: int = 0  # in the columns of its period

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


@dataclass(frozen=True)
class Intake:
    """
    The days of a period, first and last included. A day on which nothing was written is missing here, never zero.

    Days on which only a daily supplement was due count as unlogged: nothing was written then.
    """

    first: date
    last: date
    days: Sequence[Day]
    nutrients: Mapping[str, NutrientDays]

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
        found = self.nutrients.get(key)
        return found.total(self._places(days)) if found else NOTHING

    def amounts(self, key: str) -> list[float]:
        """What is known of one nutrient on each complete day. [nutrient unit]"""
        found = self.nutrients[key].amounts
        return [found[place] for place in self._places()]

    def part(self, first: date, last: date) -> "Intake":
        """The same days, from `first` to `last` only."""
        return replace(self, first=first, last=last, days=[day for day in self.days if first <= day.day <= last])

    def _places(self, days: Iterable[Day] | None = None) -> list[int]:
        return [day.place for day in (self.complete if days is None else days)]

    def on(self, day: date) -> Day:
        return next((each for each in self.days if each.day == day), Day(day, {}, 0, ""))


def intake(
    user: User,
    first: date,
    last: date,
    keys: Sequence[str],
    *,
    with_estimates: bool = True,
    today: date | None = None,
    eaten: Sequence[MealItem] | None = None,
    taken: Mapping[date, Totals] | None = None,
) -> Intake:
    """
    Add up the nutrients named by `keys`, day by day, from `first` to `last`.

    Without estimates, borrowed values and assumed zeros count as gaps. Daily supplements are due up to `today`. Whoever
    has read the period's items already hands them over as `eaten`, and what the supplements gave as `taken` (`poured`).
    """
    added, food = day_sums.eaten(user, first, last, keys) if eaten is None else (keys, added_up(eaten, keys))
    marks: dict[date, str] = dict(ask_figures(_marks, user, first, last))
    if taken is None:
        taken = supplements(user, first, last, keys, today=today)
    days = sorted(food.keys() | marks.keys() | taken.keys())
    none = no_food(len(added))
    figures = [food.get(day, none) for day in days]
    nutrients = by_nutrient(figures, added, [taken.get(day, {}) for day in days], keys)
    if not with_estimates:
        nutrients = {key: found.without_estimates() for key, found in nutrients.items()}
    found = [
        Day(day, TotalsOfADay(nutrients, place), row[MEALS], marks.get(day, ""), place)
        for place, (day, row) in enumerate(zip(days, figures, strict=True))
    ]
    return Intake(first, last, found, nutrients)


def _marks(user: User, first: date, last: date) -> Any:
    return DayMark.objects.for_user(user).between(first, last).values_list("day", "state")


def added_up(items: Iterable[MealItem], keys: Sequence[str]) -> day_sums.Eaten:
    """Return the figures of `MealItemQuerySet.daily_intake` from items read already: for one day that is quicker."""
    days: dict[date, list[MealItem]] = {}
    for item in items:
        days.setdefault(item.day, []).append(item)
    return {day: tuple(_one_day(rows, keys)) for day, rows in days.items()}


def _one_day(items: Sequence[MealItem], keys: Sequence[str]) -> Iterable[Any]:
    yield len({item.meal_id for item in items})
    yield from _four(items, "energy")[1:]
    for key in keys:
        bit = 1 << NUTRIENTS[key].bit
        known = [item for item in items if getattr(item, key) is not None]
        yield from _four(known, key)
        yield from _four([item for item in known if (item.estimated | item.assumed) & bit], key)


def _four(items: Sequence[MealItem], key: str) -> tuple[float, int, float, float]:
    """Amount, number, energy and grams of some items."""
    return _sum(items, key), len(items), _sum(items, "energy"), _sum(items, "grams")


def _sum(items: Iterable[MealItem], field: str) -> float:
    return sum((getattr(item, field) or 0.0 for item in items), start=0.0)


def supplements(
    user: User,
    first: date,
    last: date,
    keys: Sequence[str],
    *,
    today: date | None = None,
    daily: Sequence[tuple[Schedule, date]] | None = None,
) -> dict[date, Totals]:
    """
    Return what supplements gave on each day: doses written down, and daily ones that were not skipped.

    Whoever knows which daily ones were `due` in the period hands them over as `daily`.
    """
    doses = ask_figures(_single_doses(tuple(keys)), user, first, last)
    single = ((day, dict(zip(keys, amounts, strict=True))) for day, *amounts in doses)
    until = min(last, today) if today else last
    if daily is None:
        daily = due(user, first, until)
    return poured(single, [(schedule, day) for schedule, day in daily if day <= until], keys)


@cache
def _single_doses(keys: tuple[str, ...]) -> Question:
    def question(user: User, first: date, last: date) -> Any:
        doses = SupplementDose.objects.for_user(user).between(first, last)
        return doses.filter(is_injection=False).values_list("day", *keys)

    return question


def poured(
    doses: Iterable[tuple[date, Mapping[str, float | None]]], due: Sequence[tuple[Schedule, date]], keys: Sequence[str]
) -> dict[date, Totals]:
    """Add up, day by day, single doses by their amounts and daily supplements by their servings."""
    days: dict[date, Totals] = {}
    for day, amounts in doses:
        _pour(days, day, _named(amounts, keys))
    for schedule, taken in groupby(due, key=itemgetter(0)):
        gave = _named(schedule.amounts(), keys, schedule.servings)
        for _, day in taken:
            _pour(days, day, gave)
    return days


def _named(amounts: Mapping[str, float | None], keys: Iterable[str], times: float = 1.0) -> dict[str, Total]:
    """What a label names of these nutrients, as sums of one taking."""
    return {key: supplement(amount * times) for key in keys if (amount := amounts[key]) is not None}


def _pour(days: dict[date, Totals], day: date, totals: Totals) -> None:
    """Add to a day; the first of a day is taken as it is, and shared by all days it comes to."""
    so_far = days.get(day)
    if so_far is not None:
        totals = {**so_far, **{key: so_far.get(key, NOTHING) + total for key, total in totals.items()}}
    days[day] = totals


def due(user: User, first: date, last: date) -> list[tuple[Schedule, date]]:
    """Return each daily supplement with each day of the period on which it was taken."""
    schedules = ask(schedules_between, user, first, last)
    skipped: dict[UUID, set[date]] = {}
    for key, day in ask_figures(_skips, user, first, last) if schedules else ():
        skipped.setdefault(key, set()).add(day)
    return [
        (schedule, day)
        for schedule in schedules
        for left_out in [skipped.get(schedule.pk, ())]
        for day in _days(max(first, schedule.first_day), min(last, schedule.last_day or last))
        if day not in left_out
    ]


def _skips(user: User, first: date, last: date) -> Any:
    return ScheduleSkip.objects.for_user(user).between(first, last).values_list("schedule_id", "day")


def schedules_between(user: User, first: date, last: date) -> Any:
    """Return the daily supplements in force on any day of the period."""
    begun = Schedule.objects.for_user(user).filter(first_day__lte=last)
    return begun.filter(Q(last_day=None) | Q(last_day__gte=first)).order_by("first_day", "id")


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
