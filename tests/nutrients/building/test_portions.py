"""Portions: the weight of one, and a label that is true of one."""

import pytest

from nutrients.building.portions import readable, usable_portions


def test_the_weight_is_that_of_one():
    (ounce,), _ = usable_portions([["1", "2", "3", "oz", "85", "", ""]])
    assert (ounce.label, ounce.sequence) == ("oz", 2)
    assert ounce.grams == pytest.approx(85 / 3)


def test_what_a_pound_of_raw_meat_yields_is_no_portion():
    pound = "piece, cooked, excluding refuse (yield from 1 lb raw meat with refuse)"
    kept, left_out = usable_portions([["1", "1", "1", pound, "289", "", ""], ["1", "2", "1", "chop", "100", "", ""]])
    assert [portion.label for portion in kept] == ["chop"]
    assert left_out == {"what a pound of raw meat or bird yields": 1}


def test_the_same_measure_twice_is_kept_once():
    kept, left_out = usable_portions([["1", "1", "1", "oz", "28.35", "", ""], ["1", "2", "3", "oz", "85", "", ""]])
    assert [portion.grams for portion in kept] == [28.35]
    assert left_out == {"same measure as an earlier row": 1}


@pytest.mark.parametrize(
    ("label", "amount", "expected"),
    [
        ('pat (1" sq, 1/3" high)', 1, 'pat (1" sq, 1/3" high)'),
        ("cup, shredded", 1, "cup, shredded"),
        ("cup (1 NLEA serving)", 0.75, "cup"),
        ("cup (1 NLEA serving)", 1, "cup"),
        ("NLEA serving", 1, "serving"),
        ("crackers (1 NLEA serving)", 10, "cracker"),
        ("cookies 1 serving", 5, "cookie"),
        ('slices (1/4" thick)', 10, 'slice (1/4" thick)'),
        ("raspberries", 10, "raspberry"),
        ("leaves", 2, "leaf"),
        ("fl oz (1 serving)", 8, "fl oz"),
        ("container (4 oz)", 0.5, "container"),
        ("container (4 oz)", 1, "container (4 oz)"),
        ("steak (yield from raw steak weighing 492 g)", 1, "steak"),
        ("ear, yields", 1, "ear"),
        ("asparagus", 5, "asparagus"),
    ],
)
def test_labels_are_true_of_one_and_readable(label, amount, expected):
    assert readable(label, amount) == expected
