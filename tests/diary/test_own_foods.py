"""Own foods: what a label says, and what it leaves out."""

import pytest
from django.urls import reverse

from diary.models import MealItem, Operation, OwnFood
from tests.factories import DAY, MealItemFactory, OwnFoodFactory, RecipeFactory

pytestmark = pytest.mark.django_db


def label(**changes) -> dict[str, str]:
    return {"name": "Oat drink", "basis": "100", "serving_label": "", "serving_grams": "", "calcium": "120", **changes}


def save(client, **changes):
    return client.post(reverse("diary:own_foods"), label(**changes))


def test_what_the_label_leaves_out_stays_unknown(alice, as_alice):
    assert save(as_alice, iron="0").status_code == 303
    food = OwnFood.objects.for_user(alice).get()
    assert (food.calcium, food.iron, food.magnesium) == (120.0, 0.0, None)


def test_amounts_a_serving_are_kept_per_100_g(alice, as_alice):
    save(as_alice, basis="serving", serving_label="glass", serving_grams="250", calcium="300")
    assert OwnFood.objects.for_user(alice).get().calcium == pytest.approx(120.0)


def test_amounts_a_serving_need_its_weight(as_alice):
    response = save(as_alice, basis="serving")
    assert response.status_code == 422
    assert "How much does a serving weigh?" in response.content.decode()


@pytest.mark.parametrize(
    "bad",
    [
        {"name": ""},
        {"calcium": "-1"},
        {"calcium": "lots"},
        {"calcium": "200000"},
        {"protein": "101"},
        {"energy": "5000"},
        {"basis": "gallon"},
        {"basis": "serving", "serving_grams": "0"},
    ],
)
def test_what_no_food_can_hold_is_refused(as_alice, bad):
    assert save(as_alice, **bad).status_code == 422
    assert not Operation.objects.exists()


@pytest.mark.parametrize(("bad", "is_open"), [({"name": ""}, False), ({"protein": "101"}, True)])
def test_the_rest_of_the_label_unfolds_for_a_mistake_in_it_only(as_alice, bad, is_open):
    assert ("<details open>" in save(as_alice, **bad).content.decode()) is is_open


def test_an_own_food_is_eaten_by_its_serving(alice, as_alice):
    food = OwnFoodFactory(user=alice, name="Oat drink", serving_label="glass", serving_grams=250.0, calcium=120.0)
    given = {"quantity": "2", "unit": "glass", "kind": "breakfast", "day": DAY.isoformat()}
    as_alice.post(reverse("diary:eat_own_food", args=[food.pk]), given)
    item = MealItem.objects.for_user(alice).get()
    assert (item.own_food, item.grams, item.calcium, item.iron) == (food, 500.0, 600.0, None)


def test_a_changed_label_leaves_logged_days_until_asked(alice, as_alice):
    food = OwnFoodFactory(user=alice, calcium=120.0)
    MealItemFactory(user=alice, own_food=food, grams=100.0, calcium=120.0)
    early = MealItemFactory(user=alice, own_food=food, grams=100.0, calcium=120.0, day="2026-11-01")
    as_alice.post(reverse("diary:edit_own_food", args=[food.pk]), label(calcium="90", version="1"))
    assert set(MealItem.objects.values_list("calcium", flat=True)) == {120.0}
    page = as_alice.get(reverse("diary:edit_own_food", args=[food.pk])).content.decode()
    assert "Logged 2 times since 1 November 2026" in page
    as_alice.post(reverse("diary:rewrite_own_food", args=[food.pk]), {"since": "2026-11-10"})
    assert MealItem.objects.get(day=DAY).calcium == 90.0
    assert MealItem.objects.get(pk=early.pk).calcium == 120.0


def test_a_changed_label_leaves_what_was_eaten_within_a_recipe(alice, as_alice):
    food = OwnFoodFactory(user=alice, calcium=90.0)
    recipe = RecipeFactory(user=alice)
    MealItemFactory(user=alice, own_food=food, recipe=recipe, grams=100.0, calcium=120.0)
    as_alice.post(reverse("diary:rewrite_own_food", args=[food.pk]), {"since": "2026-11-10"})
    assert MealItem.objects.get().calcium == 120.0


def test_a_label_changed_elsewhere_meanwhile_is_refused(alice, as_alice):
    food = OwnFoodFactory(user=alice)
    url = reverse("diary:edit_own_food", args=[food.pk])
    codes = [as_alice.post(url, label(calcium=amount, version="1")).status_code for amount in ("90", "95")]
    assert codes == [303, 409]
    assert OwnFood.objects.get(pk=food.pk).calcium == 90.0


def test_a_removed_food_leaves_what_was_eaten(alice, as_alice):
    food = OwnFoodFactory(user=alice)
    MealItemFactory(user=alice, own_food=food, label="Muesli", day=DAY)
    as_alice.post(reverse("diary:remove_own_food", args=[food.pk]))
    assert not OwnFood.objects.for_user(alice).exists()
    assert "Muesli" in as_alice.get(reverse("diary:day", args=[DAY])).content.decode()


@pytest.mark.parametrize("name", ["eat_own_food", "edit_own_food", "remove_own_food", "rewrite_own_food"])
def test_a_strangers_food_is_not_there(bob, as_alice, name):
    food = OwnFoodFactory(user=bob)
    given = label(quantity="1", unit="g", kind="lunch", day=DAY.isoformat(), since="2026-01-01")
    assert as_alice.post(reverse(f"diary:{name}", args=[food.pk]), given).status_code == 404


def test_a_strangers_food_cannot_be_looked_at(bob, as_alice):
    food = OwnFoodFactory(user=bob, name="Bob's bread")
    assert as_alice.get(reverse("diary:own_food", args=[food.pk])).status_code == 404
    assert "Bob's bread" not in as_alice.get(reverse("diary:own_foods")).content.decode()


def test_the_form_of_an_own_food_shows_what_stands(alice, as_alice):
    food = OwnFoodFactory(user=alice, name="Rye & seeds <loaf>", calcium=12.5)
    page = as_alice.get(reverse("diary:edit_own_food", args=[food.pk])).content.decode()
    assert "Rye &amp; seeds &lt;loaf&gt;" in page
    assert 'value="12.5"' in page
