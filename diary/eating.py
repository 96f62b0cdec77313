"""Putting food into a meal: in which measures a food is eaten, and the items that hold what was in it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, time, timedelta
from typing import Any

from diary import limits
from diary.models import DayMark, Meal, MealItem, MealKind, OwnFood, Profile, SupplementDose
from diary.moments import clock_now, moment, today
from diary.services import Writing, get_or_add
from nutrients.lexicon import display_names
from nutrients.measures import own_density, usual_portion
from nutrients.models import Food

GRAM, MILLILITRE = "g", "ml"
ABOUT = 0.2  # a household measure stands for a usual portion if it weighs as much within a fifth
REMEMBERED_DAYS = 365  # how far back the last portion of a food is looked for
USUAL_CLOCK = {
    MealKind.BREAKFAST: time(8),
    MealKind.LUNCH: time(12, 30),
    MealKind.DINNER: time(19),
    MealKind.SNACK: time(15, 30),
}
FROM_HOUR = {5: MealKind.BREAKFAST, 11: MealKind.LUNCH, 15: MealKind.SNACK, 17: MealKind.DINNER, 22: MealKind.SNACK}


@dataclass(frozen=True, slots=True)
class Measure:
    """A way to say how much: its name, and the grams of one."""

    label: str
    grams: float

    def __str__(self) -> str:
        return self.label


GRAMS = Measure(GRAM, 1.0)


def measures_of(source: Food | OwnFood) -> list[Measure]:
    """Return the measures of a food, household ones first; grams always work, ml where their weight is known."""
    if isinstance(source, OwnFood):
        serving = [Measure(source.serving_label or "serving", source.serving_grams)] if source.serving_grams else []
        return [*serving, GRAMS]
    density = own_density(source.code)
    poured = [Measure(MILLILITRE, density)] if density else []
    return [*(Measure(portion.label, portion.grams) for portion in source.portions.all()), GRAMS, *poured]


def last_helping(user: Any, source: Food | OwnFood, day: date) -> tuple[float, str] | None:
    """Return the quantity and unit the person last took of a food, if that was not long ago."""
    which = {"own_food": source} if isinstance(source, OwnFood) else {"food": source}
    recent = MealItem.objects.for_user(user).between(day - timedelta(days=REMEMBERED_DAYS), day)
    helping: tuple[float, str] | None = (
        recent.filter(recipe=None, **which).order_by("-day", "-created_at").values_list("quantity", "unit").first()
    )
    return helping


def first_helping(source: Food | OwnFood) -> tuple[float, str]:
    """Return quantity and unit of a usual portion: one of the measure that weighs about as much, else its grams."""
    measures = measures_of(source)
    if isinstance(source, OwnFood):
        return (1, measures[0].label) if source.serving_grams else (100, GRAM)
    grams = usual_portion(source.code, name_of(source))
    nearest = min(measures, key=lambda measure: abs(measure.grams - grams))
    return (1, nearest.label) if abs(nearest.grams - grams) <= grams * ABOUT else (round(grams), GRAM)


def name_of(source: Food | OwnFood) -> str:
    """Return what people call a food: its everyday name, else the one of its table."""
    name = str(source)
    if isinstance(source, Food):
        name = display_names().get(source.code, name)
    return name[:1].upper() + name[1 : limits.SHORT_TEXT]


def item_of(source: Food | OwnFood, *, quantity: float, unit: str, grams: float) -> MealItem:
    """Return an unsaved item with the snapshot of what these grams hold."""
    which = {"own_food": source} if isinstance(source, OwnFood) else {"food": source}
    return MealItem(label=name_of(source), quantity=quantity, unit=unit, grams=grams, **which).weigh(source)


def usual_kind(clock: time) -> MealKind:
    """Return the meal most people eat at that time of day."""
    begun = [kind for hour, kind in FROM_HOUR.items() if hour <= clock.hour]
    return begun[-1] if begun else MealKind.SNACK


def usual_meal(profile: Profile) -> dict[str, Any]:
    """Return today and the meal of this hour, as forms name them."""
    return {"day": today(profile.zone), "kind": usual_kind(clock_now(profile.zone))}


def moment_on(profile: Profile, day: date, clock: time) -> dict[str, Any]:
    """Return the fields of an entry at that time, which on today is now."""
    return asdict(moment(day, clock_now(profile.zone) if day == today(profile.zone) else clock, profile.zone))


def take(writing: Writing, profile: Profile, day: date, doses: Iterable[SupplementDose]) -> None:
    """Add doses of supplements named on a typed line."""
    rows = list(doses)
    for dose in rows:
        for name, value in moment_on(profile, day, USUAL_CLOCK[MealKind.BREAKFAST]).items():
            setattr(dose, name, value)
    writing.add(*rows)


def usual_clock(profile: Profile, day: date) -> time:
    """The time it is today; on any other day the morning, because a day is written down from its beginning."""
    return clock_now(profile.zone) if day == today(profile.zone) else USUAL_CLOCK[MealKind.BREAKFAST]


def meal_of(writing: Writing, profile: Profile, day: date, kind: str) -> Meal:
    """Return the person's meal of that kind on that day, made if it is the first."""
    meal = Meal(kind=kind, **moment_on(profile, day, USUAL_CLOCK[MealKind(kind)]))
    return get_or_add(writing, meal, day=day, kind=kind)


