"""One nutrient in full: how it went, which foods gave it, and which hold much of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Avg, Count, Min, Sum

from accounts.models import User
from diary.models import MealItem, Profile
from diary.person import assumptions
from diary.reports.intake import Intake
from diary.reports.nutrients import NutrientFact, nutrient_facts
from diary.reports.review import Span
from nutrients.everyday import NOT_FROM_PLANTS, PLANTS, everyday_foods
from nutrients.lexicon import display_names
from nutrients.models import Food

TOP: Final = 10
SHOWN: Final = 8
NOTICEABLE: Final = 0.05  # of the reference amount, in a portion
ALREADY_EATEN_DAYS: Final = 90  # what somebody usually eats is looked for in these days


@dataclass(frozen=True, slots=True)
class Source:
    """A food of the period and what it gave on the complete days. [nutrient unit]"""

    label: str
    times: int
    amount: float
    share: float


@dataclass(frozen=True, slots=True)
class Rich:
    """A food that holds much of it in a usual portion. [nutrient unit, g]"""

    name: str
    grams: float
    amount: float
    food_id: int


@dataclass(frozen=True, slots=True)
class NutrientPage:
    """Everything the page of a nutrient shows."""

    span: Span
    fact: NutrientFact
    sources: Sequence[Source]
    usual: Sequence[Rich]
    rich: Sequence[Rich]
    assumptions: str


def nutrient_page(profile: Profile, key: str, span: Span, today: date) -> NutrientPage:
    """Read one nutrient over a period; the queries do not grow with its length."""
    user, last = profile.user, max(span.first, min(span.last, today))
    fact = nutrient_facts(user, profile, span.first, last, [key])[key]
    eaten = _eaten(user, key, today)
    return NutrientPage(
        span=span,
        fact=fact,
        sources=sources(user, key, fact),
        usual=_worth_naming(_usual(eaten, key), fact),
        rich=_worth_naming(_rich(profile.diet, key, eaten), fact),
        assumptions=assumptions(profile),
    )


def sources(user: User, key: str, fact: NutrientFact) -> list[Source]:
    """Return the foods that gave most of a nutrient on the complete days of a period."""
    rows = _items(user, fact.period).filter(**{f"{key}__gt": 0}).values("label")
    ranked = rows.annotate(times=Count("pk"), amount=Sum(key)).order_by("-amount", "label")[:TOP]
    whole = fact.total.amount
    return [Source(row["label"], row["times"], row["amount"], row["amount"] / whole) for row in ranked]


def _items(user: User, period: Intake) -> Any:
    return MealItem.objects.for_user(user).filter(day__in=[day.day for day in period.complete])


@dataclass(frozen=True, slots=True)
class _Eaten:
    """A food of the table somebody eats, and their own usual helping. [g]"""

    food: Food
    name: str
    grams: float


def _eaten(user: User, key: str, today: date) -> list[_Eaten]:
    """What of the food tables was eaten lately, with the size of the person's own helpings."""
    since = today - timedelta(days=ALREADY_EATEN_DAYS - 1)
    items: Any = MealItem.objects.for_user(user).between(since, today).exclude(food=None)
    helpings = items.values("food").annotate(helping=Avg("grams"), label=Min("label")).order_by("food")
    foods = Food.objects.only("group", "code", key).in_bulk([row["food"] for row in helpings])
    called = display_names()
    return [_Eaten(food := foods[row["food"]], called.get(food.code, row["label"]), row["helping"]) for row in helpings]


def _usual(eaten: Sequence[_Eaten], key: str) -> list[Rich]:
    """Of what the person eats, the helpings that hold most."""
    held = [
        Rich(each.name, each.grams, (each.food.amount(key) or 0.0) * each.grams / 100, each.food.pk)
        for each in eaten
        if each.food.amount(key)
    ]
    return sorted(held, key=lambda food: -food.amount)


def _rich(diet: str, key: str, eaten: Sequence[_Eaten]) -> list[Rich]:
    """Plain foods of the kinds the person eats, by what a usual portion holds, without those they eat anyway."""
    offered = everyday_foods(diet)
    kinds = {each.food.group for each in eaten} or {food.group for food in offered.values()}
    if key in NOT_FROM_PLANTS:
        kinds -= PLANTS
    known = {each.food.code for each in eaten}
    table = Food.objects.filter(source=Food.Source.SR28, group__in=kinds, complete=True).filter(**{f"{key}__gt": 0})
    rows = table.values_list("pk", "code", key)
    held = [
        Rich(food.name, food.grams, per_100g * food.grams / 100, pk)
        for pk, code, per_100g in rows
        if (food := offered.get(code)) and code not in known
    ]
    return _one_of_a_kind(sorted(held, key=lambda food: (-food.amount, food.name)))


def _worth_naming(foods: Sequence[Rich], fact: NutrientFact) -> list[Rich]:
    """The first few, as long as a portion holds a noticeable part of the reference amount."""
    least = NOTICEABLE * (fact.aim or 0.0)
    return [food for food in foods if food.amount >= least][:SHOWN]


def _one_of_a_kind(foods: Sequence[Rich]) -> list[Rich]:
    """Of foods that share their last word (smoked salmon, tinned salmon) keep the first."""
    kept: dict[str, Rich] = {}
    for food in foods:
        kept.setdefault(food.name.split()[-1], food)
    return list(kept.values())
