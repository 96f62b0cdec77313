"""Which plain foods may be offered to whom."""

import pytest

from nutrients.catalogue import entries
from nutrients.everyday import GROUPS, LARGEST, everyday_foods

ANIMAL = ("beef", "pork", "bacon", "chicken", "fish", "salmon", "cheese", "milk", "egg", "honey", "butter")


@pytest.mark.parametrize("diet", ["vegan", "vegetarian", "omnivore"])
def test_every_food_is_of_a_group_the_diet_admits(diet):
    foods = everyday_foods(diet)
    assert len(foods) > 80
    assert {food.group for food in foods.values()} <= GROUPS[diet]


def test_nothing_of_an_animal_is_offered_to_a_vegan():
    # Words apart, so that "eggplant", "butternut" and "peanut butter" of plants are judged by their whole description.
    found = [entries()[code].description for code in everyday_foods("vegan")]
    assert [each for each in found if set(each.lower().replace(",", " ").split()) & set(ANIMAL)] == []


def test_no_meat_or_fish_is_offered_to_a_vegetarian():
    groups = {food.group for food in everyday_foods("vegetarian").values()}
    assert not groups & {"Finfish and Shellfish Products", "Beef Products", "Poultry Products"}


@pytest.mark.parametrize("word", ["fortified", "added vitamin", "powder", "liver", "infant formula"])
def test_fortified_foods_powders_and_liver_are_left_out(word):
    assert not [code for code in everyday_foods("omnivore") if word in entries()[code].description.lower()]


def test_portions_are_portions():
    assert all(0 < food.grams <= LARGEST for food in everyday_foods("omnivore").values())
