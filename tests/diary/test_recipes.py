"""Recipes: their ingredients, what a portion holds, and days that stay as they were until asked."""

import uuid

import pytest
from django.urls import reverse

from diary.kitchen import Pot, pot_of
from diary.models import MealItem, Operation, Recipe, RecipeIngredient
from diary.reports.foods import contents_of_dish
from diary.services import snapshot
from nutrients.loading import load_foods
from nutrients.registry import NUTRIENTS
from tests.factories import DAY, FoodFactory, RecipeFactory, RecipeIngredientFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def soup(alice) -> Recipe:
    """Four portions of 250 g: 200 g of lentils with iron, 800 g of a stock nobody analysed."""
    recipe = RecipeFactory(user=alice, name="Lentil soup", portions=4)
    RecipeIngredientFactory(user=alice, recipe=recipe, label="Lentils", grams=200.0, iron=16.0, energy=700.0)
    stock = {"label": "Stock", "grams": 800.0, "iron": None, "energy": 40.0, "position": 1}
    RecipeIngredientFactory(user=alice, recipe=recipe, **stock)
    return recipe


def url(name: str, recipe) -> str:
    return reverse(f"diary:{name}", args=[recipe.pk])


def helping(quantity="1", unit="portion", **changes) -> dict[str, str]:
    return {"quantity": quantity, "unit": unit, "kind": "dinner", "day": DAY.isoformat(), **changes}


def logged(user) -> list[tuple[str, float, float | None]]:
    items = MealItem.objects.for_user(user).order_by("position")
    return [(item.label, item.grams, item.iron) for item in items]


def test_a_recipe_is_made_and_filled_by_a_line(alice, as_alice):
    load_foods(only={"01123", "01077"})
    fields = {"name": "Omelette", "portions": "2", "cooked_grams": "", "note": ""}
    made = as_alice.post(reverse("diary:recipes"), fields)
    recipe = Recipe.objects.for_user(alice).get()
    assert made["Location"].startswith(url("recipe", recipe))
    review = as_alice.post(url("ingredients", recipe), {"line": "4 eggs, 100 ml milk"}).context["form"]
    assert not RecipeIngredient.objects.exists()
    sent = {"line": "4 eggs, 100 ml milk"}
    for row in review.rows:
        sent |= {row.keep.html_name: "on", row.food.html_name: row.part.choices[0].code}
    as_alice.post(url("add_ingredients", recipe), sent)
    assert [each.grams for each in pot_of(recipe).ingredients] == [200.0, pytest.approx(103.1, abs=0.2)]


def test_a_portion_is_logged_as_its_ingredients_in_proportion(alice, as_alice, soup):
    as_alice.post(url("eat_recipe", soup), helping("2"))
    assert logged(alice) == [("Lentils", 100.0, 8.0), ("Stock", 400.0, None)]
    assert len(set(MealItem.objects.values_list("batch", flat=True))) == 1


def test_a_dish_is_logged_by_weight_as_cooked(alice, as_alice, soup):
    Recipe.objects.filter(pk=soup.pk).update(cooked_grams=500.0)
    as_alice.post(url("eat_recipe", soup), helping("250", "g"))
    assert [grams for _, grams, _ in logged(alice)] == [100.0, 400.0]


def test_a_pinch_in_a_large_pot_is_not_lost(alice, as_alice, soup):
    RecipeIngredientFactory(user=alice, recipe=soup, label="Saffron", grams=0.1, position=2)
    assert as_alice.post(url("eat_recipe", soup), helping("1")).status_code == 303
    assert ("Saffron", pytest.approx(0.025), None) in logged(alice)


def test_a_portion_says_at_least_where_an_ingredient_is_unknown(as_alice, soup):
    page = as_alice.get(url("recipe", soup)).content.decode()
    assert "at least 4.0\u202fmg" in page
    assert "4 portions of 250\u202fg" in page


def test_a_changed_recipe_leaves_logged_days_as_they_were(alice, as_alice, soup):
    as_alice.post(url("eat_recipe", soup), helping())
    before = logged(alice)
    changed = {"name": "Soup", "portions": "8", "cooked_grams": "", "note": "", "version": "1"}
    assert as_alice.post(url("recipe", soup), changed).status_code == 303
    assert logged(alice) == before


def test_logged_helpings_follow_the_recipe_when_asked(alice, as_alice, soup):
    as_alice.post(url("eat_recipe", soup), helping())
    as_alice.post(url("eat_recipe", soup), helping(day="2026-11-10"))
    as_alice.post(reverse("diary:remove_ingredient", args=[pot_of(soup).ingredients[1].pk]))
    page = as_alice.get(url("recipe", soup)).content.decode()
    assert "Logged 2 times since 10 November 2026" in page
    as_alice.post(url("rewrite_recipe", soup), {"since": "2026-11-15"})
    assert MealItem.objects.for_user(alice).on(DAY).get().label == "Lentils"
    assert MealItem.objects.for_user(alice).exclude(day=DAY).count() == 2


