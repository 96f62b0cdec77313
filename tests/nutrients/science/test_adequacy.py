"""What may be said of a usual intake, and what may not."""

from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutrients.reference import AUTHORITIES, Person, reference
from nutrients.science.adequacy import LIKELY, Verdict, assess, written
from nutrients.science.stages import good_days, stage

WOMAN = Person("female", 40)
MAN = Person("male", 45)


def of(nutrient, person=WOMAN, authority="NASEM", **about):
    return assess(person, reference(authority, person)[nutrient], **{"days": 28, **about})


# The z method


def test_answers_the_example_of_the_design():
    found = of("magnesium", MAN, mean=380, days=14)
    assert found.answer() == {
        "method": "EAR",
        "z": pytest.approx(0.627, abs=0.001),  # (380 - 350) / sqrt(35^2 + 122^2 / 14)
        "confidence": pytest.approx(0.735, abs=0.001),
        "verdict": "uncertain",
        "days": 14,
        "reason": "Over 14 complete days the average is 380 mg a day (EAR 350 mg, NASEM). Given how much days vary, "
        "the chance that usual intake meets your need is about 73 %.",
    }


def test_the_rda_over_three_days_is_not_yet_likely_enough():  # the published example (S42)
    found = of("magnesium", mean=320, days=3)
    assert found.confidence == pytest.approx(0.85, abs=0.02)
    assert (found.verdict, found.stage) == ("uncertain", "early look")


@pytest.mark.parametrize(
    ("mean", "verdict"), [(320, "likely enough"), (290, "uncertain"), (265, "uncertain"), (200, "likely low")]
)
def test_the_verdict_follows_the_z(mean, verdict):
    assert of("magnesium", mean=mean).verdict == verdict


def test_likely_means_one_z_either_way():
    enough, low = of("magnesium", mean=320), of("magnesium", mean=200)
    assert enough.z > 1 > -1 > low.z
    assert pytest.approx(0.841, abs=0.001) == LIKELY


@pytest.mark.parametrize(("authority", "nutrient"), [("EFSA", "calcium"), ("NHMRC", "magnesium"), ("NHMRC", "calcium")])
def test_other_authorities_are_held_against_their_own_requirement(authority, nutrient):
    found = of(nutrient, authority=authority, mean=600)
    assert found.method == "EAR"
    assert found.compared_with.value == reference(authority, WOMAN)[nutrient].requirement


def test_the_margin_is_that_of_the_pooled_spread():
    found = of("magnesium", mean=300, days=4)  # 1.96 x 86 / sqrt(4) = 84.28
    assert (found.low, found.high) == (pytest.approx(215.72), pytest.approx(384.28))
    assert of("magnesium", mean=10, days=4).low == 0


def test_the_days_needed_come_along():  # CV 38, within 20 %
    assert of("magnesium", mean=300).days_needed == 14
    assert of("iron", mean=10).days_needed == 27


# AI


@pytest.mark.parametrize(
    ("mean", "verdict"), [(320, "likely enough"), (305, "uncertain"), (295, "cannot tell yet"), (20, "cannot tell yet")]
)
def test_an_ai_test_says_enough_or_nothing(mean, verdict):
    found = of("magnesium", authority="EFSA", mean=mean)
    assert (found.method, found.verdict) == ("AI", verdict)
    assert "does not show" in found.reason


people = st.builds(Person, st.sampled_from(["female", "male"]), st.integers(9, 100))


@given(people, st.sampled_from(AUTHORITIES), st.floats(0, 10_000), st.integers(0, 90), st.none() | st.floats(0, 1))
def test_an_ai_is_never_likely_low_and_the_verdict_is_one_of_five(person, authority, mean, days, coverage):
    for found in reference(authority, person).values():
        assessment = assess(person, found, mean=mean, days=days, coverage=coverage)
        assert assessment.verdict in get_args(Verdict)
        if found.recommended_kind == "AI" or assessment.method in {"average", "ratio", "none"}:
            assert assessment.verdict != "likely low"
        if coverage is None or coverage < 0.8:
            assert assessment.verdict != "likely low"
        if days < 3:
            assert assessment.verdict == "cannot tell yet"


# Refusals


@pytest.mark.parametrize("days", [0, 1, 2])
def test_nothing_is_said_before_three_days(days):
    found = of("magnesium", mean=5, days=days, supplement_mean=5000)
    assert (found.method, found.verdict, found.z, found.confidence) == ("none", "cannot tell yet", None, None)
    assert found.stage == "too few days"
    assert "a first look needs 3" in found.reason


@pytest.mark.parametrize("nutrient", ["vitamin_b12", "vitamin_d", "vitamin_c", "zinc", "selenium"])
@pytest.mark.parametrize("mean", [0.1, 30.0])
def test_some_nutrients_get_an_average_and_no_confidence(nutrient, mean):
    found = of(nutrient, mean=mean)
    assert (found.method, found.z, found.confidence) == ("average", None, None)
    assert found.low is found.high is None
    assert "No published method" in found.reason


