"""Amounts and words that call for a notice."""

import pytest

from nutrients.science.safety import IRON_AND_CHILDREN, KERNELS, LIGHT_ADULT, THRESHOLDS, notice, poison_notice


def of(nutrient, amount, *, food=0.0, **about):
    found = notice(nutrient, total=amount + food, from_supplements=amount, **about)
    return None if found is None else found.key


@pytest.mark.parametrize(("grams_per_kg", "expected"), [(19.9, None), (20.0, "iron")])
def test_iron_is_weighed_against_the_body(grams_per_kg, expected):  # symptoms_and_prompts: ">= 20 mg/kg"
    assert of("iron", grams_per_kg * 50, weight_kg=50) == expected


def test_without_a_weight_iron_is_weighed_against_a_light_adult():
    assert pytest.approx(51.2, abs=0.1) == LIGHT_ADULT  # (8.8 - 1.96 x 0.84)^2 (S52)
    assert of("iron", 1100) == "iron"
    assert of("iron", 65) is None


@pytest.mark.parametrize(
    ("amount", "expected"), [(350, None), (351, "magnesium-bowels"), (5000, "magnesium-bowels"), (5001, "magnesium")]
)
def test_the_gravest_notice_about_magnesium_wins(amount, expected):
    assert of("magnesium", amount) == expected


def test_magnesium_in_food_calls_for_nothing():
    assert of("magnesium", 0, food=6000) is None


def test_calcium_and_selenium_count_food_too():
    assert of("calcium", 500, food=2001) == "calcium"
    assert of("selenium", 0, food=401) == "selenium"
    assert of("selenium", 0, food=400) is None


def test_vitamin_d_is_about_months_and_not_about_one_day():
    assert of("vitamin_d", 500) is None
    assert of("vitamin_d", 101, usual=True) == "vitamin-d"
    assert of("vitamin_d", 100, usual=True) is None


def test_a_nutrient_without_a_threshold_calls_for_nothing():
    assert of("vitamin_b12", 1e6) is None


@pytest.mark.parametrize(
    "text",
    [
        "Vitamin B17",
        "b-17 tablets",
        "B 17",
        "Amygdalin 500",
        "laetrile",
        "apricot kernels, 5",
        "Bitter almonds",
        "seeds of apricot",
    ],
)
def test_kernels_that_release_cyanide_are_named_as_poison(text):
    assert poison_notice(text) is KERNELS
    assert KERNELS.urgency == "now"


@pytest.mark.parametrize("text", ["dried apricots", "almonds", "apricot jam", "B12 1000", "bitter chocolate", "B170"])
def test_ordinary_food_is_not(text):
    assert poison_notice(text) is None


def test_emergencies_say_whom_to_call_at_once():
    urgent = [threshold.notice for threshold in THRESHOLDS if threshold.notice.urgency == "now"]
    for found in (*urgent, KERNELS, IRON_AND_CHILDREN):
        assert "poison centre" in found.text
        assert "emergency number" in found.text
