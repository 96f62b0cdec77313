"""A person's own foods and recipes on a typed line: they come first, and nobody else's are known."""

import uuid

import pytest
from django.urls import reverse

from diary.models import MealItem, Operation, RecipeIngredient
from nutrients.loading import load_foods
from tests.factories import DAY, FoodFactory, OwnFoodFactory, RecipeFactory, RecipeIngredientFactory

pytestmark = pytest.mark.django_db


def rows(client, line: str):
    sent = {"line": line, "day": DAY.isoformat(), "kind": "lunch"}
    return client.post(reverse("diary:line"), sent).context["form"].rows


def confirm(client, line: str, **changes):
    sent = {"line": line, "day": DAY.isoformat(), "kind": "lunch", "operation": str(uuid.uuid4())}
    for row in rows(client, line):
        sent[row.keep.html_name] = "on"
        sent[row.food.html_name] = row.part.choices[0].code
    return client.post(reverse("diary:add_line"), {**sent, **changes})


def stew(user, **values):
    """Two portions of 300 g each: 400 g of beef with 8 mg iron, 200 g of something unknown."""
    recipe = RecipeFactory(user=user, name="Gran's beef & barley stew", portions=2, **values)
    for label, grams, iron in (("Beef", 400.0, 8.0), ("Barley", 200.0, None)):
        RecipeIngredientFactory(user=user, recipe=recipe, label=label, grams=grams, iron=iron, food=FoodFactory())
    return recipe


def test_an_own_food_is_logged_by_its_serving(alice, as_alice):
    own = OwnFoodFactory(user=alice, serving_label="bowl", serving_grams=60.0, magnesium=100.0, iron=None)
    assert (
        "120\u202fg · Aunt May"
        in as_alice.post(
            reverse("diary:line"), {"line": "2 aunt mays muesli", "day": DAY.isoformat(), "kind": "lunch"}
        ).content.decode()
    )
    confirm(as_alice, "2 aunt mays muesli")
    item = MealItem.objects.for_user(alice).get()
    assert (item.own_food, item.quantity, item.unit, item.grams) == (own, 2.0, "bowl", 120.0)
    assert (item.magnesium, item.iron) == (pytest.approx(120.0), None)


def test_a_weight_on_the_line_is_kept(alice, as_alice):
    OwnFoodFactory(user=alice, serving_grams=60.0)
    confirm(as_alice, "45g aunt may's muesli")
    item = MealItem.objects.for_user(alice).get()
    assert (item.quantity, item.unit, item.grams) == (45.0, "g", 45.0)


def test_without_a_serving_the_line_says_what_it_took(alice, as_alice):
    OwnFoodFactory(user=alice)
    assert rows(as_alice, "aunt may's muesli")[0].part.item.assumed == "no serving is known: 100 g taken"


def test_a_recipe_is_logged_as_its_ingredients(alice, as_alice):
    recipe = stew(alice)
    page = confirm(as_alice, "grans beef and barley stew")
    items = list(MealItem.objects.for_user(alice).order_by("position"))
    assert [(item.label, item.grams, item.iron) for item in items] == [
        ("Beef", 200.0, pytest.approx(4.0)),
        ("Barley", 100.0, None),
    ]
    assert {item.recipe for item in items} == {recipe}
    assert len({item.batch for item in items}) == 1
    assert "beef &amp; barley stew logged, 300" in as_alice.get(page["Location"]).content.decode()
    as_alice.post(reverse("diary:undo", args=[Operation.objects.get().pk]))
    assert not MealItem.objects.for_user(alice).exists()


def test_another_weight_of_a_recipe_scales_all_of_it(alice, as_alice):
    stew(alice)
    confirm(as_alice, "grans beef and barley stew", **{"grams-0": "150"})
    assert [item.grams for item in MealItem.objects.for_user(alice).order_by("position")] == [100.0, 50.0]


