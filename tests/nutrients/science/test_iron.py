"""Iron by the probability approach."""

import pytest

from nutrients.science.iron import VEGETARIAN, share_short, share_short_men, share_short_women
from nutrients.science.standards import Person
from nutrients.science.tables import rows

# IOM 2001, table 14-1 (S45): range of usual intake, share that falls short.
TABLE = [
    (0.0, 4.41, 1.0),
    (4.42, 4.88, 0.96),
    (4.89, 5.45, 0.93),
    (5.46, 6.22, 0.85),
    (6.23, 6.87, 0.75),
    (6.88, 7.46, 0.65),
    (7.47, 8.07, 0.55),
    (8.08, 8.76, 0.45),
    (8.77, 9.63, 0.35),
    (9.64, 10.82, 0.25),
    (10.83, 13.05, 0.15),
    (13.06, 15.49, 0.08),
    (15.50, 18.23, 0.04),
    (18.24, 99.0, 0.0),
]
COUNTS = (1, 1, 3, 10, 15, 20, 23, 27, 50, 150, 200, 175, 125, 200)


@pytest.mark.parametrize(("first", "last", "short"), TABLE)
def test_reproduces_the_table_at_both_ends_of_each_range(first, last, short):
    assert share_short_women(first) == share_short_women(last) == short


def test_reproduces_the_165_women_of_a_thousand():
    middles = [(first + last) / 2 for first, last, _ in TABLE]
    short = sum(count * share_short_women(intake) for count, intake in zip(COUNTS, middles, strict=True))
    assert short == pytest.approx(165, abs=2)


def test_reproduces_the_model_of_men():  # S52: median 6.0, 97.5th percentile 8.5; 7 mg is enough for 79 %
    assert share_short_men(6.0) == pytest.approx(0.5, abs=0.01)
    assert share_short_men(8.5) == pytest.approx(0.025, abs=0.005)
    assert 1 - share_short_men(7.0) == pytest.approx(0.79, abs=0.005)


def test_a_vegetarian_intake_is_divided_by_eighteen_tenths_first():  # S05
    printed = next(row for row in rows("reference_intakes") if row["kind"] == "VEGETARIAN_FACTOR")
    assert float(printed["value"]) == VEGETARIAN
    vegan, omnivore = Person("female", 30, diet="vegan"), Person("female", 30)
    assert share_short(18.0, vegan) == share_short(10.0, omnivore) == 0.25


@pytest.mark.parametrize(
    "person",
    [
        Person("female", 18),
        Person("male", 18),
        Person("female", 30, "pregnant"),
        Person("female", 30, "lactating"),
        Person("female", 51),
        Person("female", 45, menopause=True),
    ],
)
def test_no_distribution_is_at_hand_for_others(person):
    assert share_short(10.0, person) is None


def test_menopause_decides_and_not_the_birthday():
    assert share_short(10.0, Person("female", 53, menopause=False)) == 0.25


@pytest.mark.parametrize("share", [share_short_women, share_short_men])
def test_a_negative_intake_is_refused(share):
    with pytest.raises(ValueError, match="not negative"):
        share(-0.1)
