"""Supplements and medicines of a period, as the person listed them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import User
from diary.models import Product, SupplementDose
from diary.prepared import ask_figures
from diary.reports.supplement_intake import Due, due
from nutrients.registry import NUTRIENTS


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


def taken(user: User, first: date, last: date, *, daily: Sequence[Due] | None = None) -> list[Taken]:
    """Return what was taken in a period, daily supplements first; `daily` if somebody knows already what was `due`."""
    return [*_daily(user, due(user, first, last) if daily is None else daily), *_doses(user, first, last)]


def _daily(user: User, daily: Iterable[Due]) -> list[Taken]:
    taken_at_all = [(schedule, days) for schedule, days in daily if days]
    servings: dict[Any, str] = dict(ask_figures(_servings, user)) if taken_at_all else {}
    return [
        Taken(
            label=schedule.label,
            servings=schedule.servings,
            serving=servings[schedule.product_id],
            amounts=_known(schedule.amounts(), schedule.servings),
            days=len(days),
            times=len(days),
            first=days[0],
            last=days[-1],
            is_daily=True,
            since=schedule.first_day,
            until=schedule.last_day,
        )
        for schedule, days in taken_at_all
    ]


def _servings(user: User) -> Any:
    return Product.objects.of_user_with_deleted(user).values_list("pk", "serving")


def _doses(user: User, first: date, last: date) -> list[Taken]:
    """Doses of the same label, size and content are one line; the content is what each of them gave."""
    groups: dict[tuple[Any, ...], list[date]] = {}
    for day, *alike in ask_figures(_doses_between, user, first, last):
        groups.setdefault(tuple(alike), []).append(day)
    return [_line(alike, days) for alike, days in groups.items()]


def _doses_between(user: User, first: date, last: date) -> Any:
    rows = SupplementDose.objects.for_user(user).between(first, last).order_by("day", "at", "id")
    return rows.values_list("day", "label", "servings", "serving", "is_injection", *NUTRIENTS)


def _line(alike: Sequence[Any], days: Sequence[date]) -> Taken:
    label, servings, serving, is_injection, *amounts = alike
    return Taken(
        label=label,
        servings=servings,
        serving=serving,
        amounts=_known(dict(zip(NUTRIENTS, amounts, strict=True))),
        days=len(set(days)),
        times=len(days),
        first=days[0],
        last=days[-1],
        is_injection=bool(is_injection),
    )


def _known(amounts: Mapping[str, float | None], times: float = 1.0) -> dict[str, float]:
    return {key: amount * times for key, amount in amounts.items() if amount is not None}
