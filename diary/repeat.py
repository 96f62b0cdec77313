"""What was eaten before, eaten again: usual meals, copies of meals and of whole days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from accounts.models import User
from diary import wording
from diary.eating import eat, usual_kind
from diary.ids import uuid7
from diary.models import MealItem, MealKind, Profile
from diary.services import Writing

REMEMBERED_DAYS = 56
OFTEN = 2  # times before a meal is called usual
OFFERED = 4
OF_A_KIND = 2
NAMED = 3
COLUMNS = (
    "meal_id",
    "meal__kind",
    "day",
    "food_id",
    "own_food_id",
    "recipe_id",
    "recipe__name",
    "label",
)


@dataclass(slots=True)
class UsualMeal:
    """The same foods at the same meal again and again; `meal_id` is the last time."""

    kind: MealKind
    meal_id: UUID
    names: Sequence[str]
    days: list[date] = field(default_factory=list)

    def often(self, day: date) -> tuple[int, date]:
        """How often, the same day of the week counting twice, and when last."""
        return len(self.days) + sum(each.weekday() == day.weekday() for each in self.days), self.days[-1]

    @property
    def label(self) -> str:
        shown, more = self.names[:NAMED], len(self.names) - NAMED
        return wording.listed([*shown, f"{more} more"] if more > 0 else shown)


def usual_meals(user: User, day: date, clock: time) -> list[UsualMeal]:
    """
    Return the meals a person would most likely log now, those of this hour first.

    They come from the last eight weeks; a kind of meal that the day has already is not offered again. One query.
    """
    lately = MealItem.objects.for_user(user).between(day - timedelta(days=REMEMBERED_DAYS), day)
    rows = list(lately.order_by("day", "meal_id", "created_at", "position").values(*COLUMNS))
    eaten = {row["meal__kind"] for row in rows if row["day"] == day}
    found = gathered(row for row in rows if row["meal__kind"] not in eaten)
    usual = sorted((meal for meal in found if len(meal.days) >= OFTEN), key=lambda meal: meal.often(day), reverse=True)
    by_hour = ([meal for meal in usual if meal.kind == kind] for kind in kinds_from(usual_kind(clock)))
    return [meal for meals in by_hour for meal in meals[:OF_A_KIND]][:OFFERED]


def gathered(rows: Iterable[dict[str, Any]]) -> list[UsualMeal]:
    """Put together the meals that held the same foods."""
    meals: dict[tuple[str, frozenset[Any]], UsualMeal] = {}
    for (day, meal_id), group in groupby(rows, key=lambda row: (row["day"], row["meal_id"])):
        items = list(group)
        kind = items[0]["meal__kind"]
        foods = frozenset(row["recipe_id"] or row["own_food_id"] or row["food_id"] or row["label"] for row in items)
        names = list(dict.fromkeys(row["recipe__name"] or row["label"] for row in items))
        meal = meals.setdefault((kind, foods), UsualMeal(MealKind(kind), meal_id, names))
        meal.meal_id = meal_id
        meal.days.append(day)
    return list(meals.values())


def kinds_from(first: MealKind) -> list[MealKind]:
    """The meals of a day, beginning with one and going round."""
    kinds = list(MealKind)
    start = kinds.index(first)
    return kinds[start:] + kinds[:start]


def eat_again(writing: Writing, profile: Profile, items: Iterable[MealItem], day: date) -> Sequence[MealItem]:
    """Log the same amounts of the same foods on another day, each at the meal it was eaten at."""
    kinds: dict[str, list[MealItem]] = {}
    batches: dict[UUID | None, UUID] = {}
    for item in items:
        batch = batches.setdefault(item.batch, uuid7())
        kinds.setdefault(item.meal.kind, []).append(copied(item, batch))
    return [row for kind, rows in kinds.items() for row in eat(writing, profile, day, kind, rows)]


def copied(item: MealItem, batch: UUID) -> MealItem:
    """Return an unsaved item of the same food, with what the food is known to hold today."""
    same = {name: getattr(item, name) for name in ("food", "own_food", "recipe", "label", "quantity", "unit", "grams")}
    copy = MealItem(**same, batch=batch)
    source = item.food or item.own_food
    return copy.weigh(source) if source else copy.take_amounts(item, times=1)
