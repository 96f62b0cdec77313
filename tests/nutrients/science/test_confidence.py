"""The published examples of the z method."""

from statistics import NormalDist

import pytest

from nutrients.science.confidence import days_needed, z_fixed, z_requirement

WOMAN_40 = {"ear": 265.0, "sd_requirement": 26.5, "sd_within": 86.0}  # magnesium, mg/day: IOM 2000, chapter 3 (S42)
phi = NormalDist().cdf


def test_reproduces_the_published_320_mg_over_three_days():  # D 55, SD 56, z just under 1, 85 %
    z = z_requirement(320, 3, **WOMAN_40)
    assert z == pytest.approx(0.977, abs=0.03)
    assert phi(z) == pytest.approx(0.85, abs=0.02)


@pytest.mark.parametrize(
    ("days", "needed", "sd_within"),
    [(1, 445, 86), (3, 377, 86), (7, 349, 86), (1, 486, 107.5), (7, 362, 107.5)],
)
def test_reproduces_the_intakes_for_97_and_a_half_per_cent(days, needed, sd_within):  # S42
    z = z_requirement(needed, days, **{**WOMAN_40, "sd_within": sd_within})
    assert z == pytest.approx(2, abs=0.03)
    assert phi(z) == pytest.approx(0.975, abs=0.02)


def test_reproduces_the_intake_that_is_low_over_a_week():  # about 180 mg (S42)
    assert z_requirement(181, 7, **WOMAN_40) == pytest.approx(-2, abs=0.03)


@pytest.mark.parametrize(
    ("days", "sd_within", "z", "percent"),
    [
        (1, 325, 0.61, 73),
        (1, 406, 0.49, 69),
        (1, 488, 0.41, 66),
        (3, 325, 1.07, 86),
        (3, 406, 0.85, 80),
        (3, 488, 0.71, 76),
        (7, 325, 1.63, 95),
        (7, 406, 1.30, 90),
        (7, 488, 1.08, 86),
    ],
)
def test_reproduces_the_published_ai_table(days, sd_within, z, percent):  # calcium, AI 1000, mean 1200 (S48)
    found = z_fixed(1200, days, against=1000, sd_within=sd_within)
    assert found == pytest.approx(z, abs=0.03)
    assert 100 * phi(found) == pytest.approx(percent, abs=2)


@pytest.mark.parametrize(
    ("cv", "within", "days"),
    [
        (38, 10, 56),
        (38, 20, 14),
        (51, 10, 100),
        (51, 20, 25),
        (53, 10, 108),
        (53, 20, 27),
        (294, 10, 3321),
        (294, 20, 830),
    ],
)
def test_reproduces_the_days_needed(cv, within, days):  # adequacy_method, section 6, which rounds up and down
    assert days_needed(cv, within) == pytest.approx(days, abs=1)


@pytest.mark.parametrize(
    ("mean", "days", "changed"),
    [
        (320, 0, {}),
        (-1, 3, {}),
        (float("nan"), 3, {}),
        (float("inf"), 3, {}),
        (320, 3, {"sd_within": -1.0}),
        (320, 3, {"sd_requirement": 0.0, "sd_within": 0.0}),
    ],
)
def test_impossible_questions_are_refused(mean, days, changed):
    with pytest.raises(ValueError, match=r"."):
        z_requirement(mean, days, **{**WOMAN_40, **changed})


def test_a_fixed_amount_needs_days_and_a_spread():
    for days, spread in ((0, 86.0), (3, 0.0)):
        with pytest.raises(ValueError, match=r"."):
            z_fixed(320, days, against=300, sd_within=spread)


@pytest.mark.parametrize(("cv", "within"), [(0, 20), (38, 0), (-1, 20)])
def test_days_needed_wants_a_spread_and_a_margin(cv, within):
    with pytest.raises(ValueError, match="positive"):
        days_needed(cv, within)
