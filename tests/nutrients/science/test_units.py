"""Conversions, each against the figure of its source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutrients.science.units import ANALYTES, UnitError, convert, spelling


@pytest.mark.parametrize(
    ("value", "from_unit", "substance", "to_unit", "expected"),
    [
        (2000, "IU", "vitamin_d", "ug", 50.0),  # 40 IU = 1 ug (S01, S22)
        (400, "IU", "vitamin_d", "ug", 10.0),  # supplements.csv
        (4000, "iu", "vitamin_d", "µg", 100.0),  # supplements.csv
        (10, "ug", "vitamin_d", "I.U.", 400.0),
        (1, "g", "omega3_epa_dha", "mg", 1000.0),
        (0.5, "mg", "vitamin_b12", "mcg", 500.0),
        (100, "%NRV", "magnesium", "mg", 375.0),  # supplements.csv
        (50, "% NRV", "vitamin_b12", "ug", 1.25),
        (100, "%DV", "calcium", "mg", 1300.0),
        (100, "%DV", "vitamin_d", "IU", 800.0),
        (120, "kcal", "energy", "kcal", 120.0),
        (20, "ng/mL", "vitamin_d_25oh", "nmol/L", 49.9),  # labs.csv: 20 ng/mL = 49.9 nmol/L
        (50, "nmol/L", "vitamin_d_25oh", "ng/mL", 20.03),
        (180, "ng/L", "vitamin_b12", "pmol/L", 132.8),  # NICE NG239: 180 ng/L = 133 pmol/L
        (350, "pg/mL", "vitamin_b12", "pmol/L", 258.2),  # NICE NG239: 350 ng/L = 258 pmol/L
        (70, "pmol/L", "active_b12", "pmol/L", 70.0),
        (10, "ng/mL", "mma", "nmol/L", 84.68),
        (0.27, "µmol/L", "mma", "nmol/L", 270.0),
        (15, "ng/mL", "ferritin", "µg/L", 15.0),
        (13, "g/dL", "haemoglobin", "g/L", 130.0),
        (1.8, "mg/dL", "magnesium", "mmol/L", 0.7405),
        (1, "mEq/L", "magnesium", "mmol/L", 0.5),  # labs.csv
        (10, "mg/dL", "calcium", "mmol/L", 2.495),
        (6, "%", "omega3_index", "%", 6.0),
        (300, "mg", "magnesium", "g", 0.3),
    ],
)
def test_reproduces_the_published_factors(value, from_unit, substance, to_unit, expected):
    assert convert(value, from_unit, substance, to_unit) == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize("unit", ["µg", "μg", "ug", "UG", "mcg", "MCG", " µg "])
def test_a_microgram_has_one_spelling(unit):
    assert spelling(unit) == "ug"


@pytest.mark.parametrize(
    ("value", "from_unit", "substance", "to_unit"),
    [
        (100, "IU", "vitamin_b12", "ug"),  # the weight of an IU depends on the vitamin
        (100, "IU", "vitamin_a", "ug"),
        (100, "IU", "magnesium", "mg"),
        (1, "cup", "calcium", "g"),
        (1, "kJ", "energy", "kcal"),  # no sourced figure
        (1, "g", "energy", "kcal"),
        (1, "%NRV", "omega3_ala", "g"),
        (1, "ng/mL", "vitamin_d", "nmol/L"),  # the vitamin eaten is not the one measured in blood
        (1, "mg", "ferritin", "ug"),
        (1, "ng/mL", "ferritin", "pmol/L"),
        (1, "mg", "magnesium", "mmol/L"),
        (1, "mg/dL", "calcium", "mg"),
        (1, "mEq/L", "calcium", "mmol/L"),
        (1, "ng/mL", "active_b12", "pmol/L"),
        (1, "%", "ferritin", "%"),
        (1, "", "magnesium", "mg"),
        (-1, "mg", "magnesium", "g"),
        (float("nan"), "mg", "magnesium", "g"),
        (float("inf"), "mg", "magnesium", "mg"),
    ],
)
def test_refuses_what_has_no_sourced_meaning(value, from_unit, substance, to_unit):
    with pytest.raises(UnitError):
        convert(value, from_unit, substance, to_unit)


def test_an_amount_in_its_own_unit_is_untouched():
    assert convert(0.1 + 0.2, "mg", "iron", "mg") == 0.1 + 0.2


@given(st.floats(0, 1e6))
def test_there_and_back_again_is_the_same(value):
    back = convert(convert(value, "IU", "vitamin_d", "ug"), "ug", "vitamin_d", "IU")
    assert back == pytest.approx(value)
    assert convert(convert(value, "pg/mL", "vitamin_b12", "pmol/L"), "pmol/L", "vitamin_b12", "pg/mL") == pytest.approx(
        value
    )


def test_every_analyte_has_its_row():
    for analyte in ANALYTES:
        unit = {"omega3_index": "%", "haemoglobin": "g/L", "ferritin": "ug/L"}.get(analyte, "nmol/L")
        assert convert(0, unit, analyte, unit) == 0
