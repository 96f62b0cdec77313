"""What a person cooks and what they wrote down from labels, found by the names on a typed line."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from accounts.models import User
from diary.eating import GRAM, GRAMS, measures_of
from diary.kitchen import Pot
from diary.models import OwnFood, Recipe, RecipeIngredient
from nutrients.meal_text import Item
from nutrients.quantities import units

MOST_NAMES = 1000  # of foods, and of recipes, that a line is compared with: the newest
WITHOUT_SERVING = 100.0  # grams when a food has no serving


@dataclass(frozen=True, slots=True)
class Helping:
    """How much of a food of their own somebody typed."""

    quantity: float
    unit: str
    grams: float
    assumed: str = ""


def own_names(user: User, *, recipes: bool) -> list[str]:
    """Return the names of the person's foods, and of their recipes."""
    foods = OwnFood.objects.for_user(user).order_by("-created_at", "id").values_list("name", flat=True)[:MOST_NAMES]
    dishes = Recipe.objects.for_user(user).order_by("-created_at", "id").values_list("name", flat=True)[:MOST_NAMES]
    return [*dishes, *foods] if recipes else [*foods]


def own_sources(user: User, names: Collection[str], *, recipes: bool) -> Mapping[str, Sequence[OwnFood | Pot]]:
    """Return the recipes and foods of those names; a recipe with nothing in it is left out."""
    if not names:
        return {}
    found: dict[str, list[OwnFood | Pot]] = {}
    for pot in _pots(user, names) if recipes else ():
        found.setdefault(pot.recipe.name, []).append(pot)
    for food in OwnFood.objects.for_user(user).filter(name__in=names).order_by("-created_at", "id"):
        found.setdefault(food.name, []).append(food)
    return found


def _pots(user: User, names: Collection[str]) -> list[Pot]:
    mine = RecipeIngredient.objects.for_user(user).filter(recipe__name__in=names, recipe__deleted_at=None)
    rows = mine.select_related("recipe").order_by("recipe_id", "position", "created_at", "id")
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row.recipe_id)]
    return [Pot(group[0].recipe, group) for group in groups]


def helping_of(source: OwnFood | Pot, item: Item) -> Helping:
    """Return how much of it the line says: a weight as typed, else so many of its servings or portions."""
    unit = units().get(item.unit)
    if unit and unit.kind == "mass":
        grams = round(item.quantity * unit.size_in(""), 1)
        return Helping(grams, GRAM, grams)
    first = (source.measures if isinstance(source, Pot) else measures_of(source))[0]
    if first == GRAMS:
        grams = WITHOUT_SERVING * item.quantity
        return Helping(grams, GRAM, grams, f"no serving is known: {grams:g} g taken")
    grams = round(first.grams * item.quantity, 1)
    one = f"one {first.label} taken as {first.grams:g} g"
    return Helping(item.quantity, first.label, grams, one)
