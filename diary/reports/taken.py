"""Supplements and medicines of a period, as the person listed them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from diary.models import Product, Schedule, SupplementDose
from diary.reports.intake import due


@dataclass(frozen=True, slots=True)
class Taken:
    """
    One product over a period.

    `amounts` are what one taking gave, by nutrient key, of what its label names. `daily` is set for a product taken
    every day since `since`; `days` are the days of the period on which it was taken, `times` the takings.
    """

    label: str
    servings: float
    serving: str
    amounts: Mapping[str, float]
    days: int
    times: int
    first: date
    last: date
    is_daily: bool = False
    since: date | None = None
    until: date | None = None
    is_injection: bool = False


def taken(user: User, first: date, last: date) -> list[Taken]:
    """Return what was taken in a period, daily supplements first."""
    return [*_daily(user, first, last), *_doses(user, first, last)]


def _daily(user: User, first: date, last: date) -> list[Taken]:
    days: dict[Schedule, list[date]] = {}
    for schedule, day in due(user, first, last):
        days.setdefault(schedule, []).append(day)
    servings = dict(Product.objects.of_user_with_deleted(user).values_list("pk", "serving")) if days else {}
    return [
        Taken(
            label=schedule.label,
            servings=schedule.servings,
            serving=servings[schedule.product_id],
            amounts=_known(schedule.amounts(), schedule.servings),
            days=len(taken_on),
            times=len(taken_on),
            first=taken_on[0],
            last=taken_on[-1],
            is_daily=True,
            since=schedule.first_day,
            until=schedule.last_day,
        )
        for schedule, taken_on in days.items()
    ]


def _doses(user: User, first: date, last: date) -> list[Taken]:
    """Doses of the same label, size and content are one line; the content is what each of them gave."""
    groups: dict[tuple[object, ...], list[SupplementDose]] = {}
    for dose in SupplementDose.objects.for_user(user).between(first, last).order_by("day", "at", "id"):
        alike = (dose.label, dose.servings, dose.serving, dose.is_injection, *_known(dose.amounts()).items())
        groups.setdefault(alike, []).append(dose)
    return [_line(doses) for doses in groups.values()]


def _line(doses: Sequence[SupplementDose]) -> Taken:
    one = doses[0]
    return Taken(
        label=one.label,
        servings=one.servings,
        serving=one.serving,
        amounts=_known(one.amounts()),
        days=len({dose.day for dose in doses}),
        times=len(doses),
        first=one.day,
        last=doses[-1].day,
        is_injection=one.is_injection,
    )


def _known(amounts: Mapping[str, float | None], times: float = 1.0) -> dict[str, float]:
    return {key: amount * times for key, amount in amounts.items() if amount is not None}
