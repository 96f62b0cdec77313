"""Days stay packed, and add up to what their figures say."""

import random

import pytest

from diary.day_figures import added_up, no_food, pack, unpack
from diary.reports.daily_intake import DailyIntake
from nutrients.science.composition import Total, supplement

# meals, items, energy and grams; magnesium, and the items, energy and grams that have a value; the estimated part
MONDAY = (3, 4, 900.0, 600.0, *(120.5, 3, 700.0, 450.0), *(20.5, 1, 100.0, 50.0))
TUESDAY = (2, 2, 400.0, 300.0, *(60.0, 2, 400.0, 300.0), *(0.0, 0, 0.0, 0.0))


def of_days(*days, given=(), **more):
    return DailyIntake([pack(day) for day in days], ["magnesium"], {"magnesium": given}, **more)


def test_a_packed_day_comes_out_as_it_went_in():
    assert unpack(pack(MONDAY)) == MONDAY
    assert [type(figure) for figure in unpack(pack(MONDAY))[:6]] == [int, int, float, float, float, int]


def test_a_day_without_food_is_all_zeros():
    assert unpack(no_food(1)) == (0,) * 12


def test_each_figure_of_some_days_is_added_up():
    assert added_up([pack(MONDAY), pack(TUESDAY)]) == [
        5,
        6,
        1300.0,
        900.0,
        180.5,
        5,
        1100.0,
        750.0,
        20.5,
        1,
        100.0,
        50.0,
    ]
    assert added_up([pack(MONDAY)]) == MONDAY


def test_any_days_add_up_as_their_figures_do_one_by_one():
    draw = random.Random(7)  # noqa: S311
    days = [
        [draw.randrange(9) if place % 4 == 1 or not place else draw.random() * 900 for place in range(4 + 8 * 8)]
        for _ in range(60)
    ]
    for size in (1, 2, 7, 60):
        chosen = draw.sample(days, size)
        assert list(added_up([pack(day) for day in chosen])) == [sum(column) for column in zip(*chosen, strict=True)]


def test_food_and_supplements_of_chosen_days_make_one_sum():
    days = of_days(MONDAY, TUESDAY, TUESDAY, given=[supplement(100.0), Total(), supplement(50.0) + supplement(50.0)])
    assert days.total("magnesium", (0, 2)) == Total(
        from_food=180.5,
        from_supplements=200.0,
        items=6,
        known=5,
        energy=1300.0,
        energy_known=1100.0,
        grams=900.0,
        grams_known=750.0,
        supplements=3,
        estimated=20.5,
        estimated_items=1,
        estimated_energy=100.0,
        estimated_grams=50.0,
    )
    assert days.amounts("magnesium") == [220.5, 60.0, 160.0]
    assert list(days.meals) == [3, 2, 2]


def test_without_estimates_they_are_gaps_in_every_sum():
    days = of_days(MONDAY, TUESDAY, with_estimates=False)
    total = days.total("magnesium", (0, 1))
    assert (total.from_food, total.known, total.energy_known, total.grams_known, total.estimated) == (
        160,
        4,
        1000,
        700,
        0,
    )
    assert days.amounts("magnesium") == [100.0, 60.0]


@pytest.mark.parametrize(("key", "places"), [("iron", (0,)), ("magnesium", ())])
def test_what_was_not_asked_for_and_no_days_make_an_empty_sum(key, places):
    assert of_days(MONDAY).total(key, places) == Total()


def test_a_nutrient_that_was_not_asked_for_has_nothing_known_on_any_day():
    assert of_days(MONDAY, TUESDAY).amounts("iron") == [0.0, 0.0]
