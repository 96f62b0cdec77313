"""Foods as a person finds them: their own and their usual ones first; and one food with everything known of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse

from accounts.models import User
from diary import wording
from diary.kitchen import Pot
from diary.models import MealItem, OwnFood, Profile, Recipe, RecipeIngredient
from diary.reports.intake import ENERGY
from nutrients.models import DataEdition, Food
from nutrients.registry import CORE, NUTRIENTS, Nutrient
from nutrients.science.composition import Portion, Total, total
from nutrients.search import search

RECENT_DAYS = 56
RECENTS = 12
HITS = 15
OWN_HITS = 5


@dataclass(frozen=True, slots=True)
class Found:
    """One line of a list of foods: what it is called, what it is exactly, and its page."""

    name: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class Known:
    """One nutrient of a food: per 100 g, in the chosen helping, and how the figure came about."""

    nutrient: Nutrient
    per_100g: float | None
    in_helping: float | None
    how: str


def recent_foods(user: User, today: date) -> list[dict[str, Any]]:
    """Return what the person ate lately, the most frequent first: label, food or own food, times."""
    lately = MealItem.objects.for_user(user).between(today - timedelta(days=RECENT_DAYS), today + timedelta(days=1))
    rows = lately.filter(recipe=None).values("food_id", "food__code", "own_food_id", "own_food__deleted_at")
    counted: Any = rows.annotate(times=Count("pk"), last=Max("day"), name=Max("label"))
    known = counted.order_by("-times", "-last", "name")
    return [row for row in known if row["food_id"] or (row["own_food_id"] and not row["own_food__deleted_at"])]


def usual_foods(user: User, today: date) -> list[Found]:
    """Return the foods to offer before anything is typed."""
    return [
        Found(row["name"], wording.times(row["times"]) + " in eight weeks", _url(row))
        for row in recent_foods(user, today)[:RECENTS]
    ]


def _url(row: dict[str, Any]) -> str:
    if row["food_id"]:
        return reverse("diary:food", args=[row["food_id"]])
    return reverse("diary:own_food", args=[row["own_food_id"]])


def found_foods(profile: Profile, phrase: str, today: date) -> list[Found]:
    """Return the foods a phrase may mean: the person's own, then the published ones with their usual ones raised."""
    often = {row["food__code"]: row["times"] for row in recent_foods(profile.user, today) if row["food__code"]}
    hits = search(phrase, limit=HITS, country=profile.country, boost=often)
    rows = {food.code: food for food in Food.objects.filter(code__in=[hit.code for hit in hits]).only("code", "source")}
    published = [
        Found(
            hit.name[:1].upper() + hit.name[1:],
            f"{hit.description} · {rows[hit.code].get_source_display()}",
            reverse("diary:food", args=[rows[hit.code].pk]),
        )
        for hit in hits
        if hit.code in rows
    ]
    return [*own_hits(profile.user, phrase), *published]


def own_hits(user: User, phrase: str) -> list[Found]:
    """Return the person's recipes and own foods with that phrase in their name."""
    recipes = Recipe.objects.for_user(user).filter(name__icontains=phrase).order_by("name")[:OWN_HITS]
    foods = OwnFood.objects.for_user(user).filter(name__icontains=phrase).order_by("name")[:OWN_HITS]
    return [
        *(Found(recipe.name, "your recipe", reverse("diary:recipe", args=[recipe.pk])) for recipe in recipes),
        *(Found(food.name, "your food", reverse("diary:own_food", args=[food.pk])) for food in foods),
    ]


def contents(source: Food | OwnFood, grams: float | None) -> list[Known]:
    """Return every nutrient of a food, the core ones first."""
    return [_known(source, nutrient, grams) for nutrient in NUTRIENTS.values()]


def _known(source: Food | OwnFood, nutrient: Nutrient, grams: float | None) -> Known:
    per_100g = source.amount(nutrient.key)
    in_helping = None if per_100g is None or grams is None else per_100g * grams / 100
    if isinstance(source, Food):
        how = source.quality(nutrient.key).label
    else:
        how = "missing" if per_100g is None else "as you wrote it down"
    return Known(nutrient, per_100g, in_helping, how)


def contents_of_dish(pot: Pot) -> list[tuple[Nutrient, Total]]:
    """Return the core nutrients of one portion of a recipe, its gaps counted."""
    share = 1 / pot.recipe.portions
    return [(nutrient, total(_portion(each, nutrient.key, share) for each in pot.ingredients)) for nutrient in CORE]


def _portion(ingredient: RecipeIngredient, key: str, share: float) -> Portion:
    """An ingredient keeps what its grams hold; the sum wants it per 100 g."""
    amount, energy = ingredient.amount(key), ingredient.amount(ENERGY)
    per_100g = 100 / ingredient.grams
    return Portion(
        grams=ingredient.grams * share,
        per_100g=None if amount is None else amount * per_100g,
        energy_per_100g=None if energy is None else energy * per_100g,
        estimated=ingredient.is_estimated(key) or ingredient.is_assumed(key),
    )


def edition(source: Food | OwnFood) -> str:
    """Return where a food's figures come from, to print beneath them."""
    if isinstance(source, OwnFood):
        return "Your own food"
    loaded = DataEdition.objects.filter(source=source.source).first()
    return f"{loaded.citation if loaded else source.get_source_display()}, food {source.code}"


def missing(known: Sequence[Known]) -> list[str]:
    """Return the names of the core nutrients nobody published a value for."""
    return [each.nutrient.name for each in known if each.nutrient.is_core and each.per_100g is None]
