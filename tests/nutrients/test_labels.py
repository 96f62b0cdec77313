"""From the weight a label prints to the nutrient in it."""

import pytest

from nutrients import labels
from nutrients.registry import NUTRIENTS
from nutrients.science.units import UnitError


@pytest.mark.parametrize(
    ("nutrient", "milligrams", "salt", "expected"),
    [
        ("magnesium", 400, "magnesium oxide", 241),  # supplements.csv (S82, S84): 400 mg tablet, 60.3 %, prints 241 mg
        ("iron", 325, "ferrous sulfate heptahydrate", 65),  # S80, S81, S82
        ("iron", 324, "ferrous fumarate", 106),  # S81, S82
        ("calcium", 1250, "calcium carbonate", 500),  # S82, S83
        ("calcium", 950, "calcium citrate", 200),  # S82, S83
        ("zinc", 220, "zinc sulfate heptahydrate", 50),  # S82
    ],
)
def test_a_salt_holds_what_the_table_prints_for_it(nutrient, milligrams, salt, expected):
    content = labels.elemental(nutrient, milligrams, "mg", salt)
    assert content.amount == pytest.approx(expected, abs=0.6)
    assert not content.is_estimated


def test_a_salt_printed_as_a_range_takes_the_middle_and_says_it_is_an_estimate():
    content = labels.elemental("iron", 300, "mg", "ferrous gluconate")  # 11.6-12.5 %
    assert content.amount == pytest.approx(36.15)
    assert content.is_estimated


def test_the_nutrient_itself_is_only_converted():
    assert labels.elemental("vitamin_d", 1000, "IU").amount == 25.0  # S22: 1 µg = 40 IU
    assert labels.elemental("magnesium", 0.2, "g").amount == pytest.approx(200)
    assert labels.elemental("calcium", 50, "%NRV").amount == pytest.approx(400)


@pytest.mark.parametrize(
    ("nutrient", "unit", "salt"),
    [("iron", "IU", ""), ("magnesium", "%NRV", "magnesium oxide"), ("zinc", "%NRV", "")],
)
def test_a_unit_that_does_not_fit_is_refused(nutrient, unit, salt):
    with pytest.raises(UnitError):
        labels.elemental(nutrient, 100, unit, salt)


def test_a_salt_of_another_mineral_is_refused():
    with pytest.raises(KeyError):
        labels.elemental("iron", 100, "mg", "magnesium oxide")


def test_foods_and_the_rule_of_labels_are_no_products():
    names = {item.name for item in labels.catalogue()}
    assert len(names) == 35
    assert not names & {"walnuts 28 g", "chia seed 28 g", "UK/EU label %NRV"}


def test_only_minerals_are_weighed_as_salts():
    assert {item.nutrient for item in labels.catalogue() if item.is_salt} == {"iron", "calcium", "magnesium", "zinc"}


def test_an_injection_and_calcifediol_are_marked():
    assert [item.name for item in labels.catalogue() if item.is_injection] == ["hydroxocobalamin injection"]
    assert [item.name for item in labels.catalogue() if item.is_medicine] == ["calcifediol (25-OH D3)"]


def test_no_label_line_can_be_a_nutrient_outside_the_registry():
    assert {nutrient.key for nutrient in labels.ON_LABELS} <= NUTRIENTS.keys()
    assert not any("17" in nutrient.name for nutrient in labels.ON_LABELS)


def test_notes_are_written_for_readers():
    notes = " ".join(item.note for item in labels.catalogue())
    assert " ug" not in notes
    assert "memory)" not in notes
    assert "(S80)" not in notes
    assert "500 mg or less at a time absorbs best (unconfirmed)" in notes
