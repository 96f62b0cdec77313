"""Raw and cooked forms: who may lend to whom, and how much."""

import pytest

from nutrients.building import siblings
from nutrients.building.checks import errors
from nutrients.models import Quality
from tests.nutrients.building.rows import FISH, row

RAW, COOKED = "Fish, mackerel, Atlantic, raw", "Fish, mackerel, Atlantic, cooked, dry heat"


def test_a_cooked_fish_borrows_by_protein():
    raw, cooked = row(RAW, FISH, protein=20.0, vitamin_d=16.0), row(COOKED, FISH, protein=25.0)
    siblings.estimate_from_siblings([raw, cooked])
    assert cooked.amounts["vitamin_d"] == pytest.approx(20.0)
    assert cooked.quality["vitamin_d"] is Quality.ESTIMATED
    assert "iron" not in cooked.amounts


def test_a_raw_form_borrows_too():
    raw, cooked = row(RAW, FISH, protein=20.0), row(COOKED, FISH, protein=25.0, vitamin_d=20.0)
    siblings.estimate_from_siblings([raw, cooked])
    assert raw.amounts["vitamin_d"] == pytest.approx(16.0)


@pytest.mark.parametrize(
    "other",
    [
        row("Fish, mackerel, Pacific and jack, mixed species, raw", FISH, protein=20.0, vitamin_d=9.0),
        row(RAW, "Fast Foods", protein=20.0, vitamin_d=9.0),
        row("Fish, mackerel, Atlantic, cooked, moist heat", FISH, protein=20.0, vitamin_d=9.0),
        row("Fish, mackerel, Atlantic, cooked, breaded and fried", FISH, protein=20.0, vitamin_d=9.0),
        row(RAW, FISH, protein=60.0, vitamin_d=9.0),
        row(RAW, FISH, protein=2.0, vitamin_d=9.0),
        row(RAW, FISH, vitamin_d=9.0),
    ],
    ids=["other fish", "other group", "not raw", "fried", "far more protein", "hardly any", "protein unknown"],
)
def test_nothing_is_borrowed_from_what_is_no_clear_sibling(other):
    cooked = row(COOKED, FISH, protein=25.0)
    siblings.estimate_from_siblings([other, cooked])
    assert "vitamin_d" not in cooked.amounts


def test_an_estimate_is_not_lent_on():
    raw, cooked = row(RAW, FISH, protein=20.0), row(COOKED, FISH, protein=25.0)
    raw.put("vitamin_d", 16.0, Quality.ESTIMATED)
    siblings.estimate_from_siblings([raw, cooked])
    assert "vitamin_d" not in cooked.amounts


def test_a_published_value_is_never_replaced_by_a_loan():
    raw = row(RAW, FISH, protein=20.0, vitamin_d=16.0)
    cooked = row(COOKED, FISH, protein=25.0, vitamin_d=18.0)
    siblings.estimate_from_siblings([raw, cooked])
    assert cooked.amounts["vitamin_d"] == 18.0


def test_errors_leave_out_published_zeros():
    off = errors([(1.1, 1.0), (3.0, 2.0), (5.0, 0.0)])
    assert off is not None
    assert (off.cases, off.median, off.within_a_tenth) == (2, 0.3, 0.0)
    assert errors([(5.0, 0.0)]) is None
