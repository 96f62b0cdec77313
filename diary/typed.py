"""A typed line on its way to the diary: what it was taken to mean, for the person to confirm or to correct."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from diary.eating import GRAM, item_of, measures_of
from diary.ids import uuid7
from diary.kitchen import Pot
from diary.models import MealItem, OwnFood, Profile, SupplementDose
from diary.pantry import Helping, helping_of, own_names, own_sources
from nutrients.lexicon import display_names
from nutrients.meal_text import Item, as_food, parse
from nutrients.measures import is_watery, weigh
from nutrients.models import Food
from nutrients.quantities import Amount, split_words, units
from nutrients.registry import NUTRIENTS
from nutrients.science.safety import poison_notice
from nutrients.science.units import UnitError, convert

PIECE, PORTION = "piece", "portion"
OWN_CHOICES = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """One food a part of the line may mean, and what the amount typed weighs of it; `own` where it is the person's."""

    code: str
    name: str
    description: str
    grams: float
    own: OwnFood | Pot | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """One part of a line. `choices` holds the best guess first; none where nothing was recognised."""

    number: int
    item: Item
    choices: tuple[Choice, ...]

    @property
    def is_food(self) -> bool:
        return bool(self.choices)

    @property
    def dose(self) -> SupplementDose | None:
        """The supplement it names with an amount, as an unsaved dose."""
        return dose_of(self.item) if self.item.kind == "supplement" else None

    def choice(self, code: str) -> Choice:
        return next(choice for choice in self.choices if choice.code == code)


def understood(line: str, profile: Profile, *, recipes: bool = True) -> list[Understood]:
    """
    Return what a line was taken to mean. Asking again gives the same answer, so a form need not carry it along.

    The person's own foods come first; their recipes too, except where the line is itself a recipe's.

    Raises
    ------
    LineTooLongError
        If the line is longer than a meal's worth of text.
    """
    items = parse(line, country=profile.country, known=own_names(profile.user, recipes=recipes))
    wanted = {name for item in items for name in item.known[:OWN_CHOICES]}
    sources = own_sources(profile.user, wanted, recipes=recipes)
    return [_understood(number, item, sources, profile.country) for number, item in enumerate(items)]


def _understood(number: int, item: Item, sources: Mapping[str, Sequence[OwnFood | Pot]], country: str) -> Understood:
    mine = [source for name in item.known[:OWN_CHOICES] for source in sources.get(name, ())]
    if item.kind == "known" and mine:
        helping = helping_of(mine[0], item)
        item = replace(item, grams=helping.grams, assumed=helping.assumed)
    own = [_own_choice(source, helping_of(source, item)) for source in mine]
    published = list(_choices(item, country))
    choices = [*own, *published] if item.kind != "food" else [*published[:1], *own, *published[1:]]
    return Understood(number, item, tuple(choices))


def _own_choice(source: OwnFood | Pot, helping: Helping) -> Choice:
    if isinstance(source, Pot):
        return Choice(f"recipe-{source.recipe.pk}", source.recipe.name, "your recipe", helping.grams, source)
    return Choice(f"own-{source.pk}", source.name, "your food", helping.grams, source)


def _choices(item: Item, country: str) -> Iterable[Choice]:
    if poison_notice(item.text):
        return
    if item.kind == "food":
        name = display_names().get(item.code, item.description)
        yield Choice(item.code, name, item.description, item.grams)
    if item.kind == "supplement":
        return
    said = split_words(item.text)
    amount = Amount(item.quantity, units().get(item.unit))
    for hit in item.alternatives:
        weighed = weigh(as_food(hit.code, said, frozenset()), amount, country)
        yield Choice(hit.code, hit.name, hit.description, weighed.grams)


def foods_of(codes: Iterable[str]) -> Mapping[str, Food]:
    found = Food.objects.filter(code__in=set(codes)).prefetch_related("portions")
    return {food.code: food for food in found}


def as_items(part: Understood, code: str, foods: Mapping[str, Food], grams: float | None) -> list[MealItem]:
    """Return the unsaved items of a confirmed part: one, or the ingredients of a recipe; none if the food is gone."""
    own = part.choice(code).own
    if own is None:
        return [as_item(part, foods[code], grams)] if code in foods else []
    helping = Helping(grams, GRAM, grams) if grams is not None else helping_of(own, part.item)
    if isinstance(own, Pot):
        return own.helping(helping.quantity, helping.unit, uuid7())
    return [item_of(own, quantity=helping.quantity, unit=helping.unit, grams=helping.grams)]


def as_item(part: Understood, food: Food, grams: float | None) -> MealItem:
    """Return the unsaved item of a confirmed part; a weight the person typed stands in place of the amount."""
    if grams is not None:
        return item_of(food, quantity=grams, unit=GRAM, grams=grams)
    weight, quantity = part.choice(food.code).grams, part.item.quantity
    return item_of(
        food, quantity=quantity, unit=part.item.unit or _counted(part, food, weight / quantity), grams=weight
    )


def _counted(part: Understood, food: Food, grams: float) -> str:
    """Name what was counted by the food's own portion of that weight: two eggs are large ones, a coffee no piece."""
    same = (measure.label for measure in measures_of(food) if abs(measure.grams - grams) < 0.01 * grams)
    is_poured = is_watery(as_food(food.code, split_words(part.item.text), frozenset()))
    return next(same, PORTION if is_poured or PORTION in part.item.assumed else PIECE)


def dose_of(item: Item) -> SupplementDose | None:
    """Return the unsaved dose of a supplement named with its amount, without its moment."""
    amounts = dose_amounts(item)
    if not amounts:
        return None
    label = f"{NUTRIENTS[item.nutrient].name}, {item.amount:g} {item.amount_unit}"
    serving = item.unit or "tablet"
    return SupplementDose(label=label, servings=item.quantity, serving=serving).set_amounts(amounts)


def dose_amounts(item: Item) -> dict[str, Any]:
    """What the doses hold together; nothing where the amount or the nutrient is not one we follow."""
    nutrient = NUTRIENTS.get(item.nutrient)
    if nutrient is None or item.amount is None:
        return {}
    try:
        one = convert(item.amount, item.amount_unit, nutrient.key, nutrient.unit)
    except UnitError:
        return {}
    return {nutrient.key: one * item.quantity}
