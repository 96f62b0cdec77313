"""What a period says about a nutrient, held against sums worked out by hand."""

from datetime import date, timedelta

import pytest

from diary.models import Profile
from diary.reports.nutrients import nutrient_facts
from tests.factories import DayMarkFactory, MealItemFactory, ProfileFactory, ScheduleFactory, SupplementDoseFactory

MONDAY = date(2026, 11, 2)
FORTNIGHT = [MONDAY + timedelta(days=number) for number in range(14)]
SUNDAY = FORTNIGHT[-1]


def eat(user, days, *, complete=True, **amounts):
    for day in days:
        MealItemFactory(user=user, day=day, **amounts)
        if complete:
            DayMarkFactory(user=user, day=day)


def fact(user, key, *, first=MONDAY, last=SUNDAY, profile=None, keys=None):
    return nutrient_facts(user, profile or Profile(user=user), first, last, keys or [key])[key]


def test_the_average_rests_on_complete_days_only(alice, bob):
    eat(alice, FORTNIGHT[:4], magnesium=200.0, energy=500.0)
    eat(alice, FORTNIGHT[4:5], magnesium=9_000.0, energy=500.0, complete=False)
    eat(bob, FORTNIGHT, magnesium=8_000.0, energy=500.0)
    found = fact(alice, "magnesium")
    assert (found.mean, found.days, found.logged, found.length) == (200.0, 4, 5, 14)
    assert (found.median, found.range) == (200.0, (200.0, 200.0))


def test_a_magnesium_fortnight_is_judged_as_worked_by_hand(alice):
    # Woman of 40: EAR 265, SDr 26.5, SDw 86 (adequacy_method, section 1); SD_D = sqrt(702.25 + 7396/14) = 35.08.
    eat(alice, FORTNIGHT, magnesium=240.0, energy=2_000.0)
    assessment = fact(alice, "magnesium").assessment
    assert assessment.z == pytest.approx(-0.713, abs=0.001)
    assert assessment.confidence == pytest.approx(0.238, abs=0.001)
    assert (assessment.method, assessment.verdict, assessment.stage) == ("EAR", "uncertain", "good")


def test_a_missing_value_makes_the_average_a_lower_bound_and_names_the_food(alice, bob):
    eat(alice, FORTNIGHT[:3], magnesium=100.0, energy=300.0)
    MealItemFactory(user=alice, day=MONDAY, label="Mystery pie", energy=100.0)
    MealItemFactory(user=bob, day=MONDAY, label="Bob's pie", energy=100.0)
    found = fact(alice, "magnesium")
    assert found.is_lower_bound
    assert found.coverage == pytest.approx(0.9)
    assert [(food.label, food.times, food.energy) for food in found.lacking] == [("Mystery pie", 1, 100.0)]


def test_foods_without_a_value_come_with_most_energy_first(alice):
    eat(alice, [MONDAY], magnesium=1.0, energy=50.0)
    for label, energy in (("Thin soup", 20.0), ("Pie", 400.0), ("Pie", 300.0)):
        MealItemFactory(user=alice, day=MONDAY, label=label, energy=energy)
    assert [food.label for food in fact(alice, "magnesium").lacking] == ["Pie", "Thin soup"]


def test_what_was_eaten_more_often_comes_first_among_equals(alice):
    eat(alice, [MONDAY], magnesium=1.0, energy=50.0)
    for label, energy in (("Apple", 100.0), ("Pie", 60.0), ("Pie", 40.0), ("Zwieback", 300.0)):
        MealItemFactory(user=alice, day=MONDAY, label=label, energy=energy)
    assert [food.label for food in fact(alice, "magnesium").lacking] == ["Zwieback", "Pie", "Apple"]


def test_seven_working_days_are_an_early_look_and_a_saturday_makes_them_usable(alice):
    working_days = [day for day in FORTNIGHT if day.weekday() < 5][:7]
    eat(alice, working_days, magnesium=300.0, energy=2_000.0)
    assert fact(alice, "magnesium").assessment.stage == "early look"
    eat(alice, [FORTNIGHT[5]], magnesium=300.0, energy=2_000.0)
    assert fact(alice, "magnesium").assessment.stage == "usable"


