"""A person's own foods and recipes: eating them, and changing, when asked, what was logged of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import Count, Min

from accounts.models import User
from diary.eating import GRAMS, Measure, eat
from diary.ids import uuid7
from diary.models import Meal, MealItem, OwnFood, Profile, Recipe, RecipeIngredient
from diary.services import Writing

PORTION = "portion"


@dataclass(frozen=True, slots=True)
class Logged:
    """How often something of the person's own was logged, and since when."""

    times: int
    since: date | None


@dataclass(frozen=True, slots=True)
class Pot:
    """A recipe with its ingredients."""

    recipe: Recipe
    ingredients: Sequence[RecipeIngredient]

    @property
    def grams(self) -> float:
        """Weight of the whole dish: as cooked, else as its ingredients weigh together. [g]"""
        return self.recipe.cooked_grams or sum(each.grams for each in self.ingredients)

    @property
    def portion_grams(self) -> float:
        return self.grams / self.recipe.portions

    @property
    def measures(self) -> list[Measure]:
        """Portions, and grams; none while there is nothing in the pot."""
        return [Measure(PORTION, self.portion_grams), GRAMS] if self.ingredients else []

    def weight_of(self, quantity: float, unit: str) -> float:
        """Grams of the dish in so many portions, or grams. [g]"""
        return quantity * (self.portion_grams if unit == PORTION else 1.0)

    def helping(self, quantity: float, unit: str, batch: UUID) -> list[MealItem]:
        """Return the unsaved items of one helping: every ingredient in proportion, its gaps with it."""
        share = self.weight_of(quantity, unit) / self.grams
        return [self._part(each, share, quantity, unit, batch) for each in self.ingredients]

    def _part(self, ingredient: RecipeIngredient, share: float, quantity: float, unit: str, batch: UUID) -> MealItem:
        item = MealItem(
            recipe=self.recipe,
            batch=batch,
            food_id=ingredient.food_id,
            own_food_id=ingredient.own_food_id,
            label=ingredient.label,
            quantity=quantity,
            unit=unit,
            grams=ingredient.grams * share,
        )
        return item.take_amounts(ingredient, times=share)


def pot_of(recipe: Recipe) -> Pot:
    mine = RecipeIngredient.objects.for_user(recipe.user).filter(recipe=recipe)
    return Pot(recipe, list(mine.order_by("position", "created_at", "id")))


def eat_recipe(
    writing: Writing, profile: Profile, pot: Pot, *, day: date, kind: str, quantity: float, unit: str
) -> Sequence[MealItem]:
    """Log one helping of a recipe as its ingredients, together under one batch."""
    return eat(writing, profile, day, kind, pot.helping(quantity, unit, uuid7()))


def ingredient_of(recipe: Recipe, item: MealItem, position: int) -> RecipeIngredient:
    """Return an unsaved ingredient with the food and amounts of an item."""
    same = {name: getattr(item, name) for name in ("food", "own_food", "label", "quantity", "unit", "grams")}
    return RecipeIngredient(recipe=recipe, position=position, **same).take_amounts(item, times=1)


def logged_recipe(user: User, recipe: Recipe) -> Logged:
    """Return how many helpings of a recipe stand in the diary."""
    found = MealItem.objects.for_user(user).filter(recipe=recipe)
    return Logged(**found.aggregate(times=Count("batch", distinct=True), since=Min("day")))


def logged_food(user: User, food: OwnFood) -> Logged:
    """Return how often an own food stands in the diary."""
    found = MealItem.objects.for_user(user).filter(own_food=food, recipe=None)
    return Logged(**found.aggregate(times=Count("pk"), since=Min("day")))


def rewrite_recipe(writing: Writing, pot: Pot, since: date) -> int:
    """Cook the helpings logged since a day anew, as the recipe is now. Return how many."""
    mine = MealItem.objects.for_user(writing.user).filter(recipe=pot.recipe, day__gte=since)
    items = list(mine.select_related("meal").order_by("batch", "position"))
    helpings = [list(group) for _, group in groupby(items, key=lambda item: item.batch)]
    writing.remove(*items)
    writing.add(*(fresh for helping in helpings for fresh in _cooked_anew(pot, helping[0])))
    return len(helpings)


def _cooked_anew(pot: Pot, old: MealItem) -> list[MealItem]:
    fresh = pot.helping(old.quantity, old.unit, old.batch or uuid7())
    meal: Meal = old.meal
    for position, item in enumerate(fresh):
        item.meal, item.day, item.position = meal, old.day, position
    return fresh


def rewrite_food(writing: Writing, food: OwnFood, since: date) -> int:
    """Weigh again what was logged of an own food since a day, by its label as it is now. Return how often."""
    items = list(MealItem.objects.for_user(writing.user).filter(own_food=food, recipe=None, day__gte=since))
    for item in items:
        writing.change(item, **MealItem(grams=item.grams).weigh(food).contents())
    return len(items)
