"""Items changed and taken out, and a meal typed in one line."""

import uuid

import pytest
from django.urls import reverse

from diary import limits
from diary.models import MealItem, Operation, SupplementDose
from nutrients.loading import load_foods
from nutrients.models import Food
from tests.factories import (
    DAY,
    FoodFactory,
    MealFactory,
    MealItemFactory,
    PortionFactory,
    RecipeFactory,
    SupplementDoseFactory,
)

pytestmark = pytest.mark.django_db
EGG, MILK, TOAST, COFFEE = "01123", "01077", "18070", "14209"
LINE = "2 eggs and a cup of milk"


@pytest.fixture
def foods(db) -> None:
    load_foods(only={EGG, MILK, TOAST, "01079", "01129", "01128"})


def typed(client, line: str, **more):
    return client.post(reverse("diary:line"), {"line": line, "day": DAY.isoformat(), "kind": "breakfast", **more})


def confirmed(client, line: str, **changes):
    """Send the review list back as it came, but for the changes."""
    form = typed(client, line).context["form"]
    sent = {"line": line, "day": DAY.isoformat(), "kind": "breakfast", "operation": str(uuid.uuid4())}
    for row in form.rows:
        if row.keep and row.keep.value():
            sent[row.keep.html_name] = "on"
        if row.food:
            sent[row.food.html_name] = row.part.choices[0].code
    sent = {name: value for name, value in {**sent, **changes}.items() if value is not None}
    return client.post(reverse("diary:add_line"), sent)


def change(item, **changes) -> dict[str, str]:
    return {"quantity": "50", "unit": "g", "kind": "lunch", "day": DAY.isoformat(), "version": "1", **changes}


def test_a_changed_amount_scales_what_was_known_then(alice, as_alice):
    food = FoodFactory(magnesium=999.0)
    item = MealItemFactory(user=alice, food=food, grams=50.0, magnesium=135.0, calcium=None, estimated=4)
    as_alice.post(reverse("diary:meal_item", args=[item.pk]), change(item, quantity="100"))
    item.refresh_from_db()
    assert (item.grams, item.magnesium, item.calcium, item.estimated) == (100.0, 270.0, None, 4)


def test_an_item_moves_to_another_meal_and_day(alice, as_alice):
    item = MealItemFactory(user=alice)
    as_alice.post(reverse("diary:meal_item", args=[item.pk]), change(item, kind="dinner", day="2026-11-20"))
    item = MealItem.objects.select_related("meal").get(pk=item.pk)
    assert (item.day.isoformat(), item.meal.kind, item.meal.day) == ("2026-11-20", "dinner", item.day)


def test_the_measure_it_was_logged_in_stays_on_offer(alice, as_alice):
    item = MealItemFactory(user=alice, food=PortionFactory().food, quantity=2, unit="piece", grams=70.0)
    choices = as_alice.get(reverse("diary:meal_item", args=[item.pk])).context["form"].fields["unit"].choices
    assert [value for value, _ in choices] == ["piece", "handful", "g"]


def test_an_ingredient_changed_by_itself_leaves_its_recipe(alice, as_alice):
    item = MealItemFactory(user=alice, recipe=RecipeFactory(user=alice), quantity=2, unit="portion", grams=60.0)
    assert "no longer part" in as_alice.get(reverse("diary:meal_item", args=[item.pk])).content.decode()
    as_alice.post(reverse("diary:meal_item", args=[item.pk]), change(item, quantity="80"))
    item.refresh_from_db()
    assert (item.recipe, item.grams, item.unit) == (None, 80.0, "g")


def test_an_item_is_removed_and_brought_back(alice, as_alice):
    item = MealItemFactory(user=alice)
    as_alice.post(reverse("diary:remove_item", args=[item.pk]))
    assert not MealItem.objects.for_user(alice).exists()
    as_alice.post(reverse("diary:undo", args=[Operation.objects.get().pk]))
    assert MealItem.objects.for_user(alice).get() == item


