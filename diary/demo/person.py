"""Who the demo person is, and their days."""

import random
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from diary import day_sums
from diary.consent import WORDING
from diary.demo.life import TRACKED, life, told
from diary.demo.menu import Helping, Menu, menu
from diary.demo.rows import ZONE, Diary, when
from diary.models import (
    Consent,
    DayMark,
    DayState,
    Meal,
    MealItem,
    MealKind,
    PainEntry,
    Product,
    Profile,
    Schedule,
    SunExposure,
    SupplementDose,
)
from nutrients.science.sun import OUTFITS, exposure
from nutrients.science.sunlight import Skin, Sky

PLACE: dict[str, Any] = {"place": "Dublin", "latitude": 53.3, "longitude": -6.2}
BIRTH_YEAR, SKIN_TYPE = 1984, 2
CLOCK = {
    MealKind.BREAKFAST: time(7, 45),
    MealKind.LUNCH: time(12, 40),
    MealKind.DINNER: time(18, 50),
    MealKind.SNACK: time(16, 0),
}
UNLOGGED, PARTIAL = 0.07, 0.09  # shares of days on which nothing, or not everything, was written down
REGIONS = ["lower_centre", "lower_left", "buttock_left", "upper_back"]
NOTES = ["", "", "", "Long day at the desk.", "Lifted the shopping.", "Slept badly.", "Walked at lunch, looser after."]


@transaction.atomic
def seed(user: User, *, days: int, last: date, dice: int = 7) -> int:
    """
    Give somebody a profile and a diary of so many days up to `last`; return how many of them hold something.

    Raises
    ------
    FoodsNotLoadedError
        If the foods of the menu are not in the database.
    """
    chance = random.Random(dice)  # noqa: S311 - believable, not secret
    first = last - timedelta(days=days - 1)
    diary = Diary()
    diary.add(profile(user), Consent(user=user, wording=WORDING, given_at=timezone.now()))
    products = supplements(diary, user, first)
    food = menu()
    logged = [day for day in _days(first, days) if chance.random() > UNLOGGED]
    hurt = dict(zip(logged, aches(chance), strict=False))
    for day, ache in hurt.items():
        meals(diary, user, day, food, chance)
        pain(diary, user, day, ache, chance)
        sun(diary, user, day, chance)
        if chance.random() < 0.4:
            diary.add(dose(user, day, products["magnesium"]))
    life(diary, user, hurt, dice)
    told(diary, user, first, last)
    diary.save()
    day_sums.add_up(user, logged)
    return len(logged)


def profile(user: User) -> Profile:
    return Profile(
        user=user,
        sex="female",
        birth_year=BIRTH_YEAR,
        birth_month=5,
        country="IE",
        zone=ZONE,
        skin_type=SKIN_TYPE,
        welcomed=True,
        tracked=list(TRACKED),
        **PLACE,
    )


def supplements(diary: Diary, user: User, first: date) -> dict[str, Product]:
    """A vitamin D tablet every day from the third week on, and magnesium now and then."""
    vitamin_d = Product(user=user, name="Vitamin D3", serving="tablet")
    vitamin_d.set_amounts({"vitamin_d": 10.0})
    magnesium = Product(user=user, name="Magnesium citrate", serving="tablet")
    magnesium.set_amounts({"magnesium": 100.0})
    daily = Schedule(user=user, product=vitamin_d, label=vitamin_d.name, first_day=first + timedelta(days=14))
    daily.take_amounts(vitamin_d, times=1)
    diary.add(vitamin_d, magnesium, daily)
    return {"vitamin_d": vitamin_d, "magnesium": magnesium}


def dose(user: User, day: date, product: Product) -> SupplementDose:
    taken = SupplementDose(
        user=user, product=product, label=product.name, serving=product.serving, **when(day, time(21, 30))
    )
    return taken.take_amounts(product, times=1)


def meals(diary: Diary, user: User, day: date, food: Menu, chance: random.Random) -> None:
    partial = chance.random() < PARTIAL
    kinds = [MealKind.BREAKFAST, MealKind.SNACK] if partial else list(MealKind)
    for kind in kinds:
        meal = Meal(user=user, kind=kind, **when(day, CLOCK[kind]))
        diary.add(meal)
        diary.add(*(_item(meal, place, helping) for place, helping in enumerate(plate(food, kind, chance))))
    diary.add(DayMark(user=user, day=day, state=DayState.PARTIAL if partial else DayState.COMPLETE))


def plate(food: Menu, kind: MealKind, chance: random.Random) -> list[Helping]:
    """One dish with some of the extras; snacks are extras only."""
    extras = food.extras.get(kind, [])
    if kind == MealKind.SNACK:
        return chance.sample(extras, k=chance.randint(2, 4))
    return [*chance.choice(food.dishes[kind]), *(extra for extra in extras if chance.random() < 0.8)]


def _item(meal: Meal, place: int, helping: Helping) -> MealItem:
    item = MealItem(
        user=meal.user,
        meal=meal,
        day=meal.day,
        food=helping.food,
        label=helping.label,
        quantity=helping.quantity,
        unit=helping.unit,
        grams=helping.grams,
        position=place,
    )
    return item.weigh(helping.food)


def sun(diary: Diary, user: User, day: date, chance: random.Random) -> None:
    """A walk at lunch on some days: longer, and with barer arms, in the warm half of the year."""
    warm = 4 <= day.month <= 9
    if chance.random() > (0.6 if warm else 0.35):
        return
    walk = SunExposure(
        user=user,
        minutes=chance.choice([20, 30, 45, 60] if warm else [15, 20, 30]),
        garments="forearms" if warm else "face_hands",
        cloud=chance.choice(["clear", "scattered", "broken", "overcast"]),
        skin_type=SKIN_TYPE,
        **PLACE,
        **when(day, time(13, 10)),
    )
    skin = Skin(SKIN_TYPE, OUTFITS[walk.garments].area, age=day.year - BIRTH_YEAR)
    sky = Sky(cloud=walk.cloud)  # type: ignore[arg-type]  # the choices of the model are these words
    diary.add(walk.keep(exposure(walk.at, walk.minutes, walk.latitude, walk.longitude, skin, sky)))


def aches(chance: random.Random) -> Iterator[int]:
    """A back that is bad some weeks and better others: a walk between 0 and 10 that is pulled towards 4."""
    ache = 5.0
    while True:
        ache += chance.gauss(0, 1) + (4 - ache) * 0.15
        ache = min(10.0, max(0.0, ache))
        yield round(ache)


def pain(diary: Diary, user: User, day: date, ache: int, chance: random.Random) -> None:
    if chance.random() < 0.08:
        return
    regions = REGIONS[: 1 + (ache >= 5)] if ache else []
    diary.add(
        PainEntry(
            user=user,
            score=ache,
            regions=regions,
            qualities=["aching"] if ache else [],
            note=chance.choice(NOTES),
            **when(day, time(20, 15)),
        )
    )


def _days(first: date, count: int) -> list[date]:
    return [first + timedelta(days=number) for number in range(count)]
