"""One day of the diary: what was eaten and taken, what happened, and how much of each nutrient that makes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.models import User
from diary.models import (
    Authority,
    DayState,
    LifeNote,
    MealItem,
    MealKind,
    PainEntry,
    Profile,
    Schedule,
    ScheduleSkip,
    SunExposure,
    SupplementDose,
    SymptomEntry,
)
from diary.owned import OwnedQuerySet
from diary.person import assumptions
from diary.prepared import ask
from diary.reports.bars import NutrientBar, bars
from diary.reports.cautions import KEYS as CAUTIOUS
from diary.reports.cautions import Caution, of_day, stand_alone
from diary.reports.intake import ENERGY, Day, intake
from diary.reports.sun import SunDay, sun_day
from diary.reports.supplement_intake import poured, schedules_between
from nutrients.registry import CORE, SECONDARY, Nutrient


@dataclass(frozen=True, slots=True)
class Dish:
    """What was logged together under one recipe, or one food by itself."""

    items: Sequence[Any]

    @property
    def first(self) -> Any:
        return self.items[0]

    @property
    def is_recipe(self) -> bool:
        return self.first.recipe_id is not None

    @property
    def name(self) -> str:
        named: str = self.first.recipe_name or self.first.label
        return named

    @property
    def grams(self) -> float:
        return float(sum(item.grams for item in self.items))


@dataclass(frozen=True, slots=True)
class MealOnPage:
    """One meal with its dishes."""

    kind: MealKind
    meal_id: UUID
    dishes: Sequence[Dish]

    @property
    def grams(self) -> float:
        return sum(dish.grams for dish in self.dishes)


@dataclass(frozen=True, slots=True)
class DailySupplement:
    """A supplement taken every day, and how this day went."""

    schedule: Schedule
    is_skipped: bool


@dataclass(frozen=True, slots=True)
class DayReport:
    """
    Everything the day's page shows. `bars` are the core nutrients, `more_bars` the others.

    A safety text takes the place of its nutrient's bar, and a grave one of them all.
    """

    day: date
    today: date
    meals: Sequence[MealOnPage]
    doses: Sequence[SupplementDose]
    daily_supplements: Sequence[DailySupplement]
    exposures: Sequence[SunExposure]
    pains: Sequence[PainEntry]
    symptoms: Sequence[SymptomEntry]
    life: LifeNote | None
    tracks_life: bool
    bars: Sequence[NutrientBar]
    more_bars: Sequence[NutrientBar]
    cautions: Sequence[Caution]
    facts: Day
    assumptions: str
    authority: str

    @property
    def is_today(self) -> bool:
        return self.day == self.today

    @property
    def name(self) -> str:
        """How a person calls the day when it is near, "" otherwise."""
        near = {0: "Today", -1: "Yesterday", 1: "Tomorrow"}
        return near.get((self.day - self.today).days, "")

    @property
    def previous(self) -> date:
        return self.day - timedelta(days=1)

    @property
    def next(self) -> date | None:
        """The next day one can write in; None from tomorrow on."""
        return self.day + timedelta(days=1) if self.day <= self.today else None

    @property
    def is_empty(self) -> bool:
        """Nothing was eaten or taken, so that there is nothing to draw."""
        return not (self.meals or self.doses or any(not each.is_skipped for each in self.daily_supplements))

    @property
    def is_marked_complete(self) -> bool:
        return self.facts.mark == DayState.COMPLETE

    @property
    def is_marked_partial(self) -> bool:
        return self.facts.mark == DayState.PARTIAL

    @property
    def sun(self) -> SunDay | None:
        """What the sun made, under the day's cap; never part of `bars`."""
        return sun_day(self.exposures)


def eaten_on(user: User, day: date) -> OwnedQuerySet[Any]:
    """The day's items, each with the kind of its meal and the name of its recipe."""
    named = MealItem.objects.for_user(user).on(day).annotate(kind=F("meal__kind"), recipe_name=F("recipe__name"))
    return named.order_by("created_at", "position")


def entries_on(model: Any, user: User, day: date) -> OwnedQuerySet[Any]:
    entries: OwnedQuerySet[Any] = model.objects.for_user(user).on(day)
    return entries.order_by("at", "id")


