"""What was eaten: meals, the foods in them, a person's own foods and recipes, and whether a day is all there."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Count, F, Q, Sum

from diary import limits
from diary.limits import within
from diary.owned import Dated, Entry, Owned, OwnedQuerySet
from diary.within_owner import OwnRow, WithinOwner
from nutrients.amounts import NutrientAmounts
from nutrients.models import Food
from nutrients.registry import NUTRIENTS

M = TypeVar("M", bound=models.Model)


class MealKind(models.TextChoices):
    BREAKFAST = "breakfast", "Breakfast"
    LUNCH = "lunch", "Lunch"
    DINNER = "dinner", "Dinner"
    SNACK = "snack", "Snacks"


class DayState(models.TextChoices):
    COMPLETE = "complete", "That's everything"
    PARTIAL = "partial", "Not all logged"


class MealItemQuerySet(OwnedQuerySet[M]):
    """What can be asked of the foods someone ate."""

    def daily_intake(self, keys: Sequence[str]) -> models.QuerySet[Any, tuple[Any, ...]]:
        """
        One row a day: the day, its meals, items, energy [kcal] and grams [g], then eight figures of each nutrient.

        These are what `nutrients.science.composition.Total` knows of food: the amount [nutrient unit], and items,
        energy and grams with a value; then the parts of these four that rest on estimates or assumed zeros.
        """
        columns: dict[str, Any] = {
            "meals": Count("meal", distinct=True),
            "items": Count("pk"),
            "day_energy": Sum("energy", default=0.0),
            "day_grams": Sum("grams", default=0.0),
        }
        for key in keys:
            known = Q((f"{key}__isnull", False))
            columns |= _four(key, "known", known) | _four(key, "soft", known & Q((f"{key}_mark__gt", 0)))
        marks = {f"{key}_mark": estimate_mark(key) for key in keys}
        rows: Any = self.order_by("day").values_list("day").alias(**marks)
        by_day: models.QuerySet[Any, tuple[Any, ...]] = rows.annotate(**columns)
        return by_day


def _four(key: str, which: str, those: Q) -> dict[str, Any]:
    """Amount, items, energy and grams of the items that have a value of that kind."""
    return {
        f"{key}_{which}_amount": Sum(key, filter=those, default=0.0),
        f"{key}_{which}_items": Count(key, filter=those),
        f"{key}_{which}_energy": Sum("energy", filter=those, default=0.0),
        f"{key}_{which}_grams": Sum("grams", filter=those, default=0.0),
    }


def estimate_mark(key: str) -> Any:
    """The bits that say "estimated" or "assumed zero" about one nutrient of a row."""
    bit = 1 << NUTRIENTS[key].bit
    either: Any = F("estimated")
    return either.bitor(F("assumed")).bitand(bit)


class DayMark(Dated):
    """The person's own word on whether a day is all there."""

    state = models.CharField(max_length=8, choices=DayState)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["user", "day"], name="one_mark_a_day"),
        ]
        indexes: ClassVar[list[models.Index]] = []


class OwnFood(Owned, NutrientAmounts):
    """A food from a label or a kitchen, per 100 g. What the label leaves blank stays unknown."""

    name = models.CharField(max_length=limits.NAME)
    serving_label = models.CharField(max_length=limits.NAME, blank=True)
    serving_grams = models.FloatField(null=True, blank=True, validators=within(limits.GRAMS))
    note = models.CharField(max_length=limits.SHORT_TEXT, blank=True)

    class Meta(Owned.Meta):
        constraints = [*Owned.Meta.constraints, *NutrientAmounts.Meta.constraints]
        indexes = [models.Index(fields=["user", "name"], name="ownfood_by_name")]

    def __str__(self) -> str:
        return self.name


class Recipe(Owned):
    """A dish someone cooks. Logging it logs its ingredients in proportion, so every gap in them stays visible."""

    name = models.CharField(max_length=limits.NAME)
    portions = models.FloatField(default=1, validators=within(limits.QUANTITY))
    cooked_grams = models.FloatField(null=True, blank=True, validators=within(limits.RECIPE_GRAMS))
    note = models.CharField(max_length=limits.NOTE, blank=True)

    class Meta(Owned.Meta):
        indexes = [models.Index(fields=["user", "name"], name="recipe_by_name")]

    def __str__(self) -> str:
        return self.name


class EatenThing(NutrientAmounts):
    """A food in an amount, with the snapshot of what it held at the time."""

    food = models.ForeignKey(Food, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    own_food = OwnRow(OwnFood, null=True, blank=True)
    label = models.CharField(max_length=limits.SHORT_TEXT)
    quantity = models.FloatField(default=1, validators=within(limits.QUANTITY))
    unit = models.CharField(max_length=limits.NAME, default="g")
    grams = models.FloatField(validators=within(limits.WEIGHT))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    def weigh(self, source: NutrientAmounts) -> Self:
        """Keep what these grams of a food per 100 g hold."""
        return self.take_amounts(source, times=self.grams / 100)


class RecipeIngredient(Owned, EatenThing):
    recipe = OwnRow(Recipe)

    class Meta(Owned.Meta):
        constraints = [
            *Owned.Meta.constraints,
            *NutrientAmounts.Meta.constraints,
            WithinOwner(field="recipe", name="ingredient_of_own_recipe"),
            WithinOwner(field="own_food", name="ingredient_of_own_food"),
            models.CheckConstraint(condition=Q(grams__gt=0), name="ingredient_weighs_something"),
        ]
        indexes = [models.Index(fields=["user", "recipe"], name="ingredient_by_recipe")]


class Meal(Entry):
    """Breakfast, lunch, dinner or the snacks of one day; it shows once it holds an item."""

    kind = models.CharField(max_length=9, choices=MealKind)

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            models.UniqueConstraint(fields=["user", "day", "kind"], name="one_meal_of_a_kind_a_day"),
        ]
        indexes: ClassVar[list[models.Index]] = []


class MealItem(Dated, EatenThing):
    """
    One food someone ate, with its grams and a snapshot of its nutrients.

    `batch` is shared by the items that were logged together (a usual meal, a recipe): undo takes them back together.
    """

    meal = OwnRow(Meal)
    recipe = OwnRow(Recipe, null=True, blank=True)
    batch = models.UUIDField(null=True, editable=False)

    objects = MealItemQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            *NutrientAmounts.Meta.constraints,
            WithinOwner(field="meal", name="mealitem_of_own_meal"),
            WithinOwner(field="recipe", name="mealitem_of_own_recipe"),
            WithinOwner(field="own_food", name="mealitem_of_own_food"),
            models.CheckConstraint(condition=Q(grams__gt=0), name="meal_item_weighs_something"),
        ]
        indexes = [
            *Dated.Meta.indexes,
            models.Index(fields=["user", "meal"], name="mealitem_by_meal"),
        ]
