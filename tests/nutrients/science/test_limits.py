"""Upper limits of a usual intake and of a single day."""

import pytest

from nutrients.reference import Person, reference
from nutrients.science.limits import check_day, check_usual

WOMAN = Person("female", 40)


def of(nutrient, authority="NASEM"):
    return reference(authority, WOMAN)[nutrient]


def test_the_confidence_of_staying_below_comes_from_the_z():  # (2400 - 2500) / (325 / sqrt(7)) = -0.814
    check = check_usual(of("calcium"), 2400, None, 7, 325)
    assert check.z == pytest.approx(-0.814, abs=0.001)
    assert check.confidence_below == pytest.approx(0.792, abs=0.001)
    assert not check.is_above


def test_the_limit_itself_is_not_above_it():
    assert not check_day(of("calcium"), 2500, None).is_above
    assert check_day(of("calcium"), 2500.1, None).is_above


def test_a_limit_on_supplements_counts_supplements_and_gets_no_z():
    check = check_usual(of("magnesium"), 900, 300, 7, 86)
    assert (check.mean, check.is_above, check.z, check.confidence_below) == (300, False, None, None)


def test_each_authority_has_its_own_limit_for_magnesium():  # S01; S12, S14; S28
    for authority, limit in (("NASEM", 350), ("EFSA", 250), ("UK", 400), ("NHMRC", 350)):
        assert check_day(of("magnesium", authority), 900, limit + 1).is_above
        assert not check_day(of("magnesium", authority), 900, limit).is_above


def test_supplements_that_nobody_told_of_are_not_counted_as_zero():
    assert check_day(of("magnesium"), 900, None) is None


def test_no_limit_no_check():
    assert check_day(of("vitamin_b12"), 5000, 5000) is None


def test_what_is_usual_takes_three_days():
    assert check_usual(of("calcium"), 9000, None, 2, 325) is None
    assert check_usual(of("calcium"), 9000, None, 3, None).is_above
