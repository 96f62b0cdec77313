"""Sums that carry their gaps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutrients.science.composition import Portion, Total, alpha_linolenic, supplement, total

ALMONDS = Portion(50.0, 270.0, 600.0)
UNLISTED = Portion(200.0, None, 100.0)

amounts = st.floats(0, 5_000)
portions = st.builds(Portion, amounts, st.none() | amounts, st.none() | st.floats(0, 900), st.booleans())
meals = st.lists(portions, max_size=8)


def test_a_gap_is_not_a_zero():
    found = total([ALMONDS, UNLISTED])
    assert (found.amount, found.known, found.items) == (135.0, 1, 2)
    assert found.is_lower_bound


def test_a_published_zero_is_no_gap():
    found = total([Portion(200.0, 0.0, 40.0)])
    assert (found.amount, found.coverage) == (0.0, 1.0)
    assert not found.is_lower_bound


def test_coverage_goes_by_energy():
    assert total([ALMONDS, UNLISTED]).coverage == pytest.approx(300 / 500)


def test_coverage_goes_by_weight_where_there_is_no_energy():
    assert total([Portion(300.0, 1.0, 0.0), Portion(100.0, None)]).coverage == pytest.approx(0.75)


def test_coverage_counts_foods_where_nothing_weighs_anything():
    assert total([Portion(0.0, 1.0), Portion(0.0, None)]).coverage == 0.5


def test_nothing_recorded_has_no_coverage():
    assert Total().coverage is None
    assert total([]) == Total()


def test_only_tablets_leave_no_food_unknown():
    assert supplement(25.0).coverage == 1.0


def test_a_tablet_adds_an_amount_and_no_coverage():
    found = total([ALMONDS, UNLISTED]) + supplement(100.0)
    assert (found.from_food, found.from_supplements, found.amount) == (135.0, 100.0, 235.0)
    assert found.coverage == total([ALMONDS, UNLISTED]).coverage


def test_a_tablet_that_does_not_name_the_nutrient_adds_nothing():
    assert supplement(None) == Total()


def test_estimates_can_be_switched_off():
    guessed = Portion(100.0, 10.0, 200.0, estimated=True)
    found = total([ALMONDS, guessed])
    assert (found.amount, found.estimated, found.coverage) == (145.0, 10.0, 1.0)
    without = found.without_estimates()
    assert (without.amount, without.estimated, without.known, without.items) == (135.0, 0.0, 1, 2)
    assert without.coverage == pytest.approx(300 / 500)


def test_an_assumed_zero_switched_off_is_a_gap_again():
    found = total([Portion(100.0, 0.0, 50.0, estimated=True)])
    assert (found.coverage, found.without_estimates().coverage) == (1.0, 0.0)


@pytest.mark.parametrize("figures", [(-1.0, 1.0), (1.0, -1.0), (float("nan"), 1.0), (1.0, float("inf"))])
def test_impossible_portions_are_refused(figures):
    with pytest.raises(ValueError, match="not an amount of food"):
        Portion(*figures)


@pytest.mark.parametrize("amount", [-1.0, float("nan"), float("inf")])
def test_impossible_doses_are_refused(amount):
    with pytest.raises(ValueError, match="not an amount"):
        supplement(amount)


@given(meals, portions)
def test_adding_an_item_never_lowers_a_bound(meal, more):
    assert total([*meal, more]).amount >= total(meal).amount


@given(meals, st.data())
def test_removing_a_value_never_raises_a_bound_or_the_coverage(meal, data):
    if not meal:
        return
    place = data.draw(st.integers(0, len(meal) - 1))
    item = meal[place]
    emptied = [*meal[:place], Portion(item.grams, None, item.energy_per_100g), *meal[place + 1 :]]
    before, after = total(meal), total(emptied)
    assert after.amount <= before.amount + 1e-9
    assert after.coverage <= before.coverage + 1e-9


@given(meals, meals, st.none() | amounts)
def test_parts_add_up_to_the_whole(breakfast, dinner, tablet):
    whole = total(breakfast + dinner) + supplement(tablet)
    parts = total(breakfast) + total(dinner) + supplement(tablet)
    assert whole.amount == pytest.approx(parts.amount)
    assert whole.coverage == pytest.approx(parts.coverage)
    assert whole.amount == whole.from_food + whole.from_supplements


@given(meals)
def test_bounds_hold_with_and_without_estimates(meal):
    found = total(meal)
    for one in (found, found.without_estimates()):
        assert 0 <= one.known <= one.items
        assert one.coverage is None or 0 <= one.coverage <= 1
    assert 0 <= found.estimated <= found.from_food + 1e-9
    assert found.without_estimates().estimated == 0


# PARTS, "Food data": 851; 619 - 685 - 856 where 685 is given; 0.95 x 619, but not for GLA plants or hydrogenated fats.


def ala(*, gla_plant=False, hydrogenated=False, **values):
    found = alpha_linolenic(
        {key[1:]: value for key, value in values.items()}, gla_plant=gla_plant, hydrogenated=hydrogenated
    )
    return found.amount, found.estimated


def test_alpha_linolenic_acid_itself_comes_first():
    assert ala(n851=0.0, n619=2.0, n685=0.5) == (0.0, False)


def test_then_all_of_18_3_without_the_others():
    assert ala(n619=2.0, n685=0.5, n856=0.25) == (1.25, False)
    assert ala(n619=2.0, n685=0.5) == (1.5, False)
    assert ala(n619=0.1, n685=0.1, n856=0.1) == (0.0, False)


def test_then_most_of_18_3_marked_as_estimated():
    assert ala(n619=2.0) == (pytest.approx(1.9), True)


@pytest.mark.parametrize("flag", ["gla_plant", "hydrogenated"])
def test_but_never_where_18_3_is_largely_something_else(flag):
    assert ala(n619=2.0, **{flag: True}) == (None, False)
    assert ala(n619=2.0, n685=0.5, **{flag: True}) == (1.5, False)


def test_and_without_any_18_3_it_stays_unknown():
    assert ala() == (None, False)
