"""How figures are put into words."""

import pytest

from diary import wording
from nutrients.registry import NUTRIENTS
from nutrients.science.composition import Total


@pytest.mark.parametrize(
    ("quantity", "unit", "words"),
    [
        (2.0, "large", "2 large"),
        (1.5, "cup", "1.5 cups"),
        (1.0, "slice", "1 slice"),
        (0.333, "cup, sliced", "0.33 cup, sliced"),
        (2.0, "slice, regular", "2 slices, regular"),
        (2.0, "biscuit", "2 biscuits"),
        (2.0, 'medium (7" long)', '2 medium (7" long)'),
        (2.0, "", "2 "),
        (1250.0, "g", "1\u202f250\u202fg"),
    ],
)
def test_a_helping_is_said_as_it_was_logged(quantity, unit, words):
    assert wording.helping(quantity, unit) == words


@pytest.mark.parametrize(
    ("weight", "words"), [(0.034, "0.03\u202fg"), (0.001, "0.01\u202fg"), (6.75, "6.8\u202fg"), (118.0, "118\u202fg")]
)
def test_a_weight_keeps_a_decimal_while_it_is_small(weight, words):
    assert wording.grams(weight) == words


@pytest.mark.parametrize(
    ("value", "words"), [(0.0, "0.0 µg"), (2.44, "2.4 µg"), (20.0, "20.0 µg"), (99.0, "99.0 µg"), (1000.0, "1 000 µg")]
)
def test_an_amount_is_no_more_exact_than_it_is_known(value, words):
    assert wording.amount(value, NUTRIENTS["vitamin_b12"]).replace(wording.THIN_SPACE, " ") == words
    assert wording.rounded(value, NUTRIENTS["vitamin_b12"]) == float(words.split(" µg")[0].replace(" ", ""))


@pytest.mark.parametrize(("part", "words"), [(0.0, "0 %"), (0.994, "99 %"), (0.999, "99 %"), (1.0, "100 %")])
def test_less_than_the_whole_is_never_100_per_cent(part, words):
    assert wording.percent(part).replace(wording.THIN_SPACE, " ") == words


@pytest.mark.parametrize(
    ("total", "words"),
    [
        (Total(), "0 mg"),
        (Total(items=2), "unknown"),
        (Total(items=2, from_supplements=50.0, supplements=1), "at least 50 mg"),
        (Total(items=2, known=1, from_food=61.0), "at least 61 mg"),
        (Total(items=1, known=1, from_food=61.0), "61 mg"),
    ],
)
def test_a_sum_says_what_it_does_not_know(total, words):
    assert wording.total(total, NUTRIENTS["magnesium"]).replace(wording.THIN_SPACE, " ") == words