def test_an_average_is_never_likely_low():
    assert of("vitamin_b12", mean=0.0).verdict == "uncertain"
    assert of("vitamin_d", mean=0.0).verdict == "uncertain"


@pytest.mark.parametrize(("nutrient", "needed"), [("vitamin_b12", 28), ("vitamin_d", 28), ("vitamin_c", 14)])
def test_a_plain_comparison_waits_for_its_days(nutrient, needed):
    before, then = of(nutrient, mean=80, days=needed - 1), of(nutrient, mean=80, days=needed)
    assert (before.verdict, then.verdict) == ("cannot tell yet", "likely enough")
    assert f"needs {needed} days" in before.reason


def test_fish_fats_wait_for_four_weeks_and_then_say_enough_or_nothing():
    assert of("omega3_epa_dha", authority="EFSA", mean=300).verdict == "likely enough"
    assert of("omega3_epa_dha", authority="EFSA", mean=300, days=27).verdict == "cannot tell yet"
    assert of("omega3_epa_dha", authority="EFSA", mean=10).verdict == "cannot tell yet"


@pytest.mark.parametrize("person", [Person("female", 30, "pregnant"), Person("female", 18), Person("male", 12)])
@pytest.mark.parametrize("mean", [50, 330])
def test_pregnancy_and_youth_get_the_ratio_only(person, mean):
    found = of("magnesium", person, mean=mean)
    assert (found.method, found.verdict, found.z, found.confidence) == ("ratio", "cannot tell yet", None, None)
    assert found.ratio == pytest.approx(mean / reference("NASEM", person)["magnesium"].recommended)


def test_nursing_is_judged_by_its_own_requirement():
    found = of("magnesium", Person("female", 30, "lactating"), mean=400)
    assert (found.method, found.compared_with.value) == ("EAR", 255)


@pytest.mark.parametrize("coverage", [None, 0.0, 0.79])
def test_missing_values_silence_a_low_verdict(coverage):
    assert of("magnesium", mean=200, coverage=0.80).verdict == "likely low"
    found = of("magnesium", mean=200, coverage=coverage)
    assert found.verdict == "cannot tell yet"
    assert "may be higher" in found.reason


def test_missing_values_leave_a_sufficient_lower_bound_standing():
    assert of("magnesium", mean=400, coverage=0.3).verdict == "likely enough"


def test_without_a_published_amount_nothing_is_compared():
    for authority, nutrient in (("NASEM", "omega3_epa_dha"), ("EFSA", "zinc")):
        found = of(nutrient, authority=authority, mean=5)
        assert (found.method, found.verdict, found.ratio) == ("none", "cannot tell yet", None)


def test_a_share_of_energy_is_not_compared_with_grams():
    found = of("omega3_ala", authority="EFSA", mean=2.0)
    assert (found.method, found.verdict, found.ratio) == ("none", "cannot tell yet", None)
    assert "share of energy" in found.reason
    known = Person("female", 40, energy_kcal=1800)
    assert of("omega3_ala", known, authority="EFSA", mean=2.0).verdict == "likely enough"


@pytest.mark.parametrize(("mean", "verdict"), [(270, "likely enough"), (269, "uncertain"), (100, "uncertain")])
def test_the_united_kingdom_has_no_requirement_to_test_against(mean, verdict):
    found = of("magnesium", authority="UK", mean=mean)
    assert (found.method, found.confidence, found.verdict) == ("average", None, verdict)


@pytest.mark.parametrize(
    "about",
    [{"mean": -1}, {"mean": float("nan")}, {"mean": 1, "days": -1}, {"mean": 1, "coverage": 1.2}],
)
def test_impossible_questions_are_refused(about):
    with pytest.raises(ValueError, match=r"."):
        of("magnesium", **about)


# Iron


def test_iron_speaks_of_people_in_a_hundred():
    found = of("iron", mean=12.0)
    assert (found.method, found.z, found.confidence) == ("iron", None, 0.85)
    assert "about 15 in 100 women with this usual intake would fall short." in found.reason


@pytest.mark.parametrize(("mean", "verdict"), [(16.0, "likely enough"), (9.0, "uncertain"), (5.0, "likely low")])
def test_iron_weighs_likely_like_the_z_method(mean, verdict):
    assert of("iron", mean=mean).verdict == verdict


def test_a_short_diary_shows_the_span_and_must_hold_at_both_ends():  # 9 +- 7 / sqrt(7) mg: .15 to .75
    found = of("iron", mean=9.0, days=7)
    assert "(from about 15 to about 75, with fewer than 14 days)" in found.reason
    assert of("iron", mean=12.0, days=7).verdict == "uncertain"
    assert of("iron", mean=12.0, days=14).verdict == "likely enough"
    assert of("iron", mean=5.0, days=7).verdict == "uncertain"


def test_seven_milligrams_are_enough_for_most_men():  # adequacy_method, section 5: 79 %
    found = of("iron", MAN, mean=7.0)
    assert found.confidence == pytest.approx(0.79, abs=0.005)
    assert "21 in 100 men" in found.reason


