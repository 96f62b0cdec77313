"""
The kept sums of days: one reader, and the three things that happen to them (docs/notes/0005).

Whoever changes what was eaten calls `forget` for the days it touches, and `add_up` when all is written, both within
its own transaction. On PostgreSQL the row that `forget` writes makes a second writer of the same day wait until the
first is done, so that whoever adds up last sees the foods of both; SQLite has one writer at a time anyway. Where nobody
added up again, the items are read instead: slower, never wrong.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from accounts.models import User
from diary.day_figures import no_food, pack
from diary.models import DaySum, MealItem
from diary.prepared import Question, ask_figures
from nutrients.amounts import to_mark
from nutrients.registry import CORE

Eaten = dict[date, bytes]  # the figures of a day (`diary.day_figures`)
ADDED_UP = (*(nutrient.key for nutrient in CORE), "energy")  # what every look back asks for
ALL = to_mark(ADDED_UP)
NOTHING = no_food(len(ADDED_UP))
BATCH = 500


def eaten(user: User, first: date, last: date, keys: Sequence[str]) -> tuple[Sequence[str], Eaten]:
    """
    Return what was eaten, day by day: the nutrients that are added up, and the figures of each day.

    Kept sums may hold more nutrients than were asked for. Where a day has none, or not of all, the items are read.
    """
    if ALL | to_mark(keys) == ALL:
        kept = ask_figures(_kept, user, first, last)
        if all(nutrients == ALL for _, nutrients, _ in kept):
            return ADDED_UP, {day: figures for day, _, figures in kept if figures != NOTHING}
    return keys, by_date(ask_figures(eaten_by_day(tuple(keys)), user, first, last))


def by_date(rows: Iterable[tuple[Any, ...]]) -> Eaten:
    """Put each row of `MealItemQuerySet.daily_intake` under its day."""
    return {day: pack(figures) for day, *figures in rows}


def _kept(user: User, first: date, last: date) -> Any:
    return DaySum.objects.for_user(user).between(first, last).order_by("day").values_list("day", "nutrients", "figures")


@cache
def eaten_by_day(keys: tuple[str, ...]) -> Question:
    """The question for `daily_intake` of these nutrients, to be put into SQL once."""
    return lambda user, first, last: MealItem.objects.for_user(user).between(first, last).daily_intake(keys)


def forget(user: User, days: Iterable[date]) -> None:
    """Take the word back of what these days hold; until the transaction ends nobody else adds them up."""
    _put([DaySum(user=user, day=day) for day in sorted(days)], ["nutrients"])


def add_up(user: User, days: Collection[date]) -> None:
    """Keep what these days hold now."""
    if not days:
        return
    found = by_date(ask_figures(eaten_by_day(ADDED_UP), user, min(days), max(days)))
    sums = [DaySum(user=user, day=day, nutrients=ALL, figures=found.get(day, NOTHING)) for day in sorted(days)]
    _put(sums, ["nutrients", "figures"])


def _put(sums: list[DaySum], columns: list[str]) -> None:
    """Write one row for each day, whether there is one or not."""
    DaySum.objects.bulk_create(
        sums, batch_size=BATCH, update_conflicts=True, unique_fields=["user", "day"], update_fields=columns
    )


def days_to_add_up(user: User) -> set[date]:
    """Return the days that hold food and whose sums are not all kept."""
    kept = DaySum.objects.for_user(user).filter(nutrients=ALL).values("day")
    return set(MealItem.objects.for_user(user).exclude(day__in=kept).values_list("day", flat=True).distinct())
