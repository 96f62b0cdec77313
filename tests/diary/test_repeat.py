"""The same again: usual meals, copied meals, copied days."""

import uuid
from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from diary import moments
from diary.models import Meal, MealItem, Operation
from diary.repeat import usual_meals
from tests.factories import DAY, FoodFactory, MealFactory, MealItemFactory, OwnFoodFactory, RecipeFactory

pytestmark = pytest.mark.django_db
MORNING, EVENING = time(8), time(19)


def eaten(user, day: date, kind: str, *labels: str) -> None:
    meal = MealFactory(user=user, day=day, kind=kind)
    for label in labels:
        food = FoodFactory(code=label[:5], description=label)
        MealItemFactory(user=user, meal=meal, day=day, label=label, food=food, grams=30.0)


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def offered(user, clock=MORNING, day=DAY) -> list[str]:
    return [meal.label for meal in usual_meals(user, day, clock)]


def test_a_meal_eaten_twice_is_offered_and_one_eaten_once_is_not(alice):
    for day in (3, 5):
        eaten(alice, ago(day), "breakfast", "Porridge", "Banana")
    eaten(alice, ago(4), "breakfast", "Kippers")
    assert offered(alice) == ["Porridge and Banana"]


def test_the_order_and_the_amounts_do_not_make_another_meal(alice):
    eaten(alice, ago(3), "breakfast", "Porridge", "Banana")
    eaten(alice, ago(2), "breakfast", "Banana", "Porridge")
    assert len(offered(alice)) == 1


def test_the_meals_of_this_hour_come_first(alice):
    for day in (2, 3):
        eaten(alice, ago(day), "breakfast", "Porridge")
        eaten(alice, ago(day), "dinner", "Lentil soup")
    assert offered(alice, MORNING) == ["Porridge", "Lentil soup"]
    assert offered(alice, EVENING) == ["Lentil soup", "Porridge"]


def test_two_of_a_kind_leave_room_for_the_next_meal(alice):
    for number in range(3):
        for day in (ago(2 + 2 * number), ago(3 + 2 * number)):
            eaten(alice, day, "breakfast", f"{number} bread")
            eaten(alice, day, "lunch", f"{number} soup")
    assert [meal.kind for meal in usual_meals(alice, DAY, MORNING)] == ["breakfast", "breakfast", "lunch", "lunch"]


def test_the_same_weekday_counts_twice(alice):
    for day in (7, 14):
        eaten(alice, ago(day), "breakfast", "Pancakes")
    for day in (2, 3, 4):
        eaten(alice, ago(day), "breakfast", "Porridge")
    assert offered(alice) == ["Pancakes", "Porridge"]


def test_a_meal_the_day_has_already_is_not_offered_again(alice):
    for day in (0, 1, 2):
        eaten(alice, ago(day), "breakfast", "Porridge")
    assert offered(alice) == []


def test_what_is_longer_ago_than_eight_weeks_is_not_usual(alice):
    for day in (57, 60):
        eaten(alice, ago(day), "breakfast", "Porridge")
    assert offered(alice) == []


def test_a_long_meal_is_named_by_its_first_foods(alice):
    for day in (1, 2):
        eaten(alice, ago(day), "lunch", "Aaaa", "Bbbb", "Cccc", "Dddd", "Eeee")
    assert offered(alice) == ["Aaaa, Bbbb, Cccc and 2 more"]


def test_a_recipe_is_named_as_the_dish_it_is(alice):
    soup = RecipeFactory(user=alice, name="Lentil soup")
    for day in (1, 2):
        meal = MealFactory(user=alice, day=ago(day))
        for label in ("Lentils", "Carrot"):
            MealItemFactory(user=alice, meal=meal, day=ago(day), label=label, recipe=soup, batch=uuid.uuid4())
    assert offered(alice) == ["Lentil soup"]


def test_nobody_elses_meals_are_offered(alice, bob):
    for day in (1, 2):
        eaten(bob, ago(day), "breakfast", "Porridge")
    assert offered(alice) == []


@pytest.mark.parametrize("days", [2, 50])
def test_usual_meals_cost_one_query(alice, days, django_assert_num_queries):
    for day in range(1, days):
        eaten(alice, ago(day), "breakfast", "Porridge", "Banana")
    with django_assert_num_queries(1):
        usual_meals(alice, DAY, MORNING)


def test_one_tap_logs_the_usual_meal_and_undo_takes_it_back(alice, as_alice):
    today = moments.today("UTC")
    for day in (1, 2):
        eaten(alice, today - timedelta(days=day), "breakfast", "Porridge", "Banana")
    page = as_alice.get(reverse("diary:usual", args=[today])).content.decode()
    meal = MealItem.objects.for_user(alice).latest("day").meal_id
    url = reverse("diary:repeat_meal", args=[today, meal])
    assert url in page
    as_alice.post(url)
    mine = MealItem.objects.for_user(alice).on(today)
    assert sorted(mine.values_list("label", flat=True)) == ["Banana", "Porridge"]
    as_alice.post(reverse("diary:undo", args=[Operation.objects.get().pk]))
    assert not mine.exists()


