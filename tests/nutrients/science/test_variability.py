"""The published spreads."""

import pytest

from nutrients.science.standards import Person
from nutrients.science.tables import rows
from nutrients.science.variability import cv_within, sd_requirement, sd_within

SPREADS = [row for row in rows("requirement_variability") if row["statistic"] != "CV_requirement" and row["value"]]


@pytest.mark.parametrize("row", SPREADS, ids=lambda row: "-".join(list(row.values())[:4]))
def test_every_printed_spread_is_reached_at_both_ends_of_its_ages(row):
    find = {"SD_within": sd_within, "CV_within": cv_within}[row["statistic"]]
    for age in (int(row["age_min_years"]), int(row["age_max_years"] or 100)):
        assert find(row["nutrient"], Person(row["sex"], age)) == float(row["value"])


def test_the_requirement_varies_by_a_tenth():  # S42: 26.5 of 265
    assert sd_requirement("magnesium", 265) == 26.5


@pytest.mark.parametrize("nutrient", ["iron", "potassium", "omega3_ala", "fibre"])
def test_no_symmetric_spread_is_made_up(nutrient):
    assert sd_requirement(nutrient, 100) is None


@pytest.mark.parametrize("person", [Person("female", 18), Person("female", 30, "pregnant")])
def test_adult_spreads_are_not_lent_to_others(person):
    assert sd_within("magnesium", person) is None
    assert cv_within("magnesium", person) is None


def test_nursing_women_keep_the_spread_of_adults_who_are_not_pregnant():
    assert sd_within("magnesium", Person("female", 30, "lactating")) == 86


def test_a_cv_printed_beside_the_sd_is_read_too():
    assert cv_within("phosphorus", Person("male", 30)) == 38


@pytest.mark.parametrize("nutrient", ["vitamin_d", "omega3_ala", "omega3_epa_dha", "selenium"])
def test_no_day_to_day_spread_is_made_up(nutrient):
    assert sd_within(nutrient, Person("male", 30)) is None