def test_own_names_come_before_all_others(alice, as_alice):
    load_foods(only={"01077"})
    OwnFoodFactory(user=alice, name="Granola", serving_grams=40.0)
    first, milk = (row.part for row in rows(as_alice, "granola with milk"))
    assert first.choices[0].description == "your food"
    assert len(first.choices) > 1
    assert milk.choices[0].description.startswith("Milk")


def test_an_own_food_that_only_shares_the_word_is_a_runner_up(alice, as_alice):
    OwnFoodFactory(user=alice, name="Vanilla protein yoghurt")
    choices = rows(as_alice, "yogurt")[0].part.choices
    assert choices[0].description.startswith("Yogurt, plain")
    assert choices[1].name == "Vanilla protein yoghurt"


@pytest.mark.parametrize("typed", ["vanilla protein yogurt", "vanila protein yoghurt", "protein vanilla yoghurt"])
def test_an_own_name_may_be_mistyped_or_turned_round(alice, as_alice, typed):
    own = OwnFoodFactory(user=alice, name="Vanilla protein yoghurt")
    assert rows(as_alice, typed)[0].part.choices[0].code == f"own-{own.pk}"


def test_a_name_of_many_words_and_numbers_stays_whole(alice, as_alice):
    OwnFoodFactory(user=alice, name="7 seed bread", serving_grams=45.0)
    OwnFoodFactory(user=alice, name="Peas, rice and curry", serving_grams=350.0)
    parts = [row.part for row in rows(as_alice, "7 seed bread; peas, rice and curry")]
    assert [part.choices[0].grams for part in parts] == [45.0, 350.0]


def test_what_was_taken_out_or_is_anothers_is_not_known(alice, bob, as_alice):
    OwnFoodFactory(user=bob, name="Zorbleflub")
    OwnFoodFactory(user=alice, name="Qwertle pudding", deleted_at="2026-01-01T00:00Z")
    stew(bob)
    for line in ("zorbleflub", "grans beef and barley stew"):
        assert all(not choice.own for row in rows(as_alice, line) for choice in row.part.choices)
    assert all(not choice.own for row in rows(as_alice, "qwertle pudding") for choice in row.part.choices)


def test_anothers_food_cannot_be_sent_in(alice, bob, as_alice):
    strange = OwnFoodFactory(user=bob)
    OwnFoodFactory(user=alice, name="Granola")
    assert confirm(as_alice, "granola", **{"food-0": f"own-{strange.pk}"}).status_code == 422
    assert not MealItem.objects.exists()


def test_a_recipe_with_nothing_in_it_is_no_meal(alice, as_alice):
    RecipeFactory(user=alice, name="Lentil soup")
    assert all(not choice.own for choice in rows(as_alice, "lentil soup")[0].part.choices)


def test_ingredients_may_be_own_foods_but_no_recipes(alice, as_alice):
    pot = stew(alice)
    OwnFoodFactory(user=alice, name="Home stock", serving_grams=250.0, calcium=10.0)
    line = {"line": "home stock and grans beef and barley stew"}
    parts = as_alice.post(reverse("diary:ingredients", args=[pot.pk]), line).context["form"].parts
    own = [choice for part in parts for choice in part.choices if choice.own]
    assert [choice.name for choice in own] == ["Home stock"]
    foods = {f"food-{part.number}": part.choices[0].code for part in parts}
    sent = {**line, **foods, "operation": str(uuid.uuid4()), "keep-0": "on"}
    as_alice.post(reverse("diary:add_ingredients", args=[pot.pk]), sent)
    added = RecipeIngredient.objects.for_user(alice).get(label="Home stock")
    assert (added.grams, added.calcium) == (250.0, pytest.approx(25.0))


@pytest.mark.parametrize("many", [1, 60])
def test_a_line_costs_the_same_however_much_was_cooked(alice, as_alice, django_assert_max_num_queries, many):
    OwnFoodFactory.create_batch(many, user=alice)
    for _ in range(many):
        stew(alice)
    with django_assert_max_num_queries(9):
        rows(as_alice, "aunt may's muesli and grans beef and barley stew")