def test_iron_without_meat_counts_for_less():
    assert of("iron", Person("female", 40, diet="vegan"), mean=18.0).confidence == 0.75


@pytest.mark.parametrize(
    ("person", "authority"),
    [(Person("female", 60), "NASEM"), (Person("female", 30, "lactating"), "NASEM"), (WOMAN, "EFSA"), (WOMAN, "UK")],
)
def test_iron_without_a_distribution_is_a_plain_comparison(person, authority):
    found = of("iron", person, authority=authority, mean=5.0)
    assert (found.method, found.confidence, found.verdict) == ("average", None, "uncertain")


# Upper limits


def test_a_mean_above_the_limit_is_said_first_and_keeps_the_method():
    found = of("calcium", mean=2600)
    assert (found.verdict, found.method, found.compared_with.kind) == ("above the upper limit", "EAR", "UL")
    assert "no proof of harm" in found.reason


def test_magnesium_from_food_is_never_above_the_limit():
    assert of("magnesium", mean=900, supplement_mean=0).verdict == "likely enough"
    assert of("magnesium", mean=900).verdict == "likely enough"
    assert of("magnesium", mean=900, supplement_mean=351).verdict == "above the upper limit"


def test_pregnancy_does_not_hide_the_limit():
    assert of("calcium", Person("female", 30, "pregnant"), mean=2600).verdict == "above the upper limit"


# Stages and words


@pytest.mark.parametrize(
    ("nutrient", "days", "weekend", "expected"),
    [
        ("magnesium", 2, True, "too few days"),
        ("magnesium", 3, True, "early look"),
        ("magnesium", 6, True, "early look"),
        ("magnesium", 7, True, "usable"),
        ("magnesium", 7, False, "early look"),
        ("magnesium", 13, True, "usable"),
        ("magnesium", 14, True, "good"),
        ("vitamin_b12", 14, True, "usable"),
        ("vitamin_b12", 28, True, "good"),
    ],
)
def test_a_diary_comes_of_age(nutrient, days, weekend, expected):  # adequacy_method, section 6
    assert stage(nutrient, days, has_weekend=weekend) == expected
    assert of(nutrient, mean=3, days=days, has_weekend=weekend).stage == expected


def test_spiky_nutrients_take_four_weeks():
    assert [good_days(key) for key in ("vitamin_d", "vitamin_b12", "omega3_epa_dha", "iron")] == [28, 28, 28, 14]


@pytest.mark.parametrize(
    ("value", "unit", "text"), [(1250, "mg", "1,250 mg"), (18, "mg", "18.0 mg"), (2.4, "ug", "2.40 µg")]
)
def test_amounts_are_written_as_precisely_as_a_diary_can_be(value, unit, text):
    assert written(value, unit) == text


FORBIDDEN = ("deficien", "diagnos", "treat", "risk", "monitor", "predict", "prevent", "detect", "clinical", "safe")


def test_no_reason_says_what_a_diary_cannot_know():
    persons = [WOMAN, MAN, Person("female", 30, "pregnant"), Person("male", 12), Person("female", 60, diet="vegan")]
    for person, authority, days, scale in product(persons, AUTHORITIES, (0, 5, 28), (0.1, 1.0, 20.0)):
        for found in reference(authority, person).values():
            said = assess(person, found, mean=scale * (found.recommended or 1.0), days=days, coverage=0.5).reason
            assert not any(word in said.casefold() for word in FORBIDDEN)
            assert said.endswith(".")


def test_a_gap_makes_the_average_and_the_chance_lower_bounds():  # 320 mg over 3 days, EAR 265: 84 % (IOM 2000)
    said = of("magnesium", mean=320, days=3, coverage=0.9).reason
    assert "the average is at least 320 mg a day" in said
    assert "is about 84 % or more." in said
    whole = of("magnesium", mean=320, days=3).reason
    assert "at least" not in whole
    assert "or more" not in whole


def test_a_chance_of_next_to_nothing_is_not_called_more():
    assert (
        "less than 1 %, unless the foods without a value hold much of it."
        in of("magnesium", mean=120, coverage=0.9).reason
    )


def test_few_values_give_neither_verdict_nor_chance():
    """Low coverage is a refusal like few days: a z of a sum with holes would say how full the table is."""
    found = of("magnesium", mean=120, coverage=0.799)
    assert (found.verdict, found.z, found.confidence) == ("cannot tell yet", None, None)
    assert "Values are known for only 79 % of the food by energy" in found.reason
    iron = of("iron", mean=5, coverage=0.5)
    assert (iron.verdict, iron.confidence, iron.short) == ("cannot tell yet", None, None)


def test_many_times_the_amount_is_said_as_a_multiple():  # a 1,000 ug tablet beside RDA 2.4 ug
    assert "417 times the RDA." in of("vitamin_b12", mean=1000, days=28).reason
    assert "333 % of the RDA." in of("vitamin_b12", mean=8, days=28).reason


def test_less_than_nothing_from_tablets_is_impossible():
    with pytest.raises(ValueError, match="zero or more"):
        of("magnesium", mean=300, supplement_mean=-1)
