"""Days added up: what is known, what is missing, and whose days they are."""

from datetime import date, timedelta

import pytest

from diary.reports.intake import intake
from nutrients.science.composition import Total
from tests.factories import DayMarkFactory, MealFactory, MealItemFactory, ScheduleFactory, SupplementDoseFactory

DAY = date(2026, 11, 2)
NEXT = DAY + timedelta(days=1)


def test_a_day_adds_up_its_foods_and_keeps_its_gap(alice, bob):
    # 61.5 + 38.5 mg known, a third food of 50 of 250 kcal without a value: 100 mg, known for 80 % of the energy.
    MealItemFactory(user=alice, day=DAY, magnesium=61.5, energy=120.0)
    MealItemFactory(user=alice, day=DAY, magnesium=38.5, energy=80.0)
    MealItemFactory(user=alice, day=DAY, energy=50.0)
    MealItemFactory(user=bob, day=DAY, magnesium=900.0, energy=50.0)
    total = intake(alice, DAY, DAY, ["magnesium"]).on(DAY).total("magnesium")
    assert (total.amount, total.known, total.items, total.is_lower_bound) == (100.0, 2, 3, True)
    assert total.coverage == pytest.approx(0.8)


def test_a_day_without_notes_is_missing_not_zero(alice):
    MealItemFactory(user=alice, day=DAY, magnesium=1.0)
    assert [day.day for day in intake(alice, DAY, NEXT, ["magnesium"]).days] == [DAY]


def test_three_meals_make_a_day_complete_and_two_do_not(alice):
    for day, kinds in ((DAY, ("breakfast", "lunch", "dinner")), (NEXT, ("breakfast", "lunch"))):
        for kind in kinds:
            MealItemFactory(user=alice, day=day, meal=MealFactory(user=alice, day=day, kind=kind))
    assert [day.day for day in intake(alice, DAY, NEXT, ["iron"]).complete] == [DAY]


def test_the_persons_word_beats_the_count_of_meals(alice):
    for kind in ("breakfast", "lunch", "dinner"):
        MealItemFactory(user=alice, day=DAY, meal=MealFactory(user=alice, day=DAY, kind=kind))
    DayMarkFactory(user=alice, day=DAY, state="partial")
    MealItemFactory(user=alice, day=NEXT)
    DayMarkFactory(user=alice, day=NEXT)
    assert [day.day for day in intake(alice, DAY, NEXT, ["iron"]).complete] == [NEXT]


def test_a_day_marked_complete_without_any_food_was_logged(alice):
    DayMarkFactory(user=alice, day=DAY)
    DayMarkFactory(user=alice, day=NEXT, state="partial")
    found = intake(alice, DAY, NEXT, ["iron"])
    assert [day.day for day in found.logged] == [day.day for day in found.complete] == [DAY]


def test_a_day_with_a_daily_tablet_alone_was_not_logged(alice):
    ScheduleFactory(user=alice, first_day=DAY, magnesium=100.0)
    found = intake(alice, DAY, NEXT, ["magnesium"])
    assert [day.total("magnesium").amount for day in found.days] == [100.0, 100.0]
    assert found.logged == []


def test_a_daily_tablet_and_a_single_dose_add_up_and_name_only_what_the_label_does(alice):
    ScheduleFactory(user=alice, first_day=DAY, servings=2, magnesium=100.0)
    SupplementDoseFactory(user=alice, day=DAY, magnesium=50.0, iron=5.0)
    day = intake(alice, DAY, DAY, ["magnesium", "iron", "calcium"]).on(DAY)
    found = {key: day.total(key) for key in ("magnesium", "iron", "calcium")}
    assert {key: (total.from_supplements, total.supplements) for key, total in found.items()} == {
        "magnesium": (250.0, 2),
        "iron": (5.0, 1),
        "calcium": (0.0, 0),
    }


def test_an_injection_is_no_intake(alice):
    SupplementDoseFactory(user=alice, day=DAY, vitamin_b12=1_000.0, is_injection=True)
    assert intake(alice, DAY, DAY, ["vitamin_b12"]).days == []


def test_a_daily_tablet_is_not_taken_before_its_day_comes(alice):
    ScheduleFactory(user=alice, first_day=DAY, magnesium=100.0)
    assert [day.day for day in intake(alice, DAY, NEXT, ["magnesium"], today=DAY).days] == [DAY]


def test_parts_of_a_period_make_up_the_whole(alice):
    for number in range(4):
        MealItemFactory(user=alice, day=DAY + timedelta(days=number), magnesium=10.0 * number)
        DayMarkFactory(user=alice, day=DAY + timedelta(days=number))
    whole = intake(alice, DAY, DAY + timedelta(days=3), ["magnesium"])
    parts = [whole.part(DAY, NEXT), whole.part(NEXT + timedelta(days=1), whole.last)]
    assert sum(part.total("magnesium").amount for part in parts) == whole.total("magnesium").amount == 60.0
    assert [part.length for part in parts] == [2, 2]


def test_nothing_adds_up_to_nothing(alice):
    MealItemFactory(user=alice, day=DAY, magnesium=1.0)
    assert intake(alice, DAY, DAY, ["magnesium"]).total("magnesium", []) == Total()


@pytest.mark.parametrize("days", [1, 40])
def test_the_queries_do_not_grow_with_the_days(days, alice, django_assert_num_queries):
    for number in range(days):
        MealItemFactory(user=alice, day=DAY + timedelta(days=number))
        SupplementDoseFactory(user=alice, day=DAY + timedelta(days=number))
    ScheduleFactory(user=alice, first_day=DAY)
    with django_assert_num_queries(5):  # items, marks, doses, daily supplements, skipped ones
        intake(alice, DAY, DAY + timedelta(days=days), ["magnesium", "iron"])
