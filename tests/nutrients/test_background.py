"""What age, diet and life stage alone can matter for."""

import pytest

from nutrients.background import told_factors


def nutrients(**about):
    who = {"age": None, "diet": "omnivore", "life_stage": "none", **about}
    return [factor.nutrients for factor in told_factors(**who)]


@pytest.mark.parametrize(
    ("age", "matters"),
    [
        (50, []),
        (51, [("vitamin_b12",)]),
        (66, [("vitamin_b12",), ("vitamin_d",)]),
        (71, [("vitamin_b12",), ("vitamin_d",), ("calcium",)]),
    ],
)
def test_ages_matter_from_the_year_after(age, matters):  # symptoms_and_prompts: over 50 / 65 / 70
    assert nutrients(age=age) == matters


def test_an_age_that_was_not_told_matters_for_nothing():
    assert nutrients() == []


def test_a_vegetarian_diet_matters_for_iron_and_b12_only():
    assert nutrients(diet="vegetarian") == [("iron", "vitamin_b12")]


def test_pregnancy_matters_for_iron_calcium_and_vitamin_d():
    assert nutrients(life_stage="pregnant") == [("iron", "calcium", "vitamin_d")]
