"""How much of each nutrient supplements gave: by doses written down, and by daily ones that were not skipped."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Q

from accounts.models import User
from diary.models import Schedule, ScheduleSkip, SupplementDose
from diary.prepared import Question, ask, ask_figures
from nutrients.science.composition import Total, supplement

Due = tuple[Schedule, Sequence[date]]  # a daily supplement, and the days it was taken on, in order


@dataclass(frozen=True, slots=True)
class SupplementIntake:
    """The days on which something was taken, and by nutrient key what each of those that got some of it got."""

    days: Collection[date] = ()
    nutrients: Mapping[str, Mapping[date, Total]] = field(default_factory=dict)


def supplement_intake(
    user: User,
    first: date,
    last: date,
    keys: Sequence[str],
    *,
    today: date | None = None,
    daily: Iterable[Due] | None = None,
) -> SupplementIntake:
    """
    Read what supplements gave from `first` to `last`; daily ones count up to `today`.

    Whoever knows which daily ones were `due` on these days hands them over as `daily`.
    """
    doses = ask_figures(_single_doses(tuple(keys)), user, first, last)
    return poured(doses, until(due(user, first, last) if daily is None else daily, today or last), keys)


def poured(doses: Sequence[Sequence[Any]], daily: Sequence[Due], keys: Sequence[str]) -> SupplementIntake:
    """
    Add up, day by day, single doses by their amounts and daily supplements by their servings.

    A dose is its day and its amounts of the nutrients in `keys`, in that order; None where its label does not name one.
    """
    days, *columns = zip(*doses, strict=True) if doses else [()] * (1 + len(keys))
    nutrients: dict[str, dict[date, Total]] = {key: {} for key in keys}
    for by_day, amounts in zip(nutrients.values(), columns, strict=True):
        for day, amount in zip(days, amounts, strict=True):
            if amount is not None:
                _pour(by_day, [day], supplement(amount))
    for schedule, taken in daily:
        for key, amount in schedule.amounts().items():
            if amount is not None and key in nutrients:
                _pour(nutrients[key], taken, supplement(amount * schedule.servings))
    return SupplementIntake({*days, *(day for _, taken in daily for day in taken)}, nutrients)


def _pour(by_day: dict[date, Total], days: Iterable[date], gave: Total) -> None:
    """Add to each of the days; the first of a day is taken as it is, and shared by all days it comes to."""
    for day in days:
        so_far = by_day.get(day)
        by_day[day] = gave if so_far is None else so_far + gave


@cache
def _single_doses(keys: tuple[str, ...]) -> Question:
    def question(user: User, first: date, last: date) -> Any:
        doses = SupplementDose.objects.for_user(user).between(first, last)
        return doses.filter(is_injection=False).values_list("day", *keys)

    return question


def due(user: User, first: date, last: date) -> list[Due]:
    """Return each daily supplement with the days of the period on which it was taken."""
    schedules = ask(schedules_between, user, first, last)
    skipped: dict[UUID, set[date]] = {}
    for key, day in ask_figures(_skips, user, first, last) if schedules else ():
        skipped.setdefault(key, set()).add(day)
    return [(schedule, _taken(schedule, first, last, skipped.get(schedule.pk, ()))) for schedule in schedules]


def until(daily: Iterable[Due], last: date) -> list[Due]:
    """Leave out what comes after a day."""
    return [(schedule, days[: bisect_right(days, last)]) for schedule, days in daily]


def since(daily: Iterable[Due], first: date) -> list[Due]:
    """Leave out what came before a day."""
    return [(schedule, days[bisect_left(days, first) :]) for schedule, days in daily]


def _taken(schedule: Schedule, first: date, last: date, skipped: Collection[date]) -> list[date]:
    begins, ends = max(first, schedule.first_day), min(last, schedule.last_day or last)
    days = map(date.fromordinal, range(begins.toordinal(), ends.toordinal() + 1))
    return [day for day in days if day not in skipped]


def _skips(user: User, first: date, last: date) -> Any:
    return ScheduleSkip.objects.for_user(user).between(first, last).values_list("schedule_id", "day")


def schedules_between(user: User, first: date, last: date) -> Any:
    """Return the daily supplements in force on any day of the period."""
    begun = Schedule.objects.for_user(user).filter(first_day__lte=last)
    return begun.filter(Q(last_day=None) | Q(last_day__gte=first)).order_by("first_day", "id")