def test_a_helping_of_a_recipe_is_removed_whole(alice, bob, as_alice):
    batch, meal = uuid.uuid4(), MealFactory(user=alice)
    MealItemFactory.create_batch(3, user=alice, meal=meal, batch=batch, recipe=RecipeFactory(user=alice))
    stays = MealItemFactory(user=alice, meal=meal)
    strangers = MealItemFactory(user=bob, batch=batch)
    as_alice.post(reverse("diary:remove_dish", args=[batch]))
    assert MealItem.objects.for_user(alice).get() == stays
    assert MealItem.objects.for_user(bob).get() == strangers


@pytest.mark.parametrize("name", ["meal_item", "remove_item"])
def test_a_strangers_item_is_not_there(bob, as_alice, name):
    item = MealItemFactory(user=bob)
    assert as_alice.post(reverse(f"diary:{name}", args=[item.pk]), change(item)).status_code == 404
    assert MealItem.objects.for_user(bob).get().grams == item.grams


def test_a_strangers_dish_is_not_there(bob, as_alice):
    item = MealItemFactory(user=bob, batch=uuid.uuid4())
    assert as_alice.post(reverse("diary:remove_dish", args=[item.batch])).status_code == 404


def test_a_line_is_reviewed_and_nothing_is_saved(foods, as_alice):
    response = typed(as_alice, LINE)
    page = response.content.decode()
    assert "100\u202fg · Egg" in page
    assert "244\u202fg · Milk" in page
    assert not Operation.objects.exists()


def test_a_line_of_no_food_offers_nothing_to_add_but_a_search_for_the_same_meal(foods, as_alice):
    page = typed(as_alice, "qwertz").content.decode()
    assert "Nothing was recognised" in page
    assert "Add these" not in page
    assert f"{reverse('diary:foods')}?q=qwertz&amp;day={DAY}&amp;kind=breakfast" in page


def test_a_line_that_is_refused_leaves_the_day_in_its_place(foods, as_alice):
    answer = confirmed(as_alice, "2000 kg of egg")
    assert answer.status_code == 422
    assert "Between" in answer.content.decode()
    assert answer["HX-Retarget"] == "#line-review"


def test_a_confirmed_line_logs_its_foods_in_one_operation(foods, alice, as_alice):
    response = confirmed(as_alice, LINE)
    assert response.status_code == 303
    items = list(MealItem.objects.for_user(alice).order_by("position"))
    assert [(item.label, item.quantity, item.grams) for item in items] == [("Egg", 2, 100.0), ("Milk", 1, 244.0)]
    assert items[0].magnesium == pytest.approx(12.0)
    as_alice.post(reverse("diary:undo", args=[Operation.objects.get().pk]))
    assert not MealItem.objects.for_user(alice).exists()


def test_a_drink_without_a_measure_is_a_portion_and_no_piece(as_alice, alice):
    load_foods(only={COFFEE})
    confirmed(as_alice, "a coffee")
    item = MealItem.objects.for_user(alice).get()
    assert (item.quantity, item.unit) == (1, "portion")


def test_the_same_line_logs_twice_only_when_confirmed_twice(foods, alice, as_alice):
    operation = str(uuid.uuid4())
    for each in (operation, operation, str(uuid.uuid4())):
        confirmed(as_alice, "2 eggs", operation=each)
    assert MealItem.objects.for_user(alice).count() == 2


def test_what_is_not_ticked_is_not_logged(foods, alice, as_alice):
    confirmed(as_alice, LINE, **{"keep-0": None})
    assert MealItem.objects.for_user(alice).get().label == "Milk"


def test_nothing_ticked_is_said_and_nothing_saved(foods, as_alice):
    response = confirmed(as_alice, "2 eggs", **{"keep-0": None})
    assert response.status_code == 422
    assert "Nothing is ticked" in response.content.decode()
    assert not Operation.objects.exists()


