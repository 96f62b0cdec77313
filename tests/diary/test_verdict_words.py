"""A verdict in words: the figures, the method, and nothing more than it allows."""

from datetime import date, timedelta

import pytest

from diary import verdict_words, wording
from diary.reports.nutrients import nutrient_facts
from tests.factories import DayMarkFactory, MealItemFactory, ProfileFactory, SupplementDoseFactory

MONDAY = date(2026, 11, 2)


@pytest.fixture
def fact(alice):
    def of(key, days=14, *, authority="NASEM", sex="female", life_stage="none", also=(), **amounts):
        profile = ProfileFactory(user=alice, authority=authority, sex=sex, birth_year=1985, life_stage=life_stage)
        for day in (MONDAY + timedelta(days=number) for number in range(days)):
            DayMarkFactory(user=alice, day=day)
            MealItemFactory(user=alice, day=day, energy=1_000.0, **amounts)
            for other in also:
                MealItemFactory(user=alice, day=day, **other)
        return nutrient_facts(alice, profile, MONDAY, MONDAY + timedelta(days=days - 1), [key])[key]

    return of


def plain(text):
    return text.replace(wording.THIN_SPACE, " ")


def test_the_chance_is_given_with_the_days_and_the_published_amount(fact):
    # 240 mg over 14 days against EAR 265: Phi(-0.713) = 0.238, worked in test_nutrient_facts.
    assert plain(verdict_words.reason(fact("magnesium", magnesium=240.0))) == (
        "Over 14 complete days the average is 240 mg a day (EAR 265 mg, NASEM). "
        "Given how much days vary, the chance that your usual intake meets your need is about 24 %."
    )


def test_a_gap_makes_it_at_least_and_or_more(fact):
    found = fact("magnesium", magnesium=240.0, also=[{"label": "Pie", "energy": 100.0}])
    assert plain(verdict_words.average(found)) == "at least 240 mg"
    assert "about 24 % or more" in plain(verdict_words.reason(found))


def test_where_many_values_are_missing_no_chance_is_given(fact):
    found = fact("magnesium", magnesium=100.0, also=[{"label": "Pie", "energy": 9000.0}])
    said = plain(verdict_words.reason(found))
    assert verdict_words.title(found) == "Cannot tell yet"
    assert "the chance" not in said
    assert "of the food by energy, so the true average may be higher. No chance is given for that reason." in said


def test_next_to_no_chance_is_not_called_more(fact):
    found = fact("magnesium", magnesium=100.0, also=[{"label": "Pie", "energy": 100.0}])
    assert "less than 1 %, unless the foods without a value hold much of it." in plain(verdict_words.reason(found))


def test_many_times_the_amount_is_said_as_a_multiple(fact):  # RDA 2.4 ug
    said = plain(verdict_words.reason(fact("vitamin_b12", days=28, vitamin_b12=1000.0)))
    assert "417 times the RDA." in said


def test_iron_speaks_of_a_hundred_people(fact):
    # 9 mg a day falls in 8.77-9.63 of IOM 2001 table 14-1: 0.35.
    said = plain(verdict_words.reason(fact("iron", iron=9.0)))
    assert "about 35 in 100 people with this usual intake would fall short" in said


def test_few_days_of_iron_leave_a_range_open(fact):
    said = plain(verdict_words.reason(fact("iron", days=7, iron=9.0)))
    assert "with fewer than 14 days" in said


def test_falling_short_of_an_ai_is_never_called_low(fact):
    found = fact("omega3_ala", omega3_ala=0.4)  # NASEM AI 1.1 g
    assert verdict_words.title(found) == "Cannot tell yet"
    assert "does not show that intake is too low" in verdict_words.reason(found)


def test_b12_is_an_average_without_a_confidence(fact):
    said = plain(verdict_words.reason(fact("vitamin_b12", days=28, vitamin_b12=1.2)))  # RDA 2.4 ug
    assert "50 % of the RDA" in said
    assert "chance" not in said


def test_pregnancy_shows_the_comparison_only(fact):
    found = fact("magnesium", magnesium=240.0, life_stage="pregnant")
    assert verdict_words.title(found) == "Cannot tell yet"
    assert "chance" not in verdict_words.reason(found)


def test_the_upper_limit_speaks_first_and_proves_nothing(fact, alice):
    found = fact("vitamin_d", vitamin_d=120.0)  # NASEM UL 100 ug
    assert verdict_words.title(found) == "Above the upper limit"
    assert plain(verdict_words.reason(found)) == (
        "Over 14 complete days food and supplements average 120 µg a day. That is above the published "
        "upper limit (UL 100 µg, NASEM). Worth a word with a clinician; it is no proof of harm."
    )


@pytest.mark.parametrize(
    ("days", "amounts", "also", "kind", "words"),
    [
        (2, {"magnesium": 50.0}, [], "days", "Not enough written down yet"),
        (14, {"magnesium": 50.0}, [{"label": "Pie", "energy": 900.0}], "values", "Values are missing for Pie"),
        (14, {"magnesium": 50.0}, [], "intake", "this is what was eaten"),
        (14, {"magnesium": 900.0}, [], None, ""),
    ],
)
def test_the_three_kinds_of_gap_are_told_apart(days, amounts, also, kind, words, fact):
    found = fact("magnesium", days, also=also, **amounts)
    assert verdict_words.gap_kind(found) == kind
    assert words in verdict_words.gap_message(found)


def test_two_complete_days_say_that_three_are_needed(fact):
    assert "a first look needs 3" in verdict_words.reason(fact("magnesium", 2, magnesium=100.0))


def test_no_food_with_a_value_is_not_an_average_of_nothing(fact):
    found = fact("vitamin_d")
    assert verdict_words.average(found) == "unknown"
    assert "None of the foods" in verdict_words.reason(found)


def test_many_missing_foods_are_counted_not_listed(fact):
    also = [{"label": label, "energy": energy} for label, energy in (("A", 5.0), ("B", 4.0), ("C", 3.0), ("D", 2.0))]
    assert verdict_words.lacking(fact("iron", iron=5.0, also=also).lacking) == "A, B, C and 1 other food"


@pytest.mark.parametrize("key", ["omega3_ala", "omega3_epa_dha", "potassium", "vitamin_d", "vitamin_b12", "iron"])
def test_no_sentence_calls_anybody_deficient(key, fact, alice):
    SupplementDoseFactory(user=alice, day=MONDAY, **{key: 0.0})
    said = verdict_words.reason(fact(key, 28, **{key: 0.01}))
    assert "deficien" not in said
    assert "too low" not in said.replace("does not show that intake is too low", "")
