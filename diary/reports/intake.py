"""What was taken in, day by day: the one place where meals, doses and daily supplements become totals."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, reduce
from operator import add
from typing import Any

from django.db.models import Q

from accounts.models import User
from diary.models import DayMark, DayState, MealItem, Schedule, ScheduleSkip, SupplementDose
from nutrients.science.composition import Total, supplement

Totals = Mapping[str, Total]
MEALS_OF_A_COMPLETE_DAY = 3
NOTHING = Total()
FOOD_WORDS = (
    "known",
    "energy_known",
    "grams_known",
    "estimated",
    "estimated_items",
    "estimated_energy",
    "estimated_grams",
)


@dataclass(frozen=True, slots=True)
class Day:
    """One day that holds something: its totals by nutrient key, and whether it is all there."""

    day: date
    totals: Totals
    meals: int
    mark: str

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

    def daily(self, key: str, days: Iterable[Day] | None = None) -> list[Total]:
        """One nutrient on each complete day, or on the given ones."""
        return [day.totals.get(key, NOTHING) for day in (self.complete if days is None else days)]

    def total(self, key: str) -> Total:
        """One nutrient over all complete days."""
        return reduce(add, self.daily(key), NOTHING)

    def part(self, first: date, last: date) -> "Intake":
        """The same days, from `first` to `last` only."""
        return Intake(first, last, [day for day in self.days if first <= day.day <= last])

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
    taken: Mapping[date, Totals] | None = None,
) -> Intake:
    """
    Add up the nutrients named by `keys`, day by day, from `first` to `last`.

    Without estimates, borrowed values and assumed zeros count as gaps. Daily supplements are due up to `today`. Whoever
    has read the supplements already hands over what they gave as `taken` (`poured`).
    """
    food = {row["day"]: row for row in MealItem.objects.for_user(user).between(first, last).daily_intake(keys)}
    marks = {mark.day: mark.state for mark in DayMark.objects.for_user(user).between(first, last)}
    if taken is None:
        taken = supplements(user, first, last, keys, today=today)
    return Intake(
        first=first,
        last=last,
        days=[
            Day(
                day=day,
                totals=_totals(food.get(day), taken.get(day, {}), keys, with_estimates=with_estimates),
                meals=food[day]["meals"] if day in food else 0,
                mark=marks.get(day, ""),
            )
            for day in sorted(food.keys() | marks.keys() | taken.keys())
        ],
    )


def _totals(
    food: dict[str, Any] | None, taken: Totals, keys: Sequence[str], *, with_estimates: bool
) -> dict[str, Total]:
    totals = {key: _food_total(food, key) + taken.get(key, NOTHING) for key in keys}
    return totals if with_estimates else {key: total.without_estimates() for key, total in totals.items()}


def _food_total(row: dict[str, Any] | None, key: str) -> Total:
    if row is None:
        return NOTHING
    return Total(
        from_food=row[f"{key}_amount"] or 0.0,
        items=row["items"],
        energy=row["day_energy"] or 0.0,
        grams=row["day_grams"],
        **{word: row[f"{key}_{word}"] or 0 for word in FOOD_WORDS},
    )


def supplements(
    user: User, first: date, last: date, keys: Sequence[str], *, today: date | None = None
) -> dict[date, dict[str, Total]]:
    """Return what supplements gave on each day: doses written down, and daily ones that were not skipped."""
    doses = SupplementDose.objects.for_user(user).between(first, last).filter(is_injection=False)
    single = ((dose["day"], dose) for dose in doses.values("day", *keys))
    return poured(single, due(user, first, min(last, today) if today else last), keys)


def poured(
    doses: Iterable[tuple[date, Mapping[str, float | None]]], due: Iterable[tuple[Schedule, date]], keys: Sequence[str]
) -> dict[date, dict[str, Total]]:
    """Add up, day by day, single doses by their amounts and daily supplements by their servings."""
    days: dict[date, dict[str, Total]] = {}
    for day, amounts in doses:
        _pour(days, day, {key: supplement(amounts[key]) for key in keys})
    for schedule, day in due:
        one = {key: schedule.amount(key) for key in keys}
        _pour(days, day, {key: supplement(None if a is None else a * schedule.servings) for key, a in one.items()})
    return days


def _pour(days: dict[date, dict[str, Total]], day: date, totals: Totals) -> None:
    so_far = days.setdefault(day, {})
    for key, total in totals.items():
        so_far[key] = so_far.get(key, NOTHING) + total


def due(user: User, first: date, last: date) -> list[tuple[Schedule, date]]:
    """Return each daily supplement with each day of the period on which it was taken."""
    schedules = list(schedules_between(user, first, last))
    skipped: Collection[tuple[Any, date]] = set()
    if schedules:
        skips = ScheduleSkip.objects.for_user(user).between(first, last)
        skipped = set(skips.values_list("schedule_id", "day"))
    return [
        (schedule, day)
        for schedule in schedules
        for day in _days(max(first, schedule.first_day), min(last, schedule.last_day or last))
        if (schedule.pk, day) not in skipped
    ]


def schedules_between(user: User, first: date, last: date) -> Any:
    """Return the daily supplements in force on any day of the period."""
    begun = Schedule.objects.for_user(user).filter(first_day__lte=last)
    return begun.filter(Q(last_day=None) | Q(last_day__gte=first)).order_by("first_day", "id")


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