def test_a_double_tap_logs_once(alice, as_alice):
    eaten(alice, ago(1), "breakfast", "Porridge")
    url = reverse("diary:repeat_meal", args=[DAY, MealItem.objects.get().meal_id])
    operation = {"operation": str(uuid.uuid4())}
    for _ in range(2):
        as_alice.post(url, operation)
    assert MealItem.objects.for_user(alice).on(DAY).count() == 1


def test_a_repeated_food_holds_what_is_known_of_it_today(alice, as_alice):
    food = FoodFactory(magnesium=20.0)
    own = OwnFoodFactory(user=alice, calcium=300.0)
    meal = MealFactory(user=alice, day=ago(1))
    for source in ({"food": food, "magnesium": 1.0}, {"own_food": own, "calcium": 1.0}, {"label": "Gone", "iron": 2.0}):
        MealItemFactory(user=alice, meal=meal, day=ago(1), grams=50.0, **source)
    as_alice.post(reverse("diary:repeat_meal", args=[DAY, meal.pk]))
    fresh = MealItem.objects.for_user(alice).on(DAY).order_by("position")
    assert [(item.magnesium, item.calcium, item.iron) for item in fresh] == [
        (10.0, None, None),
        (None, 150.0, None),
        (None, None, 2.0),
    ]


def test_a_strangers_meal_cannot_be_repeated(bob, as_alice):
    item = MealItemFactory(user=bob)
    assert as_alice.post(reverse("diary:repeat_meal", args=[DAY, item.meal_id])).status_code == 404


def test_a_day_is_copied_meal_by_meal(alice, as_alice):
    eaten(alice, ago(3), "breakfast", "Porridge")
    eaten(alice, ago(3), "dinner", "Lentil soup", "Bread")
    response = as_alice.post(reverse("diary:copy_day", args=[ago(3)]), {"day": DAY.isoformat()})
    assert response["Location"].startswith(reverse("diary:day", args=[DAY]))
    copies = MealItem.objects.for_user(alice).on(DAY).order_by("label")
    assert [(item.meal.kind, item.label) for item in copies] == [
        ("dinner", "Bread"),
        ("dinner", "Lentil soup"),
        ("breakfast", "Porridge"),
    ]


def test_one_meal_of_a_day_is_copied_alone(alice, as_alice):
    eaten(alice, ago(3), "breakfast", "Porridge")
    eaten(alice, ago(3), "dinner", "Soup")
    meal = MealItem.objects.get(label="Soup").meal_id
    as_alice.post(reverse("diary:copy_day", args=[ago(3)]), {"day": DAY.isoformat(), "meal": str(meal)})
    assert MealItem.objects.for_user(alice).on(DAY).get().label == "Soup"


def test_helpings_of_a_recipe_stay_apart_when_copied(alice, as_alice):
    soup, meal = RecipeFactory(user=alice), MealFactory(user=alice, day=ago(1))
    for batch in (uuid.uuid4(), uuid.uuid4()):
        MealItemFactory.create_batch(2, user=alice, meal=meal, day=ago(1), recipe=soup, batch=batch)
    as_alice.post(reverse("diary:copy_day", args=[ago(1)]), {"day": DAY.isoformat()})
    batches = MealItem.objects.for_user(alice).on(DAY).values_list("batch", flat=True)
    assert len(set(batches)) == 2


@pytest.mark.parametrize("day", ["2999-01-01", "someday", ""])
def test_a_copy_to_no_day_is_refused(alice, as_alice, day):
    eaten(alice, ago(1), "breakfast", "Porridge")
    assert as_alice.post(reverse("diary:copy_day", args=[ago(1)]), {"day": day}).status_code == 422
    assert MealItem.objects.count() == 1


def test_an_empty_day_has_nothing_to_copy(as_alice):
    assert "no meal on this day" in as_alice.get(reverse("diary:copy_day", args=[DAY])).content.decode()
    assert as_alice.post(reverse("diary:copy_day", args=[DAY]), {"day": DAY.isoformat()}).status_code == 404


def test_a_copied_helping_is_another_helping(alice, as_alice):
    soup = RecipeFactory(user=alice)
    old = MealItemFactory(user=alice, day=ago(1), recipe=soup, batch=uuid.uuid4())
    as_alice.post(reverse("diary:copy_day", args=[ago(1)]), {"day": DAY.isoformat()})
    assert MealItem.objects.for_user(alice).get(day=DAY).batch not in {old.batch, None}


def test_a_meal_of_another_day_is_noted_at_its_usual_hour(alice, as_alice):
    eaten(alice, ago(2), "dinner", "Lentil soup")
    as_alice.post(reverse("diary:copy_day", args=[ago(2)]), {"day": ago(1).isoformat()})
    assert Meal.objects.for_user(alice).get(day=ago(1)).clock == time(19)
