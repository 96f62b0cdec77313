"""A bar says what is known of a day, and never judges it."""

from datetime import date

import pytest

from diary.models import MealItem, Profile
from diary.reports.bars import NutrientBar, bars
from diary.reports.intake import Day
from nutrients.registry import CORE, NUTRIENTS
from nutrients.science.composition import Total
from tests.diary.added_up import AddedUp

WOMAN_40 = {"sex": "female", "birth_year": 1986}
DAY = date(2026, 11, 22)


def drawn(totals: dict[str, Total], items=(), **profile) -> dict[str, NutrientBar]:
    who = Profile(**{**WOMAN_40, **profile})
    day = Day(DAY, 1, "", AddedUp(totals), 0)
    return {bar.nutrient.key: bar for bar in bars(who, day, items, CORE)}


def known(amount: float, **more) -> Total:
    return Total(**{"from_food": amount, "items": 1, "known": 1, "energy": 100.0, "energy_known": 100.0, **more})


def test_a_bar_stands_beside_the_persons_reference_amount():
    bar = drawn({"magnesium": known(160.0)})["magnesium"]
    assert (bar.amount, bar.reference) == ("160\u202fmg", "320\u202fmg RDA")
    assert bar.percent == bar.food_percent == pytest.approx(50)
    assert bar.unknown_percent == 0


@pytest.mark.parametrize(
    ("authority", "reference"),
    [("NASEM", "320\u202fmg RDA"), ("EFSA", "300\u202fmg AI"), ("UK", "270\u202fmg RNI"), ("NHMRC", "320\u202fmg RDI")],
)
def test_the_reference_is_that_of_the_chosen_authority(authority, reference):
    assert drawn({"magnesium": known(1.0)}, authority=authority)["magnesium"].reference == reference


def test_a_gap_makes_the_sum_a_lower_bound_and_hatches_the_rest():
    half = Total(from_food=61.0, items=2, known=1, energy=200.0, energy_known=150.0)
    bar = drawn({"magnesium": half}, [MealItem(label="Mystery stew")])["magnesium"]
    assert bar.amount == "at least 61\u202fmg"
    assert bar.unknown_percent == pytest.approx(25)
    assert "known for 75\u202f% of the day's energy" in bar.notes
    assert "unknown for: Mystery stew" in bar.notes


def test_a_day_of_gaps_is_unknown_and_not_zero():
    bar = drawn({"vitamin_d": Total(items=1, energy=100.0)})["vitamin_d"]
    assert bar.amount == "unknown"
    assert bar.unknown_percent == 100


def test_foods_without_a_value_are_named_once_and_the_list_stays_short():
    items = [MealItem(label=f"Stew {number % 6}") for number in range(12)]
    [note] = [note for note in drawn({}, items)["iron"].notes if note.startswith("unknown for")]
    assert note == "unknown for: Stew 0; Stew 1; Stew 2; Stew 3 and 2 more"


def test_an_estimate_counts_as_a_gap_for_those_who_leave_estimates_out():
    item = MealItem(label="Oil").set_amounts({"omega3_ala": 1.0}, estimated=["omega3_ala"])
    assert drawn({}, [item], use_estimates=False)["omega3_ala"].lacking == ["Oil"]
    assert drawn({}, [item])["omega3_ala"].lacking == []


def test_food_and_supplements_are_told_apart():
    bar = drawn({"magnesium": known(160.0, from_supplements=320.0, supplements=1)})["magnesium"]
    assert (bar.food_percent, bar.percent) == (pytest.approx(50), pytest.approx(150))
    assert "160\u202fmg from food, 320\u202fmg from supplements" in bar.notes


def test_an_upper_limit_for_supplements_alone_is_said_and_not_drawn():
    taken = known(160.0, from_supplements=320.0, supplements=1)
    bar = drawn({"magnesium": taken})["magnesium"]
    assert bar.upper_percent is None
    assert "the upper limit of 350\u202fmg counts supplements only" in bar.notes
    assert not [note for note in drawn({"magnesium": known(500.0)})["magnesium"].notes if "limit" in note]


def test_a_day_above_the_upper_limit_says_so_in_words():
    """A slip of the pen, 1,000 µg for 1,000 IU, lies far beyond the end of the bar; NASEM's limit is 100 µg."""
    slip = known(5.0, from_supplements=1_000.0, supplements=1)
    said = "above the upper limit of 100\u202fµg, which is meant for usual days"
    assert said in drawn({"vitamin_d": slip})["vitamin_d"].notes
    just = drawn({"vitamin_d": known(0.0, from_supplements=100.0, supplements=1)})["vitamin_d"].notes
    assert not [note for note in just if "limit" in note]


def test_a_day_of_many_tablets_is_above_the_limit_for_supplements():  # NASEM: 350 mg, supplements only
    much = drawn({"magnesium": known(100.0, from_supplements=351.0, supplements=1)})["magnesium"].notes
    assert "above the upper limit of 350\u202fmg for supplements, which is meant for usual days" in much


def test_an_upper_limit_beyond_the_end_of_the_bar_is_not_drawn():
    assert drawn({"calcium": known(100.0)})["calcium"].upper_percent is None  # 2500 beside 1000 mg


def test_an_upper_limit_of_everything_is_drawn_where_it_lies_on_the_bar():
    bar = drawn({"iron": known(10.0)}, diet="vegetarian")["iron"]
    assert bar.upper_percent == pytest.approx(100 * 45 / (1.8 * 18))


def test_without_a_reference_amount_the_amount_stands_alone():
    bar = drawn({"omega3_epa_dha": known(87.0)})["omega3_epa_dha"]
    assert (bar.percent, bar.reference) == (None, "")
    assert "no reference set" in bar.notes


def test_a_share_of_energy_becomes_grams_when_the_days_energy_is_known():
    facts = {"omega3_ala": known(0.5), "energy": known(1800.0)}
    bar = drawn(facts, authority="EFSA")["omega3_ala"]
    assert bar.reference == "1.00\u202fg AI"  # 0.5 % of 1800 kcal at 9 kcal a gram
    assert bar.percent == pytest.approx(50)


@pytest.mark.parametrize("kcal", [0.0, 0.3, 19_999.6, 50_000.0])
def test_of_an_energy_that_is_next_to_nothing_or_cannot_be_no_share_is_taken(kcal):  # a cup of tea has 0.3
    bar = drawn({"energy": known(kcal), "omega3_ala": known(0.5)}, authority="EFSA")["omega3_ala"]
    assert (bar.reference, bar.percent) == ("", None)
    assert "the reference is a share of energy, which is not known in full yet" in bar.notes


@pytest.mark.parametrize("energy", [Total(from_food=1800.0, items=2, known=1), Total()])
def test_a_share_of_energy_waits_while_the_energy_is_not_known_in_full(energy):
    bar = drawn({"omega3_ala": known(0.5), "energy": energy}, authority="EFSA")["omega3_ala"]
    assert bar.percent is None
    assert "share of energy" in bar.notes[-1]


def test_a_nutrient_nobody_sets_a_target_for_is_shown_without_a_remark():
    bar = NutrientBar(NUTRIENTS["water"], known(900.0), None, ())
    assert (bar.amount, bar.notes, bar.percent) == ("900\u202fg", [], None)