def test_a_runner_up_is_logged_in_the_same_amount(foods, alice, as_alice):
    other = next(each for each in typed(as_alice, "a cup of milk").context["form"].rows[0].part.choices[1:])
    load_foods(only={other.code})
    confirmed(as_alice, "a cup of milk", **{"food-0": other.code})
    item = MealItem.objects.for_user(alice).select_related("food").get()
    assert (item.food.code, item.grams) == (other.code, other.grams)


def test_another_weight_takes_the_place_of_the_amount(foods, alice, as_alice):
    confirmed(as_alice, "2 eggs", **{"grams-0": "120"})
    item = MealItem.objects.for_user(alice).get()
    assert (item.quantity, item.unit, item.grams) == (120.0, "g", 120.0)


@pytest.mark.parametrize("changes", [{"food-0": "99999"}, {"grams-0": "-5"}, {"grams-0": "9999999"}, {"kind": "feast"}])
def test_a_review_that_was_tampered_with_saves_nothing(foods, as_alice, changes):
    assert confirmed(as_alice, "2 eggs", **changes).status_code == 422
    assert not Operation.objects.exists()


def test_a_supplement_on_the_line_becomes_a_dose(foods, alice, as_alice):
    response = confirmed(as_alice, "2 eggs, 2 x 400 IU vitamin D")
    dose = SupplementDose.objects.for_user(alice).get()
    assert (dose.servings, dose.vitamin_d, dose.magnesium, dose.day) == (2, pytest.approx(20.0), None, DAY)
    assert "1 food and 1 supplement logged" in as_alice.get(response["Location"]).content.decode()


def test_a_supplement_without_an_amount_is_not_guessed(foods, as_alice):
    page = typed(as_alice, "a magnesium tablet").content.decode()
    assert "add it under Supplements" in page


def test_what_is_not_recognised_is_shown_with_a_way_to_find_it(foods, as_alice):
    page = typed(as_alice, "2 eggs, zorbleflub").content.decode()
    assert "zorbleflub" in page
    assert f"{reverse('diary:foods')}?q=zorbleflub" in page


def test_what_was_assumed_is_said(foods, as_alice):
    part = typed(as_alice, "milk").context["form"].rows[0].part
    assert part.item.assumed.startswith("no amount given: one usual portion")
    page = typed(as_alice, "milk").content.decode()
    assert f"<small>{part.item.assumed.removeprefix('no amount given: ')}</small>" in page  # a line on a phone


@pytest.mark.parametrize(
    ("line", "words"),
    [("", "Type what you ate"), ("   ", "Type what you ate"), ("egg " * 200, f"up to {limits.MEAL_LINE} characters")],
)
def test_a_line_that_cannot_be_read_is_kept_and_explained(as_alice, line, words):
    response = typed(as_alice, line)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert line.strip() in response.content.decode()


@pytest.mark.parametrize("line", ["<script>alert(1)</script>", "🍳🍳🍳", "'; drop table --", "\x00", "½½½½", "a" * 500])
def test_a_hostile_line_gets_an_answer(as_alice, line):
    response = typed(as_alice, line)
    assert response.status_code in {200, 422}
    assert b"<script>alert" not in response.content


def test_htmx_gets_the_review_alone(foods, as_alice):
    sent = {"line": LINE, "day": DAY.isoformat(), "kind": "lunch"}
    part = as_alice.post(reverse("diary:line"), sent, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<form")


def test_a_line_leaves_other_entries_alone(foods, alice, bob, as_alice):
    SupplementDoseFactory(user=bob)
    MealItemFactory(user=bob, meal=MealFactory(user=bob, kind="breakfast"))
    confirmed(as_alice, "2 eggs")
    assert MealItem.objects.for_user(bob).count() == 1
    assert MealItem.objects.for_user(alice).get().meal.user == alice


def test_a_food_that_left_the_table_is_not_an_error(as_alice):
    Food.objects.all().delete()
    assert confirmed(as_alice, "2 eggs").status_code == 422