def test_an_assumed_zero_in_a_dish_is_no_published_one(alice, soup):
    mark = 1 << NUTRIENTS["vitamin_b12"].bit
    RecipeIngredientFactory(user=alice, recipe=soup, label="Leek", grams=100.0, vitamin_b12=0.0, assumed=mark)
    found = {nutrient.key: total for nutrient, total in contents_of_dish(pot_of(soup))}
    assert (found["vitamin_b12"].known, found["vitamin_b12"].estimated_items) == (1, 1)
    assert (found["iron"].known, found["iron"].estimated_items) == (1, 0)


def test_changing_a_recipe_can_be_undone(alice, as_alice, soup):
    before = snapshot(soup)
    changed = {"name": "Lentil stew", "portions": "2", "cooked_grams": "600", "note": "thicker", "version": "1"}
    answer = as_alice.post(url("recipe", soup), changed)
    soup.refresh_from_db()
    assert (soup.name, soup.portions, soup.cooked_grams) == ("Lentil stew", 2, 600)
    as_alice.post(reverse("diary:undo", args=[answer["Location"].rpartition("=")[2]]))
    soup.refresh_from_db()
    assert snapshot(soup) == before


def test_following_the_recipe_can_be_undone(alice, as_alice, soup):
    as_alice.post(url("eat_recipe", soup), helping())
    before = logged(alice)
    operation = str(uuid.uuid4())
    Recipe.objects.filter(pk=soup.pk).update(portions=1)
    as_alice.post(url("rewrite_recipe", soup), {"since": "2026-11-01", "operation": operation})
    assert logged(alice) == [("Lentils", 200.0, 16.0), ("Stock", 800.0, None)]
    as_alice.post(reverse("diary:undo", args=[operation]))
    assert logged(alice) == before


def test_a_removed_recipe_leaves_what_was_eaten(alice, as_alice, soup):
    as_alice.post(url("eat_recipe", soup), helping())
    as_alice.post(url("remove_recipe", soup))
    assert not Recipe.objects.for_user(alice).exists()
    assert len(logged(alice)) == 2
    assert "Lentil soup" in as_alice.get(reverse("diary:day", args=[DAY])).content.decode()


def test_an_empty_recipe_cannot_be_eaten(alice, as_alice):
    recipe = RecipeFactory(user=alice)
    assert as_alice.post(url("eat_recipe", recipe), helping()).status_code == 422
    assert as_alice.post(url("eat_recipe", recipe), helping("100", "g")).status_code == 422
    assert not MealItem.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [{"name": ""}, {"name": "x" * 200}, {"portions": "0"}, {"portions": "-1"}, {"cooked_grams": "9999999"}],
)
def test_a_recipe_out_of_bounds_is_shown_again(as_alice, bad):
    fields = {"name": "Soup", "portions": "2", "cooked_grams": "", "note": "", **bad}
    assert as_alice.post(reverse("diary:recipes"), fields).status_code == 422
    assert not Operation.objects.exists()


def test_a_recipe_changed_elsewhere_meanwhile_is_refused(as_alice, soup):
    fields = {"name": "Soup", "portions": "2", "cooked_grams": "", "note": "", "version": "1"}
    codes = [as_alice.post(url("recipe", soup), {**fields, "name": name}).status_code for name in ("One", "Two")]
    assert codes == [303, 409]


@pytest.mark.parametrize(
    "name", ["recipe", "eat_recipe", "remove_recipe", "rewrite_recipe", "ingredients", "add_ingredients"]
)
def test_a_strangers_recipe_is_not_there(as_bob, soup, name):
    assert as_bob.post(url(name, soup), helping(line="2 eggs", since="2026-01-01")).status_code == 404


def test_a_strangers_ingredient_is_not_there(as_bob, soup):
    ingredient = pot_of(soup).ingredients[0]
    assert as_bob.post(reverse("diary:remove_ingredient", args=[ingredient.pk])).status_code == 404


def test_lists_hold_only_the_persons_own_recipes(bob, as_alice, soup):
    RecipeFactory(user=bob, name="Bob's secret stew")
    page = as_alice.get(reverse("diary:recipes")).content.decode()
    assert "Lentil soup" in page
    assert "secret stew" not in page


def test_the_parts_of_a_helping_weigh_what_the_helping_weighs(soup):
    pot = pot_of(soup)
    items = pot.helping(1.5, "portion", uuid.uuid4())
    assert sum(item.grams for item in items) == pytest.approx(pot.weight_of(1.5, "portion"))


def test_a_food_in_a_recipe_stays_linked_to_its_food(alice, as_alice):
    recipe, food = RecipeFactory(user=alice), FoodFactory()
    RecipeIngredientFactory(user=alice, recipe=recipe, food=food, grams=50.0)
    as_alice.post(url("eat_recipe", recipe), helping())
    assert MealItem.objects.get().food == food


def test_a_pot_without_cooked_weight_weighs_as_its_ingredients(soup):
    assert Pot(soup, pot_of(soup).ingredients).grams == 1000.0
