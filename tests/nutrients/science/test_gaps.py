"""Three reasons, never mixed up."""

import pytest

from nutrients.reference import Person, reference
from nutrients.science.adequacy import assess
from nutrients.science.gaps import gap


def of(nutrient, mean, days, coverage=1.0):
    person = Person("female", 40)
    return gap(assess(person, reference("NASEM", person)[nutrient], mean=mean, days=days, coverage=coverage), coverage)


def test_too_few_days_come_before_everything():
    assert of("magnesium", 100, 2) == "days"
    assert of("magnesium", 100, 2, coverage=0.2) == "days"
    assert of("vitamin_b12", 0.1, 27) == "days"


@pytest.mark.parametrize("coverage", [None, 0.0, 0.79])
def test_missing_values_come_before_a_low_intake(coverage):
    assert of("magnesium", 100, 14, coverage) == "values"


def test_only_days_and_values_make_an_intake_low():
    assert of("magnesium", 100, 14, 0.80) == "intake"


@pytest.mark.parametrize(("mean", "coverage"), [(400, 0.2), (265, 1.0)])
def test_enough_or_uncertain_is_no_gap(mean, coverage):
    assert of("magnesium", mean, 14, coverage) is None


def test_an_average_is_never_called_low():
    assert of("vitamin_b12", 0.0, 28) is None
