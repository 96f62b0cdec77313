"""Finding a food and eating it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from diary import moments
from diary.models import MealItem, OwnFood
from diary.reports.foods import usual_foods
from nutrients.loading import load_foods
from nutrients.models import Food
from tests.factories import (
    FoodFactory,
    MealFactory,
    MealItemFactory,
    OwnFoodFactory,
    PortionFactory,
    RecipeFactory,
)

pytestmark = pytest.mark.django_db
EGG, MILK, PORRIDGE = "01123", "01077", "08121"


@pytest.fixture
def foods(db) -> dict[str, Food]:
    load_foods(only={EGG, MILK, PORRIDGE})
    return {food.code: food for food in Food.objects.all()}


def found(client, phrase: str) -> list[str]:
    return [each.name for each in client.get(reverse("diary:foods"), {"q": phrase}).context["found"]]


def helping(**changes) -> dict[str, str]:
    day = moments.today("UTC").isoformat()
    return {"quantity": "2", "unit": "handful", "kind": "snack", "day": day, **changes}


def test_a_plain_word_finds_the_plain_food(foods, as_alice):
    assert found(as_alice, "milk")[0] == "Milk"


def test_own_foods_and_recipes_come_first_and_a_strangers_never(foods, alice, bob, as_alice):
    OwnFoodFactory(user=alice, name="Oat milk from the corner shop")
    RecipeFactory(user=alice, name="Milk rice")
    OwnFoodFactory(user=bob, name="Bob's milk")
    RecipeFactory(user=bob, name="Bob's milk soup")
    assert found(as_alice, "milk")[:3] == ["Milk rice", "Oat milk from the corner shop", "Milk"]
    assert not [name for name in found(as_alice, "milk") if "Bob" in name]


def test_nothing_typed_offers_what_is_often_eaten(foods, alice, bob, as_alice):
    day = moments.today("UTC")
    for user, label, times in [(alice, "Egg", 3), (alice, "Milk", 1), (bob, "Porridge", 9)]:
        code = {"Egg": EGG, "Milk": MILK, "Porridge": PORRIDGE}[label]
        meal = MealFactory(user=user, day=day)
        MealItemFactory.create_batch(times, user=user, meal=meal, day=day, label=label, food=foods[code])
    assert found(as_alice, "") == ["Egg", "Milk"]


def test_what_was_eaten_long_ago_is_not_usual(foods, alice, as_alice):
    day = moments.today("UTC") - timedelta(days=100)
    MealItemFactory(user=alice, day=day, meal=MealFactory(user=alice, day=day), food=foods[EGG])
    assert found(as_alice, "") == []


def test_nonsense_finds_nothing_and_says_what_helps(as_alice):
    page = as_alice.get(reverse("diary:foods"), {"q": "zzgrbl <b>"}).content.decode()
    assert "Nothing found for “zzgrbl &lt;b&gt;”" in page


def test_an_overlong_phrase_is_no_error(as_alice):
    assert as_alice.get(reverse("diary:foods"), {"q": "milk " * 500}).status_code == 200


def test_as_you_type_only_the_list_comes(as_alice):
    part = as_alice.get(reverse("diary:foods"), {"q": "egg"}, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<section id="results"')


def test_the_meal_one_came_from_is_carried_along(foods, as_alice):
    page = as_alice.get(reverse("diary:foods"), {"q": "egg", "day": "2026-11-20", "kind": "dinner"}).content.decode()
    assert f"{reverse('diary:food', args=[foods[EGG].pk])}?day=2026-11-20&amp;kind=dinner" in page
    form = as_alice.get(reverse("diary:food", args=[foods[EGG].pk]), {"day": "2026-11-20", "kind": "dinner"})
    assert 'value="2026-11-20"' in form.content.decode()


def test_a_food_says_what_100_g_and_the_helping_hold(foods, as_alice):
    page = as_alice.get(reverse("diary:food", args=[foods[EGG].pk]), {"quantity": "2", "unit": "large"})
    magnesium = next(each for each in page.context["known"] if each.nutrient.key == "magnesium")
    assert (magnesium.per_100g, magnesium.in_helping) == (12, pytest.approx(12.0))
    assert "2 large · 100\u202fg" in page.content.decode()


def test_a_food_says_how_each_value_is_known_and_names_what_is_missing(as_alice):
    page = as_alice.get(reverse("diary:food", args=[FoodFactory().pk])).content.decode()
    assert "measured in a laboratory" in page
    assert "No value is published for Vitamin D, Vitamin B12, Calcium" in page
    assert page.count("unknown") >= 18  # never 0


def test_a_food_shows_the_followed_nutrients_first_and_folds_the_rest(foods, as_alice):
    page = as_alice.get(reverse("diary:food", args=[foods[EGG].pk])).content.decode()
    open_part, folded = page.split("<summary>More nutrients</summary>")
    assert "Omega-3 EPA+DHA" in open_part
    assert "Selenium" not in open_part
    assert "Selenium" in folded
    assert "SR28" in folded  # where the figures are from stands beneath them


def test_the_search_for_a_past_day_names_it_and_leads_back(foods, as_alice):
    page = as_alice.get(reverse("diary:foods"), {"day": "2026-11-20"}).content.decode()
    assert "For Friday 20 November." in page
    assert f'href="{reverse("diary:day", args=[date(2026, 11, 20)])}"' in page


@pytest.mark.parametrize("day", ["", "soon", "2026-02-31", "0001-01-01"])
def test_a_search_for_no_day_that_is_one_is_a_plain_search(day, as_alice):
    page = as_alice.get(reverse("diary:foods"), {"day": day})
    assert page.status_code == 200
    assert "Back to the day" not in page.content.decode()


@pytest.mark.parametrize(
    ("code", "quantity", "unit"),
    [
        ("09040", "1", 'medium (7" to 7-7/8" long)'),  # a banana: not a cup of it mashed, which comes first in SR28
        (EGG, "1", "large"),
        ("01077", "1", "cup"),
        ("01009", "1", "slice (1 oz)"),  # Cheddar: not a cup of it diced
        ("11457", "60", "g"),  # raw spinach, as the kitchen table has it: neither a leaf nor a bunch
    ],
)
def test_a_food_never_eaten_before_begins_with_a_usual_portion(code, quantity, unit, as_alice):
    load_foods(only={code})
    form = as_alice.get(reverse("diary:food", args=[Food.objects.get().pk])).context["form"]
    assert (str(form["quantity"].value()), form["unit"].value()) == (quantity, unit)


def test_the_last_helping_is_remembered(alice, bob, as_alice):
    food = PortionFactory().food
    yesterday = moments.today("UTC") - timedelta(days=1)
    for user, quantity in [(alice, 3.0), (bob, 9.0)]:
        meal = MealFactory(user=user, day=yesterday)
        MealItemFactory(user=user, meal=meal, day=yesterday, food=food, quantity=quantity, unit="handful", grams=90.0)
    form = as_alice.get(reverse("diary:food", args=[food.pk])).context["form"]
    assert (form["quantity"].value(), form["unit"].value()) == ("3", "handful")


def test_a_food_is_eaten_in_its_own_portions(alice, as_alice):
    food = PortionFactory().food
    as_alice.post(reverse("diary:eat_food", args=[food.pk]), helping())
    item = MealItem.objects.for_user(alice).get()
    assert (item.label, item.quantity, item.unit, item.grams) == ("Almonds", 2, "handful", 60.0)
    assert (item.magnesium, item.calcium) == (pytest.approx(6.0), None)


def test_a_comma_is_a_decimal_point_too(alice, as_alice):
    as_alice.post(reverse("diary:eat_food", args=[PortionFactory().food.pk]), helping(quantity="1,5"))
    assert MealItem.objects.for_user(alice).get().grams == 45.0


def test_a_measure_of_another_food_is_refused(as_alice):
    response = as_alice.post(reverse("diary:eat_food", args=[FoodFactory().pk]), helping(unit="handful"))
    assert response.status_code == 422
    assert not MealItem.objects.exists()


def test_a_helping_heavier_than_any_meal_is_refused_in_words(as_alice):
    food = PortionFactory(grams=900.0).food
    page = as_alice.post(reverse("diary:eat_food", args=[food.pk]), helping(quantity="100")).content.decode()
    assert "That makes 90\u202f000\u202fg" in page


def test_millilitres_are_offered_only_where_their_weight_is_known(foods, as_alice):
    def units(food) -> list[str]:
        choices = as_alice.get(reverse("diary:food", args=[food.pk])).context["form"].fields["unit"].choices
        return [value for value, _ in choices]

    assert "ml" in units(foods[MILK])
    assert "ml" not in units(FoodFactory())


def test_a_pint_of_milk_weighs_by_its_own_density(foods, alice, as_alice):
    given = helping(quantity="236.588", unit="ml")
    as_alice.post(reverse("diary:eat_food", args=[foods[MILK].pk]), given)
    assert MealItem.objects.for_user(alice).get().grams == pytest.approx(244, abs=0.5)  # SR28: a cup is 244 g


def test_a_food_that_does_not_exist_is_no_page(as_alice):
    assert as_alice.get("/foods/999999/").status_code == 404


@pytest.mark.parametrize("grams", ["0.01", "5001"])
def test_a_weight_nobody_eats_is_refused_with_the_bounds(grams, as_alice):
    food = FoodFactory()
    sent = {"quantity": grams, "unit": "g", "kind": "lunch", "day": str(moments.today("UTC"))}
    answer = as_alice.post(reverse("diary:eat_food", args=[food.pk]), sent)
    assert answer.status_code == 422
    assert not MealItem.objects.exists()


def test_an_own_food_that_was_removed_is_not_offered_again(alice):
    kept, removed = OwnFoodFactory(user=alice, name="Oat drink"), OwnFoodFactory(user=alice, name="Old bar")
    day = moments.today("UTC")
    for food in (kept, removed):
        MealItemFactory(user=alice, day=day, own_food=food, label=food.name)
    OwnFood.objects.filter(pk=removed.pk).update(deleted_at=moments.present())
    assert [found.name for found in usual_foods(alice, day)] == ["Oat drink"]