def test_a_mean_energy_beyond_belief_is_no_energy_to_take_a_share_of(alice):
    eat(alice, FORTNIGHT[:4], omega3_ala=0.8, energy=25_000.0)
    found = fact(alice, "omega3_ala", profile=ProfileFactory(user=alice, authority="EFSA"))
    assert (found.aim, found.assessment.verdict) == (None, "cannot tell yet")


def test_an_unknown_nutrient_has_no_average(alice):
    eat(alice, FORTNIGHT[:3], energy=500.0)
    found = fact(alice, "vitamin_d")
    assert not found.is_known
    assert found.mean is found.median is found.range is None


def test_no_complete_day_has_no_average_and_says_so(alice):
    found = fact(alice, "magnesium")
    assert found.mean is None
    assert found.assessment.verdict == "cannot tell yet"


def test_two_complete_days_make_no_average_and_three_do(alice):
    """adequacy_method, section 6: show nothing before 3 days."""
    eat(alice, FORTNIGHT[:2], magnesium=300.0, energy=2_000.0)
    few = fact(alice, "magnesium")
    assert few.mean is few.mean_from_food is few.median is few.range is None
    assert not few.has_average
    eat(alice, FORTNIGHT[2:3], magnesium=300.0, energy=2_000.0)
    assert fact(alice, "magnesium").mean == 300.0


def test_the_upper_limit_of_magnesium_counts_supplements_only(alice):
    # NASEM UL 350 mg, "supplement_only" (reference_intakes.csv): 600 mg from food is no matter, 360 mg of tablets is.
    eat(alice, FORTNIGHT, magnesium=600.0, energy=2_000.0)
    assert not fact(alice, "magnesium").limit.is_above
    for day in FORTNIGHT:
        SupplementDoseFactory(user=alice, day=day, magnesium=360.0)
    found = fact(alice, "magnesium")
    assert found.limit.mean == 360.0
    assert found.assessment.verdict == "above the upper limit"
    assert found.days_above_limit == FORTNIGHT


def test_food_and_supplements_are_told_apart(alice):
    eat(alice, FORTNIGHT[:4], vitamin_d=2.0, energy=100.0)
    ScheduleFactory(user=alice, first_day=MONDAY, vitamin_d=10.0)
    found = fact(alice, "vitamin_d")
    assert (found.mean_from_food, found.mean_from_supplements, found.mean) == (2.0, 10.0, 12.0)


def test_estimates_are_kept_apart_and_can_be_switched_off(alice):
    bit = 1 << 5  # omega3_ala
    eat(alice, FORTNIGHT[:4], omega3_ala=1.0, energy=100.0)
    eat(alice, FORTNIGHT[:4], omega3_ala=3.0, energy=100.0, estimated=bit, complete=False)
    assert fact(alice, "omega3_ala").estimated_share == 0.75
    found = fact(alice, "omega3_ala", profile=ProfileFactory(user=alice, use_estimates=False))
    assert (found.mean, found.is_lower_bound, found.coverage) == (1.0, True, 0.5)
    assert (found.median, found.range) == (1.0, (1.0, 1.0))
    assert [food.times for food in found.lacking] == [4]


def test_efsa_ala_is_a_share_of_the_mean_energy(alice):
    # 0.5 % of 1 800 kcal at 9 kcal a gram is 1 g (note of the EFSA row in reference_intakes.csv).
    eat(alice, FORTNIGHT[:4], omega3_ala=0.8, energy=1_800.0)
    found = fact(alice, "omega3_ala", profile=ProfileFactory(user=alice, authority="EFSA"))
    assert found.aim == pytest.approx(1.0)


def test_an_own_target_stands_beside_the_reference(alice):
    eat(alice, FORTNIGHT[:4], magnesium=300.0, energy=1_800.0)
    found = fact(alice, "magnesium", profile=ProfileFactory(user=alice, own_targets={"magnesium": 400}))
    assert (found.own_target, found.aim) == (400, 320.0)


@pytest.mark.parametrize("days", [1, 14])
def test_the_queries_do_not_grow_with_the_days(days, alice, django_assert_num_queries):
    eat(alice, FORTNIGHT[:days], magnesium=300.0, energy=1_800.0)
    with django_assert_num_queries(5):  # items, marks, doses, daily supplements, foods without a value
        fact(alice, "magnesium", keys=["magnesium", "iron", "vitamin_d"])
