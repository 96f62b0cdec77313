"""Warning signs of back pain, and how soon they are to be looked at."""

import pytest

from nutrients import red_flags
from nutrients.red_flags import SIGNS, Urgency
from nutrients.symptoms import SYMPTOMS


@pytest.mark.parametrize(
    ("ticked", "urgency"),
    [
        ([], None),
        (["nonsense"], None),
        (["cancer"], Urgency.SOON),
        (["cancer", "fever"], Urgency.TODAY),
        (["fever", "saddle_numb", "cancer"], Urgency.NOW),
    ],
)
def test_the_gravest_sign_decides(ticked, urgency):
    assert red_flags.most_urgent(ticked) == urgency


@pytest.mark.parametrize("key", ["saddle_numb", "bladder_bowel", "sexual_numb", "both_legs", "leg_worse"])
def test_the_five_signs_that_cannot_wait_are_for_now(key):  # S110, S111, S112
    assert SIGNS[key].urgency == Urgency.NOW


def test_ticked_signs_are_listed_the_gravest_first():
    assert [sign.key for sign in red_flags.known(["cancer", "both_legs"])] == ["both_legs", "cancer"]


@pytest.mark.parametrize(
    ("country", "number"),
    [("GB", "999"), ("US", "911"), ("CA", "911"), ("NO", "112"), ("AU", "000"), ("NZ", "111")],
)
def test_the_number_to_call_is_that_of_the_country(country, number):
    assert red_flags.emergency_number(country, {"NO"}) == number


@pytest.mark.parametrize("country", ["", "BR"])
def test_where_the_number_is_not_known_the_usual_ones_are_named(country):
    words = red_flags.emergency_number(country, {"NO"})
    assert all(number in words for number in ("112", "911", "999"))


def test_every_symptom_of_the_table_names_other_causes():
    assert len(SYMPTOMS) == 27
    assert all(symptom.other_causes for symptom in SYMPTOMS.values())
    assert "csv" not in str(SYMPTOMS)
    assert ".md" not in str(SYMPTOMS)