def first_meals(
    profile: Profile, wanted: Iterable[tuple[date, str]]
) -> tuple[dict[tuple[date, str], Meal], dict[tuple[date, str], Meal]]:
    """Return the person's meals by day and kind, however many: those that are here, and unsaved those that are not."""
    keys = dict.fromkeys(wanted)
    days = {day for day, _ in keys}
    mine = Meal.objects.of_user_with_deleted(profile.user).between(min(days), max(days)) if days else ()
    here = {(meal.day, meal.kind): meal for meal in mine if (meal.day, meal.kind) in keys}
    new = {
        (day, kind): Meal(kind=kind, **moment_on(profile, day, USUAL_CLOCK[MealKind(kind)]))
        for day, kind in keys
        if (day, kind) not in here
    }
    return here, new


def eat(writing: Writing, profile: Profile, day: date, kind: str, items: Iterable[MealItem]) -> Sequence[MealItem]:
    """Add items to one meal, in the order given."""
    meal = meal_of(writing, profile, day, kind)
    rows = list(items)
    for position, item in enumerate(rows):
        item.meal, item.day, item.position = meal, day, position
    return writing.add(*rows)


def mark_day(writing: Writing, day: date, state: str) -> None:
    """Keep the person's word on whether a day is all there; a blank one takes it back."""
    found = DayMark.objects.for_user(writing.user).filter(day=day).first()
    if not state:
        writing.remove(*filter(None, [found]))
    elif found is None:
        get_or_add(writing, DayMark(day=day, state=state), day=day)
    elif found.state != state:
        writing.change(found, state=state)


def measures_of_item(item: MealItem) -> list[Measure]:
    """Return the measures an item can be changed to: those of its food, and the one it was logged in."""
    if item.recipe_id is not None:
        return [GRAMS]
    source = item.food or item.own_food
    measures = measures_of(source) if source else [GRAMS]
    if item.unit in {measure.label for measure in measures}:
        return measures
    return [Measure(item.unit, item.grams / item.quantity), *measures]


def change_item(
    writing: Writing,
    profile: Profile,
    item: MealItem,
    *,
    day: date,
    kind: str,
    quantity: float,
    unit: str,
    grams: float,
    version: int,
) -> None:
    """
    Change how much of it was eaten, and when.

    The snapshot is scaled, not looked up again: it stays what it was at the time. An ingredient that is changed leaves
    its recipe, because its amount is then no longer the recipe's.
    """
    scaled = MealItem().take_amounts(item, times=grams / item.grams).contents()
    meal = meal_of(writing, profile, day, kind)
    helping = {"day": day, "meal": meal, "quantity": quantity, "unit": unit, "grams": grams, "recipe": None}
    writing.change(item, expected_version=version, **helping, **scaled)