DOSES, EXPOSURES, PAINS, SYMPTOMS = (
    partial(entries_on, model) for model in (SupplementDose, SunExposure, PainEntry, SymptomEntry)
)


def _life(user: User, day: date) -> QuerySet[Any]:
    return LifeNote.objects.for_user(user).on(day)


def scheduled_on(user: User, day: date) -> QuerySet[Any]:
    """The daily supplements in force, each with whether it was left out that day."""
    skips = ScheduleSkip.objects.for_user(user).on(day).filter(schedule=OuterRef("pk"))
    due: QuerySet[Any] = schedules_between(user, day, day).annotate(is_skipped=Exists(skips))
    return due


def day_report(profile: Profile, day: date, *, today: date, with_more: bool = False) -> DayReport:
    """Read one day. It costs the same number of queries however much was written down."""
    user = profile.user
    shown = (*CORE, *SECONDARY) if with_more else CORE
    keys = list({ENERGY, *CAUTIOUS, *(nutrient.key for nutrient in shown)})
    items = ask(eaten_on, user, day)
    doses = ask(DOSES, user, day)
    daily = daily_supplements(user, day)
    due = [(each.schedule, [day]) for each in daily if not each.is_skipped and day <= today]
    supplements = poured(_swallowed(doses, keys), due, keys)
    facts = intake(user, day, day, keys, with_estimates=profile.use_estimates, eaten=items, supplements=supplements).on(
        day
    )
    cautions = of_day(facts, _named(items, doses, [schedule for schedule, _ in due]))
    drawn = [] if stand_alone(cautions) else bars(profile, facts, items, _without(shown, cautions))
    return DayReport(
        day=day,
        today=today,
        meals=meals_of(items),
        doses=doses,
        daily_supplements=daily,
        exposures=ask(EXPOSURES, user, day),
        pains=ask(PAINS, user, day),
        symptoms=ask(SYMPTOMS, user, day),
        life=next(iter(ask(_life, user, day)), None) if profile.tracked else None,
        tracks_life=bool(profile.tracked),
        bars=[bar for bar in drawn if bar.nutrient.is_core],
        more_bars=[bar for bar in drawn if not bar.nutrient.is_core],
        cautions=cautions,
        facts=facts,
        assumptions=assumptions(profile),
        authority=Authority(profile.reference_authority).in_a_sentence,
    )


def _swallowed(doses: Iterable[SupplementDose], keys: Sequence[str]) -> list[Sequence[Any]]:
    return [(dose.day, *(getattr(dose, key) for key in keys)) for dose in doses if not dose.is_injection]


def _named(items: Iterable[Any], doses: Iterable[SupplementDose], daily: Iterable[Schedule]) -> list[str]:
    """Return every name that stands on the day."""
    eaten = (name for item in items for name in (item.label, item.recipe_name or ""))
    return [*eaten, *(dose.label for dose in doses), *(schedule.label for schedule in daily)]


def _without(shown: Iterable[Nutrient], cautions: Iterable[Caution]) -> list[Nutrient]:
    told = {caution.nutrient for caution in cautions}
    return [nutrient for nutrient in shown if nutrient.key not in told]


def daily_supplements(user: User, day: date) -> list[DailySupplement]:
    """Return the supplements taken every day on that day, the skipped ones too."""
    return [DailySupplement(schedule, bool(schedule.is_skipped)) for schedule in ask(scheduled_on, user, day)]


def meals_of(items: Iterable[Any]) -> list[MealOnPage]:
    """Put items under their meals, in the order of the day, and those of one helping of a recipe together."""
    order = {kind: place for place, kind in enumerate(MealKind.values)}
    rows = sorted(items, key=lambda item: order[item.kind])
    return [
        MealOnPage(MealKind(kind), meal_id, _dishes(list(group)))
        for (kind, meal_id), group in groupby(rows, key=lambda item: (item.kind, item.meal_id))
    ]


def _dishes(items: Sequence[Any]) -> list[Dish]:
    helpings: dict[UUID | None, list[Any]] = {}
    for item in items:
        helpings.setdefault(item.batch if item.recipe_id else item.pk, []).append(item)
    return [Dish(sorted(helping, key=lambda item: item.position)) for helping in helpings.values()]
