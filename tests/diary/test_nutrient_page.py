"""A nutrient's own page: sums worked by hand, sources with their authority, foods that fit the diet."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse

from diary import wording
from diary.models import Profile
from diary.reports.nutrient_page import nutrient_page
from diary.reports.review import Span
from nutrients.everyday import everyday_foods
from nutrients.models import Food
from tests.factories import DayMarkFactory, MealItemFactory, ProfileFactory

MONDAY = date(2026, 11, 9)
WEEK = Span.of_weeks(MONDAY, 1)
SUNDAY = date(2026, 11, 15)
URL = reverse("diary:nutrient", args=["magnesium"]) + "?week=2026-W46"


def eat(user, number, **amounts):
    day = MONDAY + timedelta(days=number)
    MealItemFactory(user=user, day=day, **{"energy": 100.0, **amounts})
    return day


@pytest.fixture
def three_days(alice, bob):
    """Almonds twice (2 x 135 mg) and rice once (30 mg) on complete days; chocolate on a day that is not complete."""
    for number in range(3):
        for user in (alice, bob):
            DayMarkFactory(user=user, day=MONDAY + timedelta(days=number))
    eat(alice, 0, label="Almonds", magnesium=135.0)
    eat(alice, 1, label="Almonds", magnesium=135.0)
    eat(alice, 2, label="Rice", magnesium=30.0)
    eat(alice, 2, label="Mystery pie", energy=400.0)
    eat(alice, 4, label="Chocolate", magnesium=500.0)
    eat(bob, 0, label="Bob's bran", magnesium=700.0)
    return Profile(user=alice)


def test_foods_are_ranked_by_what_they_gave_on_complete_days(three_days):
    found = nutrient_page(three_days, "magnesium", WEEK, SUNDAY).sources
    assert [(food.label, food.times, food.amount, food.share) for food in found] == [
        ("Almonds", 2, 270.0, 0.9),
        ("Rice", 1, 30.0, 0.1),
    ]


def test_no_more_than_ten_foods_are_listed(three_days, alice):
    for number in range(15):
        eat(alice, 0, label=f"Food {number}", magnesium=1.0)
    assert len(nutrient_page(three_days, "magnesium", WEEK, SUNDAY).sources) == 10


def test_too_few_days_are_said_once(as_alice):
    page = as_alice.get(URL).content.decode()
    assert "0 complete days so far; a first look needs 3." in page
    assert "Not enough written down yet" not in page


def test_the_page_names_amounts_with_authority_edition_and_source(three_days, as_alice):
    page = as_alice.get(URL).content.decode().replace(wording.THIN_SPACE, " ")
    for said in ("NASEM: DRI tables, 2011 update", "265 mg", "320 mg", "S01", "counts supplements and medicines only"):
        assert said in page
    assert "Mystery pie" in page
    assert "Bob" not in page
    assert "Chocolate" not in page


def test_an_unconfirmed_figure_says_so(alice, as_alice):
    ProfileFactory(user=alice, authority="UK", sex="female", birth_year=1985)
    assert "S27, unconfirmed" in as_alice.get(URL).content.decode()  # the UK's LRNI, from memory


def test_an_own_target_stands_beside_the_others(alice, as_alice):
    ProfileFactory(user=alice, own_targets={"magnesium": 400})
    page = as_alice.get(URL).content.decode()
    assert "Your own target" in page
    assert "RDA" in page


def test_the_page_says_that_it_is_no_advice(three_days, as_alice):
    assert "It is no advice to eat more of anything." in as_alice.get(URL).content.decode()


def test_a_csv_holds_the_same_rows_and_nobody_elses(three_days, as_alice):
    answer = as_alice.get(reverse("diary:nutrient_csv", args=["magnesium", "foods"]) + "?week=2026-W46")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1:] == [["Almonds", "2", "270.0", "0.9"], ["Rice", "1", "30.0", "0.1"]]


@pytest.mark.parametrize("path", ["/nutrients/unobtainium/", "/nutrients/magnesium/secrets.csv"])
def test_what_is_not_followed_is_no_page(path, as_alice):
    assert as_alice.get(path).status_code == 404


def test_somebody_new_gets_a_page_that_helps(as_alice):
    page = as_alice.get(reverse("diary:nutrient", args=["vitamin_d"])).content.decode()
    assert "Nothing was written down in this time." in page
    assert "0 complete days so far" in page


@pytest.mark.parametrize("days", [1, 40])
def test_the_page_costs_the_same_however_much_was_written(days, alice, django_assert_num_queries):
    for number in range(days):
        DayMarkFactory(user=alice, day=eat(alice, -number, magnesium=100.0))
    with django_assert_num_queries(8):
        nutrient_page(Profile(user=alice), "magnesium", Span.of_weeks(MONDAY, 52), SUNDAY)


def sr28(code, key, amount, group):
    return Food.objects.create(source="SR28", code=code, description=code, group=group, complete=True, **{key: amount})


def of_diet(diet, group):
    return next(food for food in everyday_foods(diet).values() if food.group == group)


def test_a_usual_portion_of_a_food_of_the_table_is_offered(alice):
    nuts = of_diet("vegan", "Nut and Seed Products")
    sr28(nuts.code, "magnesium", 300.0, nuts.group)
    (rich,) = nutrient_page(Profile(user=alice, diet="vegan"), "magnesium", WEEK, SUNDAY).rich
    assert (rich.name, rich.amount) == (nuts.name, pytest.approx(300.0 * nuts.grams / 100))


def test_what_is_eaten_already_is_shown_in_ones_own_helping(alice):
    nuts = of_diet("vegan", "Nut and Seed Products")
    food = sr28(nuts.code, "magnesium", 300.0, nuts.group)
    for grams in (20.0, 40.0):
        MealItemFactory(user=alice, day=MONDAY, food=food, grams=grams)
    page = nutrient_page(Profile(user=alice, diet="vegan"), "magnesium", WEEK, SUNDAY)
    assert [(each.grams, each.amount) for each in page.usual] == [(30.0, 90.0)]
    assert page.rich == []


@pytest.mark.parametrize(("per_100g", "is_offered"), [(1.0, False), (300.0, True)])
def test_a_portion_that_holds_next_to_nothing_of_it_is_not_offered(alice, per_100g, is_offered):
    nuts = of_diet("vegan", "Nut and Seed Products")
    sr28(nuts.code, "magnesium", per_100g, nuts.group)
    page = nutrient_page(Profile(user=alice, diet="vegan"), "magnesium", WEEK, SUNDAY)
    assert bool(page.rich) == is_offered


def test_kinds_of_food_somebody_never_eats_are_not_offered(alice):
    nuts, fish = of_diet("omnivore", "Nut and Seed Products"), of_diet("omnivore", "Finfish and Shellfish Products")
    eaten = sr28("99999", "magnesium", 1.0, nuts.group)
    for food in (nuts, fish):
        sr28(food.code, "magnesium", 900.0, food.group)
    MealItemFactory(user=alice, day=MONDAY, food=eaten, grams=30.0)
    page = nutrient_page(Profile(user=alice), "magnesium", WEEK, SUNDAY)
    assert [food.name for food in page.rich] == [nuts.name]


@pytest.mark.parametrize("key", ["vitamin_b12", "omega3_epa_dha"])
def test_no_plant_is_offered_for_what_plants_do_not_give(key, alice):
    nuts = of_diet("vegan", "Nut and Seed Products")
    sr28(nuts.code, key, 900.0, nuts.group)
    assert nutrient_page(Profile(user=alice, diet="vegan"), key, WEEK, SUNDAY).rich == []
