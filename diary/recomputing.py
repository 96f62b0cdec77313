"""
Taking the values of the food tables as they stand now, on request (DESIGN: a corrected table never rewrites history).

An entry keeps what its food held on the day it was written down. Where a table was corrected since, a person can ask
for the new values; each day is one step of its own, with the earlier versions kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import isclose
from typing import Any

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from diary.models import MealItem
from diary.services import Writing
from nutrients.registry import NUTRIENTS

Amounts = dict[str, Any]  # the columns of a snapshot


@dataclass(frozen=True, slots=True)
class Correction:
    """A food whose entries hold other amounts than the table gives now, per 100 g: what they hold, what it gives."""

    food: str
    entries: int
    before: dict[str, float | None]
    after: dict[str, float | None]


@dataclass(frozen=True, slots=True)
class _Changed:
    item: MealItem
    values: Amounts


def corrections(user: User) -> list[Correction]:
    """Return what would change, by food, and write nothing."""
    return _told(_changed(user))


def recompute(user: User) -> list[Correction]:
    """Take the values of the tables into every entry that differs, a day at a time; return what changed."""
    changed = _changed(user)
    told = _told(changed)
    for day, some in groupby(changed, key=lambda each: each.item.day):
        _rewrite(user, day, list(some))
    return told


@transaction.atomic
def _rewrite(user: User, day: date, changed: Sequence[_Changed]) -> None:
    writing = Writing.begin(user)
    for each in changed:
        writing.change(each.item, **each.values)
    writing.done("Values taken from the food tables anew.", reverse("diary:day", args=[day]))


def _changed(user: User) -> list[_Changed]:
    """Return the entries of foods from the tables that hold other amounts or marks than these give now, by day."""
    items = MealItem.objects.for_user(user).filter(food__isnull=False).select_related("food").order_by("day", "id")
    found = ((item, _now(item)) for item in items.iterator())
    return [_Changed(item, fresh) for item, fresh in found if not _agree(item.contents(), fresh)]


def _now(item: MealItem) -> Amounts:
    """What the same weight of its food holds by the table as it is."""
    food: Any = item.food
    return MealItem(grams=item.grams).weigh(food).contents()


def _agree(old: Amounts, new: Amounts) -> bool:
    return all(_same(old[name], new[name]) for name in new)


def _same(old: float | None, new: float | None) -> bool:
    return old == new or (old is not None and new is not None and isclose(old, new))


def _told(changed: Iterable[_Changed]) -> list[Correction]:
    """Put entries of one food together; those of one food that hold different amounts are told one by one."""
    entries: dict[tuple[Any, ...], list[_Changed]] = {}
    for each in changed:
        before = _per_100g(each.item, each.item.amounts())
        entries.setdefault((each.item.food_id, tuple(before.items())), []).append(each)
    return [_correction(some) for some in entries.values()]


def _correction(some: Sequence[_Changed]) -> Correction:
    item, values = some[0].item, some[0].values
    before, after = _per_100g(item, item.amounts()), _per_100g(item, values)
    moved = [key for key in NUTRIENTS if before[key] != after[key]]
    return Correction(
        str(item.food), len(some), {key: before[key] for key in moved}, {key: after[key] for key in moved}
    )


def _per_100g(item: MealItem, amounts: Amounts) -> dict[str, float | None]:
    """Rounded as far as tables are printed, so that the weight eaten leaves no trace in the last digits."""
    return {key: None if amounts[key] is None else round(amounts[key] / item.grams * 100, 4) for key in NUTRIENTS}
